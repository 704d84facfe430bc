/** Findings of a run: a note about the whole, a finding for each series that changed, candidates for pulses, and crossings. */
import type { Explained, Finding } from "../../../model/finding.ts";
import { PULSE_Z } from "../../../kernel/index.ts";
import { fingerprint } from "../../shared/posts.ts";
import { NO_ROWS, notAnswerable } from "../../shared/said.ts";
import { strongest, type Analysed, type Analysis, type FoundChange, type FoundPulse } from "./analyse.ts";
import type { DeclaredCrossings } from "./crossing.ts";
import { LEVEL } from "./descriptor.ts";
import type { Events } from "./events.ts";
import { EXPLANATIONS } from "./explanations.ts";
import { eventsFigure, lanesFigure, readingsFigure, seriesLane } from "./figures.ts";
import { postsBehind, type Behind } from "./output.ts";
import type { Settings } from "./settings.ts";
import { changeWords, crossingWords, pulseWords, runWords } from "./wording.ts";
import { DAY, isoDay } from "../../shared/dates.ts";

export interface Found {
  readonly findings: readonly Finding[];
  readonly behind: readonly Behind[];
  /** By the id of a Finding: the sets and tables that it speaks of. */
  readonly index: Readonly<
    Record<string, { readonly sets?: readonly string[]; readonly tables?: readonly string[] }>
  >;
}

const BARE = { significance: [], explanations: [...EXPLANATIONS], rows: NO_ROWS, figures: [] } as const;

/** What a run says that can say nothing at all. */
export const unanswered = (why: string): Omit<Finding, "id"> =>
  notAnswerable("Shift: not answerable", why, {
    refutedBy: "Posts over more days, or of more accounts, that can be tested.",
    explanations: [...EXPLANATIONS],
  });

export function makeFindings(
  analysis: Analysis,
  events: Events,
  crossings: DeclaredCrossings | undefined,
  settings: Settings,
): Found {
  const behind: Behind[] = [];
  const found: Omit<Finding, "id">[] = [];
  const sets: string[][] = [];
  const add = (finding: Omit<Finding, "id">, set?: Behind): void => {
    found.push(finding);
    sets.push(set === undefined ? [] : [set.id]);
    if (set !== undefined) behind.push(set);
  };
  const { daily, series } = analysis;
  for (const [i, one] of series.entries()) {
    const name = `S${i + 1}`;
    if (one.changes.length > 0) {
      const near = (day: number): boolean =>
        one.changes.some(({ first, last }) => day >= first - 1 && day <= last + 1);
      const set: Behind = { id: name, status: "finding", one, posts: postsBehind(daily, one, near) };
      add(changeFinding(one, analysis, events, crossings, settings, set), set);
    }
    const pulses = one.pulses.filter((pulse) => settings.value !== "" || onBoth(pulse));
    if (pulses.length > 0) {
      const on = (day: number): boolean => pulses.some(({ from, to }) => day >= from && day <= to);
      const set: Behind = { id: `${name}-p`, status: "candidate", one, posts: postsBehind(daily, one, on) };
      add(pulseFinding(one, pulses, analysis, settings, set), set);
    }
  }
  if (settings.events.length > 0 && events.near.length === 0 && events.own.length > 0)
    add(unanswered("the event list contains the posting itself, and no other event of these days"));
  if (crossings !== undefined) add(crossingFinding(crossings));
  const findings = found.map((finding, i): Finding => ({ ...finding, id: `f${i + 1}` }));
  const whole = runFinding(analysis, events, settings, `f${findings.length + 1}`);
  return {
    findings: [whole, ...findings],
    behind,
    index: Object.fromEntries([
      ...findings.map(
        ({ id }, i) => [id, sets[i]!.length > 0 ? { sets: sets[i]!, tables: ["days"] } : {}] as const,
      ),
      [whole.id, { tables: ["days"] }],
    ]),
  };
}

const onBoth = ({ onCounts, onLog }: FoundPulse): boolean =>
  (onCounts ?? 0) >= PULSE_Z && (onLog ?? 0) >= PULSE_Z;

