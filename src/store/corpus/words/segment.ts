/**
 * The index of words over a run of rows of one import: which post has which piece (`pieces.ts`).
 *
 * Posts are numbered in order of time and row. Pieces lie one after the other as UTF-8 in the order in which they came, a
 * line feed before and after each (folded texts hold none), so that one search through these bytes finds every piece in
 * which a word occurs, at its start or at its end. Beside it lie, piece by piece, the numbers of the posts that have it, as
 * differences in bytes of seven bits. At 130,000 posts that is 2 to 5 MB of pieces, searched in a few milliseconds.
 *
 * Zobel and Moffat, Inverted files for text search engines, ACM Computing Surveys 38(2), 2006, doi:10.1145/1132956.1132959.
 * Left out: positions (a phrase is looked for in the texts) and ranks (lists are in order of time).
 */
import { emptyBits, setBit } from "./bits.ts";
import type { Bits } from "./bits.ts";
import { PieceDictionary, roomy } from "./dictionary.ts";
import { mayBeUnspaced, piecesOf } from "./pieces.ts";
import type { PieceQuery } from "./pieces.ts";

/** As it is kept: whole in memory while it is searched. */
export interface SegmentData {
  /** Row of each post, in order of time and row. */
  readonly rows: Int32Array;
  /** Milliseconds since 1970 UTC of each post, ascending. */
  readonly times: Float64Array;
  readonly pieces: Uint8Array;
  /** Where each piece begins in `pieces`. */
  readonly starts: Uint32Array;
  readonly postings: Uint8Array;
  /** Where the posts of each piece end in `postings`. */
  readonly ends: Uint32Array;
}

/** A segment is over the posts of one import whose rows lie in one run of this many rows of the file. */
export const SEGMENT_ROWS = 131_072;

const SPACE = 32;

/** Takes posts in order of time and row. */
export class SegmentBuilder {
  readonly #dictionary = new PieceDictionary();
  #rows = new Int32Array(1 << 10);
  readonly #times: number[] = [];
  #posts = 0;
  /** The last post of each piece, plus one. */
  #last = new Int32Array(1 << 11);
  #counts = new Int32Array(1 << 11);
  /** Piece and post by turns, in order of posts. */
  #pairs = new Int32Array(1 << 16);
  #used = 0;

  /** @param text a folded text, which lies in these bytes of UTF-8 */
  add(row: number, time: number, text: Uint8Array, from = 0, to = text.length): void {
    const post = this.#posts++;
    this.#rows = roomy(this.#rows, this.#posts);
    this.#rows[post] = row;
    this.#times.push(time);
    if (mayBeUnspaced(text, from, to)) this.#addPieces(piecesOf(decoded(text, from, to)), post);
    else this.#addWords(text, from, to, post);
  }

