/**
 * Access for the owner of the machine: a start token that works once, exchanged for one session; every level, every group,
 * every organisation. Token and session live in memory only, and there is no access log: there is nobody else.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Principal } from "../../model/access.ts";
import { ROLES } from "../../model/access.ts";
import type { Reader } from "../../model/marking.ts";
import type { Access, Maker } from "./access.ts";

const SECRET_BYTES = 32;

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

export class OwnerAccess implements Access {
  readonly #person: string;
  readonly #readerOf: (caseName: string) => Promise<Reader>;
  #token: string | undefined = randomBytes(SECRET_BYTES).toString("base64url");
  #session: string | undefined;

  /** @param readerOf the reader who sees all of a case */
  constructor(person: string, readerOf: (caseName: string) => Promise<Reader>) {
    this.#person = person;
    this.#readerOf = readerOf;
  }

  /** The token to print with the address. Undefined once it was used. */
  get token(): string | undefined {
    return this.#token;
  }

  /** Exchanges the token for the session; undefined if it is wrong or was used. */
  exchange(token: string): string | undefined {
    if (this.#token === undefined || !same(token, this.#token)) return undefined;
    this.#token = undefined;
    this.#session = randomBytes(SECRET_BYTES).toString("base64url");
    return this.#session;
  }

  async person(session: string | undefined): Promise<string | undefined> {
    const holds = session !== undefined && this.#session !== undefined && same(session, this.#session);
    return holds ? this.#person : undefined;
  }

  async principal(session: string | undefined, caseName: string): Promise<Principal | undefined> {
    const person = await this.person(session);
    if (person === undefined) return undefined;
    return { person, organisations: "every", roles: ROLES, reader: await this.#readerOf(caseName) };
  }

  async maker(session: string | undefined): Promise<Maker | undefined> {
    return (await this.person(session)) === undefined ? undefined : "owner";
  }

  /** The owner has a place everywhere. */
  async settle(): Promise<void> {}

  async people(): Promise<undefined> {
    return undefined;
  }

  note(): void {}

  async sawRecord(): Promise<undefined> {
    return undefined;
  }
}
