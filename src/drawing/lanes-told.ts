/** Lanes in words and as tables: what stands in them besides bars, and their days one by one. */
import type { LanesFigure } from "../model/finding.ts";
import { capital, listed } from "../words.ts";
import { gapsOf } from "./counts-lane.ts";
import type { CountsLane, DatedDay, Lane, SeriesLane } from "./lane.ts";
import { counted, DAY, longDay, number } from "./numbers.ts";
import { neverCrossed } from "./series-lane.ts";
import { NO_VALUE, some, withUnit } from "./told.ts";
import type { DrawnTable, Told } from "./told.ts";

/** Longest list of titles. */
const LONG_TITLE = 100;

type Dates = (from: number, to?: number) => string;

function datesOf({ from }: LanesFigure): Dates {
  const zero = Date.parse(from);
  const day = (at: number): string => longDay(zero + at * DAY);
  return (first, last = first) => (first === last ? day(first) : `${day(first)} to ${day(last)}`);
}

export function tellLanes(figure: LanesFigure): Told {
  const { days, lanes } = figure;
  const dates = datesOf(figure);
  const titles = listed(lanes.map(({ title }) => title));
  const counts = lanes.filter((lane) => lane.kind === "counts");
  const series = lanes.filter((lane) => lane.kind === "series");
  const has = (key: "levels" | "changes" | "pulses"): boolean =>
    counts.some((lane) => (lane[key] ?? []).length > 0);
  const gaps = counts.some((lane) => gapsOf(within(lane, days)).length > 0);
  return {
    title:
      titles.length <= LONG_TITLE || lanes.length === 1
        ? titles
        : `${lanes[0]!.title} and ${counted(lanes.length - 1, "further lane")}`,
    label: `${counted(days, "day")}, ${dates(0, days - 1)}, UTC. ${lanes.map((lane) => tellLane(lane, days, dates)).join(" ")}`,
    caption: [
      `${counted(days, "day")} in UTC, from ${dates(0, days - 1)}; lanes have scales of their own.`,
      ...(counts.length === 0
        ? []
        : ["Bars: counts of each day, or the mean of several where days would be too thin."]),
      ...(has("levels") ? ["Strong lines: levels between changes."] : []),
      ...(has("changes")
        ? ["Below a lane: the interval of each change; its day is the dashed line, its interval tinted."]
        : []),
      ...(has("pulses") ? ["Brackets and full bars: pulses."] : []),
      ...(gaps ? ["Hatched: not collected."] : []),
      ...(series.length === 0
        ? []
        : [
            `Lines: declared series${series.some(({ points }) => points.some(({ band }) => band !== undefined)) ? ", with bands" : ""}${series.some(({ reference }) => reference !== null) ? "; dashed: the line that may be crossed, and below it the interval of each crossing" : ""}.`,
          ]),
      "What has no words beside it stands in the table.",
    ].join(" "),
  };
}

const within = (lane: CountsLane, days: number): (number | null)[] =>
  Array.from({ length: days }, (_, day) => lane.counts[day] ?? null);

function tellLane(lane: Lane, days: number, dates: Dates): string {
  const parts = lane.kind === "counts" ? countsParts(lane, days, dates) : seriesParts(lane, dates);
  return `${capital(withUnit(lane.title, lane.unit))}: ${some(parts)}.`;
}

function countsParts(lane: CountsLane, days: number, dates: Dates): string[] {
  const counts = within(lane, days);
  const most = counts.reduce<number>((top, count) => Math.max(top, count ?? 0), 0);
  const missing = counts.filter((count) => count === null).length;
  return [
    missing === days ? "nothing was collected" : `most on ${dates(counts.indexOf(most))}, ${number(most)}`,
    ...(missing > 0 && missing < days ? [`not collected on ${counted(missing, "day")}`] : []),
    ...(lane.levels ?? []).map(({ from, to, value }) => `level ${number(value)}, ${dates(from, to)}`),
    ...(lane.changes ?? []).map((one) => tellDated("change", one, dates)),
    ...(lane.pulses ?? []).map(({ from, to }) => `pulse, ${dates(from, to)}`),
  ];
}

function seriesParts(lane: SeriesLane, dates: Dates): string[] {
  const [first, last] = [lane.points.at(0), lane.points.at(-1)];
  const never = neverCrossed(lane);
  return [
    first === undefined || last === undefined
      ? "no values"
      : `${counted(lane.points.length, "value")}, first ${number(first.value)} on ${dates(first.day)}, last ${number(last.value)} on ${dates(last.day)}`,
    ...(never === undefined ? [] : [never]),
    ...(lane.crossings ?? []).map((one) => tellDated("crossing", one, dates)),
  ];
}

function tellDated(name: string, { day, interval, words }: DatedDay, dates: Dates): string {
  const when = `${dates(day)}${interval === undefined ? "" : `, interval ${dates(interval.from, interval.to)}`}`;
  return words === undefined ? `${name} on ${when}` : `${words} (${when})`;
}

export function lanesTables(figure: LanesFigure): DrawnTable[] {
  return [marksTable(figure), daysTable(figure)].filter(({ rows }) => rows.length > 0);
}

function marksTable(figure: LanesFigure): DrawnTable {
  const dates = datesOf(figure);
  const row = (lane: Lane, what: string, from: number, to: number, more: string): string[] => [
    lane.title,
    what,
    dates(from, to),
    more,
  ];
  const dated = (lane: Lane, what: string, { day, interval, words }: DatedDay): string[] =>
    row(
      lane,
      what,
      day,
      day,
      [
        ...(interval === undefined ? [] : [`interval ${dates(interval.from, interval.to)}`]),
        ...(words === undefined ? [] : [words]),
      ].join("; "),
    );
  const rows = figure.lanes.flatMap((lane) =>
    lane.kind === "series"
      ? (lane.crossings ?? []).map((one) => dated(lane, "crossing", one))
      : [
          ...(lane.levels ?? []).map(({ from, to, value }) => row(lane, "level", from, to, number(value))),
          ...(lane.changes ?? []).map((one) => dated(lane, "change", one)),
          ...(lane.pulses ?? []).map(({ from, to }) => row(lane, "pulse", from, to, "")),
          ...gapsOf(within(lane, figure.days)).map(({ from, to }) =>
            row(lane, "not collected", from, to, ""),
          ),
        ],
  );
  return {
    title: "Levels, changes, pulses and crossings",
    heads: ["Lane", "What", "Days, UTC", "Value or interval"],
    numeric: [],
    rows,
    marked: [],
    printed: true,
  };
}

function daysTable(figure: LanesFigure): DrawnTable {
  const { days, lanes } = figure;
  const dates = datesOf(figure);
  const columns = lanes.map((lane) => {
    if (lane.kind === "counts") {
      const counts = within(lane, days);
      return (day: number): string => (counts[day] === null ? "not collected" : number(counts[day]!));
    }
    const values = new Map<number, number[]>();
    for (const { day, value } of lane.points) values.set(day, [...(values.get(day) ?? []), value]);
    return (day: number): string => values.get(day)?.map(number).join("; ") ?? NO_VALUE;
  });
  return {
    title: "Days one by one",
    heads: ["Day, UTC", ...lanes.map(({ title, unit }) => withUnit(title, unit))],
    numeric: lanes.map((_, i) => i + 1),
    rows: Array.from({ length: days }, (_, day) => [dates(day), ...columns.map((column) => column(day))]),
    marked: [],
    printed: false,
  };
}
