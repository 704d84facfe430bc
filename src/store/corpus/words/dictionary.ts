/**
 * Pieces of texts by number, in the order in which they came: a hash table over their UTF-8 bytes, so that millions of words make no
 * string each. The pieces lie one after the other with a line feed before and after each, as the index keeps them.
 *
 * Open addressing with linear probing; the hash is FNV-1a from a beginning that is drawn anew each time, so that nobody can
 * write texts whose pieces fall on one place. What comes out does not depend on it.
 */
import { randomBytes } from "node:crypto";

const LINE_FEED = 10;
const FNV_PRIME = 0x01000193;
/** Places of the table for each piece, at least. */
const ROOM = 2;

export class PieceDictionary {
  readonly #seed = randomBytes(4).readInt32LE();
  /** Number of the piece at each place, plus one; 0 where there is none. */
  #table = new Int32Array(1 << 12);
  #hashes = new Int32Array(1 << 11);
  #starts = new Uint32Array(1 << 11);
  #bytes = new Uint8Array(1 << 14);
  #used = 1;
  #size = 0;

  constructor() {
    this.#bytes[0] = LINE_FEED;
  }

  get size(): number {
    return this.#size;
  }

  /** Number of the piece in these bytes: the one it has, or the next. It is not empty and holds no line feed. */
  numberOf(text: Uint8Array, from: number, to: number): number {
    let hash = this.#seed;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ text[i]!, FNV_PRIME);
    hash ^= hash >>> 15;
    const mask = this.#table.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const number = this.#table[place]! - 1;
      if (number < 0) return this.#add(place, hash, text, from, to);
      if (this.#hashes[number] === hash && this.#is(number, text, from, to)) return number;
    }
  }

  /** All pieces as the index keeps them, and where each begins. */
  whole(): { readonly pieces: Uint8Array; readonly starts: Uint32Array } {
    return { pieces: this.#bytes.slice(0, this.#used), starts: this.#starts.slice(0, this.#size) };
  }

  #is(number: number, text: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[number]!;
    const bytes = this.#bytes;
    for (let i = from; i < to; i++) if (bytes[start + i - from] !== text[i]) return false;
    return bytes[start + to - from] === LINE_FEED;
  }

  #add(place: number, hash: number, text: Uint8Array, from: number, to: number): number {
    const end = this.#used + to - from;
    this.#bytes = roomy(this.#bytes, end + 1);
    this.#bytes.set(text.subarray(from, to), this.#used);
    this.#bytes[end] = LINE_FEED;
    const number = this.#size++;
    this.#starts = roomy(this.#starts, this.#size);
    this.#hashes = roomy(this.#hashes, this.#size);
    this.#starts[number] = this.#used;
    this.#hashes[number] = hash;
    this.#used = end + 1;
    this.#table[place] = number + 1;
    if (this.#size * ROOM > this.#table.length) this.#widen();
    return number;
  }

  #widen(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let number = 0; number < this.#size; number++) {
      let place = this.#hashes[number]! & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = number + 1;
    }
    this.#table = table;
  }
}

/** The same array, or one of at least twice its length that holds the same. */
export function roomy<T extends Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
  array: T,
  length: number,
): T {
  if (length <= array.length) return array;
  const larger = new (array.constructor as new (size: number) => T)(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}
