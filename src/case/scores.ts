/**
 * The arithmetic of a matrix: named scores, leaders, diagnosticity, leave-one-out. Pure numbers, no records.
 *
 * What: analysis of competing hypotheses counts what speaks *against* each hypothesis (Heuer 1999, ch. 8; the weighted
 * form is that of PARC's ACH 2.0, 2005). The lower a score, the less speaks against the hypothesis; it is no probability.
 * Cost: scores x hypotheses, times the items and, once more, what rests on each origin.
 * Departure: weights are powers of the square root of 2, so sums are kept exactly as (a + b√2) / 2 with whole a and b; a
 * tie is a tie, whatever the order of adding.
 */
import type { CellValue, LeaderChange, ScoreName } from "../views/matrix.ts";

/** One column that counts: a cell per hypothesis, and the exponent of its weight (weight = √2 ^ exponent, -2 to 2). */
export interface ScoredItem {
  readonly cells: readonly CellValue[];
  readonly exponent: number;
  readonly origins: readonly string[];
}

export const SCORES: readonly ScoreName[] = ["count of I and II", "inconsistency score", "PARC weighted"];

/** (rational + root√2) / 2 */
interface Exact {
  readonly rational: number;
  readonly root: number;
}

const toNumber = ({ rational, root }: Exact): number => (rational + root * Math.SQRT2) / 2;

function contribution(score: ScoreName, cell: CellValue, exponent: number): Exact {
  const against = cell === "II" ? 2 : cell === "I" ? 1 : 0;
  if (score === "count of I and II") return { rational: against > 0 ? 2 : 0, root: 0 };
  if (score === "inconsistency score") return { rational: 2 * against, root: 0 };
  // √2^-2 = 1/2, √2^-1 = √2/2, 1, √2, 2
  const odd = exponent % 2 !== 0;
  const halves = against * 2 ** ((odd ? exponent - 1 : exponent) / 2 + 1);
  return odd ? { rational: 0, root: halves } : { rational: halves, root: 0 };
}

/** What an item adds to each hypothesis. */
const partsOf = (score: ScoreName, { cells, exponent }: ScoredItem): readonly Exact[] =>
  cells.map((cell) => contribution(score, cell, exponent));

/** The sum of what items add, for each hypothesis. */
function sumOf(parts: readonly (readonly Exact[])[], hypotheses: number): Exact[] {
  return Array.from({ length: hypotheses }, (_, row) => {
    let rational = 0;
    let root = 0;
    for (const part of parts) {
      rational += part[row]!.rational;
      root += part[row]!.root;
    }
    return { rational, root };
  });
}

/** Values per hypothesis and the rows that lead: all that have the lowest value; none where no item counts. */
export function scoreOf(
  score: ScoreName,
  items: readonly ScoredItem[],
  hypotheses: number,
): { readonly values: readonly number[]; readonly leaders: readonly number[] } {
  const exact = sumOf(
    items.map((item) => partsOf(score, item)),
    hypotheses,
  );
  return { values: exact.map(toNumber), leaders: items.length === 0 ? [] : leadersOf(exact) };
}

function leadersOf(exact: readonly Exact[]): number[] {
  const values = exact.map(toNumber);
  const best = exact[values.indexOf(Math.min(...values))];
  const leads = ({ rational, root }: Exact) => rational === best?.rational && root === best.root;
  return exact.flatMap((sum, row) => (leads(sum) ? [row] : []));
}