  #addPieces(pieces: readonly string[], post: number): void {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      this.#note(this.#dictionary.numberOf(bytes, 0, bytes.length), post);
    }
  }

  /** What `piecesOf` gives of a text that is cut at its spaces alone. */
  #addWords(text: Uint8Array, from: number, to: number, post: number): void {
    let start = from;
    for (let at = from; at <= to; at++) {
      if (at < to && text[at] !== SPACE) continue;
      if (at > start) this.#note(this.#dictionary.numberOf(text, start, at), post);
      start = at + 1;
    }
  }

  #note(id: number, post: number): void {
    if (id >= this.#last.length) {
      this.#last = roomy(this.#last, id + 1);
      this.#counts = roomy(this.#counts, id + 1);
    }
    if (this.#last[id] === post + 1) return;
    this.#last[id] = post + 1;
    this.#counts[id]!++;
    this.#pairs = roomy(this.#pairs, this.#used + 2);
    this.#pairs[this.#used++] = id;
    this.#pairs[this.#used++] = post;
  }

  data(): SegmentData {
    return {
      rows: this.#rows.slice(0, this.#posts),
      times: Float64Array.from(this.#times),
      ...this.#dictionary.whole(),
      ...this.#postings(),
    };
  }

  #postings(): Pick<SegmentData, "postings" | "ends"> {
    const next = new Uint32Array(this.#dictionary.size);
    for (let id = 1; id < next.length; id++) next[id] = next[id - 1]! + this.#counts[id - 1]!;
    const posts = new Int32Array(this.#used / 2);
    for (let i = 0; i < this.#used; i += 2) posts[next[this.#pairs[i]!]!++] = this.#pairs[i + 1]!;
    const bytes = new Uint8Array(posts.length * 5);
    const ends = new Uint32Array(next.length);
    let at = 0;
    for (let id = 0, i = 0; id < next.length; id++) {
      for (let before = -1; i < next[id]!; i++) {
        let step = posts[i]! - before;
        for (; step > 127; step >>>= 7) bytes[at++] = (step & 127) | 128;
        bytes[at++] = step;
        before = posts[i]!;
      }
      ends[id] = at;
    }
    return { postings: bytes.slice(0, at), ends };
  }
}

const decoded = (text: Uint8Array, from: number, to: number): string =>
  Buffer.from(text.buffer, text.byteOffset + from, to - from).toString("utf8");

export class Segment {
  readonly data: SegmentData;
  readonly #pieces: Buffer;
  #numbers: Int32Array | undefined;

  constructor(data: SegmentData) {
    this.data = data;
    const { buffer, byteOffset, byteLength } = data.pieces;
    this.#pieces = Buffer.from(buffer, byteOffset, byteLength);
  }

  get size(): number {
    return this.data.rows.length;
  }

  /** Number of the post of a row; undefined if there is none. */
  numberOf(row: number): number | undefined {
    const { rows } = this.data;
    if (this.#numbers === undefined) {
      this.#numbers = new Int32Array(SEGMENT_ROWS).fill(-1);
      for (let post = 0; post < rows.length; post++) this.#numbers[rows[post]! % SEGMENT_ROWS] = post;
    }
    const post = this.#numbers[row % SEGMENT_ROWS]!;
    return rows[post] === row ? post : undefined;
  }

  /** The first post at or after this time. */
  firstAt(time: number): number {
    const { times } = this.data;
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times[middle]! < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Posts that have a piece as asked for. */
  find({ text, begins, ends }: PieceQuery): Bits {
    const bits = emptyBits(this.size);
    const needle = Buffer.from(`${begins ? "\n" : ""}${text}${ends ? "\n" : ""}`);
    const { starts } = this.data;
    for (let at = this.#next(needle, 0), id = 0; at >= 0 && id < starts.length;) {
      // A needle that begins with the line feed before a piece is found one byte before it.
      id = pieceAt(starts, begins ? at + 1 : at, id);
      this.#collect(id++, bits);
      at = id < starts.length ? this.#next(needle, starts[id]! - 1) : -1;
    }
    return bits;
  }

  /** A call of the platform's search costs more than the few bytes to the next hit where the needle is one or two letters. */
  #next(needle: Buffer, from: number): number {
    if (needle.length > 2) return this.#pieces.indexOf(needle, from);
    const pieces = this.#pieces;
    const [first, second] = needle;
    const last = pieces.length - needle.length;
    for (let at = from; at <= last; at++)
      if (pieces[at] === first && (second === undefined || pieces[at + 1] === second)) return at;
    return -1;
  }

  #collect(id: number, bits: Bits): void {
    const { postings, ends } = this.data;
    const end = ends[id]!;
    for (let at = id === 0 ? 0 : ends[id - 1]!, post = -1; at < end;) {
      let step = 0;
      let byte = 128;
      for (let shift = 0; byte > 127; shift += 7) {
        byte = postings[at++]!;
        step |= (byte & 127) << shift;
      }
      post += step;
      setBit(bits, post);
    }
  }
}

/** The piece in which a byte lies; it is `from` or a later one. */
function pieceAt(starts: Uint32Array, byte: number, from: number): number {
  let step = 1;
  while (from + step < starts.length && starts[from + step]! <= byte) step *= 2;
  let low = from + (step >>> 1);
  let high = Math.min(from + step, starts.length);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= byte) low = middle;
    else high = middle;
  }
  return low;
}
