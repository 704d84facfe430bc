/** The public key that a key record holds, as Node takes it. */
import { createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { Key } from "../../kernel/dkim/key.ts";

export interface PublicKey {
  readonly key: KeyObject;
  readonly bits: number;
}

/** DER of an Ed25519 key (RFC 8410) before its 32 bytes. */
const ED25519 = Buffer.from("302a300506032b6570032100", "hex");
const ED25519_BYTES = 32;
/** Larger ones take long to check, and nobody publishes them. */
const MAX_BITS = 16_384;

/** @returns the key, or why it is none: a clause */
export function publicKeyOf({ type, value }: Key): PublicKey | string {
  const bytes = Buffer.from(value, "base64");
  if (type === "ed25519") {
    if (bytes.length !== ED25519_BYTES)
      return `its p= has ${bytes.length} bytes, where ${ED25519_BYTES} are due`;
    return {
      key: createPublicKey({ key: Buffer.concat([ED25519, bytes]), format: "der", type: "spki" }),
      bits: 256,
    };
  }
  const key = rsaOf(bytes);
  const bits = key?.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key === undefined || key.asymmetricKeyType !== "rsa" || bits === 0) return "its p= is no RSA key";
  return bits > MAX_BITS ? `its key has more than ${MAX_BITS} bits` : { key, bits };
}

/** Records hold a SubjectPublicKeyInfo; the RFC's own words ask for an RSAPublicKey. Both are met. */
function rsaOf(key: Buffer): KeyObject | undefined {
  for (const type of ["spki", "pkcs1"] as const) {
    try {
      return createPublicKey({ key, format: "der", type });
    } catch {
      // the other one, or none
    }
  }
  return undefined;
}
