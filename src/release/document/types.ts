/**
 * The document: what an edition says, before it has a form. Every sentence and number about the case is a `Sentence`
 * with an id and with references to records or parts of the edition; a form (HTML, JSON) prints these and nothing else.
 * All text has passed `visible`.
 */
import type { EventTick } from "../../drawing/days.ts";
import type { Figure, OccasionsFigure, TableFigure } from "../../model/finding.ts";
import type { Tlp } from "../../model/marking.ts";
import type { Ref } from "../../model/refs.ts";

export interface Sentence {
  /** Unique in the document, stable for one view: `J1.wording`. */
  readonly id: string;
  readonly text: string;
  /** At least one record or part (`run_…#f1`) of the edition. */
  readonly refs: readonly Ref[];
}

/** A line of a table: `text` is what its cells say, joined. An empty cell is not printed as a value. */
export interface Row extends Sentence {
  readonly cells: readonly string[];
}

export type Confidence = "low" | "moderate" | "high" | "not stated";

export interface LikelihoodPart {
  readonly sentence: Sentence;
  /** Band of the term in percent; absent where nothing is stated. */
  readonly band?: readonly [number, number];
  readonly percent?: number;
  /** Boundaries of the declared scale, in percent. */
  readonly ticks: readonly number[];
}

export interface ConfidencePart {
  readonly sentence: Sentence;
  readonly level: Confidence;
}

export interface OrganisationPart {
  readonly ref: Ref;
  readonly name: string;
  readonly initials: string;
  /** 1 to 5, in order of first appearance. */
  readonly colour: number;
}

/** One organisation's position, or several that say the same. */
export interface PositionPart {
  readonly stance: "own" | "reported";
  readonly holds: "joins" | "joins with comment" | "dissents" | "abstains";
  readonly organisations: readonly OrganisationPart[];
  /** Whose dissent or report it is; for those that stand apart on the first page. */
  readonly head?: Sentence;
  /** Who holds it, with which confidence; never a likelihood. Of a position on its own: name and stand, as cells. */
  readonly statement: Row;
  /** Absent for who abstains. */
  readonly likelihood?: LikelihoodPart;
  readonly confidence?: ConfidencePart;
  /** In the organisation's own words. */
  readonly words?: Sentence;
  /** Reported: "As reported in …; not issued or signed by …". Own: how it is signed; absent where several stand together. */
  readonly source?: Sentence;
  /** The records that raised or lowered it; absent where it names none, or where it stands on the first page. */
  readonly moved?: Sentence;
}

export interface EvidencePart {
  readonly row: Row;
  /** E1, or empty where the basis is not public. */
  readonly label: string;
  readonly text: string;
  readonly notes: readonly string[];
  readonly reliability: string;
  readonly credibility: string;
}

export interface SidePart {
  readonly stands: "for" | "against" | "context";
  readonly tally: Sentence;
  readonly entries: readonly EvidencePart[];
}

/** One step of the plumb line. Steps of an entry lie inside it. */
export interface LineStep {
  readonly kind:
    | "Sentence"
    | "Judgment"
    | "Basis"
    | "Claim"
    | "Event"
    | "Finding"
    | "Premise"
    | "Place"
    | "Rows"
    | "File"
    | "Bytes";
  readonly sentence: Sentence;
  /** The address to copy, and a hash where the step ends at bytes. */
  readonly ref: Ref;
  readonly hash?: string;
  readonly stands?: "for" | "against" | "context";
  readonly steps: readonly LineStep[];
}

export interface JudgmentPart {
  readonly label: string;
  readonly ref: Ref;
  readonly heading?: Sentence;
  readonly wording: Sentence;
  readonly language: string;
  readonly tally: Sentence;
  /** Positions that say the same, together; for the first page. */
  readonly groups: readonly PositionPart[];
  /** Printed where there is no position at all. */
  readonly noPosition?: Sentence;
  /** Each position on its own. */
  readonly positions: readonly PositionPart[];
  readonly states: readonly Sentence[];
  /** For and against always; context where there is any. */
  readonly sides: readonly SidePart[];
  readonly search: Sentence;
  /** Which single item or origin, if wrong, changes the leader of the matrix. */
  readonly linchpin: readonly Sentence[];
  readonly effects: readonly Sentence[];
  readonly premises: readonly Row[];
  readonly gaps: readonly Row[];
  readonly line: readonly LineStep[];
}

export interface QuestionPart {
  readonly label: string;
  readonly heading?: Sentence;
  readonly text: Sentence;
  readonly kind: Sentence;
  readonly hypotheses: readonly Row[];
}

export interface StatisticPart {
  readonly row: Row;
  readonly value?: number;
  readonly interval?: readonly [number, number];
}

/** A list is no figure: it is printed under its own heading. */
export type Shown = Exclude<Figure, OccasionsFigure>;

