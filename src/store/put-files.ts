/**
 * Files that are there in full or not at all. Each is written beside its place under a hidden name, flushed, and put
 * there in one step when all are ready. A stop or a failure removes what was begun. Without `force` an existing file is
 * refused, also one that appeared in the meantime. What a killed program had begun for the same place is removed.
 */
import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync, statSync } from "node:fs";
import { link, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PlumblineError } from "../errors.ts";
import { ownName, sweepLeftBehind } from "./work-folders.ts";

export interface Output {
  readonly path: string;
  /** Writes the file at the path given, which does not exist yet. */
  readonly write: (path: string) => Promise<void>;
}

/** Refuses what cannot be written, before any work is done. */
export function checkOutput(path: string, force: boolean): void {
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new PlumblineError("USAGE", "The folder of the output does not exist.", {
      where: path,
      hint: `Make ${folder} first.`,
    });
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory())
    throw new PlumblineError("OUT_EXISTS", "The output is a folder.", { where: path, hint: "Name a file." });
  if (!force) throw exists(path);
}

function exists(path: string): PlumblineError {
  return new PlumblineError("OUT_EXISTS", "The output exists already.", {
    where: path,
    setting: "force",
    hint: "Choose another name, or replace it.",
  });
}

/**
 * Writes all outputs and puts them in place; returns their sizes in bytes.
 * @throws PlumblineError OUT_EXISTS, STOPPED, STORE.
 */
export async function putFiles(
  outputs: readonly Output[],
  options: { readonly force: boolean; readonly signal?: AbortSignal },
): Promise<number[]> {
  const parts = outputs.map(({ path }) =>
    join(dirname(path), `${ownName(partPrefix(path))}${randomUUID()}.part`),
  );
  try {
    for (const { path } of outputs) sweepLeftBehind(dirname(path), partPrefix(path));
    const sizes: number[] = [];
    for (const [i, { write }] of outputs.entries()) {
      await write(parts[i]!);
      await flush(parts[i]!);
      sizes.push((await stat(parts[i]!)).size);
      refuseStopped(options.signal);
    }
    await placeAll(outputs, parts, options.force);
    return sizes;
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    throw new PlumblineError("STORE", "The output could not be written.", {
      where: outputs.map(({ path }) => path).join(", "),
      cause: error,
    });
  } finally {
    for (const part of parts) await rm(part, { force: true });
  }
}

const partPrefix = (path: string): string => `.${basename(path)}.`;

async function placeAll(outputs: readonly Output[], parts: readonly string[], force: boolean): Promise<void> {
  const placed: string[] = [];
  try {
    for (const [i, { path }] of outputs.entries()) {
      if (force) await rename(parts[i]!, path);
      else await place(parts[i]!, path);
      placed.push(path);
      await flush(dirname(path));
    }
  } catch (error) {
    if (!force) for (const path of placed) await rm(path, { force: true });
    throw error;
  }
}

/** A link fails where the name is taken, however late that happened; not every file system has links. */
async function place(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" || existsSync(path)) throw exists(path);
    await rename(part, path);
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function refuseStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new PlumblineError("STOPPED", "The work was stopped.");
}

const PIECE = 1 << 18;

/** Writes text in pieces to a new file; looks at the signal before each. */
export async function writeText(
  path: string,
  text: Iterable<string> | AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  await pipeline(Readable.from(pieces(text, signal)), createWriteStream(path, { flags: "wx" }));
}

async function* pieces(
  text: Iterable<string> | AsyncIterable<string>,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  let piece = "";
  for await (const part of text) {
    piece += part;
    if (piece.length < PIECE) continue;
    refuseStopped(signal);
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
