/**
 * Text that people have typed and not recorded, in one SQLite file (libsql) beside the log that only its owner can read. It
 * is no part of the case: no record, in no log, edition or backup. The file is made when somebody first keeps something.
 * A rollback journal and `secure_delete`: what is removed is overwritten, and no write-ahead log keeps a second copy.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, closeSync, existsSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "libsql";
import { z } from "zod";
import { PlumblineError } from "../errors.ts";
import { markingSchema } from "../model/marking.ts";
import type { Marking } from "../model/marking.ts";
import { instantSchema } from "../model/time.ts";
import { inOneLine, loose, schemaOf } from "./sqlite-schema.ts";

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

const REVISION = "revision TEXT NOT NULL DEFAULT ''";
const UNSAVED = `TABLE unsaved (
  author TEXT NOT NULL, key TEXT NOT NULL, saved_at TEXT NOT NULL, marking TEXT NOT NULL, form TEXT NOT NULL,
  ${REVISION}, PRIMARY KEY (author, key)
) STRICT`;
const SECRET = "TABLE secret (hex TEXT NOT NULL) STRICT";
const SCHEMA = [UNSAVED, SECRET]
  .map((table) => `CREATE ${table.replace("TABLE", "TABLE IF NOT EXISTS")};`)
  .join("");
/** Files of earlier versions have no revisions: their texts are at the empty one. */
const EARLIER = UNSAVED.replace(`${REVISION}, `, "");
/** All that may lie in the file. */
const EXPECTED = [
  ...[UNSAVED, EARLIER].map((table) => `table unsaved ${inOneLine(`CREATE ${table}`)}`),
  `table secret CREATE ${inOneLine(SECRET)}`,
  "index sqlite_autoindex_unsaved_1 ",
];
const SECRET_BYTES = 32;
const HEX_256 = /^[0-9a-f]{64}$/;

/** Text is asked for as bytes: what is no UTF-8 would end the process. */
const blob = (column: string) => `CAST(${column} AS BLOB) AS ${column}`;
const COLUMNS = ["key", "saved_at", "marking", "form", "revision"] as const;
type Row = Record<(typeof COLUMNS)[number], ArrayBuffer>;
/** Somebody else may have made the file: no more is read than we keep for one person. */
const MOST_TEXTS = 200;
const MOST_BYTES = 1 << 20;
const SELECT_TEXTS = `SELECT ${COLUMNS.map(blob).join(", ")} FROM unsaved
  WHERE author = ? AND ${COLUMNS.map((column) => `octet_length(${column}) <= ${MOST_BYTES}`).join(" AND ")}
  ORDER BY key LIMIT ${MOST_TEXTS}`;
const rowSchema = z.strictObject({
  key: z.string(),
  savedAt: instantSchema,
  marking: markingSchema,
  form: z.record(z.string(), z.string()),
  revision: z.string(),
});
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a row, or none: what we have not written is nobody's. */
function textIn(row: Row): readonly UnsavedText[] {
  try {
    const [key, savedAt, marking, form, revision] = COLUMNS.map((column) => decoder.decode(row[column]));
    const text = { key, savedAt, marking: JSON.parse(marking!), form: JSON.parse(form!), revision };
    return [rowSchema.parse(text)];
  } catch {
    return [];
  }
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
    return this.#there((db) => db.prepare(SELECT_TEXTS).all(author) as Row[], []).flatMap(textIn);
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
    const known = () => {
      const row = db.prepare(`SELECT ${blob("hex")} FROM secret WHERE octet_length(hex) = 64`).get();
      const hex = loose((row as { readonly hex: ArrayBuffer } | undefined)?.hex ?? null);
      return HEX_256.test(hex) ? hex : undefined;
    };
    return (
      known() ??
      db
        .transaction(() => {
          if (known() === undefined) {
            db.exec("DELETE FROM secret");
            db.prepare("INSERT INTO secret VALUES (?)").run(this.#secret);
          }
          return known()!;
        })
        .immediate()
    );
  }

  /**
   * Removes what was last saved before a time, and everything of authors who may not stay.
   * @param lasting how the names of texts begin that no time removes
   */
  sweep(before: string, stays: (author: string) => boolean, lasting: readonly string[]): void {
    if (this.#readOnly) return;
    this.#there((db) => {
      const passing = lasting.map(() => " AND substr(key, 1, length(?)) <> ?").join("");
      const names = lasting.flatMap((name) => [name, name]);
      db.prepare(`DELETE FROM unsaved WHERE saved_at < ?${passing}`).run(before, ...names);
      const authors = db.prepare("SELECT DISTINCT hex(author) AS hex FROM unsaved").all() as {
        hex: string;
      }[];
      const remove = db.prepare("DELETE FROM unsaved WHERE hex(author) = ?");
      for (const { hex } of authors) if (!stays(Buffer.from(hex, "hex").toString("utf8"))) remove.run(hex);
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
      if (cause instanceof PlumblineError) throw cause;
      throw new PlumblineError("STORE", "What is typed cannot be kept on the server.", {
        where: this.#path,
        cause,
      });
    }
  }

  /** @throws PlumblineError CASE_DAMAGED for a file that holds something else than texts. */
  #open(): Database.Database {
    const db = this.#readOnly
      ? new Database(`${pathToFileURL(this.#path).href}?immutable=1`)
      : new Database(this.#ownersAlone());
    try {
      db.exec("PRAGMA busy_timeout = 5000");
      db.exec("PRAGMA trusted_schema = OFF");
      const found = schemaOf(db);
      const strange = found.find((one) => !EXPECTED.includes(one));
      if (strange !== undefined)
        throw new PlumblineError(
          "CASE_DAMAGED",
          `The file of what is typed holds something else: ${strange.slice(0, 60)}.`,
          { where: this.#path },
        );
      if (this.#readOnly) return db;
      db.exec("PRAGMA synchronous = FULL");
      db.exec("PRAGMA secure_delete = ON");
      db.exec(SCHEMA);
      if (found.includes(EXPECTED[1]!)) db.exec(`ALTER TABLE unsaved ADD COLUMN ${REVISION}`);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Makes the file, or takes from others what they may do with it. @returns its path */
  #ownersAlone(): string {
    if (!existsSync(this.#path)) closeSync(openSync(this.#path, "a", 0o600));
    else if ((statSync(this.#path).mode & 0o077) !== 0) chmodSync(this.#path, 0o600);
    return this.#path;
  }
}

/** The state of a text, or null without one. What is no UTF-8 is no state that anybody can name. */
function revisionOf(db: Database.Database, author: string, key: string): string | null {
  const row = db
    .prepare(`SELECT ${blob("revision")} FROM unsaved WHERE author = ? AND key = ?`)
    .get(author, key) as Pick<Row, "revision"> | undefined;
  return row === undefined ? null : loose(row.revision);
}
