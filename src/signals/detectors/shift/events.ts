/** Declared events beside changes and pulses: which lie in the interval of a date, and whether dates are nearer than chance. */
import {
  baseRate,
  eventDistances,
  eventTest,
  holmLog10,
  type EventSpan,
  type EventTest,
} from "../../../kernel/index.ts";
import type { GivenEvent } from "../../given.ts";
import type { Analysed, Analysis } from "./analyse.ts";
import type { Settings } from "./settings.ts";
import { DAY, dayStart } from "../../shared/dates.ts";

/** A span of more days says nothing about a date. */
const LONGEST = 5;
/** Words by which an event is one of the posting itself. */
const OF_POSTING =
  /\b(?:posts?|posting|posted|tweets?|tweeting|messages?|volume|spikes?|surges?|pulses?|peaks?)\b/i;

export interface NearEvent extends EventSpan {
  readonly event: GivenEvent;
}

/** One test: dates of a series against the events of a kind. */
export interface KindTest extends EventTest {
  /** Index of the series. */
  readonly series: number;
  readonly dates: "changes" | "pulses";
  readonly kind: string;
  readonly events: number;
  readonly corrected: number;
}

export interface Events {
  /** Those that can be held against a date, in days from the first of the run. */
  readonly near: readonly NearEvent[];
  /** Left out: too long, outside of the days, or about the posting itself. */
  readonly long: number;
  readonly outside: number;
  readonly own: readonly GivenEvent[];
  readonly tests: readonly KindTest[];
  /** Share of all days within 0, 1, 2 and 3 days of any event in this direction. */
  readonly rates: readonly number[];
}

export function judgeEvents(analysis: Analysis, { events, direction }: Settings): Events {
  const { daily, series } = analysis;
  const spans = events.map((event): NearEvent => ({ event, ...spanOf(event, daily.start) }));
  const inside = spans.filter(({ first, last }) => last >= 0 && first < daily.length);
  const brief = inside.filter(({ first, last }) => last - first < LONGEST);
  const own = brief.filter((one) => isOwn(one, series));
  const near = brief.filter((one) => !own.includes(one));
  const distances = (of: readonly NearEvent[]): Int32Array => eventDistances(0, daily.length, of, direction);
  const all = distances(near);
  const kinds = [...new Set(near.map(({ event }) => event.is))].sort();
  const tests = series.flatMap((one, i) =>
    datesIn(one).flatMap(([name, dates]) =>
      kinds.map((kind) => {
        const ofKind = near.filter(({ event }) => event.is === kind);
        return {
          ...eventTest(dates, distances(ofKind)),
          series: i,
          dates: name,
          kind,
          events: ofKind.length,
        };
      }),
    ),
  );
  const corrected = holmLog10(
    Float64Array.from(tests, ({ p }) => Math.log10(p)),
    tests.length,
  );
  return {
    near,
    long: inside.length - brief.length,
    outside: spans.length - inside.length,
    own: own.map(({ event }) => event),
    tests: tests.map((test, i) => ({ ...test, corrected: 10 ** corrected[i]! })),
    rates: [0, 1, 2, 3].map((within) => baseRate(all, within)),
  };
}

function spanOf({ from, to }: GivenEvent, start: number): EventSpan {
  const day = (date: string): number => Math.round(dayStart(date) / DAY) - start;
  return { first: day(from), last: day(to) };
}

/** An event that was made from the posting: by its words, and on a day that the posting singles out. */
function isOwn({ event, first, last }: NearEvent, series: readonly Analysed[]): boolean {
  return (
    OF_POSTING.test(`${event.is} ${event.title}`) &&
    series.some(
      ({ changes, pulses }) =>
        changes.some((change) => first <= change.last && last >= change.first) ||
        pulses.some((pulse) => first <= pulse.to && last >= pulse.from),
    )
  );
}

function datesIn({ changes, pulses }: Analysed): [KindTest["dates"], number[]][] {
  return [
    ...(changes.length > 0
      ? [["changes", changes.map(({ day }) => day)] as [KindTest["dates"], number[]]]
      : []),
    ...(pulses.length > 0
      ? [["pulses", pulses.map(({ from }) => from)] as [KindTest["dates"], number[]]]
      : []),
  ];
}

/** Events that lie in a stretch of days, at least in part. */
export const inStretch = ({ near }: Events, first: number, last: number): NearEvent[] =>
  near.filter((one) => one.first <= last && one.last >= first);

/** Distance in days of a day from the event, 0 inside it. */
export const distanceOf = ({ first, last }: EventSpan, day: number): number =>
  Math.max(first - day, day - last, 0);

/** The title of an event, as long as a sentence can bear. */
export const eventNameOf = ({ event }: NearEvent): string => event.title.slice(0, 60);
