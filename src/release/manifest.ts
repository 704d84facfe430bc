/** `manifest.json` and `manifest.sig`: what is signed, and its signature. Both are canonical JSON and a line end. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "../model/canonical.ts";
import { markingSchema } from "../model/marking.ts";
import { refSchema, sha256Schema } from "../model/refs.ts";
import { datedSchema, instantSchema } from "../model/time.ts";
import type { SigningKey } from "../model/signature.ts";
import type { EditionView } from "../views/edition.ts";

export const MANIFEST = "manifest.json";
export const SIGNATURE = "manifest.sig";

/** A name that is a file of the folder itself on every system. */
export const fileNameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "a plain file name");

const keySchema = z.string().regex(/^[0-9a-f]{64}$/);

const editionFactsSchema = z.strictObject({
  ref: refSchema,
  title: z.string(),
  ceiling: markingSchema,
  asOf: instantSchema,
});
/** Who has to sign: names, and the public keys that the edition's own records declare for them. */
const signOffSchema = z.strictObject({
  by: datedSchema,
  organisations: z.array(z.strictObject({ name: z.string(), keys: z.array(keySchema) })),
});

export type EditionFacts = z.infer<typeof editionFactsSchema>;

const manifestSchema = z.strictObject({
  plumbline: z.literal("edition"),
  format: z.literal(1),
  edition: editionFactsSchema,
  files: z.record(fileNameSchema, z.strictObject({ sha256: sha256Schema, bytes: z.int().nonnegative() })),
  signOff: signOffSchema.optional(),
  viewRoot: sha256Schema,
  logRoot: sha256Schema,
  /** SHA-256 of the canonical JSON of all the rest, so that an unsigned manifest cannot change unseen either. */
  self: sha256Schema,
});
export type Manifest = z.infer<typeof manifestSchema>;

const signatureSchema = z.strictObject({
  key: keySchema,
  /** The signer's own word on when; nobody else vouches for it. */
  signedAt: instantSchema,
  /** Ed25519 over `signedStatement`, 64 bytes in lower-case hexadecimal. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type ManifestSignature = z.infer<typeof signatureSchema>;
/** One signature a key, in order of keys. */
const signaturesSchema = z.strictObject({ signatures: z.array(signatureSchema).min(1).max(64) });

/** What is signed: the hash of `manifest.json` as it lies on disk, and when. */
export function signedStatement(manifest: Uint8Array, signedAt: string): unknown {
  return { manifest: sha256(manifest), signedAt };
}

/** A signature over the manifest's bytes. Ed25519 is deterministic: same bytes, time and key, same signature. */
export function signManifest(manifest: Uint8Array, signer: SigningKey, signedAt: string): ManifestSignature {
  const signature = signer.sign(signedStatement(manifest, signedAt));
  return { key: signer.publicKey, signedAt, signature };
}

/** The bytes of `manifest.sig`; a later signature of a key takes the place of an earlier one. */
export function signatureFile(signatures: readonly ManifestSignature[]): Uint8Array {
  const byKey = new Map(signatures.map((signature) => [signature.key, signature]));
  return canonicalFile({ signatures: [...byKey.keys()].sort().map((key) => byKey.get(key)) });
}

/** The signatures of one file, and those of another in the place of the same keys. Those that cannot be read stay as they are. */
export function mergeSignatures(earlier: Uint8Array, later: Uint8Array | undefined): Uint8Array {
  const [before, after] = [readSignatures(earlier), later === undefined ? undefined : readSignatures(later)];
  return before.ok && after?.ok === true ? signatureFile([...before.value, ...after.value]) : earlier;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Who has to sign, as the manifest says it. */
export function signOffFacts({ signOff }: Pick<EditionView, "signOff">): Pick<Manifest, "signOff"> {
  if (signOff === undefined) return {};
  const organisations = signOff.organisations.map(({ party, keys }) => ({
    name: party.name,
    keys: [...keys],
  }));
  return { signOff: { by: signOff.by, organisations } };
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
  // Schemas and the canonical form walk down with the stack.
  if (nesting(bytes) > MAX_NESTING)
    return { ok: false, why: `is nested more than ${MAX_NESTING} levels deep` };
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
  if (!isCanonical(data, bytes)) return { ok: false, why: "is not in canonical form" };
  // the data as they stand, not as the schema would tidy them: hashes are over what is there
  return { ok: true, value: data as T };
}

/** A lone surrogate and a number beyond the range of doubles have no canonical form at all. */
function isCanonical(data: unknown, bytes: Uint8Array): boolean {
  try {
    return Buffer.compare(canonicalFile(data), bytes) === 0;
  } catch {
    return false;
  }
}

const MAX_NESTING = 200;
const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** How deep brackets and braces lie in one another, outside of strings. */
function nesting(bytes: Uint8Array): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}

export function readManifest(bytes: Uint8Array): Read<Manifest> {
  const read = readCanonical(bytes, manifestSchema);
  if (!read.ok) return read;
  const { self, ...rest } = read.value;
  return sha256(canonicalJson(rest)) === self
    ? read
    : { ok: false, why: "has another hash than it says of itself" };
}

/** The signatures of `manifest.sig`: each key once, in order. */
export function readSignatures(bytes: Uint8Array): Read<readonly ManifestSignature[]> {
  const read = readCanonical(bytes, signaturesSchema);
  if (!read.ok) return read;
  const { signatures } = read.value;
  const ordered = signatures.every(({ key }, i) => i === 0 || signatures[i - 1]!.key < key);
  return ordered ? { ok: true, value: signatures } : { ok: false, why: "has its keys out of order" };
}
