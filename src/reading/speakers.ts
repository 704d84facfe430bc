/**
 * Who speaks: one speaker for each party that a phrase names, each with the name that it stands for as the document spells it. A wrong
 * name is worse than none: where more than one fits, the name stays open.
 */
import type { Speaker } from "./contract.ts";
import { isPersonal, namesOf, peopleIn, type Names } from "./names.ts";
import { phraseBefore, type Span } from "./phrases.ts";
import type { ReadText } from "./text.ts";
import { DETERMINERS, POSSESSIVES, RELATIVES, SUBJECT_PRONOUNS } from "./words-en.ts";

export interface Said {
  readonly cue: Span;
  readonly source: Span;
  readonly speakers: readonly Speaker[];
}

/** So many attributions, and so many tokens of a paragraph, are looked back over; beyond that a pronoun stays open. */
const REMEMBERED = 40;
const BACK = 400;

export class Speakers {
  private readonly text: ReadText;
  private readonly names: Names;
  /** What was read before, in order of place. */
  private readonly said: Said[] = [];

  constructor(text: ReadText) {
    this.text = text;
    this.names = namesOf(text);
  }

  /** The speakers of a phrase at its place; call it in order of place. */
  of(source: Span | null, cue: Span): Speaker[] {
    if (source === null) return [];
    const speakers = this.read(source);
    this.said.push({ cue, source, speakers });
    return speakers;
  }

  /** The speakers of a phrase anywhere in the text, by the attributions before it. */
  at(source: Span | null): Speaker[] {
    return source === null ? [] : this.read(source);
  }

  /** The latest attributions of a paragraph before a place. */
  private before(paragraph: Span, token: number): readonly Said[] {
    let low = 0;
    let high = this.said.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.said[middle]!.cue.from < token) low = middle + 1;
      else high = middle;
    }
    return this.said
      .slice(Math.max(0, low - REMEMBERED), low)
      .filter(({ source }) => source.from >= paragraph.from && source.from < token);
  }

  private read(source: Span): Speaker[] {
    const first = this.text.tokens[source.from]!.lower;
    if (source.to - source.from === 1 && RELATIVES.has(first)) return [this.relative(source)];
    if (source.to - source.from === 1 && SUBJECT_PRONOUNS.has(first)) return this.pronoun(source, first);
    const group = this.group(source);
    if (group !== null) return group;
    return partsOf(this.text, headOf(this.text, source)).map((part) => this.named(part));
  }

  private named(span: Span): Speaker {
    const mention = this.text.stretch(span.from, span.to);
    const acronym = this.names.byAcronym.get(bare(mention.text).replaceAll(".", ""));
    if (acronym !== undefined) return { mention, name: acronym, rule: "acronym of the document" };
    if (POSSESSIVES.has(this.text.tokens[span.from]!.lower))
      return { mention, name: null, rule: "whose it is, left open" };
    const own = properName(this.text, span);
    if (own === null) return { mention, name: mention.text, rule: "as written" };
    const long = this.names.byLastWord.get(own.split(" ").at(-1)!.toLowerCase());
    if (long === null && !own.includes(" ")) return { mention, name: null, rule: "two names end so" };
    if (long !== undefined && long !== null && long !== own && long.endsWith(` ${own}`))
      return { mention, name: long, rule: "long name of the document" };
    return { mention, name: own, rule: "as written" };
  }

  /** "who", "which": the phrase before it. */
  private relative(source: Span): Speaker {
    const mention = this.text.stretch(source.from, source.to);
    const comma = this.text.tokens[source.from - 1]?.text === ",";
    const floor = this.sentenceStart(source.from);
    const before = phraseBefore(this.text, source.from - (comma ? 1 : 0), floor);
    const name = before === null ? null : this.named(headOf(this.text, before)).name;
    return {
      mention,
      name,
      rule: name === null ? "relative pronoun, left open" : "noun before the relative pronoun",
    };
  }

  /** A person, or a group, where exactly one was named before in the paragraph. */
  private pronoun(source: Span, word: string): Speaker[] {
    const mention = this.text.stretch(source.from, source.to);
    const open = [{ mention, name: null, rule: "pronoun, left open" }];
    const paragraph = this.paragraphOf(source.from);
    if (paragraph === null || source.from - paragraph.from > BACK) return open;
    const before = this.before(paragraph, source.from);
    if (word === "he" || word === "she") {
      const people = peopleIn(this.text, this.names, paragraph.from, source.from);
      const [only] = people;
      if (people.length === 1 && only !== undefined && isPersonal(only))
        return [{ mention, name: only, rule: "pronoun, the only person of the paragraph" }];
      return open;
    }
    const last = before.at(-1);
    if (word === "they" && last !== undefined && last.speakers.length > 1)
      return last.speakers.map(({ name }) => ({
        mention,
        name,
        rule: "pronoun, joint speakers of the paragraph",
      }));
    if (word !== "it") return open;
    const things = new Set(before.flatMap(({ speakers }) => speakers.map(({ name }) => name)));
    const [only] = things;
    if (
      things.size === 1 &&
      only !== undefined &&
      only !== null &&
      !isPersonal(only) &&
      last?.speakers.length === 1
    )
      return [{ mention, name: only, rule: "pronoun, the only speaker of the paragraph" }];
    return open;
  }

  /** "the agencies", "the two": the joint speakers that the paragraph named. */
  private group(source: Span): Speaker[] | null {
    const words = this.text.tokens.slice(source.from, source.to).map(({ lower }) => lower);
    if (
      words.length > 3 ||
      !/^(?:the|both|these|all)$/.test(words[0]!) ||
      !/^(?:agencies|two|three|four|pair|groups|organizations|organisations|departments|companies)$/.test(
        words.at(-1)!,
      )
    )
      return null;
    const paragraph = this.paragraphOf(source.from);
    if (paragraph === null) return null;
    const joint = this.before(paragraph, source.from).filter(({ speakers }) => speakers.length > 1);
    const [only] = joint;
    if (joint.length !== 1 || only === undefined) return null;
    const mention = this.text.stretch(source.from, source.to);
    return only.speakers.map(({ name }) => ({ mention, name, rule: "group that the paragraph names" }));
  }

  private paragraphOf(token: number): Span | null {
    let low = 0;
    let high = this.text.paragraphs.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.text.paragraphs[middle]!.to <= token) low = middle + 1;
      else high = middle;
    }
    return this.text.paragraphs[low] ?? null;
  }

  private sentenceStart(token: number): number {
    const floor = Math.max(this.paragraphOf(token)?.from ?? 0, token - BACK);
    for (let i = token; i > floor; i -= 1) if (/^[.!?]$/.test(this.text.tokens[i - 1]!.text)) return i;
    return floor;
  }
}

