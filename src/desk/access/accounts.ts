/**
 * Access by local accounts: sign in with a name and a password, one session per sign-in, a place in a case by membership.
 * Unknown name, wrong password, disabled account and locked name have one answer, and the same work is done for it.
 */
import { createHash } from "node:crypto";
import { PlumblineError } from "../../errors.ts";
import type { AccessLine, Principal } from "../../model/access.ts";
import type { AccessEffects } from "../../model/effects.ts";
import type { Ref } from "../../model/refs.ts";
import type { AccessStore, PasswordHash, StoredAccount } from "../../store/access/access-store.ts";
import { SqliteAccess } from "../../store/access/sqlite-access.ts";
import { systemAccessEffects } from "../../store/effects.ts";
import type { Access, Maker, Seen } from "./access.ts";
import { AccessLog } from "./access-log.ts";
import { Administration } from "./administration.ts";
import { noPassword, passwordHolds, SCRYPT_COST } from "./passwords.ts";

const TOKEN_BYTES = 32;
const MINUTE = 60_000;
/** A session ends after so long without a request, and after so long in any case. */
export const IDLE_MS = 120 * MINUTE;
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
/** The time of the last request is written at most so often. */
const TOUCH_MS = MINUTE;
/** Attempts without success before a name is locked: 30 s, then twice as long each time, up to 15 minutes. */
const FREE_ATTEMPTS = 5;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 15 * MINUTE;
/** Of one record not more than the newest so many lines are told. */
const SAW_LIMIT = 10_000;

