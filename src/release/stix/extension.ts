/**
 * The extension that carries what STIX has no property for: likelihood, hypotheses, positions, basis, places. It adds
 * one nested object to objects of standard types and redefines nothing. Its JSON schema is made from the schemas below.
 */
import { z } from "zod";
import { tlpSchema } from "../../model/marking.ts";
import { RUNGS } from "../../model/records.ts";
import { refSchema, sha256Schema } from "../../model/refs.ts";
import type { StixObject } from "./objects.ts";

const text = z.string().min(1);
const stixId = z.string().regex(/^[a-z][a-z0-9-]*[a-z0-9]--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const stixIds = z.array(stixId).min(1).optional();
const places = z
  .array(z.strictObject({ source_ref: stixId.optional(), label: text, place: text.optional() }))
  .min(1)
  .optional();
/** Every kind has the type of extension that STIX asks for, and the record it says. */
const common = { extension_type: z.literal("property-extension"), record: refSchema };
const grades = { reliability: text, credibility: text };
const likelihood = z.union([
  z.literal("not stated"),
  z.strictObject({
    scale: text,
    term: text,
    /** Band of the term in percent. */
    lower: z.number(),
    upper: z.number(),
    percent: z.number().optional(),
  }),
]);
const confidence = z.enum(["low", "moderate", "high", "not stated"]);
const holds = z.enum(["joins", "joins with comment", "dissents", "abstains"]);

/** What the extension says, by the kind of record. */
export const extensionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    kind: z.literal("edition"),
    ceiling: tlpSchema,
    view_root: sha256Schema,
    software: text,
    scales: z
      .array(
        z.strictObject({
          scale: text,
          title: text,
          terms: z.array(z.strictObject({ term: text, lower: z.number(), upper: z.number() })).min(1),
        }),
      )
      .min(1)
      .optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("party"),
    party_kind: text,
    initials: text,
    identifiers: z
      .array(z.strictObject({ scheme: text, value: text }))
      .min(1)
      .optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("source"),
    label: text,
    held: z.boolean(),
    descriptor: text.optional(),
    published: text.optional(),
    captured_at: text.optional(),
    captured_from: text.optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("claim"),
    speaker_ref: stixId,
    polarity: z.enum(["asserts", "denies", "qualifies", "retracts"]),
    act: text.optional(),
    ...grades,
    quote: text.optional(),
    date: text.optional(),
    denial: z
      .union([z.literal("not assessed"), z.strictObject({ if_true: z.number(), if_false: z.number() })])
      .optional(),
    about_refs: stixIds,
    answers_refs: stixIds.optional(),
    places,
  }),
  z.strictObject({
    ...common,
    kind: z.literal("event"),
    event_kind: text,
    start: text,
    end: text.optional(),
    places,
  }),
  z.strictObject({
    ...common,
    kind: z.literal("finding"),
    label: text,
    status: z.enum(["finding", "candidate", "note", "not answerable"]),
    detector: text,
    version: text,
    seed: z.number(),
    refuted_by: text,
    comparison: text,
    significance: z
      .array(
        z.strictObject({
          null_model: text,
          log10p: z.number(),
          correction: text,
          tests: z.number(),
          level: z.number(),
        }),
      )
      .min(1)
      .optional(),
    rows: z.strictObject({ count: z.number(), sha256: sha256Schema }),
    input_sha256: z.array(sha256Schema).min(1).optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("premise"),
    premise_kind: z.enum(["assumption", "gap", "indicator"]),
    due: text.optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("question"),
    label: text,
    exclusive: z.boolean(),
    exhaustive: z.boolean(),
    hypotheses: z.array(z.strictObject({ hypothesis: refSchema, text })).min(1),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("judgment"),
    label: text,
    hypothesis: refSchema.optional(),
    rung: z.enum(RUNGS).optional(),
    states: text,
    rests_on_refs: stixIds,
    basis: z
      .array(
        z.strictObject({
          stands: z.enum(["for", "against", "context"]),
          entry: text,
          entry_ref: stixId.optional(),
          why: text.optional(),
        }),
      )
      .min(1)
      .optional(),
    origins_for: z.number(),
    origins_against: z.number(),
    search_effort: z.strictObject({ found: z.enum(["none found", "found"]), searched: text }).optional(),
    gaps: z
      .array(z.strictObject({ code: text, text }))
      .min(1)
      .optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("own-position"),
    holds,
    likelihood,
    confidence,
    signature: z.enum(["holds", "does not hold", "not signed"]),
    held_at: text.optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("reported-position"),
    organisation_ref: stixId,
    holds,
    likelihood,
    confidence,
    reported_in: refSchema.optional(),
    places,
    held_at: text.optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("technique"),
    technique: text,
    basis: z.enum(["observed", "inferred", "not stated"]),
    why: text.optional(),
  }),
]);
export type Extension = z.infer<typeof extensionSchema>;

/** What a writer gives: the type of extension is the same for all. */
type WithoutType<T> = T extends unknown ? Omit<T, "extension_type"> : never;
export type ExtensionData = WithoutType<Extension>;

export const EXTENSION_ID = "extension-definition--f3d94bff-2cb0-588c-a223-5479a7afcf5f";
const MAKER_ID = "identity--5a3dce26-e75d-55ea-be7f-88f6bc3abc1c";
/** When this version of the extension was fixed. */
const FIXED = "2026-11-01T00:00:00.000Z";

/** The definition of the extension and the identity that made it; the same in every bundle. */
export function extensionObjects(): readonly StixObject[] {
  return [
    {
      type: "identity",
      spec_version: "2.1",
      id: MAKER_ID,
      created: FIXED,
      modified: FIXED,
      name: "Plumbline",
      description: "The program that wrote the bundle. It judges nothing.",
      identity_class: "system",
    },
    {
      type: "extension-definition",
      spec_version: "2.1",
      id: EXTENSION_ID,
      created_by_ref: MAKER_ID,
      created: FIXED,
      modified: FIXED,
      name: "Plumbline assessment",
      description:
        "Judgments with hypotheses and basis, positions of organisations with likelihood and confidence apart, and " +
        "places in sources. A likelihood is never in the property confidence.",
      schema: "JSON Schema: docs/schemas/stix-extension.schema.json of the package plumbline.",
      version: "1.0.0",
      extension_types: ["property-extension"],
    },
  ];
}
