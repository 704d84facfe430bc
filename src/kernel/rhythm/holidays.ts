/**
 * How a group's posts fall on given days, by rank: each day's posts over the middle of the same weekday in the four weeks on
 * either side, and the place of that ratio among those of all the same weekdays. For a list of days, the mean of their ranks is
 * held against lists of other days with the same weekdays, drawn at random. A low rank is a low rank: it does not say that
 * anybody kept a holiday.
 *
 * Cost: days x 9, and holidays for each draw.
 */
import { Random } from "../random.ts";
import { HOURS, WEEK, type HourTable } from "./hours.ts";

export interface HolidayRank {
  /** Counted from 1970 UTC. */
  readonly day: number;
  readonly posts: number;
  /** Posts over the middle of the weekdays around it. */
  readonly ratio: number;
  /** 1 is the deepest fall; equal ones share the middle of their places. */
  readonly rank: number;
  /** The same weekdays, this one among them. */
  readonly of: number;
}

export interface HolidayTest {
  readonly ranks: readonly HolidayRank[];
  /** Days of the list outside the data, or with too few weekdays around them. */
  readonly left: readonly number[];
  /** Mean place, from 0 (always the deepest fall) to 1; absent with fewer than three days. */
  readonly mean?: number;
  readonly p?: number;
}

const WEEKS_AROUND = 4;
/** Weekdays around a day without which no fall can be seen, and the same weekdays without which no rank means anything. */
const LEAST_AROUND = 4;
const LEAST_SAME = 8;
/** Days from which a list is tested as one. */
export const LEAST_HOLIDAYS = 3;
const DRAWS = 9999;

/** @param holidays counted from 1970 UTC, each once */
export function holidayTest(table: HourTable, holidays: readonly number[], seed: number): HolidayTest {
  const ratios = ratiosOf(table);
  const ranks = placesOf(ratios);
  const index = holidays.map((day) => day - table.firstDay);
  const held = index.filter((d) => ranks[d] !== undefined);
  const left = holidays.filter((_, i) => ranks[index[i]!] === undefined);
  const found = held.map((d) => ({
    day: table.firstDay + d,
    posts: postsOn(table, d),
    ratio: ratios[d]!,
    rank: ranks[d]!.rank,
    of: ranks[d]!.of,
  }));
  if (held.length < LEAST_HOLIDAYS) return { ranks: found, left };
  const place = (d: number): number => (ranks[d]!.rank - 1) / (ranks[d]!.of - 1);
  const mean = meanOf(held.map(place));
  const random = new Random(seed);
  const same = held.map((d) => days(table).filter((other) => (other - d) % WEEK === 0 && ranks[other]));
  let asLow = 0;
  for (let i = 0; i < DRAWS; i++) {
    const drawn = meanOf(same.map((list) => place(list[random.below(list.length)]!)));
    if (drawn <= mean + 1e-12) asLow++;
  }
  return { ranks: found, left, mean, p: (1 + asLow) / (1 + DRAWS) };
}

const days = (table: HourTable): number[] => Array.from({ length: table.days }, (_, d) => d);

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function postsOn({ posts }: HourTable, day: number): number {
  let sum = 0;
  for (let h = 0; h < HOURS; h++) sum += posts[day * HOURS + h]!;
  return sum;
}

/** Undefined where there is too little around a day, or nothing is posted on such days. */
function ratiosOf(table: HourTable): (number | undefined)[] {
  return days(table).map((d) => {
    const around: number[] = [];
    for (let w = -WEEKS_AROUND; w <= WEEKS_AROUND; w++) {
      const other = d + w * WEEK;
      if (w !== 0 && other >= 0 && other < table.days) around.push(postsOn(table, other));
    }
    if (around.length < LEAST_AROUND) return undefined;
    around.sort((x, y) => x - y);
    const middle = (around[(around.length - 1) >> 1]! + around[around.length >> 1]!) / 2;
    return middle === 0 ? undefined : postsOn(table, d) / middle;
  });
}

function placesOf(
  ratios: readonly (number | undefined)[],
): ({ readonly rank: number; readonly of: number } | undefined)[] {
  return ratios.map((ratio, d) => {
    if (ratio === undefined) return undefined;
    const same = ratios.filter((other, e) => other !== undefined && (e - d) % WEEK === 0) as number[];
    if (same.length < LEAST_SAME) return undefined;
    const below = same.filter((other) => other < ratio).length;
    const equal = same.filter((other) => other === ratio).length;
    return { rank: below + (equal + 1) / 2, of: same.length };
  });
}
