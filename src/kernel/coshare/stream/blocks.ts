/**
 * Encoded shares in blocks of whole objects: how a kept encoding comes back. Of each block only the shares in company
 * stay, so memory is theirs, whatever the file holds. O(shares).
 */
import { compact, STRIDE, type Incidence } from "../incidence.ts";
import { markAccompanied } from "../prune.ts";

/** The shares of some consecutive objects, laid out as an incidence that begins at the block. */
export interface EncodedBlock {
  readonly accounts: number;
  /** End of each object's shares, relative to the block; the first begins at 0. */
  readonly ends: Int32Array<ArrayBuffer>;
  readonly at: Int32Array<ArrayBuffer>;
  /** Row of each share in the file, as an unsigned word. */
  readonly source: Int32Array<ArrayBuffer>;
}

interface Piece {
  readonly ends: Int32Array;
  readonly at: Int32Array;
  readonly source: Int32Array;
}

export class BlockJoiner {
  readonly #windowTicks: number;
  readonly #pieces: Piece[] = [];
  #accounts = 0;
  #objects = 0;
  #length = 0;

  constructor(windowTicks: number) {
    this.#windowTicks = windowTicks;
  }

  /** Takes the next block; its arrays are used up. */
  add({ accounts, ends, at, source }: EncodedBlock): void {
    const start = new Int32Array(ends.length + 1);
    start.set(ends, 1);
    const block: Incidence = { length: source.length, accounts, objects: ends.length, start, at, source };
    const kept = compact(block, markAccompanied(block, this.#windowTicks), true);
    this.#pieces.push({
      ends: kept.start.slice(1),
      at: kept.at.slice(0, STRIDE * kept.length),
      source: kept.source.slice(0, kept.length),
    });
    this.#accounts = Math.max(this.#accounts, accounts);
    this.#objects += ends.length;
    this.#length += kept.length;
  }

  /** The shares in company of all blocks, and a row of each object that still has one. */
  finish(): { incidence: Incidence; objectRow: Int32Array } {
    const start = new Int32Array(this.#objects + 1);
    const at = new Int32Array(STRIDE * this.#length);
    const source = new Int32Array(this.#length);
    const objectRow = new Int32Array(this.#objects);
    let o = 0;
    let length = 0;
    for (const piece of this.#pieces.splice(0)) {
      at.set(piece.at, STRIDE * length);
      source.set(piece.source, length);
      for (const end of piece.ends) {
        objectRow[o] = source[start[o]!] ?? 0;
        start[++o] = length + end;
      }
      length += piece.source.length;
    }
    return {
      incidence: { length, accounts: this.#accounts, objects: this.#objects, start, at, source },
      objectRow,
    };
  }
}
