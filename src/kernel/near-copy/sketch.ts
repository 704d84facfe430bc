/**
 * Sketches: one-permutation MinHash (P. Li, A. Owen, C.-H. Zhang 2012, arXiv:1208.1259) with optimal densification
 * (A. Shrivastava 2017, PMLR 70:3154-3163, arXiv:1703.04664), cut into bands for locality-sensitive hashing (P. Indyk and
 * R. Motwani 1998, doi:10.1145/276698.276876).
 *
 * Each shingle is hashed once; the high part of the hash chooses a slot, the low part competes for the least value there.
 * Two sets agree in a slot with a chance of their Jaccard similarity J. A band is `rows` slots, and two texts are
 * candidates if they agree on all slots of one of `bands` bands: 1 - (1 - J^rows)^bands. For that an empty slot borrows
 * from the first filled one of a sequence fixed for it. The slots before borrowing, a byte each, estimate J of a
 * candidate: slots that agree, of those that are not empty in both.
 *
 * O(units) a text; memory 4 bytes a band and one byte a slot for each text. Departure: the sequences are permutations,
 * so that borrowing ends.
 */
import { Random } from "../random.ts";
import { mix, ROLL, rollOut, Runs } from "./runs.ts";
import { avalanche, type TextSet } from "./text-set.ts";

const MOST_SLOTS = 80;
const MOST_ROWS = 8;
/** Chance at which a pair that is just similar enough has to become a candidate. */
const RECALL = 0.995;
/** Standard deviations by which the estimate of a candidate may lie too low: one in 4,000 of those just similar enough. */
const DEVIATIONS = 3.5;
/** Values of a slot have 26 bits, and an empty one is larger. */
const VALUE_BITS = 26;
const EMPTY = 2 ** 31 - 1;
const EMPTY_BIT = 30;
const VALUE_MASK = 2 ** VALUE_BITS - 1;

export interface BandPlan {
  readonly rows: number;
  readonly bands: number;
  /** Chance that a pair at exactly the asked similarity becomes a candidate; more similar ones have a higher one. */
  readonly recall: number;
}

/** The most rows of which few enough bands keep the chance above 99.5 %. */
export function bandPlan(similarity: number): BandPlan {
  for (let rows = MOST_ROWS; rows > 1; rows--) {
    for (let bands = 1; bands * rows <= MOST_SLOTS; bands++) {
      const recall = 1 - (1 - similarity ** rows) ** bands;
      if (recall >= RECALL) return { rows, bands, recall };
    }
  }
  return { rows: 1, bands: MOST_SLOTS, recall: 1 - (1 - similarity) ** MOST_SLOTS };
}

/** Sketches of the texts of a set. */
export class Sketches {
  /** `keys[band][text]`: texts that agree on a band have the same key. */
  readonly keys: readonly Int32Array[];
  readonly #texts: TextSet;
  readonly #shingle: number;
  readonly #runs: Runs;
  readonly #plan: BandPlan;
  readonly #slots: number;
  readonly #borrow: Uint8Array;
  /** Slots of the text at hand, and of all texts as bytes: 0 is empty. */
  readonly #least: Int32Array;
  readonly #bytes: Uint8Array;
  /** The same with what empty ones borrow; and which are empty. */
  readonly #full: Int32Array;
  readonly #empties: Uint8Array;
  /** Least number of slots that agree, by the number that are not empty in both. */
  readonly #agreeing: Int32Array;

