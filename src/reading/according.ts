/** Attributions by a phrase: "according to Alda Courier". */
import type { Finding } from "./finding.ts";
import { phraseAfter, type Span } from "./phrases.ts";
import { behindDateline, behindLead, hasFiniteVerb, trimEnd } from "./scope.ts";
import type { Scene } from "./rules.ts";
import type { ReadText } from "./text.ts";

/** Longest source that is read by its marks alone, in tokens. */
const SOURCE = 12;

export function accordingTo({ text, sentence }: Scene): Finding[] {
  const found: Finding[] = [];
  for (let i = sentence.from; i + 2 < sentence.to; i += 1) {
    if (
      text.quotedBy[i] !== -1 ||
      text.tokens[i]!.lower !== "according" ||
      text.tokens[i + 1]!.lower !== "to"
    )
      continue;
    const source = sourceAt(text, i + 2, sentence.to);
    if (source === null) continue;
    const content = opens(text, sentence.from, i)
      ? behind(text, source.to, sentence.to)
      : around(text, sentence, i, source.to);
    if (content.length > 0)
      found.push({
        rule: "according-to",
        cue: { from: i, to: i + 2 },
        verb: null,
        frame: "turned",
        source,
        content,
        target: null,
        doubts: [],
      });
  }
  return found;
}

/** Who or what is named; the tagger takes a noun behind "to" for a verb ("company leaders"), so that marks alone decide there. */
function sourceAt(text: ReadText, from: number, end: number): Span | null {
  const phrase = phraseAfter(text, from, end);
  if (phrase !== null) return phrase;
  let to = from;
  while (to < end && to < from + SOURCE && text.quotedBy[to] === -1 && text.tokens[to]!.word) to += 1;
  return to > from && to < from + SOURCE ? { from, to } : null;
}

/** "According to …", "But according to …": nothing but conjunctions and adverbs before it. */
function opens(text: ReadText, from: number, at: number): boolean {
  for (let i = from; i < at; i += 1) {
    const { tag, word } = text.tokens[i]!;
    if (word && tag !== "CCONJ" && tag !== "ADV") return false;
  }
  return true;
}

/** From the comma behind the source on. */
function behind(text: ReadText, at: number, end: number): Span[] {
  let from = at;
  while (from < end && text.tokens[from]!.text !== ",") from += 1;
  return part(text, from + 1, end);
}

/** What stands before it, inside the same brackets; where that has no verb yet, with what goes on behind it. */
function around(text: ReadText, sentence: Span, at: number, sourceEnd: number): Span[] {
  let from = at - 1;
  while (from > sentence.from && text.tokens[from]!.text !== "(") from -= 1;
  if (text.tokens[from]!.text !== "(" || closes(text, from, at)) from = sentence.from;
  const before = part(text, from, at);
  const [first] = before;
  if (first === undefined || hasFiniteVerb(text, first.from, first.to)) return before;
  const comma = text.tokens[at - 1]!.text === "," && text.tokens[sourceEnd]?.text === ",";
  const after = comma ? part(text, sourceEnd + 1, sentence.to) : [];
  return after.some((span) => hasFiniteVerb(text, span.from, span.to)) ? [...before, ...after] : before;
}

const closes = (text: ReadText, from: number, to: number): boolean =>
  text.tokens.slice(from, to).some(({ text: mark }) => mark === ")");

/** Without marks and conjunctions at its ends. */
function part(text: ReadText, start: number, end: number): Span[] {
  let from = behindLead(text, behindDateline(text, start, end), end);
  while (
    from < end &&
    text.quotedBy[from] === -1 &&
    (!text.tokens[from]!.word || text.tokens[from]!.tag === "CCONJ")
  )
    from += 1;
  const to = from < end ? trimEnd(text, from, end) : from;
  return to > from ? [{ from, to }] : [];
}
