/**
 * What a pronoun can stand for: the people and the bodies that a stretch of the text names, and the words that make it unsure. Each
 * that can be meant is a candidate, so that one candidate alone is a name and two leave it open.
 */
import { isPersonal, runs, type Names } from "./names.ts";
import type { Span } from "./phrases.ts";
import type { ReadText } from "./text.ts";
import { DETERMINERS, MONTHS, TIME_WORDS } from "./words-en.ts";

export type Gendered = "he" | "she";

/** People without their names, who can be meant by a pronoun. */
const HUMAN =
  /^(?:brother|sister|wife|husband|father|mother|son|daughter|cousin|lawyer|attorney|spokes(?:man|woman|person)|aide|adviser|advisor|guard|driver|man|woman|boy|girl|officer|official|doctor|nurse|neighbou?r|friend|colleague|clerk|witness|suspect|victim|source|reporter|voter|supporter|critic)$/;
/** What "it" can stand for without a name. */
const BODY =
  /^(?:agency|airline|army|association|authority|bank|board|bureau|campaign|centre|center|channel|church|club|commission|committee|company|council|court|department|embassy|firm|fund|government|group|hospital|institute|magazine|mine|ministry|navy|network|newspaper|office|organi[sz]ation|panel|paper|parliament|party|police|report|school|senate|service|site|study|survey|team|tribunal|union|university)$/;

export const isHuman = (word: string): boolean => HUMAN.test(word);
export const isBody = (word: string): boolean => BODY.test(word);

/** Somebody who can be "he" or "she". */
interface Person {
  /** By the long name; null for one without a name. */
  readonly name: string | null;
  /** Whether the words are about this person: named outside quotations, and not only beside something else. */
  readonly foremost: boolean;
}

/** The only person of a stretch who can be "he" or "she"; null where there is none, or another could be meant. */
export function onlyPerson(text: ReadText, names: Names, { from, to }: Span, word: Gendered): string | null {
  const [only, another] = peopleIn(text, names, { from, to }, word);
  return only !== undefined && another === undefined && only.foremost ? only.name : null;
}

/** The people of a stretch who can be "he" or "she", each once. */
export function peopleIn(text: ReadText, names: Names, { from, to }: Span, word: Gendered): Person[] {
  const people = new Map<string | null, Person>();
  for (const run of runs(text, from, to)) {
    const name = personOf(text, names, run);
    if (name === null || (names.gender.get(lastWord(name)) ?? word) !== word) continue;
    const foremost = people.get(name)?.foremost === true || isForemost(text, run);
    people.set(name, { name, foremost });
  }
  for (let i = from; i < to; i += 1)
    if (isHuman(text.tokens[i]!.lower) && !isApposed(text, i, to))
      people.set(null, { name: null, foremost: false });
  return [...people.values()];
}

