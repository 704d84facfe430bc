/** Types of the matrix of a question: cells, named scores, linchpins, the Bayes view, elicited probabilities. */
import type { Ref } from "../model/refs.ts";
import type { GradeView, Named, PartyView, PositionView, Recorded } from "./basics.ts";

export type CellValue = "CC" | "C" | "N" | "I" | "II" | "NA";

/** What one person of one organisation put into a cell. */
export interface CellEntry extends Recorded {
  readonly value: CellValue;
}

export interface MatrixCell {
  readonly item: Ref;
  readonly hypothesis: Ref;
  /** The latest entry of each person; empty where nobody filled the cell. */
  readonly entries: readonly CellEntry[];
  readonly disagreement: boolean;
}

export type ScoreName = "count of I and II" | "inconsistency score" | "PARC weighted";

/** The lower the score, the less speaks against the hypothesis. */
export interface Score {
  readonly name: ScoreName;
  readonly values: readonly { readonly hypothesis: Ref; readonly value: number }[];
  /** Hypotheses with the lowest value: one leads, several are tied; empty where no item counts. */
  readonly leaders: readonly Ref[];
}

/** What becomes of the leaders of a score if one item, or one origin with all that rests on it, is left out. */
export interface LeaderChange {
  readonly score: ScoreName;
  readonly dropped: "item" | "origin";
  readonly without: Named;
  /** Items that fall with it. */
  readonly items: readonly Ref[];
  readonly before: readonly Ref[];
  readonly after: readonly Ref[];
  /** `moves`: no former leader still leads. `narrows` and `widens`: a tie is broken or made. `empties`: nothing is left. */
  readonly change: "moves" | "narrows" | "widens" | "empties";
}

/** Weight of one item in the PARC score; a factor without basis (6, not assessed) stays 1 and is counted. */
export interface ItemWeight {
  readonly item: Ref;
  readonly credibility: "low" | "medium" | "high" | "no basis";
  readonly relevance: "low" | "medium" | "high" | "no basis";
  readonly weight: number;
}

/** The scores from the cells of one organisation, or from the items on which all agree. */
export interface ScoreTable {
  /** `joint`: the items on whose every cell all who filled it agree. */
  readonly of: PartyView | "joint";
  /** Items that count, in the order of the matrix. */
  readonly items: readonly Ref[];
  /** Items left out: a cell of it is empty, or those who filled it differ. */
  readonly incomplete: readonly Ref[];
  readonly contested: readonly Ref[];
  readonly scores: readonly Score[];
  readonly weights: readonly ItemWeight[];
  /** Population standard deviation over hypotheses, CC to II as 5 to 1, NA left out; none below two ratings. */
  readonly diagnosticity: readonly { readonly item: Ref; readonly value: number | "not applicable" }[];
  readonly changes: readonly LeaderChange[];
  readonly bayes: BayesView | "not applicable";
}

/** What the matrix implies; not a judgment of anybody. Only for exclusive and exhaustive questions. */
export interface BayesView {
  readonly values: readonly { readonly hypothesis: Ref; readonly value: number }[];
  /** Independent entries: items that share an origin are one, with its median cells. */
  readonly entries: readonly { readonly items: readonly Ref[]; readonly cells: readonly CellValue[] }[];
  readonly leftOutForNA: readonly Ref[];
  readonly leftOutForLineage: readonly Ref[];
}

export interface MatrixView {
  readonly question: Named;
  readonly exclusive: boolean;
  readonly exhaustive: boolean;
  /** Rows. */
  readonly hypotheses: readonly Named[];
  /** Columns, in order of arrival. */
  readonly items: readonly (Named & {
    readonly grade: GradeView;
    readonly origins: readonly Ref[] | "not recorded" | "not applicable";
  })[];
  /** Row by row. */
  readonly cells: readonly MatrixCell[];
  /** One per organisation in order of first appearance, then the joint one where there are several. */
  readonly tables: readonly ScoreTable[];
  readonly probabilities: ProbabilitiesView;
}

export interface ElicitedSet extends Recorded {
  /** In the order of the question's hypotheses. */
  readonly elicited: readonly (number | "not stated")[];
  /** Sum minus 1; nothing where a hypothesis has no number. */
  readonly incoherence: number | "not defined";
  /** The nearest coherent set, and how far it is (Euclidean). */
  readonly coherent: readonly number[] | "not defined";
  readonly distance: number | "not defined";
}

/** Probabilities over the whole set. Questions that are not exclusive and exhaustive get none. */
export type ProbabilitiesView =
  | "not applicable"
  | {
      readonly hypotheses: readonly Named[];
      readonly sets: readonly ElicitedSet[];
      /** Mean of the coherent sets, where two or more organisations gave one; never shown without `positions`. */
      readonly aggregate: readonly number[] | "not applicable";
      readonly positions: readonly {
        readonly hypothesis: Ref;
        readonly positions: readonly PositionView[];
      }[];
    };

/** One drop that changes the leader, in one table, with every score in which it does so the same way. */
export interface Linchpin extends Omit<LeaderChange, "score"> {
  readonly of: PartyView | "joint";
  readonly scores: readonly ScoreName[];
}

/** Which single item or origin, if wrong, flips the leader, or takes away all that stands for the judgment. */
export interface LinchpinView {
  /** `not recorded` where the question has no matrix that counts. An origin of one item is named as that item. */
  readonly matrix: "not recorded" | readonly Linchpin[];
  /** Origins without which nothing of known lineage stands for it. */
  readonly carriedBy: readonly Named[];
}
