/**
 * Autocorrelation of a daily series whose level may change: the variances of its differences over 1 to 10 days, each
 * winsorised at three robust standard deviations, fitted by 2 s^2 (1 - phi^k). Differences across the two places where the
 * level most likely changes are left out, and a pulse touches few, so that neither looks like autocorrelation, as it does in
 * the plain lag-1 coefficient; differences need no mean, so that nothing is biased by taking one off. After the
 * estimator of DeCAFS (G. Romano, G. Rigaill, V. Runge and P. Fearnhead 2022, doi:10.1080/01621459.2021.1909598), without
 * its drift; with one lag pair it is that of S. Chakar et al. 2017, doi:10.3150/15-BEJ782. O(n).
 */
import { guardedScale } from "./robust.ts";
import { SegmentCost, bestChanges } from "./segments.ts";

const LAGS = 10;
const CLIP = 3;
/** Stronger than this a series cannot be told from one that wanders without a level. */
export const MOST_PHI = 0.95;
const STEP = 0.01;
/** The places left out are where the noise wandered most: that makes phi too small by about this over n (simulated). */
const SHRINKAGE = 12;

/** 1 - phi^k for each phi that is tried and each lag. */
const SHAPES: readonly Float64Array[] = Array.from({ length: Math.round(MOST_PHI / STEP) + 1 }, (_, i) =>
  Float64Array.from({ length: LAGS }, (_, lag) => 1 - (i * STEP) ** (lag + 1)),
);

/**
 * phi of the AR(1) noise, from 0 to 0.95. Negative values are taken for 0, which asks more of a change.
 * @param value weekday-adjusted, in order of days, at least 28 values
 */
export function autocorrelation(value: Float64Array): number {
  const { at } = bestChanges(new SegmentCost(value, 0));
  const lags = Math.min(LAGS, Math.floor(value.length / 4));
  const variance = Float64Array.from({ length: lags }, (_, i) => differenceVariance(value, i + 1, at));
  const errors = Float64Array.from(SHAPES, (shape) => misfit(variance, shape));
  const phi = errors.indexOf(Math.min(...errors)) * STEP;
  return Math.min(MOST_PHI, phi / (1 - SHRINKAGE / value.length));
}

/**
 * Mean square of the differences over `lag` days, each cut at `CLIP` robust standard deviations.
 * @param breaks two indices that no difference may reach across; 0 for none
 */
export function differenceVariance(
  value: Float64Array,
  lag: number,
  breaks: readonly [number, number] = [0, 0],
): number {
  const found = new Float64Array(value.length - lag);
  const [one, two] = breaks;
  let n = 0;
  for (let t = lag; t < value.length; t++)
    if ((t < one || t - lag >= one) && (t < two || t - lag >= two)) found[n++] = value[t]! - value[t - lag]!;
  const differences = found.subarray(0, n);
  const most = CLIP * guardedScale(differences);
  let sum = 0;
  for (const d of differences) sum += Math.min(most, Math.abs(d)) ** 2;
  return sum / n;
}

/** What remains of the variances after the best scale for this shape. */
function misfit(variance: Float64Array, shape: Float64Array): number {
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < variance.length; i++) {
    const x = shape[i]!;
    const y = variance[i]!;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  return yy - (xy * xy) / xx;
}
