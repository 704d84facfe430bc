/**
 * What would have to be true for "A was released more readily" not to hold: how many sets may have been collected and
 * never seen. Nobody outside knows what was collected and kept, so the answer is a number that a reader can hold
 * against what they know, not a p-value at a denominator that was guessed.
 *
 * Each is the turning point of the one-sided exact test of `odds-ratio.ts` at a declared level. With the other numbers
 * fixed its p-value falls as more of B was collected, and rises as more of A was collected or more of B released (the
 * hypergeometric distribution is ordered in each of them), so the turning point is found by doubling and halving:
 * O(released x log of the answer).
 *
 * At the true number of collected sets, the statement "holds if at least Y were collected" is false no more often than
 * the level: it is the same event as the test's.
 */
import { PlumblineError } from "../../errors.ts";
import { checkLevel, checkTable, moreReadily, reaches, type DisclosureTable } from "./odds-ratio.ts";

/** A number of collected sets, and the p-values on both sides of the turn. */
export interface TurningPoint {
  /** Sets collected. */
  readonly collected: number;
  /** P-value there, at most the level. */
  readonly p: number;
  /** P-value with the next number of collected sets at which it does not hold. */
  readonly pBeyond: number;
}

/** Beyond this no count of sets is looked for. */
const MOST = 2 ** 40;

/**
 * The fewest sets of B that must have been collected for the statement to hold.
 * @param table what is known; `collectedB` is not read
 * @param atX 1 exact, 0.5 mid-p
 * @returns undefined where nothing of A was released: no number of kept sets of B would make it hold
 * @throws PlumblineError PARAMETER.
 */
export function fewestCollected(
  table: Omit<DisclosureTable, "collectedB">,
  level: number,
  atX: 1 | 0.5 = 1,
): TurningPoint | undefined {
  checkTable({ ...table, collectedB: table.releasedB });
  checkLevel(level);
  if (table.releasedA === 0) return undefined;
  const p = (collectedB: number): number => moreReadily({ ...table, collectedB }, atX);
  const least = Math.max(1, table.releasedB);
  const collected = firstWhere((y) => reaches(p(y), level), least);
  return collected === undefined
    ? undefined
    : { collected, p: p(collected), pBeyond: collected === least ? 1 : p(collected - 1) };
}

/**
 * The most sets of A that may have been collected, those never seen included, while the statement holds.
 * @returns undefined where it does not hold for the table as it is
 * @throws PlumblineError PARAMETER.
 */
export function mostCollected(
  table: DisclosureTable,
  level: number,
  atX: 1 | 0.5 = 1,
): TurningPoint | undefined {
  checkTable(table);
  checkLevel(level);
  const p = (collectedA: number): number => moreReadily({ ...table, collectedA }, atX);
  if (!reaches(p(table.collectedA), level)) return undefined;
  const beyond = firstWhere((n) => !reaches(p(n), level), table.collectedA);
  if (beyond === undefined)
    throw new PlumblineError("PARAMETER", `${table.collectedB} sets of B are more than can be looked at.`);
  return { collected: beyond - 1, p: p(beyond - 1), pBeyond: p(beyond) };
}

/**
 * How many further sets of B may turn out to be released, of those known to be collected, while the statement holds.
 * @returns undefined where it does not hold for the table as it is
 * @throws PlumblineError PARAMETER.
 */
export function mostReleased(table: DisclosureTable, level: number, atX: 1 | 0.5 = 1): number | undefined {
  checkTable(table);
  checkLevel(level);
  // With all of B released, A cannot have been released more readily: there is a turning point.
  const holds = (releasedB: number): boolean =>
    releasedB < table.collectedB && reaches(moreReadily({ ...table, releasedB }, atX), level);
  if (!holds(table.releasedB)) return undefined;
  return firstWhere((b) => !holds(b), table.releasedB)! - 1 - table.releasedB;
}

/** The first whole number from `from` on for which a condition holds that stays true once it is. */
function firstWhere(holds: (n: number) => boolean, from: number): number | undefined {
  if (holds(from)) return from;
  let step = 1;
  while (!holds(from + step)) {
    step *= 2;
    if (step > MOST) return undefined;
  }
  let low = from + Math.floor(step / 2);
  let high = from + step;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
