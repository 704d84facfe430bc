/**
 * Holm's step-down correction (S. Holm 1979, Scandinavian Journal of Statistics 6:65-70) in log10, over m hypotheses of
 * which only some were looked at; the rest count as p = 1, which is valid and changes no rank. O(n log n).
 */

/**
 * Corrected log10 p in the order given; 0 where the corrected value is 1.
 * @param m number of hypotheses, at least the length of `log10p`; may exceed 2^31
 */
export function holmLog10(log10p: Float64Array, m: number): Float64Array {
  const n = log10p.length;
  if (m < n) throw new RangeError("holmLog10: m is less than the number of p-values");
  const order = new Uint32Array(n).map((_, i) => i).sort((x, y) => log10p[x]! - log10p[y]! || x - y);
  const corrected = new Float64Array(n);
  let largest = -Infinity;
  for (let rank = 0; rank < n; rank++) {
    const i = order[rank]!;
    largest = Math.max(largest, Math.min(0, Math.log10(m - rank) + log10p[i]!));
    corrected[i] = largest;
  }
  return corrected;
}

/** Pairs of accounts that could have matched: A (A - 1) / 2 over the accounts in scope before any filter. */
export function possiblePairs(accounts: number): number {
  return (accounts * (accounts - 1)) / 2;
}
