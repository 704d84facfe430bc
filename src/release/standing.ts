/** What stands in a folder that an edition is to be written to. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";
import { filesOf } from "./folder.ts";
import { MANIFEST, readManifest, readSignatures, SIGNATURE } from "./manifest.ts";
import { counted } from "../words.ts";

/**
 * An edition in words, with its signatures: "the edition “Crates” (TLP:CLEAR) with 2 signatures". Undefined if the folder holds
 * anything else, or a file that is not of its edition.
 */
export function editionIn(folder: string): string | undefined {
  let files: ReadonlyMap<string, Uint8Array>;
  try {
    files = filesOf(folder);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
  const manifest = readManifest(files.get(MANIFEST) ?? new Uint8Array());
  if (!manifest.ok) return undefined;
  const own = new Set([MANIFEST, SIGNATURE, ...Object.keys(manifest.value.files)]);
  if ([...files.keys()].some((name) => !own.has(name))) return undefined;
  const { title, ceiling } = manifest.value.edition;
  const signatures = files.get(SIGNATURE);
  const read = signatures === undefined ? undefined : readSignatures(signatures);
  const signed =
    read === undefined
      ? "unsigned"
      : read.ok
        ? `with ${counted(read.value.length, "signature")}`
        : "with signatures that cannot be read";
  return `the edition “${title}” (TLP:${ceiling.tlp}), ${signed}`;
}

/** Is it this very edition, byte for byte, its signatures apart? Publishing again then changes nothing. */
export function isSameEdition(folder: string, sealed: ReadonlyMap<string, Uint8Array>): boolean {
  if (editionIn(folder) === undefined) return false;
  return [...sealed].every(
    ([name, bytes]) => name === SIGNATURE || Buffer.compare(readOr(join(folder, name)), bytes) === 0,
  );
}

function readOr(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    return new Uint8Array();
  }
}
