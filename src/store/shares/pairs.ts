/**
 * A list of pairs of any length: taken as the sweep finds them, given back in order with the names of the accounts. It
 * lies on disk; the order is made by a sort that spills. Time O(pairs log pairs), memory what the database is given.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import type { PairTimes } from "../../kernel/coshare/evidence.ts";
import type { PairList } from "../../kernel/coshare/sweep.ts";
import { Database } from "../corpus/database.ts";
import { identifier, literal } from "../corpus/sql.ts";
import type { ShareFile } from "./file.ts";
import { relationSql } from "./request.ts";

/** Pairs in order of (a, b): numbers of accounts, ascending with the row in which each first shared in company. */
export interface PairPage {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly nameA: readonly string[];
  readonly nameB: readonly string[];
  readonly objects: Int32Array;
  readonly matches: Float64Array;
  /** Median distance of a match, and matches in which a, or b, was first. */
  readonly medianTicks: Float64Array;
  readonly aFirst: Float64Array;
  readonly bFirst: Float64Array;
}

const OPTIONS = { memoryMb: 512, threads: 2 };
const NEVER = 2 ** 32 - 1;
/** Lines that are written at once. */
const LINES = 8192;

export class PairStore {
  readonly #file: ShareFile;
  readonly #signal: AbortSignal | undefined;
  readonly #path: string;
  #handle: number | undefined;
  #database: Database | undefined;
  /** By code of an account: is it in a pair? */
  #inPair = new Uint8Array(1024);
  length = 0;

  /** Work files go into the folder of the file of shares, which the caller removes. */
  constructor(file: ShareFile, signal?: AbortSignal) {
    this.#file = file;
    this.#signal = signal;
    this.#path = join(file.folder, "pairs.text");
    this.#handle = openSync(this.#path, "wx", 0o600);
  }

