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
  /** Last word of a name in lower case to the pronoun that "Mr." or "Ms." before it tells. */
  readonly gender: ReadonlyMap<string, "he" | "she">;
}

/** Longest run of capitalised words that is one name. */
const LONGEST = 4;
const ORGANISATION =
  /^(?:department|committee|party|times|post|journal|news|board|agency|bureau|council|court|commission|house|senate|university|institute|group|company|corporation|bank|union|association|office|center|centre|foundation|administration|campaign|ministry|service|authority|press|courier|herald|gazette)$/i;
/** Words that begin or end no person's name. */
const PLACE = /^(?:new|north|south|east|west|united|san|los|las|saint|fort|mount|lake|wall|white)$/i;
const NO_PERSON =
  /^(?:street|avenue|democrats?|republicans?|coalition|league|society|fund|network|project|act|states)$/i;
const PARTISAN = /^(?:Democrat|Republican)$/;
const TITLES = new Set(
  (
    "mr. mrs. ms. dr. sen. rep. gov. president senator governor secretary prof. general gen. mayor minister chancellor " +
    "premier chairman chairwoman colonel vice former"
  ).split(" "),
);
const GENDERED: ReadonlyMap<string, "he" | "she"> = new Map([
  ["mr.", "he"],
  ["mrs.", "she"],
  ["ms.", "she"],
]);

export function namesOf(text: ReadText): Names {
  const byLastWord = new Map<string, string | null>();
  const byAcronym = new Map<string, string>();
  const gender = new Map<string, "he" | "she">();
  for (const { from, to } of runs(text, 0, text.tokens.length)) {
    const acronym = acronymAfter(text, from, to);
    if (acronym !== null) byAcronym.set(acronym.short, acronym.long);
    const last = text.tokens[to - 1]!.lower;
    const told = GENDERED.get(text.tokens[from - 1]?.lower ?? "");
    if (told !== undefined) gender.set(last, told);
    if (to - from < 2 || text.quotedBy[from] !== -1) continue;
    const name = text.stretch(from, to).text;
    const known = byLastWord.get(last);
    if (known === undefined) byLastWord.set(last, name);
    else if (known !== null && known !== name) byLastWord.set(last, longerOf(known, name));
  }
  for (const [last, name] of byLastWord) if (name === null) gender.delete(last);
  return { byLastWord, byAcronym, gender };
}

/** The longer where one ends with the other. */
const longerOf = (a: string, b: string): string | null =>
  a.endsWith(` ${b}`) ? a : b.endsWith(` ${a}`) ? b : null;

/** Runs of capitalised words that do not open a sentence with a common word; titles are left off. */
export function* runs(text: ReadText, from: number, to: number): Generator<Span> {
  for (let i = from; i < to;) {
    if (!isCapitalised(text, i) || TITLES.has(text.tokens[i]!.lower) || isPartisan(text, i)) {
      i += 1;
      continue;
    }
    let end = i + 1;
    while (end < to && isCapitalised(text, end) && text.tokens[end]!.start <= text.tokens[end - 1]!.end + 1) {
      if (isTitleInside(text, end)) break;
      end += 1;
    }
    if (end - i <= LONGEST) yield { from: i, to: end };
    i = end;
  }
}

/** "Democrat Alda Courier", not "Republican National Committee". */
function isPartisan(text: ReadText, i: number): boolean {
  return (
    PARTISAN.test(text.tokens[i]!.text) &&
    i + 2 < text.tokens.length &&
    isCapitalised(text, i + 1) &&
    isCapitalised(text, i + 2) &&
    isPersonal(text.stretch(i + 1, i + 3).text)
  );
}

/** "Ostrand Gov. Alda Courier": another name begins behind a title. */
const isTitleInside = (text: ReadText, i: number): boolean =>
  TITLES.has(text.tokens[i]!.lower) && i + 1 < text.tokens.length && isCapitalised(text, i + 1);

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
    ![words[0]!, words.at(-1)!].some((word) => ORGANISATION.test(word) || NO_PERSON.test(word)) &&
    !PLACE.test(words[0]!)
  );
};

/** A name without the titles before it, where what is left can be a person's: "Former Mayor Alda Courier". */
export function withoutTitles(name: string, names: Names): string {
  const words = name.split(" ");
  const own = words.slice(words.findLastIndex((word) => TITLES.has(word.toLowerCase())) + 1);
  if (own.length === 0 || own.length === words.length) return name;
  const rest = own.join(" ");
  const long = names.byLastWord.get(own.at(-1)!.toLowerCase());
  return isPersonal(rest) || long === null || (long !== undefined && isPersonal(long)) ? rest : name;
}
