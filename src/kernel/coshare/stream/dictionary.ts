/**
 * A dictionary of 64-bit hashes: dense codes 0, 1, … in order of first appearance. Open addressing with linear probing
 * in one typed array (Knuth, The Art of Computer Programming 3, 6.4), because Map and Set end at 2^24 entries and cost
 * ten times the memory: 12 bytes a slot, at most 70 % full, doubled when fuller.
 */
import { PlumblineError } from "../../../errors.ts";

/** Words of a slot: hash (lower, upper), code + 1 or 0. */
const STRIDE = 3;
const FULL = 0.7;
const LEAST_BITS = 12;

export class HashDictionary {
  #slots = new Int32Array(STRIDE * 2 ** LEAST_BITS);
  #capacity = 2 ** LEAST_BITS;
  size = 0;

  /**
   * Replaces hashes by codes: entry i has its hash at `words[stride * i + at]` and the word after, and gets its code at
   * the former. Returns how many codes are known afterwards.
   */
  encode(words: Int32Array, length: number, stride: number, at: number): number {
    while (this.size + length > this.#capacity * FULL) this.#grow();
    const slots = this.#slots;
    const mask = this.#capacity - 1;
    let size = this.size;
    for (let i = 0; i < length; i++) {
      const p = stride * i + at;
      const lower = words[p]!;
      const upper = words[p + 1]!;
      let s = (mixed(lower, upper) & mask) * STRIDE;
      for (;;) {
        const held = slots[s + 2]!;
        if (held === 0) {
          slots[s] = lower;
          slots[s + 1] = upper;
          slots[s + 2] = ++size;
          words[p] = size - 1;
          break;
        }
        if (slots[s] === lower && slots[s + 1] === upper) {
          words[p] = held - 1;
          break;
        }
        s += STRIDE;
        if (s === slots.length) s = 0;
      }
    }
    this.size = size;
    return size;
  }

  #grow(): void {
    const old = this.#slots;
    const capacity = this.#capacity * 2;
    if (capacity > 2 ** 30) throw new PlumblineError("INTERNAL", "There are too many different names.");
    const slots = new Int32Array(STRIDE * capacity);
    const mask = capacity - 1;
    for (let p = 0; p < old.length; p += STRIDE) {
      if (old[p + 2] === 0) continue;
      let s = (mixed(old[p]!, old[p + 1]!) & mask) * STRIDE;
      while (slots[s + 2] !== 0) {
        s += STRIDE;
        if (s === slots.length) s = 0;
      }
      slots[s] = old[p]!;
      slots[s + 1] = old[p + 1]!;
      slots[s + 2] = old[p + 2]!;
    }
    this.#slots = slots;
    this.#capacity = capacity;
  }
}

/**
 * The slot of a hash. Shares reach the dictionary already sorted out by the low bits of their object, so other bits
 * decide here.
 */
function mixed(lower: number, upper: number): number {
  return upper ^ (lower >>> 9);
}
