/** Figures of shift: days in lanes, the date under other readings, and which events it fits. */
import type { Figure } from "../../../model/finding.ts";
import { strongest, type Analysed, type Analysis } from "./analyse.ts";
import type { DeclaredCrossings } from "./crossing.ts";
import { distanceOf, eventNameOf, type Events } from "./events.ts";
import type { Settings } from "./settings.ts";
import { dayName, daysName, themeName, whose } from "./wording.ts";
import { DAY, isoDay } from "../../shared/dates.ts";

/** More days are not drawn. */
const MOST_DAYS = 4000;
const ROWS = 40;

type Lane = Extract<Figure, { kind: "lanes" }>["lanes"][number];

/** One axis of days: the theme, the group's other posts, and the declared series. */
export function lanesFigure(
  one: Analysed,
  analysis: Analysis,
  crossings: DeclaredCrossings | undefined,
  settings: Settings,
): Figure[] {
  const { daily, gaps } = analysis;
  if (daily.length > MOST_DAYS) return [];
  const left = new Set(gaps.map(({ at }) => at));
  const shown = (counts: ArrayLike<number>): (number | null)[] =>
    Array.from(counts, (n, day) => (left.has(day) ? null : n));
  const lanes: Lane[] = [
    {
      kind: "counts",
      title: `Posts of ${whose(settings)} on ${themeName(one)}`,
      unit: "posts a day",
      counts: shown(one.theme.counts),
      levels: levelsOf(one),
      changes: one.changes.map(({ day, first, last }) => ({ day, interval: { from: first, to: last } })),
      pulses: one.pulses.slice(0, 8).map(({ from, to }) => ({ from, to })),
    },
    ...(settings.kind === undefined
      ? []
      : [
          {
            kind: "counts" as const,
            title: `Other posts of ${whose(settings)}`,
            unit: "posts a day",
            counts: shown(daily.group.map((n, day) => n - one.theme.counts[day]!)),
          },
        ]),
    ...(crossings === undefined ? [] : seriesLane(crossings, daily.start, daily.length)),
  ];
  return [
    {
      kind: "lanes",
      from: isoDay(daily.start * DAY),
      days: daily.length,
      lanes,
    },
  ];
}

/** Mean counts between changes. */
function levelsOf({ changes }: Analysed): { from: number; to: number; value: number }[] {
  const last = changes.at(-1);
  return [
    ...changes.map(({ from, day, theme }) => ({ from, to: day - 1, value: theme.before })),
    ...(last === undefined ? [] : [{ from: last.day, to: last.to - 1, value: last.theme.after }]),
  ];
}

/** The smoothed series on the days of an axis, with its band and crossings. */
export function seriesLane(
  { series, line, smooth, found }: DeclaredCrossings,
  start: number,
  days: number,
): Lane[] {
  if (smooth === undefined || found === undefined) return [];
  const offset = smooth.start - start;
  const on = (day: number): boolean => day >= 0 && day < days;
  const points = Array.from(smooth.value, (value, i) => ({ day: i + offset, value, error: smooth.error[i]! }))
    .filter(({ day, value }) => on(day) && !Number.isNaN(value))
    .map(({ day, value, error }) => ({
      day,
      value,
      band: [value - 1.96 * error, value + 1.96 * error] as [number, number],
    }));
  const clip = (day: number): number => Math.max(0, Math.min(days - 1, day));
  return [
    {
      kind: "series",
      title: series.title.slice(0, 120),
      unit: series.unit.slice(0, 40),
      points,
      reference: line,
      // "never" is said by an empty list; where it is not told nothing is said
      ...(found.status === "not told"
        ? {}
        : {
            crossings: found.crossings
              .filter(({ at }) => on(at + offset))
              .map(({ at, first, last }) => ({
                day: at + offset,
                interval: { from: clip(first + offset), to: clip(last + offset) },
              })),
          }),
    },
  ];
}

/** The date of the strongest change under other readings, in days from the one that was tested. */
export function readingsFigure({ readings, changes }: Analysed, start: number): Figure[] {
  if (readings.length < 2) return [];
  const zero = strongest(changes).day;
  return [
    {
      kind: "intervals",
      of: `date of the change, in days from ${dayName(start + zero)}`,
      unit: "days",
      intervalKind: "95 %, inverted likelihood ratio",
      scale: "linear",
      reference: 0,
      rows: readings.map(({ name, change, comparison, why }) => ({
        label: `${name}${change === undefined ? `: ${why === undefined ? "no change" : "not answerable"}` : ""}`,
        estimate: change === undefined ? "not computed" : change.day - zero,
        ...(change === undefined
          ? {}
          : { interval: [change.first - zero, change.last - zero] as [number, number] }),
        ...(comparison ? { comparison: true } : {}),
      })),
    },
  ];
}

/** Declared events beside the strongest change, nearest first, with the base rate and the p of their kind. */
export function eventsFigure(one: Analysed, analysis: Analysis, events: Events): Figure[] {
  if (events.near.length === 0 || one.changes.length === 0) return [];
  const { start, length } = analysis.daily;
  const change = strongest(one.changes);
  const within = (of: readonly { first: number; last: number }[], off: number): number => {
    let near = 0;
    for (let day = 0; day < length; day++) if (of.some((event) => distanceOf(event, day) <= off)) near++;
    return Math.round((100 * near) / length);
  };
  const rows = events.near
    .map((event) => ({ event, off: distanceOf(event, change.day) }))
    .sort((a, b) => a.off - b.off || a.event.first - b.event.first)
    .slice(0, ROWS)
    .map(({ event, off }) => {
      const inside = event.first <= change.last && event.last >= change.first;
      const test = events.tests.find(
        ({ series, dates, kind }) =>
          analysis.series[series] === one && dates === "changes" && kind === event.event.is,
      );
      return {
        cells: [
          eventNameOf(event),
          daysName(start + event.first, start + event.last),
          inside ? "yes" : `no, ${off} days off`,
          within([event], off),
          test === undefined ? null : Number(test.corrected.toPrecision(2)),
        ],
        ...(inside ? { marked: true } : {}),
      };
    });
  const nearest = Math.min(...events.near.map((event) => distanceOf(event, change.day)));
  const inside = events.near.filter(({ first, last }) => first <= change.last && last >= change.first).length;
  return [
    {
      kind: "table",
      title: "Which events the change fits",
      columns: [
        { name: "Declared event" },
        { name: "Date" },
        { name: "In the interval" },
        { name: "Days as near", unit: "in 100" },
        { name: "p of its kind, Holm" },
      ],
      rows: [
        ...rows,
        {
          cells: [
            `Any of the ${events.near.length}`,
            null,
            `${inside} inside`,
            within(events.near, nearest),
            null,
          ],
        },
      ],
    },
  ];
}
