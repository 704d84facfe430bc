/**
 * The case log in one SQLite file (libsql), write-ahead log with `synchronous=FULL`: what `append` has returned is on
 * the disk. `secure_delete` overwrites purged bytes, and a purge empties the write-ahead log.
 */
import { statSync } from "node:fs";
import Database from "libsql";
import { PlumblineError } from "../../errors.ts";
import { canonicalJson } from "../../model/canonical.ts";
import type { Effects } from "../../model/effects.ts";
import type { Marking } from "../../model/marking.ts";
import { leafOfText, MerkleTree, SALT_BYTES } from "../../model/merkle.ts";
import type { CaseRecord } from "../../model/records.ts";
import { RECORD_TYPES, typeOfRef } from "../../model/refs.ts";
import type { RecordType } from "../../model/refs.ts";
import type { CaseLog, IssuedDraft, LogEntry } from "./case-log.ts";
import { LogState } from "./index-state.ts";

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
/** What the file holds beside rows: the one table and the index that comes with it. */
const SELECT_SCHEMA =
  "SELECT CAST(type AS BLOB) AS type, CAST(name AS BLOB) AS name, CAST(sql AS BLOB) AS sql FROM sqlite_master ORDER BY name LIMIT 9";
const INSERT = "INSERT INTO log (seq, id, leaf, salt, record) VALUES (?, ?, ?, ?, ?)";
const BURY = "UPDATE log SET salt = NULL, record = NULL WHERE id = ? AND record IS NOT NULL";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const loose = (bytes: ArrayBuffer | null) => (bytes === null ? "" : Buffer.from(bytes).toString("utf8"));
const plain = (sql: string) => sql.replaceAll(/\s+/g, " ").trim();

/**
 * Opens the file, or makes it.
 * @throws PlumblineError CASE_DAMAGED for a file without records or with anything beside them; CASE_BUSY, STORE.
 */
export function openLogFile(path: string): Database.Database {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.size === 0)
    throw new PlumblineError("CASE_DAMAGED", "The log is an empty file: its records are gone.", {
      where: path,
    });
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

/**
 * A log is one table and nothing else: a trigger could swallow or change what is written, a view could stand in its place.
 * @throws PlumblineError CASE_DAMAGED
 */
