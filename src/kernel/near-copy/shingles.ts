/**
 * Shingles: the set of all runs of k code units of a text in normal form (Broder 1997,
 * doi:10.1109/SEQUEN.1997.666900), and the exact Jaccard similarity of two such sets. Runs are found by a rolling hash
 * (Karp and Rabin 1987, doi:10.1147/rd.312.0249) and compared unit by unit, so that no collision counts.
 *
 * O(units of both texts), less if the pair fails early; memory 32 to 64 bytes a unit of the longest text.
 */
import type { TextSet } from "./text-set.ts";

/** Multiplier of the rolling hash; odd. */
export const ROLL = 0x2c1b3c6d;

/** ROLL to the power of `shingle - 1`, modulo 2^32: what the first unit of a run is multiplied by. */
export function rollOut(shingle: number): number {
  let power = 1;
  for (let i = 1; i < shingle; i++) power = Math.imul(power, ROLL);
  return power;
}

/** Spreads a rolling hash over 32 bits. */
export function mix(roll: number): number {
  const h = Math.imul(roll ^ (roll >>> 15), 0x846ca68b);
  return h ^ (h >>> 15);
}

/** Compares one text after the other with the one that is loaded. */
export class ShingleMatcher {
  readonly #texts: TextSet;
  readonly #shingle: number;
  readonly #out: number;
  /** Slots in use are 0 to `mask`: as many as the pair needs, of those there are. */
  #mask = 0;
  #hash = new Int32Array(0);
  #place = new Int32Array(0);
  /** Comparison in which the slot was written; and in which it was met by the other text. */
  #stamp = new Int32Array(0);
  #met = new Int32Array(0);
  #epoch = 0;
  #loaded = -1;
  #loadedEpoch = 0;
  #loadedSize = 0;
  /** Shingles that the last walk wrote. */
  #added = 0;

  constructor(texts: TextSet, shingle: number) {
    this.#texts = texts;
    this.#shingle = shingle;
    this.#out = rollOut(shingle);
  }

  /** Jaccard similarity of the shingle sets of two texts. */
  similarity(a: number, b: number): number {
    this.#load(a, this.#runs(b));
    return this.#compare(b, Infinity);
  }

  /** Is the similarity at least `least`, above 0? Loading `a` is what costs: ask for one `a` after the other. */
  similar(a: number, b: number, least: number): boolean {
    const runs = this.#runs(b);
    // What b may hold beside a's shingles: J <= |a| / (|a| + beside). A hair is left for rounding; the end is exact.
    const bound = (size: number): number => (size * (1 - least)) / least + 1e-6;
    this.#load(a, 2 + bound(this.#runs(a)));
    if (runs < this.#loadedSize * least - 1e-6) return false;
    return this.#compare(b, bound(this.#loadedSize)) >= least;
  }

  #runs(text: number): number {
    return this.#texts.start[text + 1]! - this.#texts.start[text]! - this.#shingle + 1;
  }

  /** Makes `text` the one that others are compared with, leaving room for `beside` shingles more. */
  #load(text: number, beside: number): void {
    const room = 2 * (this.#runs(text) + beside);
    if (this.#loaded === text && room <= this.#mask + 1) return;
    let slots = 256;
    while (slots < room) slots *= 2;
    if (slots > this.#stamp.length) this.#grow(slots);
    this.#mask = slots - 1;
    this.#loaded = text;
    this.#loadedEpoch = this.#nextEpoch();
    this.#loadedSize = 0;
    this.#walk(text, this.#loadedEpoch, Infinity);
    this.#loadedSize = this.#added;
  }

  /** Similarity, or 0 as soon as `text` holds more than `most` shingles that the loaded one does not. */
  #compare(text: number, most: number): number {
    const shared = this.#walk(text, this.#nextEpoch(), most);
    return shared < 0 ? 0 : shared / (this.#loadedSize + this.#added);
  }

  /** Walks the runs of a text: counts the loaded shingles it meets, writes those it does not. -1 if too many. */
  #walk(text: number, epoch: number, most: number): number {
    const { units, start } = this.#texts;
    const hashes = this.#hash;
    const places = this.#place;
    const stamps = this.#stamp;
    const met = this.#met;
    const loaded = this.#loadedEpoch;
    const shingle = this.#shingle;
    const out = this.#out;
    const mask = this.#mask;
    const from = start[text]!;
    const to = start[text + 1]!;
    let roll = 0;
    let shared = 0;
    let added = 0;
    for (let p = from; p < from + shingle - 1; p++) roll = (Math.imul(roll, ROLL) + units[p]!) | 0;
    for (let p = from; p <= to - shingle; p++) {
      roll = (Math.imul(roll, ROLL) + units[p + shingle - 1]!) | 0;
      const hash = mix(roll);
      roll = (roll - Math.imul(units[p]!, out)) | 0;
      let slot = hash & mask;
      for (;;) {
        const stamp = stamps[slot]!;
        if (stamp !== epoch && stamp !== loaded) {
          if (++added > most) return -1;
          hashes[slot] = hash;
          places[slot] = p;
          stamps[slot] = epoch;
          break;
        }
        if (hashes[slot] === hash && sameRun(units, places[slot]!, p, shingle)) {
          if (stamp === loaded && met[slot] !== epoch) {
            met[slot] = epoch;
            shared++;
          }
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
    this.#added = added;
    return shared;
  }

  #nextEpoch(): number {
    if (this.#epoch === 2 ** 31 - 1) {
      this.#stamp.fill(0);
      this.#met.fill(0);
      this.#epoch = 0;
      this.#loaded = -1;
    }
    return ++this.#epoch;
  }

  #grow(slots: number): void {
    this.#hash = new Int32Array(slots);
    this.#place = new Int32Array(slots);
    this.#stamp = new Int32Array(slots);
    this.#met = new Int32Array(slots);
    this.#epoch = 0;
  }
}

function sameRun(units: Uint16Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (units[a + i] !== units[b + i]) return false;
  return true;
}