const bare = (name: string): string => name.replace(/^(?:the|The) /, "");

/** Up to the first comma, bracket, dash or relative word: what follows only tells more. A list is kept whole. */
function headOf(text: ReadText, { from, to }: Span): Span {
  if (listParts(text, { from, to }) !== null) return { from, to };
  for (let i = from + 1; i < to; i += 1) {
    const { text: word, lower } = text.tokens[i]!;
    if (/^(?:[,(—–-]|--)$/.test(word) || RELATIVES.has(lower)) return { from, to: i };
  }
  return { from, to };
}

/** The name at the end of a phrase: "campaign chairman Oren Vale" names Oren Vale. Null where no name ends it. */
function properName(text: ReadText, { from, to }: Span): string | null {
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

/** One part for each party of a list; the phrase itself where it names one, or where that is not sure. */
function partsOf(text: ReadText, span: Span): Span[] {
  return listParts(text, span) ?? [span];
}

/** "the A, B and C", "A and B": parts that can each be a party; null where the phrase is no list. */
function listParts(text: ReadText, { from, to }: Span): Span[] | null {
  const parts: Span[] = [];
  let start = from;
  let joined = false;
  for (let i = from; i < to; i += 1) {
    const { text: word, lower } = text.tokens[i]!;
    if (word !== "," && lower !== "and") continue;
    joined ||= lower === "and";
    if (i > start) parts.push({ from: start, to: i });
    start = i + 1;
  }
  if (start < to) parts.push({ from: start, to });
  if (!joined || parts.length < 2 || !parts.every((part) => isParty(text, part))) return null;
  return parts.length > 2 || parts.every((part) => isSure(text, part)) ? parts : null;
}

/** Short, with a name or a noun at its end. */
function isParty(text: ReadText, { from, to }: Span): boolean {
  if (to - from > 5) return false;
  const { tag, text: last } = text.tokens[to - 1]!;
  return tag === "PROPN" || /^\p{Lu}/u.test(last) || DETERMINERS.has(text.tokens[from]!.lower);
}

/** Of two parts each is sure to be a party: an acronym, a phrase with its article, a person's name. */
function isSure(text: ReadText, { from, to }: Span): boolean {
  const { text: word, lower } = text.tokens[from]!;
  const whole = text.stretch(from, to).text;
  return (
    DETERMINERS.has(lower) ||
    /^\p{Lu}{2,6}$/u.test(word) ||
    isPersonal(whole) ||
    (to - from === 1 && /^\p{Lu}/u.test(word) && from > 0 && !/(?:and|&)/.test(whole))
  );
}
