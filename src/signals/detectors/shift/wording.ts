/** The sentences of shift: what changed when, what that fits, and what cannot be told. */
import { capital, counted, listed, MONTHS, percentOf, plural, spelled } from "../../../words.ts";
import { strongest, type Analysed, type Analysis, type FoundChange, type FoundPulse } from "./analyse.ts";
import type { DeclaredCrossings } from "./crossing.ts";
import { LEVEL, MOST_POSTS } from "./descriptor.ts";
import { distanceOf, eventNameOf, inStretch, type Events, type KindTest } from "./events.ts";
import type { Settings } from "./settings.ts";
import { cannotAnswer } from "../../shared/said.ts";
import type { Words } from "../../shared/said.ts";
import { DAY } from "../../shared/dates.ts";

/** Longest piece of a theme that a sentence quotes. */
const QUOTED = 60;

/** `3 October 2031`, by the number of a day since 1970. */
export function dayName(day: number): string {
  const date = new Date(day * DAY);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]!} ${date.getUTCFullYear()}`;
}

/** `2 to 4 October 2031`, `29 September to 4 October 2031`. */
export function daysName(first: number, last: number): string {
  if (first === last) return dayName(first);
  const [a, b] = [dayName(first).split(" "), dayName(last).split(" ")];
  const same = a[2] === b[2] ? (a[1] === b[1] ? 1 : 2) : 3;
  return `${a.slice(0, same).join(" ")} to ${b.join(" ")}`;
}

export const themeName = ({ theme }: Pick<Analysed, "theme">): string =>
  theme.value === ""
    ? "all themes"
    : theme.name === theme.value
      ? `“${theme.value.slice(0, QUOTED)}”`
      : `theme ${theme.name}`;

export const whose = ({ group }: Settings): string => (group === undefined ? "all accounts" : "the group");

/** A mean a day: `0.4`, `12`. */
export const amount = (x: number): string => (x >= 10 ? x.toFixed(0) : x.toFixed(1).replace(/\.0$/, ""));
const per100 = (share: number): string => `${Math.round(100 * share)} of 100 days`;
const pWord = (p: number): string => (p < 0.001 ? "p < 0.001" : `p = ${Number(p.toPrecision(2))}`);

export function changeWords(
  one: Analysed,
  analysis: Analysis,
  events: Events,
  crossings: DeclaredCrossings | undefined,
  settings: Settings,
): Words {
  const { start } = analysis.daily;
  const change = strongest(one.changes);
  const rises = change.theme.after >= change.theme.before;
  const others = one.changes.filter((other) => other !== change);
  return {
    title: `${rises ? "Rise" : "Fall"} on ${dayName(start + change.day)}: ${themeName(one)}, ${whose(settings)}`,
    sentence: [
      levelWords(one, change, start, settings),
      others.length === 0
        ? undefined
        : `${plural(others.length, "Another change lies", "Other changes lie")} on ${listed(others.map(({ day }) => dayName(start + day)))}.`,
      eventWords(one, analysis, change, events, settings),
      crossings === undefined ? undefined : orderWords(change, start, crossings),
    ]
      .filter((part) => part !== undefined)
      .join(" "),
    method: methodWords(one, analysis, events, settings),
    refutedBy:
      "A gap or another way of collecting on these days; the same change in a comparison group; one account that alone makes it; " +
      "or the same week of another year with the same change.",
    comparison: comparisonWords(one, start),
  };
}

function levelWords(one: Analysed, change: FoundChange, start: number, settings: Settings): string {
  const { theme, rest, shares, first, last, day } = change;
  const interval =
    first === last ? "no other day fits at 95 %" : `95 %: ${daysName(start + first, start + last)}`;
  const head = `Posts of ${whose(settings)} on ${themeName(one)} went from ${amount(theme.before)} to ${amount(theme.after)} a day`;
  const share =
    settings.kind === undefined
      ? ""
      : `, and from ${percentOf(shares[0], 1)} to ${percentOf(shares[1], 1)} of its posts; other posts went from ${amount(rest.before)} to ${amount(rest.after)} a day. The new level begins`;
  return settings.kind === undefined
    ? `${head} on ${dayName(start + day)} (${interval}).`
    : `${head}${share} on ${dayName(start + day)} (${interval}).`;
}

/** Which declared events the change fits, and whether that is more than chance. */
function eventWords(
  one: Analysed,
  analysis: Analysis,
  change: FoundChange,
  events: Events,
  settings: Settings,
): string {
  if (settings.events.length === 0) return "No events were declared.";
  if (events.near.length === 0)
    return events.own.length > 0
      ? "Which events it fits cannot be answered, because the event list contains the posting itself."
      : "No declared event lies on these days.";
  const inside = inStretch(events, change.first, change.last);
  const off = Math.min(...events.near.map((event) => distanceOf(event, change.day)));
  const rate = ratesWithin(events, analysis.daily.length, off);
  const chance = chanceWords(
    events.tests.filter(({ series, dates }) => analysis.series[series] === one && dates === "changes"),
  );
  if (inside.length === 0)
    return `No declared event lies in the interval; the nearest is ${counted(off, "day")} off, and ${per100(rate)} lie as near to one. ${chance}`;
  const fits =
    inside.length === 1
      ? `The change fits one declared event (${eventNameOf(inside[0]!)})`
      : `The change fits ${spelled(inside.length)} declared events equally (${listed(inside.slice(0, 4).map(eventNameOf))}${inside.length > 4 ? ", …" : ""})`;
  return `${fits}; ${per100(rate)} lie as near to one. ${chance}`;
}

/** Share of all days within so many days of any event on either side. */
function ratesWithin({ near }: Events, days: number, off: number): number {
  let found = 0;
  for (let day = 0; day < days; day++) if (near.some((event) => distanceOf(event, day) <= off)) found++;
  return found / days;
}

function chanceWords(tests: readonly KindTest[]): string {
  if (tests.length === 0) return "Nearness was not tested.";
  const best = tests.reduce((least, test) => (test.corrected < least.corrected ? test : least));
  if (best.corrected <= LEVEL)
    return `It lies nearer to events of the kind “${best.kind.slice(0, QUOTED)}” than chance (${pWord(best.corrected)}, Holm).`;
  const could = tests.some(({ least }) => least * tests.length <= LEVEL);
  return could
    ? `That is no more than chance (${pWord(best.corrected)}, Holm).`
    : `That is no more than chance, and with so few dates no nearness could have been (least p ${Number(best.least.toPrecision(2))}).`;
}

/** Whether the change followed the crossing, where the intervals tell. */
function orderWords(
  change: FoundChange,
  start: number,
  { found, smooth, series, line }: DeclaredCrossings,
): string | undefined {
  if (found === undefined || smooth === undefined) return undefined;
  const what = `${series.title.slice(0, QUOTED)} ${line}`;
  if (found.status === "never") return `The declared series never crossed: ${what}.`;
  if (found.crossings.length === 0) return undefined;
  const day = start + change.day;
  const nearest = found.crossings.reduce((best, one) =>
    Math.abs(smooth.start + one.at - day) < Math.abs(smooth.start + best.at - day) ? one : best,
  );
  const [first, last] = [smooth.start + nearest.first, smooth.start + nearest.last];
  const at = `the declared series crossed its line on ${dayName(smooth.start + nearest.at)} (95 %: ${daysName(first, last)})`;
  if (start + change.first > last) return `It came after ${at}.`;
  if (start + change.last < first) return `It came before ${at}.`;
  return `Which came first cannot be told: ${at}.`;
}

function comparisonWords({ readings }: Analysed, start: number): string {
  const outside = readings.find(({ comparison }) => comparison);
  if (outside === undefined) return "It was compared with the days before; there is no comparison group.";
  if (outside.why !== undefined) return `Posts outside the group cannot be compared, because ${outside.why}.`;
  return outside.change === undefined
    ? "Posts outside the group show no change of level on the same theme."
    : `Posts outside the group change on ${dayName(start + outside.change.day)} (95 %: ${daysName(start + outside.change.first, start + outside.change.last)}).`;
}

function methodWords(one: Analysed, analysis: Analysis, events: Events, settings: Settings): string {
  return [
    `Days begin at ${String(settings.dayStart).padStart(2, "0")}:00 UTC. Tested was the ${settings.measure}, chosen before: ${one.observed} days, weekday factors off, optimal partitioning with a penalty of ${one.penalty.toFixed(1)} innovation variances a change, at lag-1 correlation ${one.phi.toFixed(2)}.`,
    `Null: one level, the weekly pattern, AR(1) noise with this series' own innovations; ${pWord(one.p)}, ${pWord(one.corrected)} after Holm over ${counted(analysis.tested, "series", "series")}.`,
    "The interval holds every date that the series does not tell from the best one (inverted likelihood ratio, its law by stationary bootstrap).",
    events.tests.length === 0
      ? "No nearness to events was tested."
      : `Nearness to events: ${counted(events.tests.length, "test")} of dates against kinds, direction ${settings.direction}, each against random dates and circular shifts, the larger p, Holm over all of them.`,
    `At most ${MOST_POSTS} posts are listed: those of the theme on the days of the interval and a day on either side.`,
  ].join(" ");
}

