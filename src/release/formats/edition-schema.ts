/**
 * The form of `edition.json`, for readers in other languages: its JSON schema (docs/schemas/edition.schema.json) is made
 * from this. It follows the types of views; its test does not compile where it differs from them.
 */
import { z } from "zod";
import { findingSchema } from "../../model/finding.ts";
import { markingSchema } from "../../model/marking.ts";
import { refSchema, sha256Schema } from "../../model/refs.ts";
import { instantSchema } from "../../model/time.ts";

const text = z.string();
const count = z.int().nonnegative();
const band = z.tuple([z.number(), z.number()]).readonly();
const refs = z.array(refSchema).readonly();
const list = <T extends z.ZodType>(schema: T) => z.array(schema).readonly();

const party = z
  .strictObject({
    ref: refSchema,
    name: text,
    initials: text,
    kind: z.enum(["person", "organisation", "service", "channel", "account", "domain", "system", "group"]),
  })
  .meta({ id: "party" });
const place = z.strictObject({ source: refSchema, label: text, text }).meta({ id: "place" });
const places = list(place);
const grade = z.strictObject({ reliability: text, credibility: text });
const polarity = z.enum(["asserts", "denies", "qualifies", "retracts"]);
const premiseKind = z.enum(["assumption", "gap", "indicator"]);
const stands = z.enum(["for", "against", "context"]);
const value = z.union([text, z.number(), z.boolean(), z.null()]);

const position = z
  .strictObject({
    ref: refSchema,
    organisation: party,
    stance: z.enum(["own", "reported"]),
    holds: z.enum(["joins", "joins with comment", "dissents", "abstains"]),
    likelihood: z.union([
      z.literal("not stated"),
      z.strictObject({ scale: text, term: text, band, percent: z.number().exactOptional() }),
    ]),
    confidence: z.enum(["low", "moderate", "high", "not stated"]),
    why: text.exactOptional(),
    reportedIn: z.strictObject({ ref: refSchema, places }).exactOptional(),
    signed: z.strictObject({ key: text, holds: z.boolean() }).exactOptional(),
    at: instantSchema,
    heldAt: text.exactOptional(),
  })
  .meta({ id: "position" });

const evidence = z
  .strictObject({
    ref: refSchema,
    label: text,
    kind: z.enum(["Claim", "Event", "Finding", "Premise"]),
    text,
    quote: text.exactOptional(),
    speaker: party.exactOptional(),
    polarity: polarity.exactOptional(),
    date: text.exactOptional(),
    grade,
    origins: z.union([refs, z.literal("not recorded"), z.literal("not applicable")]),
    premise: premiseKind.exactOptional(),
    places,
  })
  .meta({ id: "evidence" });
const side = z
  .strictObject({
    entries: list(
      z.strictObject({
        ref: refSchema,
        entry: z.union([evidence, z.literal("not public")]),
        stands,
        why: text.exactOptional(),
        places,
      }),
    ),
    origins: count,
    unknownLineage: count,
  })
  .meta({ id: "side" });

const named = z.strictObject({ ref: refSchema, name: text, text }).meta({ id: "named" });
const linchpin = z.strictObject({
  matrix: z.union([
    z.literal("not recorded"),
    list(
      z.strictObject({
        of: z.union([party, z.literal("joint")]),
        scores: list(z.enum(["count of I and II", "inconsistency score", "PARC weighted"])),
        dropped: z.enum(["item", "origin"]),
        without: named,
        items: refs,
        before: refs,
        after: refs,
        change: z.enum(["moves", "narrows", "widens", "empties"]),
      }),
    ),
  ]),
  carriedBy: list(named),
});

const judgment = z
  .strictObject({
    ref: refSchema,
    label: text,
    wording: z.strictObject({ ref: refSchema, text, language: text, places }).exactOptional(),
    states: z.strictObject({ ref: refSchema, text, rung: text.exactOptional() }),
    restsOn: list(z.strictObject({ ref: refSchema, label: text })),
    positions: list(position),
    for: side,
    against: side,
    context: side,
    searchEffort: z
      .strictObject({ ref: refSchema, found: z.enum(["none found", "found"]), searched: text })
      .exactOptional(),
    categories: list(text),
    linchpin,
    effects: list(z.strictObject({ ref: refSchema, text })),
  })
  .meta({ id: "judgment" });
