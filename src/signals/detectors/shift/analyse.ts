/** What the series of a run show: changes with their dates, other readings of these, pulses, and what rose or fell silent. */
import {
  changeDate,
  drawnShares,
  findChanges,
  findGaps,
  holmLog10,
  LEAST_DAYS,
  levelRatio,
  logCounts,
  pulsesOf,
  Random,
  weekdayScores,
  type Changes,
  type DailyValues,
  type Gap,
  type LevelRatio,
} from "../../../kernel/index.ts";
import type { DetectorContext } from "../../detector.ts";
import { pause } from "../../shared/pause.ts";
import { LEVEL } from "./descriptor.ts";
import { withoutBusiest, type Daily, type Theme } from "./series.ts";
import type { Settings } from "./settings.ts";

/** Draws for a reading beside the one that is tested. */
const READING_DRAWS = 99;
/** Series whose changes are looked at under other readings. */
const READ_AGAIN = 3;

/** Days are counted from the first of the run. */
export interface FoundChange {
  readonly day: number;
  readonly first: number;
  readonly last: number;
  /** First day of the level before, and the day after the last of the level that follows. */
  readonly from: number;
  readonly to: number;
  /** Mean posts a day on the theme, and of the group's other posts, after against before. */
  readonly theme: LevelRatio;
  readonly rest: LevelRatio;
  /** Share of the group's posts before and after. */
  readonly shares: readonly [number, number];
}

export interface Reading {
  readonly name: string;
  readonly comparison: boolean;
  /** Its change nearest to the one that is tested; undefined where it has none, `why` where it cannot say. */
  readonly change: { readonly day: number; readonly first: number; readonly last: number } | undefined;
  readonly why?: string;
}

export interface FoundPulse {
  /** Days, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly peak: number;
  readonly counts: readonly number[];
  /** Robust standard deviations at its peak on each scale; null where there is no scale. */
  readonly onCounts: number | null;
  readonly onLog: number | null;
}

export interface Analysed {
  readonly theme: Theme;
  /** Why nothing can be said; the rest is empty then. */
  readonly why?: string;
  readonly observed: number;
  readonly phi: number;
  readonly penalty: number;
  /** Of any change, before and after Holm over the series of the run. */
  readonly p: number;
  readonly corrected: number;
  readonly changes: readonly FoundChange[];
  /** Of the strongest change, the tested one first. */
  readonly readings: readonly Reading[];
  readonly pulses: readonly FoundPulse[];
}

export interface Analysis {
  readonly daily: Daily;
  readonly gaps: readonly Gap[];
  readonly series: readonly Analysed[];
  /** Series that could be tested. */
  readonly tested: number;
}

const QUIET = { phi: 0, penalty: 0, p: 1, corrected: 1, changes: [], readings: [], pulses: [] } as const;

interface Tested {
  readonly theme: Theme;
  readonly values: DailyValues;
  readonly found: Changes | undefined;
  readonly why: string | undefined;
}

/** @throws PlumblineError STOPPED. */
export async function analyse(daily: Daily, settings: Settings, context: DetectorContext): Promise<Analysis> {
  const gaps = findGaps(daily.all);
  const left = new Set(gaps.map(({ at }) => at));
  const tested: Tested[] = [];
  for (const [i, theme] of daily.themes.entries()) {
    await pause(context, "changes", i, daily.themes.length, "series");
    const values = valuesOf(daily, theme.counts, daily.group, left, settings.measure);
    const why = whyNot(values);
    const found = why === undefined ? findChanges(values, new Random(context.seed + i), LEVEL) : undefined;
    tested.push({ theme, values, found, why });
  }
  const able = tested.flatMap(({ found }) => found ?? []);
  const corrected = holmLog10(
    Float64Array.from(able, ({ p }) => Math.log10(p)),
    able.length,
  );
  const byFound = new Map(able.map((found, i) => [found, 10 ** corrected[i]!]));
  const series: Analysed[] = [];
  for (const [i, one] of tested.entries()) {
    await pause(context, "dates and readings", i, tested.length, "series");
    const { theme, values, found, why } = one;
    const random = new Random(context.seed + daily.themes.length + i);
    const pulses = pulsesIn(daily, theme, left);
    if (found === undefined) {
      series.push({
        ...QUIET,
        theme,
        observed: values.day.length,
        pulses,
        ...(why === undefined ? {} : { why }),
      });
      continue;
    }
    const p = byFound.get(found)!;
    const changes = p > LEVEL ? [] : datesOf(daily, theme, values, found, random);
    const again =
      changes.length > 0 && series.filter(({ readings }) => readings.length > 0).length < READ_AGAIN;
    series.push({
      theme,
      observed: values.day.length,
      phi: found.prepared.phi,
      penalty: found.penalty,
      p: found.p,
      corrected: p,
      changes,
      readings: again ? readingsOf(daily, theme, strongest(changes), left, settings, random) : [],
      pulses,
    });
  }
  return { daily, gaps, series, tested: able.length };
}

/** The change whose levels differ most, on the scale of odds of counts: what a title speaks of. */
export function strongest(changes: readonly FoundChange[]): FoundChange {
  const size = ({ theme: { before, after } }: FoundChange): number =>
    Math.abs(Math.log((after + 0.1) / (before + 0.1)));
  return changes.reduce((best, change) => (size(change) > size(best) ? change : best));
}

