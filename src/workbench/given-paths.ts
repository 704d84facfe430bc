/**
 * What is named on a command line as the files themselves: a folder stands for the files below it, a pattern for those that fit, `-` for
 * what comes in on standard input. Links below a folder are not followed, and what is no plain file is passed over.
 */
import {
  closeSync,
  constants,
  createWriteStream,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PlumblineError } from "../errors.ts";
import { PICTURE_HEAD, pictureOf } from "../ingest/index.ts";
import type { OnProgress } from "../model/effects.ts";
import { makeWorkFolder } from "../store/work-folders.ts";
import { count } from "../words.ts";
import type { GivenFile } from "./import-files.ts";

export { readGivenText } from "../store/given-file.ts";

/** The name of standard input. */
export const STANDARD_INPUT = "-";
const MAX_FILES = 10_000;

export interface Reading {
  /** Folder for what comes in on standard input. */
  readonly staging: string;
  readonly input?: Readable;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lends the files for as long as `work` takes.
 * @throws PlumblineError FILE_MISSING, FILE_EMPTY, IMPORT_LIMIT, STOPPED, STORE; what `work` throws.
 */
export async function withGiven<T>(
  paths: readonly string[],
  reading: Reading,
  work: (files: readonly GivenFile[]) => Promise<T>,
): Promise<T> {
  const folder = paths.includes(STANDARD_INPUT) ? await makeWorkFolder(reading.staging, "given-") : undefined;
  try {
    const files: GivenFile[] = [];
    for (const path of new Set(paths))
      files.push(
        ...(path === STANDARD_INPUT && folder !== undefined
          ? [await written(folder, reading)]
          : filesAt(path)),
      );
    if (files.length > MAX_FILES)
      throw new PlumblineError("IMPORT_LIMIT", `These are more than ${count(MAX_FILES)} files.`, {
        hint: "Import them in parts.",
      });
    return await work(files);
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The same for work that takes one file.
 * @throws PlumblineError USAGE where the paths stand for several; as `withGiven`.
 */
export function withOneGiven<T>(
  paths: readonly string[],
  reading: Reading,
  work: (file: GivenFile) => Promise<T>,
): Promise<T> {
  return withGiven(paths, reading, async ([only, ...others]) => {
    if (only === undefined || others.length > 0)
      throw new PlumblineError("USAGE", `These are ${count(others.length + 1)} files, and one is read.`, {
        hint: "Give one of them, or import them all into a case.",
      });
    return work(only);
  });
}

/** Standard input as a file: it can be read once, and an import reads twice. */
async function written(
  folder: string,
  { input = process.stdin, onProgress, signal }: Reading,
): Promise<GivenFile> {
  const name = "standard input";
  const path = join(folder, name);
  let done = 0;
  input.on("data", (part: Buffer) => {
    done += part.length;
    onProgress?.({ stage: "taking in", done, unit: "bytes" });
  });
  try {
    await pipeline(input, createWriteStream(path, { mode: 0o600 }), signal === undefined ? {} : { signal });
  } catch (cause) {
    if (signal?.aborted === true)
      throw new PlumblineError("STOPPED", "The import was stopped.", { where: name });
    throw new PlumblineError("STORE", "What comes in cannot be written.", { where: name, cause });
  }
  if (done === 0) throw new PlumblineError("FILE_EMPTY", "Nothing came in.", { where: name });
  return { path, name };
}

function filesAt(path: string): readonly GivenFile[] {
  if (existsSync(path))
    return statSync(path).isDirectory() ? filesBelow(path) : [{ path, name: basename(path) }];
  const fitting = filesLike(path);
  if (fitting.length > 0) return fitting;
  throw new PlumblineError("FILE_MISSING", "There is no such file.", { where: path });
}

/** In the order of their names, so that two runs give the same. Pictures are no posts: they are looked at with those that name them. */
function filesBelow(folder: string): readonly GivenFile[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !isPicture(path))
    .sort()
    .map((path) => ({ path, name: relative(folder, path), beside: dirname(path) }));
  if (files.length > 0) return files;
  throw new PlumblineError("FILE_MISSING", "There is no file in this folder.", { where: folder });
}

/** By its first bytes; what cannot be read is told when it is imported. */
function isPicture(path: string): boolean {
  try {
    const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const head = Buffer.alloc(PICTURE_HEAD);
      return pictureOf(head.subarray(0, readSync(handle, head, 0, PICTURE_HEAD, 0))) !== undefined;
    } finally {
      closeSync(handle);
    }
  } catch {
    return false;
  }
}

/** Files whose names fit a pattern with `*` and `?`, for shells that leave it to the program. */
function filesLike(path: string): readonly GivenFile[] {
  const [folder, pattern] = [dirname(path), basename(path)];
  if (!/[*?]/.test(pattern) || !existsSync(folder)) return [];
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === "*") return "[^/]*";
    return part === "?" ? "[^/]" : part.replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`);
  });
  const fits = new RegExp(`^${parts.join("")}$`, "u");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && fits.test(entry.name) && !entry.name.startsWith("."))
    .map(({ name }) => ({ path: join(folder, name), name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
