/**
 * Interval for the date of a change: all dates that the data do not tell from the best one. Putting the change on a date costs
 * something above the least cost. A date is kept if that is no more than the 95 % quantile of what the true date costs in series
 * whose change lies exactly there, drawn by stationary bootstrap of the noise about each level, each side its own: counts and
 * shares are noisier the higher they are, and the noise of a quiet side would make the other look sharper than it is. So the test
 * of each date is inverted, which covers for small changes too, where percentiles of bootstrapped dates do not (Y. Eo and J. Morley
 * 2015, doi:10.3982/QE186; blocks: `stationary.ts`).
 *
 * The series are drawn about the best date, and about the date itself where those would leave it out: the best date takes a
 * loud day on the eve into the loud side, and its quiet side then has no such days to draw from. A date that costs more than any series
 * drawn about the best one is not tried: about such a date the change itself would pass for noise. The interval runs from the first
 * date that is kept to the last. Other changes are held where they are. O(draws x n), and as much for each date that is tried.
 */
import type { Random } from "../random.ts";
import { LEAST_SEGMENT, SegmentCost, bestSplit } from "./segments.ts";
import { blockLength, drawBlocks } from "./stationary.ts";

export const DATE_DRAWS = 499;

/** Indices of the first and the last date that the change may have, both inclusive. */
export interface DateInterval {
  readonly first: number;
  readonly last: number;
}

/**
 * @param from start of the segment before the change
 * @param at first index after the change
 * @param to end of the segment after it, exclusive
 */
export function changeDate(
  cost: SegmentCost,
  [from, at, to]: readonly [number, number, number],
  random: Random,
  coverage = 0.95,
  draws = DATE_DRAWS,
): DateInterval {
  const least = gainAt(cost, from, at, to);
  const about = excessAbout(cost, [from, at, to], random);
  const drawn = Float64Array.from({ length: draws }, about).sort();
  const bound = drawn[Math.min(draws - 1, Math.ceil(coverage * (draws + 1)) - 1)]!;
  const most = drawn[draws - 1]!;
  const spared = Math.floor((1 - coverage) * (draws + 1));
  const isKept = (t: number): boolean => {
    const excess = least - gainAt(cost, from, t, to);
    if (excess <= bound) return true;
    return excess <= most && isReached(excessAbout(cost, [from, t, to], random), excess, spared, draws);
  };
  let [first, last] = [Math.min(at, from + LEAST_SEGMENT), Math.max(at, to - LEAST_SEGMENT)];
  while (first < at && !isKept(first)) first++;
  while (last > at && !isKept(last)) last--;
  return { first, last };
}

/** Whether at least `times` of the draws reach the value. */
function isReached(draw: () => number, value: number, times: number, draws: number): boolean {
  let reached = 0;
  for (let left = draws; left > 0 && reached + left >= times; left--)
    if (draw() >= value && ++reached >= times) return true;
  return false;
}

/** Draws series whose change lies at `at`, and says what that date costs in each above the least cost. */
function excessAbout(
  cost: SegmentCost,
  [from, at, to]: readonly [number, number, number],
  random: Random,
): () => number {
  const values = new Float64Array(to - from);
  const sides = (
    [
      [from, at],
      [at, to],
    ] as const
  ).map(([start, end]) => {
    const own = cost.values.subarray(start, end);
    const level = cost.level(start, end);
    // what fitting the level, and half of the date, took out of the noise is put back
    const spread = Math.sqrt(own.length / (own.length - 1.5));
    return {
      shown: own.map((value) => level + (value - level) * spread),
      index: new Int32Array(own.length),
      length: blockLength(cost.phi, own.length),
    };
  });
  return () => {
    let t = 0;
    for (const { shown, index, length } of sides) {
      drawBlocks(index, shown.length, length, random);
      for (const i of index) values[t++] = shown[i]!;
    }
    const drawn = new SegmentCost(values, cost.phi);
    return bestSplit(drawn, 0, values.length).gain - gainAt(drawn, 0, at - from, values.length);
  };
}

function gainAt(cost: SegmentCost, from: number, at: number, to: number): number {
  return cost.of(from, to) - cost.of(from, at) - cost.of(at, to);
}
