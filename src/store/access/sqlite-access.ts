/**
 * Accounts, sessions and the access log in one SQLite file (libsql) that only its owner can read. Write-ahead log with
 * `synchronous=FULL`; triggers refuse to change or delete a line of the access log.
 */
import { closeSync, existsSync, openSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import Database from "libsql";
import { PlumblineError } from "../../errors.ts";
import type { AccessLine, Membership, Role } from "../../model/access.ts";
import type { Tlp } from "../../model/marking.ts";
import { recordOf } from "../../model/refs.ts";
import { foldInAndClose } from "../fold-in.ts";
import { foldName } from "./access-store.ts";
import type { AccessQuery, AccessStore, StoredAccount, StoredSession } from "./access-store.ts";

const OTHERS = 0o077;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS account (
    folded TEXT PRIMARY KEY, name TEXT NOT NULL, display TEXT NOT NULL,
    administrator INTEGER NOT NULL, disabled INTEGER NOT NULL,
    salt BLOB NOT NULL, hash BLOB NOT NULL, n INTEGER NOT NULL, r INTEGER NOT NULL, p INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS membership (
    folded TEXT NOT NULL REFERENCES account, "case" TEXT NOT NULL,
    organisations TEXT NOT NULL, roles TEXT NOT NULL, ceiling TEXT NOT NULL, need_to_know TEXT NOT NULL,
    PRIMARY KEY (folded, "case")
  ) STRICT;
  CREATE TABLE IF NOT EXISTS attempt (
    folded TEXT PRIMARY KEY, attempts INTEGER NOT NULL, last TEXT NOT NULL, until TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS session (
    token_hash TEXT PRIMARY KEY, person TEXT NOT NULL, created TEXT NOT NULL, last_seen TEXT NOT NULL,
    expires TEXT NOT NULL, revoked INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS line (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, person TEXT NOT NULL, "case" TEXT NOT NULL, what TEXT NOT NULL,
    record TEXT, ref TEXT, organisation TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS line_of_record ON line ("case", record);
  CREATE TRIGGER IF NOT EXISTS line_stays BEFORE UPDATE ON line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER IF NOT EXISTS line_remains BEFORE DELETE ON line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

interface AccountRow {
  readonly name: string;
  readonly display: string;
  readonly administrator: number;
  readonly disabled: number;
  readonly salt: ArrayBuffer;
  readonly hash: ArrayBuffer;
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

interface MembershipRow {
  readonly case: string;
  readonly organisations: string;
  readonly roles: string;
  readonly ceiling: Tlp;
  readonly need_to_know: string;
}

interface SessionRow {
  readonly token_hash: string;
  readonly person: string;
  readonly created: string;
  readonly last_seen: string;
  readonly expires: string;
  readonly revoked: number;
}

interface LineRow {
  readonly at: string;
  readonly person: string;
  readonly case: string;
  readonly what: string;
  readonly ref: string | null;
  readonly organisation: string | null;
}

/** Is it in the folder of a case or anywhere below, whatever links lead there? */
function liesInCase(path: string): boolean {
  const real = existsSync(path) ? dirname(realpathSync(path)) : resolve(dirname(path));
  for (let folder = existsSync(real) ? realpathSync(real) : real; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "log.db"))) return true;
    if (folder === dirname(folder)) return false;
  }
}

/** Makes the file with the right mode before anything is written, or checks the mode it has. */
function claimFile(path: string, create: boolean): void {
  if (liesInCase(path))
    throw new PlumblineError("USAGE", "The file of accounts lies in the folder of a case.", {
      where: path,
      hint: "Keep it outside every case: who may read a case must not be part of it.",
    });
  try {
    if (!existsSync(path)) {
      if (!create)
        throw new PlumblineError("FILE_MISSING", "There is no file of accounts here.", {
          where: path,
          setting: "accounts",
          hint: "Make one with a first account.",
        });
      closeSync(openSync(path, "wx", 0o600));
    }
    if ((statSync(path).mode & OTHERS) !== 0)
      throw new PlumblineError("STORE", "Others than its owner can read the file of accounts.", {
        where: path,
        hint: "Take the permission away: chmod 600.",
      });
  } catch (cause) {
    throw cause instanceof PlumblineError
      ? cause
      : new PlumblineError("STORE", "The file of accounts cannot be made.", { where: path, cause });
  }
}

export class SqliteAccess implements AccessStore {
  readonly #db: Database.Database;
  /** By their text, of which there are few. */
  readonly #statements = new Map<string, Database.Statement>();
  readonly #path: string;

  private constructor(db: Database.Database, path: string) {
    this.#db = db;
    this.#path = path;
  }

  /**
   * Opens the file, or makes it if `create` says so.
   * @throws PlumblineError FILE_MISSING, USAGE inside a case, STORE if others can read it or it cannot be used.
   */
  static open(path: string, create = false): SqliteAccess {
    claimFile(path, create);
    try {
      const db = new Database(path);
      db.exec("PRAGMA journal_mode = WAL");
      db.exec("PRAGMA synchronous = FULL");
      db.exec("PRAGMA secure_delete = ON");
      db.exec("PRAGMA busy_timeout = 5000");
      db.exec(SCHEMA);
      return new SqliteAccess(db, path);
    } catch (cause) {
      throw new PlumblineError("STORE", "The file of accounts cannot be opened.", { where: path, cause });
    }
  }

  async account(name: string): Promise<StoredAccount | undefined> {
    const [row] = this.#all<AccountRow>("SELECT * FROM account WHERE folded = ?", foldName(name));
    return row === undefined ? undefined : accountOf(row);
  }

  async accounts(): Promise<readonly StoredAccount[]> {
    return this.#all<AccountRow>("SELECT * FROM account ORDER BY folded").map(accountOf);
  }

  async addAccount(account: StoredAccount): Promise<boolean> {
    return this.#run(
      "INSERT OR IGNORE INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...accountValues(account),
    );
  }

  async replaceAccount(account: StoredAccount): Promise<void> {
    const [folded, ...values] = accountValues(account);
    this.#run(
      "UPDATE account SET name=?, display=?, administrator=?, disabled=?, salt=?, hash=?, n=?, r=?, p=? WHERE folded=?",
      ...values,
      folded,
    );
  }

  async memberships(name: string): Promise<readonly Membership[]> {
    return this.#all<MembershipRow>(
      'SELECT * FROM membership WHERE folded = ? ORDER BY "case"',
      foldName(name),
    ).map(membershipOf);
  }

  async membership(name: string, caseName: string): Promise<Membership | undefined> {
    const [row] = this.#all<MembershipRow>(
      'SELECT * FROM membership WHERE folded = ? AND "case" = ?',
      foldName(name),
      caseName,
    );
    return row === undefined ? undefined : membershipOf(row);
  }

  async people(caseName: string): Promise<readonly string[]> {
    return this.#all<{ name: string }>(
      'SELECT name FROM account JOIN membership USING (folded) WHERE "case" = ?',
      caseName,
    ).map(({ name }) => name);
  }

  async setMembership(name: string, membership: Membership): Promise<void> {
    const { organisations, roles, reader } = membership;
    this.#run(
      "INSERT OR REPLACE INTO membership VALUES (?, ?, ?, ?, ?, ?)",
      foldName(name),
      membership.case,
      JSON.stringify(organisations),
      JSON.stringify(roles),
      reader.ceiling,
      JSON.stringify(reader.groups),
    );
  }

  async removeMembership(name: string, caseName: string): Promise<void> {
    this.#run('DELETE FROM membership WHERE folded = ? AND "case" = ?', foldName(name), caseName);
  }

  async countAttempt(name: string, now: string, delay: (attempts: number) => number): Promise<boolean> {
    const folded = foldName(name);
    return this.#transaction(() => {
      const [known] = this.#all<{ attempts: number; until: string }>(
        "SELECT attempts, until FROM attempt WHERE folded = ?",
        folded,
      );
      const open = known === undefined || known.until <= now;
      const attempts = (known?.attempts ?? 0) + (open ? 1 : 0);
      const until = open ? new Date(Date.parse(now) + delay(attempts)).toISOString() : known.until;
      // A locked name is written, too: how much is done does not tell which it was.
      this.#run("INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?)", folded, attempts, now, until);
      return open;
    });
  }

  async clearAttempts(name: string): Promise<void> {
    this.#run("DELETE FROM attempt WHERE folded = ?", foldName(name));
  }

  async addSession({ tokenHash, person, created, lastSeen, expires, revoked }: StoredSession): Promise<void> {
    this.#run(
      "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)",
      tokenHash,
      person,
      created,
      lastSeen,
      expires,
      Number(revoked),
    );
  }

  async session(tokenHash: string): Promise<StoredSession | undefined> {
    const [row] = this.#all<SessionRow>("SELECT * FROM session WHERE token_hash = ?", tokenHash);
    if (row === undefined) return undefined;
    const { person, created, last_seen: lastSeen, expires, revoked } = row;
    return { tokenHash, person, created, lastSeen, expires, revoked: revoked !== 0 };
  }

  async touchSession(tokenHash: string, at: string): Promise<void> {
    this.#run("UPDATE session SET last_seen = ? WHERE token_hash = ?", at, tokenHash);
  }

  async revokeSessions(
    which: { readonly tokenHash: string } | { readonly person: string } | "every",
  ): Promise<void> {
    if (which === "every") this.#run("UPDATE session SET revoked = 1");
    else if ("tokenHash" in which)
      this.#run("UPDATE session SET revoked = 1 WHERE token_hash = ?", which.tokenHash);
    else this.#run("UPDATE session SET revoked = 1 WHERE person = ?", which.person);
  }

  async forget(before: string): Promise<void> {
    this.#run("DELETE FROM session WHERE expires < ?", before);
    this.#run("DELETE FROM attempt WHERE last < ? AND until < ?", before, before);
  }

  async appendLines(lines: readonly AccessLine[]): Promise<void> {
    this.#transaction(() => {
      for (const { at, person, case: caseName, what, ref, organisation } of lines)
        this.#run(
          'INSERT INTO line (at, person, "case", what, record, ref, organisation) VALUES (?, ?, ?, ?, ?, ?, ?)',
          at,
          person,
          caseName,
          what,
          ref === undefined ? null : recordOf(ref),
          ref ?? null,
          organisation ?? null,
        );
    });
  }

  async lines({ case: caseName, person, ref, limit }: AccessQuery): Promise<readonly AccessLine[]> {
    const asked = [
      ['"case" = ?', caseName],
      ["person = ?", person],
      ["record = ?", ref === undefined ? undefined : recordOf(ref)],
    ].filter(([, value]) => value !== undefined);
    const where = asked.length === 0 ? "" : `WHERE ${asked.map(([sql]) => sql).join(" AND ")}`;
    const values = asked.map(([, value]) => value ?? "");
    return this.#all<LineRow>(`SELECT * FROM line ${where} ORDER BY seq DESC LIMIT ?`, ...values, limit).map(
      (row) => ({
        at: row.at,
        person: row.person,
        case: row.case,
        what: row.what,
        ...(row.ref === null ? {} : { ref: row.ref }),
        ...(row.organisation === null ? {} : { organisation: row.organisation }),
      }),
    );
  }

  async close(): Promise<void> {
    this.#statements.clear();
    foldInAndClose(this.#db);
  }

  #all<T>(sql: string, ...values: readonly Value[]): T[] {
    return this.#guarded(() => this.#prepared(sql).all(...values) as T[]);
  }

  /** A statement is prepared once: with each request it costs more than what it asks. */
  #prepared(sql: string): Database.Statement {
    const statement = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** @returns whether a row was changed */
  #run(sql: string, ...values: readonly Value[]): boolean {
    return this.#guarded(() => this.#prepared(sql).run(...values).changes > 0);
  }

  #transaction<T>(work: () => T): T {
    return this.#guarded(() => {
      this.#db.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        this.#db.exec("COMMIT");
        return result;
      } catch (cause) {
        if (this.#db.inTransaction) this.#db.exec("ROLLBACK");
        throw cause;
      }
    });
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof PlumblineError) throw cause;
      throw new PlumblineError("STORE", "The file of accounts cannot be used.", { where: this.#path, cause });
    }
  }
}

type Value = string | number | Buffer | null;

function accountValues({
  name,
  display,
  administrator,
  disabled,
  password,
}: StoredAccount): [string, ...Value[]] {
  const { salt, hash, cost } = password;
  return [
    foldName(name),
    name,
    display,
    Number(administrator),
    Number(disabled),
    Buffer.from(salt),
    Buffer.from(hash),
    cost.n,
    cost.r,
    cost.p,
  ];
}

function accountOf({
  name,
  display,
  administrator,
  disabled,
  salt,
  hash,
  n,
  r,
  p,
}: AccountRow): StoredAccount {
  return {
    name,
    display,
    administrator: administrator !== 0,
    disabled: disabled !== 0,
    password: { salt: new Uint8Array(salt), hash: new Uint8Array(hash), cost: { n, r, p } },
  };
}

function membershipOf(row: MembershipRow): Membership {
  return {
    case: row.case,
    organisations: JSON.parse(row.organisations) as string[],
    roles: JSON.parse(row.roles) as Role[],
    reader: { ceiling: row.ceiling, groups: JSON.parse(row.need_to_know) as string[] },
  };
}
