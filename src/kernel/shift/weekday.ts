/**
 * Weekday factors of a daily series, robust against pulses and changes of level. The level of a day is the median of the
 * seven days around it, which holds each weekday once; the factor of a weekday is the median of its days' distances from
 * their levels, and the seven factors sum to nought. One more round on the adjusted values takes out what the pattern did
 * to the levels. On a log scale a factor is a ratio. O(n); departs from classical decomposition (moving means) in its
 * medians, after W. S. Cleveland's robust iterations (R. B. Cleveland et al. 1990, STL, Journal of Official Statistics 6:3-73).
 */
import { median } from "../quantile.ts";
import { runningMedian } from "./robust.ts";

const WEEK = 7;
/** With fewer observed days of a weekday than this no pattern is told from noise: all factors are 0. */
export const LEAST_WEEKS = 4;

/**
 * Factors by weekday, to be taken off the values: `factor[day % 7]` belongs to day `day`.
 * @param day numbers of the observed days, ascending, whole and not negative
 * @param value one for each; no NaN
 */
export function weekdayFactors(day: Int32Array, value: Float64Array): Float64Array {
  const factors = new Float64Array(WEEK);
  const seen = new Int32Array(WEEK);
  for (const d of day) seen[d % WEEK]!++;
  if (Math.min(...seen) < LEAST_WEEKS) return factors;
  const adjusted = Float64Array.from(value);
  const distance: Float64Array[] = Array.from(seen, (n) => new Float64Array(n));
  for (let round = 0; round < 2; round++) {
    const level = runningMedian(adjusted, WEEK);
    const filled = new Int32Array(WEEK);
    for (let i = 0; i < day.length; i++) {
      const weekday = day[i]! % WEEK;
      distance[weekday]![filled[weekday]!++] = adjusted[i]! - level[i]!;
    }
    const step = Float64Array.from(distance, (values) => median(values));
    const mean = step.reduce((sum, x) => sum + x, 0) / WEEK;
    for (let w = 0; w < WEEK; w++) factors[w]! += step[w]! - mean;
    for (let i = 0; i < day.length; i++) adjusted[i]! -= step[day[i]! % WEEK]! - mean;
  }
  return factors;
}

/** Values less their weekday factors. */
export function withoutWeekdays(day: Int32Array, value: Float64Array, factors: Float64Array): Float64Array {
  return value.map((x, i) => x - factors[day[i]! % WEEK]!);
}
