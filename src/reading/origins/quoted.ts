/**
 * Quotations of a document that stand word for word in another: as that one's own words, or in quotation marks there, too, where both
 * quote a third. O(words of both).
 */
import type { Span } from "../phrases.ts";
import type { Compared } from "./compared.ts";

/** A quotation of fewer words can be anybody's. */
const WORDS = 8;

export interface QuotedWords {
  readonly other: Compared;
  readonly said: Span;
  readonly source: Span;
  readonly words: number;
  /** It stands in quotation marks in the other, too. */
  readonly inMarks: boolean;
}

interface Quoted {
  readonly said: Span;
  readonly words: readonly string[];
}

export function quotedFrom(one: Compared, others: readonly Compared[]): QuotedWords[] {
  const byFirst = new Map<string, Quoted[]>();
  for (const said of one.text.quotations) {
    const words = wordsOf(one, said).map((i) => one.text.tokens[i]!.lower);
    if (words.length < WORDS) continue;
    byFirst.set(words[0]!, [...(byFirst.get(words[0]!) ?? []), { said, words }]);
  }
  return byFirst.size === 0 ? [] : others.flatMap((other) => quotedIn(other, byFirst));
}

const wordsOf = ({ text }: Compared, { from, to }: Span): number[] => {
  const words: number[] = [];
  for (let i = from; i < to; i += 1) if (text.tokens[i]!.word) words.push(i);
  return words;
};

/** Each quotation once in a document: as its own words where it stands so anywhere. */
function quotedIn(other: Compared, byFirst: ReadonlyMap<string, readonly Quoted[]>): QuotedWords[] {
  const { tokens, quotedBy } = other.text;
  const all = wordsOf(other, { from: 0, to: tokens.length });
  const found = new Map<Quoted, QuotedWords>();
  for (const [at, first] of all.entries())
    for (const quoted of byFirst.get(tokens[first]!.lower) ?? []) {
      const { words, said } = quoted;
      if (!words.every((word, k) => tokens[all[at + k] ?? -1]?.lower === word)) continue;
      const last = all[at + words.length - 1]!;
      const marked = all.slice(at, at + words.length).filter((i) => quotedBy[i] !== -1).length;
      if (marked > 0 && marked < words.length) continue;
      if (found.get(quoted)?.inMarks === false) continue;
      const source = { from: first, to: last + 1 };
      found.set(quoted, { other, said, source, words: words.length, inMarks: marked > 0 });
    }
  return [...found.values()];
}
