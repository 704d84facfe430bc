/**
 * From batches of hashes to the incidence: codes by two dictionaries as batches come, then one counting sort by object.
 * Batches may come from several parts of one stream, in any order between parts; the parts are put in line at the end.
 *
 * O(shares + accounts + objects). Memory: 16 bytes a share while batches come, 12 more during the sort, 4 a name, and
 * the dictionaries.
 */
import { PlumblineError } from "../../../errors.ts";
import { STRIDE, type Incidence } from "../incidence.ts";
import type { MakeInts } from "../plan.ts";
import { GAP_LIMIT } from "../time.ts";
import { HashDictionary } from "./dictionary.ts";
import { BATCH_STRIDE, type HashedBatch } from "./hashed.ts";

/** Words of a share in a block: account, object, clock, row. */
const BLOCK_STRIDE = 4;

interface Block {
  readonly words: Int32Array;
  readonly length: number;
  readonly firstTick: number;
  readonly lastTick: number;
}

export class ShareEncoder {
  #accounts = new HashDictionary();
  #objects = new HashDictionary();
  readonly #parts: Block[][] = [];
  readonly #accountRow = new GrowingRows();
  readonly #objectRow = new GrowingRows();
  #sizes: { readonly accounts: number; readonly objects: number } | undefined;
  length = 0;

  /** Takes the next batch of a part; the batch's words are used up and free for the next. */
  add(part: number, batch: HashedBatch): void {
    const { words, length } = batch;
    const before = this.#accounts.size;
    const objectsBefore = this.#objects.size;
    this.#accounts.encode(words, length, BATCH_STRIDE, 0);
    this.#objects.encode(words, length, BATCH_STRIDE, 2);
    const block = new Int32Array(length * BLOCK_STRIDE);
    let newAccount = before;
    let newObject = objectsBefore;
    for (let i = 0; i < length; i++) {
      const p = BATCH_STRIDE * i;
      const q = BLOCK_STRIDE * i;
      const a = words[p]!;
      const o = words[p + 2]!;
      block[q] = a;
      block[q + 1] = o;
      block[q + 2] = words[p + 4]!;
      block[q + 3] = words[p + 5]!;
      if (a === newAccount) this.#accountRow.set(newAccount++, words[p + 5]!);
      if (o === newObject) this.#objectRow.set(newObject++, words[p + 5]!);
    }
    while (this.#parts.length <= part) this.#parts.push([]);
    this.#parts[part]!.push({ words: block, length, firstTick: batch.firstTick, lastTick: batch.lastTick });
    this.length += length;
  }

  /** Ends the batches: the dictionaries are dropped, so that their memory can be had again before the sort. */
  seal(): void {
    this.#sizes = { accounts: this.#accounts.size, objects: this.#objects.size };
    this.#accounts = new HashDictionary();
    this.#objects = new HashDictionary();
  }

  /**
   * The incidence of all shares, whose `source` is the row in the file as an unsigned word; and a row of each object.
   * The encoder is empty afterwards.
   * @param make makes the arrays of the incidence
   * @throws PlumblineError UNORDERED if a part begins before the part in front of it ends.
   */
  finish(make: MakeInts = (length) => new Int32Array(length)): {
    incidence: Incidence;
    objectRow: Int32Array;
  } {
    const length = this.length;
    if (this.#sizes === undefined) this.seal();
    const { accounts, objects } = this.#sizes!;
    const blocks = this.#parts.flat();
    this.#parts.length = 0;
    this.length = 0;
    const start = countObjects(blocks, make(objects + 1));
    const cursor = start.slice(0, objects);
    const last = new Float64Array(objects);
    const at = make(length * STRIDE);
    const source = make(length);
    let clock = 0;
    let lastTick = -Infinity;
    for (let b = 0; b < blocks.length; b++) {
      const { words, length: count, firstTick, lastTick: ends } = blocks[b]!;
      if (firstTick < lastTick) throw new PlumblineError("UNORDERED", "The rows are not in order of time.");
      // Gaps are cut at 2^30 ticks, more than any window, so clocks stay exact where it matters.
      if (lastTick !== -Infinity) clock += Math.min(firstTick - lastTick, GAP_LIMIT);
      lastTick = ends;
      let before = 0;
      for (let p = 0; p < count * BLOCK_STRIDE; p += BLOCK_STRIDE) {
        const o = words[p + 1]!;
        clock += (words[p + 2]! - before) | 0;
        before = words[p + 2]!;
        const q = cursor[o]!++;
        at[STRIDE * q] = words[p]!;
        if (q > start[o]!) at[STRIDE * q + 1] = at[STRIDE * q - 1]! + Math.min(GAP_LIMIT, clock - last[o]!);
        last[o] = clock;
        source[q] = words[p + 3]!;
      }
    }
    return {
      incidence: { length, accounts, objects, start, at, source },
      objectRow: this.#objectRow.take(objects),
    };
  }
}

function countObjects(blocks: readonly Block[], start: Int32Array): Int32Array {
  for (const { words, length } of blocks)
    for (let p = 1; p < length * BLOCK_STRIDE; p += BLOCK_STRIDE) start[words[p]! + 1]!++;
  for (let o = 1; o < start.length; o++) start[o]! += start[o - 1]!;
  return start;
}

/** A growing column of rows. */
class GrowingRows {
  #rows = new Int32Array(1024);

  set(i: number, row: number): void {
    if (i >= this.#rows.length) {
      const wider = new Int32Array(this.#rows.length * 2);
      wider.set(this.#rows);
      this.#rows = wider;
    }
    this.#rows[i] = row;
  }

  take(length: number): Int32Array {
    return this.#rows.slice(0, length);
  }
}
