/**
 * Estimates with their intervals under one another, and a line where there is no difference. A row has its words, its
 * interval, and the numbers beside it; on a narrow drawing the words stand above. An end without a bound is an arrow, what
 * was not computed is hatched, what is only compared with is lighter. Linear in rows.
 */
import { capital } from "../words.ts";
import type { IntervalsFigure } from "../model/finding.ts";
import { mark, path, picture, px, words } from "./element.ts";
import type { Mark, Picture } from "./element.ts";
import { LINE, textWidth, wrap } from "./labels.ts";
import { number } from "./numbers.ts";
import { logTicks, roundTicks } from "./scale.ts";
import { NO_VALUE, some, withUnit } from "./told.ts";
import type { DrawnTable, Told } from "./told.ts";

type Row = IntervalsFigure["rows"][number];

/** The plot beside words and numbers is at least so wide; else they stand above it. */
const LEAST_PLOT = 150;
const GAP = 14;
/** Most of the width that the words of a row take. */
const WORDS_SHARE = 0.34;
const ROW = 22;
/** Height of an interval under its words. */
const UNDER = 18;
/** Room in the plot beyond its lowest and its highest value, for arrows and squares. */
const EDGE = 10;
const TICK_ROOM = 64;

interface Layout {
  readonly beside: boolean;
  readonly left: number;
  readonly right: number;
  readonly labels: readonly (readonly string[])[];
}

export function drawIntervals(figure: IntervalsFigure, width: number): Picture {
  const { rows, reference } = figure;
  const layout = layoutOf(figure, width);
  const axis = axisOf(figure, layout.left + EDGE, layout.right - EDGE);
  const top = reference === null ? 4 : LINE + 6;
  let y = top;
  const drawn = rows.map((row, i) => {
    const lines = layout.labels[i]!;
    const at = y;
    y += heightOf(row, lines, layout, width);
    return rowMarks(row, lines, at, layout, axis, width);
  });
  const line = reference === null || !axis.has(reference) ? undefined : axis.x(reference);
  return picture(
    width,
    y + 4 + 2 * LINE + axisWords(figure, width).length * LINE,
    line === undefined ? undefined : path("floor", `M${px(line)} ${px(top - 3)}V${px(y + 4)}`),
    reference === null || line === undefined ? undefined : referenceWords(reference, line, width),
    drawn,
    axisMarks(axis, layout, y + 4, axisWords(figure, width)),
  );
}

function layoutOf({ rows }: IntervalsFigure, width: number): Layout {
  const numbers = Math.max(...rows.map((row) => textWidth(phrase(row))));
  const named = Math.max(...rows.map((row) => textWidth(row.label)));
  const left = Math.min(named, width * WORDS_SHARE) + GAP;
  const right = width - numbers - GAP;
  if (right - left >= LEAST_PLOT)
    return { beside: true, left, right, labels: rows.map((row) => wrap(row.label, left - GAP)) };
  return { beside: false, left: 0, right: width, labels: rows.map((row) => wrap(row.label, width)) };
}

/** Do the numbers stand in the last line of the words? */
function sameLine(row: Row, lines: readonly string[], width: number): boolean {
  return textWidth(lines.at(-1) ?? "") + GAP + textWidth(phrase(row)) <= width;
}

function heightOf(row: Row, lines: readonly string[], { beside }: Layout, width: number): number {
  if (beside) return Math.max(ROW, lines.length * LINE + 7);
  return (lines.length + (sameLine(row, lines, width) ? 0 : 1)) * LINE + UNDER + 6;
}

function rowMarks(
  row: Row,
  lines: readonly string[],
  top: number,
  layout: Layout,
  axis: Placed,
  width: number,
): Mark[] {
  const look = row.comparison === true ? "quiet-text halo" : "halo";
  const said = phrase(row);
  if (layout.beside) {
    const height = heightOf(row, lines, layout, width);
    const first = top + (height - lines.length * LINE) / 2 + 12;
    return [
      ...lines.map((text, i) => words(text, 0, first + i * LINE, look)),
      ...span(row, top + height / 2, layout, axis),
      words(said, width, top + height / 2 + 4.5, look, "end"),
    ];
  }
  const same = sameLine(row, lines, width);
  const under = top + (lines.length + (same ? 0 : 1)) * LINE;
  return [
    ...lines.map((text, i) => words(text, 0, top + 12 + i * LINE, look)),
    words(said, width, under - LINE + 12, look, "end"),
    ...span(row, under + UNDER / 2, layout, axis),
  ];
}

