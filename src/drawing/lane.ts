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
  const text = (y: number, ...parts: readonly (readonly [look: string, text: string])[]): Mark =>
    mark(
      "text",
      { class: "halo", x: 0, y: px(y) },
      parts.map(([look, part]) => mark("tspan", { class: look }, part)),
    );
  return {
    height: (lines.length + below) * LINE + 4,
    marks: (y) => [
      ...lines.map((line, i) =>
        text(
          y + 12 + i * LINE,
          ["strong", line],
          ...(beside && i === lines.length - 1 && unit !== "" ? [["quiet-text", `  ${unit}`] as const] : []),
        ),
      ),
      ...(beside ? [] : wrap(unit, plot.width)).map((line, i) =>
        text(y + 12 + (lines.length + i) * LINE, ["quiet-text", line]),
      ),
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

interface Extent {
  readonly from: number;
  readonly to: number;
}

/** The words of a mark: in its row, or in the row below it. */
interface Beside extends Extent {
  readonly text: string;
  readonly below: 0 | 1;
}

/** Intervals of dated days under a lane, each with its words, in as few rows as they need. */
export function datedMarks(
  days: readonly DatedDay[],
  name: string,
  plot: Plot,
): { readonly height: number; marks(y: number): (Mark | undefined)[] } {
  const taken: Extent[][] = [];
  const free = (row: number, { from, to }: Extent): boolean =>
    (taken[row] ?? []).every((other) => to + GAP <= other.from || other.to + GAP <= from);
  const placed = days
    .filter(({ day }) => day < plot.days)
    .map((one) => {
      const { from, to } = one.interval ?? { from: one.day, to: one.day };
      const own = { from: plot.x(from), to: plot.x(to + 1) };
      const beside = besideMark(datedWords(one, name, plot.from), own, plot.width);
      const rows = Array.from({ length: MOST_ROWS - beside.below }, (_, row) => row);
      const row = rows.find((at) => free(at, own) && free(at + beside.below, beside));
      if (row !== undefined) {
        (taken[row] ??= []).push(own);
        for (let at = taken.length; at <= row + beside.below; at++) taken[at] = [];
        taken[row + beside.below]!.push(beside);
      }
      return {
        own,
        at: plot.x(one.day),
        row: row ?? MOST_ROWS - 1,
        beside: row === undefined ? undefined : beside,
      };
    });
  const last = Math.max(taken.length, ...placed.map(({ row }) => row + 1));
  return {
    height: placed.length === 0 ? 0 : last * LINE + 6,
    marks: (y) =>
      placed.flatMap(({ own: { from, to }, at, beside, row }) => {
        const middle = y + 4 + row * LINE + LINE / 2;
        return [
          path(
            "span",
            `M${px(from)} ${px(middle)}H${px(to)}M${px(from)} ${px(middle - 3)}v6M${px(to)} ${px(middle - 3)}v6`,
          ),
          path("span", `M${px(at)} ${px(middle - 5)}v10`),
          beside === undefined
            ? undefined
            : words(beside.text, beside.from, middle + 4 + beside.below * LINE, "halo"),
        ];
      }),
  };
}

/** Words right of a mark, else left of it, else under it; cut only where they are wider than the drawing. */
function besideMark(text: string, { from, to }: Extent, width: number): Beside {
  const wide = textWidth(text);
  if (to + GAP + wide <= width) return { text, from: to + GAP, to: to + GAP + wide, below: 0 };
  if (wide <= from - GAP) return { text, from: from - GAP - wide, to: from - GAP, below: 0 };
  const shown = fit(text, width);
  const shownWidth = textWidth(shown);
  const start = Math.min(width - shownWidth, Math.max(0, (from + to - shownWidth) / 2));
  return { text: shown, from: start, to: start + shownWidth, below: 1 };
}

/** `change on 3 Oct, 2 to 4 Oct`, or the words that it has. */
function datedWords({ day, interval, words: own }: DatedDay, name: string, from: number): string {
  if (own !== undefined) return own;
  const on = `${name} on ${shortDays(from, day, day)}`;
  return interval === undefined ? on : `${on}, ${shortDays(from, interval.from, interval.to)}`;
}
