/**
 * The runs of a text: from each of its characters on, the fewest characters that carry `shingle` letters
 * (`characters.ts`). In an alphabet these are `shingle` characters; by default five letters, two ideographs or kana, three
 * Hangul syllables. A run that the end of the text cuts off is none. Hashes are polynomials over the code units of a run
 * (Karp and Rabin 1987, doi:10.1147/rd.312.0249), rolled along a plain text. O(units) a text.
 */
import { endOfCharacter, LETTER, weightInRun } from "./characters.ts";
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

/** The runs of one text at a time: those of the text that was listed last. */
export class Runs {
  /** Number of runs, with repetitions. */
  count = 0;
  hash = new Int32Array(1024);
  readonly #texts: TextSet;
  readonly #shingle: number;
  readonly #out: number;
  /** Of a plain text the place of its first run; -1 of another one, whose runs have places of their own. */
  #plainFrom = -1;
  #from = new Int32Array(1024);
  #to = new Int32Array(1024);

  constructor(texts: TextSet, shingle: number) {
    this.#texts = texts;
    this.#shingle = shingle;
    this.#out = rollOut(shingle);
  }

  /** At most so many runs has this text. */
  most(text: number): number {
    const { start } = this.#texts;
    const units = start[text + 1]! - start[text]!;
    return this.#texts.plain[text] === 1 ? units - this.#shingle + 1 : units;
  }

  /** Lists the runs of a text, or of what stands before `to` in it. */
  list(text: number, to = this.#texts.start[text + 1]!): void {
    const from = this.#texts.start[text]!;
    if (to - from > this.hash.length) this.#grow(2 * (to - from));
    if (this.#texts.plain[text] === 1) this.#listPlain(from, to);
    else this.#listCharacters(from, to);
  }

  /** First unit of run i. */
  from(i: number): number {
    return this.#plainFrom < 0 ? this.#from[i]! : this.#plainFrom + i;
  }

  /** Units of run i. */
  length(i: number): number {
    return this.#plainFrom < 0 ? this.#to[i]! - this.#from[i]! : this.#shingle;
  }

  #listPlain(from: number, to: number): void {
    const { units } = this.#texts;
    const shingle = this.#shingle;
    const out = this.#out;
    const hash = this.hash;
    const ahead = shingle - 1;
    let roll = 0;
    for (let p = from; p < from + ahead; p++) roll = (Math.imul(roll, ROLL) + units[p]!) | 0;
    let i = 0;
    for (let p = from; p <= to - shingle; p++) {
      roll = (Math.imul(roll, ROLL) + units[p + ahead]!) | 0;
      hash[i++] = mix(roll);
      roll = (roll - Math.imul(units[p]!, out)) | 0;
    }
    this.count = i;
    this.#plainFrom = from;
  }

  #listCharacters(from: number, to: number): void {
    const { units } = this.#texts;
    const least = LETTER * this.#shingle;
    let i = 0;
    let end = from;
    let weight = 0;
    for (let p = from; ; p = endOfCharacter(units, p, to)) {
      for (; weight < least && end < to; end = endOfCharacter(units, end, to))
        weight += weightInRun(units, end);
      if (weight < least) break;
      this.#from[i] = p;
      this.#to[i] = end;
      let roll = 0;
      for (let u = p; u < end; u++) roll = (Math.imul(roll, ROLL) + units[u]!) | 0;
      this.hash[i++] = mix(roll);
      weight -= weightInRun(units, p);
    }
    this.count = i;
    this.#plainFrom = -1;
  }

  #grow(size: number): void {
    this.hash = new Int32Array(size);
    this.#from = new Int32Array(size);
    this.#to = new Int32Array(size);
  }
}
