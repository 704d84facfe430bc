/**
 * Attributions that a colon makes: a transcript ("COURIER: The harbour is closed."), an interview of named turns, a headline ("Courier:
 * Harbour is closed"), a name before a quotation, and a colon at the end of a paragraph before one. A word in capitals before it, or
 * a name, is taken for the speaker; anything else is left alone.
 */
import { isSpeech, type Cue } from "./cues.ts";
import type { Finding } from "./finding.ts";
import { phraseBefore, type Span } from "./phrases.ts";
import { finding, lastBefore, type Scene } from "./rules.ts";
import { hasFiniteVerb, startsQuote, trimEnd } from "./scope.ts";
import type { Paragraph, ReadText } from "./text.ts";

/** Longest name before a colon, in tokens. */
const NAME = 7;

/** So many paragraphs that begin with a name and a colon are the turns of an interview. */
const TURNS = 4;

/** Whether the paragraphs of a text are turns of named people. */
export function isInterview(text: ReadText): boolean {
  let turns = 0;
  for (const { from, to } of text.paragraphs.slice(1)) {
    const colon = colonOf(text, from, to);
    const named = colon !== null && colon <= from + 3 && isNamed(text, from, colon);
    if (named && hasFiniteVerb(text, colon + 1, to)) turns += 1;
  }
  return turns >= TURNS;
}

function colonOf(text: ReadText, from: number, to: number): number | null {
  let colon = from + 1;
  while (colon < to && colon <= from + NAME && text.tokens[colon]!.text !== ":") colon += 1;
  return colon + 2 < to && text.tokens[colon]!.text === ":" && text.quotedBy[colon] === -1 ? colon : null;
}

export function byColon(
  text: ReadText,
  paragraph: Paragraph,
  { first, interview }: { readonly first: boolean; readonly interview: boolean },
): Finding | null {
  const { from, to } = paragraph;
  const colon = colonOf(text, from, to);
  if (colon === null) return null;
  const named = isNamed(text, from, colon);
  const turn = !first && interview && colon <= from + 3 && named && hasFiniteVerb(text, colon + 1, to);
  const transcript = turn || isInCapitals(text, from, colon);
  if (!transcript && !(first && named)) return null;
  const end = trimEnd(text, colon + 1, to);
  if (end <= colon + 1) return null;
  return {
    ...withoutVerb(transcript ? "transcript" : "headline", { from, to: colon }, { from: colon + 1, to: end }),
    doubts: transcript ? [] : ["a headline says it in its own words"],
  };
}

const withoutVerb = (rule: string, source: Span, content: Span): Finding => ({
  rule,
  cue: { from: source.to, to: source.to + 1 },
  verb: null,
  frame: "quote",
  source,
  content: [content],
  target: null,
  doubts: [],
});

/** Alda Courier: “The harbour is closed.” */
export function nameAndQuotation({ text, sentence }: Scene): Finding[] {
  const colon = colonOf(text, sentence.from, sentence.to);
  if (colon === null || !startsQuote(text, colon + 1)) return [];
  const { to } = text.quotations[text.quotedBy[colon + 1]!]!;
  if (to - colon < SENTENCE || !isNamed(text, sentence.from, colon)) return [];
  return [withoutVerb("name and quotation", { from: sentence.from, to: colon }, { from: colon + 1, to })];
}

/** A quotation of fewer tokens is a title. */
const SENTENCE = 6;

/** "The mayor said:" at the end of a paragraph: the next one is what is said, and stands in it alone. */
export function handedOver({ text, sentence, cues, found }: Scene): Finding[] {
  if (text.tokens[sentence.to - 1]!.text !== ":") return [];
  const cue = cues.findLast((one) => isSpeech(one) && !one.passive && !one.negated);
  if (
    cue === undefined ||
    found.some(({ content }) => content.some(({ from, to }) => cue.at >= from && cue.at < to))
  )
    return [];
  const source = speakerOf(text, cue, sentence, found);
  return source === null || found.some((other) => other.verb?.at === cue.at)
    ? []
    : [finding("handed over", cue, "quote", source, [])];
}

function speakerOf(text: ReadText, cue: Cue, sentence: Span, found: readonly Finding[]): Span | null {
  if (cue.finite) return phraseBefore(text, cue.from, sentence.from) ?? lastBefore(found, cue);
  return cue.kinds.has("ing") ? lastBefore(found, cue) : null;
}

function isInCapitals(text: ReadText, from: number, to: number): boolean {
  let letters = 0;
  for (let i = from; i < to; i += 1) {
    const { text: word } = text.tokens[i]!;
    if (/\p{Ll}/u.test(word)) return false;
    if (/\p{Lu}{2}/u.test(word)) letters += 1;
  }
  return letters > 0 && !NOT_NAMES.has(text.tokens[from]!.lower);
}

function isNamed(text: ReadText, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (!/^\p{Lu}/u.test(text.tokens[i]!.text)) return false;
  return !NOT_NAMES.has(text.tokens[from]!.lower);
}

/** What stands before a colon and speaks for nobody. */
const NOT_NAMES = new Set(
  "the a an live update updated watch exclusive breaking video photos note editor question answer q a more read related what why how fact factbox analysis opinion election campaign debate".split(
    " ",
  ),
);
