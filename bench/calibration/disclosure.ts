/**
 * Calibration of disclosure, by drawing: `npm run bench -- bench/calibration/disclosure.ts`, some seconds. How often "A was
 * released more readily" is said where both sides are released alike, how often "at least Y were collected" is then
 * wrong, and how often each interval holds the true odds ratio. Prints
 * tables. What is drawn is also enumerated, in `test/support/disclosure-rates.ts`; both stand side by side and are held to agree.
 */
import { expect, it } from "vitest";
import { fewestCollected, moreReadily, oddsRatio, Random, reaches } from "../../src/kernel/index.ts";
import { disclosureCoverage, disclosureFalseRate } from "../../test/support/disclosure-rates.ts";

const RUNS = 1000;
const LEVEL = 0.05;

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`;
const row = (...cells: readonly (string | number)[]): boolean => print(`| ${cells.join(" | ")} |`);

function released(random: Random, collected: number, chance: number): number {
  let n = 0;
  for (let i = 0; i < collected; i++) if (random.uniform() < chance) n++;
  return n;
}

it("both sides are released alike", () => {
  print("| collected of A, of B | chance of release | said | the same, enumerated | hidden number wrong |");
  print("|---|---|---|---|---|");
  for (const [a, b] of [
    [5, 4],
    [5, 12],
    [20, 30],
    [60, 300],
  ] as const)
    for (const chance of [0.2, 0.5, 0.8]) {
      const random = new Random(1);
      let [said, wrong] = [0, 0];
      for (let run = 0; run < RUNS; run++) {
        const known = {
          releasedA: released(random, a, chance),
          collectedA: a,
          releasedB: released(random, b, chance),
        };
        if (reaches(moreReadily({ ...known, collectedB: b }), LEVEL)) said++;
        if ((fewestCollected(known, LEVEL)?.collected ?? b + 1) <= b) wrong++;
      }
      row(
        `${a}, ${b}`,
        chance,
        percent(said / RUNS),
        percent(disclosureFalseRate(a, b, chance, LEVEL)),
        percent(wrong / RUNS),
      );
      expect(wrong).toBe(said);
    }
  print("");
});

it("intervals", () => {
  print(
    "| collected of A, of B | true ratio | exact | enumerated | mid-p | enumerated | one-sided | enumerated |",
  );
  print("|---|---|---|---|---|---|---|---|");
  for (const [a, b] of [
    [5, 7],
    [20, 30],
    [60, 200],
  ] as const)
    for (const ratio of [1, 4, 16]) {
      const chanceB = 0.3;
      const odds = (ratio * chanceB) / (1 - chanceB);
      const random = new Random(2);
      let [exact, midP, atLeast] = [0, 0, 0];
      for (let run = 0; run < RUNS; run++) {
        const said = oddsRatio(
          {
            releasedA: released(random, a, odds / (1 + odds)),
            collectedA: a,
            releasedB: released(random, b, chanceB),
            collectedB: b,
          },
          LEVEL,
        );
        const inside = ({ low = 0, high = Number.MAX_VALUE }): boolean => low <= ratio && ratio <= high;
        if (!said.answered || inside(said.exact)) exact++;
        if (!said.answered || inside(said.midP)) midP++;
        if (!said.answered || inside({ low: said.atLeast ?? 0 })) atLeast++;
      }
      const all = disclosureCoverage(a, b, chanceB, ratio, LEVEL);
      // Five standard errors: the drawing and the enumeration are of one law.
      for (const [drawn, known] of [
        [exact, all.exact],
        [midP, all.midP],
        [atLeast, all.atLeast],
      ] as const)
        expect(Math.abs(drawn / RUNS - known)).toBeLessThan(
          5 * Math.sqrt((known * (1 - known) + 1e-3) / RUNS),
        );
      row(
        `${a}, ${b}`,
        ratio,
        percent(exact / RUNS),
        percent(all.exact),
        percent(midP / RUNS),
        percent(all.midP),
        percent(atLeast / RUNS),
        percent(all.atLeast),
      );
    }
  print("");
});
