/**
 * Distinct texts in normal form, as UTF-16 code units in one array: what near-copy compares. Texts whose normal forms
 * are equal become one, found by hash and compared unit by unit. A text that ends in hashtags has its body beside it
 * (`body.ts`), as a text of its own, if that is long enough. O(length) a text; memory 2 bytes a unit of distinct normal
 * form and body, and 33 bytes a text.
 */
import { PlumblineError } from "../../errors.ts";
import { endOfBody } from "./body.ts";
import { isPlain, LETTER, lengthOf } from "./characters.ts";
import { foldComposedInto, foldInto, fromUnits } from "./normalise.ts";

/** Most code units of distinct normal forms: positions are 31-bit integers. */
const MOST_UNITS = 2 ** 31 - 2;
/** Room that is not used is not resident, and copying is what costs. */
const GROWTH = 4;

export class TextSet {
  /** Number of distinct texts, bodies included. */
  length = 0;
  /** Text i has the units `start[i]` to `start[i + 1]`, end exclusive. */
  units = new Uint16Array(1 << 16);
  start = new Int32Array(1024);
  /** Hash of the units of each text: the same for the same text whatever else is in the set. */
  hash = new Int32Array(1024);
  /** The text that is the body of each text; itself if it ends in no hashtag, or its body is too short. */
  body = new Int32Array(1024);
  /** Where the body of each text ends in its units, however short it is; the end of the text if no hashtag ends it. */
  bodyEnd = new Int32Array(1024);
  /** 1 where every unit of a text is a character that counts as one letter. */
  plain = new Uint8Array(1024);
  readonly shortest: number;
  /** Open addressing: text + 1, or 0. */
  #slots = new Int32Array(2048);

  /** @param shortest least length in letters (`characters.ts`) of a text that is kept, 1 or more */
  constructor(shortest: number) {
    this.shortest = shortest;
  }

  /**
   * The number of the text with this normal form, a new one if it is not in the set; -1 if it is too short.
   * @throws PlumblineError IMPORT_LIMIT beyond 2^31 code units, about 15 million posts of ordinary length.
   */
  add(text: string): number {
    const from = this.start[this.length]!;
    this.#reserve(from + text.length);
    let to = foldInto(text, this.units, from);
    if (to < 0) {
      const composed = text.normalize("NFKC");
      this.#reserve(from + composed.length);
      to = foldComposedInto(composed, this.units, from);
    }
    const plain = isPlain(this.units, from, to);
    if (this.#tooShort(from, to, plain)) return -1;
    const known = this.length;
    const placed = this.#place(from, to, plain);
    if (placed === known) this.#addBody(placed);
    return placed;
  }

  /** The normal form of text i. */
  text(i: number): string {
    return fromUnits(this.units, this.start[i]!, this.start[i + 1]!);
  }

  #tooShort(from: number, to: number, plain: boolean): boolean {
    const length = plain ? LETTER * (to - from) : lengthOf(this.units, from, to);
    return length < LETTER * this.shortest;
  }

  /** Puts the body of a new text beside it. */
  #addBody(text: number): void {
    const from = this.start[text]!;
    const to = this.start[text + 1]!;
    const end = endOfBody(this.units, from, to);
    if (end === to) return;
    this.bodyEnd[text] = end;
    const plain = this.plain[text] === 1 || isPlain(this.units, from, end);
    if (this.#tooShort(from, end, plain)) return;
    this.#reserve(to + end - from);
    this.units.copyWithin(to, from, end);
    this.body[text] = this.#place(to, to + end - from, plain);
  }

  #place(from: number, to: number, plain: boolean): number {
    const hash = hashOf(this.units, from, to);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const known = this.#slots[slot]! - 1;
      if (this.hash[known] === hash && this.#equal(known, from, to)) return known;
    }
    const text = this.length++;
    this.#slots[slot] = text + 1;
    if (this.length + 1 > this.start.length) {
      this.start = wider(this.start, 2 * this.start.length);
      this.hash = wider(this.hash, 2 * this.hash.length);
      this.body = wider(this.body, 2 * this.body.length);
      this.bodyEnd = wider(this.bodyEnd, 2 * this.bodyEnd.length);
      const old = this.plain;
      this.plain = new Uint8Array(2 * old.length);
      this.plain.set(old);
    }
    this.start[text + 1] = to;
    this.hash[text] = hash;
    this.body[text] = text;
    this.bodyEnd[text] = to;
    this.plain[text] = plain ? 1 : 0;
    if (2 * this.length > this.#slots.length) this.#rehash();
    return text;
  }

  #equal(text: number, from: number, to: number): boolean {
    const start = this.start[text]!;
    if (this.start[text + 1]! - start !== to - from) return false;
    for (let i = from, j = start; i < to; i++, j++) if (this.units[i] !== this.units[j]) return false;
    return true;
  }

  #rehash(): void {
    const slots = new Int32Array(4 * this.#slots.length);
    const mask = slots.length - 1;
    for (let text = 0; text < this.length; text++) {
      let slot = this.hash[text]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = text + 1;
    }
    this.#slots = slots;
  }

  #reserve(end: number): void {
    if (end <= this.units.length) return;
    if (end > MOST_UNITS) {
      throw new PlumblineError("IMPORT_LIMIT", "The texts are too long together to be compared in one run.", {
        hint: "Compare a shorter period, or fewer files.",
      });
    }
    const units = new Uint16Array(Math.min(MOST_UNITS, Math.max(end, GROWTH * this.units.length)));
    units.set(this.units);
    this.units = units;
  }
}

function hashOf(units: Uint16Array, from: number, to: number): number {
  let hash = to - from;
  let i = from;
  for (; i + 1 < to; i += 2) hash = Math.imul(hash ^ (units[i]! | (units[i + 1]! << 16)), 0x9e3779b1);
  if (i < to) hash = Math.imul(hash ^ units[i]!, 0x9e3779b1);
  return avalanche(hash);
}

/** A bijection of 32 bits in which every bit of the input reaches every bit of the output. */
export function avalanche(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}

function wider(old: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(size);
  fresh.set(old);
  return fresh;
}
