/**
 * Interval for the date of a change: all dates that the data do not tell from the best one. A date is kept if putting the
 * change there costs no more than a bound above the least cost; the bound is the 95 % quantile of what the found date costs
 * in series whose change lies exactly there, drawn by stationary bootstrap of the noise about each level, each side its own: counts
 * and shares are noisier the higher they are, and the noise of a quiet side would make the other look sharper than it is. So
 * the test of each date is inverted, which covers for small changes too, where percentiles of bootstrapped dates do not (Y. Eo and
 * J. Morley 2015, doi:10.3982/QE186; blocks: `stationary.ts`). Other changes are held where they are. O(draws x n).
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
  const n = to - from;
  const [before, after] = [cost.level(from, at), cost.level(at, to)];
  const level = Float64Array.from({ length: n }, (_, i) => (from + i < at ? before : after));
  const sides = [level.subarray(0, at - from), level.subarray(at - from)].map((own, side) => {
    const start = side === 0 ? from : at;
    // what fitting the level, and half of the date, took out of the noise is put back
    const spread = Math.sqrt(own.length / (own.length - 1.5));
    return {
      noise: own.map((x, i) => (cost.values[start + i]! - x) * spread),
      index: new Int32Array(own.length),
      length: blockLength(cost.phi, own.length),
    };
  });
  const excess = new Float64Array(draws);
  const values = new Float64Array(n);
  for (let draw = 0; draw < draws; draw++) {
    let t = 0;
    for (const { noise, index, length } of sides) {
      drawBlocks(index, noise.length, length, random);
      for (const i of index) {
        values[t] = level[t]! + noise[i]!;
        t++;
      }
    }
    const drawn = new SegmentCost(values, cost.phi);
    excess[draw] = bestSplit(drawn, 0, n).gain - gainAt(drawn, 0, at - from, n);
  }
  const bound = excess.sort()[Math.min(draws - 1, Math.ceil(coverage * (draws + 1)) - 1)]!;
  const most = gainAt(cost, from, at, to);
  let [first, last] = [at, at];
  for (let t = from + LEAST_SEGMENT; t <= to - LEAST_SEGMENT; t++) {
    if (most - gainAt(cost, from, t, to) > bound) continue;
    first = Math.min(first, t);
    last = Math.max(last, t);
  }
  return { first, last };
}

function gainAt(cost: SegmentCost, from: number, at: number, to: number): number {
  return cost.of(from, to) - cost.of(from, at) - cost.of(at, to);
}