const question = z
  .strictObject({
    ref: refSchema,
    label: text,
    text,
    exclusive: z.boolean(),
    exhaustive: z.boolean(),
    hypotheses: list(z.strictObject({ ref: refSchema, text, judgments: list(text) })),
  })
  .meta({ id: "question" });
const finding = z
  .strictObject({
    ref: refSchema,
    label: text,
    finding: findingSchema,
    detector: text,
    version: text,
    parameters: z.record(text, value),
    counts: z.record(text, value),
    seed: count,
    at: instantSchema,
    inputs: list(z.strictObject({ ref: refSchema, sha256: sha256Schema, label: text.exactOptional() })),
    output: z.strictObject({ ref: refSchema, sha256: text }).exactOptional(),
  })
  .meta({ id: "finding" });

/** The view of an edition without its records, which are in `records.jsonl`. */
const viewSchema = z.strictObject({
  ref: refSchema,
  title: text,
  subtitle: text.exactOptional(),
  language: text,
  notice: text.exactOptional(),
  ceiling: markingSchema,
  asOf: instantSchema,
  authors: list(party),
  organisations: list(z.strictObject({ party, stance: z.enum(["own", "reported", "both"]) })),
  scales: list(z.strictObject({ id: text, title: text, terms: list(z.strictObject({ term: text, band })) })),
  blocks: list(
    z.discriminatedUnion("block", [
      z.strictObject({ block: z.literal("heading"), text }),
      z.strictObject({ block: z.literal("text"), text, cites: refs }),
      z.strictObject({ block: z.literal("judgment"), judgment }),
      z.strictObject({ block: z.literal("question"), question }),
      z.strictObject({ block: z.literal("finding"), finding }),
    ]),
  ),
  judgments: list(judgment),
  questions: list(question),
  findings: list(finding),
  events: list(
    z.strictObject({
      ref: refSchema,
      title: text,
      kind: text,
      start: text,
      end: text.exactOptional(),
      places,
      origins: z.union([refs, z.literal("not recorded")]),
    }),
  ),
  claims: list(
    z.strictObject({
      ref: refSchema,
      speaker: party,
      polarity,
      text,
      quote: text.exactOptional(),
      date: text.exactOptional(),
      about: refs,
      grade,
      denial: z
        .union([z.strictObject({ ifTrue: z.number(), ifFalse: z.number() }), z.literal("not assessed")])
        .exactOptional(),
      places,
      citedIn: list(text),
    }),
  ),
  premises: list(
    z.strictObject({ ref: refSchema, kind: premiseKind, text, due: text.exactOptional(), about: refs }),
  ),
  sources: list(
    z.strictObject({
      ref: refSchema,
      label: text,
      title: text,
      descriptor: text.exactOptional(),
      sha256: text,
      held: z.boolean(),
      published: text.exactOptional(),
      capturedAt: text.exactOptional(),
      capturedFrom: text.exactOptional(),
      bytes: count.exactOptional(),
      mediaType: text.exactOptional(),
    }),
  ),
  gaps: list(z.strictObject({ code: text, about: refSchema, label: text, text })),
  withheld: list(z.strictObject({ ref: refSchema, text, organisation: party, about: list(text) })),
  parity: z.strictObject({ ref: refSchema, organisation: party, by: text }).exactOptional(),
  signOff: z
    .strictObject({ by: text, organisations: list(z.strictObject({ party, keys: list(text) })) })
    .exactOptional(),
  viewRoot: sha256Schema,
});

/** The whole file. */
export const editionSchema = z.strictObject({
  plumbline: z.literal("edition-content"),
  format: z.literal(1),
  software: text,
  sentences: z.array(z.strictObject({ id: text, text, refs: z.array(refSchema).min(1) })),
  view: viewSchema,
});
