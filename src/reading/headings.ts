/**
 * Attributions that a colon makes: a transcript ("COURIER: The harbour is closed.") and a headline ("Courier: Harbour is closed"). A
 * word in capitals before it, or a name in a title, is taken for the speaker; anything else is left alone.
 */
import type { Finding } from "./finding.ts";
import { trimEnd } from "./scope.ts";
import type { Paragraph, ReadText } from "./text.ts";

/** Longest name before a colon, in tokens. */
const NAME = 7;

export function byColon(text: ReadText, paragraph: Paragraph, first: boolean): Finding | null {
  const { from, to } = paragraph;
  let colon = from + 1;
  while (colon < to && colon <= from + NAME && text.tokens[colon]!.text !== ":") colon += 1;
  if (colon + 2 >= to || text.tokens[colon]!.text !== ":" || text.quotedBy[colon] !== -1) return null;
  const transcript = isInCapitals(text, from, colon);
  if (!transcript && !(first && isNamed(text, from, colon))) return null;
  const end = trimEnd(text, colon + 1, to);
  if (end <= colon + 1) return null;
  return {
    rule: transcript ? "transcript" : "headline",
    cue: { from: colon, to: colon + 1 },
    verb: null,
    frame: "quote",
    source: { from, to: colon },
    content: [{ from: colon + 1, to: end }],
    target: null,
    doubts: transcript ? [] : ["a headline says it in its own words"],
  };
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
