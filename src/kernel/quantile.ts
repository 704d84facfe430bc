/** Order statistics: quantile and median. */

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

/**
 * Median; of an even number of values the mean of the middle two; NaN of none. Leaves `values` as they are. By selection
 * (C. A. R. Hoare 1961, Algorithm 65: Find, doi:10.1145/366622.366647), linear as a rule.
 */
export function median(values: Float64Array): number {
  const n = values.length;
  const held = values.slice();
  if (n < 2 || values.some((value) => Number.isNaN(value))) return quantile(held.sort(), 0.5);
  const middle = n >> 1;
  const upper = selected(held, middle);
  if (n % 2 === 1) return upper;
  let lower = held[0]!;
  for (let i = 1; i < middle; i++) if (held[i]! > lower) lower = held[i]!;
  return lower + 0.5 * (upper - lower);
}

/** The value that would stand at `k` in ascending order; no greater one stands before it afterwards. */
function selected(values: Float64Array, k: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k]!;
}
