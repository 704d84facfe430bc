/**
 * Types of the reasoning views: ledger, history, chain, denials, premises, calibration and the nine questions, as one
 * reader sees them (the matrix is in `matrix.ts`). Readonly plain data; the same objects are the JSON of command line and API.
 * What nobody recorded is said in words ("not recorded", "not assessed", "not applicable"), never left blank.
 */
import type { CodebookView, CodingView } from "./coding.ts";
import type { LinchpinView, MatrixView } from "./matrix.ts";
import type { Body } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import type {
  GradeView,
  LikelihoodView,
  Named,
  PartyView,
  PlaceView,
  PositionView,
  Recorded,
} from "./basics.ts";
import type { JudgmentView } from "./edition.ts";

/** Narrows a fold in time. Both may be given; without either the whole case counts. */
export interface AsOf {
  /** As known to the case on: a date with its precision, its end included; what the log took later is left out. */
  readonly at?: string;
  /** As held on: a date with its precision, its end included; what is held for a later time is left out. */
  readonly heldAt?: string;
}

/** One line of the access log, which lives outside the case. */
export interface AccessEntry {
  readonly person: string;
  /** Id of the Party the person read for. */
  readonly organisation: Ref;
  /** Id of the Artifact or the other record that was read. */
  readonly record: Ref;
  readonly at: string;
}

/** One grade as one person entered it: reliability of a source, or credibility of an item. */
export interface GradeEntry extends Recorded {
  readonly aspect: "reliability" | "credibility";
  readonly value: string;
  /** What was graded: the item, its speaker, or its source. */
  readonly of: Ref;
}

export interface LedgerItem extends Named {
  readonly kind: "Claim" | "Event" | "Finding";
  readonly date?: string;
  readonly speaker?: PartyView;
  readonly polarity?: Body<"Claim">["polarity"];
  readonly places: readonly PlaceView[];
  /** The grades that count: the latest of each. */
  readonly grade: GradeView;
  /** Every standing grade: reliability first, then credibility, each oldest first. */
  readonly grades: readonly GradeEntry[];
  readonly origins: readonly Ref[] | "not recorded";
  /** Standing judgments that cite it, and on which side. */
  readonly citedIn: readonly { readonly judgment: Named; readonly stands: Body<"Basis">["stands"] }[];
}

/** Two or more items that end at the same origins: one report, however often it is retold. */
export interface CircularGroup {
  readonly origins: readonly Named[];
  readonly items: readonly Named[];
}

/** Do people grade the item by its source? Spearman's rank correlation over items with both grades. */
export interface GradeCorrelation {
  /** Items with a reliability of A to E and a credibility of 1 to 5. */
  readonly n: number;
  /** Of these, on the diagonal A1, B2, C3, D4, E5. */
  readonly diagonal: number;
  readonly spearman: number | "not defined";
  /** Items left out because a grade is F, 6 or not assessed. */
  readonly withoutBasis: number;
}

export interface LedgerView {
  readonly items: readonly LedgerItem[];
  /** Distinct known origins over all items, and items whose lineage nobody recorded. */
  readonly origins: number;
  readonly unknownLineage: number;
  readonly circular: readonly CircularGroup[];
  readonly correlation: GradeCorrelation;
}

/** One record that changed a judgment. */
export interface HistoryChange extends Recorded {
  readonly kind: "Judgment" | "Position" | "Wording" | "Basis" | "Marking" | "Appraisal" | "Withdrawal";
  readonly change: "added" | "replaced" | "withdrawn" | "re-marked";
  /** The record it moved. */
  readonly moved: Ref;
  /** `nothing` where the record was the first. */
  readonly before: string;
  readonly after: string;
}

export interface HindsightView {
  /** The resolution or the Event, and its date. */
  readonly outcome: Named;
  readonly on: string;
  /** Positions as held before it. */
  readonly positions: readonly PositionView[];
  /** Changes left out because they are dated on or after it. */
  readonly leftOut: readonly Ref[];
}

export interface HistoryView {
  readonly judgment: Named;
  /** In the order in which the log took them. */
  readonly changes: readonly HistoryChange[];
  /** The same changes by the time they are held for (`heldAt`, else `at`). */
  readonly byHeldAt: readonly Ref[];
  readonly hindsight: HindsightView | "no outcome named";
}

