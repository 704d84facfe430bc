/**
 * The hours a group keeps, in UTC: the window of some hours that holds most posts, the quietest six hours, the quietest two days
 * of the week, and a dip in the middle of the window. A window in UTC is no offset: 8 to 17 is 9 to 18 one hour to the east of
 * Greenwich and 11 to 20 three hours to the east. An offset follows only from a start of work that somebody states.
 *
 * Intervals: blocks of days (`hours.ts`), expanded percentiles. The share of the best window is that of the window as found,
 * not of the best of each draw. Cost: draws x (days x 24 + 24²).
 */
import { percentileInterval, type Interval } from "../resample/intervals.ts";
import { bestOf, type Best } from "./best.ts";
import { blocksOf, drawTotals, HOURS, totalsOf, WEEK, type HourTable, type Totals } from "./hours.ts";

export interface Estimate extends Interval {
  readonly value: number;
}

/** A window by its first hour; it ends `hours` later. */
export interface WindowFound {
  readonly start: number;
  readonly share: Estimate;
}

export interface Hours {
  /** Length of the window. */
  readonly hours: number;
  readonly window: WindowFound;
  readonly runnerUp: WindowFound;
  /** First hours that cannot be told from the best, or hold within `NEAR` of its share: what is surely less may be hardly less. */
  readonly starts: readonly number[];
  /** The quietest six hours, and what share of posts they hold; even posts would give 0.25. */
  readonly night: WindowFound;
  readonly nights: readonly number[];
  /** Posts of a Saturday or Sunday over those of another day. */
  readonly weekend: Estimate;
  /** First of the two days that follow each other and are the quietest (0 is Sunday), and those that cannot be told from it. */
  readonly restDay: number;
  readonly restDays: readonly number[];
  readonly rest: Estimate;
  /** The hour in the middle of the window with the least posts beside its neighbours; 1 is no dip. */
  readonly lunch: { readonly hour: number; readonly ratio: Estimate };
}

export const NIGHT_HOURS = 6;
/** One post in a hundred: no start of work is chosen by less. */
export const NEAR = 0.01;
/** Hours in the middle of the window in which a lunch break can lie, and so the number that were tried. */
export const LUNCH_TRIED = 3;

/** @param hours length of the window, 6 to 12 */
export function hoursOf(table: HourTable, hours: number, seed: number): Hours {
  const seen = totalsOf(table);
  const draws = drawTotals(table, seed);
  const units = blocksOf(table);
  const estimate = (of: (totals: Totals) => number, level?: number): Estimate => ({
    value: of(seen),
    ...percentileInterval(finite(draws.map(of)), units, level),
  });
  const most = best(seen, draws, (totals) => windowShares(totals.hours, hours));
  const shares = windowShares(seen.hours, hours);
  const quiet = best(seen, draws, (totals) => windowShares(totals.hours, NIGHT_HOURS).map((x) => -x));
  const rest = best(seen, draws, (totals) => restRatios(totals).map((x) => -x));
  const found = (start: number, width: number): WindowFound => ({
    start,
    share: estimate((totals) => windowShares(totals.hours, width)[start]!),
  });
  const lunch = lunchHour(seen.hours, most.best, hours);
  return {
    hours,
    window: found(most.best, hours),
    runnerUp: found(most.runnerUp, hours),
    starts: [...shares.keys()].filter(
      (start) => most.set.includes(start) || shares[start]! > shares[most.best]! - NEAR,
    ),
    night: found(quiet.best, NIGHT_HOURS),
    nights: quiet.set,
    weekend: estimate((totals) => restRatios(totals)[6]!),
    restDay: rest.best,
    restDays: rest.set,
    rest: estimate((totals) => restRatios(totals)[rest.best]!),
    lunch: {
      hour: lunch,
      ratio: estimate((totals) => dip(totals.hours, lunch), 1 - (1 - 0.95) / LUNCH_TRIED),
    },
  };
}

const best = (seen: Totals, draws: readonly Totals[], of: (totals: Totals) => Float64Array): Best =>
  bestOf(of(seen), draws.map(of));

/** A draw without posts, or without a weekday, says nothing of a share. */
const finite = (values: readonly number[]): Float64Array =>
  Float64Array.from(values.filter((value) => Number.isFinite(value)));

/** What share of all posts the window beginning at each hour holds. */
export function windowShares(hours: Float64Array, width: number): Float64Array {
  const out = new Float64Array(HOURS);
  let [all, window] = [0, 0];
  for (let h = 0; h < HOURS; h++) {
    all += hours[h]!;
    if (h < width) window += hours[h]!;
  }
  if (all === 0) return out;
  for (let start = 0; start < HOURS; start++) {
    out[start] = window / all;
    window += hours[(start + width) % HOURS]! - hours[start]!;
  }
  return out;
}

/** For each two days that follow each other, by the first: posts of such a day over those of the five others. */
function restRatios({ weekdays, weekdayDays }: Totals): Float64Array {
  const [posts, days] = [weekdays.reduce((sum, n) => sum + n, 0), weekdayDays.reduce((sum, n) => sum + n, 0)];
  return weekdays.map((n, d) => {
    const next = (d + 1) % WEEK;
    const [own, ownDays] = [n + weekdays[next]!, weekdayDays[d]! + weekdayDays[next]!];
    return own / ownDays / ((posts - own) / (days - ownDays));
  });
}

/** The hour with the deepest dip among those in the middle of the window. */
function lunchHour(hours: Float64Array, start: number, width: number): number {
  const first = start + Math.floor((width - LUNCH_TRIED) / 2);
  const tried = Array.from({ length: LUNCH_TRIED }, (_, i) => (first + i) % HOURS);
  return tried.reduce((least, hour) => (dip(hours, hour) < dip(hours, least) ? hour : least));
}

const dip = (hours: Float64Array, hour: number): number =>
  hours[hour]! / ((hours[(hour + HOURS - 1) % HOURS]! + hours[(hour + 1) % HOURS]!) / 2);

/**
 * Offsets from UTC, in hours from -11 to 12, under which a day of work that begins at `startHour` begins at one of these
 * hours of UTC.
 */
export function offsetsUnder(starts: readonly number[], startHour: number): number[] {
  const offsets = starts.map((start) => ((((startHour - start + 11) % HOURS) + HOURS) % HOURS) - 11);
  return offsets.sort((x, y) => x - y);
}
