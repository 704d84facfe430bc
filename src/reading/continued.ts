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
/** A quotation of fewer tokens is a word that is cited, or a title. */
const SENTENCE = 6;

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
      // Who asked does not speak the answer.
      if (finding.rule !== "asked" && (latest === undefined || finding.cue.from > latest.cue.from))
        last = grown.length;
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

/** A sentence that is a quotation, with a conjunction before it at the most: But “the harbour stays closed.” */
function quotationAlone(text: ReadText, { from, to }: Span): Span | null {
  const led = text.tokens[from]!.tag === "CCONJ" && text.quotedBy[from] === -1 ? 1 : 0;
  const quotation = text.quotedBy[from + led]!;
  if (quotation === -1 || from + led >= to) return null;
  const span = text.quotations[quotation]!;
  return span.from === from + led && span.to >= to - 1 ? { from, to: span.to } : null;
}

/** Findings of all paragraphs, each with what goes on in the paragraphs after it. */
export function overParagraphs(text: ReadText, byParagraph: readonly (readonly Finding[])[]): Finding[] {
  return byParagraph.flatMap((found, i) => {
    const ending =
      found.find(({ content }) => content.length === 0) ??
      found.find(({ content }) => content.some(({ to }) => to === text.paragraphs[i]!.to)) ??
      lastQuoted(text, found, text.paragraphs[i]!);
    return found
      .map((finding) => (finding === ending ? partsOf(finding, goesOn(text, i, byParagraph)) : finding))
      .filter(({ content }) => content.length > 0);
  });
}

/** Who is quoted in the last sentence of a paragraph, and spoke last in it. */
function lastQuoted(
  text: ReadText,
  found: readonly Finding[],
  { sentences }: Paragraph,
): Finding | undefined {
  const from = sentences.at(-1)?.from ?? 0;
  const last = found.toSorted((a, b) => a.cue.from - b.cue.from).at(-1);
  if (last === undefined || last.verb === null || last.rule === "asked") return undefined;
  const quoted = last.content.some((part) => part.to > from && text.quotedBy[part.from] !== -1);
  return quoted ? last : undefined;
}

/** The paragraphs after one that are a quotation and nothing else; one that closed goes on with a quotation that closes too. */
function goesOn(text: ReadText, start: number, byParagraph: readonly (readonly Finding[])[]): Span[] {
  const parts: Span[] = [];
  for (let i = start; i + 1 < text.paragraphs.length && i < start + PARAGRAPHS; i += 1) {
    const handed = i === start && text.tokens[text.paragraphs[i]!.to - 1]!.text === ":";
    const open = handed ? { closed: true } : text.paragraphs[i]!.quotations.at(-1);
    const { from, to, quotations } = text.paragraphs[i + 1]!;
    const next = quotations[0];
    if (open === undefined || next === undefined || next.from !== from || byParagraph[i + 1]!.length > 0)
      break;
    if (open.closed && (next.to < to - 1 || next.to - next.from < SENTENCE)) break;
    parts.push({ from: next.from, to: next.to });
  }
  return parts;
}
