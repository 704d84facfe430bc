/**
 * How an ordinary explanation is judged. On each occasion a trace of it is there or not. One model says how often it is
 * there if the explanation holds, the other how often if it does not; both are named, and both may differ from occasion to
 * occasion. The number of occasions with the trace has a Poisson-binomial distribution under either.
 *
 * It speaks for the explanation where the other model is rejected at 1 % and its own is not; against it where its own is
 * rejected and the other is not, and only where a test of this many occasions would have rejected it in 4 of 5 cases were it
 * false. Both ways the number has to be ten times as likely under the model that stands. In every other case nothing can be
 * told: too few occasions, models too close, or a number that neither gives.
 */
import type { Answer } from "../../../../model/finding.ts";
import { rough } from "../../../../words.ts";

export const LEVEL = 0.01;
export const POWER = 0.8;
/** log10 of how much likelier the number has to be under the model that stands. */
const LEAST_RATIO = 1;
/** Rates nearer than this are not told apart: what is counted is no finer. */
const LEAST_DISTANCE = 0.1;
/** Least part of the occasions on which an explanation has to leave its trace to be called one. */
export const PART = 0.8;
/** No model calls anything impossible or certain: one odd occasion must not decide. */
const [LEAST, MOST] = [0.01, 0.99];
const MOST_NEEDED = 400;

/** Chances of the trace, an entry per occasion. */
export interface Models {
  readonly explained: readonly number[];
  readonly otherwise: readonly number[];
}

export interface Trials extends Models {
  /** Occasions on which the trace is there. */
  readonly hits: number;
  /**
   * How many days, hosts, sources or delays the fullest was chosen from, after looking. Each is given by one occasion that has
   * it; the others have it by chance. So the p of the other model is so many times that of one hit and one occasion less.
   */
  readonly chosenFrom?: number;
}

export interface Judged {
  readonly answer: Answer;
  /** Why, where nothing can be told. */
  readonly why?: string;
  /** log10 of the likelihood of the number of hits, explained over otherwise. */
  readonly log10Ratio: number;
}

/** Where the explanation leaves its trace on `PART` of the occasions, and elsewhere as often as otherwise. */
export function traced(otherwise: readonly number[], part: number = PART): Models {
  return { otherwise, explained: otherwise.map((rate) => part + (1 - part) * rate) };
}

export function judge({ hits, explained, otherwise, chosenFrom }: Trials): Judged {
  const own = distribution(explained);
  const other = distribution(otherwise);
  const more = mean(explained) >= mean(otherwise);
  const log10Ratio = log10Of(own[hits]!) - log10Of(other[hits]!);
  // Towards the other model for the own one, and the other way round.
  const ownP = more ? below(own, hits) : above(own, hits);
  const otherP =
    chosenFrom === undefined
      ? more
        ? above(other, hits)
        : below(other, hits)
      : chosenP(hits, otherwise, chosenFrom);
  if (tooAlike(explained, otherwise)) return { answer: "cannot tell", why: TOO_ALIKE, log10Ratio };
  if (ownP > LEVEL && otherP <= LEVEL && log10Ratio >= LEAST_RATIO)
    return { answer: "speaks for", log10Ratio };
  const told = ownP <= LEVEL && otherP > LEVEL && log10Ratio <= -LEAST_RATIO;
  if (told && powerAgainst(own, other, more) >= POWER) return { answer: "speaks against", log10Ratio };
  const neither = ownP <= LEVEL && otherP <= LEVEL;
  return {
    answer: "cannot tell",
    why: neither ? "neither model gives this number" : tooFew(explained, otherwise),
    log10Ratio,
  };
}

function chosenP(hits: number, otherwise: readonly number[], chosenFrom: number): number {
  if (hits === 0) return 1;
  const [, ...rest] = [...otherwise].sort((x, y) => x - y);
  return Math.min(1, chosenFrom * above(distribution(rest), hits - 1));
}

/** What is enough by itself, if it holds: nothing else has to be added to get the number that was counted. */
export interface Enough {
  readonly hits: number;
  /** Chances if this is all there is, and if not even this is there. */
  readonly explained: readonly number[];
  readonly chance: readonly number[];
}

