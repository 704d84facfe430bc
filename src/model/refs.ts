/** Ids and references. Ids are issued by the log and say nothing about how many records there are. */
import { z } from "zod";

/** Three letters per record type, so that a person who meets an id knows what it names. */
export const ID_PREFIX = {
  Party: "pty",
  Artifact: "art",
  Claim: "clm",
  Event: "evt",
  Run: "run",
  Question: "qst",
  Premise: "prm",
  Appraisal: "apr",
  Judgment: "jdg",
  Wording: "wrd",
  Basis: "bas",
  Position: "pos",
  Marking: "mrk",
  Edition: "edn",
  Codebook: "cbk",
  Coding: "cod",
} as const;

export type RecordType = keyof typeof ID_PREFIX;
export const RECORD_TYPES = Object.freeze(Object.keys(ID_PREFIX) as RecordType[]);
export const recordTypeSchema = z.enum(RECORD_TYPES as [RecordType, ...RecordType[]]);

const PREFIXES = Object.values(ID_PREFIX).join("|");
const ID = new RegExp(`^(${PREFIXES})_[0-9a-hjkmnp-tv-z]{10}$`);
const REF = new RegExp(`^(${PREFIXES})_[0-9a-hjkmnp-tv-z]{10}(#[a-z][a-z0-9-]{0,31})?$`);

/** `jdg_4k7m2p9qxt`: prefix and ten characters of Crockford's base 32 (50 bits). */
export const idSchema = z.string().regex(ID, "a record id");
/** A record, or an addressable part of one: `run_…#f1`, `qst_…#h2`. */
export const refSchema = z.string().regex(REF, "a record id, or a part such as qst_…#h2");
export type Ref = string;

/** The record a reference points into. */
export function recordOf(ref: Ref): string {
  const hash = ref.indexOf("#");
  return hash < 0 ? ref : ref.slice(0, hash);
}

/** The part after `#`, or undefined for a whole record. */
export function partOf(ref: Ref): string | undefined {
  const hash = ref.indexOf("#");
  return hash < 0 ? undefined : ref.slice(hash + 1);
}

/** The record type that an id names. */
export function typeOfRef(ref: Ref): RecordType {
  const prefix = ref.slice(0, 3);
  return RECORD_TYPES.find((type) => ID_PREFIX[type] === prefix)!;
}

/** The author's own short name for a record; other record files refer to it. */
export const keySchema = z.string().regex(/^[A-Za-z][A-Za-z0-9._-]{0,63}$/, "a key such as J1 or leak-set-1");

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits");

/** A place in bytes: which artifact, and where in it. */
export const spanSchema = z
  .strictObject({
    artifact: refSchema,
    /** Row of a table, 1 for the first row after the header. */
    row: z.int().positive().optional(),
    page: z.int().positive().optional(),
    field: z.string().min(1).max(200).optional(),
    /** Character offsets within the field, or the whole text of a document, end exclusive. */
    start: z.int().nonnegative().optional(),
    end: z.int().nonnegative().optional(),
    /** Paragraph, section or line, where the source counts so. */
    place: z.string().min(1).max(200).optional(),
  })
  .readonly();
export type Span = z.infer<typeof spanSchema>;

/**
 * Lineage: the records this one was derived from; `original` where it is an origin of its own; `not recorded`
 * where nobody knows. Unknown lineage corroborates nothing.
 */
export const lineageSchema = z.union([
  z.literal("original"),
  z.literal("not recorded"),
  z.array(refSchema).min(1).max(64).readonly(),
]);
export type Lineage = z.infer<typeof lineageSchema>;

/**
 * An object of another format, kept whole: what an import was given, every property of it, known here or not. It goes
 * out again as it came in.
 */
export const carriedSchema = z
  .strictObject({ format: z.literal("stix-2.1"), object: z.record(z.string(), z.json()) })
  .readonly();
export type Carried = z.infer<typeof carriedSchema>;
