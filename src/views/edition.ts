/**
 * Views: what a reader at a ceiling sees. A view is computed from the records visible at the ceiling, filtered first;
 * counts, origins, numbering and labels are computed per view. `case` makes them, `release` and the page render them.
 * Everything is readonly plain data.
 */
import { z } from "zod";
import { findingSchema } from "../model/finding.ts";
import { markingSchema } from "../model/marking.ts";
import { BODY, figureWordsSchema, formSchema, recordSchema } from "../model/records.ts";
import { refSchema, sha256Schema } from "../model/refs.ts";
import { instantSchema } from "../model/time.ts";
import {
  claimAnswers,
  gradeSchema,
  itemOriginsSchema,
  originsSchema,
  partySchema,
  placeSchema,
  positionSchema,
  refs,
  stanceSchema,
} from "./basics.ts";
import { linchpinViewSchema } from "./linchpin.ts";
import { count, list, shape, text, view } from "./plain.ts";

const places = list(placeSchema);
const premiseKind = BODY.Premise.shape.kind;
const { polarity } = BODY.Claim.shape;
const { stands } = BODY.Basis.shape;

/** One visible record with what recomputes its leaf. */
const viewRecordSchema = shape({
  record: recordSchema,
  /** Salt and leaf in lower-case hexadecimal. */
  salt: text,
  leaf: text,
});
export type ViewRecord = z.infer<typeof viewRecordSchema>;

/** Source (an Artifact) as this view may describe it. */
const sourceSchema = view("Source", {
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
  /** Where something quotes it or names characters in it: whether these were held against its bytes. */
  passages: z.enum(["checked", "not held", "not read yet"]).exactOptional(),
  /** The file of the edition that holds its bytes, where somebody recorded the right to pass it on. */
  carried: text.exactOptional(),
});
export type SourceView = z.infer<typeof sourceSchema>;

/** An item that a Basis cites, labelled per view: E1, E2, … */
const evidenceSchema = view("Evidence", {
  ref: refSchema,
  label: text,
  kind: z.enum(["Claim", "Event", "Finding", "Premise"]),
  /** Of a Claim, who said it and with which verb, then what was said. */
  text,
  /** Verbatim passage, printed as a quotation. */
  quote: text.exactOptional(),
  speaker: partySchema.exactOptional(),
  polarity: polarity.exactOptional(),
  date: text.exactOptional(),
  grade: gradeSchema,
  /**
   * Distinct origins that are known, as references; `not recorded` corroborates nothing. A premise is nobody's
   * observation: lineage and grades are `not applicable`.
   */
  origins: itemOriginsSchema,
  /** Premises: assumption, gap or indicator. */
  premise: premiseKind.exactOptional(),
  places,
});
export type EvidenceView = z.infer<typeof evidenceSchema>;

const basisSchema = view("BasisView", {
  ref: refSchema,
  entry: z.union([evidenceSchema, z.literal("not public")]),
  stands,
  why: text.exactOptional(),
  places,
});
export type BasisView = z.infer<typeof basisSchema>;

const sideSchema = view("BasisSide", {
  entries: list(basisSchema),
  /** Number of distinct known origins among the sources shown. */
  origins: count,
  /** Entries whose lineage is not recorded; they corroborate nothing. */
  unknownLineage: count,
});
export type BasisSide = z.infer<typeof sideSchema>;

export const judgmentSchema = view("JudgmentView", {
  ref: refSchema,
  /** J1, J2, … in the order of the edition. */
  label: text,
  wording: shape({ ref: refSchema, text, language: text, places }).exactOptional(),
  /** What it states: the hypothesis in the words of its question, or an attribution rung. */
  states: shape({ ref: refSchema, text, rung: text.exactOptional() }),
  restsOn: list(shape({ ref: refSchema, label: text })),
  positions: list(positionSchema),
  for: sideSchema,
  against: sideSchema,
  context: sideSchema,
  /** "None found; searched so", where somebody recorded it. */
  searchEffort: shape({
    ref: refSchema,
    found: z.enum(["none found", "found"]),
    searched: text,
  }).exactOptional(),
  /** IIAF categories of what stands for it: technical, behavioural, contextual. */
  categories: list(text),
  linchpin: linchpinViewSchema,
  /** Effect appraisals about this judgment, `not assessed` included. */
  effects: list(shape({ ref: refSchema, text })),
});
export type JudgmentView = z.infer<typeof judgmentSchema>;

const questionSchema = view("QuestionView", {
  ref: refSchema,
  label: text,
  text,
  exclusive: z.boolean(),
  exhaustive: z.boolean(),
  hypotheses: list(shape({ ref: refSchema, text, judgments: list(text) })),
});
export type QuestionView = z.infer<typeof questionSchema>;

const looksSchema = view("LooksView", {
  /** 1 where nobody who may be seen looked at these posts before. */
  place: count,
  /** The runs that looked at these posts, this one last; how many windows each tested, where it has any. */
  runs: list(shape({ ref: refSchema, detector: text, windows: count.exactOptional() })),
});
export type LooksView = z.infer<typeof looksSchema>;

