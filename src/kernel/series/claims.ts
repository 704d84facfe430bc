/**
 * Is a factual claim about a series borne out? A claim is a template with its numbers; a unit is what it is counted in. Each
 * check is a count or a comparison over the rows as they are, with what would have to change for the answer to turn. It has
 * no chance in it: a count is true of the table, and what it says beyond the table is said by `chances.ts`.
 *
 * Y. Wu, P. K. Agarwal, C. Li, J. Yang, C. Yu 2014, Toward computational fact-checking, doi:10.14778/2732286.2732295
 * (a claim as a query whose parameters are varied). Departure: the readings are declared one by one, and none is
 * weighed by how near it lies to the claim. O(rows log rows).
 */
import {
  bySource,
  DAY,
  lastEnd,
  meansByDay,
  meansBySource,
  meansBySpan,
  rowsWhere,
  sign,
  TIE,
  type Means,
  type SeriesRows,
  type SeriesUnit,
} from "./rows.ts";

export type SeriesClaim =
  /** Above zero in more than half of the units; ties count against. */
  | { readonly kind: "most" }
  /** Above zero in at least `n` of the last `m` units. */
  | { readonly kind: "n-of-m"; readonly n: number; readonly m: number }
  /** The sign changed. */
  | { readonly kind: "crossed" }
  /** Lower, or higher, in the last `days` days than in the `days` days up to `since` (ms UTC, a day). */
  | { readonly kind: "fell" | "rose"; readonly since: number; readonly days: number }
  /** The last unit is above, or below, every other since then. */
  | { readonly kind: "highest" | "lowest"; readonly since: number };

/** Why a claim cannot be checked in a unit. */
export type NoCheck =
  | "no row has a value"
  | "no row has a time"
  | "no row names its source"
  | "there is one unit alone"
  | "there are fewer units than the claim names"
  | "sources have no order of time"
  | "there is no value in the days up to the date"
  | "the last days reach back beyond the date";

export type Check =
  | {
      readonly answered: true;
      readonly holds: boolean;
      /** Units that speak for it, units that tie, all units. For a sequence, `yes` counts sign changes. */
      readonly yes: number;
      readonly tied: number;
      readonly units: number;
      /** The fewest units that would have to speak otherwise for the answer to turn; absent for a comparison of means. */
      readonly turn?: number;
      /** What was compared, where two numbers were: after minus before, or the last minus the highest (lowest) other. */
      readonly difference?: number;
      /** Moments (ms UTC) of sign changes, or of the unit that contradicts. */
      readonly moments?: readonly number[];
    }
  | { readonly answered: false; readonly because: NoCheck };

const none = (because: NoCheck): Check => ({ answered: false, because });

/** Checks one claim over the rows of one reading, in one unit. */
export function checkClaim(rows: SeriesRows, claim: SeriesClaim, unit: SeriesUnit): Check {
  const missing = whatIsMissing(rows, claim, unit);
  if (missing !== undefined) return none(missing);
  switch (claim.kind) {
    case "most":
      return most(signsOf(rows, unit));
    case "n-of-m":
      return nOfM(rows, claim, unit);
    case "crossed":
      return unit === "sources" ? bySources(rows, crossed) : crossed(sequence(rows, unit));
    case "fell":
    case "rose":
      return changed(rows, claim, unit);
    case "highest":
    case "lowest": {
      const since = rowsWhere(rows, (i) => rows.end[i]! >= claim.since);
      const check = (means: Means): Check => extreme(means, claim.kind === "highest" ? 1 : -1);
      return unit === "sources" ? bySources(since, check) : check(sequence(since, unit));
    }
  }
}

function whatIsMissing(rows: SeriesRows, { kind }: SeriesClaim, unit: SeriesUnit): NoCheck | undefined {
  const valued = rowsWhere(rows, (i) => !Number.isNaN(rows.value[i]!));
  if (valued.length === 0) return "no row has a value";
  if (unit === "sources" && valued.source.every((source) => source < 0)) return "no row names its source";
  const timed = kind !== "most" || unit === "weeks";
  return timed && valued.end.every((end) => Number.isNaN(end)) ? "no row has a time" : undefined;
}

/** Signs of the units, in order of time but for sources. */
function signsOf(rows: SeriesRows, unit: SeriesUnit): (-1 | 0 | 1)[] {
  if (unit === "sources") return meansBySource(rows).mean.map(sign);
  if (unit === "weeks") return meansBySpan(rows, 7).mean.map(sign);
  const at = Array.from({ length: rows.length }, (_, i) => i).filter((i) => !Number.isNaN(rows.value[i]!));
  at.sort((x, y) => rows.end[x]! - rows.end[y]! || rows.start[x]! - rows.start[y]! || x - y);
  return at.map((i) => sign(rows.value[i]!));
}

/** Means in order of time: rows of one day have no order, so they are one. */
function sequence(rows: SeriesRows, unit: "rows" | "weeks"): Means {
  return unit === "weeks" ? meansBySpan(rows, 7) : meansByDay(rows);
}

/** How many of `yes` of `units` would have to change for "more than half" to turn. */
function turnOfMost(yes: number, units: number): number {
  return yes > units / 2 ? Math.ceil(yes - units / 2) : Math.floor(units / 2) + 1 - yes;
}

