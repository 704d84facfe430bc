/**
 * Shares that passed the window filter, in a file: hashes, clocks and row numbers, no name and no text. The confined process that
 * reads a file of posts leaves them here for the program, which counts. Of each batch six words of four bytes come first (its length, an
 * empty one, its first and its last tick as doubles), then its words as `HashedBatch` has them. Both processes are of one machine.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { PlumblineError } from "../../errors.ts";
import {
  BATCH_SHARES,
  BATCH_STRIDE,
  type HashedBatch,
  type StreamCounts,
} from "../../kernel/coshare/stream/hashed.ts";

/** Such a file, and what the stream held that it was filtered from. */
export interface HashedFile {
  readonly path: string;
  readonly counts: StreamCounts;
  /** The shares were put in order of time first. */
  readonly sorted: boolean;
}

const WORD = 4;
const HEAD = BATCH_STRIDE;

export class HashedWriter {
  readonly #handle: number;

  /** @param path is written anew */
  constructor(path: string) {
    this.#handle = openSync(path, "w", 0o600);
  }

  add({ length, words, firstTick, lastTick }: HashedBatch): void {
    const head = new ArrayBuffer(HEAD * WORD);
    new Int32Array(head)[0] = length;
    new Float64Array(head).set([firstTick, lastTick], 1);
    this.#write(new Uint8Array(head));
    this.#write(new Uint8Array(words.buffer, words.byteOffset, length * BATCH_STRIDE * WORD));
  }

  close(): void {
    closeSync(this.#handle);
  }

  #write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) done += writeSync(this.#handle, bytes, done);
  }
}

/** The batches of such a file in their order; each has arrays of its own. @throws PlumblineError STOPPED, STORE. */
export async function* hashedBatches(path: string, signal?: AbortSignal): AsyncGenerator<HashedBatch> {
  const handle = await open(path, "r");
  try {
    for (;;) {
      if (signal?.aborted === true) throw new PlumblineError("STOPPED", "Stopped.");
      const head = new ArrayBuffer(HEAD * WORD);
      if (!(await readWhole(handle, new Uint8Array(head)))) return;
      const length = new Int32Array(head)[0]!;
      const [, firstTick = Number.NaN, lastTick = Number.NaN] = new Float64Array(head);
      const sane = length > 0 && length <= BATCH_SHARES && firstTick <= lastTick;
      const words = new Int32Array(sane ? length * BATCH_STRIDE : 0);
      if (!sane || !(await readWhole(handle, new Uint8Array(words.buffer))))
        throw new PlumblineError("STORE", "The file of shares is not whole.");
      yield { length, words, firstTick, lastTick };
    }
  } finally {
    await handle.close();
  }
}

/** Fills the bytes; false where the file has ended. */
async function readWhole(handle: FileHandle, bytes: Uint8Array): Promise<boolean> {
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done);
    if (bytesRead === 0) return false;
    done += bytesRead;
  }
  return true;
}
