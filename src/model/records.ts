/**
 * The sixteen record types. A case is an append-only log of these; every view is a fold over the log.
 * Schemas are strict: an unknown field is refused, so that what is hashed is what was meant.
 */
import { z } from "zod";
import { codebookSchema, codingSchema } from "./coding.ts";
import { findingSchema } from "./finding.ts";
import { markingSchema } from "./marking.ts";
import {
  carriedSchema,
  idSchema,
  keySchema,
  lineageSchema,
  RECORD_TYPES,
  refSchema,
  sha256Schema,
  spanSchema,
} from "./refs.ts";
import type { RecordType } from "./refs.ts";
import { datedSchema, instantSchema } from "./time.ts";

const line = z.string().trim().min(1).max(400);
const text = z.string().trim().min(1).max(20_000);
const key = keySchema.optional();
const spans = z.array(spanSchema).max(64).readonly().optional();
const probability = z.number().min(0).max(1);
const hex = (bytes: number) =>
  z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`), `${bytes} bytes in lower-case hexadecimal`);

const party = z.strictObject({
  key,
  kind: z.enum([
    "person",
    "organisation",
    "service",
    "channel",
    "account",
    "domain",
    "system",
    // a body that acts as one and is none of these in law: an electorate, a campaign, a movement
    "group",
  ]),
  name: line,
  /** One to four letters, for figures and tables. */
  initials: z.string().min(1).max(4).optional(),
  identifiers: z
    .array(z.strictObject({ scheme: line, value: line }).readonly())
    .max(64)
    .readonly()
    .optional(),
  from: spans,
});

const artifact = z.strictObject({
  key,
  title: line,
  /** SHA-256 of the bytes, or that nobody recorded it. */
  sha256: z.union([sha256Schema, z.literal("not recorded")]),
  /** Whether the case holds the bytes. One known by title, date and hash alone says false. */
  held: z.boolean(),
  bytes: z.int().nonnegative().optional(),
  mediaType: z
    .string()
    .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/)
    .optional(),
  /** When it was published, as far as known. */
  published: datedSchema.optional(),
  capturedAt: datedSchema.optional(),
  /** Where it was captured: an address, a person, an export. */
  capturedFrom: line.optional(),
  /** The set it is a member of: a leak, an export, a mailbox. */
  memberOf: refSchema.optional(),
  /** How an edition may describe this source to readers who may not see it (ICD 206). */
  descriptor: line.optional(),
  derivedFrom: lineageSchema.optional(),
});

/** Predicates that Plumbline itself reads. All others are the analyst's own words. */
export const PREDICATES = Object.freeze({
  purged: "plumbline:purged",
  keyAdded: "plumbline:key-added",
  keyRevoked: "plumbline:key-revoked-since",
  /** Statements about what an edition leaves out, checked when it is published; object `5-10`. */
  withheldCount: "plumbline:withheld-count",
  /** Object `exists` or `none`. */
  withheldContrary: "plumbline:withheld-contrary",
  /** The releaser's word that a lower edition says the same as the higher; about the draft. */
  parity: "plumbline:parity",
});

const polaritySchema = z.enum(["asserts", "denies", "qualifies", "retracts"]);
/**
 * What a speaker does beyond the polarity, and which polarity each goes with. A denial and a retraction have none: their
 * polarity is the verb, so that no milder word stands where somebody denied.
 */
export const ACTS = {
  asserts: ["accuses", "blames", "concedes", "confirms", "warns"],
  denies: [],
  qualifies: ["concedes", "doubts"],
  retracts: [],
} as const satisfies { readonly [P in z.infer<typeof polaritySchema>]: readonly string[] };

const claim = z.strictObject({
  key,
  speaker: refSchema,
  polarity: polaritySchema,
  /** The verb, where it says more than the polarity. */
  act: z.enum(["accuses", "blames", "concedes", "confirms", "warns", "doubts"]).optional(),
  /** The proposition in plain words of the recorder; a verbatim passage goes into `quote`. */
  proposition: text,
  quote: z.string().min(1).max(2000).optional(),
  statement: z.strictObject({ subject: line, predicate: line, object: line }).readonly().optional(),
  about: z.array(refSchema).max(64).readonly().optional(),
  /** The Claims that this one answers: it denies, qualifies or confirms them, or accuses in turn. */
  answers: z.array(refSchema).min(1).max(64).readonly().optional(),
  from: spans,
  derivedFrom: lineageSchema.optional(),
  /** An imported object that this Claim is the statement of. */
  carries: carriedSchema.optional(),
});

const event = z.strictObject({
  key,
  title: line,
  kind: line,
  start: datedSchema,
  end: datedSchema.optional(),
  parties: z.array(refSchema).max(64).readonly().optional(),
  from: spans,
  derivedFrom: lineageSchema.optional(),
});

/** Runs that declare what a table holds: nothing is looked for in them. */
export const DECLARATION_IDS = ["series", "set", "markers"] as const;

/** Whether a Run declares a table. */
export const isDeclaration = ({ body }: { readonly body: { readonly detector: string } }): boolean =>
  DECLARATION_IDS.some((id) => id === body.detector);

const run = z.strictObject({
  key,
  detector: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  version: z.string().min(1).max(40),
  inputs: z.array(z.strictObject({ artifact: refSchema, sha256: sha256Schema }).readonly()).readonly(),
  /** Records that it used beside these bytes: events, parties, runs whose groups or series it took. The log has them before it. */
  used: z.array(refSchema).min(1).max(2000).readonly().optional(),
  /** Every parameter, defaults included. */
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  seed: z.int().nonnegative(),
  /** The Artifact with the full result: names, edges, rows, rejects. */
  output: refSchema.optional(),
  /** Counts that the run reports about itself: rows read, kept, rejected, resolution. */
  counts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  findings: z.array(findingSchema).readonly(),
});

const question = z.strictObject({
  key,
  text,
  hypotheses: z
    .array(
      z
        .strictObject({ id: z.string().regex(/^h[1-9]\d?$/, "h1, h2, …"), text, short: line.optional() })
        .readonly(),
    )
    .min(1)
    .max(40)
    .readonly(),
  exclusive: z.boolean(),
  exhaustive: z.boolean(),
  about: z.array(refSchema).max(64).readonly().optional(),
});

const premise = z.strictObject({
  key,
  kind: z.enum(["assumption", "gap", "indicator"]),
  text,
  due: datedSchema.optional(),
  about: z.array(refSchema).max(64).readonly().optional(),
  from: spans,
});

const NOT_ASSESSED = "not assessed";
const orNotAssessed = <T extends z.ZodType>(schema: T) => z.union([schema, z.literal(NOT_ASSESSED)]);

/** Kinds of evidence of the IIAF; legal and ethical is a gate over them. */
export const EVIDENCE_CATEGORIES = ["technical", "behavioural", "contextual"] as const;
export type EvidenceCategory = (typeof EVIDENCE_CATEGORIES)[number];

/** What an Appraisal may be about, and the values each aspect takes (tradecraft page). F and 6 are "no basis". */
export const ASPECTS = {
  reliability: orNotAssessed(z.enum(["A", "B", "C", "D", "E", "F"])),
  credibility: orNotAssessed(z.enum(["1", "2", "3", "4", "5", "6"])),
  relevance: orNotAssessed(z.enum(["low", "medium", "high"])),
  consistency: z.enum(["CC", "C", "N", "I", "II", "NA"]),
  /** P(said given true) and P(said given false) of a denial; both from 0 to 1. */
  denial: orNotAssessed(z.strictObject({ ifTrue: probability, ifFalse: probability })),
  /** Probabilities of one organisation over a whole exclusive question. */
  probabilities: z.record(z.string().regex(/^h[1-9]\d?$/), probability),
  iiaf: z.strictObject({
    category: z.enum([...EVIDENCE_CATEGORIES, "legal and ethical"]),
    source: z.enum(["open", "proprietary", "classified"]),
  }),
  technique: z.strictObject({
    id: z.string().regex(/^T\d{4}(\.\d{3})?$/, "a DISARM id such as T0049 or T0049.003"),
    name: line,
    basis: z.enum(["observed", "inferred", "not stated"]),
  }),
  exposure: orNotAssessed(z.enum(["official", "state-controlled", "state-linked", "state-aligned"])),
  authenticity: orNotAssessed(z.enum(["verified", "failed or inconclusive", "not signed"])),
  /** Breakout scale of spread. */
  breakout: orNotAssessed(z.enum(["1", "2", "3", "4", "5", "6"])),
  effect: orNotAssessed(text),
  /** How hard contrary items were looked for, and what was found. */
  "search effort": z.strictObject({ found: z.enum(["none found", "found"]), searched: text }),
  deception: z.strictObject({ list: z.enum(["MOM", "POP", "MOSES", "EVE"]), answer: text }),
  resolution: z.strictObject({
    outcome: z.enum(["happened", "did not happen", "cannot be told"]),
    on: datedSchema,
  }),
  checklist: z.strictObject({ list: line, item: line, answer: z.enum(["yes", "no", "not applicable"]) }),
  /**
   * A named person releases an item that would stay covered: the name of a declared outlet, a text; or a whole document, which
   * editions then carry, with the right to pass it on.
   */
  release: z.union([
    z.strictObject({
      what: z.enum(["name", "text"]),
      because: z.enum(["declared outlet", "verified public office", "named person's decision"]),
    }),
    z.strictObject({
      what: z.literal("document"),
      because: z.enum(["own work", "public domain", "licence", "permission of its owner"]),
    }),
  ]),
} as const;
export type Aspect = keyof typeof ASPECTS;

const aspectVariants = (Object.keys(ASPECTS) as Aspect[]).map((aspect) =>
  z.strictObject({
    key,
    aspect: z.literal(aspect),
    of: refSchema,
    /** The second object, where it takes two: an item and a hypothesis. */
    against: refSchema.optional(),
    value: ASPECTS[aspect],
    why: text.optional(),
    from: spans,
  }),
);
/** One Appraisal: the type of its value follows its aspect. */
export type AppraisalBody = {
  [A in Aspect]: {
    key?: string | undefined;
    aspect: A;
    of: string;
    against?: string | undefined;
    value: z.infer<(typeof ASPECTS)[A]>;
    why?: string | undefined;
    from?: z.infer<typeof spans>;
  };
}[Aspect];

// The variants are made from the table above, so their union has to be named for the compiler.
const appraisal = z.discriminatedUnion(
  "aspect",
  aspectVariants as unknown as [(typeof aspectVariants)[number], ...(typeof aspectVariants)[number][]],
) as unknown as z.ZodType<AppraisalBody>;

/** The ten rungs of state responsibility (Healey), from prohibiting to integrating. */
export const RUNGS = [
  "prohibited",
  "prohibited but inadequate",
  "ignored",
  "encouraged",
  "shaped",
  "coordinated",
  "ordered",
  "rogue-conducted",
  "executed",
  "integrated",
] as const;

const judgment = z.strictObject({
  key,
  states: z.union([
    z.strictObject({ hypothesis: refSchema }).readonly(),
    z.strictObject({ rung: z.enum(RUNGS), of: refSchema, hypothesis: refSchema.optional() }).readonly(),
  ]),
  restsOn: z.array(refSchema).max(64).readonly().optional(),
});

const wording = z.strictObject({
  key,
  judgment: refSchema,
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/),
  text,
  from: spans,
});

const basis = z.strictObject({
  key,
  judgment: refSchema,
  /** A Claim, Event, Finding or Premise; `not public` where a reported judgment shows no basis. */
  entry: z.union([refSchema, z.literal("not public")]),
  stands: z.enum(["for", "against", "context"]),
  why: text.optional(),
  from: spans,
});

/** Ed25519 over the canonical JSON of the whole record but its time, with the root; see `position-signature.ts`. */
export const signatureSchema = z
  .strictObject({ key: hex(32), value: hex(64), /** Log root that the signer saw. */ root: sha256Schema })
  .readonly();

const position = z.strictObject({
  key,
  judgment: refSchema,
  organisation: refSchema,
  stance: z.enum(["own", "reported"]),
  holds: z.enum(["joins", "joins with comment", "dissents", "abstains"]),
  likelihood: z.union([
    z.literal("not stated"),
    z
      .strictObject({
        /** Vocabulary and row, such as `icd203` row 1. */
        scale: line,
        term: line,
        /** Percent, never 0 or 100, inside the band of the term. */
        percent: z.number().gt(0).lt(100).optional(),
      })
      .readonly(),
  ]),
  confidence: z.enum(["low", "moderate", "high", "not stated"]),
  /** In its own words. */
  why: text.optional(),
  /** Reported positions: the Claim that reports it. */
  reportedIn: refSchema.optional(),
  /** What raised or lowered it since the position before: evidence, a premise, a grade, another judgment. */
  movedBy: z.array(refSchema).min(1).max(64).readonly().optional(),
  signature: signatureSchema.optional(),
});

const markingBody = z.strictObject({
  key,
  of: refSchema,
  /** What the record is marked from here on. */
  to: markingSchema,
  why: text.optional(),
});

/** What the authors of an edition say over and under a figure of a finding. */
export const figureWordsSchema = z
  .strictObject({
    /** Its place among the figures of the finding, from 1 on. */
    figure: z.int().min(1).max(100),
    title: line.optional(),
    note: text.optional(),
  })
  .readonly()
  .refine(({ title, note }) => title !== undefined || note !== undefined, "needs a title or a note");

/** One block of an edition, in order. */
export const blockSchema = z.discriminatedUnion("block", [
  z.strictObject({ block: z.literal("heading"), text: line }),
  z.strictObject({ block: z.literal("text"), text, cites: z.array(refSchema).min(1).max(64).readonly() }),
  z.strictObject({ block: z.literal("judgment"), judgment: refSchema }),
  z.strictObject({ block: z.literal("question"), question: refSchema }),
  z.strictObject({
    block: z.literal("finding"),
    finding: refSchema,
    figures: z.array(figureWordsSchema).min(1).max(100).readonly().optional(),
  }),
]);

/** Forms that an edition holds beside its page, `edition.json` and its records. */
export const FORMS = ["pdf", "docx", "stix", "misp", "claim-review"] as const;
export const formSchema = z.enum(FORMS);

const edition = z.strictObject({
  key,
  title: line,
  subtitle: line.optional(),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/),
  ceiling: markingSchema,
  /** Printed on every output, such as "a reconstruction from public sources". */
  notice: text.optional(),
  authors: z.array(refSchema).min(1).max(16).readonly(),
  blocks: z.array(blockSchema).max(2000).readonly(),
  descriptors: z
    .array(z.strictObject({ of: refSchema, text: line }).readonly())
    .max(2000)
    .readonly()
    .optional(),
  redactions: z
    .array(z.strictObject({ of: refSchema, why: text }).readonly())
    .max(2000)
    .readonly()
    .optional(),
  /** The forms it holds beside page, `edition.json` and records; all of them where it names none. */
  forms: z.array(formSchema).max(FORMS.length).readonly().optional(),
  addressees: z.array(refSchema).max(64).readonly().optional(),
  replyBy: datedSchema.optional(),
  /** Organisations that have to sign what is published from this draft, and by when. */
  signOff: z
    .strictObject({ organisations: z.array(refSchema).min(1).max(64).readonly(), by: datedSchema })
    .readonly()
    .optional(),
  parent: refSchema.optional(),
  /** SHA-256 of manifest.json: present on a publication, absent on a draft. */
  manifest: sha256Schema.optional(),
});

/** The schema of each type's body. */
export const BODY = {
  Party: party,
  Artifact: artifact,
  Claim: claim,
  Event: event,
  Run: run,
  Question: question,
  Premise: premise,
  Appraisal: appraisal,
  Judgment: judgment,
  Wording: wording,
  Basis: basis,
  Position: position,
  Marking: markingBody,
  Edition: edition,
  Codebook: codebookSchema,
  Coding: codingSchema,
} as const satisfies { [T in RecordType]: z.ZodType };

export type Body<T extends RecordType> = z.infer<(typeof BODY)[T]>;

/** Who writes: a handle of the person, and the Party it writes for. */
export const actorSchema = z.strictObject({
  by: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,79}$/u, "a short name of the person"),
  for: idSchema,
});

const envelope = {
  id: idSchema,
  at: instantSchema,
  /** The time the statement is about, where that is another than `at`. */
  heldAt: datedSchema.optional(),
  by: actorSchema.shape.by,
  for: actorSchema.shape.for,
  marking: markingSchema,
  supersedes: idSchema.optional(),
};

export interface RecordEnvelope {
  readonly id: string;
  readonly at: string;
  readonly heldAt?: string | undefined;
  readonly by: string;
  readonly for: string;
  readonly marking: z.infer<typeof markingSchema>;
  readonly supersedes?: string | undefined;
}

/** One record as it is hashed and stored. */
export type CaseRecord<T extends RecordType = RecordType> = T extends RecordType
  ? RecordEnvelope & { readonly type: T; readonly body: Body<T> }
  : never;

const schemaOf = <T extends RecordType>(type: T) =>
  z
    .strictObject({ ...envelope, type: z.literal(type), body: BODY[type] })
    .meta({ id: `${type}Record` }) as unknown as z.ZodType<CaseRecord<T>>;

/** An Artifact's record alone. */
export const artifactRecordSchema = schemaOf("Artifact");

export const recordSchema = z
  .discriminatedUnion(
    "type",
    RECORD_TYPES.map((type) => (type === "Artifact" ? artifactRecordSchema : schemaOf(type))) as never,
  )
  .meta({ id: "Record" }) as unknown as z.ZodType<CaseRecord>;

/** What a writer hands to the log: the log adds `id` and `at`. */
export type Draft<T extends RecordType = RecordType> = T extends RecordType
  ? Omit<RecordEnvelope, "id" | "at"> & { readonly type: T; readonly body: Body<T> }
  : never;

/** A draft with the id that the log issued for it. */
export type IssuedDraft = Draft & { readonly id: string };

/** A typed guard for folds: `records.filter(isType("Claim"))`. */
export function isType<T extends RecordType>(type: T): (record: CaseRecord) => record is CaseRecord<T> {
  return (record): record is CaseRecord<T> => record.type === type;
}
