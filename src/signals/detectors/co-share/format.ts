/** Numbers, times and names of objects as sentences use them. English, UTC, no locale of the machine. */
import type { Resolution } from "../../../kernel/index.ts";
import { PlumblineError } from "../../../errors.ts";

/** 1234567 as `1,234,567`. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `1 account`, `27 accounts`. */
export function counted(n: number, one: string, many: string): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A small positive number with two digits that matter: 0.036, 1.4, 27. */
export function rough(x: number): string {
  if (x >= 10) return count(Math.round(x));
  if (x === 0) return "0";
  return x < 0.001 ? "less than 0.001" : String(Number(x.toPrecision(2)));
}

/** A share in percent, never rounded to 0 or 100 unless it is. */
export function percent(part: number, whole: number): string {
  const p = whole === 0 ? 0 : (100 * part) / whole;
  if (p > 0 && p < 0.1) return "less than 0.1 %";
  if (p < 100 && p > 99.9) return "more than 99.9 %";
  return `${p < 10 && p > 0 ? p.toFixed(1) : p.toFixed(p > 99 && p < 100 ? 1 : 0)} %`;
}

/** `90 s`, `10 minutes`, `3 hours`, `2 days`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds <= 120 || seconds % 60 !== 0) return `${count(seconds)} s`;
  if (seconds < 7200 || seconds % 3600 !== 0) return `${count(seconds / 60)} minutes`;
  if (seconds < 172_800 || seconds % 86_400 !== 0) return `${count(seconds / 3600)} hours`;
  return `${count(seconds / 86_400)} days`;
}

/** How far apart two posts of a match are: window and resolution in words. */
export function apart(windowMs: number, apartMs: number, resolution: Resolution): string {
  const recorded = `times are recorded to the ${resolution}`;
  if (windowMs === 0) return `in the same recorded ${resolution} (${recorded})`;
  if (resolution === "millisecond" || resolution === "second") {
    return `at most ${duration(windowMs)} apart (${recorded})`;
  }
  return `less than ${duration(apartMs)} apart (${recorded})`;
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** `on 7 October 2016 (UTC)`, `between 2 and 9 October 2016 (UTC)`, with month and year where they differ. */
export function between(from: number, to: number): string {
  const [a, b] = [new Date(from), new Date(to)];
  const day = (d: Date): string => String(d.getUTCDate());
  const month = (d: Date): string => MONTHS[d.getUTCMonth()]!;
  const year = (d: Date): string => String(d.getUTCFullYear());
  const end = `${day(b)} ${month(b)} ${year(b)} (UTC)`;
  if (year(a) !== year(b)) return `between ${day(a)} ${month(a)} ${year(a)} and ${end}`;
  if (month(a) !== month(b)) return `between ${day(a)} ${month(a)} and ${end}`;
  return day(a) === day(b) ? `on ${end}` : `between ${day(a)} and ${end}`;
}

/** Words for one kind of object. */
export interface ObjectWords {
  /** `exact text`, `link`: what the run was keyed on. */
  readonly by: string;
  /** `posted identical texts`: what the accounts did. */
  readonly did: string;
  readonly one: string;
  readonly many: string;
}

const WORDS: Readonly<Record<string, ObjectWords>> = {
  text: { by: "exact text", did: "posted identical texts", one: "text", many: "texts" },
  url: { by: "link", did: "shared the same links", one: "link", many: "links" },
  domain: { by: "domain", did: "linked to the same domains", one: "domain", many: "domains" },
  hashtag: { by: "hashtag", did: "used the same hashtags", one: "hashtag", many: "hashtags" },
  mention: {
    by: "mention",
    did: "mentioned the same accounts",
    one: "mentioned account",
    many: "mentioned accounts",
  },
  reshare: {
    by: "reshared post",
    did: "reshared the same posts",
    one: "reshared post",
    many: "reshared posts",
  },
};
const COLUMN = /^column:(.{1,120})$/u;

/**
 * Words for a kind of object.
 * @throws PlumblineError PARAMETER if there is no such kind.
 */
export function objectWords(object: string): ObjectWords {
  const known = Object.hasOwn(WORDS, object) ? WORDS[object] : undefined;
  if (known !== undefined) return known;
  const column = COLUMN.exec(object)?.[1];
  if (column === undefined) {
    throw new PlumblineError("PARAMETER", `"${object.slice(0, 60)}" is not a kind of object.`, {
      hint: `Use ${Object.keys(WORDS).join(", ")}, or column:NAME.`,
    });
  }
  const name = `column "${column}"`;
  return { by: name, did: `posted the same values of ${name}`, one: "value", many: "values" };
}
