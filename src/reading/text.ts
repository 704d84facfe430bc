/** A text as the rules see it: its tokens, sentences and quotations, each by index, with the words at any place. */
import type { ReadInput, Stretch } from "./contract.ts";
import { quotationsOf, type Quotation } from "./quotations.ts";
import { sentencesOf, type Sentence } from "./sentences.ts";
import { tokensOf, type Token } from "./tokens.ts";

export interface Paragraph {
  /** Indexes of tokens, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly sentences: readonly Sentence[];
  readonly quotations: readonly Quotation[];
  /** A title or a heading: no sentence ends in it. */
  readonly heading: boolean;
}

export class ReadText {
  readonly tokens: readonly Token[];
  readonly paragraphs: readonly Paragraph[];
  /** For each token the index of its quotation among all, or -1. */
  readonly quotedBy: Int32Array;
  readonly quotations: readonly Quotation[];
  private readonly input: ReadInput;

  constructor(input: ReadInput, language: string | null) {
    const tokens: Token[] = [];
    const quotations: Quotation[] = [];
    this.input = input;
    this.paragraphs = input.paragraphs.map(({ text, start }) => {
      const from = tokens.length;
      for (const token of tokensOf(text, start, language === "en")) tokens.push(token);
      const inside = quotationsOf(tokens, from, tokens.length);
      for (const quotation of inside) quotations.push(quotation);
      const range = [from, tokens.length] as const;
      const sentences = sentencesOf(text, start, tokens, range, inside, language ?? "en");
      return { from, to: tokens.length, sentences, quotations: inside, heading: isHeading(tokens, range) };
    });
    this.tokens = tokens;
    this.quotations = quotations;
    this.quotedBy = new Int32Array(tokens.length).fill(-1);
    for (const [i, { from, to }] of quotations.entries()) this.quotedBy.fill(i, from, to);
  }

  /** The words from one token to before another, as they stand in the text. */
  stretch(from: number, to: number): Stretch {
    const start = this.tokens[from]!.start;
    const end = this.tokens[to - 1]!.end;
    return { start, end, text: this.slice(start, end) };
  }

  /** The text between two offsets; paragraphs stand one empty line apart. */
  slice(start: number, end: number): string {
    const parts: string[] = [];
    let low = 0;
    let high = this.input.paragraphs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.input.paragraphs[middle]!.end < start) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < this.input.paragraphs.length; i += 1) {
      const paragraph = this.input.paragraphs[i]!;
      if (paragraph.start >= end) break;
      parts.push(paragraph.text.slice(Math.max(0, start - paragraph.start), end - paragraph.start));
    }
    return parts.join("\n\n");
  }
}

const ENDS = new Set([".", "!", "?", ":", "…", "...", "”", '"', "''", "’’", ")"]);

function isHeading(tokens: readonly Token[], [from, to]: readonly [number, number]): boolean {
  if (to - from > 30 || from === to) return false;
  return !ENDS.has(tokens[to - 1]!.text);
}
