/** Where the shares of a file come from: the database, or the scanner and the database for what is odd. */
import type { DuckDBDataChunk } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import { DirectSql, listed, words } from "./direct.ts";
import type { OddCells } from "./direct-cells.ts";
import type { Engine } from "./engine.ts";
import type { Plan } from "./plan.ts";

/** Shares as they come; the arrays are valid, and may be written to, during the call. */
export interface Columns {
  readonly length: number;
  /** Hashes, two words each, the lower first. */
  readonly account: Int32Array;
  readonly object: Int32Array;
  /** Milliseconds since 1970 UTC; NaN for a row that is not kept, infinity for a cell of which nothing is known yet. */
  readonly time: Float64Array;
  /** From 0; absent where rows come in their order. */
  readonly row?: Float64Array;
  /** Texts of the cells that are not plain; absent where they do not come with the shares. */
  readonly cells?: Texts;
}

/** Texts of rows of a chunk. */
export interface Texts {
  isEmpty(row: number): boolean;
  at(row: number): string;
}

/** Takes shares; false where no more are wanted. */
export type TakeColumns = (columns: Columns) => boolean | Promise<boolean>;

export interface ShareSource {
  /** SQL: every row that may be faulty, or hold a cell that is not plain. */
  readonly relation: string;
  readonly sql: DirectSql;
  /**
   * Hands over the shares of all rows in order. `again`: not all of them, and they are there when it is called again; `left`: this is no
   * way to read this file.
   */
  shares(take: TakeColumns): Promise<"done" | "again" | "left">;
  /** Looks at the cells that are not plain, once one was met: all of them, or none yet, and they come with the shares. */
  readOdd(): Promise<OddCells>;
  /** Reads cells that came with the shares, while these stream; where they do. */
  learn?(texts: readonly string[], odd: OddCells): Promise<void>;
  /**
   * SQL: `(was)`, the forms of cells that are not plain which stand in a plain cell, too.
   * @param rejected number of rows that are not kept
   * @param file path of a text that may be written
   */
  plainForms(odd: OddCells, rejected: number, file: string): string;
  /**
   * The accounts of some rows.
   * @param wanted path of a text of row numbers from 0, one a line
   * @param out is called with a statement that gives them
   */
  names(wanted: string, out: (accounts: string) => Promise<void>): Promise<void>;
}

/** The database reads the whole file. */
export class DatabaseShares implements ShareSource {
  readonly #engine: Engine;
  readonly relation: string;
  readonly sql: DirectSql;
  /** Milliseconds of the ticks in whose order shares come; that of the file, unless set. */
  tickMs: number | undefined;
  #isOdd = false;

  constructor(engine: Engine, plan: Plan) {
    this.#engine = engine;
    this.relation = plan.table.relation;
    this.sql = new DirectSql(plan, this.relation);
  }

  async shares(take: TakeColumns): Promise<"done"> {
    const { tickMs } = this;
    const cells = this.#isOdd;
    const sql = this.sql.shares(tickMs === undefined ? { cells } : { tickMs, cells });
    await this.#engine.chunks(sql, (columns, length, chunk) => {
      const [a, o, t, r] = columns;
      return take({
        length,
        account: words(a!, length),
        object: words(o!, length),
        time: doubles(t!, length),
        ...(tickMs === undefined ? {} : { row: doubles(r!, length) }),
        ...(cells ? { cells: textsOf(chunk, columns.length - 1) } : {}),
      });
    });
    return "done";
  }

  readOdd(): Promise<OddCells> {
    this.#isOdd = true;
    return this.sql.openOdd(this.#engine);
  }

  async learn(texts: readonly string[], odd: OddCells): Promise<void> {
    await this.sql.learn(await this.#engine.beside(), texts, odd);
  }

  plainForms(_: OddCells, rejected: number): string {
    return this.sql.plainForms(rejected === 0);
  }

  names(wanted: string, out: (accounts: string) => Promise<void>): Promise<void> {
    const rows = listed(wanted, "BIGINT");
    const these = `(SELECT s.* FROM ${this.relation} AS s SEMI JOIN ${rows} AS w ON s.row - 1 = w.r)`;
    return out(this.sql.accounts(these));
  }
}

/** A column of numbers. */
export const doubles = (bytes: Uint8Array, length: number) =>
  new Float64Array(bytes.buffer, bytes.byteOffset, length);

const TEXT_BYTES = 16;

/** A column of texts: 16 bytes each in the database's memory, of which the first four are the length. */
function textsOf(chunk: DuckDBDataChunk, column: number): Texts {
  const vector = bindings.data_chunk_get_vector(chunk.chunk, column);
  const { buffer, byteOffset } = bindings.vector_get_data(vector, chunk.rowCount * TEXT_BYTES);
  const entries = new Int32Array(buffer, byteOffset, (chunk.rowCount * TEXT_BYTES) / 4);
  let values: { getItem(i: number): unknown } | undefined;
  return {
    isEmpty: (row) => entries[4 * row] === 0,
    at: (row) => String((values ??= chunk.getColumnVector(column)).getItem(row)),
  };
}
