/** What the values of a column look like: a name alone says too little about what stands below it. */
import { visible } from "../model/visible.ts";
import { present } from "../store/corpus/values.ts";
import type { Engine } from "./engine.ts";
import type { SourceTable } from "./formats/contract.ts";
import type { Field } from "./report.ts";

/** Some values of each column, from the first rows. */
export type Samples = ReadonlyMap<string, readonly string[]>;

const ROWS = 50;
const LONGEST = 400;

const DATE =
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|^(?:[A-Za-z]{3,9},? +)?(?:\d{1,2}[ -][A-Za-z]{3,9}|[A-Za-z]{3,9}\.? +\d{1,2})\b.*\d{4}|^(?:19|20)\d{6}(?:T?\d{4,6}Z?)?$/;
const CLOCK = /\d{1,2}:\d{2}|\dT\d{2}|^\d{12,14}Z?$/;
/** Counts from 1970 that fall between 2001 and 2100, in seconds, milliseconds, microseconds or nanoseconds. */
const isCount = (value: string): boolean =>
  /^\d{10,19}(?:\.\d+)?$/.test(value) &&
  [1, 1e3, 1e6, 1e9].some((unit) => Number(value) / unit >= 1e9 && Number(value) / unit < 4.1e9);
const isDate = (value: string): boolean => DATE.test(value);
const isMoment = (value: string): boolean => isCount(value) || (isDate(value) && CLOCK.test(value));
const isClock = (value: string): boolean =>
  /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]\.?m\.?)?$/i.test(value);
/** Where a post stands, or what it was sent with: nobody's name. */
const isPlace = (value: string): boolean =>
  /^(?:socialmedia_)?(?:twitter|x|facebook|instagram|youtube|tiktok|telegram|reddit|linkedin|web|news|blogs?|forums?|print|tv|radio)(?: (?:web app|web client|for .+))?$/i.test(
    value,
  );
/** Where a post of a platform stands. */
const OWN_ADDRESS =
  /^https?:\/\/(?:[a-z0-9-]+\.)*(?:(?:twitter|x)\.com\/[^/]+\/status(?:es)?\/\d|facebook\.com\/(?:[^/]+\/(?:posts|videos|photos|permalink)\/|permalink\.php|\d+_\d)|instagram\.com\/(?:[^/]+\/)?(?:p|reel|tv)\/|t\.me\/(?:s\/)?[^/]+\/\d|reddit\.com\/r\/[^/]+\/comments\/|tiktok\.com\/@[^/]+\/video\/|threads\.(?:net|com)\/@[^/]+\/post\/|bsky\.app\/profile\/[^/]+\/post\/|linkedin\.com\/(?:feed\/update|posts)\/|vk\.com\/wall-?\d)/i;
/** Each row the address of another post: its own, which nobody shared. */
const areOwnAddresses = (values: readonly string[]): boolean =>
  values.length > 1 &&
  new Set(values).size === values.length &&
  values.every((value) => OWN_ADDRESS.test(value));
const isJson = (value: string): boolean => /^[[{]/.test(value);
const isBoolean = (value: string): boolean => /^(?:true|false)$/i.test(value);
const isName = (value: string): boolean =>
  !isJson(value) && !isBoolean(value) && !(isDate(value) && CLOCK.test(value));

const most = (values: readonly string[], test: (value: string) => boolean): boolean =>
  2 * values.filter(test).length > values.length;

/** Could these be the values of that field? A column of nothing could be anything. */
export function mayBe(field: Field, values: readonly string[]): boolean {
  if (values.length === 0) return true;
  switch (field) {
    case "time":
      return most(values, (value) => isDate(value) || isCount(value));
    case "account":
      return most(values, isName) && !values.every(isPlace);
    case "text":
      return most(values, (value) => !isJson(value) && !isBoolean(value));
    case "post":
    case "reshare":
    case "reply":
      return most(values, (value) => isName(value) && !/\s/.test(value));
    case "url":
      return !areOwnAddresses(values);
    default:
      return true;
  }
}

/** Are they times of day as well as dates? */
export const areMoments = (values: readonly string[]): boolean => values.length > 0 && most(values, isMoment);

/** Are they times of day without dates? */
export const areClocks = (values: readonly string[]): boolean => values.length > 0 && most(values, isClock);

/** Running text, for a column that no name suggests. */
export const areProse = (values: readonly string[]): boolean =>
  values.length > 0 &&
  most(values, (value) => !isJson(value) && value.length > 15 && value.split(/\s+/).length > 2);

/** A path by which a mapping can name values, and some of these. */
export interface PathSample {
  readonly path: string;
  readonly values: readonly string[];
}

/** Values of each path that are shown, and how much of each. */
const SHOWN = 3;
const SHOWN_LENGTH = 60;
const MOST_PATHS = 2500;

/** The first different values of each path, as they can be shown to a person. */
export function shownSamples(samples: Samples): PathSample[] {
  return [...samples].slice(0, MOST_PATHS).map(([path, values]) => ({
    path,
    values: [...new Set(values)].slice(0, SHOWN).map((value) => visible(value.slice(0, SHOWN_LENGTH))),
  }));
}

export async function samplesOf(engine: Engine, table: SourceTable): Promise<Samples> {
  const cells = table.columns.map((_, i) => `left(${present(`c${i}::VARCHAR`)}, ${LONGEST}) AS c${i}`);
  const rows = await engine.rows(`SELECT ${cells.join(", ")} FROM ${table.slice(0, ROWS)}`);
  const columns = table.columns.map(
    ({ name }, i) =>
      [name, rows.flatMap((row) => (row[`c${i}`] === null ? [] : [String(row[`c${i}`])]))] as const,
  );
  return new Map([...columns, ...(table.deeper ?? [])]);
}
