/** What the time of a case is drawn of: its days, posts by day, events, and positions by the day that they are held for. */
import type { FacetsView, HistogramView } from "../../../desk/index.ts";
import type { EventTick } from "../../../drawing/days.ts";
import type { DeclaredSeries } from "../../../drawing/series-under.ts";
import type { PositionRow } from "../../../drawing/positions-lane.ts";
import type { LanesFigure } from "../../../model/finding.ts";
import type { CaseRecord } from "../../../model/records.ts";
import type { KeyJudgment } from "../../../views/overview.ts";
import { counted, listed, plural, spelled } from "../../../words.ts";
import { startOf } from "../../components/scale.ts";
import type { Axis } from "../../components/scale.ts";
import { holdersOf } from "./organisations.ts";

const DAY_MS = 86_400_000;
/** Days that one drawing has: the server counts posts in so many stretches at most. */
const MOST_DAYS = 2000;
/** How far before and after the posts something dated is drawn with them: a part of their time, and a week in any case. */
const BEYOND = 0.25;
const BEYOND_DAYS = 7;
const MARGIN_DAYS = 2;
/** Declared series that are drawn: the others stand on the Corpus. */
const MOST_SERIES = 1;
/** A date with its day is at least so long; a month or a year has no place on an axis of days. */
const WITH_DAY = "2031-10-04".length;

interface Dates {
  readonly posts: FacetsView | undefined;
  readonly events: readonly CaseRecord<"Event">[];
  readonly rows: readonly PositionRow[];
}

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Own positions on each judgment that has any. */
export function rowsOf(judgments: readonly KeyJudgment[]): PositionRow[] {
  const colours = new Map(holdersOf(judgments).map(({ organisation, colour }) => [organisation.ref, colour]));
  return judgments.flatMap(({ label, positions, taken }) => {
    const own = positions.filter(({ stance }) => stance === "own");
    if (own.length === 0) return [];
    const dissents = own.filter(({ holds }) => holds === "dissents").length;
    return [
      {
        label,
        taken: taken.map(({ organisation: { ref, initials }, on }) => ({
          initials,
          colour: colours.get(ref) ?? 1,
          ms: startOf(on),
        })),
        end: endOf(own.length, dissents),
        isStrong: dissents > 0,
      },
    ];
  });
}

function endOf(own: number, dissents: number): string {
  if (dissents > 0) return `${spelled(dissents)} ${plural(dissents, "dissents", "dissent")}`;
  return own > 1 ? `${spelled(own)} agree` : "one position";
}

const dated = ({ events, rows }: Dates): number[] => [
  ...events.flatMap(({ body: { start } }) => (start.length < WITH_DAY ? [] : [startOf(start)])),
  ...rows.flatMap(({ taken }) => taken.map(({ ms }) => ms)),
];

/** Whole days around the posts and what is dated near them, or around all that is dated; undefined where nothing is. */
export function axisOf(dates: Dates): Axis | undefined {
  const { posts } = dates;
  const others = dated(dates);
  const core =
    posts?.from == null || posts.to == null ? others : [Date.parse(posts.from), Date.parse(posts.to)];
  if (core.length === 0) return undefined;
  const [first, last] = ends(core);
  const beyond = Math.max(BEYOND_DAYS * DAY_MS, BEYOND * (last - first));
  const near = others.filter((ms) => ms > first - beyond && ms < last + beyond);
  const [low, high] = ends([first, last, ...near]);
  const from = Math.max(Math.floor(low / DAY_MS) - MARGIN_DAYS, Math.ceil(high / DAY_MS) - MOST_DAYS);
  const days = Math.floor(high / DAY_MS) + 1 + MARGIN_DAYS - from;
  return { from: from * DAY_MS, to: (from + days) * DAY_MS, width: DAY_MS, bins: days };
}

const ends = (values: readonly number[]): readonly [number, number] => [
  values.reduce((least, value) => Math.min(least, value), Infinity),
  values.reduce((most, value) => Math.max(most, value), -Infinity),
];

interface Time {
  readonly figure: LanesFigure;
  readonly ticks: readonly EventTick[];
  /** Events and positions that lie outside of the axis, or have no day. */
  readonly outside: number;
}

export function timeOf(
  axis: Axis,
  dates: Dates,
  posts: HistogramView | undefined,
  series: readonly DeclaredSeries[],
): Time {
  const { events, rows } = dates;
  const inside = (ms: number): boolean => ms >= axis.from && ms < axis.to;
  const ticks = events
    .filter(({ body: { start } }) => start.length >= WITH_DAY && inside(startOf(start)))
    .map(({ body: { title, start } }) => ({ title, ms: startOf(start) }))
    .sort((a, b) => a.ms - b.ms);
  const taken = rows.flatMap((row) => row.taken);
  const counts = Array.from({ length: axis.bins }, () => 0);
  for (const { start, count } of posts?.bins ?? []) {
    const day = Math.floor((Date.parse(start) - axis.from) / DAY_MS);
    if (day >= 0 && day < counts.length) counts[day]! += count;
  }
  const figure: LanesFigure = {
    kind: "lanes",
    from: dayOf(axis.from),
    days: axis.bins,
    lanes: [
      ...(posts === undefined
        ? []
        : [{ kind: "counts" as const, title: "Posts a day", unit: "all that you may see", counts }]),
      ...series.slice(0, MOST_SERIES).map(({ title, unit, points }) => ({
        kind: "series" as const,
        title,
        unit,
        reference: null,
        points: dailyOf(points, axis),
      })),
    ],
  };
  const drawn = ticks.length + taken.filter(({ ms }) => inside(ms)).length;
  return { figure, ticks, outside: events.length + taken.length - drawn };
}

/** Values of the days of the axis; several of a day are their mean. */
function dailyOf(points: DeclaredSeries["points"], axis: Axis): { day: number; value: number }[] {
  const days = new Map<number, number[]>();
  for (const { ms, value } of points) {
    if (ms < axis.from || ms >= axis.to) continue;
    const day = Math.floor((ms - axis.from) / DAY_MS);
    days.set(day, [...(days.get(day) ?? []), value]);
  }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, values]) => ({ day, value: values.reduce((sum, one) => sum + one, 0) / values.length }));
}

/** The drawing in words. */
export function sayTime({ lanes }: LanesFigure, events: number, rows: readonly PositionRow[]): string {
  const parts = [
    ...lanes.map((lane) => (lane.kind === "counts" ? "posts a day" : `the series ${lane.title}`)),
    ...(events === 0 ? [] : [counted(events, "declared event")]),
    ...(rows.length === 0 ? [] : [`positions on ${counted(rows.length, "judgment")}`]),
  ];
  const ends = rows.map(({ label, end }) => `${label}: ${end}`);
  return `The case in time: ${listed(parts)}.${ends.length === 0 ? "" : ` ${ends.join("; ")}.`}`;
}
