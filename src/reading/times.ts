/** Adverbs and times that stand between a verb and what it governs. */
import type { ReadText } from "./text.ts";
import { MONTHS, TIME_LEADS, TIME_NOUNS, TIME_WORDS } from "./words-en.ts";

/** The token behind adverbs and times that stand at `at`: "on Monday", "late last week". */
export function behindTimes(text: ReadText, at: number, end: number): number {
  const { tokens } = text;
  let i = at;
  for (;;) {
    let k = i;
    while (k < end && k < i + 4 && TIME_LEADS.has(tokens[k]!.lower)) k += 1;
    const word = tokens[k];
    if (k >= end || word === undefined) return i;
    const time =
      TIME_WORDS.has(word.lower) ||
      (TIME_NOUNS.has(word.lower) && k > i) ||
      MONTHS.has(word.lower) ||
      (word.tag === "NUM" && k > i && /^(?:19|20)\d\d$/.test(word.text));
    if (!time || tokens[k + 1]?.lower === "'s") return i;
    i = k + 1;
    if (MONTHS.has(word.lower) && i < end && /^\d{1,4}$/.test(tokens[i]!.text)) i += 1;
    else if (TIME_WORDS.has(word.lower) && i < end && TIME_NOUNS.has(tokens[i]!.lower)) i += 1;
  }
}