function most(signs: readonly number[]): Check {
  const units = signs.length;
  const yes = signs.filter((one) => one > 0).length;
  const tied = signs.filter((one) => one === 0).length;
  return { answered: true, holds: yes > units / 2, yes, tied, units, turn: turnOfMost(yes, units) };
}

function nOfM(rows: SeriesRows, { n, m }: { n: number; m: number }, unit: SeriesUnit): Check {
  const signs = signsOf(rows, unit);
  if (signs.length < m) return none("there are fewer units than the claim names");
  if (unit === "sources" && signs.length > m) return none("sources have no order of time");
  const last = signs.slice(-m);
  const yes = last.filter((one) => one > 0).length;
  const tied = last.filter((one) => one === 0).length;
  return { answered: true, holds: yes >= n, yes, tied, units: m, turn: yes >= n ? yes - n + 1 : n - yes };
}

/** Sign changes between units that do not tie; a tie between two signs is no change by itself. */
function crossed({ key, mean }: Means): Check {
  if (key.length < 2) return none("there is one unit alone");
  const moments: number[] = [];
  let held = 0;
  let tied = 0;
  for (let i = 0; i < key.length; i++) {
    const here = sign(mean[i]!);
    if (here === 0) tied++;
    else {
      if (held !== 0 && here !== held) moments.push(key[i]!);
      held = here;
    }
  }
  const yes = moments.length;
  return { answered: true, holds: yes > 0, yes, tied, units: key.length, moments };
}

/** Each source by its own days; borne out where most of those that can be asked show it. */
function bySources(rows: SeriesRows, check: (means: Means) => Check): Check {
  const answers = bySource(rows)
    .map(({ rows: own }) => check(meansByDay(own)))
    .filter((answer) => answer.answered);
  const units = answers.length;
  if (units === 0) return none("there is one unit alone");
  const yes = answers.filter(({ holds }) => holds).length;
  return { answered: true, holds: yes > units / 2, yes, tied: 0, units, turn: turnOfMost(yes, units) };
}

function extreme({ key, mean }: Means, direction: 1 | -1): Check {
  const units = key.length;
  if (units < 2) return none("there is one unit alone");
  const last = mean.at(-1)!;
  let best = 0;
  for (let i = 1; i < units - 1; i++) if (direction * (mean[i]! - mean[best]!) > 0) best = i;
  const difference = last - mean[best]!;
  const against = mean.slice(0, -1).filter((value) => direction * (last - value) < TIE).length;
  const tied = mean.slice(0, -1).filter((value) => Math.abs(last - value) < TIE).length;
  return {
    answered: true,
    holds: against === 0,
    yes: units - 1 - against,
    tied,
    units: units - 1,
    turn: Math.max(1, against),
    difference,
    ...(against === 0 ? {} : { moments: [key[best]!] }),
  };
}

/** The two spans of days that "fell since" compares, the end of each inclusive. */
export function spansOf(
  rows: SeriesRows,
  { since, days }: { readonly since: number; readonly days: number },
): { readonly before: SeriesRows; readonly after: SeriesRows } | NoCheck {
  const end = lastEnd(rows);
  if (Number.isNaN(end)) return "no row has a time";
  if (end - days * DAY < since) return "the last days reach back beyond the date";
  const within = (to: number): SeriesRows =>
    rowsWhere(
      rows,
      (i) => rows.end[i]! > to - days * DAY && rows.end[i]! <= to && !Number.isNaN(rows.value[i]!),
    );
  const [before, after] = [within(since), within(end)];
  return before.length === 0 ? "there is no value in the days up to the date" : { before, after };
}

/** Sources with rows in both spans, and what changed in each: mean after minus mean before. */
export function changesBySource(before: SeriesRows, after: SeriesRows): number[] {
  const [one, other] = [meansBySource(before), meansBySource(after)];
  const earlier = new Map(one.key.map((source, i) => [source, one.mean[i]!]));
  return other.key.flatMap((source, i) => {
    const held = earlier.get(source);
    return held === undefined ? [] : [other.mean[i]! - held];
  });
}

function changed(
  rows: SeriesRows,
  claim: { readonly kind: "fell" | "rose"; readonly since: number; readonly days: number },
  unit: SeriesUnit,
): Check {
  const spans = spansOf(rows, claim);
  if (typeof spans === "string") return none(spans);
  const { before, after } = spans;
  const towards = claim.kind === "fell" ? -1 : 1;
  if (unit === "sources") {
    const signs = changesBySource(before, after).map((change) => towards * sign(change));
    return signs.length === 0 ? none("there is no value in the days up to the date") : most(signs);
  }
  const level = ({ value }: SeriesRows): number => average(value);
  const weekly = (part: SeriesRows): number => average(meansBySpan(part, 7).mean);
  const of = unit === "weeks" ? weekly : level;
  const difference = of(after) - of(before);
  const holds = sign(difference) === towards;
  return {
    answered: true,
    holds,
    yes: holds ? 1 : 0,
    tied: sign(difference) === 0 ? 1 : 0,
    units: 1,
    difference,
  };
}

function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