  add({ length, a, b, objects, matches }: PairList, { medianTicks, aFirst, bFirst }: PairTimes): void {
    this.length += length;
    for (let i = 0; i < length; i++) {
      this.#mark(a[i]!);
      this.#mark(b[i]!);
    }
    for (let from = 0; from < length; from += LINES) {
      let text = "";
      for (let i = from; i < Math.min(length, from + LINES); i++)
        text += `${a[i]},${b[i]},${objects[i]},${matches[i]},${medianTicks[i]},${aFirst[i]},${bFirst[i]}\n`;
      writeSync(this.#handle!, text);
    }
  }

  /**
   * Writes the rows of the accounts that are in a pair, one a line.
   * @param accountRow a row of each account by code
   */
  writeWanted(path: string, accountRow: Uint32Array): void {
    writeLines(path, accountRow, (code) => (this.#inPair[code] === 1 ? `${accountRow[code]}\n` : ""));
  }

  #mark(code: number): void {
    if (code >= this.#inPair.length) {
      const wider = new Uint8Array(Math.max(2 * this.#inPair.length, code + 1));
      wider.set(this.#inPair);
      this.#inPair = wider;
    }
    this.#inPair[code] = 1;
  }

  /**
   * Ends the list, looks names up in one pass over the accounts' column, and puts the pairs in order.
   * @param accountRow a row of each account by code; 2^32 - 1 for accounts that are in no pair
   * @throws PlumblineError STOPPED, STORE.
   */
  async settle(accountRow: Uint32Array): Promise<void> {
    this.#release();
    const rows = join(this.#file.folder, "accounts.text");
    writeLines(rows, accountRow, (code) =>
      accountRow[code] === NEVER ? "" : `${code},${accountRow[code]}\n`,
    );
    const { relation, folder } = this.#file;
    this.#database = await Database.open(join(folder, "pairs.duckdb"), { ...OPTIONS, folders: [folder] });
    const csv = (path: string, columns: string) =>
      `read_csv(${literal(path)}, auto_detect = false, header = false, delim = ',', columns = {${columns}})`;
    const found = csv(
      this.#path,
      "a: 'INTEGER', b: 'INTEGER', k: 'INTEGER', n: 'DOUBLE', m: 'DOUBLE', fa: 'DOUBLE', fb: 'DOUBLE'",
    );
    await this.#run(`CREATE TABLE pairs AS FROM ${found}`);
    await this.#run(
      `CREATE TABLE accounts AS SELECT (row_number() OVER (ORDER BY w.r) - 1)::INTEGER AS id, w.code, s.name
         FROM ${csv(rows, "code: 'INTEGER', r: 'BIGINT'")} AS w
         JOIN (SELECT file_row_number AS r, ${identifier(relation.columns.account)}::VARCHAR AS name
                 FROM ${relationSql(relation, true)}) AS s ON s.r = w.r
        WHERE w.code IN (SELECT a FROM pairs UNION SELECT b FROM pairs)`,
    );
  }

  /** Names of the accounts in order of their number. @throws PlumblineError STOPPED, STORE. */
  async *names(): AsyncGenerator<readonly string[]> {
    for await (const [name] of this.#pages("SELECT name FROM accounts ORDER BY id")) yield name as string[];
  }

  /** @throws PlumblineError STOPPED, STORE. */
  async *pages(): AsyncGenerator<PairPage> {
    const inOrder = (one: string, other: string) => `CASE WHEN x.id < y.id THEN ${one} ELSE ${other} END`;
    const columns = [
      "least(x.id, y.id)",
      "greatest(x.id, y.id)",
      inOrder("x.name", "y.name"),
      inOrder("y.name", "x.name"),
      "k",
      "n",
      "m",
      inOrder("fa", "fb"),
      inOrder("fb", "fa"),
    ];
    const sql = `SELECT ${columns.join(", ")} FROM pairs
      JOIN accounts AS x ON x.code = a JOIN accounts AS y ON y.code = b ORDER BY 1, 2`;
    for await (const [a, b, nameA, nameB, objects, matches, median, aFirst, bFirst] of this.#pages(sql))
      yield {
        a: Int32Array.from(a as number[]),
        b: Int32Array.from(b as number[]),
        nameA: nameA as string[],
        nameB: nameB as string[],
        objects: Int32Array.from(objects as number[]),
        matches: Float64Array.from(matches as number[]),
        medianTicks: Float64Array.from(median as number[]),
        aFirst: Float64Array.from(aFirst as number[]),
        bFirst: Float64Array.from(bFirst as number[]),
      };
  }

  close(): void {
    this.#release();
    this.#database?.close();
    this.#database = undefined;
  }

  #release(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }

  async *#pages(sql: string): AsyncGenerator<readonly (readonly unknown[])[]> {
    const pages = this.#database!.pages(sql);
    for (;;) {
      const { value, done } = await this.#guarded(() => pages.next());
      if (done === true) return;
      yield value;
    }
  }

  #run(sql: string): Promise<void> {
    return this.#guarded(() => this.#database!.run(sql));
  }

  /** A statement that is interrupted fails; it is told as a stop. */
  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    const signal = this.#signal;
    const interrupt = () => this.#database?.interrupt();
    const refuseStopped = () => {
      if (signal?.aborted === true) throw new PlumblineError("STOPPED", "The work was stopped.");
    };
    refuseStopped();
    signal?.addEventListener("abort", interrupt);
    try {
      return await work();
    } catch (error) {
      refuseStopped();
      throw error;
    } finally {
      signal?.removeEventListener("abort", interrupt);
    }
  }
}

/** Writes a line, or nothing, for each account. */
function writeLines(path: string, accountRow: Uint32Array, line: (code: number) => string): void {
  const handle = openSync(path, "wx", 0o600);
  try {
    for (let from = 0; from < accountRow.length; from += LINES) {
      let text = "";
      for (let code = from; code < Math.min(accountRow.length, from + LINES); code++) text += line(code);
      writeSync(handle, text);
    }
  } finally {
    closeSync(handle);
  }
}
