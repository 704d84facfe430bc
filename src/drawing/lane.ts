/** What lanes of counts and of series have in common: where days stand, a title, a scale, and rows of dated marks below. */
import type { LanesFigure } from "../model/finding.ts";
import { mark, path, px, words } from "./element.ts";
import type { Mark } from "./element.ts";
import { fit, LINE, textWidth, wrap } from "./labels.ts";
import { number, shortDays } from "./numbers.ts";
import { roundAxis } from "./scale.ts";
import type { Axis } from "./scale.ts";

export type Lane = LanesFigure["lanes"][number];
export type CountsLane = Extract<Lane, { readonly kind: "counts" }>;
export type SeriesLane = Extract<Lane, { readonly kind: "series" }>;
export type DatedDay = NonNullable<SeriesLane["crossings"]>[number];

export interface Plot {
  readonly days: number;
  /** First day, in milliseconds since 1970 UTC. */
  readonly from: number;
  readonly left: number;
  readonly right: number;
  /** Of the whole drawing. */
  readonly width: number;
  /** Is there room for words on the right? */
  readonly beside: boolean;
  /** Where a day begins. */
  x(day: number): number;
}

export interface DrawnLane {
  readonly height: number;
  marks(top: number): readonly (Mark | undefined)[];
}

/** Round ends around everything that the lane draws. */
export function scaleOf(lane: Lane): Axis {
  if (lane.kind === "counts") {
    const levels = lane.levels?.map(({ value }) => value) ?? [];
    return roundAxis(0, largest([...lane.counts.map((count) => count ?? 0), ...levels], 0), 2);
  }
  const values = lane.points.flatMap(({ value, band }) => [value, ...(band ?? [])]);
  const all = lane.reference === null ? values : [...values, lane.reference];
  if (all.length === 0) return { low: 0, high: 1, ticks: [] };
  const [low, high] = [
    -largest(
      all.map((value) => -value),
      -Infinity,
    ),
    largest(all, -Infinity),
  ];
  return low === high ? { low: low - 1, high: high + 1, ticks: [low] } : roundAxis(low, high, 3);
}

/** Of a long list, which would not go into the arguments of a call. */
export function largest(values: readonly number[], least: number): number {
  return values.reduce((most, value) => Math.max(most, value), least);
}

/** What stands at the right end of a lane. */
export function endWords(lane: Lane): string | undefined {
  if (lane.kind === "counts") {
    const level = lane.levels?.at(-1);
    return level === undefined ? undefined : levelWords(level.value);
  }
  const last = lane.points.at(-1);
  return last === undefined ? undefined : `last ${number(last.value)}`;
}

export function levelWords(value: number): string {
  return `level ${number(value)}`;
}

/** The name of a lane over it, with its unit. */
export function titleMarks(
  { title, unit }: Lane,
  plot: Plot,
): { readonly height: number; marks(y: number): Mark[] } {
  const lines = wrap(title, plot.width, true);
  const last = textWidth(lines.at(-1) ?? "", true);
  const beside = last + 8 + textWidth(unit) <= plot.width;
  const below = beside ? 0 : wrap(unit, plot.width).length;
  return {
    height: (lines.length + below) * LINE + 4,
    marks: (y) => [
      ...lines.map((line, i) => words(line, 0, y + 12 + i * LINE, "strong halo")),
      ...(unit === ""
        ? []
        : beside
          ? [words(unit, last + 8, y + 12 + (lines.length - 1) * LINE, "quiet-text halo")]
          : wrap(unit, plot.width).map((line, i) =>
              words(line, 0, y + 12 + (lines.length + i) * LINE, "quiet-text halo"),
            )),
    ],
  };
}

/** Hairlines at the ticks, their values on the left. */
export function scaleMarks(axis: Axis, y: (value: number) => number, plot: Plot): (Mark | undefined)[] {
  return axis.ticks.flatMap((tick) => [
    path("hair", `M${px(plot.left)} ${px(y(tick))}H${px(plot.right)}`),
    words(number(tick), plot.left - 8, y(tick) + 4, "quiet-text", "end"),
  ]);
}

/** A stretch of days without a value, with its sign. */
export function gapMark(from: number, to: number, top: number, height: number, plot: Plot): Mark {
  return mark("rect", {
    class: "hatch",
    x: px(plot.x(from)),
    y: px(top),
    width: px(plot.x(to + 1) - plot.x(from)),
    height: px(height),
  });
}

/** Rows under a lane. What finds no row is drawn in the last one without words. */
const MOST_ROWS = 8;
const GAP = 8;

/** Intervals of dated days under a lane, each with its words beside it, in as few rows as they need. */
export function datedMarks(
  days: readonly DatedDay[],
  name: string,
  plot: Plot,
): { readonly height: number; marks(y: number): (Mark | undefined)[] } {
  const free: { readonly from: number; readonly to: number }[][] = [];
  const placed = days
    .filter(({ day }) => day < plot.days)
    .map((one) => {
      const { from, to } = one.interval ?? { from: one.day, to: one.day };
      const [low, high, at] = [plot.x(from), plot.x(to + 1), plot.x(one.day)];
      const beside = besideMark(datedWords(one, name, plot.from), low, high, plot.width);
      const [start, end] = [Math.min(low, beside.x), Math.max(high, beside.x + beside.width)];
      let row = free.findIndex((taken) =>
        taken.every(({ from, to }) => end + GAP <= from || to + GAP <= start),
      );
      if (row === -1) row = free.length;
      const full = row >= MOST_ROWS;
      if (!full) (free[row] ??= []).push({ from: start, to: end });
      return { low, high, at, beside: full ? undefined : beside, row: Math.min(row, MOST_ROWS - 1) };
    });
  return {
    height: free.length * LINE + (free.length === 0 ? 0 : 6),
    marks: (y) =>
      placed.flatMap(({ low, high, at, beside, row }) => {
        const middle = y + 4 + row * LINE + LINE / 2;
        return [
          path(
            "span",
            `M${px(low)} ${px(middle)}H${px(high)}M${px(low)} ${px(middle - 3)}v6M${px(high)} ${px(middle - 3)}v6`,
          ),
          path("span", `M${px(at)} ${px(middle - 5)}v10`),
          beside === undefined ? undefined : words(beside.text, beside.x, middle + 4, "halo"),
        ];
      }),
  };
}

/** Words right of a mark, else left of it, else cut to the larger room. */
function besideMark(
  text: string,
  low: number,
  high: number,
  width: number,
): { readonly text: string; readonly x: number; readonly width: number } {
  const [right, left] = [width - high - GAP, low - GAP];
  const wide = textWidth(text);
  if (wide <= right) return { text, x: high + GAP, width: wide };
  if (wide <= left) return { text, x: low - GAP - wide, width: wide };
  const cut = fit(text, Math.max(right, left, 0));
  const cutWidth = textWidth(cut);
  return { text: cut, x: right >= left ? high + GAP : low - GAP - cutWidth, width: cutWidth };
}

/** `change on 3 Oct, 2 to 4 Oct`, or the words that it has. */
function datedWords({ day, interval, words: own }: DatedDay, name: string, from: number): string {
  if (own !== undefined) return own;
  const on = `${name} on ${shortDays(from, day, day)}`;
  return interval === undefined ? on : `${on}, ${shortDays(from, interval.from, interval.to)}`;
}