export function pulseWords(
  one: Analysed,
  pulses: readonly FoundPulse[],
  analysis: Analysis,
  settings: Settings,
): Words {
  const { start } = analysis.daily;
  const most = pulses.reduce((best, pulse) =>
    Math.max(...pulse.counts) > Math.max(...best.counts) ? pulse : best,
  );
  const z = (score: number | null): string => (score === null ? "no scale" : score.toFixed(1));
  return {
    title: `Pulse on ${daysName(start + most.from, start + most.to)}: ${themeName(one)}, ${whose(settings)}`,
    sentence:
      `${capital(whose(settings))} wrote ${listed(most.counts.map((n) => String(n)))} posts on ${themeName(one)} on ${daysName(start + most.from, start + most.to)}: ` +
      `${z(most.onCounts)} robust standard deviations above its own weekdays on counts, ${z(most.onLog)} on a log scale. ` +
      `${pulses.length === 1 ? "It is the only pulse." : `${capital(spelled(pulses.length))} runs of days stand out so.`} This describes the days; whether a pulse is more than chance was not tested.`,
    method: `A pulse is a run of days at least 3.5 robust standard deviations above the median of the same weekday one to four weeks before and after, on either scale. Days begin at ${String(settings.dayStart).padStart(2, "0")}:00 UTC.`,
    refutedBy:
      "A single account or a machine that posted twice; a collection that was denser on these days; or the same pulse outside the group.",
    comparison: "Each day was compared with the same weekdays around it, not with another group.",
  };
}

