/**
 * Step-up corrections in log10, over m hypotheses of which only some were looked at; the rest count as p = 1.
 * O(n log n).
 *
 * - Y. Benjamini and Y. Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x: false discovery rate where p-values are
 *   independent or positively dependent. Pairs of accounts are neither by assumption, so it is for screening only.
 * - Y. Benjamini and D. Yekutieli 2001, doi:10.1214/aos/1013699998: the same under any dependence, c(m) = 1 + 1/2 + … +
 *   1/m times as strict.
 */

/**
 * Benjamini-Hochberg: corrected log10 p in the order given; 0 where the corrected value is 1.
 * @param m number of hypotheses, at least the length of `log10p`; may exceed 2^31
 */
export function hochbergLog10(log10p: Float64Array, m: number): Float64Array {
  const n = log10p.length;
  if (m < n) throw new RangeError("hochbergLog10: m is less than the number of p-values");
  const order = new Uint32Array(n).map((_, i) => i).sort((x, y) => log10p[x]! - log10p[y]! || x - y);
  const corrected = new Float64Array(n);
  let least = 0;
  for (let rank = n; rank > 0; rank--) {
    const i = order[rank - 1]!;
    least = Math.min(least, log10p[i]! + Math.log10(m / rank));
    corrected[i] = least;
  }
  return corrected;
}

/** log10 c(m): what Benjamini-Yekutieli adds to Benjamini-Hochberg, before the cut at 1. */
export function yekutieliLog10(m: number): number {
  return Math.log10(harmonic(Math.max(1, m)));
}

/** 1 + 1/2 + … + 1/m; above 256 by the Euler-Maclaurin expansion (error below 1e-14). */
function harmonic(m: number): number {
  if (m <= 256) {
    let sum = 0;
    for (let i = 1; i <= m; i++) sum += 1 / i;
    return sum;
  }
  const i2 = 1 / (m * m);
  return Math.log(m) + 0.577_215_664_901_532_9 + 1 / (2 * m) - i2 / 12 + (i2 * i2) / 120;
}
