/** A list in a file, one entry a line: how lists too long for a command line are given. */
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";
import { readGivenText } from "../store/given-file.ts";

/** As large as a list of entries can be that a detector takes, and far smaller than memory. */
const MAX_BYTES = 64e6;

/**
 * The lines of a UTF-8 file as one text that is taken entry by entry: a comma in a line is part of the entry.
 * @throws PlumblineError FILE_MISSING, FILE_EMPTY, FILE_ENCODING, PARAMETER if it is too long for a list.
 */
export async function readListFile(path: string): Promise<string> {
  const where = basename(path);
  const text = readGivenText(path, { what: "The list", maxBytes: MAX_BYTES, where, tooLong: "PARAMETER" });
  if (text.trim() === "") throw new PlumblineError("FILE_EMPTY", "The list has no entry.", { where });
  return `${text}\n`;
}
