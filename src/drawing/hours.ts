/**
 * Counts by hour of the day and day of the week: a cell is darker the more it counts, in five steps up to the fullest hour;
 * below stand the hours of all days with the height that they would have if every hour were like the others, on the right
 * the days. A stretch of hours has a bracket. 168 cells.
 */
import { capital } from "../words.ts";
import type { HoursFigure } from "../model/finding.ts";
import { mark, path, picture, px, words } from "./element.ts";
import type { Mark, Picture } from "./element.ts";
import { fit, LINE, textWidth, wrap } from "./labels.ts";
import { number } from "./numbers.ts";

import type { DrawnTable, Told } from "./told.ts";

const HOURS = 24;
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const DAYS_FULL = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const LEFT = 34;
const MOST_CELL = 26;
const ROW = 17;
/** Steps of the tint. The words of the scale stand on none of them. */
const TINTS = [0.16, 0.34, 0.52, 0.74, 1];
/** A cell in which nothing was counted. */
const EMPTY = 0.05;
const BRACKET = 9;
const PROFILE = 34;
const SWATCH = 12;

export function drawHours(figure: HoursFigure, colour: number, width: number): Picture {
  const { cells } = figure;
  const days = DAYS.map((_, day) => sum(cells.slice(day * HOURS, (day + 1) * HOURS)));
  const right = Math.max(...days.map((value) => textWidth(number(value))), textWidth("sum")) + 8;
  const step = Math.min(MOST_CELL, (width - LEFT - right) / HOURS);
  const x = (hour: number): number => LEFT + hour * step;
  const said = windowWords(figure);
  const head = LINE + 4;
  const scaled = scaleMarks(Math.max(...cells), colour, width);
  const bracket = said === undefined ? 0 : LINE + BRACKET;
  const top = head + scaled.height + bracket;
  const foot = top + DAYS.length * ROW;
  const base = foot + 8 + PROFILE;
  return picture(
    width,
    base + 20,
    words(fit(`clock: ${figure.clock}`, width), 0, 12, "quiet-text"),
    scaled.marks(head),
    DAYS.map((name, day) => words(name, 0, top + day * ROW + 12.5, "")),
    said !== undefined && textWidth(said, true) > x(HOURS)
      ? undefined
      : words("sum", x(HOURS) + 8, top - 4, "quiet-text halo"),
    days.map((value, day) => words(number(value), x(HOURS) + 8, top + day * ROW + 12.5, "quiet-text")),
    cellMarks(cells, colour, (i) => ({
      x: x(i % HOURS) + 0.5,
      y: top + Math.floor(i / HOURS) * ROW + 0.5,
      width: step - 1,
    })),
    profile(cells, x, foot + 8, base, width),
    said === undefined ? undefined : windowMarks(figure, said, x, top, foot),
    [0, 6, 12, 18, 24].map((hour) => [
      path("axis", `M${px(x(hour))} ${px(base)}v4`),
      words(String(hour), x(hour), base + 17, "quiet-text", "middle"),
    ]),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** 0 for nothing, then 1 to 5. */
function tint(value: number, most: number): number {
  return value <= 0 ? 0 : Math.max(1, Math.ceil((value / most) * TINTS.length));
}

/** One path for each tint. */
function cellMarks(
  cells: readonly number[],
  colour: number,
  place: (i: number) => { readonly x: number; readonly y: number; readonly width: number },
): Mark[] {
  const most = Math.max(...cells);
  return [0, ...TINTS.keys()].flatMap((_, level) => {
    const d = cells.flatMap((value, i) => {
      if (tint(value, most) !== level) return [];
      const at = place(i);
      return [`M${px(at.x)} ${px(at.y)}h${px(at.width)}v${ROW - 1}h${px(-at.width)}z`];
    });
    return d.length === 0 ? [] : [tinted(level, colour, d.join(""))];
  });
}

function tinted(level: number, colour: number, d: string): Mark {
  return level === 0
    ? mark("path", { class: "full", "fill-opacity": EMPTY, d })
    : mark("path", { class: `c${colour} fill`, "fill-opacity": TINTS[level - 1]!, d });
}

/** `0 □▒▓█ 214 in the fullest hour`. */
function scaleMarks(
  most: number,
  colour: number,
  width: number,
): { readonly height: number; marks(y: number): Mark[] } {
  const from = textWidth("0") + 6;
  const end = from + (TINTS.length + 1) * SWATCH + 6;
  const said = wrap(`${number(most)} in the fullest hour`, width - end);
  return {
    height: said.length * LINE + 4,
    marks: (y) => [
      words("0", 0, y + 11, "quiet-text"),
      ...[0, ...TINTS].map((_, level) =>
        tinted(
          level,
          colour,
          `M${px(from + level * SWATCH + 0.5)} ${px(y + 1)}h${SWATCH - 1}v11h${1 - SWATCH}z`,
        ),
      ),
      ...said.map((line, i) => words(line, end, y + 11 + i * LINE, "quiet-text")),
    ],
  };
}

/** Bars of all days by hour, and a dashed line where each would end if all were alike. */
function profile(
  cells: readonly number[],
  x: (hour: number) => number,
  top: number,
  base: number,
  width: number,
): (Mark | undefined)[] {
  const hours = Array.from({ length: HOURS }, (_, hour) =>
    sum(DAYS.map((_, day) => cells[day * HOURS + hour]!)),
  );
  const most = Math.max(...hours);
  if (most === 0) return [path("axis", `M${px(x(0))} ${px(base + 0.5)}H${px(x(HOURS))}`)];
  const y = (value: number): number => base - (value / most) * (base - top);
  const level = y(sum(hours) / HOURS);
  const bars = hours.map((value, hour) =>
    value === 0
      ? ""
      : `M${px(x(hour) + 0.5)} ${px(base)}V${px(y(value))}H${px(x(hour + 1) - 0.5)}V${px(base)}Z`,
  );
  return [
    path("muted", ...bars),
    path("floor", `M${px(x(0))} ${px(level)}H${px(x(HOURS))}`),
    path("axis", `M${px(x(0))} ${px(base + 0.5)}H${px(x(HOURS))}`),
    x(HOURS) + 8 + textWidth("even") > width
      ? undefined
      : words("even", x(HOURS) + 8, level + 4, "quiet-text"),
  ];
}

/** The hours of the window as pieces of one day; one that goes over midnight has two. */
export function windowPieces({ window }: HoursFigure): readonly (readonly [number, number])[] {
  if (window === null) return [];
  const { from, to } = window;
  const pieces =
    to > from
      ? [[from, to] as const]
      : ([
          [from, HOURS],
          [0, to],
        ] as const);
  return pieces.filter(([start, end]) => end > start);
}

function windowWords(figure: HoursFigure): string | undefined {
  if (figure.window === null) return undefined;
  const inside = windowPieces(figure).reduce(
    (total, [from, to]) =>
      total + sum(DAYS.map((_, day) => sum(figure.cells.slice(day * HOURS + from, day * HOURS + to)))),
    0,
  );
  const all = sum(figure.cells);
  const share = all === 0 ? "" : `: ${Math.round((100 * inside) / all)} % of the counts`;
  return `${figure.window.from} to ${figure.window.to} h${share}`;
}

function windowMarks(
  figure: HoursFigure,
  said: string,
  x: (hour: number) => number,
  top: number,
  foot: number,
): Mark[] {
  const pieces = windowPieces(figure);
  const widest = pieces.toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]))[0]!;
  const half = textWidth(said, true) / 2;
  const middle = (x(widest[0]) + x(widest[1])) / 2;
  const at = Math.max(half, Math.min(x(HOURS) - half, middle));
  return [
    words(said, at, top - BRACKET - 3, "strong halo", "middle"),
    ...pieces.flatMap(([from, to]) => [
      mark("path", {
        class: "post",
        d: `M${px(x(from))} ${px(top - 2)}v${px(2 - BRACKET + 2)}H${px(x(to))}v${px(BRACKET - 4)}`,
      }),
      mark("path", {
        class: "axis",
        d: `M${px(x(from))} ${px(top)}V${px(foot)}M${px(x(to))} ${px(top)}V${px(foot)}`,
      }),
    ]),
  ];
}

