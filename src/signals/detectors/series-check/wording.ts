/** The sentences of series-check: what was counted, under which readings it holds, and which of them it hangs on. */
import type { Cell, Check, SeriesUnit } from "../../../kernel/index.ts";
import { count, counted, listed, measured, percentOf, plural, rough } from "../../../words.ts";
import type { Checked } from "./check.ts";

/** What units are called in sentences. */
export interface Nouns {
  readonly value: string;
  readonly source: string;
}

type Answered = Extract<Check, { answered: true }>;

export const day = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

export function unitWord(unit: SeriesUnit, n: number, { value, source }: Nouns): string {
  return plural(n, unit === "weeks" ? "week" : unit === "rows" ? value : source);
}

/** The claim in words, as a title has it. */
export function claimWords({ claim }: Checked): string {
  switch (claim.kind) {
    case "most":
      return "above zero in most";
    case "n-of-m":
      return `above zero in at least ${claim.n} of the last ${claim.m}`;
    case "crossed":
      return "crossed zero";
    case "fell":
    case "rose":
      return `${claim.kind} since ${day(claim.since)}`;
    case "highest":
    case "lowest":
      return `the last is the ${claim.kind} since ${day(claim.since)}`;
  }
}

/** What one unit says of the declared reading: `903 of 1,106 polls (82 %, 16 tied)`. */
export function cellWords(check: Check, unit: SeriesUnit, checked: Checked, nouns: Nouns): string {
  const called = unitWord(unit, 2, nouns);
  if (!check.answered) return `${called}: cannot be told, because ${check.because}`;
  const { kind } = checked.claim;
  if (kind === "most" || kind === "n-of-m") return shareWords(check, unit, nouns);
  if (kind === "crossed") return crossedWords(check, unit, nouns);
  if (unit === "sources")
    return `${count(check.yes)} of ${count(check.units)} ${unitWord(unit, check.units, nouns)}, each with itself`;
  const difference = check.difference ?? 0;
  const by = `${difference > 0 ? "+" : ""}${measured(difference, 3)}`;
  if (kind === "fell" || kind === "rose") return `${by} by means of ${called}`;
  const [at] = check.moments ?? [];
  const other = at === undefined ? "" : `, against that of ${day(at)}`;
  return `${by} in ${unit === "rows" ? "means of days" : called}${other}`;
}

function shareWords({ yes, tied, units }: Answered, unit: SeriesUnit, nouns: Nouns): string {
  const ties = tied === 0 ? "" : `, ${count(tied)} tied`;
  const means = unit === "rows" ? "" : " by their means";
  return `${count(yes)} of ${count(units)} ${unitWord(unit, units, nouns)}${means} (${percentOf(yes, units)}${ties})`;
}

function crossedWords({ yes, units, moments = [] }: Answered, unit: SeriesUnit, nouns: Nouns): string {
  if (unit === "sources")
    return `${count(yes)} of ${count(units)} ${unitWord(unit, units, nouns)} by their own days`;
  const called = unit === "rows" ? "day to day" : "week to week";
  if (yes === 0) return `never from ${called}`;
  const first = moments.length > 3 ? `, first ${day(moments[0]!)}` : `: ${listed(moments.map(day))}`;
  return `${counted(yes, "time")} from ${called}${first}`;
}

/** Under which readings it holds, and the one that comes nearest to turning. */
export function surfaceWords({ surface }: Checked, nouns: Nouns): string {
  const { yes, no, unanswered, fails, nearest, readings, units } = surface;
  const cells = `${counted(readings.length, "reading")} in ${counted(units.length, "unit")}`;
  const open = unanswered === 0 ? "" : `; ${counted(unanswered, "cell")} cannot be told`;
  const name = (cell: Cell): string =>
    `“${readings[cell.reading]!.slice(0, 80)}” in ${unitWord(units[cell.unit]!, 2, nouns)}`;
  if (yes > 0 && no === 0) {
    const turn = nearest?.check.answered === true ? nearest.check.turn : undefined;
    const closest =
      turn === undefined || nearest === undefined
        ? ""
        : ` It would be nearest to failing for ${name(nearest)}: ${count(turn)} of ${count((nearest.check as Answered).units)} would have to be otherwise.`;
    return `It holds in all ${count(yes)} cells of ${cells}${open}.${closest}`;
  }
  if (yes === 0) return `It fails in all ${count(no)} cells of ${cells}${open}.`;
  const some = fails.slice(0, 3).map(name);
  const more = fails.length > 3 ? ` and ${count(fails.length - 3)} more` : "";
  return `It hangs on the reading: of ${count(yes + no)} cells of ${cells}, it holds in ${count(yes)} and fails in ${count(no)}, such as ${listed(some)}${more}${open}.`;
}

/** That values of one source are not independent, in numbers. */
export function overlapWords({ overlap }: Checked, nouns: Nouns): string {
  const { rows, sources, dated } = overlap;
  if (dated === 0) return "";
  const values = unitWord("rows", 2, nouns);
  if (rows === 0) return ` None of the ${values} shares a day with an earlier one of its ${nouns.source}.`;
  return ` ${count(rows)} of ${count(dated)} ${values} share a day with an earlier one of the same ${nouns.source} (${counted(sources, nouns.source)}): they are not independent, and no chance is computed over ${values}.`;
}

/** What can be said over sources; empty where nothing can. */
export function chanceWords(
  { claim, declared, lead, change, clear, span, level }: Checked,
  nouns: Nouns,
): string {
  const sure = `${Number((100 * (1 - level)).toFixed(2))} %`;
  const sources = unitWord("sources", 2, nouns);
  if (lead !== undefined)
    return `${count(lead.ahead)} of ${counted(lead.sources, nouns.source)} have a mean above zero, ${percentOf(lead.ahead, lead.sources)} (${sure} interval ${percentOf(100 * lead.low, 100)} to ${percentOf(100 * lead.high, 100)}). If each was as likely below as above, so many or more of those that do not tie would have a chance of ${rough(lead.p)}. An error that all ${sources} share is not in this.`;
  if (change !== undefined) {
    const { mean, low, high, sources: n } = change;
    const zero = low > 0 || high < 0 ? "which does not hold zero" : "which holds zero";
    return `The ${counted(n, nouns.source)} with values on both sides changed by ${measured(mean, 3)} on average, each compared with itself (${sure} interval ${measured(low, 3)} to ${measured(high, 3)}, ${zero}).`;
  }
  if (clear !== undefined) {
    const spans = `spans of ${counted(span, "week")}`;
    const counts = `${count(clear.above)} of ${count(clear.spans.length)} ${spans} lie wholly above zero, ${count(clear.below)} wholly below, ${count(clear.open)} neither`;
    const said =
      clear.crossings.length === 0
        ? "It never clearly crossed"
        : `It clearly crossed ${counted(clear.crossings.length, "time")}, by ${listed(clear.crossings.map(({ from }) => day(from)))}`;
    return `${said}: ${counts}, with intervals that hold for all spans together (${sure}, between ${sources}).`;
  }
  if ((claim.kind === "highest" || claim.kind === "lowest") && declared.answered)
    return `Of ${count(declared.units + 1)} units that are alike, the last is the ${claim.kind} with a chance of ${rough(1 / (declared.units + 1))}: that is how often it would be so if nothing changed.`;
  return `No chance is given: too few ${sources} are named, or they do not differ.`;
}
