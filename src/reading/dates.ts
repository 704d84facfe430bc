/**
 * Dates as a text says them, by chrono-node, with the precision that they have: “early November” is a month with “early”, never
 * its first day. News tells what was: a weekday, a day or a month without a year is the last one up to the document's own date,
 * unless the words look ahead. Without a date of the document what is relative stays open.
 */
import * as chrono from "chrono-node/en";
import { datedToMs } from "../model/time.ts";
import type { ProposedDate, Stretch } from "./contract.ts";

const MONTHS =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
/** Words without which there is no date to look for. */
const WORTH = new RegExp(
  `\\b(?:${MONTHS}|${WEEKDAYS}|yesterday|today|tonight|this (?:morning|afternoon|evening|month|year)|last (?:night|month|year)|days? (?:ago|earlier)|\\d{4})\\b`,
  "i",
);
const YEAR =
  /(?<![\p{L}\p{N}$€£#.,-])(?:(?:in|since|during|of(?= \d{4}(?:[.,;:)]|$))|by|until|before|after|from|early|late|mid|summer|winter|spring|autumn|fall)[ -])((?:19|20)\d\d)(?![\p{L}\p{N}%-]|[.,]\d)/giu;
const AHEAD = /\b(?:will|shall|next|coming|upcoming|due|scheduled|expected|plans?)\b/i;
const QUALIFIER =
  /(?:^|[^\p{L}])((?:the )?(?:early|late|mid)(?: in)?|(?:the )?(?:beginning|start|middle|end) of|about|around|before|after|since|by|until)[ -]$/iu;
/** Longer stretches are no sentences that people write. */
const MAX_LENGTH = 2000;
const DAY_MS = 86_400_000;

type Parts = ReturnType<typeof chrono.casual.parse>[number]["start"];
type Part = Parameters<Parts["get"]>[0];

export interface FoundDate extends ProposedDate {
  readonly doubts: readonly string[];
}
export interface DatesFound {
  readonly dates: readonly FoundDate[];
  /** Words that count from a date that is not known. */
  readonly open: readonly Stretch[];
}

const NONE: DatesFound = { dates: [], open: [] };

/**
 * The dates in a sentence.
 * @param offset of the sentence in the whole text
 * @param published date of the document, as precise as it is known
 */
export function datesIn(sentence: string, offset: number, published: string | null): DatesFound {
  if (sentence.length > MAX_LENGTH || !WORTH.test(sentence)) return NONE;
  const own = published !== null && published.length >= 10 ? datedToMs(published.slice(0, 10)) : null;
  const ahead = AHEAD.test(sentence);
  const found: FoundDate[] = [];
  const open: Stretch[] = [];
  const reference = { instant: new Date((own ?? 0) + DAY_MS / 2), timezone: 0 };
  for (const { index: from, text: words, start, end } of chrono.casual.parse(sentence, reference)) {
    const text = words.replace(/^on /i, "").replace(/[,;\s]+$/, "");
    const index = from + words.indexOf(text);
    if (isName(sentence, index, from < index, text)) continue;
    const said = { start: offset + index, end: offset + index + text.length, text };
    // Null where there is none, whatever the types of the library say.
    const range = rangeBefore(sentence, index, text);
    const doubts = end || range !== null ? [SPAN] : [];
    const exact = resolved(text, start, own, ahead || /\b(?:next|coming)\b/i.test(text));
    const whole = end && range === null ? commonTo(exact, resolved(text, end, own, ahead)) : null;
    const date =
      range === null || typeof exact !== "string" ? (whole ?? exact) : exact.slice(0, MONTH_LENGTH);
    const span = whole === null ? null : text;
    if (date === null) open.push(said);
    else if (date !== undefined && !Number.isNaN(datedToMs(date)))
      found.push(
        range === null
          ? span === null
            ? qualified(sentence, { date, said, qualifier: null, doubts }, index)
            : { date, said, qualifier: span, doubts }
          : spanned({ date, said, qualifier: null, doubts }, range),
      );
  }
  for (const match of sentence.matchAll(YEAR)) {
    const at = match.index + match[0].length - 4;
    const said = { start: offset + at, end: offset + at + 4, text: match[1]! };
    if (!found.some((other) => other.said.start < said.end && said.start < other.said.end))
      found.push(qualified(sentence, { date: match[1]!, said, qualifier: null, doubts: [] }, at));
  }
  return { dates: found.toSorted((a, b) => a.said.start - b.said.start), open };
}

const SPAN = "where the span of time ends";
const MONTH_LENGTH = "2031-10".length;
/** “between 2 and” 9 October, “from 2 to” 9 October, “in the first week of” October: no day of the month is meant alone. */
const RANGE =
  /(?:^|[^\p{L}])((?:between (?:the )?\d{1,2}(?:st|nd|rd|th)? and|from (?:the )?\d{1,2}(?:st|nd|rd|th)? (?:to|until|till|through)|(?:in |during |over )?the (?:first|second|third|fourth|last) (?:week|half|fortnight|days|weekend) of) (?:the )?)$/iu;

/** The words of a range that a date ends; null where it stands by itself, or is no day or month. */
function rangeBefore(sentence: string, index: number, text: string): string | null {
  if (!new RegExp(`\\b(?:${MONTHS})\\b`, "i").test(text)) return null;
  return RANGE.exec(sentence.slice(Math.max(0, index - 60), index))?.[1] ?? null;
}

/** The month, or the year, that two days share: what a span of both lies in. */
function commonTo(one: string | null | undefined, other: string | null | undefined): string | null {
  if (typeof one !== "string" || typeof other !== "string" || one === other) return null;
  const lengths = [MONTH_LENGTH, "2031".length];
  const length = lengths.find((most) => one.length > most && one.slice(0, most) === other.slice(0, most));
  return length === undefined ? null : one.slice(0, length);
}

/** The month, with the words that say which part of it. */
const spanned = (found: FoundDate, range: string): FoundDate => ({
  ...found,
  qualifier: range.trim().toLowerCase(),
  said: {
    start: found.said.start - range.length,
    end: found.said.end,
    text: range + found.said.text,
  },
});

/** “Sunday Times”, “Marc April”: a weekday or a month by itself beside a capital, with no “on” before it. */
function isName(sentence: string, index: number, on: boolean, text: string): boolean {
  if (on || !/^\p{Lu}\p{Ll}+$/u.test(text)) return false;
  const before = /(\S+) $/.exec(sentence.slice(Math.max(0, index - 30), index))?.[1] ?? "";
  const after = sentence.slice(index + text.length, index + text.length + 20);
  const month = new RegExp(`^(?:${MONTHS})$`, "i").test(text);
  return month
    ? /^\p{Lu}\p{Ll}/u.test(before) && !/^(?:In|By|Since|Until|Early|Late|Last|From|Of|During)$/.test(before)
    : /^ \p{Lu}\p{Ll}/u.test(after);
}

/** A date in ISO form as precise as it was said, null where it counts from one that is not known, nothing for a time of day. */
function resolved(text: string, part: Parts, own: number | null, ahead: boolean): string | null | undefined {
  const has = (component: Part) => part.isCertain(component);
  const get = (component: Part) => part.get(component) ?? 0;
  if (has("weekday") && !has("day")) return own === null ? null : weekday(get("weekday"), own, ahead, text);
  if (has("month")) return monthly(get, has, own, ahead, text);
  return relative(text, own);
}

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const two = (n: number) => String(n).padStart(2, "0");

function weekday(day: number, own: number, ahead: boolean, text: string): string {
  const back = (new Date(own).getUTCDay() - day + 7) % 7;
  if (/^last\b/i.test(text)) return iso(own - (back === 0 ? 7 : back) * DAY_MS);
  if (!ahead || back === 0) return iso(own - back * DAY_MS);
  return iso(own + (7 - back) * DAY_MS);
}

/** A month, with a day or without; where no year is said, the last one up to the document's date. */
function monthly(
  get: (component: Part) => number,
  has: (component: Part) => boolean,
  own: number | null,
  ahead: boolean,
  text: string,
): string | null | undefined {
  // “yesterday” and “three days ago” have all parts: they count from the document's date.
  const counted = !new RegExp(`\\b(?:${MONTHS})\\b`, "i").test(text) && !/\d{4}/.test(text);
  if (counted) return relative(text, own);
  const day =
    has("day") && !/^(?:the )?(?:end|beginning|start|middle) of\b/i.test(text) ? `-${two(get("day"))}` : "";
  if (has("year")) return `${get("year")}-${two(get("month"))}${day}`;
  if (own === null) return null;
  const year = new Date(own).getUTCFullYear();
  const at = (one: number) => datedToMs(`${one}-${two(get("month"))}${day}`);
  const chosen = ahead ? (at(year) >= own ? year : year + 1) : at(year) <= own ? year : year - 1;
  return `${chosen}-${two(get("month"))}${day}`;
}

/** What counts in days, months and years from the document's own date. */
function relative(text: string, own: number | null): string | null | undefined {
  const words = text.toLowerCase();
  const steps = /^(\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten) days? (?:ago|earlier)$/.exec(
    words,
  )?.[1];
  const known =
    /^(?:today|tonight|yesterday|last night|this (?:morning|afternoon|evening|month|year)|last (?:month|year))$/;
  if (steps === undefined && !known.test(words)) return undefined;
  if (own === null) return null;
  if (steps !== undefined) return iso(own - numberOf(steps) * DAY_MS);
  if (words.endsWith("month") || words.endsWith("year")) {
    const date = new Date(own);
    const back = words.startsWith("last") ? 1 : 0;
    if (words.endsWith("year")) return String(date.getUTCFullYear() - back);
    return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
  }
  return iso(own - (words === "yesterday" || words === "last night" ? DAY_MS : 0));
}

const SMALL = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const numberOf = (word: string): number =>
  word === "a" ? 1 : SMALL.includes(word) ? SMALL.indexOf(word) : Number(word);

/** With “early”, “the end of”, “before”, which no precision carries. */
function qualified(sentence: string, found: FoundDate, index: number): FoundDate {
  const before = QUALIFIER.exec(sentence.slice(Math.max(0, index - 24), index));
  const inside = /^(early|late|mid|(?:the )?(?:beginning|start|end|middle) of)[ -]/i.exec(found.said.text);
  if (inside !== null) return { ...found, qualifier: inside[1]!.toLowerCase() };
  if (before === null) return found;
  const words = before[1]!;
  const gap = sentence[index - 1]!;
  const start = found.said.start - words.length - 1;
  return {
    ...found,
    qualifier: words.toLowerCase().replace(/^the (?=early|late|mid)| in$/g, ""),
    said: { start, end: found.said.end, text: `${words}${gap}${found.said.text}` },
  };
}
