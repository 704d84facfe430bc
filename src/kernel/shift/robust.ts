/** Scales that a few wild days do not move: the MAD as a standard deviation, and running medians. O(n log n). */
import { median } from "../quantile.ts";

/** Makes the MAD of normal values their standard deviation: 1 / (the 75 % point of the standard normal). */
export const MAD_TO_SD = 1.482602218505602;

/** Median absolute deviation from `centre`, scaled to a standard deviation under normality; NaN of no values. */
export function mad(values: Float64Array, centre = median(values)): number {
  return MAD_TO_SD * median(values.map((value) => Math.abs(value - centre)));
}

/**
 * MAD about 0, but no less than half the root mean square: where most values are nought or tied, as in counts of a rare
 * theme, the MAD alone would call every other day wild.
 */
export function guardedScale(deviations: Float64Array): number {
  let square = 0;
  for (const x of deviations) square += x * x;
  return Math.max(mad(deviations, 0), Math.sqrt(square / deviations.length) / 2);
}

/** Medians of the `width` values around each of them, of the first or last `width` near an end; `width` odd. O(n width). */
export function runningMedian(values: Float64Array, width: number): Float64Array {
  const n = values.length;
  const size = Math.min(width, n);
  const sorted = new Float64Array(size);
  return values.map((_, i) => {
    const from = Math.max(0, Math.min(i - (width >> 1), n - size));
    for (let k = 0; k < size; k++) {
      const x = values[from + k]!;
      let at = k;
      for (; at > 0 && sorted[at - 1]! > x; at--) sorted[at] = sorted[at - 1]!;
      sorted[at] = x;
    }
    return size % 2 === 1 ? sorted[size >> 1]! : (sorted[size / 2 - 1]! + sorted[size / 2]!) / 2;
  });
}
