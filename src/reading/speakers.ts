/**
 * Who speaks: one speaker for each party that a phrase names, each with the name that it stands for as the document spells it. A wrong
 * name is worse than none: where more than one fits, the name stays open.
 */
import type { Speaker } from "./contract.ts";
import {
  bodiesIn,
  isBody,
  isHuman,
  onlyPerson,
  peopleIn,
  phraseOfRelative,
  type Gendered,
} from "./antecedents.ts";
import { BACK, paragraphBefore, paragraphOf, sentenceBefore, sentenceEnd, sentenceStart } from "./around.ts";
import { namedLists, partsOf } from "./lists.ts";
import { bare, headOf, isSecondOfTwo, namesOfJoint, properName } from "./parties.ts";
import { isPersonal, namesOf, withoutTitles, type Names } from "./names.ts";
import { phraseBefore, type Span } from "./phrases.ts";
import type { ReadText } from "./text.ts";
import { DETERMINERS, POSSESSIVES, RELATIVES, SUBJECT_PRONOUNS } from "./words-en.ts";

export interface Said {
  readonly cue: Span;
  readonly source: Span;
  readonly speakers: readonly Speaker[];
  /** Whether it is about another party, as a charge is. */
  readonly against: boolean;
}

/** Words for several that were named before, and how many they say there are. */
const GROUP =
  /^(?:agencies|two|three|four|pair|groups|organizations|organisations|departments|companies|services|bureaus|firms|candidates)$/;
const SIZES: ReadonlyMap<string, number> = new Map([
  ["both", 2],
  ["two", 2],
  ["pair", 2],
  ["three", 3],
  ["four", 4],
]);

/** "his claim": who "he" is. */
const OWNERS: ReadonlyMap<string, string> = new Map([
  ["his", "he"],
  ["her", "she"],
  ["their", "they"],
  ["its", "it"],
]);

interface Meant {
  readonly names: readonly (string | null)[];
  readonly rule: string;
}

