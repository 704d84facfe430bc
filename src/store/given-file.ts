/**
 * Files that somebody hands over, read whole: of a stated length at most, and only where they are files. Reading a FIFO or a
 * device may never end, and a folder is no text.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { PlumblineError } from "../errors.ts";
import type { ErrorCode } from "../errors.ts";

export interface GivenFile {
  /** What the file is for, as the beginning of a sentence: "The list". */
  readonly what: string;
  readonly maxBytes: number;
  /** What a refusal names as the place; the path unless told. */
  readonly where?: string;
  /** Codes of a file that cannot be read, and of one that is too long; FILE_MISSING and IMPORT_LIMIT unless told. */
  readonly unreadable?: ErrorCode;
  readonly tooLong?: ErrorCode;
}

/**
 * @returns the bytes, as they were when the file was opened
 * @throws PlumblineError with one of the two codes
 */
export function readGiven(path: string, given: GivenFile): Buffer {
  const { what, maxBytes, where = path, unreadable = "FILE_MISSING", tooLong = "IMPORT_LIMIT" } = given;
  let handle: number | undefined;
  try {
    // Without it, opening a FIFO waits for somebody who writes.
    handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw new PlumblineError(unreadable, `${what} is not a file.`, { where });
    if (stat.size > maxBytes)
      throw new PlumblineError(tooLong, `${what} is longer than ${sizeInWords(maxBytes)}.`, {
        where,
        ...(tooLong === "IMPORT_LIMIT" ? { hint: "Hand it over in parts." } : {}),
      });
    const bytes = Buffer.alloc(stat.size);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(handle, bytes, length, bytes.length - length, length);
    return bytes.subarray(0, length);
  } catch (cause) {
    if (cause instanceof PlumblineError) throw cause;
    throw new PlumblineError(unreadable, `${what} cannot be read.`, { where, cause });
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/**
 * The same as text.
 * @throws PlumblineError also FILE_ENCODING where it is not UTF-8
 */
export function readGivenText(path: string, given: GivenFile): string {
  const bytes = readGiven(path, given);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PlumblineError("FILE_ENCODING", `${given.what} is not UTF-8.`, {
      where: given.where ?? path,
      cause,
    });
  }
}

const sizeInWords = (bytes: number): string =>
  bytes < 1e6 ? `${Math.floor(bytes / 1e3)} kB` : `${Math.floor(bytes / 1e6)} MB`;
