/** Order statistics: quantile and median. O(n log n) for the sort of a median. */

/**
 * Quantile of sorted values by linear interpolation (type 7 of R. J. Hyndman and Y. Fan 1996,
 * doi:10.1080/00031305.1996.10473566); NaN of none.
 * @param p from 0 to 1; what lies outside is taken for the nearer end
 */
export function quantile(sorted: Float64Array, p: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const at = (n - 1) * Math.min(1, Math.max(0, p));
  const below = Math.floor(at);
  const low = sorted[below]!;
  return low + (at - below) * (sorted[Math.min(n - 1, below + 1)]! - low);
}

/** Median; of an even number of values the mean of the middle two; NaN of none. Leaves `values` as they are. */
export function median(values: Float64Array): number {
  return quantile(values.slice().sort(), 0.5);
}
