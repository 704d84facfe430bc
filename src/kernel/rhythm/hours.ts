/**
 * Posts by day and hour in UTC, and the same drawn anew by blocks of days: what the intervals of windows, weekends, nights and
 * lunch breaks rest on. Blocks are of seven days, so that what hangs together from day to day, and the order of a week, stay
 * together, and run around the end (D. N. Politis and J. P. Romano 1992, a circular block-resampling procedure for stationary
 * data, in Exploring the limits of bootstrap). Each day keeps its own day of the week.
 *
 * Cost: one pass over the posts, and days x 24 for each draw.
 */
import { Random } from "../random.ts";
import { DAY_MS, daysOf, weekdayOf } from "./group.ts";

export const HOURS = 24;
export const WEEK = 7;
export const DRAWS = 2000;

export interface HourTable {
  /** First day, counted from 1970 UTC, and how many there are, those without posts included. */
  readonly firstDay: number;
  readonly days: number;
  /** Posts, at day x 24 + hour. */
  readonly posts: Float64Array;
}

export function hourTable(times: Float64Array): HourTable {
  const { first, last } = daysOf(times);
  const days = last - first + 1;
  const posts = new Float64Array(days * HOURS);
  for (const time of times) posts[Math.floor(time / (DAY_MS / HOURS)) - first * HOURS]!++;
  return { firstDay: first, days, posts };
}

/** Posts by day of the week (0 is Sunday) and hour, at weekday x 24 + hour. */
export function weekTable({ firstDay, days, posts }: HourTable): Float64Array {
  const week = new Float64Array(WEEK * HOURS);
  for (let d = 0; d < days; d++) {
    const at = weekdayOf(firstDay + d) * HOURS;
    for (let h = 0; h < HOURS; h++) week[at + h]! += posts[d * HOURS + h]!;
  }
  return week;
}

/** What all statistics of hours and weekdays are made from. */
export interface Totals {
  /** Posts by hour. */
  readonly hours: Float64Array;
  /** Posts by day of the week, and how many such days there are. */
  readonly weekdays: Float64Array;
  readonly weekdayDays: Float64Array;
}

export function totalsOf(table: HourTable, days?: Int32Array): Totals {
  const out = {
    hours: new Float64Array(HOURS),
    weekdays: new Float64Array(WEEK),
    weekdayDays: new Float64Array(WEEK),
  };
  const n = days?.length ?? table.days;
  for (let i = 0; i < n; i++) {
    const day = days === undefined ? i : days[i]!;
    const weekday = weekdayOf(table.firstDay + day);
    let sum = 0;
    for (let h = 0; h < HOURS; h++) {
      const posts = table.posts[day * HOURS + h]!;
      out.hours[h]! += posts;
      sum += posts;
    }
    out.weekdays[weekday]! += sum;
    out.weekdayDays[weekday]!++;
  }
  return out;
}

/** Totals of days drawn anew, `draws` times. */
export function drawTotals(table: HourTable, seed: number, draws = DRAWS): Totals[] {
  const random = new Random(seed);
  return Array.from({ length: draws }, () => totalsOf(table, drawDays(table.days, random)));
}

/** As many days as there are, in blocks of seven that follow each other, around the end. */
export function drawDays(days: number, random: Random): Int32Array {
  const out = new Int32Array(days);
  let start = 0;
  for (let i = 0; i < days; i++) {
    if (i % WEEK === 0) start = random.below(days);
    out[i] = (start + (i % WEEK)) % days;
  }
  return out;
}

/** Blocks in a draw: what few there are widens an interval. */
export const blocksOf = ({ days }: HourTable): number => Math.max(2, Math.floor(days / WEEK));