/**
 * Judged against appointments on `PART` of the occasions. It speaks for an explanation that is enough only where something
 * had to be explained: where `chance` alone is rejected.
 */
export function judgeEnough({ hits, explained, chance }: Enough): Judged {
  const { explained: appointed } = traced(explained);
  const own = distribution(explained);
  const other = distribution(appointed);
  const log10Ratio = log10Of(own[hits]!) - log10Of(other[hits]!);
  const cannot = (why: string): Judged => ({ answer: "cannot tell", why, log10Ratio });
  if (tooAlike(explained, appointed)) return cannot(TOO_ALIKE);
  if (above(own, hits) <= LEVEL)
    return powerAgainst(own, other, false) >= POWER
      ? { answer: "speaks against", log10Ratio }
      : cannot(tooFew(explained, appointed));
  if (below(other, hits) > LEVEL || log10Ratio < LEAST_RATIO) return cannot(tooFew(explained, appointed));
  if (above(distribution(chance), hits) > LEVEL) return cannot("chance without it gives as many");
  return { answer: "speaks for", log10Ratio };
}

const TOO_ALIKE = "what is expected is too much alike, whatever the number";
const tooAlike = (explained: readonly number[], otherwise: readonly number[]): boolean =>
  Math.abs(mean(explained) - mean(otherwise)) < LEAST_DISTANCE;

function tooFew(explained: readonly number[], otherwise: readonly number[]): string {
  const needed = occasionsNeeded(mean(explained), mean(otherwise));
  if (needed === undefined) return TOO_ALIKE;
  return needed > explained.length ? `${needed} would be needed` : "both models give this number";
}

/** Chance, if the other model holds, of a number of hits at which the own one is rejected towards it. */
function powerAgainst(own: Float64Array, other: Float64Array, more: boolean): number {
  const last = own.length - 1;
  let tail = 0;
  let power = 0;
  for (let i = 0; i <= last; i++) {
    const x = more ? i : last - i;
    tail += own[x]!;
    if (tail > LEVEL) break;
    power += other[x]!;
  }
  return power;
}

/**
 * Least number of occasions at which a test between these two rates rejects either model in 4 of 5 cases where the other
 * one holds; undefined where none up to 400 is enough.
 */
export function occasionsNeeded(explained: number, otherwise: number): number | undefined {
  const more = explained > otherwise;
  let own = distribution([]);
  let other = distribution([]);
  for (let n = 1; n <= MOST_NEEDED; n++) {
    own = withOccasion(own, explained);
    other = withOccasion(other, otherwise);
    if (powerAgainst(own, other, more) >= POWER && powerAgainst(other, own, !more) >= POWER) return n;
  }
  return undefined;
}

/** Chance of each number of hits, 0 to n. */
export function distribution(rates: readonly number[]): Float64Array {
  return rates.reduce(withOccasion, Float64Array.of(1));
}

/** Of a chance that may be too small to be told from none. */
const log10Of = (p: number): number => Math.log10(Math.max(p, 1e-300));

const clamped = (rate: number): number => Math.min(MOST, Math.max(LEAST, rate));

function withOccasion(chance: Float64Array, given: number): Float64Array {
  const rate = clamped(given);
  const next = new Float64Array(chance.length + 1);
  chance.forEach((p, x) => {
    next[x]! += p * (1 - rate);
    next[x + 1]! += p * rate;
  });
  return next;
}

/** P(X <= x) and P(X >= x). */
const below = (chance: Float64Array, x: number): number => sum(chance.subarray(0, x + 1));
const above = (chance: Float64Array, x: number): number => sum(chance.subarray(x));
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length;

/** `12 of 30 occasions; expected: 25 if it holds, 1.4 if not (as others do)` */
export function inNumbers({ hits, explained, otherwise }: Trials, what: string, ifNot: string): string {
  const expected = (rates: readonly number[]): string => rough(mean(rates.map(clamped)) * rates.length);
  return `${hits} of ${explained.length} ${what}; expected: ${expected(explained)} if it holds, ${expected(otherwise)} if not (${ifNot})`;
}
