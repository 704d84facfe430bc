/** The tests of both nulls for one pair at a time, as the network-based statistic asks for them. */
import type { Incidence } from "../coshare/incidence.ts";
import { activityExpectation } from "./activity.ts";
import { matchChance, type Margins } from "./margins.ts";
import type { PairTest } from "./network.ts";
import { poissonTailLog10 } from "./poisson.ts";
import { objectLists } from "./shared.ts";
import { timesTester } from "./times.ts";

/**
 * Null 1: the Poisson tail at g.
 * @param primary threshold of p below which a pair is wanted
 */
export function activityPairTest(margins: Margins, primary: number): PairTest {
  const expectation = activityExpectation(margins);
  const log10p = (product: number, k: number): number => {
    const g = expectation(product, 1);
    return k >= g + 1 ? poissonTailLog10(k, g) : 0;
  };
  const limits: number[] = [];
  return {
    log10p: (a, b, k) => log10p(margins.activity[a]! * margins.activity[b]!, k),
    productLimit: (k) => (limits[k] ??= greatestProduct(k, log10p, margins.shares ** 2, Math.log10(primary))),
  };
}

/** Greatest whole product at which K objects are primary; the tail grows with g and g with the product. */
function greatestProduct(
  k: number,
  log10p: (product: number, k: number) => number,
  most: number,
  limit: number,
): number {
  let low = 0;
  let high = most + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (log10p(middle, k) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

/** Null 2: the exact Poisson-binomial tail. */
export function timesPairTest(first: Incidence, margins: Margins): PairTest {
  return {
    log10p: timesTester(objectLists(first, margins.matched), margins),
    weight: Float64Array.from(margins.matched, (c, o) =>
      c === 0 ? 0 : -Math.log10(matchChance(margins, o)),
    ),
  };
}
