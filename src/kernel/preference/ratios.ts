/**
 * Sums of ratios over the accounts of a group, with what they are worth: mentions of one subject over those of both, a mean of
 * codes, a prediction corrected by codes, and differences of these. The account is what is drawn, because the posts of one account
 * hang together: counted by posts, intervals come out far too narrow.
 *
 * - The estimate of a group: the sum over its parts of weight x (sum of x) / (sum of y), sums over accounts.
 * - Interval: accounts drawn anew, of two groups each among its own, 4,000 times. Percentiles, expanded for the effective number
 *   of accounts, (sum of y)² / (sum of y²) (L. Kish 1965, Survey sampling, 8.2), of several ratios together by Welch and
 *   Satterthwaite (F. E. Satterthwaite 1946, doi:10.2307/3002019); beside it plain percentiles and BCa, which where a few
 *   accounts post most are too narrow (see the calibration). Draws in which a sum of y is 0 are left out and counted.
 * - Null: the labels of group and comparison permuted over accounts. The statistic is the difference over its linearised standard
 *   error, so that p holds where the groups differ in how much their accounts post, though not in what is asked (E. Chung and
 *   J. P. Romano 2013, doi:10.1214/13-AOS1090); exact where accounts of both are alike in all.
 *
 * Cost: draws x accounts x parts. Draws fall from 4,000 to 1,000, and turns from 999 to 199, where accounts are many.
 */
import { Random } from "../random.ts";
import { bcaInterval, percentileInterval, type Interval } from "../resample/intervals.ts";

/** One ratio. Of equal length: one entry per account. */
export interface RatioPart {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: number;
}

/** The parts of a group; at least one. */
export type Ratios = readonly RatioPart[];

export interface RatioEstimate {
  readonly value: number;
  /** The one to report. */
  readonly interval: Interval;
  /** What the bootstrap gives without a thought for how unequal accounts are. */
  readonly percentile: Interval;
  readonly bca: Interval;
  /** Accounts of equal size that would be worth as much. */
  readonly effective: number;
  readonly draws: number;
  /** Draws in which there was nothing to divide by. */
  readonly empty: number;
}

export interface Permutation {
  /** Two-sided, by the size of the difference. */
  readonly p: number;
  /** Two-sided, by twice the smaller tail: each direction for itself is wrong in half of the level at most. */
  readonly tails: number;
  readonly turns: number;
}

export const DRAWS = 4000;
const TRIES = 20;
const [LEAST_DRAWS, MOST_TURNS, LEAST_TURNS, WORK] = [1000, 999, 199, 4e7];

const accountsOf = (group: Ratios): number => group[0]!.x.length;

