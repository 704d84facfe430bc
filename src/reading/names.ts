/**
 * The names of a document: long names by their last word, acronyms by the words before them ("Harbour Safety Board (HSB)"), and the
 * people named in a paragraph. A short form that fits two long names stands for neither.
 */
import type { Span } from "./phrases.ts";
import type { ReadText } from "./text.ts";

export interface Names {
  /** Last word of a name in lower case to the long name; null where two names end so. */
  readonly byLastWord: ReadonlyMap<string, string | null>;
  readonly byAcronym: ReadonlyMap<string, string>;
}

/** Longest run of capitalised words that is one name. */
const LONGEST = 4;
const ORGANISATION =
  /^(?:department|committee|party|times|post|journal|news|board|agency|bureau|council|court|commission|house|senate|university|institute|group|company|corporation|bank|union|association|office|center|centre|foundation|administration|campaign|ministry|service|authority|press|courier|herald|gazette)$/i;
const TITLES = new Set(
  "mr. mrs. ms. dr. sen. rep. gov. president senator governor secretary prof. general gen. mayor minister".split(
    " ",
  ),
);

export function namesOf(text: ReadText): Names {
  const byLastWord = new Map<string, string | null>();
  const byAcronym = new Map<string, string>();
  for (const { from, to } of runs(text, 0, text.tokens.length)) {
    const acronym = acronymAfter(text, from, to);
    if (acronym !== null) byAcronym.set(acronym.short, acronym.long);
    if (to - from < 2 || text.quotedBy[from] !== -1) continue;
    const name = text.stretch(from, to).text;
    const last = text.tokens[to - 1]!.lower;
    const known = byLastWord.get(last);
    if (known === undefined) byLastWord.set(last, name);
    else if (known !== null && known !== name) byLastWord.set(last, longerOf(known, name));
  }
  return { byLastWord, byAcronym };
}

/** The longer where one ends with the other. */
const longerOf = (a: string, b: string): string | null =>
  a.endsWith(` ${b}`) ? a : b.endsWith(` ${a}`) ? b : null;

/** Runs of capitalised words that do not open a sentence with a common word; titles are left off. */
function* runs(text: ReadText, from: number, to: number): Generator<Span> {
  for (let i = from; i < to;) {
    if (!isCapitalised(text, i) || TITLES.has(text.tokens[i]!.lower)) {
      i += 1;
      continue;
    }
    let end = i + 1;
    while (end < to && isCapitalised(text, end) && text.tokens[end]!.start <= text.tokens[end - 1]!.end + 1)
      end += 1;
    if (end - i <= LONGEST) yield { from: i, to: end };
    i = end;
  }
}

const isCapitalised = (text: ReadText, i: number): boolean => {
  const { text: word, tag } = text.tokens[i]!;
  return /^\p{Lu}/u.test(word) && (tag === "PROPN" || tag === "NOUN" || tag === "ADJ" || word.endsWith("."));
};

/** "(HSB)" behind a name whose words, or those of the name with its small words, begin so. */
function acronymAfter(text: ReadText, from: number, to: number): { short: string; long: string } | null {
  const short = text.tokens[to + 1];
  if (text.tokens[to]?.text !== "(" || text.tokens[to + 2]?.text !== ")" || short === undefined) return null;
  const letters = short.text.replaceAll(".", "");
  if (!/^\p{Lu}{2,6}$/u.test(letters)) return null;
  for (let start = from; start >= 0 && start >= to - 2 * letters.length; start -= 1) {
    const initials = Array.from({ length: to - start }, (_, k) => text.tokens[start + k]!.text[0]!).filter(
      (c) => /\p{Lu}/u.test(c),
    );
    if (initials.join("") === letters && /^\p{Lu}/u.test(text.tokens[start]!.text))
      return { short: letters, long: text.stretch(start, to).text };
  }
  return null;
}

/** Whether a name can be a person's: two or three words, the last no organisation's. */
export const isPersonal = (name: string): boolean => {
  const words = name.split(/\s+/);
  return (
    words.length >= 2 &&
    words.length <= 3 &&
    words.every((word) => /^\p{Lu}/u.test(word) && !/^\p{Lu}{2,}$/u.test(word)) &&
    !ORGANISATION.test(words.at(-1)!) &&
    !ORGANISATION.test(words[0]!)
  );
};

/** The people named in a stretch of the text, each once, by their long names. */
export function peopleIn(text: ReadText, names: Names, from: number, to: number): string[] {
  const people = new Set<string>();
  for (const run of runs(text, from, to)) {
    const last = text.tokens[run.to - 1]!.lower;
    const name =
      names.byLastWord.get(last) ?? (run.to - run.from > 1 ? text.stretch(run.from, run.to).text : null);
    if (name !== null && isPersonal(name)) people.add(name);
    else if (names.byLastWord.get(last) === null) people.add(text.stretch(run.from, run.to).text);
  }
  return [...people];
}
