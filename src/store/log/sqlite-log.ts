/**
 * The case log in one SQLite file (libsql), write-ahead log with `synchronous=FULL`: what `append` has returned is on
 * the disk. `secure_delete` overwrites purged bytes, and a purge empties the write-ahead log.
 */
import type Database from "libsql";
import { PlumblineError } from "../../errors.ts";
import { canonicalJson } from "../../model/canonical.ts";
import type { Effects } from "../../model/effects.ts";
import type { Marking } from "../../model/marking.ts";
import { leafOfText, SALT_BYTES } from "../../model/merkle.ts";
import type { CaseRecord } from "../../model/records.ts";
import type { RecordType } from "../../model/refs.ts";
import type { CaseLog, IssuedDraft, LogEntry } from "./case-log.ts";
import { foldInAndClose } from "../fold-in.ts";
import { checkSchema, openLogFile, readRows, storeError } from "./log-file.ts";
import type { LogRow } from "./log-file.ts";
import { hex, LogImage } from "./log-image.ts";

const INSERT = "INSERT INTO log (seq, id, leaf, salt, record) VALUES (?, ?, ?, ?, ?)";
const BURY = "UPDATE log SET salt = NULL, record = NULL WHERE id = ? AND record IS NOT NULL";

export class SqliteLog implements CaseLog {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #effects: Effects;
  #image = new LogImage();
  readonly #issued = new Set<string>();

  private constructor(db: Database.Database, path: string, effects: Effects) {
    this.#db = db;
    this.#path = path;
    this.#effects = effects;
  }

  static open(path: string, effects: Effects): SqliteLog {
    const log = new SqliteLog(openLogFile(path), path, effects);
    try {
      log.#catchUp();
      return log;
    } catch (error) {
      log.#db.close();
      throw error;
    }
  }

  async size(): Promise<number> {
    this.#catchUp();
    return this.#image.tree.size;
  }

  async root(): Promise<string> {
    this.#catchUp();
    return this.#image.tree.root();
  }

  issueId(type: RecordType): string {
    let id = this.#effects.id(type);
    while (this.#image.state.has(id) || this.#issued.has(id)) id = this.#effects.id(type);
    this.#issued.add(id);
    return id;
  }

  async entries(): Promise<readonly LogEntry[]> {
    this.#catchUp();
    return this.#image.entries;
  }

  async marking(id: string): Promise<Marking | undefined> {
    this.#catchUp();
    return this.#image.state.marking(id);
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
        const entry = this.#image.entries.find((candidate) => candidate.id === id);
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
    foldInAndClose(this.#db);
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
      admit?.(this.#image.entries);
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
    const { state, tree } = this.#image;
    return drafts.map((draft) => {
      // The log's clock never runs backwards, whatever the machine's does.
      const at = now < state.lastAt ? state.lastAt : now;
      // Parsing what is written drops `undefined` and freezes the record as plain data.
      const text = canonicalJson({ ...draft, at });
      const record = JSON.parse(text) as CaseRecord;
      state.accept(record);
      const salt = this.#effects.salt();
      if (salt.length !== SALT_BYTES) throw new PlumblineError("INTERNAL", `A salt has ${SALT_BYTES} bytes.`);
      const leaf = leafOfText(salt, text);
      const seq = tree.size + 1;
      changedOne(insert.run(seq, record.id, leaf, Buffer.from(salt), text), this.#path);
      this.#image.push({ seq, id: record.id, leaf: hex(leaf), salt: hex(salt), record }, leaf);
      return record;
    });
  }

  /** Takes in what another process has appended; what it destroyed is not kept here either. */
  #catchUp(): void {
    const read = this.#image.tree.size;
    if (this.#takeIn() && read > 0) this.#reload();
  }

  /** @returns whether a record was destroyed, as it says */
  #takeIn(): boolean {
    let rows: LogRow[];
    try {
      rows = readRows(this.#db, this.#image.tree.size);
    } catch (cause) {
      throw cause instanceof PlumblineError
        ? cause
        : storeError("The log cannot be read.", this.#path, cause);
    }
    return this.#image.take(rows, this.#path);
  }

  #reload(): void {
    this.#image = new LogImage();
    this.#takeIn();
  }
}

/** What is acknowledged was written. */
function changedOne({ changes }: Database.RunResult, where: string): void {
  if (changes !== 1) throw new PlumblineError("CASE_DAMAGED", "The log did not take a record.", { where });
}
