/**
 * Fisher's non-central hypergeometric distribution: how many of the sets that were released are of group A, given how
 * many were collected of each group and how many were released in all, where a set of A has so many times the odds of
 * release of a set of B. Weights are made once, in log space; a tail at given odds is one pass over the support, relative
 * to its largest term, so nothing overflows.
 *
 * A. Fog 2008, doi:10.1080/03610910701790269 (definition and numerical methods). No departure; support and weights are
 * enumerated, since sets are few: O(released) memory, and O(released) time for each tail.
 */
import { lnFactorial } from "../significance/poisson.ts";

/** The distribution, up to its odds. */
export interface Conditional {
  /** Smallest and largest possible number of released sets of A. */
  readonly low: number;
  readonly high: number;
  /** ln of the number of ways to release `low + i` sets of A. */
  readonly lnWays: Float64Array;
}

/** P(X < x), P(X = x) and P(X > x). */
export interface Tails {
  readonly below: number;
  readonly at: number;
  readonly above: number;
}

/**
 * @param a sets collected of A
 * @param b sets collected of B
 * @param released sets released of both, at most `a + b`
 */
export function conditional(a: number, b: number, released: number): Conditional {
  const low = Math.max(0, released - b);
  const high = Math.min(a, released);
  const lnWays = Float64Array.from(
    { length: high - low + 1 },
    (_, i) => lnChoose(a, low + i) + lnChoose(b, released - low - i),
  );
  return { low, high, lnWays };
}

/** @param x a number of the support */
export function tails({ low, lnWays }: Conditional, x: number, lnOdds: number): Tails {
  const largest = largestTerm(lnWays, lnOdds);
  let below = 0;
  let at = 0;
  let above = 0;
  for (let i = 0; i < lnWays.length; i++) {
    const term = Math.exp(lnWays[i]! + i * lnOdds - largest);
    if (low + i < x) below += term;
    else if (low + i > x) above += term;
    else at = term;
  }
  const sum = below + at + above;
  return { below: below / sum, at: at / sum, above: above / sum };
}

/** Expected number of released sets of A. */
export function conditionalMean({ low, lnWays }: Conditional, lnOdds: number): number {
  const largest = largestTerm(lnWays, lnOdds);
  let sum = 0;
  let moment = 0;
  for (let i = 0; i < lnWays.length; i++) {
    const term = Math.exp(lnWays[i]! + i * lnOdds - largest);
    sum += term;
    moment += i * term;
  }
  return low + moment / sum;
}

function largestTerm(lnWays: Float64Array, lnOdds: number): number {
  let largest = -Infinity;
  for (let i = 0; i < lnWays.length; i++) largest = Math.max(largest, lnWays[i]! + i * lnOdds);
  return largest;
}

function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}
