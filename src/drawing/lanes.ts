/**
 * Days on one axis in lanes under one another: counts as bars with their levels, changes and pulses, and declared series as
 * lines with their bands and crossings. Declared events stand above, each with a leader through all lanes. A gap in
 * collection is hatched. Linear in days and points, quadratic in the marks that have words.
 */
import type { LanesFigure } from "../model/finding.ts";
import { countsLane } from "./counts-lane.ts";
import { AXIS_FOOT, dayAxis, dayX, eventHeader } from "./days.ts";
import type { EventTick } from "./days.ts";
import { picture } from "./element.ts";
import type { Picture } from "./element.ts";
import { numberWidth } from "./labels.ts";
import { endWords, scaleOf } from "./lane.ts";
import type { Plot } from "./lane.ts";
import { DAY, number } from "./numbers.ts";
import { seriesLane } from "./series-lane.ts";

/** Below this width nothing stands beside the lanes. */
const NARROW = 500;
const BETWEEN = 14;

export function drawLanes(figure: LanesFigure, events: readonly EventTick[], width: number): Picture {
  const from = Date.parse(figure.from);
  const ticks = figure.lanes.flatMap((lane) => scaleOf(lane).ticks.map((tick) => numberWidth(number(tick))));
  const left = Math.max(...ticks) + 8;
  const beside = width < NARROW ? [] : figure.lanes.map((lane) => numberWidth(endWords(lane) ?? "", true));
  const widest = Math.max(0, ...beside);
  const right = widest === 0 ? width : width - widest - 10;
  const span = { from, to: from + figure.days * DAY, left, right };
  const plot: Plot = {
    days: figure.days,
    from,
    left,
    right,
    width,
    beside: widest > 0,
    x: (day) => dayX(span, from + Math.min(figure.days, Math.max(0, day)) * DAY),
  };
  const inside = events.filter(({ ms }) => ms >= span.from && ms < span.to);
  const header = eventHeader(inside, span);
  let y = header.height;
  const drawn = figure.lanes.map((lane) => {
    const one = lane.kind === "counts" ? countsLane(lane, plot) : seriesLane(lane, plot);
    const marks = one.marks(y);
    y += one.height + BETWEEN;
    return marks;
  });
  // Leaders lie under the lanes, whose words interrupt them.
  return picture(width, y + AXIS_FOOT, header.marks(y), drawn, dayAxis(span, y));
}
