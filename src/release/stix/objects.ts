/**
 * STIX 2.1 objects as plain data, and their identifiers: UUIDs of version 5 (RFC 9562) over the view root and the record.
 * The view root is over what is visible alone, so an identifier tells nothing about a record that is withheld, and an
 * edition over other records has other identifiers.
 */
import { createHash } from "node:crypto";
import { canonicalJson } from "../../model/canonical.ts";

/** One object of a bundle. */
export type StixObject = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly id: string;
};

/** Namespace of every identifier that Plumbline makes. Published in docs/formats/stix.md; it never changes. */
export const NAMESPACE = "8b1f4d5e-63a0-4f0c-9d5b-2f9f6f0f7c11";

/** Namespace that STIX 2.1 (section 2.9) gives for observables with deterministic identifiers. */
const OBSERVABLES = "00abedb4-aa42-466c-9c01-fed23315a9b7";

/** UUID of version 5: SHA-1 over the namespace's bytes and the name. */
export function uuid5(namespace: string, name: string): string {
  const hash = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(name, "utf8")
    .digest()
    .subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Identifier of an observable from the properties that STIX 2.1 names for its type. */
export function observableId(type: string, contributing: Readonly<Record<string, unknown>>): string {
  return `${type}--${uuid5(OBSERVABLES, canonicalJson(contributing))}`;
}

/** `data` without what is undefined and without empty lists, which STIX does not have; inside as well. */
export function compact(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const tidy = Array.isArray(value) ? (value as readonly unknown[]).map(inside) : inside(value);
      return tidy === undefined || (Array.isArray(tidy) && tidy.length === 0) ? [] : [[key, tidy]];
    }),
  );
}

function inside(value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? compact(value as Readonly<Record<string, unknown>>)
    : value;
}
