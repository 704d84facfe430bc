/** Disclosing later what an edition withheld, so that anyone can check that it was in the log when the edition was made. */
import { PlumblineError } from "../errors.ts";
import { readGiven } from "../store/given-file.ts";
import { inclusionPath, MerkleTree } from "../model/merkle.ts";
import { recordOf } from "../model/refs.ts";
import { canonicalFile, disclosureHolds, readDisclosure, readEdition } from "../release/index.ts";
import type { Disclosure } from "../release/index.ts";
import { checkOutput, putFiles, writeText } from "../store/put-files.ts";
import type { Case } from "./case.ts";
import { MAKER } from "./maker.ts";
import { resolveName } from "./names.ts";

/**
 * Writes the record named with salt and path to the log root of the edition in `folder`.
 * @throws PlumblineError NOT_FOUND if there is no such record, it was purged, or it came after the edition; NOT_INTACT;
 * OUT_EXISTS.
 */
export async function disclose(opened: Case, name: string, folder: string, out: string): Promise<Disclosure> {
  checkOutput(out, false);
  const { manifest } = await readEdition(folder, MAKER);
  const { logRoot } = manifest;
  const entries = await opened.log.entries();
  const leaves = entries.map(({ leaf }) => Buffer.from(leaf, "hex"));
  const size = sizeOfRoot(leaves, logRoot);
  if (size === undefined)
    throw new PlumblineError("NOT_FOUND", "This log never had the root that the edition carries.", {
      where: folder,
      hint: "Take the edition of this very case.",
    });
  const id = recordOf(resolveName(await opened.fullFold(), name));
  const index = entries.findIndex((entry) => entry.id === id);
  const entry = entries[index];
  if (entry?.record === undefined || entry.salt === undefined || index >= size)
    throw new PlumblineError("NOT_FOUND", "The record came after the edition, or was purged.", {
      where: name,
    });
  const disclosure: Disclosure = {
    plumbline: "disclosure",
    format: 1,
    record: entry.record,
    salt: entry.salt,
    index,
    size,
    path: inclusionPath(leaves.slice(0, size), index),
    logRoot,
  };
  const text = Buffer.from(canonicalFile(disclosure)).toString("utf8");
  await putFiles([{ path: out, write: async (part) => writeText(part, [text]) }], { force: false });
  return disclosure;
}

function sizeOfRoot(leaves: readonly Uint8Array[], root: string): number | undefined {
  const tree = new MerkleTree();
  for (const leaf of leaves) {
    tree.add(leaf);
    if (tree.root() === root) return tree.size;
  }
  return undefined;
}

/** A record and its path in the tree of the log. */
const MAX_BYTES = 16e6;

/**
 * Checks a disclosure against the edition it is about.
 * @throws PlumblineError FILE_MISSING, NOT_FOUND, NOT_INTACT with what does not hold.
 */
export async function verifyDisclosure(path: string, folder: string): Promise<Disclosure> {
  const bytes = readGiven(path, { what: "The disclosure", maxBytes: MAX_BYTES });
  const refuse = (why: string) =>
    new PlumblineError("NOT_INTACT", `The disclosure ${why}.`, { where: path, hint: "Do not rely on it." });
  const read = readDisclosure(bytes);
  if (!read.ok) throw refuse(read.why);
  const { manifest } = await readEdition(folder, MAKER);
  if (read.value.logRoot !== manifest.logRoot) throw refuse("is about another edition than this one");
  if (!disclosureHolds(read.value)) throw refuse("does not lead to the log root of the edition");
  return read.value;
}
