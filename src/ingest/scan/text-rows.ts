/**
 * A regular delimited text, read by the compiled scanner: surveyed once, then as often as it is asked for. What is irregular anywhere
 * (`survey` gives nothing then) is read by `formats/csv.ts` alone, so that this has one idea of a row, the plain one.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { PlumblineError } from "../../errors.ts";
import { isText } from "../formats/encoding.ts";
import { ScanMachine } from "./machine.ts";
import type { ScanColumns, Scanned } from "./machine.ts";

/** Bytes of one reading. */
const CHUNK = 1 << 20;
const CHUNK_OF_ROW = 1 << 14;
/** The place of each of so many rows is kept. */
const EVERY = 64;
const LF = 10;

export interface TextLayout {
  readonly path: string;
  readonly delimiter: string;
  readonly columns: number;
  /** Bytes before the header. */
  readonly before: number;
  /** Column that may hold the times. */
  readonly timeColumn: number;
  readonly onBytes: (done: number) => void;
}

/** Times of a column that are all in the plain form, and how many of them say that they are UTC. */
export interface PlainTimes {
  readonly all: number;
  readonly zoned: number;
}

/** Rows in their order; views, valid until the next. */
export interface RowBlock extends Scanned {
  /** Number of the first row; the header is row 0. */
  readonly first: number;
  /** The row of this number within the block, with its line end; a view, too. */
  bytesOf(i: number): Buffer;
  /** Place of the row of this number within the block in the file. */
  placeOf(i: number): number;
  /** All bytes of the block. */
  readonly bytes: Buffer;
}

const NOTHING: ScanColumns = { account: -1, time: -1, link: -1, joined: true, noLink: 0n };

export class TextRows {
  readonly #layout: TextLayout;
  readonly #machine: ScanMachine;
  /** Where every `EVERY`th row begins, the header first. */
  readonly #places: number[] = [];
  /** Where the first row after the header begins. */
  #start = 0;
  #times: PlainTimes = { all: 0, zoned: 0 };
  /** The header is none. */
  rows = -1;

  private constructor(layout: TextLayout) {
    this.#layout = layout;
    this.#machine = new ScanMachine();
  }

  /** Undefined for a text that is not regular. */
  static survey(layout: TextLayout): TextRows | undefined {
    const text = new TextRows(layout);
    text.#setup({ ...NOTHING, time: layout.timeColumn });
    let at = 0;
    for (const block of text.#blocks(layout.before, CHUNK, 0)) {
      if (block.irregular || !isText(block.bytes)) return undefined;
      if (block.first === 0) text.#start = layout.before + block.bytesOf(0).length;
      for (; at < block.first + block.length; at += EVERY) text.#places.push(block.placeOf(at - block.first));
      text.rows += block.length;
      layout.onBytes(block.placeOf(0) + block.bytes.length);
    }
    text.#times = text.#machine.times;
    return text.rows > 0 ? text : undefined;
  }

  get delimiter(): string {
    return this.#layout.delimiter;
  }

  get columns(): number {
    return this.#layout.columns;
  }

  /** What is known of the times of a column, where they are all plain. */
  timesOf(column: number): PlainTimes | undefined {
    return column === this.#layout.timeColumn && this.#times.all === this.rows ? this.#times : undefined;
  }

  /** All rows but the header. @throws PlumblineError FILE_MALFORMED if the file is no longer what was surveyed. */
  *blocks(columns: ScanColumns): Generator<RowBlock> {
    this.#setup(columns);
    let rows = 0;
    for (const block of this.#blocks(this.#start, CHUNK, 1)) {
      if (block.irregular) throw changed();
      rows += block.length;
      yield block;
    }
    if (rows !== this.rows) throw changed();
  }

  /** The bytes of rows, ascending, the first after the header being 1. Views, valid until the next. */
  *rowsAt(numbers: Iterable<number>): Generator<readonly [row: number, bytes: Buffer]> {
    this.#setup(NOTHING);
    let block: RowBlock | undefined;
    for (const row of numbers) {
      if (block === undefined || row >= block.first + block.length) block = this.#blockWith(row);
      yield [row, block.bytesOf(row - block.first)];
    }
  }

  #blockWith(row: number): RowBlock {
    const from = Math.floor(row / EVERY);
    for (const block of this.#blocks(this.#places[from]!, CHUNK_OF_ROW, from * EVERY)) {
      if (block.irregular) break;
      if (row < block.first + block.length) return block;
    }
    throw changed();
  }

  #setup(columns: ScanColumns): void {
    this.#machine.setup(this.#layout.columns, this.#layout.delimiter, columns);
  }

  /** Rows from a place in the file on, until one is irregular. */
  *#blocks(start: number, chunk: number, row: number): Generator<RowBlock> {
    const { input } = this.#machine;
    const file = openSync(this.#layout.path, "r");
    try {
      let base = start;
      let held = 0;
      let first = row;
      for (;;) {
        const read = readSync(file, input, held, Math.min(chunk, input.length - held - 1), base + held);
        let to = held + read;
        if (read === 0 && to > 0 && input[to - 1] !== LF) input[to++] = LF;
        let from = 0;
        for (;;) {
          const block = this.#block(from, to, base, first);
          if (block.length > 0) yield block;
          if (block.irregular && block.length === 0) yield block;
          if (block.irregular) return;
          if (block.length === 0) break;
          from = block.next;
          first += block.length;
        }
        const left = to - from;
        if (read === 0 && left === 0) return;
        // A row that never ends, in the file or in the room that there is.
        if (read === 0 || left >= input.length - 1) {
          yield { ...this.#block(from, from, base, first), irregular: true };
          return;
        }
        input.copyWithin(0, from, to);
        base += from;
        held = left;
      }
    } finally {
      closeSync(file);
    }
  }

  #block(from: number, to: number, base: number, first: number): RowBlock {
    const scanned = this.#machine.scan(from, to);
    const { input } = this.#machine;
    const { length, next, places } = scanned;
    return {
      ...scanned,
      first,
      bytes: input.subarray(from, next),
      bytesOf: (i) => input.subarray(places[i], i + 1 < length ? places[i + 1]! : next),
      placeOf: (i) => base + (length === 0 ? from : places[i]!),
    };
  }
}

const changed = () =>
  new PlumblineError("FILE_MALFORMED", "The file changed while it was read.", {
    hint: "Read it again once nothing writes to it.",
  });
