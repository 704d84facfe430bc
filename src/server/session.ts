/** The one session of a loopback server: a start token that works once, exchanged for a cookie. Both live in memory only. */
import { randomBytes, timingSafeEqual } from "node:crypto";

const SECRET_BYTES = 32;

/** Cookies ignore ports: two servers in one browser need two names. */
export function cookieName(host: string): string {
  return `plumbline_${host.split(":").at(-1) ?? ""}`;
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

export class Session {
  #token: string | undefined = randomBytes(SECRET_BYTES).toString("base64url");
  #cookie: string | undefined;

  /** The token to print with the address. Undefined once it was used. */
  get token(): string | undefined {
    return this.#token;
  }

  /** Exchanges the token for the cookie's value; undefined if it is wrong or was used. */
  exchange(token: string): string | undefined {
    if (this.#token === undefined || !same(token, this.#token)) return undefined;
    this.#token = undefined;
    this.#cookie = randomBytes(SECRET_BYTES).toString("base64url");
    return this.#cookie;
  }

  holds(cookie: string | undefined): boolean {
    return cookie !== undefined && this.#cookie !== undefined && same(cookie, this.#cookie);
  }
}
