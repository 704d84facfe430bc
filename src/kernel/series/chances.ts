/**
 * What a series says beyond its rows. Sources are taken as independent of each other, rows of one source never. Errors that
 * sources share, as polls of one election do, are in none of these: an interval here is about what further sources of
 * this kind would show, not about the voters.
 *
 * - Lead: of the sources, how many have a mean above zero; exact limits of the share (Clopper and Pearson 1934,
 *   doi:10.1093/biomet/26.4.404) and a sign test of "as likely below as above", ties left out.
 * - Change: each source with values on both sides is its own control; Student's t over the changes.
 * - Crossings: the mean over sources in spans of some weeks, with intervals that hold for all spans together (Bonferroni), by a
 *   standard deviation between sources that is pooled over the spans. A crossing is clear where one span lies wholly above
 *   zero and a later one wholly below, or the other way. Spans of one source alone get an interval, too: the pooled one.
 *
 * O(rows log rows). Departure from what is usual for polls: sampling errors are not taken from sample sizes, since they
 * leave out what differs between houses; the spread between sources has both.
 */
import { shareLimits, signTail, studentQuantile } from "../significance/beta.ts";
import { bySource, meansBySource, meansBySpan, rowsWhere, sign, TIE, type SeriesRows } from "./rows.ts";

export interface LeadOfSources {
  readonly ahead: number;
  readonly tied: number;
  readonly sources: number;
  /** Limits of the share that is ahead, ties counted as not ahead. */
  readonly low: number;
  readonly high: number;
  /** One-sided: so many ahead, or more, of those that do not tie, if each was as likely behind. */
  readonly p: number;
}

/** @returns undefined where no row names its source and has a value */
export function leadOfSources(rows: SeriesRows, level: number): LeadOfSources | undefined {
  const signs = meansBySource(rows).mean.map(sign);
  const sources = signs.length;
  if (sources === 0) return undefined;
  const ahead = signs.filter((one) => one > 0).length;
  const tied = signs.filter((one) => one === 0).length;
  return { ahead, tied, sources, ...shareLimits(ahead, sources, level), p: signTail(ahead, sources - tied) };
}

export interface MeanChange {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly sources: number;
}

/**
 * Mean of changes with its interval.
 * @returns undefined for fewer than three, or where all are equal: their spread says nothing then
 */
export function meanChange(changes: readonly number[], level: number): MeanChange | undefined {
  const n = changes.length;
  if (n < 3) return undefined;
  const mean = changes.reduce((sum, x) => sum + x, 0) / n;
  const squares = changes.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  if (squares < TIE) return undefined;
  const half = studentQuantile(level / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half, sources: n };
}

export interface Span {
  /** First moment, ms UTC. */
  readonly from: number;
  /** Mean over its sources of their means in the span. */
  readonly mean: number;
  /** Limits that hold for all spans together. */
  readonly low: number;
  readonly high: number;
  readonly sources: number;
  readonly rows: number;
}

export interface ClearCrossings {
  readonly spans: readonly Span[];
  /** Clear changes: the later span, and which sign it has. */
  readonly crossings: readonly { readonly from: number; readonly sign: -1 | 1 }[];
  /** Spans that lie wholly above, wholly below, and neither. */
  readonly above: number;
  readonly below: number;
  readonly open: number;
  /** Standard deviation between sources, and its degrees of freedom. */
  readonly deviation: number;
  readonly freedom: number;
}

/** Least degrees of freedom from which a spread between sources is taken. */
const LEAST_FREEDOM = 5;

/**
 * @param days length of a span; weeks begin on a Monday
 * @returns undefined where fewer than two spans have values, or too few sources share spans to know how they differ
 */
export function clearCrossings(rows: SeriesRows, days: number, level: number): ClearCrossings | undefined {
  const spans = spansOfSources(rows, days);
  let [squares, freedom] = [0, 0];
  for (const { means } of spans) {
    const mean = average(means);
    for (const value of means) squares += (value - mean) ** 2;
    freedom += means.length - 1;
  }
  if (spans.length < 2 || freedom < LEAST_FREEDOM || squares < TIE) return undefined;
  const deviation = Math.sqrt(squares / freedom);
  const t = studentQuantile(level / 2 / spans.length, freedom);
  const judged = spans.map(({ from, means, rows: n }): Span => {
    const mean = average(means);
    const half = (t * deviation) / Math.sqrt(means.length);
    return { from, mean, low: mean - half, high: mean + half, sources: means.length, rows: n };
  });
  const signs = judged.map(({ low, high }) => (low > 0 ? 1 : high < 0 ? -1 : 0));
  const crossings: { from: number; sign: -1 | 1 }[] = [];
  let held = 0;
  for (const [i, here] of signs.entries()) {
    if (here === 0) continue;
    if (held !== 0 && here !== held) crossings.push({ from: judged[i]!.from, sign: here });
    held = here;
  }
  const number = (of: number): number => signs.filter((one) => one === of).length;
  return {
    spans: judged,
    crossings,
    above: number(1),
    below: number(-1),
    open: number(0),
    deviation,
    freedom,
  };
}

function spansOfSources(
  rows: SeriesRows,
  days: number,
): { readonly from: number; readonly means: readonly number[]; readonly rows: number }[] {
  const named = rowsWhere(rows, (i) => !Number.isNaN(rows.end[i]!));
  const bySpan = new Map<number, { means: number[]; rows: number }>();
  for (const { rows: own } of bySource(named)) {
    const { key, mean, rows: n } = meansBySpan(own, days);
    for (const [i, from] of key.entries()) {
      const span = bySpan.get(from) ?? { means: [], rows: 0 };
      span.means.push(mean[i]!);
      span.rows += n[i]!;
      bySpan.set(from, span);
    }
  }
  return [...bySpan].sort(([x], [y]) => x - y).map(([from, span]) => ({ from, ...span }));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