export function runWords(analysis: Analysis, events: Events, settings: Settings): Words {
  const { daily, series, gaps, tested } = analysis;
  const changed = series.filter(({ changes }) => changes.length > 0).length;
  const days = `${counted(daily.length, "day")}, ${daysName(daily.start, daily.start + daily.length - 1)}`;
  const looked = `${counted(tested, "series", "series")} of ${whose(settings)} ${plural(tested, "was", "were")} tested over ${days}`;
  const best = Math.min(...series.map(({ corrected }) => corrected));
  const found =
    changed === 0
      ? `none changed level (least ${pWord(best)} after Holm)`
      : `${spelled(changed)} changed level (Holm, level ${LEVEL})`;
  const missing = gaps.filter(({ kind }) => kind === "missing").length;
  const thin = gaps.length - missing;
  return {
    title:
      changed === 0
        ? "No change of level"
        : `${capital(spelled(changed))} ${plural(changed, "series", "series")} with a change of level`,
    sentence: [
      `${capital(looked)}: ${found}.`,
      gaps.length === 0
        ? "No day was missed by the collection."
        : `${capital(spelled(missing))} ${plural(missing, "day is", "days are")} missing from the collection and ${spelled(thin)} ${plural(thin, "is", "are")} thin; they were left out.`,
      rateWords(events, settings),
      series.length < analysis.daily.candidates
        ? `${analysis.daily.candidates - series.length} more values had enough posts and were not looked at.`
        : undefined,
    ]
      .filter((part) => part !== undefined)
      .join(" "),
    method: `Days begin at ${String(settings.dayStart).padStart(2, "0")}:00 UTC. Holm over ${counted(tested, "series", "series")}; measure: ${settings.measure}. What changed and what is near to events stands in the findings.`,
    refutedBy: "A gap in the collection that looks like a quiet day, or themes that stand in another column.",
    comparison:
      "Each series was compared with itself before and after, and where one changed with the posts outside the group.",
  };
}

