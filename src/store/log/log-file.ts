/**
 * The file of a log, as SQLite (libsql) holds it: one table of rows, which are read as bytes and decoded here. Whatever else the file
 * holds is refused.
 */
import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { PlumblineError } from "../../errors.ts";
import { inOneLine, loose, schemaOf } from "../sqlite-schema.ts";

/** A row as the file holds it; `record` and `salt` are NULL on a tombstone. */
export interface LogRow {
  readonly seq: number;
  /** With a replacement character for what is no UTF-8: only to be compared and named. */
  readonly id: string;
  readonly leaf: Uint8Array;
  readonly salt: Uint8Array | null;
  /** UTF-8, if the file is whole. */
  readonly record: Uint8Array | null;
}

/** What the driver returns: blobs as bare ArrayBuffers. Text is never asked for: what is no UTF-8 would end the process. */
interface RawRow {
  readonly seq: number;
  readonly id: ArrayBuffer | null;
  readonly leaf: ArrayBuffer | null;
  readonly salt: ArrayBuffer | null;
  readonly record: ArrayBuffer | null;
  readonly size: number | null;
}

const SCHEMA = `
  CREATE TABLE log (
    seq    INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    leaf   BLOB NOT NULL,
    salt   BLOB,
    record TEXT
  ) STRICT`;
/** Rows that are read at a time, and the most bytes of one record: a damaged file may say that it has any number. */
const BATCH = 1000;
const MAX_RECORD = 1 << 26;
const blob = (column: string) =>
  `CASE WHEN octet_length(${column}) <= ${MAX_RECORD} THEN CAST(${column} AS BLOB) END AS ${column}`;
const SELECT_FROM = `SELECT seq, ${["id", "leaf", "salt", "record"].map(blob).join(", ")}, octet_length(record) AS size
  FROM log WHERE seq > ? ORDER BY seq LIMIT ${BATCH}`;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Opens the file, or makes it.
 * @throws PlumblineError CASE_DAMAGED for a file without records or with anything beside them; CASE_BUSY, STORE.
 */
export function openLogFile(path: string): Database.Database {
  const found = statSync(path, { throwIfNoEntry: false });
  refuseEmpty(found?.size, path);
  if (found !== undefined) refuseUnwritable(path);
  let db: Database.Database | undefined;
  try {
    db = new Database(path);
    db.exec("PRAGMA busy_timeout = 5000");
    db.exec("PRAGMA trusted_schema = OFF");
    if (found !== undefined) checkSchema(db, path);
    db.exec("PRAGMA journal_mode = WAL");
    db.exec("PRAGMA synchronous = FULL");
    db.exec("PRAGMA secure_delete = ON");
    if (found === undefined) db.exec(SCHEMA);
    return db;
  } catch (cause) {
    db?.close();
    throw cause instanceof PlumblineError ? cause : storeError("The log cannot be opened.", path, cause);
  }
}

/** SQLite opens what it cannot write, and says so at the first record. @throws PlumblineError STORE */
function refuseUnwritable(path: string): void {
  try {
    for (const place of [path, dirname(path)]) accessSync(place, constants.W_OK);
  } catch (cause) {
    throw new PlumblineError("STORE", "The log cannot be written.", { where: path, cause });
  }
}

/** @throws PlumblineError CASE_DAMAGED for a log of no bytes; none at all is another thing. */
export function refuseEmpty(bytes: number | undefined, path: string): void {
  if (bytes === 0)
    throw new PlumblineError("CASE_DAMAGED", "The log is an empty file: its records are gone.", {
      where: path,
    });
}

/**
 * A log is one table and nothing else: a trigger could swallow or change what is written, a view could stand in its place.
 * @throws PlumblineError CASE_DAMAGED
 */
export function checkSchema(db: Database.Database, path: string): void {
  const all = schemaOf(db);
  const expected = [`table log ${inOneLine(SCHEMA)}`, "index sqlite_autoindex_log_1 "];
  const strange = all.find((one) => !expected.includes(one));
  const why =
    strange === undefined
      ? all.length === expected.length
        ? undefined
        : "The file holds no table of records."
      : `The file holds something beside records: ${strange.slice(0, 60)}.`;
  if (why !== undefined) throw new PlumblineError("CASE_DAMAGED", why, { where: path });
}

/**
 * All rows after `seq`, in order.
 * @throws PlumblineError CASE_DAMAGED
 */
export function readRows(db: Database.Database, after = 0): LogRow[] {
  const select = db.prepare(SELECT_FROM);
  const rows: LogRow[] = [];
  for (let last = after; ;) {
    const batch = select.all(last) as RawRow[];
    for (const row of batch) {
      // A tree that was damaged may lead in a circle.
      if (!(row.seq > last))
        throw new PlumblineError("CASE_DAMAGED", `After record ${last} the order is lost.`);
      last = row.seq;
      rows.push(rowOf(row));
    }
    if (batch.length < BATCH) return rows;
  }
}

function rowOf({ seq, id, leaf, salt, record, size }: RawRow): LogRow {
  if (size !== null && record === null)
    throw new PlumblineError("CASE_DAMAGED", `Record ${seq} is longer than a record can be.`);
  return {
    seq,
    id: loose(id),
    leaf: new Uint8Array(leaf ?? []),
    salt: salt === null ? null : new Uint8Array(salt),
    record: record === null ? null : new Uint8Array(record),
  };
}

/** What SQLite itself finds wrong in the file, its index included; undefined if nothing. */
export function integrityFault(db: Database.Database): string | undefined {
  const [first] = db
    .prepare("SELECT CAST(integrity_check AS BLOB) AS said FROM pragma_integrity_check(1)")
    .all() as { said: ArrayBuffer | null }[];
  const said = loose(first?.said ?? null);
  return said === "ok" ? undefined : said.replaceAll(/\s+/g, " ").slice(0, 200);
}

/** The text of a record; undefined if it is not UTF-8. */
export function textOf(record: Uint8Array): string | undefined {
  try {
    return decoder.decode(record);
  } catch {
    return undefined;
  }
}

export function storeError(what: string, where: string, cause: unknown): PlumblineError {
  const text = cause instanceof Error ? cause.message : "";
  if (/busy|locked/i.test(text))
    return new PlumblineError("CASE_BUSY", "The log is locked.", { where, cause });
  if (/malformed|not a database|corrupt/i.test(text))
    return new PlumblineError("CASE_DAMAGED", "The log file is damaged.", { where, cause });
  return new PlumblineError("STORE", what, { where, cause });
}
