/**
 * The clock-change test: do a group's hours move in UTC when clocks change elsewhere? Who lives by those clocks goes on by them,
 * and moves by an hour in UTC; who does not stays. Profiles of the weekdays of four weeks before and after, in bins of 15
 * minutes, distinct accounts, each day with the weight 1, smoothed over seven bins; the move is the lag with the greatest
 * cross-correlation, up to four hours either way, the least of equal ones. The interval draws days anew on either side; the same
 * is done at all other dates, with the same gap between the sides, as a placebo: what seasons and people who come and go make.
 *
 * Departures and limits: the move comes in steps of 15 minutes, so the interval covers with more than it says; a group of which
 * a part lives by these clocks moves by less than an hour; placebo dates overlap each other, so they give a range and no p.
 *
 * Cost: 96 x 33 for each draw and each date, and one pass over the posts.
 */
import { Random } from "../random.ts";
import { percentileInterval } from "../resample/intervals.ts";
import type { ClockChange } from "./clock-changes.ts";
import { DAY_MS, daysOf, isWeekend, type GroupPosts } from "./group.ts";
import type { Estimate } from "./window.ts";

/** Bins of a day, and minutes of one. */
const BINS = 96;
export const BIN_MINUTES = 15;
const SMOOTH = 3;
const FARTHEST = 16;
/** Days on either side, and weekdays with posts that are needed of the twenty. */
export const SIDE_DAYS = 28;
export const LEAST_WEEKDAYS = 10;
/** An hour fits into an interval that is wider than this, and so does none. */
export const WIDEST = 60;
const DRAWS = 1000;

/** Distinct accounts by day and bin. */
export interface BinTable {
  readonly firstDay: number;
  readonly days: number;
  readonly active: Float64Array;
}

export function binTable({ account, time, accounts }: GroupPosts): BinTable {
  const { first, last } = daysOf(time);
  const days = last - first + 1;
  const slots = days * BINS;
  const slotOf = (i: number): number => Math.floor(time[i]! / (DAY_MS / BINS)) - first * BINS;
  const start = new Int32Array(slots + 1);
  for (let i = 0; i < time.length; i++) start[slotOf(i) + 1]!++;
  for (let s = 0; s < slots; s++) start[s + 1]! += start[s]!;
  const sorted = new Int32Array(time.length);
  const next = start.slice(0, slots);
  for (let i = 0; i < time.length; i++) sorted[next[slotOf(i)]!++] = account[i]!;
  const lastSlot = new Int32Array(accounts).fill(-1);
  const active = new Float64Array(slots);
  for (let s = 0; s < slots; s++)
    for (let i = start[s]!; i < start[s + 1]!; i++) {
      if (lastSlot[sorted[i]!] === s) continue;
      lastSlot[sorted[i]!] = s;
      active[s]!++;
    }
  return { firstDay: first, days, active };
}

/** What the test says; only the first two are answers. */
export type ClockAnswer =
  | "moves"
  | "stays"
  /** Neither staying nor an hour fits: a part of the group, or another reason. */
  | "neither"
  /** Both staying and an hour fit. */
  | "too wide"
  /** It moves, and by no more than it does at dates on which no clock changed. */
  | "as at other dates"
  | "no other dates"
  | "few days";

export interface ClockTest {
  readonly change: ClockChange;
  readonly answer: ClockAnswer;
  /** Weekdays with posts before and after. */
  readonly before: number;
  readonly after: number;
  /** Minutes towards what those would do who live by these clocks: 60 is an hour with them. Absent with too few days. */
  readonly moved?: Estimate;
  /** The same at dates whose eight weeks hold no change of these clocks, and at the dates around it. */
  readonly placebo: readonly number[];
  readonly around: readonly number[];
}

/** One test for each change. `changes` are all that there are between the first and the last day. */
export function clockTests(table: BinTable, changes: readonly ClockChange[], seed: number): ClockTest[] {
  const normal = normalised(table);
  return changes.map((change, i) => testAt(table, normal, change, changes, seed + i));
}

