/**
 * Interval for the date of a change: all dates that the data do not tell from the best one. A date is kept if putting the
 * change there costs no more than a bound above the least cost; the bound is the 95 % quantile of what the found date costs
 * in series whose change lies exactly there, drawn by stationary bootstrap of the noise about both levels. So the test of
 * each date is inverted, which covers for small changes too, where percentiles of bootstrapped dates do not (Y. Eo and
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
  // what fitting both levels and the date took out of the noise is put back
  const spread = Math.sqrt(n / (n - 3));
  const noise = level.map((x, i) => (cost.values[from + i]! - x) * spread);
  const excess = new Float64Array(draws);
  const index = new Int32Array(n);
  const length = blockLength(cost.phi, n);
  for (let draw = 0; draw < draws; draw++) {
    drawBlocks(index, n, length, random);
    const drawn = new SegmentCost(
      level.map((x, i) => x + noise[index[i]!]!),
      cost.phi,
    );
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
