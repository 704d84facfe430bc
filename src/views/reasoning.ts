/**
 * The reasoning views: ledger, history, chain, denials, premises, calibration and the nine questions, as one reader sees
 * them (the matrix is in `matrix.ts`). Readonly plain data; the same objects are the JSON of command line and API.
 * What nobody recorded is said in words ("not recorded", "not assessed", "not applicable"), never left blank.
 */
import { z } from "zod";
import { BODY } from "../model/records.ts";
import { refSchema } from "../model/refs.ts";
import { instantSchema } from "../model/time.ts";
import {
  claimAnswers,
  gradeSchema,
  likelihoodSchema,
  named,
  namedSchema,
  originsSchema,
  partySchema,
  placeSchema,
  positionSchema,
  recorded,
  refs,
  stanceSchema,
} from "./basics.ts";
import type { Named } from "./basics.ts";
import type { CodebookView, CodingView } from "./coding.ts";
import type { JudgmentView } from "./edition.ts";
import type { LinchpinView } from "./linchpin.ts";
import type { MatrixView } from "./matrix.ts";
import type { StaleView } from "./stale.ts";
import { count, list, shape, text, view } from "./plain.ts";

/** Narrows a fold in time. Both may be given; without either the whole case counts. */
export interface AsOf {
  /** As known to the case on: a date with its precision, its end included; what the log took later is left out. */
  readonly at?: string;
  /** As held on: a date with its precision, its end included; what is held for a later time is left out. */
  readonly heldAt?: string;
}

/** One line of the access log, which lives outside the case. */
export const accessEntrySchema = view("AccessEntry", {
  person: text,
  /** Id of the Party the person read for. */
  organisation: refSchema,
  /** Id of the Artifact or the other record that was read. */
  record: refSchema,
  at: instantSchema,
});
export type AccessEntry = z.infer<typeof accessEntrySchema>;

/** One grade as one person entered it: reliability of a source, or credibility of an item. */
const gradeEntrySchema = view("GradeEntry", {
  ...recorded,
  aspect: z.enum(["reliability", "credibility"]),
  value: text,
  /** What was graded: the item, its speaker, or its source. */
  of: refSchema,
});
export type GradeEntry = z.infer<typeof gradeEntrySchema>;

const ledgerItemSchema = view("LedgerItem", {
  ...named,
  kind: z.enum(["Claim", "Event", "Finding"]),
  date: text.exactOptional(),
  speaker: partySchema.exactOptional(),
  polarity: BODY.Claim.shape.polarity.exactOptional(),
  /** Of a claim: its verb, where that says more than the polarity; what it answers, and who answers it. */
  act: text.exactOptional(),
  ...claimAnswers,
  places: list(placeSchema),
  /** The grades that count: the latest of each. */
  grade: gradeSchema,
  /** Every standing grade: reliability first, then credibility, each oldest first. */
  grades: list(gradeEntrySchema),
  origins: originsSchema,
  /** Standing judgments that cite it, and on which side. */
  citedIn: list(shape({ judgment: namedSchema, stands: BODY.Basis.shape.stands })),
});
export type LedgerItem = z.infer<typeof ledgerItemSchema>;

/** Two or more items that end at the same origins: one report, however often it is retold. */
const circularSchema = shape({ origins: list(namedSchema), items: list(namedSchema) });
export type CircularGroup = z.infer<typeof circularSchema>;

/** Do people grade the item by its source? Spearman's rank correlation over items with both grades. */
const correlationSchema = shape({
  /** Items with a reliability of A to E and a credibility of 1 to 5. */
  n: count,
  /** Of these, on the diagonal A1, B2, C3, D4, E5. */
  diagonal: count,
  spearman: z.union([z.number(), z.literal("not defined")]),
  /** Items left out because a grade is F, 6 or not assessed. */
  withoutBasis: count,
});
export type GradeCorrelation = z.infer<typeof correlationSchema>;

/** A document that carries alone what is named with it: nothing else is behind these items, or under these judgments. */
const oneDocumentSchema = view("OneDocument", {
  document: namedSchema,
  items: list(namedSchema),
  judgments: list(namedSchema),
});
export type OneDocument = z.infer<typeof oneDocumentSchema>;

