/**
 * Intervals from draws of a bootstrap.
 *
 * - Percentile, expanded for few units: a bootstrap of n units is narrower than the truth by sqrt((n-1)/n), and has the normal's
 *   tails where Student's are due; both are put right in the level (T. C. Hesterberg 2015, doi:10.1080/00031305.2015.1089789).
 * - BCa: bias-corrected and accelerated (B. Efron 1987, doi:10.1080/01621459.1987.10478410), the acceleration from the jackknife,
 *   of several independent samples from all of their jackknives together (Efron and Tibshirani 1993, An introduction to the
 *   bootstrap, 14.3). Draws equal to the estimate count as half below it.
 *
 * Cost: sorting the draws.
 */
import { quantile } from "../quantile.ts";
import { studentQuantile } from "../significance/beta.ts";
import { normalCdf, normalQuantile } from "./laws.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The level of every interval unless told. */
export const LEVEL = 0.95;

/**
 * Quantiles of the draws.
 * @param draws not sorted, and left as they are
 * @param units how many were drawn each time; without it the interval is not expanded
 */
export function percentileInterval(draws: Float64Array, units?: number, level = LEVEL): Interval {
  const sorted = draws.toSorted();
  const tail = (1 - level) / 2;
  const wider =
    units === undefined || units < 2
      ? tail
      : normalCdf(-Math.sqrt(units / (units - 1)) * studentQuantile(tail, units - 1));
  return { low: quantile(sorted, wider), high: quantile(sorted, 1 - wider) };
}

/**
 * @param draws not sorted, and left as they are
 * @param jackknives of each independent sample: the estimate with one unit left out at a time
 */
export function bcaInterval(
  draws: Float64Array,
  estimate: number,
  jackknives: readonly Float64Array[],
  level = LEVEL,
): Interval {
  const sorted = draws.toSorted();
  let below = 0;
  for (const draw of sorted) below += draw < estimate ? 1 : draw === estimate ? 0.5 : 0;
  const share = below / sorted.length;
  // Where all draws lie on one side, the correction has no value: the ends of the draws are what is known.
  const bias = normalQuantile(Math.min(1 - 0.5 / sorted.length, Math.max(0.5 / sorted.length, share)));
  const a = acceleration(jackknives);
  const at = (tail: number): number => {
    const z = bias + normalQuantile(tail);
    return quantile(sorted, normalCdf(bias + z / (1 - a * z)));
  };
  const tail = (1 - level) / 2;
  return { low: at(tail), high: at(1 - tail) };
}

/** Skewness of the influence of single units, over all samples; 0 where leaving out changes nothing. */
function acceleration(jackknives: readonly Float64Array[]): number {
  let [squares, cubes] = [0, 0];
  for (const jackknife of jackknives) {
    const n = jackknife.length;
    let mean = 0;
    for (const value of jackknife) mean += value / n;
    for (const value of jackknife) {
      const influence = (n - 1) * (mean - value);
      squares += influence ** 2 / n ** 2;
      cubes += influence ** 3 / n ** 3;
    }
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
