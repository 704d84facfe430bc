/**
 * Upper tail of the Poisson-binomial distribution: the chance of at least k successes in independent trials with
 * chances of their own. Exact programme over the number of successes with an absorbing last state; failures enter as
 * numbers of their own, so nothing is subtracted and nothing cancels.
 *
 * Departure for small results and long lists: trials are tilted (Esscher 1932, doi:10.1080/03461238.1932.10405883),
 * odds p/q becoming s p/q with s chosen so that k successes are expected, and the result is weighted back in log space.
 * Under the tilt the states that matter lie in a narrow band, and states below 1e-40 at its ends are left out: relative
 * error below 1e-30 n. Time O(n x width of the band), at most O(n k); memory O(k).
 */

const NEGLIGIBLE = 1e-40;

/**
 * log10 P(S >= k).
 * @param success chances of success, each in (0, 1)
 * @param failure chances of failure, `1 - success`, given apart because the caller knows them exactly
 * @param n number of trials, at the start of both arrays
 */
export function poissonBinomialTailLog10(
  success: Float64Array,
  failure: Float64Array,
  n: number,
  k: number,
): number {
  if (k <= 0) return 0;
  if (k > n) return -Infinity;
  if (k === n) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += Math.log10(success[i]!);
    return sum;
  }
  const tilt = solveTilt(success, failure, n, k);
  return Math.min(0, absorbed(success, failure, n, k, tilt));
}

/**
 * The same for chances that may be 0 or 1: trials that cannot succeed, and such that always do, leave the programme.
 * @param scratch two arrays of at least n entries
 */
export function trialsTailLog10(
  chance: Float64Array,
  n: number,
  k: number,
  scratch: readonly [Float64Array, Float64Array],
): number {
  const [success, failure] = scratch;
  let open = 0;
  let certain = 0;
  for (let i = 0; i < n; i++) {
    const p = chance[i]!;
    if (p >= 1) certain++;
    else if (p > 0) {
      success[open] = p;
      failure[open++] = 1 - p;
    }
  }
  return poissonBinomialTailLog10(success, failure, open, k - certain);
}

/** ln s for which k successes are expected under the tilt; 0 where k is no more than the mean. Bisection. */
function solveTilt(success: Float64Array, failure: Float64Array, n: number, k: number): number {
  const expected = (lnS: number): number => {
    const s = Math.exp(lnS);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const up = success[i]! * s;
      sum += up / (failure[i]! + up);
    }
    return sum;
  };
  if (expected(0) >= k) return 0;
  let low = 0;
  let high = 1;
  while (expected(high) < k && high < 600) high *= 2;
  // Any tilt gives the exact result; near the right one is enough to keep the band narrow.
  for (let round = 0; round < 24 && high - low > 1e-3; round++) {
    const middle = (low + high) / 2;
    if (expected(middle) < k) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The programme itself under a tilt. `state[j]` is the tilted chance of j successes so far. */
function absorbed(success: Float64Array, failure: Float64Array, n: number, k: number, lnS: number): number {
  const s = Math.exp(lnS);
  const state = new Float64Array(k + 1);
  state[0] = 1;
  let low = 0;
  let high = 0;
  let lnMass = 0;
  for (let i = 0; i < n; i++) {
    const up = success[i]! * s;
    const mass = failure[i]! + up;
    lnMass += Math.log(mass);
    const gain = up / mass;
    const stay = failure[i]! / mass;
    state[k]! /= mass;
    if (high === k - 1) state[k]! += state[high]! * gain;
    else if (state[high]! * gain > NEGLIGIBLE) state[++high] = 0;
    for (let j = high; j > low; j--) state[j] = state[j]! * stay + state[j - 1]! * gain;
    state[low]! *= stay;
    while (low < high && state[low]! < NEGLIGIBLE) state[low++] = 0;
  }
  return (Math.log(state[k]!) + lnMass - k * lnS) / Math.LN10;
}