/** The interval with its ends, and the estimate; hatching where there is none. */
function span(row: Row, y: number, { left, right }: Layout, { x, has }: Placed): Mark[] {
  const line = row.comparison === true ? "outsider" : "span";
  const out: (Mark | undefined)[] = [];
  if (row.interval !== undefined) {
    const [low, high] = row.interval;
    const from = low !== null && has(low) ? x(low) : undefined;
    const to = high !== null && has(high) ? x(high) : undefined;
    // Where nothing of the interval has a place, all of it lies beyond the left edge.
    const end = to ?? (high === null ? right - 1 : left + EDGE);
    out.push(
      path(
        line,
        `M${px(from ?? left + 1)} ${px(y)}H${px(end)}`,
        from === undefined ? arrow(left + 1, y, 1) : `M${px(from)} ${px(y - 4)}v8`,
        to !== undefined ? `M${px(to)} ${px(y - 4)}v8` : high === null ? arrow(right - 1, y, -1) : "",
      ),
    );
  }
  if (row.estimate === "not computed") {
    if (row.interval === undefined)
      out.push(
        mark("rect", { class: "hatch", x: px(left), y: px(y - 5), width: px(right - left), height: 10 }),
      );
  } else if (has(row.estimate)) {
    out.push(
      mark("rect", {
        class: row.comparison === true ? "hollow" : "full",
        x: px(x(row.estimate) - 3.5),
        y: px(y - 3.5),
        width: 7,
        height: 7,
      }),
    );
  } else if (row.interval === undefined) out.push(path(line, arrow(left + 1, y, 1)));
  return out.filter((one) => one !== undefined);
}

/** Two strokes that meet at the edge of the plot. */
function arrow(x: number, y: number, side: 1 | -1): string {
  return `M${px(x + side * 5)} ${px(y - 4)}L${px(x)} ${px(y)}L${px(x + side * 5)} ${px(y + 4)}`;
}

interface Placed {
  readonly x: (value: number) => number;
  /** Has the axis a place for it? A logarithmic one has none for 0 and less, which lie beyond its left edge. */
  readonly has: (value: number) => boolean;
  readonly ticks: readonly number[];
}

/** Where values stand. */
function axisOf({ rows, reference, scale }: IntervalsFigure, left: number, right: number): Placed {
  const given = rows
    .flatMap(({ estimate, interval }) => [estimate === "not computed" ? null : estimate, ...(interval ?? [])])
    .concat(reference)
    .filter((value) => value !== null);
  const log = scale === "log";
  const values = log ? given.filter((value) => value > 0) : given;
  const [low, high] = apart(values, log);
  const most = Math.max(2, Math.floor((right - left) / TICK_ROOM));
  const part = log
    ? (value: number) => (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
    : (value: number) => (value - low) / (high - low);
  return {
    x: (value) => left + Math.min(1, Math.max(0, part(value))) * (right - left),
    has: (value) => !log || value > 0,
    ticks: log ? logTicks(low, high, most) : roundTicks(low, high, most),
  };
}

/** The ends of the axis, which are never the same. */
function apart(values: readonly number[], log: boolean): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return log ? [0.5, 2] : [0, 1];
  if (high > low) return [low, high];
  if (log) return [low / 2, low * 2];
  const pad = Math.abs(low) / 2 || 1;
  return [low - pad, low + pad];
}

function referenceWords(reference: number, x: number, width: number): Mark {
  const text = `no difference at ${number(reference)}`;
  const half = textWidth(text) / 2;
  return words(text, Math.min(width - half, Math.max(half, x)), 12, "quiet-text", "middle");
}