/** Named in a quotation, by a possessive or behind "in", "of", "against", a person is seldom the one who goes on. */
function isForemost(text: ReadText, { from, to }: Span): boolean {
  const [before, after] = [text.tokens[from - 1], text.tokens[to]];
  const opens = before === undefined || /^[.!?”"]$/.test(before.text);
  return (
    text.quotedBy[from] === -1 &&
    (opens || !/^['’]s?$/.test(after?.lower ?? "")) &&
    (before?.tag !== "ADP" || before.lower === "by")
  );
}

const lastWord = (name: string): string => name.split(" ").at(-1)!.toLowerCase();

/** The person whom a run of capitalised words names: by a known long name, by its own form, by a title, or because it acts. */
function personOf(text: ReadText, names: Names, { from, to }: Span): string | null {
  const last = text.tokens[to - 1]!.lower;
  const own = text.stretch(from, to).text;
  const long = names.byLastWord.get(last);
  if (long === null) return own;
  if (long !== undefined) return isPersonal(long) ? long : null;
  if (to - from > 1) return isPersonal(own) ? own : null;
  if (isTime(last) || /^\p{Lu}{2,}$/u.test(own)) return null;
  const [before, after] = [text.tokens[from - 1], text.tokens[to]];
  if (names.gender.has(last)) return own;
  const opens = before === undefined || /^[.!?”"]$/.test(before.text);
  return opens && (after?.tag === "VERB" || after?.tag === "AUX") ? own : null;
}

const isTime = (lower: string): boolean => MONTHS.has(lower) || TIME_WORDS.has(lower);

/** "Edda Norling, a former clerk" and "the driver, Edda Norling": one person. */
function isApposed(text: ReadText, at: number, to: number): boolean {
  const { tokens } = text;
  const isName = (i: number) => /^\p{Lu}/u.test(tokens[i]?.text ?? "");
  if (isName(at + 1)) return true;
  for (let i = at - 1; i > 0 && i >= at - 4; i -= 1)
    if (tokens[i]!.text === ",") return isName(i - 1);
    else if (tokens[i]!.tag === "ADP" || tokens[i]!.lower === "and") break;
  for (let i = at + 1; i < to && i <= at + 5; i += 1)
    if (tokens[i]!.text === ",") return isName(i + 1);
    else if (tokens[i]!.tag === "VERB" || tokens[i]!.tag === "AUX") break;
  return false;
}

/** A body that "it" can stand for, at the first place that names it. */
export interface Body {
  readonly key: string;
  readonly span: Span;
}

/** The bodies of a stretch, each once: names that are no person's, and "the ministry" with its like. */
export function bodiesIn(text: ReadText, names: Names, { from, to }: Span): Body[] {
  const bodies = new Map<string, Body>();
  const add = (key: string, span: Span) => {
    if (!bodies.has(key)) bodies.set(key, { key, span });
  };
  for (const run of runs(text, from, to)) {
    const last = text.tokens[run.to - 1]!.lower;
    const own = text.stretch(run.from, run.to).text;
    if (isTime(last) || personOf(text, names, run) !== null || DETERMINERS.has(last)) continue;
    const opening = text.tokens[run.from - 1];
    add(names.byAcronym.get(own.replaceAll(".", "")) ?? own, {
      from:
        opening !== undefined && run.from > from && DETERMINERS.has(opening.lower) ? run.from - 1 : run.from,
      to: run.to,
    });
  }
  for (let i = from + 1; i < to; i += 1) {
    const { lower } = text.tokens[i]!;
    if (!isBody(lower)) continue;
    let start = i;
    while (start > from && start > i - 4 && isModifier(text, start - 1)) start -= 1;
    if (start > from && DETERMINERS.has(text.tokens[start - 1]!.lower))
      add(text.stretch(start, i + 1).text.toLowerCase(), { from: start - 1, to: i + 1 });
  }
  return [...bodies.values()];
}

const isModifier = (text: ReadText, i: number): boolean => {
  const { tag, text: word } = text.tokens[i]!;
  return (tag === "ADJ" || tag === "NOUN") && !/^\p{Lu}/u.test(word);
};

/**
 * The noun phrase that ends before a relative word, and whether it is sure to be meant: "the son of Alda Courier, who" can be either.
 */
export function phraseOfRelative(text: ReadText, end: number, floor: number): Span | null {
  const { tokens } = text;
  let from = end;
  while (from > floor && from > end - 8 && isPlain(text, from - 1)) from -= 1;
  if (from === end) return null;
  const before = tokens[from - 1];
  const linked = before !== undefined && from - 1 >= floor && before.tag === "ADP";
  const over = tokens[from - 2];
  const unnamed = !/\p{Lu}/u.test(text.stretch(from, end).text) && !DETERMINERS.has(tokens[from]!.lower);
  if (unnamed && before !== undefined && /^(?:,|and|or)$/.test(before.lower)) return null;
  if (linked && from - 2 >= floor && over !== undefined && /^(?:NOUN|PROPN|PRON)$/.test(over.tag))
    return null;
  return { from, to: end };
}

const isPlain = (text: ReadText, i: number): boolean => {
  const { tag, text: word } = text.tokens[i]!;
  return /^(?:NOUN|PROPN|ADJ|DET|NUM)$/.test(tag) || /^\p{Lu}/u.test(word);
};