/** What a figure says in lines, the same in every form. */
export interface TablePart {
  readonly title: Sentence;
  /** Names of the columns: words that a run brought in. */
  readonly heads: Row;
  /** Columns of numbers. */
  readonly numeric: readonly number[];
  readonly rows: readonly Row[];
  /** Rows that the sentence speaks of. */
  readonly marked: readonly number[];
}

/** What a figure says, before it has a place in an edition. */
export interface ToldFigure {
  readonly figure: Shown | EventsFigure;
  /** What a reader who cannot see it is told; the accessible name. */
  readonly label: Sentence;
  readonly caption: Sentence;
  /** The same numbers as a table, where they are few: the legend. */
  readonly rows: readonly Row[];
  /** What the drawing has no room for; all of a figure that is a table. */
  readonly tables: readonly TablePart[];
  /** Events inside the period, for timelines. */
  readonly events: readonly EventTick[];
  /** Colour 1 to 5 of each group or series, the same in every figure. */
  readonly colours: Readonly<Record<string, number>>;
}

/** A figure in its place: what a copy of it has to carry. */
export interface FigurePart extends ToldFigure {
  /** `Figure 3`, `Table 2`: in order of the edition. */
  readonly name: Sentence;
  /** By the authors of the edition. */
  readonly title?: Sentence;
  readonly notes: readonly (readonly Sentence[])[];
  /** Finding, edition, time and marking. */
  readonly source: Sentence;
}

/** A figure that is a picture. */
export type DrawnPart = FigurePart & { readonly figure: Exclude<Shown, TableFigure> | EventsFigure };

/** A line of dated events where no finding gives a series. */
export interface EventsFigure {
  readonly kind: "events";
  readonly from: number;
  readonly to: number;
}

export interface FindingPart {
  readonly label: string;
  readonly ref: Ref;
  readonly heading?: Sentence;
  readonly title: Sentence;
  readonly status: Sentence;
  readonly sentences: readonly Sentence[];
  readonly provenance: Sentence;
  readonly statistics: readonly StatisticPart[];
  readonly significance: readonly Row[];
  readonly explanations: readonly Row[];
  readonly refutedBy: readonly Sentence[];
  readonly comparison: readonly Sentence[];
  /** How it was tested, for readers who check statistics; none in Findings of before. */
  readonly method: readonly Sentence[];
  readonly rows: Row;
  readonly settings: readonly Row[];
  readonly files: readonly Row[];
  readonly figures: readonly FigurePart[];
  /** The occasions on which a group met. */
  readonly occasions?: { readonly head: Sentence; readonly rows: readonly Row[] };
  /** Figures of this finding that another finding printed already. */
  readonly seen: readonly Sentence[];
}

export interface TextPart {
  readonly heading?: Sentence;
  readonly paragraphs: readonly (readonly Sentence[])[];
}

export interface ClaimPart {
  readonly row: Row;
  readonly label: Sentence;
  readonly text: Sentence;
  readonly polarity: "asserts" | "denies" | "qualifies" | "retracts";
  readonly quote?: Sentence;
  readonly denial?: Sentence;
  /** What it answers, and who answers it. */
  readonly answers: readonly Sentence[];
}

export interface SourcePart {
  readonly row: Row;
  readonly label: string;
  readonly title: string;
  readonly facts: string;
  readonly descriptor?: string;
  readonly sha256: string;
}

export interface Document {
  readonly language: string;
  readonly tlp: Tlp;
  readonly marking: Sentence;
  /** A national classification line, as given. */
  readonly classification?: Sentence;
  readonly title: Sentence;
  readonly subtitle?: Sentence;
  readonly notice: readonly Sentence[];
  readonly facts: readonly { readonly term: string; readonly sentence: Sentence }[];
  readonly reading: readonly Sentence[];
  readonly judgments: readonly JudgmentPart[];
  /** Printed where there is no judgment at all. */
  readonly noJudgment?: Sentence;
  readonly texts: readonly TextPart[];
  /** The author's order begins with them: they stand before the judgments. */
  readonly textsFirst: boolean;
  readonly questions: readonly QuestionPart[];
  readonly findings: readonly FindingPart[];
  readonly events: readonly Row[];
  readonly eventsFigure?: FigurePart;
  readonly claims: readonly ClaimPart[];
  readonly sources: readonly SourcePart[];
  readonly method: readonly { readonly title: string; readonly sentences: readonly Sentence[] }[];
  readonly gaps: readonly Row[];
  readonly premises: readonly { readonly title: string; readonly rows: readonly Row[] }[];
  readonly check: readonly Sentence[];
  readonly command: string;
  readonly viewRoot: Sentence;
  readonly made: Sentence;
  /** Name and version of the program. */
  readonly software: string;
  readonly foot: Sentence;
  /** Every sentence above, in the order it was made. */
  readonly sentences: readonly Sentence[];
}
