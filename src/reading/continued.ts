/**
 * Quotations that go on: a sentence that is a quotation alone belongs to who was quoted or reported just before it in its
 * paragraph; a quotation left open at the end of a paragraph goes on in the next; a colon at the end of a paragraph hands the
 * next one over.
 */
import type { Finding } from "./finding.ts";
import type { Span } from "./phrases.ts";
import type { Paragraph, ReadText } from "./text.ts";

/** Longest quotation that is followed over paragraphs. */
const PARAGRAPHS = 6;

const partsOf = (finding: Finding, more: readonly Span[]): Finding => ({
  ...finding,
  content: [...finding.content, ...more].sort((a, b) => a.from - b.from),
});

/** The findings of one paragraph, by sentence, each with the quotations that follow it. */
export function withFollowing(
  text: ReadText,
  { from, to, sentences }: Paragraph,
  bySentence: readonly (readonly Finding[])[],
): Finding[] {
  const grown: Finding[] = [];
  const covered = new Uint8Array(to - from);
  for (const finding of bySentence.flat())
    for (const part of finding.content) covered.fill(1, Math.max(0, part.from - from), part.to - from);
  const more: Span[][] = [];
  let last: number | null = null;
  for (const [i, sentence] of sentences.entries()) {
    const inside = bySentence[i]!;
    for (const finding of inside) {
      const latest = last === null ? undefined : grown[last];
      if (latest === undefined || finding.cue.from > latest.cue.from) last = grown.length;
      grown.push(finding);
    }
    if (inside.length > 0) {
      if (last !== null && grown[last]!.verb === null) last = null;
      continue;
    }
    const quotation = quotationAlone(text, sentence);
    if (quotation === null) last = null;
    else if (last !== null && covered[quotation.from - from] === 0) (more[last] ??= []).push(quotation);
  }
  return grown.map((finding, i) => (more[i] === undefined ? finding : partsOf(finding, more[i])));
}

function quotationAlone(text: ReadText, { from, to }: Span): Span | null {
  const quotation = text.quotedBy[from]!;
  if (quotation === -1) return null;
  const span = text.quotations[quotation]!;
  return span.from === from && span.to >= to - 1 ? { from: span.from, to: span.to } : null;
}

/** Findings of all paragraphs, each with what goes on in the paragraphs after it. */
export function overParagraphs(text: ReadText, byParagraph: readonly (readonly Finding[])[]): Finding[] {
  const all: Finding[] = [];
  for (const [i, found] of byParagraph.entries()) {
    const ending = found.find((finding) => finding.content.some(({ to }) => to === text.paragraphs[i]!.to));
    for (const finding of found)
      all.push(finding === ending ? partsOf(finding, goesOn(text, i, byParagraph)) : finding);
  }
  return all;
}

function goesOn(text: ReadText, start: number, byParagraph: readonly (readonly Finding[])[]): Span[] {
  const parts: Span[] = [];
  for (let i = start; i + 1 < text.paragraphs.length && i < start + PARAGRAPHS; i += 1) {
    const open = text.paragraphs[i]!.quotations.at(-1);
    const next = text.paragraphs[i + 1]!.quotations[0];
    if (open === undefined || open.closed || next === undefined) break;
    if (next.from !== text.paragraphs[i + 1]!.from || byParagraph[i + 1]!.length > 0) break;
    parts.push({ from: next.from, to: next.to });
  }
  return parts;
}
