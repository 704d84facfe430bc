/** The files of an edition as they lie in a folder: regular files of bounded size, and nothing else. */
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { Failure } from "./failure.ts";

/** An edition is read whole into memory; more than this is no report. */
const MAX_BYTES = 268_435_456;
const MAX_FILES = 1000;

/**
 * The bytes of every file by name.
 * @throws PlumblineError NOT_FOUND if there is no folder at `dir`; Failure with the first name that is not a plain file.
 */
export function filesOf(dir: string): ReadonlyMap<string, Uint8Array> {
  if (lstatSync(dir, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new PlumblineError("NOT_FOUND", "There is no folder of an edition here.", { where: dir });
  const names = readdirSync(dir).toSorted();
  if (names.length > MAX_FILES)
    throw new Failure(names[MAX_FILES]!, `is one of more than ${MAX_FILES} files`);
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  for (const name of names) {
    const found = lstatSync(join(dir, name));
    if (!found.isFile()) throw new Failure(name, "is not a plain file");
    bytes += found.size;
    if (bytes > MAX_BYTES) throw new Failure(name, `brings the edition above ${MAX_BYTES} bytes`);
    files.set(name, readFileSync(join(dir, name)));
  }
  return files;
}
