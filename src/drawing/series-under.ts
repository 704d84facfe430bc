/**
 * Declared series in lanes under something else that is drawn over time, on its axis: the same left end and the same right end, and no
 * axis of their own. Linear in points.
 */
import type { LanesFigure } from "../model/finding.ts";
import { visible } from "../model/visible.ts";
import { counted } from "../words.ts";
import { dayX } from "./days.ts";
import { picture } from "./element.ts";
import type { Picture } from "./element.ts";
import { numberWidth } from "./labels.ts";
import { scaleOf } from "./lane.ts";
import type { Plot, SeriesLane } from "./lane.ts";
import { DAY, number } from "./numbers.ts";
import { seriesLane } from "./series-lane.ts";

const BETWEEN = 10;

/** A declared series: what its values are, and each with the milliseconds since 1970 UTC at which its day begins. */
export interface DeclaredSeries {
  readonly title: string;
  readonly unit: string;
  readonly points: readonly { readonly ms: number; readonly value: number }[];
}

/** The series that a figure of lanes draws. */
export function seriesOf({ from, lanes }: LanesFigure): DeclaredSeries[] {
  const start = Date.parse(from);
  return lanes.flatMap((lane) =>
    lane.kind === "counts"
      ? []
      : [
          {
            title: lane.title,
            unit: lane.unit,
            points: lane.points.map(({ day, value }) => ({ ms: start + day * DAY, value })),
          },
        ],
  );
}

/** The picture, and where the axis begins in it: what stands above begins there, too. */
export interface UnderPicture extends Picture {
  readonly left: number;
}

/**
 * @param span milliseconds since 1970 UTC, the end exclusive
 * @param width in pixels, from 240 on; the axis ends there
 * @param least pixels before the axis begins, where it does not need more
 */
export function drawSeriesUnder(
  series: readonly DeclaredSeries[],
  span: { readonly from: number; readonly to: number },
  width: number,
  least = 0,
): UnderPicture {
  const days = (span.to - span.from) / DAY;
  const lanes = series.map((one) => laneOf(one, span.from, days));
  const ticks = lanes.flatMap((lane) => scaleOf(lane).ticks.map((tick) => numberWidth(number(tick))));
  const left = Math.max(least, Math.ceil(Math.max(0, ...ticks)) + 8);
  const across = { ...span, left, right: width };
  const plot: Plot = {
    days,
    from: span.from,
    left,
    right: width,
    width,
    beside: false,
    x: (day) => dayX(across, span.from + Math.min(days, Math.max(0, day)) * DAY),
  };
  let y = BETWEEN;
  const drawn = lanes.map((lane) => {
    const one = seriesLane(lane, plot);
    const marks = one.marks(y);
    y += one.height + BETWEEN;
    return marks;
  });
  return { ...picture(width, y, drawn), left };
}

/** What lies on the axis; several values of a day as their mean, since a line cannot stand at two heights. */
function laneOf({ title, unit, points }: DeclaredSeries, from: number, days: number): SeriesLane {
  const byDay = new Map<number, number[]>();
  for (const { ms, value } of points) {
    const day = (ms - from) / DAY;
    if (day >= 0 && day < days) byDay.set(day, [...(byDay.get(day) ?? []), value]);
  }
  return {
    kind: "series",
    title: visible(title),
    unit: visible(unit),
    points: [...byDay].map(([day, values]) => ({
      day,
      value: values.reduce((sum, value) => sum + value, 0) / values.length,
    })),
    reference: null,
  };
}

/** The same in words: `Poll lead, 42 values from 3 to 4.1 points, the last 2.5`; of what lies on the axis. */
export function tellSeriesUnder(
  { title, unit, points }: DeclaredSeries,
  { from, to }: { readonly from: number; readonly to: number },
): string {
  const values = points.filter(({ ms }) => ms >= from && ms < to).map(({ value }) => value);
  if (values.length === 0) return `${visible(title)}, no value in this stretch`;
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const ends = low === high ? number(low) : `from ${number(low)} to ${number(high)}`;
  const measure = unit === "" ? "" : ` ${visible(unit)}`;
  return `${visible(title)}, ${counted(values.length, "value")} ${ends}${measure}, the last ${number(values.at(-1)!)}`;
}
