/**
 * Marks of a scheduler: posts that fall on round minutes more often than minutes do. For every 5, 10, 15, 30 and 60 minutes:
 * the share of posts on the marks over what even minutes would give, and at seconds where times have them, with blocks of
 * days and an interval that holds for all that were tried together (Bonferroni). A file whose times were rounded shows the same.
 *
 * Cost: one pass over the posts, and days x 60 for each draw.
 */
import { RESOLUTION_MS } from "../columns.ts";
import { Random } from "../random.ts";
import { LEVEL, percentileInterval } from "../resample/intervals.ts";
import { DAY_MS, daysOf, type GroupPosts } from "./group.ts";
import { drawDays, WEEK } from "./hours.ts";
import type { Estimate } from "./window.ts";

export interface Mark {
  /** Every so many minutes; 0 stands for the first second of a minute. */
  readonly minutes: number;
  /** Over what even times would give: 1 is no mark. */
  readonly ratio: Estimate;
  /** Posts on the marks beyond that, as a share of all. */
  readonly excess: number;
}

const EVERY = [60, 30, 15, 10, 5] as const;
const MINUTES = 60;
const DRAWS = 2000;

/** Undefined where times are coarser than a minute. */
export function schedulerMarks({ time, resolution }: GroupPosts, seed: number): Mark[] | undefined {
  if (RESOLUTION_MS[resolution] > RESOLUTION_MS.minute) return undefined;
  const seconds = RESOLUTION_MS[resolution] <= RESOLUTION_MS.second;
  const { first, last } = daysOf(time);
  const days = last - first + 1;
  const tried = seconds ? [...EVERY, 0] : EVERY;
  // Posts of each day, and those on each kind of mark.
  const stride = 1 + tried.length;
  const table = new Float64Array(days * stride);
  for (const at of time) {
    const day = (Math.floor(at / DAY_MS) - first) * stride;
    const second = Math.floor(at / 1000);
    const minute = (((Math.floor(second / 60) % MINUTES) + MINUTES) % MINUTES) | 0;
    table[day]!++;
    tried.forEach((every, k) => {
      if (every === 0 ? second % 60 === 0 : minute % every === 0) table[day + 1 + k]!++;
    });
  }
  const random = new Random(seed);
  const draws = Array.from({ length: DRAWS }, () => sums(table, stride, drawDays(days, random)));
  const seen = sums(
    table,
    stride,
    Int32Array.from({ length: days }, (_, d) => d),
  );
  return tried.map((every, k) => {
    const even = every === 0 ? 1 / 60 : 1 / every;
    const ratio = (of: Float64Array): number => of[1 + k]! / of[0]! / even;
    const values = Float64Array.from(draws.filter((draw) => draw[0]! > 0).map(ratio));
    const units = Math.max(2, Math.floor(days / WEEK));
    const interval = percentileInterval(values, units, 1 - (1 - LEVEL) / tried.length);
    return { minutes: every, ratio: { value: ratio(seen), ...interval }, excess: excess(ratio(seen), even) };
  });
}

/** The part of posts that would have to be on marks by itself, the rest being even. */
const excess = (ratio: number, even: number): number => Math.max(0, (ratio * even - even) / (1 - even));

function sums(table: Float64Array, stride: number, days: Int32Array): Float64Array {
  const out = new Float64Array(stride);
  for (const day of days) for (let k = 0; k < stride; k++) out[k]! += table[day * stride + k]!;
  return out;
}
