/** One key record of a domain: its tags as RFC 6376 (section 3.6.1) and RFC 8463 have them, or why it is no key for a signature. */
import type { KeyType, Signature } from "./signature.ts";
import { base64In, entriesOf, tagsOf, unfolded } from "./tags.ts";

export interface Key {
  readonly type: KeyType;
  /** Base64 of the public key; empty where the key was revoked. */
  readonly value: string;
  /** Hashes it may be used with; undefined for all. */
  readonly hashes: readonly string[] | undefined;
  /** The domain says that it only tries DKIM out. */
  readonly testing: boolean;
  /** The domain of `i=` has to be that of `d=`. */
  readonly strict: boolean;
}

/** @returns the key, or why the record is none: a clause */
export function keyOf(record: string): Key | string {
  const tags = tagsOf(record);
  if (tags === undefined) return "its tags cannot be read";
  const version = tags.get("v");
  if (version !== undefined && (version !== "DKIM1" || tags.keys().next().value !== "v"))
    return "it is of another version";
  const type = unfolded(tags.get("k") ?? "rsa").toLowerCase();
  if (type !== "rsa" && type !== "ed25519") return "its kind of key is not one of the standard";
  const services = entriesOf(tags.get("s") ?? "*").map((name) => name.toLowerCase());
  if (!services.includes("*") && !services.includes("email")) return "it is not for mail";
  const stated = tags.get("p");
  if (stated === undefined) return "it has no p=";
  const value = stated === "" ? "" : base64In(stated);
  if (value === undefined) return "its p= is no base64";
  const flags = entriesOf(tags.get("t") ?? "").map((flag) => flag.toLowerCase());
  const hashes = tags.get("h");
  return {
    type,
    value,
    hashes: hashes === undefined ? undefined : entriesOf(hashes).map((name) => name.toLowerCase()),
    testing: flags.includes("y"),
    strict: flags.includes("s"),
  };
}

/** Why a key may not be used for a signature: a clause; undefined where it may. */
export function unsuited(key: Key, signature: Signature): string | undefined {
  if (key.type !== signature.keyType) return "it is of another kind than the signature says";
  if (key.hashes !== undefined && !key.hashes.includes(signature.hash))
    return "it is not for this kind of hash";
  if (key.strict && signature.agent !== signature.domain)
    return "it is for its own domain alone, and i= names one below";
  return undefined;
}