function changeFinding(
  one: Analysed,
  analysis: Analysis,
  events: Events,
  crossings: DeclaredCrossings | undefined,
  settings: Settings,
  { posts }: Behind,
): Omit<Finding, "id"> {
  const change = strongest(one.changes);
  const tests = events.tests.filter(
    ({ series, dates }) => analysis.series[series] === one && dates === "changes",
  );
  return {
    status: "finding",
    ...changeWords(one, analysis, events, crossings, settings),
    statistics: [
      { name: "days with a value", value: one.observed },
      { name: "changes of level", value: one.changes.length },
      { name: "days in the interval of the strongest change", value: change.last - change.first + 1 },
      ...ratioStatistic("posts a day on the theme, after against before", change.theme),
      ...ratioStatistic("other posts a day, after against before", change.rest),
      { name: "lag-1 correlation", value: round(one.phi) },
      { name: "penalty of a change", value: round(one.penalty), unit: "innovation variances" },
      { name: "series tested in this run", value: analysis.tested },
      ...events.rates.map((rate, within) => ({
        name: `days within ${within} of a declared event`,
        value: round(100 * rate),
        unit: "in 100",
      })),
    ],
    significance: [
      {
        null: "one level, weekly pattern, AR(1) noise",
        log10p: Math.min(0, Math.log10(one.corrected)),
        correction: "Holm",
        m: analysis.tested,
        level: LEVEL,
      },
      ...tests.map(({ kind, corrected }) => ({
        null: `random dates and circular shifts, events: ${kind}`.slice(0, 120),
        log10p: Math.min(0, Math.log10(corrected)),
        correction: "Holm" as const,
        m: events.tests.length,
        level: LEVEL,
      })),
    ],
    explanations: explained(one, change, analysis),
    rows: fingerprint(analysis.daily.posts, posts),
    figures: [
      ...lanesFigure(one, analysis, crossings, settings),
      ...eventsFigure(one, analysis, events),
      ...readingsFigure(one, analysis.daily.start),
    ],
  };
}

const round = (x: number): number => Number(x.toPrecision(3));

function ratioStatistic(name: string, { ratio, interval }: FoundChange["theme"]): Finding["statistics"] {
  if (!Number.isFinite(ratio)) return [{ name, value: "not computed" }];
  const [low, high] = interval.map(round);
  return Number.isFinite(low) && Number.isFinite(high)
    ? [
        {
          name,
          value: round(ratio),
          interval: [low!, high!],
          intervalKind: "95 %, stationary bootstrap of days",
        },
      ]
    : [{ name, value: round(ratio) }];
}

function pulseFinding(
  one: Analysed,
  pulses: readonly FoundPulse[],
  analysis: Analysis,
  settings: Settings,
  { posts }: Behind,
): Omit<Finding, "id"> {
  return {
    status: "candidate",
    ...pulseWords(one, pulses, analysis, settings),
    statistics: [
      { name: "pulses", value: pulses.length },
      { name: "days in a pulse", value: pulses.reduce((sum, { from, to }) => sum + to - from + 1, 0) },
      { name: "largest day", value: Math.max(...pulses.flatMap(({ counts }) => counts)), unit: "posts" },
    ],
    significance: [],
    explanations: [...EXPLANATIONS],
    rows: fingerprint(analysis.daily.posts, posts),
    figures: lanesFigure(one, analysis, undefined, settings),
  };
}

/** Why there is no series at all. */
function noThemes({ subjects, value }: Settings): string {
  if (subjects.length > 0) return "no post of the group names one of the subjects";
  return value === "" ? "no value of this column has enough posts" : "no post of the group has this value";
}

function runFinding(analysis: Analysis, events: Events, settings: Settings, id: string): Finding {
  const { daily, series, tested, gaps } = analysis;
  if (tested === 0) {
    const [first] = series;
    const why = first === undefined ? noThemes(settings) : (first.why ?? "no series could be tested");
    return { id, ...unanswered(why) };
  }
  const words = runWords(analysis, events, settings);
  return {
    id,
    status: "note",
    ...words,
    ...BARE,
    significance: [],
    explanations: [...EXPLANATIONS],
    statistics: [
      { name: "days", value: daily.length },
      { name: "days missing", value: gaps.filter(({ kind }) => kind === "missing").length },
      { name: "days thin", value: gaps.filter(({ kind }) => kind === "thin").length },
      { name: "posts of the group", value: daily.group.reduce((sum, n) => sum + n, 0) },
      { name: "accounts of the group", value: daily.accounts },
      { name: "series tested", value: tested },
      { name: "series with a change", value: series.filter(({ changes }) => changes.length > 0).length },
      { name: "declared events held against the days", value: events.near.length },
    ],
    figures: [triedFigure(series)],
  };
}

