/** A list in a file, one entry a line: how lists too long for a command line are given. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";

/** As large as a list of entries can be that a detector takes, and far smaller than memory. */
const MAX_BYTES = 64e6;

/**
 * The lines of a UTF-8 file as one text that is taken entry by entry: a comma in a line is part of the entry.
 * @throws PlumblineError FILE_MISSING, FILE_EMPTY, FILE_ENCODING, PARAMETER if it is too long for a list.
 */
export async function readListFile(path: string): Promise<string> {
  const where = basename(path);
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new PlumblineError("FILE_MISSING", "The list cannot be read.", { where, cause });
  }
  if (bytes.length > MAX_BYTES)
    throw new PlumblineError("PARAMETER", "The list is longer than 64 MB.", { where });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PlumblineError("FILE_ENCODING", "The list is not UTF-8.", { where, cause });
  }
  if (text.trim() === "") throw new PlumblineError("FILE_EMPTY", "The list has no entry.", { where });
  return `${text}\n`;
}