/** Milliseconds for which a name is locked after so many attempts without success. */
export function lockFor(attempts: number): number {
  if (attempts < FREE_ATTEMPTS) return 0;
  return Math.min(FIRST_LOCK_MS * 2 ** (attempts - FREE_ATTEMPTS), LONGEST_LOCK_MS);
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

export interface AccountOptions {
  readonly effects?: AccessEffects;
  readonly cost?: PasswordHash["cost"];
  /** Makes the file if there is none. */
  readonly create?: boolean;
}

export class AccountAccess implements Access {
  readonly administration: Administration;
  readonly #store: AccessStore;
  readonly #log: AccessLog;
  readonly #effects: AccessEffects;
  readonly #cost: PasswordHash["cost"];

  private constructor(store: AccessStore, effects: AccessEffects, cost: PasswordHash["cost"]) {
    this.#store = store;
    this.#effects = effects;
    this.#cost = cost;
    this.#log = new AccessLog(store, effects);
    this.administration = new Administration(store, this.#log, effects, cost);
  }

  /** @throws PlumblineError FILE_MISSING, USAGE inside a case, STORE. */
  static async open(path: string, options: AccountOptions = {}): Promise<AccountAccess> {
    const { effects = systemAccessEffects, cost = SCRYPT_COST, create = false } = options;
    const store = SqliteAccess.open(path, create);
    await store.forget(later(effects.now(), -ABSOLUTE_MS));
    return new AccountAccess(store, effects, cost);
  }

  /**
   * @returns the token of a new session
   * @throws PlumblineError UNAUTHENTICATED, alike whatever was wrong.
   */
  async signIn(name: string, password: string): Promise<string> {
    const open = await this.#store.countAttempt(name, this.#effects.now(), lockFor);
    const account = await this.#store.account(name);
    const holds = await passwordHolds(password, account?.password ?? noPassword(this.#cost));
    if (!open || !holds || account === undefined || account.disabled)
      throw new PlumblineError("UNAUTHENTICATED", "Name and password do not belong together.", {
        hint: "Try again; after several attempts the name is locked for some minutes.",
      });
    await this.#store.clearAttempts(name);
    const token = Buffer.from(this.#effects.random(TOKEN_BYTES)).toString("base64url");
    const now = this.#effects.now();
    await this.#store.addSession({
      tokenHash: hashOf(token),
      person: account.name,
      created: now,
      lastSeen: now,
      expires: later(now, ABSOLUTE_MS),
      revoked: false,
    });
    this.note({ person: account.name, case: "", what: "signed in" });
    return token;
  }

  /**
   * A person sets their own password. Every session of theirs ends, this one included. Attempts with a wrong old one count as
   * attempts to sign in do.
   * @throws PlumblineError UNAUTHENTICATED without a session; FORBIDDEN, alike for a wrong old password and a locked name;
   * USAGE for a new one that cannot be one.
   */
  async changePassword(token: string | undefined, old: string, fresh: string): Promise<void> {
    const account = await this.#account(token);
    if (account === undefined) throw new PlumblineError("UNAUTHENTICATED", "There is no session.");
    const open = await this.#store.countAttempt(account.name, this.#effects.now(), lockFor);
    const holds = await passwordHolds(old, account.password);
    if (!open || !holds)
      throw new PlumblineError("FORBIDDEN", "This is not your present password.", {
        hint: "Type it again; after several attempts your name is locked for some minutes.",
      });
    await this.#store.clearAttempts(account.name);
    await this.administration.setPassword(account.name, account.name, fresh);
  }

  /** Ends the session; one that is not there ends, too. */
  async signOut(token: string | undefined): Promise<void> {
    const person = await this.person(token);
    if (person === undefined || token === undefined) return;
    await this.#store.revokeSessions({ tokenHash: hashOf(token) });
    this.note({ person, case: "", what: "signed out" });
  }

  /**
   * Ends every session: those of a server that has ended, whose cookies browsers sent to somebody who opened its port meanwhile.
   * They are ended before this is awaited.
   */
  async endSessions(): Promise<void> {
    await this.#store.revokeSessions("every");
  }

  async person(token: string | undefined): Promise<string | undefined> {
    return (await this.#account(token))?.name;
  }

  async principal(token: string | undefined, caseName: string): Promise<Principal | undefined> {
    const account = await this.#account(token);
    const membership =
      account === undefined ? undefined : await this.#store.membership(account.name, caseName);
    if (account === undefined || membership === undefined) return undefined;
    const { organisations, roles, reader } = membership;
    return { person: account.name, organisations, roles, reader };
  }

  async people(caseName: string): Promise<ReadonlySet<string>> {
    return new Set(await this.#store.people(caseName));
  }

  /**
   * The administrator of this server.
   * @throws PlumblineError UNAUTHENTICATED; FORBIDDEN for everybody else.
   */
  async administrator(token: string | undefined): Promise<string> {
    const account = await this.#account(token);
    if (account === undefined) throw new PlumblineError("UNAUTHENTICATED", "There is no session.");
    if (!account.administrator)
      throw new PlumblineError("FORBIDDEN", "This needs the right to administer.", {
        hint: "Ask an administrator of this server.",
      });
    return account.name;
  }

  async maker(token: string | undefined): Promise<Maker | undefined> {
    return (await this.#account(token))?.administrator === true ? "administrator" : undefined;
  }

  /** The place stands in the access log, as one that an administrator gives to anybody does. */
  async settle(person: string, caseName: string, keeper: Ref): Promise<void> {
    await this.administration.grant(person, person, {
      case: caseName,
      organisations: [keeper],
      roles: ["analyst", "releaser"],
      reader: { ceiling: "RED", groups: [] },
    });
  }

  note(seen: Seen): void {
    this.#log.note(seen);
  }

  async sawRecord(caseName: string, record: Ref): Promise<readonly AccessLine[]> {
    const lines = await this.administration.lines({ case: caseName, ref: record, limit: SAW_LIMIT });
    return lines.toReversed();
  }

  async close(): Promise<void> {
    try {
      await this.#log.close();
    } finally {
      await this.#store.close();
    }
  }

  /** The account of a session that has not ended. @throws PlumblineError STORE while the access log cannot be written. */
  async #account(token: string | undefined): Promise<StoredAccount | undefined> {
    if (token === undefined) return undefined;
    this.#log.check();
    const tokenHash = hashOf(token);
    const session = await this.#store.session(tokenHash);
    const now = this.#effects.now();
    if (session === undefined || session.revoked || session.expires <= now) return undefined;
    if (later(session.lastSeen, IDLE_MS) <= now) return undefined;
    const account = await this.#store.account(session.person);
    if (account === undefined || account.disabled) return undefined;
    if (later(session.lastSeen, TOUCH_MS) <= now) await this.#store.touchSession(tokenHash, now);
    return account;
  }
}
