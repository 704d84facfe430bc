/** Figures of findings in words. */
import type { FindingView } from "../../../views/edition.ts";
import { count } from "../../../words.ts";

type Significance = FindingView["finding"]["significance"][number];

/** `2·10` and 21, `0.004`; the floor of what is computed is said as one. */
export function partsOfP(log10p: number): { readonly head: string; readonly minusPower?: number } {
  if (log10p <= -300) return { head: "< 10", minusPower: 300 };
  if (log10p > -3) return { head: (10 ** log10p).toFixed(log10p > -1.3 ? 2 : 3) };
  let power = Math.floor(log10p);
  let digit = Math.round(10 ** (log10p - power));
  if (digit === 10) [digit, power] = [1, power + 1];
  return { head: `${digit === 1 ? "" : `${digit}·`}10`, minusPower: -power };
}

/** What a corrected p says, as one would say it. */
export function saySignificance({ null: name, log10p, correction, m, level }: Significance): string {
  const p = 10 ** log10p;
  const below = p <= level;
  const over =
    correction === "network-based statistic"
      ? `against ${count(m)} shuffles`
      : correction === "none"
        ? "not corrected"
        : `corrected by ${correction} over ${count(m)} hypotheses`;
  const chance =
    p < 1e-6
      ? "chance alone would do this less than once in a million times"
      : p >= 0.5
        ? "chance alone does this as often as not"
        : `chance alone would do this about once in ${count(Math.round(1 / p))} times`;
  return `If ${name} alone decided, ${chance}; ${over}, ${below ? "below" : "not below"} the level of ${level}.`;
}

const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });
/** A first sentence that is longer is no headline. */
const LONGEST_HEADLINE = 260;

/** A finding as a headline and the other sentences: its first sentence, or the title where that says more. */
export function parted({ status, title, sentence }: FindingView["finding"]): {
  readonly headline: string;
  readonly rest: readonly string[];
} {
  const sentences = Array.from(SENTENCES.segment(sentence), ({ segment }) => segment.trim()).filter(Boolean);
  const [first = ""] = sentences;
  return status === "note" || first === "" || first.length > LONGEST_HEADLINE
    ? { headline: title, rest: sentences }
    : { headline: first, rest: sentences.slice(1) };
}

/** Of several tests the weakest counts: the largest corrected p of a finding. */
export function weakest(significance: readonly Significance[]): Significance | undefined {
  return [...significance].sort((x, y) => y.log10p - x.log10p)[0];
}

/** First and last day with a count in the finding's timeline. */
export function daysOf({ finding }: FindingView): readonly [string, string] | undefined {
  const timeline = finding.figures.find((figure) => figure.kind === "timeline");
  if (timeline === undefined) return undefined;
  const start = Date.parse(timeline.from);
  const days = timeline.series.flatMap(({ counts }) => counts.flatMap((n, at) => (n > 0 ? [at] : [])));
  if (days.length === 0) return undefined;
  const [first, last] = days.reduce(([low, high], day) => [Math.min(low, day), Math.max(high, day)], [
    days[0]!,
    days[0]!,
  ] as const);
  const day = (at: number) => new Date(start + at * 86_400_000).toISOString().slice(0, 10);
  return [day(first), day(last)];
}