/** What was tried, with what came of it: also what did not change. */
function triedFigure(series: readonly Analysed[]): Finding["figures"][number] {
  return {
    kind: "table",
    title: "Series that were looked at",
    columns: [
      { name: "Series" },
      { name: "Posts" },
      { name: "Days" },
      { name: "Lag-1 correlation" },
      { name: "Changes" },
      { name: "Pulses" },
      { name: "p" },
      { name: "p, Holm" },
    ],
    rows: series.map(({ theme, observed, phi, changes, pulses, p, corrected, why }) => ({
      cells: [
        theme.value === "" ? "all themes" : theme.name.slice(0, 60),
        theme.posts.length,
        observed,
        why === undefined ? round(phi) : null,
        why === undefined ? changes.length : "not answerable",
        pulses.length,
        why === undefined ? round(p) : null,
        why === undefined ? round(corrected) : null,
      ],
      ...(changes.length > 0 ? { marked: true } : {}),
    })),
  };
}

function crossingFinding(crossings: DeclaredCrossings): Omit<Finding, "id"> {
  const { smooth, found } = crossings;
  const words = crossingWords(crossings);
  if (smooth === undefined || found === undefined)
    return {
      ...words,
      ...BARE,
      status: "not answerable",
      statistics: [],
      significance: [],
      figures: [],
      explanations: [...EXPLANATIONS],
    };
  const days = smooth.value.length;
  return {
    ...words,
    ...BARE,
    status: "note",
    significance: [],
    explanations: [...EXPLANATIONS],
    statistics: [
      { name: "values", value: crossings.series.points.length },
      { name: "crossings", value: found.crossings.length },
      { name: "days at which the band holds the line", value: found.open },
      { name: "least distance from the line", value: round(found.distance) },
      { name: "lag-1 correlation", value: round(smooth.phi) },
    ],
    figures:
      days > 4000
        ? []
        : [
            {
              kind: "lanes",
              from: isoDay(smooth.start * DAY),
              days,
              lanes: seriesLane(crossings, smooth.start, days),
            },
          ],
  };
}

/** The explanations that a run can look at, each with what was counted. */
function explained({ readings }: Analysed, change: FoundChange, { daily, gaps }: Analysis): Explained[] {
  const [everybody, gap, silence, account, ...rest] = EXPLANATIONS;
  const meets = (other: { first: number; last: number } | undefined): boolean =>
    other !== undefined && other.first <= change.last && other.last >= change.first;
  const outside = readings.find(({ comparison }) => comparison);
  const alone = readings.find(({ name }) => name.startsWith("without the account"));
  const beside = gaps.filter(({ at }) => at >= change.first - 2 && at <= change.last + 2).length;
  const [low, high] = change.theme.interval;
  const moved = change.theme.after >= change.theme.before ? low > 1 : high < 1;
  const told = (base: Explained | undefined, measured: string, answer: Explained["answer"]): Explained =>
    ({ ...base!, measured, answer }) as Explained;
  return [
    outside === undefined || outside.why !== undefined
      ? told(everybody, "There are not enough posts outside the group to compare with.", "cannot tell")
      : told(
          everybody,
          outside.change === undefined
            ? "Posts outside the group show no change of level."
            : meets(outside.change)
              ? "Posts outside the group change in the same interval."
              : "Posts outside the group change, but on other days.",
          outside.change === undefined
            ? "speaks against"
            : meets(outside.change)
              ? "speaks for"
              : "cannot tell",
        ),
    told(
      gap,
      beside === 0
        ? `No day within two days of the interval is missing or thin, of ${daily.length}.`
        : `${beside} of the days within two days of the interval are missing or thin.`,
      beside === 0 ? "speaks against" : "speaks for",
    ),
    told(
      silence,
      moved
        ? "The count on the theme itself changed: its ratio and all of its 95 % interval lie on one side of 1."
        : "The count on the theme itself is not told from unchanged: the 95 % interval of its ratio holds 1.",
      moved ? "speaks against" : "speaks for",
    ),
    alone === undefined || alone.why !== undefined
      ? told(account, "This change was not read without the account with most posts.", "cannot tell")
      : told(
          account,
          meets(alone.change)
            ? "Without the account with most posts the change lies in the same interval."
            : "Without the account with most posts there is no change in the interval.",
          meets(alone.change) ? "speaks against" : "speaks for",
        ),
    ...rest,
  ];
}
