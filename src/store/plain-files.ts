/**
 * What a folder may hold that somebody else has made: plain files and folders. A link could lead to any file of the machine, a pipe or a
 * device never ends. So nothing of it is opened by name alone.
 */
import { constants, lstatSync } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { OPENINGS } from "./openings.ts";

/**
 * Opens a plain file for reading, and never waits for a pipe.
 * @throws Error if there is none, or it is a link or no plain file, or its folder is a link
 */
export async function openPlain(path: string): Promise<FileHandle> {
  if (!isFolder(dirname(path))) throw new Error(`${dirname(path)} is no plain folder`);
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new Error(`${path} is no plain file`);
}

/** Is this a plain file, and no link to one? */
export const isPlainFile = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Is this a folder, and no link to one? */
export const isFolder = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** What is written to in a case, beside the corpus, which is held to the same where it is opened. */
const FILES = [
  ...["log.db", "unsaved.db"].flatMap((name) => ["", "-wal", "-shm", "-journal"].map((end) => name + end)),
  OPENINGS,
];
const FOLDERS = ["artifacts", "staging"];

/**
 * Refuses a case in which a link, a pipe or a device lies where a file or a folder of ours belongs.
 * @throws PlumblineError CASE_DAMAGED with the path
 */
export function refuseIrregular(folder: string): void {
  const wrong = (path: string, kind: string) =>
    new PlumblineError(
      "CASE_DAMAGED",
      `It is no plain ${kind}: a link, a pipe or a device has no place in a case.`,
      {
        where: path,
        hint: "Nothing was opened. Do not trust this folder.",
      },
    );
  for (const name of FILES) {
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) throw wrong(join(folder, name), "file");
  }
  for (const name of FOLDERS) {
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (found !== undefined && !found.isDirectory()) throw wrong(join(folder, name), "folder");
  }
}