function valuesOf(
  { start }: Daily,
  counts: Float64Array,
  totals: Float64Array,
  left: ReadonlySet<number>,
  measure: Settings["measure"],
): DailyValues {
  return measure === "share" ? drawnShares(start, counts, totals, left) : logCounts(start, counts, left);
}

function whyNot({ day, value }: DailyValues): string | undefined {
  if (day.length < LEAST_DAYS)
    return `the series has ${day.length === 1 ? "one day" : `${day.length} days`} with posts, and a change needs ${LEAST_DAYS}`;
  return value.every((x) => x === value[0]) ? "the series is constant" : undefined;
}

function datesOf(
  daily: Daily,
  theme: Theme,
  values: DailyValues,
  { changes, prepared }: Changes,
  random: Random,
): FoundChange[] {
  const { day } = values;
  const bounds = [0, ...changes.map(({ at }) => at), day.length];
  const dayAt = (index: number): number => day[index]! - daily.start;
  return changes.map(({ at }, i) => {
    const [from, to] = [bounds[i]!, bounds[i + 2]!];
    const { first, last } = changeDate(prepared.cost, [from, at, to], random);
    const side = (a: number, b: number, of: (index: number) => number): Float64Array =>
      Float64Array.from({ length: b - a }, (_, k) => of(dayAt(a + k)));
    const both = (of: (index: number) => number): LevelRatio =>
      levelRatio(side(from, at, of), side(at, to, of), prepared.phi, random);
    const counts = both((d) => theme.counts[d]!);
    const rest = both((d) => daily.group[d]! - theme.counts[d]!);
    const share = (on: number, others: number): number => (on + others > 0 ? on / (on + others) : 0);
    return {
      day: dayAt(at),
      first: dayAt(first),
      last: dayAt(last),
      from: dayAt(from),
      to: dayAt(to - 1) + 1,
      theme: counts,
      rest,
      shares: [share(counts.before, rest.before), share(counts.after, rest.after)],
    };
  });
}

/** The date of one change when something is read otherwise; what was tested stands first. */
function readingsOf(
  daily: Daily,
  theme: Theme,
  change: FoundChange,
  left: ReadonlySet<number>,
  settings: Settings,
  random: Random,
): Reading[] {
  const { measure, kind } = settings;
  const other = measure === "share" ? "count" : "share";
  const alone = withoutBusiest(daily, theme);
  const outside = daily.all.map((n, i) => n - daily.group[i]!);
  const cut = (values: DailyValues): DailyValues => {
    const keep = values.day.length - 14;
    return { day: values.day.slice(7, 7 + keep), value: values.value.slice(7, 7 + keep) };
  };
  const own = valuesOf(daily, theme.counts, daily.group, left, measure);
  const read = (name: string, values: DailyValues, comparison = false): Reading => ({
    name,
    comparison,
    ...nearestChange(daily, values, change.day, random),
  });
  return [
    { name: measure === "share" ? "share of the group's posts" : "count", comparison: false, change },
    ...(kind === undefined ? [] : [read(other, valuesOf(daily, theme.counts, daily.group, left, other))]),
    read("without the account with most posts", valuesOf(daily, alone.counts, alone.totals, left, measure)),
    read("without the first and the last week", cut(own)),
    ...(outside.some((n) => n > 0)
      ? [read("posts outside the group", valuesOf(daily, theme.outside, outside, left, measure), true)]
      : []),
  ];
}

function nearestChange(
  daily: Daily,
  values: DailyValues,
  near: number,
  random: Random,
): Pick<Reading, "change" | "why"> {
  const why = whyNot(values);
  if (why !== undefined) return { change: undefined, why };
  const { changes, prepared } = findChanges(values, random, LEVEL, READING_DRAWS);
  if (changes.length === 0) return { change: undefined };
  const dayAt = (index: number): number => values.day[index]! - daily.start;
  const bounds = [0, ...changes.map(({ at }) => at), values.day.length];
  const distance = (i: number): number => Math.abs(dayAt(changes[i]!.at) - near);
  const best = changes.reduce((least, _, i) => (distance(i) < distance(least) ? i : least), 0);
  const { at } = changes[best]!;
  const { first, last } = changeDate(prepared.cost, [bounds[best]!, at, bounds[best + 2]!], random);
  return { change: { day: dayAt(at), first: dayAt(first), last: dayAt(last) } };
}

/** Runs of days that are far above their weekdays, on counts or on a log scale. */
function pulsesIn(daily: Daily, { counts }: Theme, left: ReadonlySet<number>): FoundPulse[] {
  const log = logCounts(daily.start, counts, left);
  const { day } = log;
  const plain: DailyValues = { day, value: Float64Array.from(day, (d) => counts[d - daily.start]!) };
  const scores = [weekdayScores(plain), weekdayScores(log)] as const;
  const high = Float64Array.from(day, (_, i) => Math.max(scores[0][i]! || 0, scores[1][i]! || 0));
  const at = (index: number): number => day[index]! - daily.start;
  const scoreOf = (score: Float64Array, index: number): number | null =>
    Number.isNaN(score[index]!) ? null : score[index]!;
  return pulsesOf(day, high).map(({ from, to, peak }) => ({
    from: at(from),
    to: at(to - 1),
    peak: at(peak),
    counts: Array.from({ length: to - from }, (_, k) => counts[at(from + k)]!),
    onCounts: scoreOf(scores[0], peak),
    onLog: scoreOf(scores[1], peak),
  }));
}
