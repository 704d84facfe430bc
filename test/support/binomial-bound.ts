/** Exact bounds of a rate that was seen in some of n independent runs (Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404). */

/**
 * The rate at which so few or fewer are seen with probability `1 - confidence`: a one-sided upper bound. Bisection to
 * 1e-12; time O(seen) for each of its forty steps.
 */
export function upperBound(seen: number, n: number, confidence = 0.95): number {
  if (seen >= n) return 1;
  let low = seen / n;
  let high = 1;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (atMost(seen, n, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}

/** P(at most `seen` successes in n trials of chance p), 0 < p < 1. */
function atMost(seen: number, n: number, p: number): number {
  let log = n * Math.log1p(-p);
  let sum = Math.exp(log);
  for (let k = 1; k <= seen; k++) {
    log += Math.log((n - k + 1) / k) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(log);
  }
  return sum;
}
