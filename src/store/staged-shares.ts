/**
 * Shares straight from the staged rows of one file, for work that needs no corpus. One kind of object is read, so that
 * nothing else is coded, sorted or kept. Codes are the same as the corpus gives for the same file: 0, 1, … in order of
 * first appearance when shares are ordered by time, row and position.
 *
 * Time O(rows log rows) in the database, which may spill into the folder given; memory 16 bytes per share and 8 per
 * dictionary entry outside it.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { Resolution, ShareColumns } from "../kernel/columns.ts";
import { Database } from "./corpus/database.ts";
import type { SqlRow } from "./corpus/database.ts";
import { literal } from "./corpus/sql.ts";
import {
  extraColumn,
  kindOf,
  MEDIA,
  OBJECT_KINDS,
  OBJECT_NAMES,
  REPEATS_FILE,
  stagedRows,
  TEXT_COLUMNS,
} from "./corpus/staged.ts";
import { objectsInList, present, ruinedBySpreadsheet, whyNoSingleObject } from "./corpus/values.ts";
import { namesOf } from "../words.ts";

/** What is asked of the report of a staged file. */
export interface StagedFacts {
  readonly resolution: Resolution;
  /** Field to column. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Extra columns, in the order of the staged ones. */
  readonly extra: readonly string[];
  readonly duplicates: {
    /** Rows whose post id an earlier row has. */
    readonly sameId: number;
  };
}

export type StagedColumns = Pick<
  ShareColumns,
  "length" | "account" | "object" | "time" | "accounts" | "objects" | "resolution" | "mixedResolution"
>;

/** Text columns as they stand in the file, with account and time; "" where a cell is empty. */
export interface StagedTexts {
  readonly account: readonly string[];
  /** Seconds since 1970 UTC. */
  readonly seconds: Float64Array;
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

const OPTIONS = { memoryMb: 512, threads: 2 };
/** Names that are looked up, and rows of text that are held boxed, at a time. */
const LOOKUP = 10_000;
const PAGE = 50_000;
const COLUMN = "column:";
/** Fields whose column can be asked for by its name in the file. */
const HELD_FIELDS: readonly string[] = ["account", ...TEXT_COLUMNS];

export class StagedShares {
  readonly #posts: string;
  readonly #stagedPath: string;
  readonly #facts: StagedFacts;
  readonly #database: Database;
  readonly #signal: AbortSignal | undefined;
  readonly #interrupt: () => void;
  /** Id of each account code of the last `shares`. */
  #accountIds = new Int32Array(0);

