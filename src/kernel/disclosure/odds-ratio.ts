/**
 * Were sets of A released more readily than sets of B? The odds ratio of release given what was collected of each, by
 * conditional maximum likelihood, with its central exact interval, and the mid-p interval beside it.
 *
 * M. P. Fay 2010, doi:10.1093/biostatistics/kxp050 (the central interval and the p-value that agrees with it);
 * H. O. Lancaster 1961, doi:10.1080/01621459.1961.10482105 (mid-p). Limits by bisection in ln odds to 1e-12 of their
 * size, each step O(released).
 *
 * The exact interval covers at least its level for every true ratio; with few sets it covers more. The mid-p interval
 * covers about its level on average over ratios, and for some ratios less. Where a cell is zero, one side has no bound:
 * it is left out, never given as infinity, and the other side keeps the level that it has in the two-sided interval,
 * since a level that is chosen after the zero was seen would cover less than it says.
 */
import { PlumblineError } from "../../errors.ts";
import { conditional, conditionalMean, tails, type Conditional, type Tails } from "./noncentral.ts";

/** Sets of two target groups: a set, or a tranche released together, is one decision and counts once. */
export interface DisclosureTable {
  readonly releasedA: number;
  readonly collectedA: number;
  readonly releasedB: number;
  readonly collectedB: number;
}

/** Limits of the odds ratio; a side that the sets do not bound is absent. */
export interface Bounds {
  readonly low?: number;
  readonly high?: number;
}

/** P-values of equal odds: A released more readily, less readily, either (twice the smaller, at most 1). */
export interface Sides {
  readonly more: number;
  readonly less: number;
  readonly either: number;
}

/** Why a table cannot tell: every split of the released sets that it allows is the one that was seen. */
export type NoOddsRatio =
  | "nothing of A was collected"
  | "nothing of B was collected"
  | "nothing was released"
  | "everything was released";

export type OddsRatio =
  | {
      readonly answered: true;
      /** Conditional maximum likelihood; absent where a zero puts it at 0 or beyond every number. */
      readonly estimate?: number;
      readonly exact: Bounds;
      readonly midP: Bounds;
      /**
       * The ratio is at least this, with the whole level on this one side: the bound that agrees with `p.more`, for
       * a direction that was declared. Absent where nothing bounds the ratio from below.
       */
      readonly atLeast?: number;
      readonly p: Sides;
      readonly pMid: Sides;
    }
  | { readonly answered: false; readonly because: NoOddsRatio };

/**
 * @param level chance of error of the two-sided intervals, such as 0.05; declared before the sets are looked at
 * @throws PlumblineError PARAMETER where a number is no count, more is released than collected, or the level is not
 *   between 0 and 1.
 */
export function oddsRatio(table: DisclosureTable, level: number): OddsRatio {
  checkTable(table);
  checkLevel(level);
  const because = uninformative(table);
  if (because !== undefined) return { answered: false, because };
  const { releasedA: x, collectedA, releasedB, collectedB } = table;
  const law = conditional(collectedA, collectedB, x + releasedB);
  const atOne = tails(law, x, 0);
  const estimate = estimateOf(law, x);
  const { low: atLeast } = boundsOf(law, x, level, 1);
  return {
    answered: true,
    ...(estimate === undefined ? {} : { estimate }),
    exact: boundsOf(law, x, level / 2, 1),
    midP: boundsOf(law, x, level / 2, 0.5),
    ...(atLeast === undefined ? {} : { atLeast }),
    p: sides(atOne, 1),
    pMid: sides(atOne, 0.5),
  };
}

/**
 * P-value of "no more readily than B", one-sided: the chance of so many sets of A among the released, or more, if every
 * collected set was as likely as any other to be released. 1 where the table cannot tell.
 * @param atX how much of the chance of just this many counts: 1 exact, 0.5 mid-p
 */
export function moreReadily(table: DisclosureTable, atX: 1 | 0.5 = 1): number {
  const { releasedA, collectedA, releasedB, collectedB } = table;
  const law = conditional(collectedA, collectedB, releasedA + releasedB);
  const { at, above } = tails(law, releasedA, 0);
  return law.low === law.high ? 1 : Math.min(1, above + atX * at);
}

/** Whether a p-value is at most a level; one that equals it, as 1 in 20 does 0.05, is not lost to rounding. */
export function reaches(p: number, level: number): boolean {
  return p <= level * (1 + 1e-9);
}

function uninformative(table: DisclosureTable): NoOddsRatio | undefined {
  const released = table.releasedA + table.releasedB;
  if (table.collectedA === 0) return "nothing of A was collected";
  if (table.collectedB === 0) return "nothing of B was collected";
  if (released === 0) return "nothing was released";
  return released === table.collectedA + table.collectedB ? "everything was released" : undefined;
}

function sides({ below, at, above }: Tails, atX: number): Sides {
  const more = Math.min(1, above + atX * at);
  const less = Math.min(1, below + atX * at);
  return { more, less, either: Math.min(1, 2 * more, 2 * less) };
}

function estimateOf(law: Conditional, x: number): number | undefined {
  if (x === law.low || x === law.high) return undefined;
  return Math.exp(increasing((lnOdds) => conditionalMean(law, lnOdds) - x));
}

/** Limits at which the tail from the seen number outward has chance `tail`. */
function boundsOf(law: Conditional, x: number, tail: number, atX: number): Bounds {
  const upper = (lnOdds: number): number => {
    const { at, above } = tails(law, x, lnOdds);
    return above + atX * at - tail;
  };
  const lower = (lnOdds: number): number => {
    const { below, at } = tails(law, x, lnOdds);
    return tail - below - atX * at;
  };
  return {
    ...(x === law.low ? {} : { low: Math.exp(increasing(upper)) }),
    ...(x === law.high ? {} : { high: Math.exp(increasing(lower)) }),
  };
}

/** The root of an increasing function of ln odds that has one: widened from 0 until it is inside, then halved. */
function increasing(f: (lnOdds: number) => number): number {
  let low = -1;
  let high = 1;
  while (f(low) > 0) [low, high] = [2 * low, low];
  while (f(high) < 0) [low, high] = [high, 2 * high];
  while (high - low > 1e-12 * Math.max(1, Math.abs(low))) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** @throws PlumblineError PARAMETER where a number is no count or more is released than collected. */
export function checkTable(table: DisclosureTable): void {
  for (const [name, value] of Object.entries(table) as [string, number][])
    if (!Number.isSafeInteger(value) || value < 0)
      throw new PlumblineError("PARAMETER", `${name} is ${value}, and sets are counted from 0 up.`);
  for (const [group, released, collected] of [
    ["A", table.releasedA, table.collectedA],
    ["B", table.releasedB, table.collectedB],
  ] as const)
    if (released > collected)
      throw new PlumblineError(
        "PARAMETER",
        `Of ${group}, ${released} sets are released and ${collected} collected: what was released was collected.`,
      );
}

/** @throws PlumblineError PARAMETER where a level is not between 0 and 1. */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1))
    throw new PlumblineError("PARAMETER", `The level ${level} is not between 0 and 1.`);
}