function axisWords({ unit, scale }: IntervalsFigure, width: number): string[] {
  const said = [...(unit === "" ? [] : [unit]), ...(scale === "log" ? ["logarithmic axis"] : [])];
  return wrap(said.join(", "), width);
}

function axisMarks(
  { x, ticks }: Placed,
  { left, right }: Layout,
  y: number,
  below: readonly string[],
): Mark[] {
  let free = -Infinity;
  const kept = ticks.flatMap((tick) => {
    const half = textWidth(number(tick)) / 2;
    const at = Math.min(right - half, Math.max(left + half, x(tick)));
    if (at - half < free) return [];
    free = at + half + 8;
    return [{ tick, at }];
  });
  return [
    mark("path", { class: "axis", d: `M${px(left)} ${px(y + 0.5)}H${px(right)}` }),
    ...kept.flatMap(({ tick, at }) => [
      mark("path", { class: "axis", d: `M${px(x(tick))} ${px(y)}v4` }),
      words(number(tick), at, y + 17, "quiet-text", "middle"),
    ]),
    ...below.map((line, i) =>
      words(line, Math.max(right, textWidth(line)), y + 17 + (i + 1) * LINE, "quiet-text", "end"),
    ),
  ];
}

/** `0.57 (0.55 to 0.58)`, `0.57 (at least 0.51)`. */
function phrase({ estimate, interval }: Row): string {
  const value = estimate === "not computed" ? "not computed" : number(estimate);
  return interval === undefined ? value : `${value} (${bounds(interval)})`;
}

function bounds([low, high]: NonNullable<Row["interval"]>): string {
  if (low === null) return high === null ? "no bound" : `at most ${number(high)}`;
  return high === null ? `at least ${number(low)}` : `${number(low)} to ${number(high)}`;
}

export function tellIntervals(figure: IntervalsFigure): Told {
  const { of, unit, intervalKind, reference, scale, rows } = figure;
  const any = (test: (row: Row) => boolean): boolean => rows.some(test);
  const open = any(({ interval }) => interval?.includes(null) === true);
  const beyond =
    scale === "log" &&
    any(({ estimate, interval }) =>
      [estimate, ...(interval ?? [])].some((value) => typeof value === "number" && value <= 0),
    );
  return {
    title: capital(of),
    label:
      `${capital(withUnit(of, unit))}, with intervals (${intervalKind}). ${some(rows.map((row) => `${row.label}: ${phrase(row)}`))}.` +
      (reference === null ? "" : ` No difference at ${number(reference)}.`),
    caption: [
      `${capital(withUnit(of, unit))}. Squares are estimates, lines their intervals (${intervalKind}).`,
      ...(reference === null
        ? []
        : [
            `The dashed line is where there is no difference; an interval that goes over it does not tell on which side the value lies.`,
          ]),
      ...(open ? ["An arrow has no bound on that side."] : []),
      ...(beyond ? ["An arrow at the left goes on to 0, for which a logarithmic axis has no place."] : []),
      ...(any(({ estimate }) => estimate === "not computed") ? ["Hatched: not computed."] : []),
      ...(any(({ comparison }) => comparison === true) ? ["Open squares are what it is compared with."] : []),
      ...(scale === "log" ? ["The axis is logarithmic."] : []),
    ].join(" "),
  };
}

export function intervalsTable({ of, unit, intervalKind, rows }: IntervalsFigure): DrawnTable {
  const end = (value: number | null): string => (value === null ? "no bound" : number(value));
  return {
    title: capital(of),
    heads: ["", withUnit("Estimate", unit), `From (${intervalKind})`, "To", "Role"],
    numeric: [1, 2, 3],
    rows: rows.map(({ label, estimate, interval, comparison }) => [
      label,
      estimate === "not computed" ? estimate : number(estimate),
      interval === undefined ? NO_VALUE : end(interval[0]),
      interval === undefined ? NO_VALUE : end(interval[1]),
      comparison === true ? "compared with" : "",
    ]),
    marked: [],
    printed: false,
  };
}