  private constructor(
    stagedPath: string,
    posts: string,
    facts: StagedFacts,
    database: Database,
    signal?: AbortSignal,
  ) {
    this.#stagedPath = stagedPath;
    this.#posts = posts;
    this.#facts = facts;
    this.#database = database;
    this.#signal = signal;
    this.#interrupt = () => database.interrupt();
    signal?.addEventListener("abort", this.#interrupt);
  }

  /**
   * @param stagedPath folder of staged rows
   * @param folder where work files may be
   * @throws PlumblineError STORE.
   */
  static async open(
    stagedPath: string,
    facts: StagedFacts,
    folder: string,
    signal?: AbortSignal,
  ): Promise<StagedShares> {
    const database = await Database.open(join(folder, "shares.duckdb"), {
      ...OPTIONS,
      folders: [stagedPath],
    });
    return new StagedShares(stagedPath, await stagedPosts(stagedPath), facts, database, signal);
  }

  close(): void {
    this.#signal?.removeEventListener("abort", this.#interrupt);
    this.#database.close();
  }

  /**
   * @param object `url` and `exact-url` (as the staged rows have them), `domain`, `hashtag`, `mention`, `text`, `reshare` or `column:NAME`
   * @throws PlumblineError PARAMETER (no such kind), NO_DATA (nothing of that kind, no such column), STOPPED.
   */
  async shares(object: string): Promise<StagedColumns> {
    await this.#run(`CREATE OR REPLACE TEMP TABLE shares AS ${this.#sharesOf(object)}`);
    const [length] = await this.#count("SELECT count(*)::INTEGER AS n FROM shares");
    if (length === 0) throw noObjects(object);
    const ids = (table: string, value: string) =>
      `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT (row_number() OVER () - 1)::INTEGER AS id, ${value} AS value
         FROM (SELECT DISTINCT ${value} FROM shares)`;
    await this.#run(ids("accounts", "account"));
    await this.#run(ids("objects", "value"));
    const [accounts, objects] = await this.#count(
      "SELECT count(*)::INTEGER AS n FROM accounts UNION ALL SELECT count(*)::INTEGER FROM objects",
    );
    const account = new Dense(accounts!);
    const shared = new Dense(objects!);
    const columns = {
      account: new Int32Array(length!),
      object: new Int32Array(length!),
      time: new Float64Array(length!),
    };
    let at = 0;
    await this.#guarded(() =>
      this.#database.stream(
        `SELECT a.id, o.id, s.time_ms::DOUBLE FROM shares AS s JOIN accounts AS a ON a.value = s.account
           JOIN objects AS o ON o.value = s.value ORDER BY s.time_ms, s.row, s.pos`,
        ([a, o, time], rows) => {
          columns.time.set(time!, at);
          for (let i = 0; i < rows; i++, at++) {
            columns.account[at] = account.code(a![i]!);
            columns.object[at] = shared.code(o![i]!);
          }
        },
      ),
    );
    this.#accountIds = account.ids();
    const { resolution } = this.#facts;
    return {
      length: length!,
      ...columns,
      accounts: accounts!,
      objects: objects!,
      resolution,
      mixedResolution: false,
    };
  }

  /** Names of accounts by code of the last `shares`, in the order asked. */
  async accountNames(codes: Int32Array): Promise<string[]> {
    const ids = Array.from(codes, (code) => this.#accountIds[code]!);
    const names = new Map<number, string>();
    for (let i = 0; i < ids.length; i += LOOKUP) {
      const list = ids.slice(i, i + LOOKUP).join(", ");
      for (const row of await this.#rows(`SELECT id, value FROM accounts WHERE id IN (${list})`))
        names.set(row["id"] as number, row["value"] as string);
    }
    return ids.map((id) => names.get(id)!);
  }

  /**
   * Extra columns by name, row by row in the order of the file. Memory: all their text.
   * @throws PlumblineError MAPPING_WRONG if one is missing, STOPPED.
   */
  async texts(names: readonly string[]): Promise<StagedTexts> {
    const missing = names.filter((name) => !this.#facts.extra.includes(name));
    if (missing.length > 0)
      throw new PlumblineError("MAPPING_WRONG", `The file has no column ${missing.join(", ")}.`, {
        hint: `Columns: ${namesOf([...Object.values(this.#facts.mapping), ...this.#facts.extra])}.`,
      });
    const cells = names.map((name, i) => `coalesce(${this.#extra(name)}, '') AS e${i}`);
    const account: string[] = [];
    const seconds: number[] = [];
    const extra = Object.fromEntries(names.map((name) => [name, [] as string[]]));
    const [last] = await this.#count(`SELECT max(row)::INTEGER AS n FROM ${this.#posts}`);
    for (let from = 0; from <= last!; from += PAGE) {
      const page = await this.#rows(
        `SELECT account, (time_ms / 1000)::DOUBLE AS seconds, ${cells.join(", ")} FROM ${this.#posts}
          WHERE row >= ${from} AND row < ${from + PAGE} ORDER BY row`,
      );
      for (const row of page) {
        account.push(row["account"] as string);
        seconds.push(row["seconds"] as number);
        names.forEach((name, i) => extra[name]!.push(row[`e${i}`] as string));
      }
    }
    return { account, seconds: Float64Array.from(seconds), extra };
  }

  /** SQL: `(row, pos, account, time_ms, value)` of a kind. */
  #sharesOf(object: string): string {
    const rows = stagedObjects(this.#posts, this.#facts, object);
    const shares = isSet(object)
      ? `SELECT row, account, time_ms, generate_subscripts(value, 1)::INTEGER AS pos, unnest(value) AS value FROM (${rows})`
      : `SELECT row, account, time_ms, 0 AS pos, value FROM (${rows})`;
    if (this.#facts.duplicates.sameId === 0) return shares;
    const again = saidAgain(this.#stagedPath, this.#posts, this.#facts, object);
    return `SELECT s.* FROM (${shares}) AS s ANTI JOIN (${again}) AS a ON a.row = s.row AND a.value = s.value`;
  }

  #extra(name: string): string {
    return extraColumn(this.#facts.extra.indexOf(name));
  }

  async #count(sql: string): Promise<number[]> {
    return (await this.#rows(sql)).map((row) => Number(row["n"]));
  }

  #rows(sql: string): Promise<SqlRow[]> {
    return this.#guarded(() => this.#database.rows(sql));
  }

  #run(sql: string): Promise<void> {
    return this.#guarded(() => this.#database.run(sql));
  }

  /** A statement that was interrupted fails; it is told as a stop. */
  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    const refuseStopped = () => {
      if (this.#signal?.aborted === true) throw new PlumblineError("STOPPED", "The reading was stopped.");
    };
    refuseStopped();
    try {
      return await work();
    } catch (error) {
      refuseStopped();
      throw error;
    }
  }
}

/** Ids 0 to count - 1 as codes, given out in the order of asking. */
class Dense {
  readonly #codeOf: Int32Array;
  readonly #idOf: Int32Array;
  #size = 0;

  constructor(count: number) {
    this.#codeOf = new Int32Array(count).fill(-1);
    this.#idOf = new Int32Array(count);
  }

  code(id: number): number {
    if (this.#codeOf[id] === -1) {
      this.#codeOf[id] = this.#size;
      this.#idOf[this.#size++] = id;
    }
    return this.#codeOf[id]!;
  }

  /** The id of each code. */
  ids(): Int32Array<ArrayBuffer> {
    return this.#idOf.slice(0, this.#size);
  }
}

/** Whether a post can have several objects of this kind. */
export function isSet(object: string): boolean {
  const kind = kindOf(object);
  return object === MEDIA || (kind !== undefined && OBJECT_KINDS[kind].set);
}

/**
 * SQL: `(row, account, time_ms, value)`, one row for each post with an object of the kind; `value` is a list where the
 * kind is a set.
 * @throws PlumblineError PARAMETER (no such kind), NO_DATA (no such column).
 */
export function stagedObjects(posts: string, facts: StagedFacts, object: string): string {
  const fields = "row, account, time_ms";
  const kind = kindOf(object);
  if (kind !== undefined) {
    const { column } = OBJECT_KINDS[kind];
    return `SELECT ${fields}, ${column} AS value FROM ${posts} WHERE ${column} IS NOT NULL`;
  }
  if (object === MEDIA) {
    const cell = present(columnOf(facts, MEDIA));
    return `SELECT ${fields}, ${objectsInList("cell")} AS value FROM (SELECT ${fields}, ${cell} AS cell FROM ${posts})
             WHERE cell IS NOT NULL`;
  }
  if (!object.startsWith(COLUMN))
    throw new PlumblineError("PARAMETER", `There is no kind of object \`${object}\`.`, {
      hint: `Use ${OBJECT_NAMES.join(", ")} or column:NAME.`,
    });
  const value = present(columnOf(facts, object.slice(COLUMN.length)));
  return `SELECT ${fields}, value FROM (SELECT ${fields}, ${value} AS value FROM ${posts})
           WHERE value IS NOT NULL AND NOT ${ruinedBySpreadsheet("value")} AND ${whyNoSingleObject("value")} IS NULL`;
}

/**
 * SQL: `(row, value)` of the shares that an earlier row of the same post of the same account has made. A post that was collected
 * several times has several rows of one act.
 */
export function saidAgain(stagedPath: string, posts: string, facts: StagedFacts, object: string): string {
  const repeated = `SELECT row FROM read_parquet(${literal(join(stagedPath, REPEATS_FILE))}) WHERE kind = 1`;
  const value = isSet(object) ? "unnest(value)" : "value";
  return `SELECT row, value FROM (
    SELECT row, value, row_number() OVER (PARTITION BY post, account, value ORDER BY row) AS nth FROM (
      SELECT row, post, account, ${value} AS value FROM (${stagedObjects(posts, facts, object)})
        JOIN (SELECT row, post FROM ${posts} WHERE post IN (SELECT post FROM ${posts} WHERE row IN (${repeated}))) USING (row)))
    WHERE nth > 1`;
}

/** The staged column that holds the file's column of this name. */
function columnOf({ extra, mapping }: StagedFacts, name: string): string {
  if (extra.includes(name)) return extraColumn(extra.indexOf(name));
  const [field] = Object.entries(mapping).find(([, column]) => column === name) ?? [];
  if (field !== undefined && HELD_FIELDS.includes(field)) return field;
  throw new PlumblineError("NO_DATA", `The file has no column \`${name}\` that can be an object.`, {
    hint: `Columns: ${namesOf(extra)}.`,
  });
}

/** What is said where a file holds nothing of a kind. */
export function noObjects(object: string): PlumblineError {
  return new PlumblineError("NO_DATA", `The file holds no post with an object of the kind \`${object}\`.`, {
    hint: "Choose another object, or map its column.",
  });
}

/** Paths of the staged rows, in however many files. */
export async function stagedFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^posts.*\.parquet$/.test(name)).sort();
  return names.map((name) => join(folder, name));
}

/** SQL: the staged rows, in however many files; they are named, since a folder's name may look like a pattern. */
export async function stagedPosts(folder: string): Promise<string> {
  return stagedRows(await stagedFiles(folder));
}
