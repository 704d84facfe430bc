/**
 * Null 1, activity x popularity: account labels shuffled over all first shares.
 *
 * A given matched pair of places then carries the labels a and b with chance q = 2 d_a d_b / (D (D - 1)), so object o is
 * matched by the pair with chance at most min(1, q C_o); g, the sum of these bounds, is no less than the expected number
 * of objects. p is the Poisson tail at g for K >= g + 1 (W. Hoeffding 1956, doi:10.1214/aoms/1177728178; T. W. Anderson
 * and S. M. Samuels 1967), and 1 otherwise. Because g is a union bound, p-values are no smaller than they should be.
 *
 * g comes from prefix sums over C_o in falling order: O(objects log objects) once, O(log objects) a pair.
 * It finds communities as readily as teams: its edges are candidates.
 */
import type { PairList } from "../coshare/sweep.ts";
import { poissonTailLog10 } from "./poisson.ts";
import type { Margins } from "./margins.ts";

/** Bound g on the number of objects matched by accounts with these activities, under null 1. */
export function activityExpectation(margins: Margins): (activityA: number, activityB: number) => number {
  const falling = margins.matched
    .filter((c) => c > 0)
    .sort()
    .reverse();
  const after = new Float64Array(falling.length + 1);
  for (let i = falling.length - 1; i >= 0; i--) after[i] = after[i + 1]! + falling[i]!;
  const D = margins.shares;
  return (activityA, activityB) => {
    const q = (2 * activityA * activityB) / (D * (D - 1));
    // Objects before `cut` have q C_o >= 1 and count as matched.
    let low = 0;
    let high = falling.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (q * falling[middle]! >= 1) low = middle + 1;
      else high = middle;
    }
    return low + q * after[low]!;
  };
}

export interface ActivityTest {
  /** g: no less than the number of objects that the pair is expected to match on. */
  readonly expected: Float64Array;
  readonly log10p: Float64Array;
}

/** @param pairs pairs on first shares; `objects` is the statistic K */
export function testActivity(
  margins: Margins,
  pairs: Pick<PairList, "length" | "a" | "b" | "objects">,
): ActivityTest {
  const expectation = activityExpectation(margins);
  const expected = new Float64Array(pairs.length);
  const log10p = new Float64Array(pairs.length);
  for (let i = 0; i < pairs.length; i++) {
    const g = expectation(margins.activity[pairs.a[i]!]!, margins.activity[pairs.b[i]!]!);
    expected[i] = g;
    log10p[i] = pairs.objects[i]! >= g + 1 ? poissonTailLog10(pairs.objects[i]!, g) : 0;
  }
  return { expected, log10p };
}
