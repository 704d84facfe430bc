/** Who speaks, as the text names it. */
import type { Speaker } from "./contract.ts";
import type { Span } from "./phrases.ts";
import type { ReadText } from "./text.ts";
import { SUBJECT_PRONOUNS } from "./words-en.ts";

/** One speaker per party that the phrase names. */
export function speakersOf(text: ReadText, source: Span | null): Speaker[] {
  if (source === null) return [];
  const mention = text.stretch(source.from, source.to);
  const pronoun = SUBJECT_PRONOUNS.has(mention.text.toLowerCase());
  return [
    { mention, name: pronoun ? null : mention.text, rule: pronoun ? "pronoun, left open" : "as written" },
  ];
}
