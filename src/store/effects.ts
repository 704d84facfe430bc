/** The real clock and the real randomness. */
import { randomBytes } from "node:crypto";
import type { AccessEffects, Effects } from "../model/effects.ts";
import { SALT_BYTES } from "../model/merkle.ts";
import { ID_PREFIX } from "../model/refs.ts";
import type { RecordType } from "../model/refs.ts";

/** Crockford's base 32: no i, l, o, u. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Ten characters of base 32 from ten bytes: 50 bits. */
export function idText(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 10), (byte) => ALPHABET[byte & 31]).join("");
}

export const systemEffects: Effects = Object.freeze({
  now: () => new Date().toISOString(),
  id: (type: RecordType) => `${ID_PREFIX[type]}_${idText(randomBytes(10))}`,
  salt: () => randomBytes(SALT_BYTES),
});

export const systemAccessEffects: AccessEffects = Object.freeze({
  now: () => new Date().toISOString(),
  random: (count: number) => randomBytes(count),
});

/**
 * Effects that repeat: a clock that starts at `start` and advances one second a reading, ids and salts drawn from
 * `bytes`. For the demo and for tests; a case made with them hides nothing, because its salts can be guessed.
 */
export function repeatableEffects(start: string, bytes: (count: number) => Uint8Array): Effects {
  let ms = Date.parse(start);
  return {
    now: () => {
      const now = new Date(ms).toISOString();
      ms += 1000;
      return now;
    },
    id: (type: RecordType) => `${ID_PREFIX[type]}_${idText(bytes(10))}`,
    salt: () => bytes(SALT_BYTES),
  };
}
