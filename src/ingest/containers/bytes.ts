/** Bytes that come one part after the other: looking at the first ones, sending them through zlib, reading a file. */
import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createInflateRaw } from "node:zlib";
import { PlumblineError } from "../../errors.ts";
import type { Budget } from "./budget.ts";

export type Bytes = AsyncIterable<Uint8Array>;

/** Bytes that are read, or come out of zlib, at a time. */
export const PART = 262_144;

/** The first `length` bytes, or all there are; and all of them again. */
export async function peek(
  source: Bytes,
  length: number,
): Promise<{ readonly head: Buffer; readonly all: Bytes }> {
  const parts: Uint8Array[] = [];
  const iterator = source[Symbol.asyncIterator]();
  let have = 0;
  let ended = false;
  while (have < length && !ended) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else have += parts[parts.push(next.value) - 1]!.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* parts;
      while (!ended) {
        const next = await iterator.next();
        if (next.done === true) ended = true;
        else yield next.value;
      }
    } finally {
      if (!ended) await iterator.return?.();
    }
  }
  return { head: Buffer.concat(parts).subarray(0, length), all: all() };
}

/** A file from its beginning, or a part of it. */
export async function* readHandle(
  handle: FileHandle,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; ;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(PART), 0, PART, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    onRead(bytesRead);
    yield buffer.subarray(0, bytesRead);
  }
}

/** What comes out of gzip; members that follow each other are one text. */
export const gunzip = (source: Bytes, budget: Budget): Bytes =>
  through(source, createGunzip({ chunkSize: PART }), budget);

/** What comes out of an entry of a zip. */
export const inflate = (source: Bytes, budget: Budget): Bytes =>
  through(source, createInflateRaw({ chunkSize: PART }), budget);

async function* through(source: Bytes, transform: Transform, budget: Budget): AsyncGenerator<Uint8Array> {
  // What goes wrong on the way comes out of the transform, too.
  const piping = pipeline(Readable.from(source, { objectMode: false }), transform).catch(() => undefined);
  try {
    for await (const part of transform) {
      budget.took((part as Buffer).length);
      yield part as Buffer;
    }
  } catch (error) {
    throw fault(error);
  } finally {
    transform.destroy();
    await piping;
  }
}

/** What zlib says, with a code. */
function fault(cause: unknown): unknown {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "Z_BUF_ERROR") return truncated(cause);
  if (code === "Z_DATA_ERROR" || code === "Z_NEED_DICT") return damaged(cause);
  return cause;
}

export const truncated = (cause?: unknown): PlumblineError =>
  new PlumblineError("FILE_TRUNCATED", "The compressed bytes end in the middle.", { cause });

export const damaged = (cause?: unknown): PlumblineError =>
  new PlumblineError("FILE_MALFORMED", "The compressed bytes are damaged.", {
    hint: "Copy or download the file again and compare the sizes.",
    cause,
  });