function checkSchema(db: Database.Database, path: string): void {
  const found = db.prepare(SELECT_SCHEMA).all() as Record<"type" | "name" | "sql", ArrayBuffer | null>[];
  const all = found.map(({ type, name, sql }) => [loose(type), loose(name), plain(loose(sql))].join(" "));
  const expected = [`table log ${plain(SCHEMA)}`, "index sqlite_autoindex_log_1 "];
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

function storeError(what: string, where: string, cause: unknown): PlumblineError {
  const text = cause instanceof Error ? cause.message : "";
  if (/busy|locked/i.test(text))
    return new PlumblineError("CASE_BUSY", "The log is locked.", { where, cause });
  if (/malformed|not a database|corrupt/i.test(text))
    return new PlumblineError("CASE_DAMAGED", "The log file is damaged.", { where, cause });
  return new PlumblineError("STORE", what, { where, cause });
}

export class SqliteLog implements CaseLog {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #effects: Effects;
  #entries: LogEntry[] = [];
  #state = emptyState();
  #tree = new MerkleTree();
  readonly #issued = new Set<string>();

  private constructor(db: Database.Database, path: string, effects: Effects) {
    this.#db = db;
    this.#path = path;
    this.#effects = effects;
  }

  static open(path: string, effects: Effects): SqliteLog {
    const log = new SqliteLog(openLogFile(path), path, effects);
    log.#catchUp();
    return log;
  }

  async size(): Promise<number> {
    this.#catchUp();
    return this.#tree.size;
  }

  async root(): Promise<string> {
    this.#catchUp();
    return this.#tree.root();
  }

  issueId(type: RecordType): string {
    let id = this.#effects.id(type);
    while (this.#state.has(id) || this.#issued.has(id)) id = this.#effects.id(type);
    this.#issued.add(id);
    return id;
  }

  async entries(): Promise<readonly LogEntry[]> {
    this.#catchUp();
    return this.#entries;
  }

  async marking(id: string): Promise<Marking | undefined> {
    this.#catchUp();
    return this.#state.marking(id);
  }

  async append(
    drafts: readonly IssuedDraft[],
    admit?: (entries: readonly LogEntry[]) => void,
  ): Promise<readonly CaseRecord[]> {
    return this.#transaction(() => this.#appendRows(drafts), admit);
  }

  async purge(ids: readonly string[], claim: (id: string, leaf: string) => IssuedDraft): Promise<void> {
    this.#transaction(() => {
      const drafts = ids.map((id) => {
        const entry = this.#entries.find((candidate) => candidate.id === id);
        if (entry?.record === undefined)
          throw new PlumblineError("NOT_FOUND", "There is no such record, or it was purged.", { where: id });
        return claim(id, entry.leaf);
      });
      this.#appendRows(drafts);
      const bury = this.#db.prepare(BURY);
      for (const id of ids) changedOne(bury.run(id), this.#path);
    });
    this.#db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    this.#db.exec("VACUUM");
    this.#db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    this.#reload();
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  /** Runs `admit` and `work` with the write lock held and the newest rows read; all of it is kept, or nothing. */
  #transaction<T>(work: () => T, admit?: (entries: readonly LogEntry[]) => void): T {
    try {
      this.#db.exec("BEGIN IMMEDIATE");
    } catch (cause) {
      throw storeError("The log cannot be written.", this.#path, cause);
    }
    let begun = false;
    try {
      checkSchema(this.#db, this.#path);
      this.#catchUp();
      admit?.(this.#entries);
      begun = true;
      const result = work();
      this.#db.exec("COMMIT");
      return result;
    } catch (cause) {
      if (this.#db.inTransaction) this.#db.exec("ROLLBACK");
      // What was refused before anything was written leaves the log as it was read.
      if (begun) this.#reload();
      throw cause instanceof PlumblineError
        ? cause
        : storeError("The log cannot be written.", this.#path, cause);
    }
  }

  #appendRows(drafts: readonly IssuedDraft[]): CaseRecord[] {
    const insert = this.#db.prepare(INSERT);
    const now = this.#effects.now();
    return drafts.map((draft) => {
      // The log's clock never runs backwards, whatever the machine's does.
      const at = now < this.#state.lastAt ? this.#state.lastAt : now;
      // Parsing what is written drops `undefined` and freezes the record as plain data.
      const text = canonicalJson({ ...draft, at });
      const record = JSON.parse(text) as CaseRecord;
      this.#state.accept(record);
      const salt = this.#effects.salt();
      if (salt.length !== SALT_BYTES) throw new PlumblineError("INTERNAL", `A salt has ${SALT_BYTES} bytes.`);
      const leaf = leafOfText(salt, text);
      changedOne(insert.run(this.#tree.size + 1, record.id, leaf, Buffer.from(salt), text), this.#path);
      this.#push({ seq: this.#tree.size + 1, id: record.id, leaf: hex(leaf), salt: hex(salt), record }, leaf);
      return record;
    });
  }

  #push(entry: LogEntry, leaf: Uint8Array): void {
    this.#entries.push(entry);
    this.#tree.add(leaf);
    this.#state.addRoot(this.#tree.root());
  }

  /** Takes in what another process has appended. */
  #catchUp(): void {
    let rows: LogRow[];
    try {
      rows = readRows(this.#db, this.#tree.size);
    } catch (cause) {
      throw cause instanceof PlumblineError
        ? cause
        : storeError("The log cannot be read.", this.#path, cause);
    }
    for (const row of rows) {
      const record = row.record === null ? undefined : parseRecord(row, this.#path);
      if (record === undefined) this.#state.acceptPurged(row.id);
      else this.#state.remember(record);
      const salt = row.salt === null ? undefined : hex(row.salt);
      this.#push({ seq: row.seq, id: row.id, leaf: hex(row.leaf), salt, record }, row.leaf);
    }
  }

  #reload(): void {
    this.#entries = [];
    this.#state = emptyState();
    this.#tree = new MerkleTree();
    this.#catchUp();
  }
}

/** What is acknowledged was written. */
function changedOne({ changes }: Database.RunResult, where: string): void {
  if (changes !== 1) throw new PlumblineError("CASE_DAMAGED", "The log did not take a record.", { where });
}

function emptyState(): LogState {
  const state = new LogState();
  state.addRoot(new MerkleTree().root());
  return state;
}

/** @throws PlumblineError CASE_DAMAGED */
function parseRecord(row: LogRow, path: string): CaseRecord {
  const damaged = () =>
    new PlumblineError("CASE_DAMAGED", `Record ${row.seq} (${row.id}) cannot be read.`, { where: path });
  let record: CaseRecord;
  try {
    record = JSON.parse(textOf(row.record!) ?? "") as CaseRecord;
  } catch {
    throw damaged();
  }
  if (record?.id !== row.id || !RECORD_TYPES.includes(record.type) || typeOfRef(row.id) !== record.type)
    throw damaged();
  return record;
}
