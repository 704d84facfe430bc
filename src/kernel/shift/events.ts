/**
 * How near dates of a series lie to declared events, against chance. The distance of a day is that to the nearest event of
 * a kind, in days, 0 inside a span, and `FAR` at most; the statistic is the sum over the dates (changes, or first days of
 * pulses). Two nulls, both exact:
 *
 * - random dates: as many, each independently any day of the window: the distribution of the sum is a convolution;
 * - circular shifts: the dates keep their distances from one another and turn together through the window, the events
 *   stand (R. Donges et al. 2016, doi:10.1140/epjst/e2015-50233-y, use the like for event coincidence).
 *
 * A test counts with the larger p of both. Many kinds and directions are corrected together (`holmLog10`).
 * O(days x events) for the distances, O(dates^2 x FAR^2 + days x dates) a test.
 */

/** Farther than a fortnight nothing is near. */
export const FAR = 14;

/** `either`: from both sides; `after`: the date follows the event, or falls on it; `before`: it comes first, or on it. */
export type Direction = "either" | "after" | "before";

/** Whole day numbers, both inclusive. */
export interface EventSpan {
  readonly first: number;
  readonly last: number;
}

/** For each of `days` days from `start` on: the distance to the nearest event in this direction, `FAR` at most. */
export function eventDistances(
  start: number,
  days: number,
  events: readonly EventSpan[],
  direction: Direction = "either",
): Int32Array {
  const distances = new Int32Array(days).fill(FAR);
  for (let i = 0; i < days; i++) {
    const day = start + i;
    for (const { first, last } of events) {
      const behind = day - last;
      const ahead = first - day;
      const inside = behind <= 0 && ahead <= 0;
      if (direction === "after" && ahead > 0) continue;
      if (direction === "before" && behind > 0) continue;
      const distance = inside ? 0 : Math.max(behind, ahead);
      if (distance < distances[i]!) distances[i] = distance;
    }
  }
  return distances;
}

/** Share of days within so many days of an event: how often a date is as near by nothing but chance. */
export function baseRate(distances: Int32Array, within: number): number {
  return distances.reduce((near, distance) => near + Number(distance <= within), 0) / distances.length;
}

export interface EventTest {
  /** Mean distance of the dates, in days. */
  readonly mean: number;
  readonly pRandom: number;
  readonly pShift: number;
  /** The larger of both. */
  readonly p: number;
  /** The least p that dates of this number could have had, all on the nearest days there are. */
  readonly least: number;
}

/** @param dates indices into `distances`, at least one. */
export function eventTest(dates: readonly number[], distances: Int32Array): EventTest {
  const sum = dates.reduce((total, date) => total + distances[date]!, 0);
  const chance = sumDistribution(distances, dates.length);
  const pRandom = upTo(chance, sum);
  const days = distances.length;
  let asNear = 0;
  for (let shift = 0; shift < days; shift++) {
    let shifted = 0;
    for (const date of dates) shifted += distances[(date + shift) % days]!;
    if (shifted <= sum) asNear++;
  }
  const pShift = asNear / days;
  const least = Math.max(upTo(chance, dates.length * Math.min(...distances)), 1 / days);
  return { mean: sum / dates.length, pRandom, pShift, p: Math.max(pRandom, pShift), least };
}

/** Chances of each sum of the distances of `n` independent random days. */
function sumDistribution(distances: Int32Array, n: number): Float64Array {
  const one = new Float64Array(FAR + 1);
  for (const distance of distances) one[distance]! += 1 / distances.length;
  let sums = Float64Array.of(1);
  for (let i = 0; i < n; i++) {
    const next = new Float64Array(sums.length + FAR);
    for (let s = 0; s < sums.length; s++) for (let d = 0; d <= FAR; d++) next[s + d]! += sums[s]! * one[d]!;
    sums = next;
  }
  return sums;
}

function upTo(chances: Float64Array, most: number): number {
  return Math.min(
    1,
    chances.subarray(0, most + 1).reduce((sum, chance) => sum + chance, 0),
  );
}
