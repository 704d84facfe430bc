/**
 * The interface of the store of accounts, for every backend. It lives outside all cases and decides nothing: who may come
 * in and for how long is the workbench's. Times are ISO 8601 UTC with milliseconds, which sort as text.
 */
import type { AccessLine, Membership } from "../../model/access.ts";

/** A password as it is kept: scrypt (RFC 7914) with its own salt and the parameters it was made with. */
export interface PasswordHash {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
  /** CPU and memory cost, block size, parallelisation. */
  readonly cost: { readonly n: number; readonly r: number; readonly p: number };
}

export interface StoredAccount {
  readonly name: string;
  readonly display: string;
  readonly administrator: boolean;
  readonly disabled: boolean;
  readonly password: PasswordHash;
}

export interface StoredSession {
  /** SHA-256 of the token in hexadecimal; the token itself is kept nowhere. */
  readonly tokenHash: string;
  readonly person: string;
  readonly created: string;
  readonly lastSeen: string;
  readonly expires: string;
  readonly revoked: boolean;
}

/** Narrows the access log; lines come newest first. */
export interface AccessQuery {
  readonly case?: string;
  readonly person?: string;
  /** A record, its parts included. */
  readonly ref?: string;
  readonly limit: number;
}

export interface AccessStore {
  /** Compares names folded to lower case in NFKC. */
  account(name: string): Promise<StoredAccount | undefined>;
  /** In order of name. */
  accounts(): Promise<readonly StoredAccount[]>;
  /** @returns false, and nothing is changed, if the name is taken. */
  addAccount(account: StoredAccount): Promise<boolean>;
  /** Replaces the account of that name. */
  replaceAccount(account: StoredAccount): Promise<void>;

  /** In order of the case's name. */
  memberships(name: string): Promise<readonly Membership[]>;
  membership(name: string, caseName: string): Promise<Membership | undefined>;
  /** Names of the accounts with a place in a case. */
  people(caseName: string): Promise<readonly string[]>;
  setMembership(name: string, membership: Membership): Promise<void>;
  removeMembership(name: string, caseName: string): Promise<void>;

  /**
   * Counts an attempt to sign in under this name, whether or not there is such an account, in one step: attempts at the
   * same moment are counted one after the other.
   * @param delay milliseconds for which the name is locked after so many attempts without success
   * @returns whether the name was open; an attempt on a locked name is not counted
   */
  countAttempt(name: string, now: string, delay: (attempts: number) => number): Promise<boolean>;
  clearAttempts(name: string): Promise<void>;

  addSession(session: StoredSession): Promise<void>;
  session(tokenHash: string): Promise<StoredSession | undefined>;
  touchSession(tokenHash: string, at: string): Promise<void>;
  /** Ends one session, or all of a person. */
  revokeSessions(
    which: { readonly tokenHash: string } | { readonly person: string } | "every",
  ): Promise<void>;
  /** Forgets sessions and locks that ended before. */
  forget(before: string): Promise<void>;

  /** Appends lines in order; they are on the disk when this returns. There is no way to change or remove one. */
  appendLines(lines: readonly AccessLine[]): Promise<void>;
  lines(query: AccessQuery): Promise<readonly AccessLine[]>;
  close(): Promise<void>;
}

/** Two names that a reader could take for one are one name. */
export function foldName(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
