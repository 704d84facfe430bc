/**
 * The normal law, for intervals. Its distribution function to about 1e-14, quantiles by bisection on it; a call costs
 * microseconds, so nothing here belongs in a loop. Student's law stands in `significance/beta.ts`.
 *
 * The series of G. Marsaglia 2004, doi:10.18637/jss.v011.i04.
 */

/** P(Z <= x). */
export function normalCdf(x: number): number {
  if (x < -38) return 0;
  if (x > 8.3) return 1;
  if (x < -6) return normalTail(-x);
  let [term, sum, before] = [x, x, Number.NaN];
  for (let i = 3; sum !== before; i += 2) {
    before = sum;
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + sum * density(x);
}

const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** P(Z > x) for x of 6 or more: Laplace's continued fraction. */
function normalTail(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / fraction;
  return density(x) / fraction;
}

/** The x with P(Z <= x) = p, 0 < p < 1. */
export const normalQuantile = (p: number): number => bisect(normalCdf, p, 40);

function bisect(cdf: (x: number) => number, p: number, reach: number): number {
  let [low, high] = [-reach, reach];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
