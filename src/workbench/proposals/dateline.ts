/** When a document was published and who speaks in it, as far as its first lines say so: "The Courier, Wednesday 29 October 2031". */
import type { ReadParagraph } from "../../reading/contract.ts";
import { datedSchema } from "../../model/time.ts";
import { MONTHS } from "../../words.ts";

/** Lines that are looked at, and how long a line of this kind is at most. */
const FIRST = 6;
const LONGEST = 160;
const MONTH = MONTHS.join("|");
const DATE = new RegExp(
  `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)? (?<month>${MONTH}),? (?<year>\\d{4})\\b|\\b(?<month2>${MONTH}) (?<day2>\\d{1,2})(?:st|nd|rd|th)?,? (?<year2>\\d{4})\\b|\\b(?<iso>\\d{4}-\\d{2}-\\d{2})\\b`,
);
/** What stands before a date and is no name: a weekday, a word that leads to the date. */
const BEFORE_DATE =
  /[\s,;:|–—-]*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|published|updated|posted|on)?[\s,;:|–—-]*$/i;
const NAME = /^(?:By )?(?<name>\p{Lu}[\p{L}\p{N}’'.&-]*(?: [\p{L}\p{N}’'.&-]+){0,5})$/u;

export interface Dateline {
  /** A date of the calendar, to the day; null where the first lines have none. */
  readonly published: string | null;
  /** A name; null where none stands before the date. */
  readonly author: string | null;
}

export function datelineOf(paragraphs: readonly ReadParagraph[]): Dateline {
  for (const { text } of paragraphs.slice(0, FIRST)) {
    const found = text.length > LONGEST ? null : DATE.exec(text);
    if (found === null) continue;
    const published = dateIn(found.groups ?? {});
    if (published === undefined) continue;
    const before = text.slice(0, found.index).replace(BEFORE_DATE, "").replace(BEFORE_DATE, "");
    return { published, author: NAME.exec(before.trim())?.groups?.["name"] ?? null };
  }
  return { published: null, author: null };
}

function dateIn(parts: Readonly<Record<string, string | undefined>>): string | undefined {
  const { iso, day, day2, month, month2, year, year2 } = parts;
  const number = 1 + MONTHS.indexOf(month ?? month2 ?? "");
  const two = (value: string | number) => String(value).padStart(2, "0");
  const text = iso ?? `${year ?? year2}-${two(number)}-${two(day ?? day2 ?? "")}`;
  return datedSchema.safeParse(text).success ? text : undefined;
}
