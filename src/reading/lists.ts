/** Lists of parties: "the A, B and C", and which words join two parties and which are one party's name. */
import type { Span } from "./phrases.ts";
import { isPersonal } from "./names.ts";
import type { ReadText } from "./text.ts";
import { DETERMINERS, MONTHS, TIME_WORDS } from "./words-en.ts";

/** Bodies that are named by their field: "the Bureau of Trade and Tariffs" is one. */
const FIELDED =
  /^(?:department|ministry|bureau|office|committee|commission|board|council|agency|authority|centre|center|institute)$/;

/** One part for each party of a list; the phrase itself where it names one, or where that is not sure. */
export function partsOf(text: ReadText, span: Span): Span[] {
  return listParts(text, span) ?? [span];
}

/** "the A, B and C", "A and B": parts that can each be a party; null where the phrase is no list. */
export function listParts(text: ReadText, span: Span): Span[] | null {
  const parts = joinedParts(text, span);
  if (parts === null || !parts.every((part) => isParty(text, part))) return null;
  if (isOneBody(text, parts)) return null;
  return parts.length > 2 || parts.every((part) => isSure(text, part)) ? parts : null;
}

/** What stands between commas and "and"; null with one part alone, or without an "and" before the last. */
function joinedParts(text: ReadText, { from, to }: Span): Span[] | null {
  const parts: Span[] = [];
  let start = from;
  let joined = false;
  for (let i = from; i < to; i += 1) {
    const { text: word, lower } = text.tokens[i]!;
    if (word !== "," && lower !== "and") continue;
    joined = lower === "and" || (joined && i === start);
    if (i > start) parts.push({ from: start, to: i });
    start = i + 1;
  }
  if (start < to) parts.push({ from: start, to });
  return joined && parts.length > 1 ? parts : null;
}

/** "the Ministry of Justice and Police": a field goes on over the "and", and no part after it has an article of its own. */
function isOneBody(text: ReadText, [first, ...others]: readonly Span[]): boolean {
  const words = text.tokens.slice(first!.from, first!.to).map(({ lower }) => lower);
  const of = words.findIndex((word) => word === "of" || word === "for");
  return (
    of > 0 &&
    words.slice(0, of).some((word) => FIELDED.test(word)) &&
    others.every(({ from }) => !DETERMINERS.has(text.tokens[from]!.lower))
  );
}

/** Short, with a name or a noun at its end. */
function isParty(text: ReadText, { from, to }: Span): boolean {
  if (to - from > 5) return false;
  const { tag, text: last } = text.tokens[to - 1]!;
  return tag === "PROPN" || /^\p{Lu}/u.test(last) || DETERMINERS.has(text.tokens[from]!.lower);
}

/** Of two parts each is sure to be a party: an acronym, a phrase with its article, a person's name, a name of one word. */
function isSure(text: ReadText, { from, to }: Span): boolean {
  const { text: word, lower, tag } = text.tokens[from]!;
  return (
    DETERMINERS.has(lower) ||
    /^\p{Lu}{2,6}$/u.test(word) ||
    isPersonal(text.stretch(from, to).text) ||
    (to - from === 1 && /^\p{Lu}/u.test(word) && (from > 0 || tag === "PROPN"))
  );
}

/** A list of names, and where it stands. */
export interface NamedList {
  readonly span: Span;
  readonly parts: readonly Span[];
}

/** The lists of names in a stretch of the text, quotations left out. */
export function namedLists(text: ReadText, from: number, to: number): NamedList[] {
  const lists: NamedList[] = [];
  for (let i = from; i < to;) {
    let end = i;
    while (end < to && isOfList(text, end)) end += 1;
    const list = end > i ? namedList(text, i, end) : null;
    if (list !== null) lists.push(list);
    i = Math.max(end, i + 1);
  }
  return lists;
}

const LISTED = new Set(["DET", "ADJ", "NOUN", "PROPN"]);

function isOfList(text: ReadText, i: number): boolean {
  const { tag, text: word, lower } = text.tokens[i]!;
  if (text.quotedBy[i] !== -1) return false;
  return word === "," || lower === "and" || LISTED.has(tag) || /^\p{Lu}/u.test(word);
}

/** "In Ostrand, the A and the B": what a preposition leads in is no part. */
function namedList(text: ReadText, start: number, end: number): NamedList | null {
  const parts = joinedParts(text, { from: start, to: nameEnd(text, start, end) }) ?? [];
  const before = text.tokens[start - 1];
  const led =
    before?.tag === "ADP" && before.lower !== "by" && text.tokens[parts[0]?.to ?? start]?.text === ",";
  let first = parts.length;
  while (first > (led ? 1 : 0) && isNamePart(text, parts[first - 1]!)) first -= 1;
  const named = parts.slice(first);
  if (named.length < 2 || text.tokens[named.at(-1)!.from - 1]?.lower !== "and") return null;
  const span = { from: named[0]!.from, to: named.at(-1)!.to };
  return listParts(text, span) === null ? null : { span, parts: named };
}

/** The tagger takes some verbs for nouns: what is not capitalised behind the last name is no part of it. */
function nameEnd(text: ReadText, start: number, end: number): number {
  let to = end;
  while (to > start && !/^\p{Lu}/u.test(text.tokens[to - 1]!.text)) to -= 1;
  return to;
}

const isNamePart = (text: ReadText, { from, to }: Span): boolean => {
  const { text: last, lower } = text.tokens[to - 1]!;
  return to - from <= 5 && /^\p{Lu}/u.test(last) && !MONTHS.has(lower) && !TIME_WORDS.has(lower);
};