export function tellHours(figure: HoursFigure): Told {
  const { of, group, clock, cells } = figure;
  const most = Math.max(...cells);
  const at = cells.indexOf(most);
  const peak =
    most === 0
      ? "Nothing was counted."
      : `Most on ${DAYS_FULL[Math.floor(at / HOURS)]!} from ${at % HOURS} h to ${(at % HOURS) + 1} h: ${number(most)}.`;
  const days = DAYS.map((name, day) => `${name} ${number(sum(cells.slice(day * HOURS, (day + 1) * HOURS)))}`);
  const window = windowWords(figure);
  // A figure may be of a group that its run names, such as A, or of the one that the run is about.
  const whose = group.startsWith("the ") ? group : `group ${group}`;
  return {
    title: `${capital(of)} of ${whose} by hour and day of the week`,
    label:
      `${capital(of)} of ${whose} by hour of the day and day of the week, clock ${clock}. ${peak} By day: ${days.join(", ")}.` +
      (window === undefined ? "" : ` Marked window: ${window}.`),
    caption:
      `${capital(of)} of ${whose} by hour of the day (across, clock ${clock}) and day of the week (down); the fuller the colour, the more. ` +
      "Below, the hours of all days; the dashed line is how high each would be if the hours were even." +
      (window === undefined ? "" : " The bracket marks a window of hours."),
  };
}

export function hoursTable({ of, cells }: HoursFigure): DrawnTable {
  return {
    title: `${capital(of)} by hour and day of the week`,
    heads: ["", ...Array.from({ length: HOURS }, (_, hour) => `${hour} h`), "Day"],
    numeric: Array.from({ length: HOURS + 1 }, (_, i) => i + 1),
    rows: DAYS_FULL.map((name, day) => {
      const hours = cells.slice(day * HOURS, (day + 1) * HOURS);
      return [name, ...hours.map(number), number(sum(hours))];
    }),
    marked: [],
    printed: false,
  };
}
