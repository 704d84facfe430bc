/** `manifest.json` and `manifest.sig`: what is signed, and its signature. Both are canonical JSON and a line end. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "../model/canonical.ts";
import { markingSchema } from "../model/marking.ts";
import { refSchema, sha256Schema } from "../model/refs.ts";
import { instantSchema } from "../model/time.ts";
import type { EditionView } from "../model/view.ts";

export const MANIFEST = "manifest.json";
export const SIGNATURE = "manifest.sig";

/** A name that is a file of the folder itself on every system. */
export const fileNameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "a plain file name");

const editionFactsSchema = z.strictObject({
  ref: refSchema,
  title: z.string(),
  ceiling: markingSchema,
  asOf: instantSchema,
});
export type EditionFacts = z.infer<typeof editionFactsSchema>;

const manifestSchema = z.strictObject({
  plumbline: z.literal("edition"),
  format: z.literal(1),
  edition: editionFactsSchema,
  files: z.record(fileNameSchema, z.strictObject({ sha256: sha256Schema, bytes: z.int().nonnegative() })),
  viewRoot: sha256Schema,
  logRoot: sha256Schema,
  /** SHA-256 of the canonical JSON of all the rest, so that an unsigned manifest cannot change unseen either. */
  self: sha256Schema,
});
export type Manifest = z.infer<typeof manifestSchema>;

const signatureSchema = z.strictObject({
  algorithm: z.literal("Ed25519"),
  key: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type ManifestSignature = z.infer<typeof signatureSchema>;

export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What a manifest says about the edition of a view. */
export function editionFacts(view: Pick<EditionView, "ref" | "title" | "ceiling" | "asOf">): EditionFacts {
  return { ref: view.ref, title: view.title, ceiling: view.ceiling, asOf: view.asOf };
}

/** The manifest with its own hash. */
export function withSelf(manifest: Omit<Manifest, "self">): Manifest {
  return { ...manifest, self: sha256(canonicalJson(manifest)) };
}

/** Canonical JSON and a line end, as bytes. */
export function canonicalFile(data: unknown): Uint8Array {
  return Buffer.from(`${canonicalJson(data)}\n`, "utf8");
}

/** Either what the file holds, or what is wrong with it. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** Reads bytes that have to be the one canonical text of a value of the schema: no other byte sequence passes. */
export function readCanonical<T>(bytes: Uint8Array, schema: z.ZodType<T>): Read<T> {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return { ok: false, why: "is not UTF-8 JSON" };
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return {
      ok: false,
      why: `does not fit its schema at ${issue.path.join(".") || "the top"}: ${issue.message}`,
    };
  }
  if (Buffer.compare(canonicalFile(data), bytes) !== 0) return { ok: false, why: "is not in canonical form" };
  // the data as they stand, not as the schema would tidy them: hashes are over what is there
  return { ok: true, value: data as T };
}

export function readManifest(bytes: Uint8Array): Read<Manifest> {
  const read = readCanonical(bytes, manifestSchema);
  if (!read.ok) return read;
  const { self, ...rest } = read.value;
  return sha256(canonicalJson(rest)) === self
    ? read
    : { ok: false, why: "has another hash than it says of itself" };
}

export function readSignature(bytes: Uint8Array): Read<ManifestSignature> {
  return readCanonical(bytes, signatureSchema);
}
