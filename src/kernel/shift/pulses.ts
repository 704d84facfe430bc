/**
 * Pulses: runs of days far above what their weekday is wont to have. A day is compared with the median of the same weekday
 * one to four weeks before and after it; the distance counts in robust standard deviations of all such distances. Peaks
 * over a threshold in runs, as peak event coincidence analysis takes them (E. Scharwaechter and E. Mueller 2020,
 * arXiv:2004.14733), with a baseline of its own. O(n).
 *
 * On counts and on a log scale the same day may look quite different: a series that is often at a tenth and sometimes at
 * the double has no pulse on a log scale, and a quiet one with a single busy day has it on both. Both are returned.
 */
import { median } from "../quantile.ts";
import { mad } from "./robust.ts";
import type { DailyValues } from "./changes.ts";

const WEEK = 7;
const WEEKS = 4;
/** Robust standard deviations above the baseline from which a day is in a pulse (B. Iglewicz and D. Hoaglin 1993). */
export const PULSE_Z = 3.5;

/** A run of days, by index, `to` exclusive. */
export interface Pulse {
  readonly from: number;
  readonly to: number;
  /** Index of its highest day, and how high that is in robust standard deviations. */
  readonly peak: number;
  readonly z: number;
}

/**
 * Distance of each day from its own weekdays, in robust standard deviations; NaN where fewer than two of them are there,
 * and all NaN where more than half of the distances are nought.
 */
export function weekdayScores({ day, value }: DailyValues): Float64Array {
  const at = new Map(Array.from(day, (d, i) => [d, i]));
  const distance = value.map((x, i) => {
    const own: number[] = [];
    for (let week = -WEEKS; week <= WEEKS; week++) {
      const other = week === 0 ? undefined : at.get(day[i]! + WEEK * week);
      if (other !== undefined) own.push(value[other]!);
    }
    return own.length < 2 ? Number.NaN : x - median(Float64Array.from(own));
  });
  const scale = mad(
    distance.filter((x) => !Number.isNaN(x)),
    0,
  );
  return distance.map((x) => (scale > 0 ? x / scale : Number.NaN));
}

/** Runs of consecutive days with a score of at least `threshold`. */
export function pulsesOf(day: Int32Array, score: Float64Array, threshold = PULSE_Z): Pulse[] {
  const pulses: Pulse[] = [];
  for (let i = 0; i < day.length; i++) {
    if (!(score[i]! >= threshold)) continue;
    const from = i;
    let peak = i;
    while (i + 1 < day.length && day[i + 1] === day[i]! + 1 && score[i + 1]! >= threshold) {
      i++;
      if (score[i]! > score[peak]!) peak = i;
    }
    pulses.push({ from, to: i + 1, peak, z: score[peak]! });
  }
  return pulses;
}
