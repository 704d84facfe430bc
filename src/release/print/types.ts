/**
 * What is printed on pages, before it is PDF or DOCX: blocks in reading order. Texts are those of the document;
 * headings and names of columns are the only words that are added.
 */
import type { ConfidencePart, DrawnPart, LikelihoodPart } from "../document/types.ts";

export interface Span {
  readonly text: string;
  /** `strong`, `quiet` and `code` as the page has them; `for` and `against` in their colours. */
  readonly look?: "strong" | "quiet" | "code" | "for" | "against";
  /** Anchor in the document that a click leads to. */
  readonly to?: string;
  /** Labels of the sources it rests on: `S1`. Links in the PDF, a footnote in DOCX. */
  readonly cites?: readonly string[];
}

/**
 * Voices: `wording`, `held` and `prose` are statements in the serif; `words` is a quotation; `said` is reported of
 * somebody; the others are in the sans.
 */
export type Voice =
  | "series"
  | "title"
  | "notice"
  | "wording"
  | "held"
  | "prose"
  | "words"
  | "said"
  | "plain"
  | "note"
  | "quiet"
  | "command";

export type Cell = readonly Span[];

export type Block =
  | {
      readonly kind: "heading";
      readonly level: 1 | 2 | 3;
      readonly spans: readonly Span[];
      readonly anchor?: string;
    }
  | {
      readonly kind: "text";
      readonly voice: Voice;
      readonly spans: readonly Span[];
      /** Label that hangs before the text. */
      readonly tag?: Span;
      readonly anchor?: string;
      /** Language of the text, where it is not that of the page. */
      readonly language?: string;
      /** Anchor of the part that ends with it. */
      readonly ends?: string;
    }
  | { readonly kind: "facts"; readonly rows: readonly (readonly [string, Span])[] }
  | {
      /** A position that stands apart: dissent, or reported of somebody. */
      readonly kind: "stance";
      readonly stance: "dissent" | "reported";
      /** 1 to 5; 0 for several organisations together. */
      readonly colour: number;
      readonly blocks: readonly Block[];
    }
  | {
      readonly kind: "gauges";
      readonly likelihood: LikelihoodPart;
      readonly confidence: ConfidencePart;
      /** Anchor of the part that ends with it. */
      readonly ends?: string;
    }
  | {
      readonly kind: "table";
      readonly heads: readonly string[];
      /** Widths of the columns, relative to each other. */
      readonly widths: readonly number[];
      readonly rows: readonly { readonly anchor?: string; readonly cells: readonly Cell[] }[];
      /** Columns of numbers, which end at the same place. */
      readonly numeric?: readonly number[];
    }
  | { readonly kind: "figure"; readonly part: DrawnPart }
  /** How many of the parts with these anchors stand whole on this page, where there are pages. */
  | { readonly kind: "standing"; readonly of: readonly string[] }
  /** The list of sections with their pages. */
  | { readonly kind: "contents"; readonly title: string };