/** So many attributions are looked back over. */
const REMEMBERED = 40;

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
  of(source: Span | null, cue: Span, against = false): Speaker[] {
    if (source === null) return [];
    const speakers = this.read(source);
    this.said.push({ cue, source, speakers, against });
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
    const owner = source.to - source.from === 1 ? (OWNERS.get(first) ?? first) : first;
    if (source.to - source.from === 1 && SUBJECT_PRONOUNS.has(owner)) return this.pronoun(source, owner);
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
    if (span.to - span.from === 1 && DETERMINERS.has(this.text.tokens[span.from]!.lower))
      return { mention, name: null, rule: "no name, left open" };
    const whole = properName(this.text, span);
    if (whole === null) return { mention, name: mention.text, rule: "as written" };
    if (isSecondOfTwo(this.text, span, whole)) return { mention, name: null, rule: "one or two, left open" };
    const own = withoutTitles(whole, this.names);
    const long = this.names.byLastWord.get(own.split(" ").at(-1)!.toLowerCase());
    if (long === null && !own.includes(" ")) return { mention, name: null, rule: "two names end so" };
    if (long !== undefined && long !== null && long !== own && long.endsWith(` ${own}`))
      return { mention, name: long, rule: "long name of the document" };
    return { mention, name: own, rule: "as written" };
  }

  /** "who", "which": the phrase before it, or the person whom that phrase tells more about. */
  private relative(source: Span): Speaker {
    const mention = this.text.stretch(source.from, source.to);
    const open = { mention, name: null, rule: "relative pronoun, left open" };
    const comma = this.text.tokens[source.from - 1]?.text === ",";
    const floor = sentenceStart(this.text, source.from);
    const before = phraseOfRelative(this.text, source.from - (comma ? 1 : 0), floor);
    if (before === null) return open;
    const apposed = this.apposedTo(before, floor);
    const { name } = this.named(headOf(this.text, apposed ?? before));
    if (name === null || (apposed !== null && !isPersonal(name))) return open;
    return { mention, name, rule: "noun before the relative pronoun" };
  }

  /** "Edda Norling, a former clerk": the phrase before the comma, where the one behind it only tells more. */
  private apposedTo({ from }: Span, floor: number): Span | null {
    const { tokens } = this.text;
    if (from - 1 <= floor || tokens[from - 1]!.text !== "," || !DETERMINERS.has(tokens[from]!.lower))
      return null;
    return phraseOfRelative(this.text, from - 1, floor) ?? phraseBefore(this.text, from - 1, floor);
  }

  /** A party that was named before, where exactly one can be meant. */
  private pronoun(source: Span, word: string): Speaker[] {
    const mention = this.text.stretch(source.from, source.to);
    const found = this.meant(source, word);
    if (found === null) return [{ mention, name: null, rule: "pronoun, left open" }];
    return found.names.map((name) => ({ mention, name, rule: `pronoun, ${found.rule}` }));
  }

  private meant(source: Span, word: string): Meant | null {
    const paragraph = paragraphOf(this.text, source.from);
    if (paragraph === null || source.from - paragraph.from > BACK) return null;
    const here = { from: paragraph.from, to: source.from };
    if (word === "he" || word === "she") return this.person(here, word);
    if (word === "they") return this.several(here);
    return word === "it" ? this.body(here) : null;
  }

  /** "he", "she": the only person of the paragraph, or the one who alone was named and spoke in the paragraph before. */
  private person(here: Span, word: Gendered): Meant | null {
    if (peopleIn(this.text, this.names, here, word).length > 0) {
      const only = onlyPerson(this.text, this.names, here, word);
      return only === null ? null : { names: [only], rule: "the only person of the paragraph" };
    }
    const earlier = paragraphBefore(this.text, here.from);
    const speaks = earlier === null ? null : this.onlySpeaker(earlier);
    if (earlier === null || speaks === null) return null;
    return onlyPerson(this.text, this.names, earlier, word) === speaks.name
      ? { names: [speaks.name], rule: "the only person of the paragraph before" }
      : null;
  }

  /** "they": joint speakers, a list of names that the sentence before begins with, or the one group that spoke in it. */
  private several(here: Span): Meant | null {
    const last = this.before(here, here.to).at(-1);
    if (last !== undefined && last.speakers.length > 1)
      return { names: last.speakers.map(({ name }) => name), rule: "joint speakers of the paragraph" };
    const previous = sentenceBefore(this.text, here);
    if (previous === null) return null;
    const lists = namedLists(this.text, here.from, here.to);
    if (last === undefined && lists.length === 1 && lists[0]!.span.from <= previous.from + 1)
      return {
        names: lists[0]!.parts.map((part) => this.named(part).name),
        rule: "names of the sentence before",
      };
    const only = this.onlySpeaker(here);
    if (only === null || only.said.against || only.said.source.from < previous.from || lists.length > 0)
      return null;
    const { tag, lower } = this.text.tokens[only.said.source.to - 1]!;
    return tag === "NOUN" && /(?:[^s]s|people|police)$/.test(lower)
      ? { names: [only.name], rule: "the only speaker of the paragraph" }
      : null;
  }

  /** "it": the body that alone spoke, or that begins the sentence before and has no other beside it. */
  private body(here: Span): Meant | null {
    const window =
      sentenceBefore(this.text, here) === null ? (paragraphBefore(this.text, here.from) ?? here) : here;
    const bodies = bodiesIn(this.text, this.names, window);
    const only = this.onlySpeaker(window);
    if (only !== null) {
      const since = { from: sentenceEnd(this.text, only.said.cue.to), to: window.to };
      const others = bodiesIn(this.text, this.names, since).filter(
        ({ span }) => this.named(span).name !== only.name,
      );
      if (only.said.against || others.length > 0 || !this.isOneBody(only.said.source, only.name)) return null;
      return { names: [only.name], rule: "the only speaker of the paragraph" };
    }
    const [one, another] = bodies;
    if (one === undefined || another !== undefined || this.before(window, window.to).length > 0) return null;
    const start = sentenceStart(this.text, one.span.from);
    if (one.span.from !== start || !this.isOneBody(one.span, one.key)) return null;
    return { names: [this.named(one.span).name], rule: "the only body of the paragraph" };
  }

  private isOneBody({ from, to }: Span, name: string): boolean {
    if (isPersonal(name)) return false;
    const head = headOf(this.text, { from, to });
    const words = this.text.tokens.slice(head.from, head.to);
    if (words.some(({ lower }) => isHuman(lower))) return false;
    const last = words.at(-1);
    return /^\p{Lu}/u.test(last?.text ?? "") || words.some(({ lower }) => isBody(lower));
  }

  /** Who alone speaks in a stretch, by one name, with the latest time. */
  private onlySpeaker(here: Span): { readonly said: Said; readonly name: string } | null {
    const before = this.before(here, here.to);
    const names = new Set(before.flatMap(({ speakers }) => speakers.map(({ name }) => name)));
    const said = before.at(-1);
    const [name] = names;
    return said?.speakers.length === 1 && names.size === 1 && name !== undefined && name !== null
      ? { said, name }
      : null;
  }

  /** "the agencies", "the two": the only joint speakers, or the only list of names, that can be meant; else open. */
  private group(source: Span): Speaker[] | null {
    const words = this.text.tokens.slice(source.from, source.to).map(({ lower }) => lower);
    if (words.length > 3 || !/^(?:the|both|these|all)$/.test(words[0]!) || !GROUP.test(words.at(-1)!))
      return null;
    const mention = this.text.stretch(source.from, source.to);
    const size = words.flatMap((word) => SIZES.get(word) ?? [])[0];
    const paragraph = paragraphOf(this.text, source.from);
    const near =
      paragraph === null || source.from - paragraph.from > BACK ? [] : this.joint(paragraph, source.from);
    const far = this.said.slice(-REMEMBERED).flatMap(({ speakers }) => namesOfJoint(speakers));
    for (const [found, rule] of [
      [near, "group that the paragraph names"],
      [far, "group that the document names"],
    ] as const) {
      const fitting = new Map(
        found
          .filter((names) => size === undefined || names.length === size)
          .map((names) => [names.join("\n"), names]),
      );
      const [only] = fitting.values();
      if (fitting.size === 1 && only !== undefined) return only.map((name) => ({ mention, name, rule }));
      if (fitting.size > 1) break;
    }
    return [{ mention, name: null, rule: "group, left open" }];
  }

  /** The joint speakers and the lists of names of a paragraph before a place. */
  private joint(paragraph: Span, to: number): string[][] {
    return [
      ...this.before(paragraph, to).flatMap(({ speakers }) => namesOfJoint(speakers)),
      ...namedLists(this.text, paragraph.from, to).flatMap(({ parts }) =>
        namesOfJoint(parts.map((part) => this.named(part))),
      ),
    ];
  }
}
