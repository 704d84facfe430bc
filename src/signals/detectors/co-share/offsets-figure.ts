/**
 * The histogram of time differences: a peak at 0 on a flat floor says that a group met, a broad hump that its members keep
 * the same hours.
 *
 * A pair has no order, and an order of our own (by pseudonym, by row) would lean to one side for no reason; so only the size
 * of a difference counts, and it is drawn half on either side. Folding alone would halve the bar at 0 where times are
 * coarse, because 0 is one step and every other size is two; therefore the first bar lies around 0 and every bar holds the
 * same odd number of time steps. A flat floor is then drawn flat at every resolution. Linear in the differences.
 */
import type { OffsetsFigure } from "../../../model/finding.ts";

export interface Offsets {
  /** Letter of the group. */
  readonly group: string;
  /** Time differences of the common shares of the group's pairs, in seconds, of either sign and in any order. */
  readonly seconds: Float64Array;
  /** Up to so many seconds apart counts as close. */
  readonly window: number;
  /** Scale of an account's own timetable, in seconds. */
  readonly scale: number;
  /** Resolution of the times, in seconds. */
  readonly resolution: number;
}

/** Bars over both sides that are as fine, and as coarse, as is still read at a glance; and what is best. */
const MOST_BARS = 121;
const FEWEST_BARS = 41;
const BEST_BARS = 61;
/** How much a number of bars weighs against an edge that lies beside that of the window. */
const BARS_WEIGHT = 0.05;

export function offsetsFigure({ group, seconds, window, scale, resolution }: Offsets): OffsetsFigure {
  const reach = window + 2 * scale;
  const [near, far] = [stepsOf(window, resolution), stepsOf(reach, resolution)];
  const width = barSteps(near, far);
  const half = (width - 1) / 2;
  const bars = Math.floor((far - half) / width) + 1;
  const counts = Array.from({ length: bars }, () => 0);
  let [within, beyond] = [0, 0];
  for (const difference of seconds) {
    const steps = Math.round(Math.abs(difference) / resolution);
    const bar = Math.floor((steps + half) / width);
    if (steps <= near) within++;
    if (bar < bars) counts[bar]!++;
    else beyond++;
  }
  const edges = [0, ...counts.map((_, bar) => (bar + 0.5) * width * resolution)];
  const rest = seconds.length - within - beyond;
  const last = half + (bars - 1) * width;
  const floor = last > near ? (rest * (2 * near + 1)) / (2 * (last - near)) : ("not computed" as const);
  return {
    kind: "offsets",
    group,
    unit: "s",
    resolution,
    window,
    reach,
    edges,
    counts,
    within,
    floor,
    beyond,
  };
}

/** Whole steps in so many seconds; a quotient that misses a whole number by rounding alone is that number. */
function stepsOf(seconds: number, resolution: number): number {
  return Math.floor(seconds / resolution + 1e-9);
}

/** Steps of a bar: odd, the edge of the window near the edge of a bar, about as many bars as are best. */
function barSteps(near: number, far: number): number {
  const steps = 2 * far + 1;
  const most = Math.floor(steps / FEWEST_BARS);
  let [best, least] = [1, Infinity];
  for (let width = Math.ceil(steps / MOST_BARS) | 1; width <= most; width += 2) {
    const place = (near + 0.5) / width - 0.5;
    const beside = Math.abs(place - Math.max(0, Math.round(place)));
    const cost = beside + BARS_WEIGHT * Math.abs(Math.log(steps / width / BEST_BARS));
    if (cost < least) [best, least] = [width, cost];
  }
  return best;
}