function rateWords({ near, rates, own }: Events, { events }: Settings): string | undefined {
  if (events.length === 0) return undefined;
  const left =
    own.length === 0
      ? ""
      : ` ${capital(spelled(own.length))} ${plural(own.length, "event", "events")} made from the posting itself ${plural(own.length, "was", "were")} left out.`;
  if (near.length === 0) return `No declared event can be held against these days.${left}`;
  return `Of 100 days ${[1, 2, 3].map((i) => Math.round(100 * rates[i]!)).join(", ")} lie within one, two and three days of one of the ${near.length} declared events by nothing but chance.${left}`;
}

export function crossingWords({ series, line, bandwidth, found, smooth, why }: DeclaredCrossings): Words {
  const name = series.title.slice(0, QUOTED);
  const rest = {
    method: `Daily means, weighted by their number, smoothed by local linear regression over ${bandwidth} days on either side; a day counts as clear of the line where the 95 % band of the curve does not hold it.${smooth === undefined ? "" : ` Lag-1 correlation of the rest ${smooth.phi.toFixed(2)}.`} The band holds the noise, not the bias of smoothing.`,
    refutedBy:
      "Other values of the same series: another filter, house or bandwidth with which it crosses on another day, or does not.",
    comparison: "The series was compared with the line alone.",
  };
  if (found === undefined || smooth === undefined)
    return {
      title: `Crossing of ${line}: not answerable`,
      sentence: cannotAnswer(`${why ?? "it has no values"} (the declared series ${name})`),
      ...rest,
    };
  const nearest = `nearest on ${dayName(smooth.start + found.nearest)}, ${Number(Math.abs(found.distance).toPrecision(2))} ${series.unit === "" ? "off" : `${series.unit} off`}`;
  if (found.status === "never")
    return {
      title: `Never crossed: ${name}`,
      sentence: `The declared series ${name} never crossed ${line}; it was ${nearest}.`,
      ...rest,
    };
  if (found.status === "not told")
    return {
      title: `Crossing not told: ${name}`,
      sentence: `Whether the declared series ${name} crossed ${line} cannot be told: on ${counted(found.open, "day")} its band holds the line (${nearest}).`,
      ...rest,
    };
  const each = found.crossings.map(
    ({ up, at, first, last }) =>
      `${up ? "upwards" : "downwards"} on ${dayName(smooth.start + at)} (95 %: ${daysName(smooth.start + first, smooth.start + last)})`,
  );
  return {
    title: `${plural(found.crossings.length, "Crossing", "Crossings")} of ${line}: ${name}`,
    sentence: `The declared series ${name} crossed ${line} ${listed(each)}.`,
    ...rest,
  };
}
