/**
 * Passwords by scrypt (C. Percival, S. Josefsson, RFC 7914, doi:10.17487/RFC7914). One hash takes 64 MiB and some tenths
 * of a second of one core; not more than two are computed at a time, the others wait in line, so that a crowd at the
 * door does not take the memory of the house.
 */
import { scrypt, timingSafeEqual } from "node:crypto";
import { PlumblineError } from "../../errors.ts";
import type { PasswordHash } from "../../store/access/access-store.ts";

export const SCRYPT_COST: PasswordHash["cost"] = Object.freeze({ n: 2 ** 16, r: 8, p: 2 });
const HASH_BYTES = 32;
const SALT_BYTES = 16;
const MIN_CHARACTERS = 12;
const MAX_BYTES = 1024;
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function inLine<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

function derive(password: string, salt: Uint8Array, { n, r, p }: PasswordHash["cost"]): Promise<Buffer> {
  const options = { N: n, r, p, maxmem: 256 * n * r };
  const text = password.normalize("NFKC");
  return inLine(
    () =>
      new Promise((resolve, reject) => {
        scrypt(text, salt, HASH_BYTES, options, (error, hash) => {
          if (error === null) resolve(hash);
          else reject(error);
        });
      }),
  );
}

/**
 * @param random gives the salt
 * @throws PlumblineError USAGE for a password that is too short or too long; the error carries nothing of it.
 */
export async function hashPassword(
  password: string,
  random: (count: number) => Uint8Array,
  cost: PasswordHash["cost"] = SCRYPT_COST,
): Promise<PasswordHash> {
  if (Array.from(password).length < MIN_CHARACTERS || Buffer.byteLength(password) > MAX_BYTES)
    throw new PlumblineError("USAGE", `A password has ${MIN_CHARACTERS} characters or more.`, {
      hint: "Take several words that do not belong together.",
    });
  const salt = random(SALT_BYTES);
  return { salt, hash: await derive(password, salt, cost), cost };
}

/** Computes the hash whatever the answer will be. */
export async function passwordHolds(password: string, kept: PasswordHash): Promise<boolean> {
  const tried = Buffer.byteLength(password) > MAX_BYTES ? "" : password;
  const hash = await derive(tried, kept.salt, kept.cost);
  return timingSafeEqual(hash, kept.hash);
}

/** What an attempt on a name without an account is compared with: the same work, and never equal. */
export function noPassword(cost: PasswordHash["cost"]): PasswordHash {
  return { salt: new Uint8Array(SALT_BYTES), hash: new Uint8Array(HASH_BYTES), cost };
}
