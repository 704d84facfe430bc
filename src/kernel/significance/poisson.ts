/**
 * Upper tail of the Poisson distribution as log10, without underflow: the first term by ln Gamma, the rest as a series
 * relative to it. The series is used for k > mean only, where its terms fall; O(sqrt(k)) terms at worst near the mean.
 */

const LN10 = Math.LN10;

/** ln(n!) by a table below 256 and Stirling's series beyond (error below 1e-16 relative). */
export function lnFactorial(n: number): number {
  if (n < SMALL.length) return SMALL[n]!;
  const i = 1 / n;
  const i2 = i * i;
  return (
    n * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI * n) +
    i * (1 / 12 - i2 * (1 / 360 - i2 * (1 / 1260 - i2 / 1680)))
  );
}
const SMALL = (() => {
  const table = new Float64Array(256);
  for (let n = 2; n < table.length; n++) table[n] = table[n - 1]! + Math.log(n);
  return table;
})();

/** log10 P(X >= k) for X Poisson with this mean, for k > mean. -Infinity if the mean is 0. */
export function poissonTailLog10(k: number, mean: number): number {
  if (k <= mean) throw new RangeError("poissonTailLog10: k must exceed the mean");
  if (mean === 0) return -Infinity;
  let term = 1;
  let sum = 1;
  for (let i = k + 1; term > 1e-17 * sum; i++) {
    term *= mean / i;
    sum += term;
  }
  return Math.min(0, (k * Math.log(mean) - mean - lnFactorial(k) + Math.log(sum)) / LN10);
}
