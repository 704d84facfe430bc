/** What a phrase names: its head without what only tells more, the proper name at its end, the names of joint speakers. */
import type { Speaker } from "./contract.ts";
import { listParts } from "./lists.ts";
import type { Span } from "./phrases.ts";
import type { ReadText } from "./text.ts";
import { DETERMINERS, RELATIVES } from "./words-en.ts";

/** "Hale and Orr", not read as a list: its last name is not the whole of it. */
export function isSecondOfTwo(text: ReadText, { from, to }: Span, last: string): boolean {
  const start = to - last.split(" ").length;
  return start > from && /^(?:and|&)$/.test(text.tokens[start - 1]?.lower ?? "");
}

/** The names of joint speakers, where each has one. */
export function namesOfJoint(speakers: readonly Speaker[]): string[][] {
  const names = speakers.flatMap(({ name }) => (name === null ? [] : [name]));
  return names.length > 1 && names.length === speakers.length ? [names] : [];
}

export const bare = (name: string): string => name.replace(/^(?:the|The) /, "");

/** Up to the first comma, bracket, dash or relative word: what follows only tells more. A list is kept whole. */
export function headOf(text: ReadText, { from, to }: Span): Span {
  if (listParts(text, { from, to }) !== null) return { from, to };
  for (let i = from + 1; i < to; i += 1) {
    const { text: word, lower } = text.tokens[i]!;
    if (/^(?:[,(—–-]|--)$/.test(word) || RELATIVES.has(lower)) return { from, to: i };
  }
  return { from, to };
}

/** The name at the end of a phrase: "campaign chairman Oren Vale" names Oren Vale. Null where no name ends it. */
export function properName(text: ReadText, { from, to }: Span): string | null {
  let start = to;
  while (
    start > from &&
    /^\p{Lu}/u.test(text.tokens[start - 1]!.text) &&
    !DETERMINERS.has(text.tokens[start - 1]!.lower)
  )
    start -= 1;
  if (start === to) return null;
  while (start + 1 < to && /^(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.$/.test(text.tokens[start]!.text)) start += 1;
  const outside = text.tokens.slice(from, start).some(({ lower, tag }) => tag === "ADP" || lower === "'s");
  return outside ? null : text.stretch(start, to).text;
}