function testAt(
  table: BinTable,
  normal: readonly (Float64Array | undefined)[],
  change: ClockChange,
  all: readonly ClockChange[],
  seed: number,
): ClockTest {
  const gap = change.last - change.first;
  const sign = Math.sign(change.moves);
  const sides = sidesAt(table, normal, change.first, gap);
  const counts = { change, before: sides.before.length, after: sides.after.length };
  const { placebo, around } = otherDates(table, normal, change, all);
  const others = { placebo, around };
  if (Math.min(counts.before, counts.after) < LEAST_WEEKDAYS)
    return { ...counts, ...others, answer: "few days" };
  const random = new Random(seed);
  const draws = Float64Array.from({ length: DRAWS }, () => {
    const draw = (days: readonly Float64Array[]): Float64Array[] =>
      days.map(() => days[random.below(days.length)]!);
    return sign * lag(profile(draw(sides.before)), profile(draw(sides.after)));
  });
  const value = sign * lag(profile(sides.before), profile(sides.after));
  const moved = { value, ...percentileInterval(draws) };
  return { ...counts, ...others, moved, answer: answerOf(moved, placebo, Math.abs(change.moves)) };
}

function answerOf({ value, low, high }: Estimate, placebo: readonly number[], hour: number): ClockAnswer {
  const holds = (minutes: number): boolean => low <= minutes && minutes <= high;
  if (high - low >= WIDEST || (holds(0) && holds(hour))) return "too wide";
  if (placebo.length === 0) return "no other dates";
  if (holds(0)) return "stays";
  if (!holds(hour)) return "neither";
  return placebo.every((other) => Math.abs(other) < Math.abs(value)) ? "moves" : "as at other dates";
}

/** All other dates with enough days on either side, one a day, by whether a change lies in their reach. */
function otherDates(
  table: BinTable,
  normal: readonly (Float64Array | undefined)[],
  change: ClockChange,
  all: readonly ClockChange[],
): { placebo: number[]; around: number[] } {
  const gap = change.last - change.first;
  const sign = Math.sign(change.moves);
  const out: { placebo: number[]; around: number[] } = { placebo: [], around: [] };
  const first = table.firstDay + SIDE_DAYS;
  const last = table.firstDay + table.days - SIDE_DAYS - gap;
  for (let date = first; date <= last; date++) {
    if (date === change.first) continue;
    const { before, after } = sidesAt(table, normal, date, gap);
    if (Math.min(before.length, after.length) < LEAST_WEEKDAYS) continue;
    const near = all.some((other) => other.last > date - SIDE_DAYS && other.first < date + gap + SIDE_DAYS);
    (near ? out.around : out.placebo).push(sign * lag(profile(before), profile(after)));
  }
  return out;
}

/** Days as shares of a day, those without posts left out. */
function normalised({ days, active }: BinTable): (Float64Array | undefined)[] {
  return Array.from({ length: days }, (_, d) => {
    const day = active.subarray(d * BINS, (d + 1) * BINS);
    const sum = day.reduce((total, n) => total + n, 0);
    return sum === 0 ? undefined : day.map((n) => n / sum);
  });
}

/** Weekdays with posts in the four weeks before `date`, and in those from `gap` days after it. */
function sidesAt(
  { firstDay }: BinTable,
  normal: readonly (Float64Array | undefined)[],
  date: number,
  gap: number,
): { before: Float64Array[]; after: Float64Array[] } {
  const side = (from: number): Float64Array[] => {
    const days = Array.from({ length: SIDE_DAYS }, (_, i) => from + i);
    return days.flatMap((day) => (isWeekend(day) ? [] : (normal[day - firstDay] ?? [])));
  };
  return { before: side(date - SIDE_DAYS), after: side(date + gap) };
}

/** The sum of days, smoothed, about its mean. */
function profile(days: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(BINS);
  for (const day of days) for (let b = 0; b < BINS; b++) sum[b]! += day[b]!;
  const smooth = sum.map((_, b) => {
    let total = 0;
    for (let k = -SMOOTH; k <= SMOOTH; k++) total += sum[(b + k + BINS) % BINS]!;
    return total;
  });
  const mean = smooth.reduce((total, x) => total + x, 0) / BINS;
  return smooth.map((x) => x - mean);
}

/** Minutes by which the second profile is later. */
function lag(before: Float64Array, after: Float64Array): number {
  let [most, at] = [-Infinity, 0];
  for (let i = 0; i <= 2 * FARTHEST; i++) {
    const shift = i % 2 === 0 ? i / 2 : -(i + 1) / 2;
    let sum = 0;
    for (let b = 0; b < BINS; b++) sum += before[b]! * after[(b + shift + BINS) % BINS]!;
    if (sum > most + 1e-12) [most, at] = [sum, shift];
  }
  return at * BIN_MINUTES;
}