/** A rule of the attribution chain that does not hold. */
export interface ChainBreach {
  readonly code: "INV4";
  /** `rung`: likelier than what it rests on. `category`: high confidence on fewer than two IIAF categories. */
  readonly rule: "rung" | "category";
  readonly position: Ref;
  readonly judgment: Ref;
  readonly organisation: PartyView;
  readonly stance: "own" | "reported";
  readonly text: string;
}

export interface ChainStep {
  readonly judgment: Named;
  readonly states: string;
  readonly rung?: string;
  readonly restsOn: readonly Ref[];
  readonly positions: readonly PositionView[];
  /** IIAF categories of what stands for it and for what it rests on. */
  readonly categories: readonly string[];
  /** Known origins that stand for it and for nothing it rests on. */
  readonly independentOrigins: readonly Ref[];
  readonly breaches: readonly ChainBreach[];
}

/** From the top down; every step comes before what it rests on. */
export interface ChainView {
  readonly steps: readonly ChainStep[];
}

export interface DenialWeight extends Recorded {
  /** P(said given the denial is true) and P(said given it is false). */
  readonly ifTrue: number;
  readonly ifFalse: number;
  /** ifTrue / ifFalse: above 1 the denial speaks for what it says. */
  readonly ratio: number | "not bounded" | "not defined";
  readonly says: string;
}

export interface DenialView {
  readonly claim: Named;
  readonly speaker: PartyView;
  readonly date?: string;
  readonly weighed: readonly DenialWeight[] | "not assessed";
}

export interface PremiseStateView extends Named {
  readonly kind: Body<"Premise">["kind"];
  readonly about: readonly Ref[];
  readonly due?: string;
  readonly resolution:
    | {
        readonly ref: Ref;
        readonly outcome: "happened" | "did not happen" | "cannot be told";
        readonly on: string;
      }
    | "open"
    | "not applicable";
  /** Due before the given clock, and open. */
  readonly overdue: boolean;
}

export interface PremisesView {
  /** The clock that "overdue" is measured against. */
  readonly now: string;
  readonly premises: readonly PremiseStateView[];
}

/** One probability that was stated before an outcome, and what came out. */
export interface ForecastView {
  readonly ref: Ref;
  readonly judgment: Named;
  readonly outcome: Ref;
  /** Stated number, else the middle of the term's band, from 0 to 1. */
  readonly probability: number;
  readonly term?: LikelihoodView;
  readonly happened: boolean;
}

export interface ReliabilityRow {
  /** A term with its scale, or a tenth such as 60 to 70 %. */
  readonly bin: string;
  readonly n: number;
  readonly meanForecast: number;
  readonly frequency: number;
  /** Wilson's interval at 95 %. */
  readonly interval: readonly [number, number];
  readonly tooFew: boolean;
}

export interface OrganisationCalibration {
  readonly organisation: PartyView;
  readonly stance: "own" | "reported";
  readonly n: number;
  readonly brier: number;
  /** Hoeffding's interval at 95 %: wide, and valid for any n of independent outcomes. */
  readonly interval: readonly [number, number];
  readonly tooFew: boolean;
  readonly reliability: readonly ReliabilityRow[];
  readonly forecasts: readonly ForecastView[];
}

export interface CalibrationView {
  readonly organisations: readonly OrganisationCalibration[];
  /** Indicators that resolved as "cannot be told", or decide no judgment. */
  readonly notScored: readonly { readonly premise: Named; readonly why: string }[];
  readonly open: number;
}

/** One line of an answer, with the records that make it. */
export interface AnswerLine {
  readonly text: string;
  readonly refs: readonly Ref[];
}

export interface AnswerView {
  /** 1 to 9. */
  readonly number: number;
  readonly question: string;
  /** `answered`: lines follow. The others are answers, too; lines may say what is known besides. */
  readonly state: "answered" | "not recorded" | "not public";
  readonly lines: readonly AnswerLine[];
}

export interface QuestionsView {
  readonly answers: readonly AnswerView[];
}

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
