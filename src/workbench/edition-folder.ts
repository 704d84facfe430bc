/** An edition in its folder: written whole, and never over another without a word. */
import { chmodSync, closeSync, fsyncSync, lstatSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { editionIn, isSameEdition, mergeSignatures, SIGNATURE } from "../release/index.ts";
import { checkFolder, putFolder } from "../store/put-folder.ts";

/** Refuses a place that an edition cannot be written to, before any work is done. @throws PlumblineError OUT_EXISTS. */
export function checkEditionFolder(dir: string): void {
  checkFolder(dir, { force: true, own: editionIn });
}

/**
 * Writes the files of a sealed edition into a folder. The same edition again keeps the signatures that it has.
 * @param force replaces another edition that stands there
 * @returns what was replaced, in words
 * @throws PlumblineError OUT_EXISTS if another edition stands there and `force` is not given, and always over anything else; STORE.
 */
export async function writeEdition(
  dir: string,
  files: ReadonlyMap<string, Uint8Array>,
  force = false,
): Promise<string | undefined> {
  const same = lstatSync(dir, { throwIfNoEntry: false })?.isDirectory() === true && isSameEdition(dir, files);
  const written = same ? withSignatures(dir, files) : files;
  const { replaced } = await putFolder(
    dir,
    (fresh) => {
      for (const [name, bytes] of written) writeWhole(join(fresh, name), bytes);
      chmodSync(fresh, 0o755);
    },
    { force: force || same, own: editionIn },
  );
  return same ? undefined : replaced;
}

/** The files with the signatures of the folder beside their own. */
function withSignatures(
  dir: string,
  files: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Uint8Array> {
  const path = join(dir, SIGNATURE);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return files;
  return new Map(files).set(SIGNATURE, mergeSignatures(readFileSync(path), files.get(SIGNATURE)));
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(path, "wx", 0o644);
  try {
    let at = 0;
    while (at < bytes.length) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
