/**
 * Work folders and unfinished files outside a case, named after the process that made them: `PREFIX` process id `-` and
 * something random. They hold rows of posts. A process that was killed leaves them behind; the next one that makes one
 * of the kind removes them, and never those of a process that runs.
 */
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { isRunning } from "./staging.ts";

/** The beginning of names that belong to this process. */
export const ownName = (prefix: string): string => `${prefix}${process.pid}-`;

/** Makes a folder of this process's own, once those that were left behind are gone. Its path is the real one. */
export async function makeWorkFolder(parent: string, prefix: string): Promise<string> {
  return makeIn(parent, prefix);
}

/**
 * The same at once, in the first of several places that takes one.
 * @throws PlumblineError STORE if none does.
 */
export function makeWorkFolderIn(parents: readonly string[], prefix: string): string {
  let cause: unknown;
  for (const parent of parents)
    try {
      return makeIn(parent, prefix);
    } catch (error) {
      cause = error;
    }
  throw new PlumblineError("STORE", "No folder for what is needed for a moment can be made.", {
    where: parents.at(-1)!,
    hint: "Set TMPDIR to a folder that can be written and has room.",
    cause,
  });
}

function makeIn(parent: string, prefix: string): string {
  sweepLeftBehind(parent, prefix);
  return realpathSync(mkdtempSync(join(parent, ownName(prefix))));
}

/** Removes what processes that are no more have left under this prefix. */
export function sweepLeftBehind(parent: string, prefix: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(prefix) ? /^\d+(?=-)/.exec(name.slice(prefix.length))?.[0] : undefined;
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true });
    } catch {
      // What another user left is that user's to remove.
    }
  }
}

const MAKING = ".making-";

/**
 * Makes the folder `name` in `parent`: aside, and moved into place once it is whole, so that nothing stays of a failure.
 * An empty folder of that name is used.
 * @param make fills the folder whose path it is given, and closes what it opened there
 * @throws PlumblineError OUT_EXISTS if the name holds anything; what `make` throws.
 */
export async function makeWhole<T>(
  parent: string,
  name: string,
  make: (root: string) => Promise<T>,
): Promise<T> {
  const target = join(parent, name);
  const taken = (await readdir(target).catch(ifMissing)).length > 0;
  if (taken) throw new PlumblineError("OUT_EXISTS", "The folder holds something already.", { where: target });
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const aside = await makeWorkFolder(parent, MAKING);
  try {
    const root = join(aside, name);
    await mkdir(root, { mode: 0o700 });
    const made = await make(root);
    await rename(root, target);
    return made;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

function ifMissing(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}
