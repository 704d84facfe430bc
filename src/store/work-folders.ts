/**
 * Work folders and unfinished files outside a case, named after the process that made them: `PREFIX` process id `-` and
 * something random. They hold rows of posts. A process that was killed leaves them behind; the next one that makes one
 * of the kind removes them, and never those of a process that runs.
 */
import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { isRunning } from "./staging.ts";

/** The beginning of names that belong to this process. */
export const ownName = (prefix: string): string => `${prefix}${process.pid}-`;

/** Makes a folder of this process's own, once those that were left behind are gone. Its path is the real one. */
export async function makeWorkFolder(parent: string, prefix: string): Promise<string> {
  await sweepLeftBehind(parent, prefix);
  return realpath(await mkdtemp(join(parent, ownName(prefix))));
}

/** Removes what processes that are no more have left under this prefix. */
export async function sweepLeftBehind(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(prefix) ? /^\d+(?=-)/.exec(name.slice(prefix.length))?.[0] : undefined;
    if (pid === undefined || isRunning(Number(pid))) continue;
    // What another user left is that user's to remove.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
