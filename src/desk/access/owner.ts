/**
 * Access for the owner of the machine: a start token that works once, exchanged for one session; every level, every group,
 * every organisation. Token and session live in memory only, and there is no access log: there is nobody else.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { AccessLine, Principal } from "../../model/access.ts";
import { ROLES } from "../../model/access.ts";
import type { Reader } from "../../model/marking.ts";
import { Openings } from "../../store/openings.ts";
import { OPENED_MAIL } from "./access.ts";
import type { Access, Maker, Seen } from "./access.ts";

const SECRET_BYTES = 32;
/** Who opens the same mail again within the hour is noted once. */
const AGAIN_MS = 3_600_000;

/** What an owner's access asks of the cases that are open. */
export interface OwnersCases {
  /** The reader who sees all of a case. */
  readonly readerOf: (caseName: string) => Promise<Reader>;
  readonly folderOf: (caseName: string) => string;
  readonly now: () => string;
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

export class OwnerAccess implements Access {
  readonly #person: string;
  readonly #cases: OwnersCases;
  readonly #noted = new Map<string, number>();
  #token: string | undefined = randomBytes(SECRET_BYTES).toString("base64url");
  #session: string | undefined;

  constructor(person: string, cases: OwnersCases) {
    this.#person = person;
    this.#cases = cases;
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
    return { person, organisations: "every", roles: ROLES, reader: await this.#cases.readerOf(caseName) };
  }

  async maker(session: string | undefined): Promise<Maker | undefined> {
    return (await this.person(session)) === undefined ? undefined : "owner";
  }

  /** The owner has a place everywhere. */
  async settle(): Promise<void> {}

  async people(): Promise<undefined> {
    return undefined;
  }

  /** @throws PlumblineError STORE if the opening of a mail cannot be noted. */
  note({ what, ref, case: name, person }: Seen): void {
    if (what !== OPENED_MAIL || ref === undefined) return;
    const at = this.#cases.now();
    const last = this.#noted.get(`${name} ${ref}`);
    if (last !== undefined && Date.parse(at) - last < AGAIN_MS) return;
    this.#openings(name).add({ at, person, ref });
    this.#noted.set(`${name} ${ref}`, Date.parse(at));
  }

  /** Openings of a mail; undefined for what is none, or was never opened, because nothing else is noted. */
  async sawRecord(name: string, record: string): Promise<readonly AccessLine[] | undefined> {
    const lines = this.#openings(name).about(record);
    return lines.length === 0 ? undefined : lines.map((line) => ({ ...line, case: name, what: OPENED_MAIL }));
  }

  #openings = (name: string): Openings => new Openings(this.#cases.folderOf(name));
}
