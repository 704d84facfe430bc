/** Ed25519 (RFC 8032) with raw keys in strict lower-case hexadecimal: parsed, then re-encoded and compared. */
import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { PlumblineError } from "../errors.ts";
import { canonicalJson } from "./canonical.ts";

const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI_ED25519 = Buffer.from("302a300506032b6570032100", "hex");

/** A secret seed (32 bytes) that signs. Never logged, never stored in a case. */
export interface SigningKey {
  readonly publicKey: string;
  sign(data: unknown): string;
}

/**
 * The bytes of strict hexadecimal.
 * @throws PlumblineError KEY_FILE if it is not exactly `bytes` bytes of lower-case hexadecimal.
 */
function strictHex(text: string, bytes: number): Buffer {
  const raw = Buffer.from(text, "hex");
  if (raw.length !== bytes || raw.toString("hex") !== text)
    throw new PlumblineError("KEY_FILE", `Not ${bytes} bytes of lower-case hexadecimal.`);
  return raw;
}

/** A signing key from its 32-byte seed in hexadecimal. */
export function signingKey(seedHex: string): SigningKey {
  const der = Buffer.concat([PKCS8_ED25519, strictHex(seedHex, 32)]);
  const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(secret).export({ format: "der", type: "spki" });
  return Object.freeze({
    publicKey: spki.subarray(SPKI_ED25519.length).toString("hex"),
    sign: (data: unknown) => sign(null, Buffer.from(canonicalJson(data), "utf8"), secret).toString("hex"),
  });
}

/** Does `signature` (hex) over the canonical JSON of `data` hold under `publicKey` (hex)? False also if either is malformed. */
export function signatureHolds(publicKey: string, signature: string, data: unknown): boolean {
  try {
    const der = Buffer.concat([SPKI_ED25519, strictHex(publicKey, 32)]);
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    return verify(null, Buffer.from(canonicalJson(data), "utf8"), key, strictHex(signature, 64));
  } catch {
    return false;
  }
}
