/** Where the shares of a file come from: the database, or the scanner and the database for what is odd. */
import { DirectSql, listed, words } from "./direct.ts";
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
}

/** Takes shares; false where no more are wanted. */
export type TakeColumns = (columns: Columns) => boolean;

export interface ShareSource {
  /** SQL: every row that may be faulty, or hold a cell that is not plain. */
  readonly relation: string;
  readonly sql: DirectSql;
  /**
   * Hands over the shares of all rows in order. `again`: not all of them, and they are there when it is called again; `left`: this is no
   * way to read this file.
   */
  shares(take: TakeColumns): Promise<"done" | "again" | "left">;
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

  constructor(engine: Engine, plan: Plan) {
    this.#engine = engine;
    this.relation = plan.table.relation;
    this.sql = new DirectSql(plan, this.relation);
  }

  async shares(take: TakeColumns): Promise<"done"> {
    const { tickMs } = this;
    const sql = this.sql.shares(tickMs === undefined ? {} : { tickMs });
    await this.#engine.chunks(sql, ([a, o, t, r], length) => {
      const columns = {
        length,
        account: words(a!, length),
        object: words(o!, length),
        time: doubles(t!, length),
      };
      return take(r === undefined ? columns : { ...columns, row: doubles(r, length) });
    });
    return "done";
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