/** Infinite or not a number where a sum of y is 0. */
export function ratioOf(group: Ratios): number {
  let value = 0;
  for (const { x, y, weight } of group) value += (weight * sum(x)) / sum(y);
  return value;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** The estimate of a group; with `other`, that of the group less that of the other, drawn jointly. */
export function estimateRatio(group: Ratios, seed: number, other?: Ratios): RatioEstimate {
  const groups = other === undefined ? [group] : [group, other];
  const accounts = groups.reduce((total, one) => total + accountsOf(one), 0);
  const draws = Math.min(DRAWS, Math.max(LEAST_DRAWS, Math.floor(WORK / accounts)));
  const random = new Random(seed);
  const drawn = new Float64Array(draws);
  groups.forEach((one, g) => {
    const sign = g === 0 ? 1 : -1;
    const draw = drawerOf(one, random);
    for (let i = 0; i < draws; i++) drawn[i]! += sign * draw();
  });
  const whole = drawn.filter((value) => Number.isFinite(value));
  const value = groups.reduce((total, one, g) => total + (g === 0 ? 1 : -1) * ratioOf(one), 0);
  const jackknives = groups.map((one, g) => leftOut(one).map((x) => (g === 0 ? x : -x)));
  const effective = effectiveAccounts(groups);
  return {
    value,
    interval: percentileInterval(whole, Math.max(2, Math.round(effective))),
    percentile: percentileInterval(whole),
    bca: bcaInterval(whole, value, jackknives),
    effective,
    draws,
    empty: draws - whole.length,
  };
}

/** One more than the degrees of freedom that ratios have together, each weighted by what it adds to the variance. */
function effectiveAccounts(groups: readonly Ratios[]): number {
  let [variance, weighted, least] = [0, 0, Infinity];
  for (const group of groups)
    for (const { x, y, weight } of group) {
      const [xs, ys, n] = [sum(x), sum(y), x.length];
      const effective = ys ** 2 / y.reduce((total, one) => total + one * one, 0);
      let own = 0;
      for (let i = 0; i < n; i++) own += ((weight * (x[i]! - (xs / ys) * y[i]!)) / ys) ** 2;
      own *= n / Math.max(1, n - 1);
      variance += own;
      weighted += own ** 2 / Math.max(0.5, effective - 1);
      least = Math.min(least, effective);
    }
  return weighted > 0 ? 1 + variance ** 2 / weighted : least;
}

/**
 * Draws as many accounts as there are, with replacement, and gives the estimate of these. The sums of an account lie side by side: x
 * and y of each part in turn.
 */
function drawerOf(group: Ratios, random: Random): () => number {
  const [n, parts] = [accountsOf(group), group.length];
  const width = 2 * parts;
  const table = new Float64Array(n * width);
  group.forEach(({ x, y }, k) => {
    for (let i = 0; i < n; i++) {
      table[i * width + 2 * k] = x[i]!;
      table[i * width + 2 * k + 1] = y[i]!;
    }
  });
  const sums = new Float64Array(width);
  return () => {
    if (parts === 1) {
      let [xs, ys] = [0, 0];
      for (let i = 0; i < n; i++) {
        const at = 2 * random.below(n);
        xs += table[at]!;
        ys += table[at + 1]!;
      }
      return (group[0]!.weight * xs) / ys;
    }
    sums.fill(0);
    for (let i = 0; i < n; i++) {
      const at = width * random.below(n);
      for (let k = 0; k < width; k++) sums[k]! += table[at + k]!;
    }
    let value = 0;
    for (let k = 0; k < parts; k++) value += (group[k]!.weight * sums[2 * k]!) / sums[2 * k + 1]!;
    return value;
  };
}

/** The estimate without each account in turn; as it is where nothing would be left to divide by. */
function leftOut(group: Ratios): Float64Array {
  const totals = group.map(({ x, y }) => [sum(x), sum(y)] as const);
  const all = ratioOf(group);
  return Float64Array.from({ length: accountsOf(group) }, (_, account) => {
    let value = 0;
    group.forEach(({ x, y, weight }, k) => {
      value += (weight * (totals[k]![0] - x[account]!)) / (totals[k]![1] - y[account]!);
    });
    return Number.isFinite(value) ? value : all;
  });
}

/** Whether a side of a comparison may be spoken of: indices of accounts, those of the group first, then those of the other. */
export type Admits = (side: Int32Array) => boolean;

/**
 * Whether accounts of both groups could be exchanged for each other. Both have the same parts.
 * @param admits where a comparison is made only of sides that pass it: turns are dealt among those that pass it, too, because what was
 *   chosen by it is not exchangeable with what it would have refused. At most `TRIES` deals are made for a turn
 */
export function permuteLabels(group: Ratios, other: Ratios, seed: number, admits?: Admits): Permutation {
  const pooled = group.map(({ x, y, weight }, k) => ({
    x: Float64Array.from([...x, ...other[k]!.x]),
    y: Float64Array.from([...y, ...other[k]!.y]),
    weight,
  }));
  const [all, own] = [accountsOf(pooled), accountsOf(group)];
  const order = Int32Array.from({ length: all }, (_, i) => i);
  const seen = studentised(pooled, order, own);
  const slack = 1e-12 * Math.abs(seen);
  const wanted = Math.min(MOST_TURNS, Math.max(LEAST_TURNS, Math.floor(WORK / (10 * all))));
  const random = new Random(seed);
  let [asMuch, above, below, turns] = [0, 0, 0, 0];
  for (let tries = 0; tries < TRIES * wanted && turns < wanted; tries++) {
    random.shuffle(order);
    if (admits?.(order.subarray(0, own)) === false || admits?.(order.subarray(own)) === false) continue;
    turns++;
    // A turn that leaves a side with nothing says nothing against the null.
    const dealt = studentised(pooled, order, own);
    if (!(Math.abs(dealt) < Math.abs(seen) - slack)) asMuch++;
    if (!(dealt < seen - slack)) above++;
    if (!(dealt > seen + slack)) below++;
  }
  const chance = (n: number): number => (1 + n) / (1 + turns);
  return { p: chance(asMuch), tails: Math.min(1, 2 * chance(Math.min(above, below))), turns };
}

/** Difference between the first `own` accounts of an order and the others, over its standard error. */
function studentised(pooled: Ratios, order: Int32Array, own: number): number {
  const [a, b] = [moments(pooled, order, 0, own), moments(pooled, order, own, order.length)];
  return (a.value - b.value) / Math.sqrt(a.variance + b.variance);
}

function moments(
  pooled: Ratios,
  order: Int32Array,
  from: number,
  to: number,
): { readonly value: number; readonly variance: number } {
  const ratio = new Float64Array(pooled.length);
  const scale = new Float64Array(pooled.length);
  let value = 0;
  pooled.forEach(({ x, y, weight }, k) => {
    let [xs, ys] = [0, 0];
    for (let i = from; i < to; i++) {
      xs += x[order[i]!]!;
      ys += y[order[i]!]!;
    }
    ratio[k] = xs / ys;
    scale[k] = weight / ys;
    value += (weight * xs) / ys;
  });
  let squares = 0;
  for (let i = from; i < to; i++) {
    let influence = 0;
    for (let k = 0; k < pooled.length; k++) {
      const { x, y } = pooled[k]!;
      influence += scale[k]! * (x[order[i]!]! - ratio[k]! * y[order[i]!]!);
    }
    squares += influence * influence;
  }
  const n = to - from;
  return { value, variance: (squares * n) / Math.max(1, n - 1) };
}