export const ledgerSchema = view("Ledger", {
  items: list(ledgerItemSchema),
  /** Distinct known origins over all items, and items whose lineage nobody recorded. */
  origins: count,
  unknownLineage: count,
  circular: list(circularSchema),
  /** Documents that carry items or judgments alone, those with most items first. */
  oneDocument: list(oneDocumentSchema),
  correlation: correlationSchema,
});
export type LedgerView = z.infer<typeof ledgerSchema>;

/** One record that changed a judgment. */
const changeSchema = view("HistoryChange", {
  ...recorded,
  kind: z.enum(["Judgment", "Position", "Wording", "Basis", "Marking", "Appraisal", "Withdrawal"]),
  change: z.enum(["added", "replaced", "withdrawn", "re-marked"]),
  /** The record it moved. */
  moved: refSchema,
  /** The records that raised or lowered a position, as it names them. */
  movedBy: list(namedSchema).exactOptional(),
  /** `nothing` where the record was the first. */
  before: text,
  after: text,
  /** Of a position: who holds what, as it was taken. */
  position: shape({
    organisation: partySchema,
    stance: stanceSchema,
    holds: BODY.Position.shape.holds,
    likelihood: z.union([z.literal("not stated"), likelihoodSchema]),
  }).exactOptional(),
});
export type HistoryChange = z.infer<typeof changeSchema>;

const hindsightSchema = shape({
  /** The resolution or the Event, and its date. */
  outcome: namedSchema,
  on: text,
  /** Positions as held before it. */
  positions: list(positionSchema),
  /** Changes left out because they are dated on or after it. */
  leftOut: refs,
});
export type HindsightView = z.infer<typeof hindsightSchema>;

export const historySchema = view("History", {
  judgment: namedSchema,
  /** In the order in which the log took them. */
  changes: list(changeSchema),
  /** The same changes by the time they are held for (`heldAt`, else `at`). */
  byHeldAt: refs,
  hindsight: z.union([hindsightSchema, z.literal("no outcome named")]),
});
export type HistoryView = z.infer<typeof historySchema>;

/** A rule of the attribution chain that does not hold. */
const breachSchema = shape({
  code: z.literal("INV4"),
  /** `rung`: likelier than what it rests on. `category`: high confidence on fewer than two IIAF categories. */
  rule: z.enum(["rung", "category"]),
  position: refSchema,
  judgment: refSchema,
  organisation: partySchema,
  stance: stanceSchema,
  text,
});
export type ChainBreach = z.infer<typeof breachSchema>;

const stepSchema = view("ChainStep", {
  judgment: namedSchema,
  states: text,
  rung: text.exactOptional(),
  restsOn: refs,
  positions: list(positionSchema),
  /** IIAF categories of what stands for it and for what it rests on. */
  categories: list(text),
  /** Known origins that stand for it and for nothing it rests on. */
  independentOrigins: refs,
  breaches: list(breachSchema),
});
export type ChainStep = z.infer<typeof stepSchema>;

/** From the top down; every step comes before what it rests on. */
export const chainSchema = view("Chain", { steps: list(stepSchema) });
export type ChainView = z.infer<typeof chainSchema>;

const denialWeightSchema = shape({
  ...recorded,
  /** P(said given the denial is true) and P(said given it is false). */
  ifTrue: z.number(),
  ifFalse: z.number(),
  /** ifTrue / ifFalse: above 1 the denial speaks for what it says. */
  ratio: z.union([z.number(), z.literal("not bounded"), z.literal("not defined")]),
  says: text,
});
export type DenialWeight = z.infer<typeof denialWeightSchema>;

const denialSchema = shape({
  claim: namedSchema,
  speaker: partySchema,
  date: text.exactOptional(),
  weighed: z.union([list(denialWeightSchema), z.literal("not assessed")]),
});
export type DenialView = z.infer<typeof denialSchema>;

const premiseStateSchema = shape({
  ...named,
  kind: BODY.Premise.shape.kind,
  about: refs,
  due: text.exactOptional(),
  resolution: z.union([
    shape({ ref: refSchema, outcome: z.enum(["happened", "did not happen", "cannot be told"]), on: text }),
    z.literal("open"),
    z.literal("not applicable"),
  ]),
  /** Due before the given clock, and open. */
  overdue: z.boolean(),
});
export type PremiseStateView = z.infer<typeof premiseStateSchema>;

