/** Scales on which the noise of daily counts and shares is about even, and what was rising where a share rose. */
import type { Random } from "../random.ts";
import type { DailyValues } from "./changes.ts";
import { median, quantile } from "../quantile.ts";
import { blockLength, drawBlocks } from "./stationary.ts";

/** log(1 + count): a change of level is a ratio. Days that were not collected are left out. */
export function logCounts(start: number, counts: Float64Array, left: ReadonlySet<number>): DailyValues {
  return observed(start, counts, (i) => (left.has(i) ? undefined : Math.log1p(counts[i]!)));
}

/**
 * Shares drawn towards the share of the whole series, as if `m` posts of it were added to each day, m the median of the
 * daily totals: c / T becomes p + (c - p T) / (T + m). While the share is the same its mean is p whatever T is, which log odds
 * with a half added are not, so that a group that grows does not make a change; and days with few posts weigh little. Days
 * without any post of the group have no share and are left out.
 */
export function drawnShares(
  start: number,
  counts: Float64Array,
  totals: Float64Array,
  left: ReadonlySet<number>,
): DailyValues {
  const kept = (i: number): boolean => !left.has(i) && totals[i]! > 0;
  const used = totals.filter((_, i) => kept(i));
  const all = used.reduce((sum, x) => sum + x, 0);
  const p = counts.reduce((sum, x, i) => sum + (kept(i) ? x : 0), 0) / all;
  const m = median(used);
  return observed(start, counts, (i) =>
    kept(i) ? p + (counts[i]! - p * totals[i]!) / (totals[i]! + m) : undefined,
  );
}

function observed(
  start: number,
  counts: Float64Array,
  valueAt: (index: number) => number | undefined,
): DailyValues {
  const days: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < counts.length; i++) {
    const value = valueAt(i);
    if (value === undefined) continue;
    days.push(start + i);
    values.push(value);
  }
  return { day: Int32Array.from(days), value: Float64Array.from(values) };
}

/** Means of both sides of a change and their ratio with its 95 % interval. */
export interface LevelRatio {
  readonly before: number;
  readonly after: number;
  /** after / before; infinite where nothing was before. */
  readonly ratio: number;
  readonly interval: readonly [number, number];
}

const RATIO_DRAWS = 999;

/**
 * Ratio of the mean counts after and before a change; its interval by stationary bootstrap of the days of either side.
 * For a theme and for all other posts of its group it tells a theme that rose from others that fell silent.
 */
export function levelRatio(
  before: Float64Array,
  after: Float64Array,
  phi: number,
  random: Random,
): LevelRatio {
  const ratios = new Float64Array(RATIO_DRAWS);
  const [drawn, other] = [new Int32Array(before.length), new Int32Array(after.length)];
  for (let draw = 0; draw < RATIO_DRAWS; draw++) {
    drawBlocks(drawn, before.length, blockLength(phi, before.length), random);
    drawBlocks(other, after.length, blockLength(phi, after.length), random);
    ratios[draw] = ratio(meanOf(after, other), meanOf(before, drawn));
  }
  ratios.sort();
  const means: [number, number] = [meanOf(before), meanOf(after)];
  return {
    before: means[0],
    after: means[1],
    ratio: ratio(means[1], means[0]),
    interval: [quantile(ratios, 0.025), quantile(ratios, 0.975)],
  };
}

const ratio = (after: number, before: number): number =>
  before > 0 ? after / before : after > 0 ? Infinity : 1;

function meanOf(values: Float64Array, index?: Int32Array): number {
  let sum = 0;
  if (index === undefined) for (const value of values) sum += value;
  else for (const i of index) sum += values[i]!;
  return sum / values.length;
}
