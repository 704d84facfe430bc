/**
 * How often disclosure's statements are wrong, by enumeration: every table that two groups of sets can give, with its
 * chance when each set is released on its own. Tables that cannot tell count as no statement, and as covered.
 */
import { moreReadily, oddsRatio, reaches, type DisclosureTable } from "../../src/kernel/index.ts";

interface Weighted {
  readonly table: DisclosureTable;
  readonly chance: number;
}

/** @param chanceA chance that a set of A is released */
function* tables(
  collectedA: number,
  collectedB: number,
  chanceA: number,
  chanceB: number,
): Generator<Weighted> {
  for (let releasedA = 0; releasedA <= collectedA; releasedA++)
    for (let releasedB = 0; releasedB <= collectedB; releasedB++)
      yield {
        table: { releasedA, collectedA, releasedB, collectedB },
        chance: binomial(collectedA, releasedA, chanceA) * binomial(collectedB, releasedB, chanceB),
      };
}

/** Chance of "A was released more readily" at this level, where both are released with the same chance. */
export function disclosureFalseRate(
  collectedA: number,
  collectedB: number,
  chance: number,
  level: number,
): number {
  let rate = 0;
  for (const { table, chance: weight } of tables(collectedA, collectedB, chance, chance))
    if (reaches(moreReadily(table), level)) rate += weight;
  return rate;
}

/** Chance that each interval holds the true odds ratio. */
export function disclosureCoverage(
  collectedA: number,
  collectedB: number,
  chanceB: number,
  ratio: number,
  level: number,
): { readonly exact: number; readonly midP: number; readonly atLeast: number } {
  const odds = (ratio * chanceB) / (1 - chanceB);
  let [exact, midP, atLeast] = [0, 0, 0];
  for (const { table, chance } of tables(collectedA, collectedB, odds / (1 + odds), chanceB)) {
    const said = oddsRatio(table, level);
    const inside = ({ low = 0, high = Number.MAX_VALUE }): boolean => low <= ratio && ratio <= high;
    if (!said.answered || inside(said.exact)) exact += chance;
    if (!said.answered || inside(said.midP)) midP += chance;
    if (!said.answered || inside({ low: said.atLeast ?? 0 })) atLeast += chance;
  }
  return { exact, midP, atLeast };
}

function binomial(n: number, k: number, p: number): number {
  let chance = 1;
  for (let i = 1; i <= k; i++) chance *= (p * (n - k + i)) / i;
  return chance * (1 - p) ** (n - k);
}
