/**
 * Null 2 on objects instead of moments: every share is a run of its own, so every common object is a block, its own
 * representative and, where it matches, a moment. The enumerations of the tests know nothing of runs.
 */
import {
  jitterLaw,
  objectChances,
  timesPairTest,
  timetable,
  type Incidence,
  type Margins,
  type PairList,
} from "../../src/kernel/index.ts";
import type { TimesPairTest } from "../../src/kernel/significance/network.ts";

/** The test of null 2 for pairs with at least `least` objects. */
export function objectPairTest(first: Incidence, fixed: Margins, primary = 1, least = 1): TimesPairTest {
  const law = { ...jitterLaw({ windowMs: 1000, resolution: "second" }), gap: -1 };
  const shares = first.source.reduce((most, i) => Math.max(most, i + 1), 0);
  const table = timetable(first, new Float64Array(shares), law);
  return timesPairTest({ table, chance: objectChances(fixed) }, primary, least);
}

/** log10 p of each pair at its number of objects. */
export function objectPairs(
  first: Incidence,
  fixed: Margins,
  { a, b, objects }: Pick<PairList, "a" | "b" | "objects">,
): Float64Array {
  const test = objectPairTest(first, fixed);
  return Float64Array.from(a, (x, i) => test.log10p(x, b[i]!, objects[i]!));
}
