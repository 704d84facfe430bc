/** The tests of both nulls for one pair at a time, as the network-based statistic asks for them. */
import { activityExpectation } from "./activity.ts";
import { PairBlocks } from "./blocks.ts";
import type { Margins } from "./margins.ts";
import { TailScratch } from "./moments.ts";
import type { ActivityPairTest, TimesPairTest } from "./network.ts";
import { poissonTailLog10 } from "./poisson.ts";
import type { TimetableSpace } from "./timetable-tests.ts";

/**
 * Null 1: the Poisson tail at g.
 * @param primary threshold of p below which a pair is wanted
 */
export function activityPairTest(margins: Margins, primary: number): ActivityPairTest {
  const expectation = activityExpectation(margins);
  const log10p = (product: number, k: number): number => {
    const g = expectation(product, 1);
    return k >= g + 1 ? poissonTailLog10(k, g) : 0;
  };
  const limits: number[] = [];
  return {
    kind: "activity",
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

/** Null 2: the exact Poisson-binomial tail over the representatives of the pair's blocks. */
export function timesPairTest({ table, chance }: Pick<TimetableSpace, "table" | "chance">): TimesPairTest {
  const blocks = new PairBlocks(table, chance);
  const tails = new TailScratch();
  let matches = new Uint8Array(16);
  return {
    kind: "times",
    log10p: (a, b, moments) => {
      const { length, representativeChance } = blocks.of(a, b);
      tails.fill(length, (z) => representativeChance[z]!);
      return tails.tailLog10(length, moments);
    },
    moments: (a, b, matched) => {
      const { length, representative } = blocks.of(a, b);
      if (matches.length < length) matches = new Uint8Array(2 * length);
      for (let z = 0; z < length; z++) matches[z] = matched[representative[z]!]!;
      return blocks.moments(matches);
    },
    weight: chance.map((p) => (p === 0 ? 0 : -Math.log10(p))),
  };
}