/** A change of leader: indexes of hypotheses and of items. */
export interface Change extends Pick<LeaderChange, "score" | "dropped" | "change"> {
  /** Index of the item, or the origin. */
  readonly without: number | string;
  readonly items: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * Leaves out each item in turn, then each origin with every item that rests on it, wholly or in part, and gives every
 * change of leader.
 */
export function leaveOneOut(items: readonly ScoredItem[], hypotheses: number): Change[] {
  const origins = [...new Set(items.flatMap((item) => item.origins))];
  const drops: Pick<Change, "dropped" | "without" | "items">[] = [
    ...items.map((_, i) => ({ dropped: "item" as const, without: i, items: [i] })),
    ...origins.map((origin) => ({
      dropped: "origin" as const,
      without: origin,
      items: items.flatMap((item, i) => (item.origins.includes(origin) ? [i] : [])),
    })),
  ];
  return SCORES.flatMap((score) => {
    const parts = items.map((item) => partsOf(score, item));
    const whole = sumOf(parts, hypotheses);
    const before = items.length === 0 ? [] : leadersOf(whole);
    return drops.flatMap((drop) => {
      // Sums are exact, so what is left is the whole less what is dropped.
      const less = sumOf(
        drop.items.map((i) => parts[i]!),
        hypotheses,
      );
      const left = whole.map(({ rational, root }, row) => ({
        rational: rational - less[row]!.rational,
        root: root - less[row]!.root,
      }));
      const after = drop.items.length === items.length ? [] : leadersOf(left);
      const change = kindOfChange(before, after);
      return change === undefined ? [] : [{ score, ...drop, before, after, change }];
    });
  });
}

function kindOfChange(before: readonly number[], after: readonly number[]): Change["change"] | undefined {
  if (after.length === 0) return "empties";
  const kept = after.filter((row) => before.includes(row)).length;
  if (kept === 0) return "moves";
  if (kept === before.length) return kept === after.length ? undefined : "widens";
  return "narrows";
}

const RATING: Readonly<Record<Exclude<CellValue, "NA">, number>> = { CC: 5, C: 4, N: 3, I: 2, II: 1 };

/** Ratings 5 (CC) to 1 (II); NA has none. */
export function ratings(cells: readonly CellValue[]): number[] {
  return cells.flatMap((cell) => (cell === "NA" ? [] : [RATING[cell]]));
}

/** Population standard deviation of the ratings of an item; none below two. An item equally against all has 0. */
export function diagnosticity(cells: readonly CellValue[]): number | "not applicable" {
  const rated = ratings(cells);
  if (rated.length < 2) return "not applicable";
  const mean = rated.reduce((sum, value) => sum + value, 0) / rated.length;
  return Math.sqrt(rated.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rated.length);
}

const LIKELIHOOD: readonly number[] = [0.05, 0.2, 0.5, 0.8, 0.95];
const BY_RATING: readonly CellValue[] = ["II", "I", "N", "C", "CC"];

/** The median cell of several, without NA; halfway between two it is the one nearer to N, which claims less. */
export function medianCell(cells: readonly CellValue[]): CellValue {
  const sorted = ratings(cells).sort((a, b) => a - b);
  const middle =
    (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
  return BY_RATING[(middle > 3 ? Math.floor(middle) : Math.ceil(middle)) - 1]!;
}

/**
 * What the entries imply under flat priors, each an independent observation: P(E|H) is .95, .8, .5, .2, .05 for CC to II.
 * @param entries a row of cells per entry, without NA
 */
export function posterior(entries: readonly (readonly CellValue[])[], hypotheses: number): number[] {
  const logs = Array.from({ length: hypotheses }, (_, row) =>
    entries.reduce((sum, cells) => sum + Math.log(LIKELIHOOD[ratings([cells[row]!])[0]! - 1]!), 0),
  );
  const top = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Index groups of items that share an origin, directly or through another; each is one entry. */
export function sharedOrigins(items: readonly { readonly origins: readonly string[] }[]): number[][] {
  let groups: { origins: Set<string>; members: number[] }[] = [];
  items.forEach(({ origins }, i) => {
    const touched = groups.filter((group) => origins.some((origin) => group.origins.has(origin)));
    const merged = {
      origins: new Set([...origins, ...touched.flatMap((group) => [...group.origins])]),
      members: [...touched.flatMap((group) => group.members), i].sort((a, b) => a - b),
    };
    groups = [...groups.filter((group) => !touched.includes(group)), merged];
  });
  return groups.map(({ members }) => members).sort((a, b) => a[0]! - b[0]!);
}
