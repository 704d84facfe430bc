/**
 * How a page that is open knows its server again. A program that opens the port of a server that has ended gets what the page sends.
 * So the page is given a key while it trusts the server that it came from, and asks for a proof with it before it
 * sends what was typed. The key is the person's own and outlives the server: it follows from a secret beside the case.
 */
import { createHmac } from "node:crypto";
import { z } from "zod";
import { text, view } from "../views/plain.ts";
import type { Seat } from "./seat.ts";
import { authorOf } from "./unsaved.ts";

const HEX_256 = /^[0-9a-f]{64}$/;

/** What a page draws at random for each proof. */
export const nonceSchema = z.strictObject({
  nonce: z.string().regex(HEX_256, "A nonce is 64 hexadecimal digits"),
});
/** Lower-case hexadecimal, as the proof is. */
export const identityKeySchema = view("IdentityKey", { key: text });
export const identityProofSchema = view("IdentityProof", { proof: text });

/** The key of the person in this case. @throws PlumblineError FORBIDDEN, STORE. */
export function identityKey(seat: Seat): z.infer<typeof identityKeySchema> {
  return { key: keyOf(seat).toString("hex") };
}

/** HMAC-SHA-256 of the nonce's digits under that key. @throws PlumblineError FORBIDDEN, STORE. */
export function proveIdentity(
  seat: Seat,
  { nonce }: z.infer<typeof nonceSchema>,
): z.infer<typeof identityProofSchema> {
  return { proof: createHmac("sha256", keyOf(seat)).update(nonce).digest("hex") };
}

function keyOf(seat: Seat): Buffer {
  seat.demand("read");
  return createHmac("sha256", seat.served.unsaved.secret()).update(authorOf(seat)).digest();
}
