/**
 * A folder that is there in full or not at all, at a place that somebody named. It is filled beside its place, under a name that
 * nothing had, and put there in one step. What this run did not write is never removed: a place that holds something is refused;
 * with `force`, what is replaced is told, and only what the caller knows as its own kind may be. Files: `put-files.ts`.
 */
import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { PlumblineError } from "../errors.ts";
import { makeWorkFolder } from "./work-folders.ts";

interface FolderPlace {
  /** Replaces what stands there, if it is of the caller's own kind. */
  readonly force?: boolean;
  /** What a folder that holds something is, in words, where the caller may replace it; undefined for what is not its own. */
  readonly own?: (folder: string) => string | undefined;
}

interface PutFolder<T> {
  readonly filled: T;
  /** What stood there and was replaced, in words. */
  readonly replaced?: string;
}

/**
 * Refuses a place that cannot be written, before any work is done; what would be replaced, in words.
 * @throws PlumblineError OUT_EXISTS.
 */
export function checkFolder(place: string, { force = false, own }: FolderPlace = {}): string | undefined {
  const target = resolve(place);
  const found = lstatSync(target, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isDirectory())
    throw new PlumblineError("OUT_EXISTS", "The output is not a folder.", { where: place });
  if (readdirSync(target).length === 0) return undefined;
  const standing = own?.(target);
  if (standing === undefined)
    throw new PlumblineError("OUT_EXISTS", "The folder holds something already.", { where: place });
  if (force) return standing;
  throw new PlumblineError("OUT_EXISTS", `It would replace ${standing}.`, {
    where: place,
    setting: "force",
    hint: "Choose another name, or replace it.",
  });
}

/**
 * Fills a new folder and puts it in its place.
 * @param fill writes into the folder given, which is new and empty
 * @throws PlumblineError OUT_EXISTS, STORE, or what `fill` throws.
 */
export async function putFolder<T>(
  place: string,
  fill: (fresh: string) => T | Promise<T>,
  options: FolderPlace = {},
): Promise<PutFolder<T>> {
  const target = resolve(place);
  checkFolder(target, options);
  let fresh: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    fresh = await makeWorkFolder(dirname(target), `.${basename(target)}.`);
    const filled = await fill(fresh);
    // Something may have come to the place meanwhile.
    const replaced = checkFolder(target, options);
    swap(fresh, target, replaced !== undefined);
    return { filled, ...(replaced === undefined ? {} : { replaced }) };
  } catch (cause) {
    if (fresh !== undefined) rmSync(fresh, { recursive: true, force: true });
    if (cause instanceof PlumblineError) throw cause;
    throw new PlumblineError("STORE", "The folder could not be written.", { where: place, cause });
  }
}

/** The old folder steps aside, and steps back if the new one cannot take its place. An empty one goes, and nothing else. */
function swap(fresh: string, target: string, replaces: boolean): void {
  if (!replaces) {
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) rmdirSync(target);
    renameSync(fresh, target);
    return;
  }
  const aside = `${fresh}.old`;
  renameSync(target, aside);
  try {
    renameSync(fresh, target);
  } catch (error) {
    renameSync(aside, target);
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}
