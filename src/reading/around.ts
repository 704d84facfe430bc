/** Sentences and paragraphs about a token, looked back over so far and no further: beyond that a pronoun stays open. */
import type { Span } from "./phrases.ts";
import type { ReadText } from "./text.ts";

/** So many tokens of a paragraph are looked back over. */
export const BACK = 400;

export function paragraphOf(text: ReadText, token: number): Span | null {
  let low = 0;
  let high = text.paragraphs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (text.paragraphs[middle]!.to <= token) low = middle + 1;
    else high = middle;
  }
  return text.paragraphs[low] ?? null;
}

export function paragraphBefore(text: ReadText, token: number): Span | null {
  const earlier = token > 0 ? paragraphOf(text, token - 1) : null;
  return earlier === null || earlier.to > token || earlier.to - earlier.from > BACK ? null : earlier;
}

export function sentenceStart(text: ReadText, token: number): number {
  const floor = Math.max(paragraphOf(text, token)?.from ?? 0, token - BACK);
  for (let i = token; i > floor; i -= 1) if (/^[.!?]$/.test(text.tokens[i - 1]!.text)) return i;
  return floor;
}

/** The sentence before the one that is being read, in its paragraph. */
export function sentenceBefore(text: ReadText, { from, to }: Span): Span | null {
  const start = sentenceStart(text, to);
  return start <= from ? null : { from: sentenceStart(text, start - 1), to: start };
}

export function sentenceEnd(text: ReadText, token: number): number {
  const end = paragraphOf(text, token)?.to ?? token;
  for (let i = token; i < Math.min(end, token + BACK); i += 1)
    if (/^[.!?]$/.test(text.tokens[i]!.text)) return i + 1;
  return end;
}
