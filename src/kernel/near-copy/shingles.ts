/**
 * Shingles: the set of all runs of a text in normal form (which, says `runs.ts`), and how similar two such sets are: the
 * runs that both hold, of those that either holds (Jaccard; Broder 1997, doi:10.1109/SEQUEN.1997.666900). Where a text ends
 * in hashtags, its body has to be contained in the other text to the same degree, so that the same hashtags do not make one
 * message of two. Runs are found by their hash and compared unit by unit, so that no collision counts.
 *
 * O(units of both texts), less if the pair fails early; memory 40 to 80 bytes a unit of the longest text.
 */
import { Runs } from "./runs.ts";
import type { TextSet } from "./text-set.ts";

/** Compares one text after the other with the one that is loaded. */
export class ShingleMatcher {
  readonly #texts: TextSet;
  readonly #runs: Runs;
  /** Slots in use are 0 to `mask`: as many as the pair needs, of those there are. */
  #mask = 0;
  #hash = new Int32Array(0);
  #place = new Int32Array(0);
  #length = new Int32Array(0);
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
    this.#runs = new Runs(texts, shingle);
  }

  /**
   * Similarity of two texts: the Jaccard similarity of their shingle sets, or less if the body of one is contained in the
   * other to a lesser degree.
   */
  similarity(a: number, b: number): number {
    this.#load(a, this.#runs.most(b));
    const jaccard = this.#compare(b, Infinity);
    return Math.min(jaccard, this.#bodyInside(b, a), this.#bodyInside(a, b));
  }

  /** Is the similarity at least `least`, above 0? Loading `a` is what costs: ask for one `a` after the other. */
  similar(a: number, b: number, least: number): boolean {
    // What b may hold beside a's shingles: J <= |a| / (|a| + beside). A hair is left for rounding; the end is exact.
    const bound = (size: number): number => (size * (1 - least)) / least + 1e-6;
    this.#load(a, 2 + bound(this.#runs.most(a)));
    if (this.#runs.most(b) < this.#loadedSize * least - 1e-6) return false;
    // The body first: where many texts share their hashtags it is what fails, and it is short.
    if (this.#bodyInside(b, a) < least) return false;
    return this.#compare(b, bound(this.#loadedSize)) >= least && this.#bodyInside(a, b) >= least;
  }

  /** Share of the shingles of `text`'s body that `other` holds; 1 where nothing follows the body, or it has none. */
  #bodyInside(text: number, other: number): number {
    const end = this.#texts.bodyEnd[text]!;
    if (end === this.#texts.start[text + 1]!) return 1;
    this.#load(other, this.#runs.most(text));
    const shared = this.#walk(text, end, this.#nextEpoch(), Infinity);
    const size = shared + this.#added;
    return size === 0 ? 1 : shared / size;
  }

  /** Makes `text` the one that others are compared with, leaving room for `beside` shingles more. */
  #load(text: number, beside: number): void {
    const room = 2 * (this.#runs.most(text) + beside);
    if (this.#loaded === text && room <= this.#mask + 1) return;
    let slots = 256;
    while (slots < room) slots *= 2;
    if (slots > this.#stamp.length) this.#grow(slots);
    this.#mask = slots - 1;
    this.#loaded = text;
    this.#loadedEpoch = this.#nextEpoch();
    this.#loadedSize = 0;
    this.#walk(text, this.#texts.start[text + 1]!, this.#loadedEpoch, Infinity);
    this.#loadedSize = this.#added;
  }

  /** Similarity, or 0 as soon as `text` holds more than `most` shingles that the loaded one does not. */
  #compare(text: number, most: number): number {
    const shared = this.#walk(text, this.#texts.start[text + 1]!, this.#nextEpoch(), most);
    return shared < 0 ? 0 : shared / (this.#loadedSize + this.#added);
  }

  /** Walks the runs of a text up to `to`: counts loaded shingles it meets, writes those it does not. -1 if too many. */
  #walk(text: number, to: number, epoch: number, most: number): number {
    const runs = this.#runs;
    runs.list(text, to);
    const { units } = this.#texts;
    const { hash: listed, count } = runs;
    const hashes = this.#hash;
    const places = this.#place;
    const lengths = this.#length;
    const stamps = this.#stamp;
    const met = this.#met;
    const loaded = this.#loadedEpoch;
    const mask = this.#mask;
    let shared = 0;
    let added = 0;
    for (let i = 0; i < count; i++) {
      const hash = listed[i]!;
      let slot = hash & mask;
      for (;;) {
        const stamp = stamps[slot]!;
        if (stamp !== epoch && stamp !== loaded) {
          if (++added > most) return -1;
          hashes[slot] = hash;
          places[slot] = runs.from(i);
          lengths[slot] = runs.length(i);
          stamps[slot] = epoch;
          break;
        }
        if (
          hashes[slot] === hash &&
          sameRun(units, places[slot]!, lengths[slot]!, runs.from(i), runs.length(i))
        ) {
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
    this.#length = new Int32Array(slots);
    this.#stamp = new Int32Array(slots);
    this.#met = new Int32Array(slots);
    this.#epoch = 0;
  }
}

function sameRun(units: Uint16Array, a: number, lengthA: number, b: number, lengthB: number): boolean {
  if (lengthA !== lengthB) return false;
  for (let i = 0; i < lengthA; i++) if (units[a + i] !== units[b + i]) return false;
  return true;
}