const premisesSchema = shape({
  /** The clock that "overdue" is measured against. */
  now: text,
  premises: list(premiseStateSchema),
});
export type PremisesView = z.infer<typeof premisesSchema>;

/** One probability that was stated before an outcome, and what came out. */
const forecastSchema = view("Forecast", {
  ref: refSchema,
  judgment: namedSchema,
  outcome: refSchema,
  /** Stated number, else the middle of the term's band, from 0 to 1. */
  probability: z.number(),
  term: likelihoodSchema.exactOptional(),
  happened: z.boolean(),
});
export type ForecastView = z.infer<typeof forecastSchema>;

const interval = z.tuple([z.number(), z.number()]).readonly();
const reliabilitySchema = view("ReliabilityRow", {
  /** A term with its scale, or a tenth such as 60 to 70 %. */
  bin: text,
  n: count,
  meanForecast: z.number(),
  frequency: z.number(),
  /** Wilson's interval at 95 %. */
  interval,
  tooFew: z.boolean(),
});
export type ReliabilityRow = z.infer<typeof reliabilitySchema>;

const organisationSchema = view("OrganisationCalibration", {
  organisation: partySchema,
  stance: stanceSchema,
  n: count,
  brier: z.number(),
  /** Hoeffding's interval at 95 %: wide, and valid for any n of independent outcomes. */
  interval,
  tooFew: z.boolean(),
  reliability: list(reliabilitySchema),
  forecasts: list(forecastSchema),
});
export type OrganisationCalibration = z.infer<typeof organisationSchema>;

export const calibrationSchema = view("Calibration", {
  organisations: list(organisationSchema),
  /** Indicators that resolved as "cannot be told", or decide no judgment. */
  notScored: list(shape({ premise: namedSchema, why: text })),
  open: count,
});
export type CalibrationView = z.infer<typeof calibrationSchema>;

/** One line of an answer, with the records that make it. */
const lineSchema = shape({ text, refs });
export type AnswerLine = z.infer<typeof lineSchema>;

const answerSchema = view("Answer", {
  /** 1 to 9. */
  number: z.int().min(1).max(9),
  question: text,
  /** `answered`: lines follow. The others are answers, too; lines may say what is known besides. */
  state: z.enum(["answered", "not recorded", "not public"]),
  lines: list(lineSchema),
});
export type AnswerView = z.infer<typeof answerSchema>;

export const nineQuestionsSchema = view("NineQuestions", { answers: list(answerSchema) });
export type QuestionsView = z.infer<typeof nineQuestionsSchema>;

/** The reasoning of a case as one reader sees it at one time. Names are ids, or keys of visible records. */
export interface Reasoning {
  ledger(): LedgerView;
  /** Refs of the questions, in order of arrival. */
  questions(): readonly Named[];
  judgments(): readonly Named[];
  /** With positions and both sides of the basis, in the order of the newest draft. */
  judgmentViews(): readonly JudgmentView[];
  /** @throws PlumblineError NOT_FOUND, AMBIGUOUS. */
  matrix(question: string): MatrixView;
  /** @param outcome an Event or a resolved indicator, for the hindsight view */
  history(judgment: string, outcome?: string): HistoryView;
  /** The chain under one judgment, or under all. */
  chain(judgment?: string): ChainView;
  denials(): readonly DenialView[];
  /** @param now the clock that due dates are measured against, ISO 8601 UTC */
  premises(now: string): PremisesView;
  calibration(): CalibrationView;
  /** What stands on an import that was replaced or withdrawn, what is made of its posts first. */
  stale(): readonly StaleView[];
  /** Standing codebooks, in order of arrival. */
  codebooks(): readonly CodebookView[];
  /**
   * Who coded what with a codebook, and how far coders agree.
   * @param blindFor a coder who is shown no code by others of a unit that this person has not coded
   * @throws PlumblineError NOT_FOUND, AMBIGUOUS.
   */
  coding(codebook: string, blindFor?: string): CodingView;
  linchpin(judgment: string): LinchpinView;
  /** The nine questions of a hostile reader. */
  nineQuestions(access?: readonly AccessEntry[]): QuestionsView;
}