  constructor(texts: TextSet, shingle: number, similarity: number, plan: BandPlan) {
    const slots = plan.rows * plan.bands;
    this.#texts = texts;
    this.#shingle = shingle;
    this.#runs = new Runs(texts, shingle);
    this.#plan = plan;
    this.#slots = slots;
    this.#borrow = borrowing(slots);
    this.#least = new Int32Array(slots);
    this.#full = new Int32Array(slots);
    this.#empties = new Uint8Array(slots + 1);
    this.#bytes = new Uint8Array(slots * texts.length);
    this.keys = Array.from({ length: plan.bands }, () => new Int32Array(texts.length));
    this.#agreeing = Int32Array.from({ length: slots + 1 }, (_, filled) =>
      Math.ceil(similarity * filled - DEVIATIONS * Math.sqrt(similarity * (1 - similarity) * filled) - 1e-9),
    );
  }

  /** Sketches the text of this number in the set. */
  sketch(text: number): void {
    const least = this.#least;
    const full = this.#full;
    const bytes = this.#bytes;
    const borrow = this.#borrow;
    const empties = this.#empties;
    const slots = this.#slots;
    least.fill(EMPTY);
    if (this.#texts.plain[text] === 1) plainMinima(this.#texts, text, this.#shingle, least);
    else {
      this.#runs.list(text);
      minima(this.#runs, least);
    }
    // No branch on what is empty: it could not be predicted.
    let empty = 0;
    for (let slot = 0, z = text * slots; slot < slots; slot++, z++) {
      const value = least[slot]!;
      const isEmpty = value >> EMPTY_BIT;
      full[slot] = value;
      bytes[z] = (1 + (value & 127)) & (isEmpty - 1);
      empties[empty] = slot;
      empty += isEmpty;
    }
    for (let i = 0; i < empty; i++) {
      const slot = empties[i]!;
      let z = slot * slots;
      while (least[borrow[z]!] === EMPTY) z++;
      full[slot] = least[borrow[z]!]!;
    }
    this.#cut(text);
  }

  /** The keys of the bands, from the filled slots. */
  #cut(text: number): void {
    const { rows, bands } = this.#plan;
    const full = this.#full;
    for (let band = 0, slot = 0; band < bands; band++) {
      let key = band;
      for (const end = slot + rows; slot < end; slot++) key = Math.imul(key ^ full[slot]!, ROLL) + 1;
      this.keys[band]![text] = avalanche(key);
    }
  }

  /** Can two texts have the asked similarity, as far as their sketches tell? */
  promising(a: number, b: number): boolean {
    const bytes = this.#bytes;
    const slots = this.#slots;
    let same = 0;
    let none = 0;
    for (let x = a * slots, y = b * slots, end = x + slots; x < end; x++, y++) {
      const left = bytes[x]!;
      const right = bytes[y]!;
      // 1 where the value is 0, without a branch.
      same += ((left ^ right) - 1) >>> 31;
      none += ((left | right) - 1) >>> 31;
    }
    return same - none >= this.#agreeing[slots - none]!;
  }
}

/** Writes the least value of each slot over the shingles that are listed. */
function minima({ hash: hashes, count }: Runs, least: Int32Array): void {
  const slots = least.length;
  for (let i = 0; i < count; i++) {
    const hash = hashes[i]!;
    const slot = Math.imul(hash >>> 16, slots) >>> 16;
    const less = (hash & VALUE_MASK) - least[slot]!;
    least[slot]! += less & (less >> 31);
  }
}

/** The same for a plain text, whose runs need not be listed first: a fifth less time. */
function plainMinima({ units, start }: TextSet, text: number, shingle: number, least: Int32Array): void {
  const slots = least.length;
  const out = rollOut(shingle);
  const from = start[text]!;
  const last = start[text + 1]! - shingle;
  let roll = 0;
  for (let p = from; p < from + shingle - 1; p++) roll = (Math.imul(roll, ROLL) + units[p]!) | 0;
  for (let p = from; p <= last; p++) {
    roll = (Math.imul(roll, ROLL) + units[p + shingle - 1]!) | 0;
    const hash = mix(roll);
    roll = (roll - Math.imul(units[p]!, out)) | 0;
    const slot = Math.imul(hash >>> 16, slots) >>> 16;
    // The lesser of two numbers below 2^31 without a branch: half of the branches would be mispredicted.
    const less = (hash & VALUE_MASK) - least[slot]!;
    least[slot]! += less & (less >> 31);
  }
}

/** For each slot the order in which it asks the others when it is empty: a fixed permutation. */
function borrowing(slots: number): Uint8Array {
  const random = new Random(0x6e656172);
  const order = new Uint8Array(slots * slots);
  for (let slot = 0; slot < slots; slot++) {
    const permutation = Int32Array.from({ length: slots }, (_, i) => i);
    random.shuffle(permutation);
    order.set(permutation, slot * slots);
  }
  return order;
}
