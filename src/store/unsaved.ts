/**
 * Text that people have typed and not recorded, in one SQLite file (libsql) beside the log that only its owner can read. It
 * is no part of the case: no record, in no log, edition or backup. The file is made when somebody first keeps something.
 * A rollback journal and `secure_delete`: what is removed is overwritten, and no write-ahead log keeps a second copy.
 */
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "libsql";
import { PlumblineError } from "../errors.ts";
import type { Marking } from "../model/marking.ts";

export interface UnsavedText {
  /** Name of the form, such as `position jdg_1 pty_2`. */
  readonly key: string;
  readonly marking: Marking;
  readonly form: Readonly<Record<string, string>>;
  /** Names this state of the text; chosen by its author. */
  readonly revision: string;
  /** ISO 8601 UTC with milliseconds. */
  readonly savedAt: string;
}

/** What became of a text that was to be kept. `changed`: another state of it is there than the one it was written on. */
export type Put = "kept" | "changed" | "over a limit";

/** How much one person may keep in one case. */
export interface UnsavedLimits {
  readonly texts: number;
  /** UTF-8 bytes of all texts together, each as JSON. */
  readonly bytes: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS unsaved (
    author TEXT NOT NULL, key TEXT NOT NULL, saved_at TEXT NOT NULL, marking TEXT NOT NULL, form TEXT NOT NULL,
    revision TEXT NOT NULL DEFAULT '', PRIMARY KEY (author, key)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS secret (hex TEXT NOT NULL) STRICT;
`;
/** Files of earlier versions have no revisions: their texts are at the empty one. */
const ADD_REVISION = "ALTER TABLE unsaved ADD COLUMN revision TEXT NOT NULL DEFAULT ''";
const SECRET_BYTES = 32;

interface Row {
  readonly author: string;
  readonly key: string;
  readonly saved_at: string;
  readonly marking: string;
  readonly form: string;
  readonly revision: string;
}

export class UnsavedStore {
  readonly #path: string;
  readonly #readOnly: boolean;
  #db: Database.Database | undefined;
  #secret = randomBytes(SECRET_BYTES).toString("hex");

  /**
   * @param folder of the case
   * @param readOnly what is kept is shown, and stays as it is
   */
  constructor(folder: string, readOnly = false) {
    this.#path = join(folder, "unsaved.db");
    this.#readOnly = readOnly;
  }

  /** One author's texts, in order of key. @throws PlumblineError STORE, as all of these. */
  list(author: string): readonly UnsavedText[] {
    return this.#there(
      (db) => db.prepare("SELECT * FROM unsaved WHERE author = ? ORDER BY key").all(author) as Row[],
      [],
    ).map((row) => ({
      key: row.key,
      marking: JSON.parse(row.marking) as Marking,
      form: JSON.parse(row.form) as Record<string, string>,
      revision: row.revision,
      savedAt: row.saved_at,
    }));
  }

  /**
   * Keeps a text in the place of the author's earlier one of that key, if that is the one it was written on. A text that is there
   * already at its own revision is kept once more: an answer was lost.
   * @param was revision that it was written on; null for none
   */
  put(author: string, text: UnsavedText, was: string | null, limits: UnsavedLimits): Put {
    const form = JSON.stringify(text.form);
    return this.#guarded((db) =>
      db
        .transaction((): Put => {
          const there = revisionOf(db, author, text.key);
          if (there !== was && there !== text.revision) return "changed";
          const { texts, bytes } = db
            .prepare(
              "SELECT count(*) AS texts, coalesce(sum(octet_length(form)), 0) AS bytes FROM unsaved WHERE author = ? AND key <> ?",
            )
            .get(author, text.key) as { texts: number; bytes: number };
          if (texts >= limits.texts || bytes + Buffer.byteLength(form) > limits.bytes) return "over a limit";
          db.prepare(
            "INSERT OR REPLACE INTO unsaved (author, key, saved_at, marking, form, revision) VALUES (?, ?, ?, ?, ?, ?)",
          ).run(author, text.key, text.savedAt, JSON.stringify(text.marking), form, text.revision);
          return "kept";
        })
        .immediate(),
    );
  }

  /**
   * Removes a text, one that is not there, too.
   * @param was only if it is at this revision
   * @returns false, and it stays, if it is at another
   */
  remove(author: string, key: string, was?: string): boolean {
    if (this.#readOnly) return true;
    return this.#there(
      (db) =>
        db
          .transaction(() => {
            const there = revisionOf(db, author, key);
            if (was !== undefined && there !== null && there !== was) return false;
            db.prepare("DELETE FROM unsaved WHERE author = ? AND key = ?").run(author, key);
            return true;
          })
          .immediate(),
      true,
    );
  }

  /**
   * Random bytes, in hexadecimal, that belong to this file, made when they are first asked for. Where nothing can be written they are those of this
   * program: no text is kept then that another one could give back.
   */
  secret(): string {
    try {
      this.#secret = this.#guarded((db) => this.#secretIn(db));
    } catch (error) {
      if (!(error instanceof PlumblineError)) throw error;
    }
    return this.#secret;
  }

  #secretIn(db: Database.Database): string {
    const known = () =>
      (db.prepare("SELECT hex FROM secret").get() as { readonly hex: string } | undefined)?.hex;
    return (
      known() ??
      db
        .transaction(() => {
          if (known() === undefined) db.prepare("INSERT INTO secret VALUES (?)").run(this.#secret);
          return known()!;
        })
        .immediate()
    );
  }

  /** Removes what was last saved before a time, and everything of authors who may not stay. */
  sweep(before: string, stays: (author: string) => boolean): void {
    if (this.#readOnly) return;
    this.#there((db) => {
      db.prepare("DELETE FROM unsaved WHERE saved_at < ?").run(before);
      const authors = db.prepare("SELECT DISTINCT author FROM unsaved").all() as Pick<Row, "author">[];
      for (const { author } of authors)
        if (!stays(author)) db.prepare("DELETE FROM unsaved WHERE author = ?").run(author);
    });
  }

  /** Destroys everything; the file is compacted. */
  clear(): void {
    this.#there((db) => db.exec("DELETE FROM unsaved; VACUUM;"));
  }

  close(): void {
    this.#db?.close();
    this.#db = undefined;
  }

  /** Nothing is read from a file that is not there, and none is made for it. */
  #there<T>(work: (db: Database.Database) => T, none?: T): T {
    if (this.#db === undefined && !existsSync(this.#path)) return none as T;
    return this.#guarded(work);
  }

  #guarded<T>(work: (db: Database.Database) => T): T {
    try {
      this.#db ??= this.#open();
      return work(this.#db);
    } catch (cause) {
      throw new PlumblineError("STORE", "What is typed cannot be kept on the server.", {
        where: this.#path,
        cause,
      });
    }
  }

  #open(): Database.Database {
    if (this.#readOnly) return new Database(`${pathToFileURL(this.#path).href}?immutable=1`);
    if (!existsSync(this.#path)) closeSync(openSync(this.#path, "a", 0o600));
    const db = new Database(this.#path);
    db.exec("PRAGMA busy_timeout = 5000");
    db.exec("PRAGMA synchronous = FULL");
    db.exec("PRAGMA secure_delete = ON");
    db.exec(SCHEMA);
    const columns = db.prepare("PRAGMA table_info(unsaved)").all() as { readonly name: string }[];
    if (!columns.some(({ name }) => name === "revision")) db.exec(ADD_REVISION);
    return db;
  }
}

function revisionOf(db: Database.Database, author: string, key: string): string | null {
  const row = db.prepare("SELECT revision FROM unsaved WHERE author = ? AND key = ?").get(author, key);
  return row === undefined ? null : (row as Pick<Row, "revision">).revision;
}
