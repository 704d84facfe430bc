/** The declared series of a run: smoothed, and where it crossed the line. */
import { findCrossings, smoothSeries, type Crossings, type Smooth } from "../../../kernel/index.ts";
import type { DeclaredSeries } from "../../given.ts";
import type { Settings } from "./settings.ts";
import { DAY, dayStart } from "../../shared/dates.ts";

/** Values on fewer days than this have no curve. */
const LEAST_VALUES = 10;

export interface DeclaredCrossings {
  readonly series: DeclaredSeries;
  readonly line: number;
  readonly bandwidth: number;
  /** Why it cannot be said; then there is no curve. */
  readonly why?: string;
  readonly smooth?: Smooth;
  readonly found?: Crossings;
}

/** Undefined where no series was declared. */
export function crossingsOf({ series, line, bandwidth }: Settings): DeclaredCrossings | undefined {
  if (series === undefined) return undefined;
  const base = { series, line, bandwidth };
  const days = new Map<number, { sum: number; n: number }>();
  for (const { date, value } of series.points) {
    const day = Math.round(dayStart(date) / DAY);
    const held = days.get(day) ?? { sum: 0, n: 0 };
    days.set(day, { sum: held.sum + value, n: held.n + 1 });
  }
  if (days.size < LEAST_VALUES)
    return {
      ...base,
      why: `it has values on ${days.size === 1 ? "one day" : `${days.size} days`}, and a curve needs ${LEAST_VALUES}`,
    };
  const rows = [...days].sort(([a], [b]) => a - b);
  const value = Float64Array.from(rows, ([, { sum, n }]) => sum / n);
  if (value.every((x) => x === value[0])) return { ...base, why: "all its values are the same" };
  const smooth = smoothSeries(
    {
      day: Int32Array.from(rows, ([day]) => day),
      value,
      // several values of one day, several polls for example, count as so many
      weight: Float64Array.from(rows, ([, { n }]) => n),
    },
    bandwidth,
  );
  return { ...base, smooth, found: findCrossings(smooth, line) };
}
