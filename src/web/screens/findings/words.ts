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

/** A finding as a headline and the other sentences: its first sentence, or the title where that is too long. */
export function parted({ title, sentence }: FindingView["finding"]): {
  readonly headline: string;
  readonly rest: readonly string[];
} {
  const sentences = Array.from(SENTENCES.segment(sentence), ({ segment }) => segment.trim()).filter(Boolean);
  const [first = ""] = sentences;
  return first === "" || first.length > LONGEST_HEADLINE
    ? { headline: title, rest: sentences }
    : { headline: first, rest: sentences.slice(1) };
}

const NUMBER = "[\\d,]+(?:\\.\\d+)?";
const OF = new RegExp(`(${NUMBER}) of (?:the )?(${NUMBER}) `);
const PAIRS = new RegExp(`^(${NUMBER}) (\\w+)`);
const IF_SO = new RegExp(`(${NUMBER}(?: or more)?) if it holds`);
const IF_NOT = new RegExp(`(${NUMBER}) if (?:not|they lie)`);

/** What was counted of an explanation in a few words: `62 of 70; 33 if so, 63 if not`. Whole where it is said otherwise. */
export function shortMeasured(measured: string | undefined): string {
  if (measured === undefined) return "not measured";
  const many = PAIRS.exec(measured);
  const part = OF.exec(measured);
  const counted = many !== null ? many[1] : part === null ? undefined : `${part[1]} of ${part[2]}`;
  const [so, not] = [IF_SO.exec(measured)?.[1], IF_NOT.exec(measured)?.[1]];
  if (counted === undefined || so === undefined || not === undefined)
    return measured.startsWith("Not measured") ? "not measured" : measured;
  return `${counted}; ${so} if so, ${not} if not`;
}
