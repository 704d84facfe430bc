/**
 * Changes of level of a daily series: weekday factors off, autocorrelation estimated, optimal partitioning under a penalty.
 *
 * The penalty is what a series without a change would need in `level` of cases: series are drawn from this one's own
 * noise (AR(1) with its phi, innovations drawn from its own, its weekday factors put back, the same days missing), and go
 * through the same steps, weekdays and phi estimated anew; for each the largest penalty that still reports a change is
 * kept (`changeGain`), and their quantile is the penalty. It carries autocorrelation, heavy tails and length of the series,
 * which 2 log n does not. Null: one level, a weekly pattern, AR(1) noise with exchangeable innovations.
 *
 * Pulses are cut first: a value farther than `CUT` robust standard deviations from the median of the 15 days around it is
 * put there, so that a day or two do not make a level. O(n^2 + draws x n) plus O(draws x 100^2 / 2).
 */
import type { Random } from "../random.ts";
import { MOST_PHI, autocorrelation, differenceVariance } from "./noise.ts";
import { quantile } from "../quantile.ts";
import { guardedScale, runningMedian } from "./robust.ts";
import { SegmentCost, changeGain, partition } from "./segments.ts";
import { weekdayFactors, withoutWeekdays } from "./weekday.ts";

/** Fewer observed days than this say nothing about a change. */
export const LEAST_DAYS = 28;
const CUT = 5;
const WINDOW = 15;
/** Draws of the null, at most; fewer once this many saved as much as the data. */
export const NULL_DRAWS = 499;
const ENOUGH = 60;

/** A series on some scale: whole day numbers, ascending, and a value for each; days without a value are left out. */
export interface DailyValues {
  readonly day: Int32Array;
  readonly value: Float64Array;
}

/** A series made ready for partitioning. */
export interface Prepared {
  readonly factors: Float64Array;
  /** Without weekday factors. */
  readonly adjusted: Float64Array;
  readonly phi: number;
  /** Robust variance of an innovation; 0 where the series is constant. */
  readonly variance: number;
  readonly cost: SegmentCost;
}

export function prepare({ day, value }: DailyValues): Prepared {
  const factors = weekdayFactors(day, value);
  const adjusted = withoutWeekdays(day, value, factors);
  const cut = cutPulses(adjusted);
  const phi = autocorrelation(cut);
  const innovations = cut.map((y, t) => y - phi * (cut[t - 1] ?? y)).subarray(1);
  const variance = differenceVariance(innovations, 1) / 2;
  return { factors, adjusted, phi, variance, cost: new SegmentCost(cut, phi) };
}

/** Each value no farther than `CUT` robust standard deviations from the median around it. */
function cutPulses(y: Float64Array): Float64Array {
  const around = runningMedian(y, WINDOW);
  const most = CUT * guardedScale(y.map((x, i) => x - around[i]!));
  return y.map((x, i) => Math.max(around[i]! - most, Math.min(around[i]! + most, x)));
}

export interface Change {
  /** Index of the first day of the new level, in the days of the series. */
  readonly at: number;
  /** Levels before and after, adjusted for weekdays, on the scale of the values. */
  readonly before: number;
  readonly after: number;
  /** Cost that it saves, in innovation variances. */
  readonly gain: number;
}

export interface Changes {
  readonly prepared: Prepared;
  readonly changes: readonly Change[];
  /** Penalty of a change, in innovation variances. */
  readonly penalty: number;
  /** What the strongest change, or pair of changes, saves, and in which share of series without a change one saves as much. */
  readonly gain: number;
  readonly p: number;
}

/**
 * @param values at least `LEAST_DAYS` of them, not all the same
 * @param level chance of a change where there is none
 */
export function findChanges(values: DailyValues, random: Random, level = 0.05, draws = NULL_DRAWS): Changes {
  const prepared = prepare(values);
  const { cost, variance } = prepared;
  if (variance === 0) throw new RangeError("findChanges: the series is constant");
  const gain = changeGain(cost) / variance;
  const drawn = nullGains(values.day, prepared, gain, random, draws);
  const penalty = quantile(drawn, 1 - level);
  const p = tail(drawn, gain);
  const starts = p > level ? [] : [...partition(cost, penalty * variance)];
  const bounds = [0, ...starts, cost.length];
  const changes = starts.map((at, i): Change => {
    const [from, to] = [bounds[i]!, bounds[i + 2]!];
    const saved = (cost.of(from, to) - cost.of(from, at) - cost.of(at, to)) / variance;
    return { at, before: cost.level(from, at), after: cost.level(at, to), gain: saved };
  });
  return { prepared, changes, penalty, gain, p };
}

/** Share of the draws, and of the data themselves, that are at least as large. */
function tail(sorted: Float64Array, gain: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! >= gain) high = middle;
    else low = middle + 1;
  }
  return (sorted.length - low + 1) / (sorted.length + 1);
}

/**
 * `changeGain` of series without a change, in their own innovation variances; ascending. Stops where so many saved as much
 * as the data that no more draws could tell a change (J. Besag and P. Clifford 1991, doi:10.1093/biomet/78.2.301).
 */
function nullGains(
  day: Int32Array,
  prepared: Prepared,
  gain: number,
  random: Random,
  draws: number,
): Float64Array {
  const innovations = innovationsOf(prepared);
  const phi = cautiousPhi(prepared.phi, day.length);
  const gains = new Float64Array(draws);
  const value = new Float64Array(day.length);
  let [drawn, asMuch] = [0, 0];
  while (drawn < draws && asMuch < ENOUGH) {
    drawSeries(value, day, prepared.factors, phi, innovations, random);
    const { cost, variance } = prepare({ day, value });
    const saved = variance > 0 ? changeGain(cost) / variance : 0;
    gains[drawn++] = saved;
    if (saved >= gain) asMuch++;
  }
  return gains.subarray(0, drawn).sort();
}

/**
 * Three times the standard error of the plain estimator above the estimate, whose own is about twice as large: too small a
 * phi would make changes out of nothing.
 */
function cautiousPhi(phi: number, n: number): number {
  return Math.min(MOST_PHI, phi + 3 * Math.sqrt((1 - phi * phi) / n));
}

/**
 * Innovations about one level, centred. Where there is a change they are spread wider, which the scale of each draw takes
 * up; about the levels that were found, they would lose the very shocks that look like changes.
 */
function innovationsOf({ adjusted, phi }: Prepared): Float64Array {
  const found = adjusted.subarray(1).map((y, t) => y - phi * adjusted[t]!);
  const mean = found.reduce((sum, x) => sum + x, 0) / found.length;
  return found.map((x) => x - mean);
}

/** Days of noise before the first, so that it starts as it goes on. */
const WARM_UP = 100;

function drawSeries(
  value: Float64Array,
  day: Int32Array,
  factors: Float64Array,
  phi: number,
  innovations: Float64Array,
  random: Random,
): void {
  let noise = 0;
  for (let t = -WARM_UP; t < value.length; t++) {
    noise = phi * noise + innovations[random.below(innovations.length)]!;
    if (t >= 0) value[t] = noise + factors[day[t]! % 7]!;
  }
}
