/**
 * The case log in one SQLite file (libsql), write-ahead log with `synchronous=FULL`: what `append` has returned is on
 * the disk. `secure_delete` overwrites purged bytes, and a purge empties the write-ahead log.
 */
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

/** A row as the file holds it; `body` and `salt` are NULL on a tombstone. */
export interface LogRow {
  readonly seq: number;
  readonly id: string;
  readonly leaf: Uint8Array;
  readonly salt: Uint8Array | null;
  readonly record: string | null;
}

/** What the driver returns: blobs as bare ArrayBuffers. */
interface RawRow extends Omit<LogRow, "leaf" | "salt"> {
  readonly leaf: ArrayBuffer;
  readonly salt: ArrayBuffer | null;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS log (
    seq    INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    leaf   BLOB NOT NULL,
    salt   BLOB,
    record TEXT
  ) STRICT`;
const SELECT_FROM = "SELECT seq, id, leaf, salt, record FROM log WHERE seq > ? ORDER BY seq";
const INSERT = "INSERT INTO log (seq, id, leaf, salt, record) VALUES (?, ?, ?, ?, ?)";
const BURY = "UPDATE log SET salt = NULL, record = NULL WHERE id = ? AND record IS NOT NULL";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Opens the file, or makes it. */
export function openLogFile(path: string): Database.Database {
  try {
    const db = new Database(path);
    db.exec("PRAGMA journal_mode = WAL");
    db.exec("PRAGMA synchronous = FULL");
    db.exec("PRAGMA secure_delete = ON");
    db.exec("PRAGMA busy_timeout = 5000");
    db.exec(SCHEMA);
    return db;
  } catch (cause) {
    throw storeError("The log cannot be opened.", path, cause);
  }
}

/** All rows after `seq`, in order. */
export function readRows(db: Database.Database, after = 0): LogRow[] {
  const rows = db.prepare(SELECT_FROM).all(after) as RawRow[];
  return rows.map((row) => ({
    ...row,
    leaf: new Uint8Array(row.leaf),
    salt: row.salt === null ? null : new Uint8Array(row.salt),
  }));
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
      for (const id of ids) bury.run(id);
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
      insert.run(this.#tree.size + 1, record.id, leaf, Buffer.from(salt), text);
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
      throw storeError("The log cannot be read.", this.#path, cause);
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

function emptyState(): LogState {
  const state = new LogState();
  state.addRoot(new MerkleTree().root());
  return state;
}

function parseRecord(row: LogRow, path: string): CaseRecord {
  const damaged = () =>
    new PlumblineError("CASE_DAMAGED", `Record ${row.seq} (${row.id}) cannot be read.`, { where: path });
  let record: CaseRecord;
  try {
    record = JSON.parse(row.record ?? "") as CaseRecord;
  } catch {
    throw damaged();
  }
  if (record.id !== row.id || !RECORD_TYPES.includes(record.type) || typeOfRef(row.id) !== record.type)
    throw damaged();
  return record;
}
