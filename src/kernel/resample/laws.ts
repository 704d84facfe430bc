/**
 * The normal law and Student's, for intervals. Distribution functions to about 1e-14, quantiles by bisection on them; a call
 * costs microseconds (Student's: a sum of as many terms as half its degrees of freedom), so nothing here belongs in a loop.
 *
 * Normal: the series of G. Marsaglia 2004, doi:10.18637/jss.v011.i04. Student: the finite sums for whole degrees of freedom of
 * Abramowitz and Stegun 1964, 26.7.3 and 26.7.4. Departure: from 2,000 degrees of freedom on the quantile is Cornish and
 * Fisher's expansion (26.7.5), whose error is then below 1e-10.
 */

/** Beyond this, the expansion is exact enough and the sum long. */
const EXPAND_FROM = 2000;

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

/** P(T <= t) with whole degrees of freedom. */
export function studentCdf(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const [sine, square] = [Math.sin(angle), Math.cos(angle) ** 2];
  const odd = freedom % 2 === 1;
  let term = odd ? Math.cos(angle) : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= (square * (k - 1)) / k;
    sum += term;
  }
  const within = odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
  return 0.5 + within / 2;
}

/** The t with P(T <= t) = p, 0 < p < 1. */
export function studentQuantile(p: number, freedom: number): number {
  if (freedom < EXPAND_FROM) return bisect((t) => studentCdf(t, freedom), p, 1e6);
  const z = normalQuantile(p);
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
}

function bisect(cdf: (x: number) => number, p: number, reach: number): number {
  let [low, high] = [-reach, reach];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