export const findingViewSchema = view("FindingView", {
  ref: refSchema,
  /** F1, F2, … */
  label: text,
  /** What it is called for short, told apart from the others of this view. */
  name: text,
  finding: findingSchema,
  detector: text,
  version: text,
  parameters: BODY.Run.shape.parameters,
  counts: BODY.Run.shape.counts,
  seed: count,
  at: instantSchema,
  /** What was tried on the same posts, among the runs that the reader of this view may see. */
  looks: looksSchema,
  inputs: list(shape({ ref: refSchema, sha256: sha256Schema, label: text.exactOptional() })),
  /** SHA-256 of the full result, where the view may name it. */
  output: shape({ ref: refSchema, sha256: text }).exactOptional(),
});
export type FindingView = z.infer<typeof findingViewSchema>;

const eventSchema = view("EventView", {
  ref: refSchema,
  title: text,
  kind: text,
  start: text,
  end: text.exactOptional(),
  places,
  origins: originsSchema,
});
export type EventView = z.infer<typeof eventSchema>;

/** A Claim in the ledger, whether a Basis cites it or not. */
const claimSchema = view("ClaimView", {
  ref: refSchema,
  speaker: partySchema,
  polarity,
  /** The verb, where it says more than the polarity. */
  act: text.exactOptional(),
  /** Who said it, with which verb, where it comes from, then what was said. */
  text,
  quote: text.exactOptional(),
  date: text.exactOptional(),
  about: refs,
  grade: gradeSchema,
  /** Denials: P(said given true) and P(said given false), where somebody weighed it. */
  denial: z
    .union([shape({ ifTrue: z.number(), ifFalse: z.number() }), z.literal("not assessed")])
    .exactOptional(),
  ...claimAnswers,
  /** Label of the one document behind it, where it is one alone and is shown. */
  document: text.exactOptional(),
  places,
  /** Labels of the judgments that cite it. */
  citedIn: list(text),
});
export type ClaimView = z.infer<typeof claimSchema>;

const premiseSchema = view("PremiseView", {
  ref: refSchema,
  kind: premiseKind,
  text,
  due: text.exactOptional(),
  about: refs,
});
export type PremiseView = z.infer<typeof premiseSchema>;

/** An invariant that does not hold for a reported position: printed as a gap with its code. */
const gapSchema = view("Gap", {
  /** INV1 to INV10, or NOT-PUBLIC, NOT-STATED, NOT-RECORDED. */
  code: text,
  about: refSchema,
  label: text,
  text,
});
export type GapView = z.infer<typeof gapSchema>;

const blockSchema = z
  .discriminatedUnion("block", [
    shape({ block: z.literal("heading"), text }),
    shape({ block: z.literal("text"), text, cites: refs }),
    shape({ block: z.literal("judgment"), judgment: judgmentSchema }),
    shape({ block: z.literal("question"), question: questionSchema }),
    shape({
      block: z.literal("finding"),
      finding: findingViewSchema,
      /** Titles and notes that the authors give its figures, by their places from 1 on. */
      figures: list(figureWordsSchema).exactOptional(),
    }),
  ])
  .meta({ id: "BlockView" });
export type BlockView = z.infer<typeof blockSchema>;

/** A statement about what is above the line, by the organisation that answers for it. */
const withheldSchema = view("Withheld", {
  ref: refSchema,
  /** As that organisation states it: it stands before the words. */
  text,
  organisation: partySchema,
  /** Labels of the judgments it is about; none for the whole edition. */
  about: list(text),
});
export type WithheldView = z.infer<typeof withheldSchema>;

/** Declared scale used by positions of this edition: ticks of the likelihood bar and the words of the row. */
const scaleSchema = view("Scale", {
  id: text,
  title: text,
  terms: list(shape({ term: text, band: z.tuple([z.number(), z.number()]).readonly() })),
});
export type ScaleView = z.infer<typeof scaleSchema>;

/** Everything an edition prints, but for its records. */
export const printedSchema = view("PrintedEdition", {
  /** The Edition record it follows (a draft). */
  ref: refSchema,
  title: text,
  subtitle: text.exactOptional(),
  language: text,
  notice: text.exactOptional(),
  ceiling: markingSchema,
  /** Time of the newest visible record. */
  asOf: instantSchema,
  authors: list(partySchema),
  /** Organisations with a position, in order of first appearance. */
  organisations: list(shape({ party: partySchema, stance: z.enum([...stanceSchema.options, "both"]) })),
  scales: list(scaleSchema),
  blocks: list(blockSchema),
  judgments: list(judgmentSchema),
  questions: list(questionSchema),
  findings: list(findingViewSchema),
  events: list(eventSchema),
  claims: list(claimSchema),
  premises: list(premiseSchema),
  sources: list(sourceSchema),
  gaps: list(gapSchema),
  /** What somebody answers for about what is left out: checked against the truth when the edition was published. */
  withheld: list(withheldSchema),
  /** The releaser's word that this edition says the same as every higher one. */
  parity: shape({ ref: refSchema, organisation: partySchema, by: text }).exactOptional(),
  /** Who has to sign, by when, and the keys they have declared where readers see it. */
  signOff: shape({
    by: text,
    organisations: list(shape({ party: partySchema, keys: list(text) })),
  }).exactOptional(),
  /** Forms that the edition holds beside page, `edition.json` and records, in the order they are written. */
  forms: list(formSchema),
  viewRoot: sha256Schema,
});

/** Everything an edition prints; the visible records in order of arrival are what `viewRoot` is over. */
export type EditionView = z.infer<typeof printedSchema> & { readonly records: readonly ViewRecord[] };
