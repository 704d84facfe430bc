/**
 * Types of views: what a reader at a ceiling sees. A view is computed from the records visible at the ceiling,
 * filtered first; counts, origins, numbering and labels are computed per view. `case` makes them, `release` and the
 * page render them. Everything is readonly plain data.
 */
import type { Finding } from "../model/finding.ts";
import type { LinchpinView } from "./matrix.ts";
import type { Marking } from "../model/marking.ts";
import type { Body, CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import type { GradeView, PartyView, PlaceView, PositionView } from "./basics.ts";

/** One visible record with what recomputes its leaf. */
export interface ViewRecord {
  readonly record: CaseRecord;
  /** Salt and leaf in lower-case hexadecimal. */
  readonly salt: string;
  readonly leaf: string;
}

/** Source (an Artifact) as this view may describe it. */
export interface SourceView {
  readonly ref: Ref;
  readonly label: string;
  readonly title: string;
  readonly descriptor?: string;
  readonly sha256: string;
  readonly held: boolean;
  readonly published?: string;
  readonly capturedAt?: string;
  readonly capturedFrom?: string;
  readonly bytes?: number;
  readonly mediaType?: string;
}

/** An item that a Basis cites, labelled per view: E1, E2, … */
export interface EvidenceView {
  readonly ref: Ref;
  readonly label: string;
  readonly kind: "Claim" | "Event" | "Finding" | "Premise";
  readonly text: string;
  /** Verbatim passage, printed as a quotation. */
  readonly quote?: string;
  readonly speaker?: PartyView;
  readonly polarity?: Body<"Claim">["polarity"];
  readonly date?: string;
  readonly grade: GradeView;
  /**
   * Distinct origins that are known, as references; `not recorded` corroborates nothing. A premise is nobody's
   * observation: lineage and grades are `not applicable`.
   */
  readonly origins: readonly Ref[] | "not recorded" | "not applicable";
  /** Premises: assumption, gap or indicator. */
  readonly premise?: Body<"Premise">["kind"];
  readonly places: readonly PlaceView[];
}

export interface BasisView {
  readonly ref: Ref;
  readonly entry: EvidenceView | "not public";
  readonly stands: Body<"Basis">["stands"];
  readonly why?: string;
  readonly places: readonly PlaceView[];
}

export interface BasisSide {
  readonly entries: readonly BasisView[];
  /** Number of distinct known origins among the sources shown. */
  readonly origins: number;
  /** Entries whose lineage is not recorded; they corroborate nothing. */
  readonly unknownLineage: number;
}

export interface JudgmentView {
  readonly ref: Ref;
  /** J1, J2, … in the order of the edition. */
  readonly label: string;
  readonly wording?: {
    readonly ref: Ref;
    readonly text: string;
    readonly language: string;
    readonly places: readonly PlaceView[];
  };
  /** What it states: the hypothesis in the words of its question, or an attribution rung. */
  readonly states: { readonly ref: Ref; readonly text: string; readonly rung?: string };
  readonly restsOn: readonly { readonly ref: Ref; readonly label: string }[];
  readonly positions: readonly PositionView[];
  readonly for: BasisSide;
  readonly against: BasisSide;
  readonly context: BasisSide;
  /** "None found; searched so", where somebody recorded it. */
  readonly searchEffort?: {
    readonly ref: Ref;
    readonly found: "none found" | "found";
    readonly searched: string;
  };
  /** IIAF categories of what stands for it: technical, behavioural, contextual. */
  readonly categories: readonly string[];
  readonly linchpin: LinchpinView;
  /** Effect appraisals about this judgment, `not assessed` included. */
  readonly effects: readonly { readonly ref: Ref; readonly text: string }[];
}

export interface QuestionView {
  readonly ref: Ref;
  readonly label: string;
  readonly text: string;
  readonly exclusive: boolean;
  readonly exhaustive: boolean;
  readonly hypotheses: readonly {
    readonly ref: Ref;
    readonly text: string;
    readonly judgments: readonly string[];
  }[];
}

export interface FindingView {
  readonly ref: Ref;
  /** F1, F2, … */
  readonly label: string;
  readonly finding: Finding;
  readonly detector: string;
  readonly version: string;
  readonly parameters: Body<"Run">["parameters"];
  readonly counts: Body<"Run">["counts"];
  readonly seed: number;
  readonly at: string;
  readonly inputs: readonly { readonly ref: Ref; readonly sha256: string; readonly label?: string }[];
  /** SHA-256 of the full result, where the view may name it. */
  readonly output?: { readonly ref: Ref; readonly sha256: string };
}

export interface EventView {
  readonly ref: Ref;
  readonly title: string;
  readonly kind: string;
  readonly start: string;
  readonly end?: string;
  readonly places: readonly PlaceView[];
  readonly origins: readonly Ref[] | "not recorded";
}

/** A Claim in the ledger, whether a Basis cites it or not. */
export interface ClaimView {
  readonly ref: Ref;
  readonly speaker: PartyView;
  readonly polarity: Body<"Claim">["polarity"];
  readonly text: string;
  readonly quote?: string;
  readonly date?: string;
  readonly about: readonly Ref[];
  readonly grade: GradeView;
  /** Denials: P(said given true) and P(said given false), where somebody weighed it. */
  readonly denial?: { readonly ifTrue: number; readonly ifFalse: number } | "not assessed";
  readonly places: readonly PlaceView[];
  /** Labels of the judgments that cite it. */
  readonly citedIn: readonly string[];
}

export interface PremiseView {
  readonly ref: Ref;
  readonly kind: Body<"Premise">["kind"];
  readonly text: string;
  readonly due?: string;
  readonly about: readonly Ref[];
}

/** An invariant that does not hold for a reported position: printed as a gap with its code. */
export interface GapView {
  /** INV1 to INV10, or NOT-PUBLIC, NOT-STATED, NOT-RECORDED. */
  readonly code: string;
  readonly about: Ref;
  readonly label: string;
  readonly text: string;
}

export type BlockView =
  | { readonly block: "heading"; readonly text: string }
  | { readonly block: "text"; readonly text: string; readonly cites: readonly Ref[] }
  | { readonly block: "judgment"; readonly judgment: JudgmentView }
  | { readonly block: "question"; readonly question: QuestionView }
  | { readonly block: "finding"; readonly finding: FindingView };

/** A statement about what is above the line, by the organisation that answers for it. */
export interface WithheldView {
  readonly ref: Ref;
  readonly text: string;
  readonly organisation: PartyView;
  /** Labels of the judgments it is about; none for the whole edition. */
  readonly about: readonly string[];
}

/** Declared scale used by positions of this edition: ticks of the likelihood bar and the words of the row. */
export interface ScaleView {
  readonly id: string;
  readonly title: string;
  readonly terms: readonly { readonly term: string; readonly band: readonly [number, number] }[];
}

/** Everything an edition prints. */
export interface EditionView {
  /** The Edition record it follows (a draft). */
  readonly ref: Ref;
  readonly title: string;
  readonly subtitle?: string;
  readonly language: string;
  readonly notice?: string;
  readonly ceiling: Marking;
  /** Time of the newest visible record. */
  readonly asOf: string;
  readonly authors: readonly PartyView[];
  /** Organisations with a position, in order of first appearance. */
  readonly organisations: readonly {
    readonly party: PartyView;
    readonly stance: "own" | "reported" | "both";
  }[];
  readonly scales: readonly ScaleView[];
  readonly blocks: readonly BlockView[];
  readonly judgments: readonly JudgmentView[];
  readonly questions: readonly QuestionView[];
  readonly findings: readonly FindingView[];
  readonly events: readonly EventView[];
  readonly claims: readonly ClaimView[];
  readonly premises: readonly PremiseView[];
  readonly sources: readonly SourceView[];
  readonly gaps: readonly GapView[];
  /** What somebody answers for about what is left out: checked against the truth when the edition was published. */
  readonly withheld: readonly WithheldView[];
  /** The releaser's word that this edition says the same as every higher one. */
  readonly parity?: { readonly ref: Ref; readonly organisation: PartyView; readonly by: string };
  /** Who has to sign, by when, and the keys they have declared where readers see it. */
  readonly signOff?: {
    readonly by: string;
    readonly organisations: readonly { readonly party: PartyView; readonly keys: readonly string[] }[];
  };
  /** The visible records in order of arrival: what `viewRoot` is over. */
  readonly records: readonly ViewRecord[];
  readonly viewRoot: string;
}
