/**
 * Simulated behaviours, small: independent people must not become a Finding, what a common trigger moves may and is then
 * named, planted teams are found. `bench/calibration.ts` runs the same behaviours at full size, a hundred times each.
 */
import { describe, expect, it } from "vitest";
import { Random } from "../src/kernel/index.ts";
import { BEHAVIOURS, type Behaviour } from "./support/behaviours/index.ts";
import { upperBound } from "./support/binomial-bound.ts";
import { outcomeOf, type Outcome } from "./support/outcome.ts";
import { plant, TEAMS } from "./support/teams.ts";

const SEEDS = [1, 2] as const;
/** Part of the days or objects of a behaviour. */
const SIZE = 0.3;

const percent = (rate: number): string => `${(100 * rate).toFixed(2)} %`;
const named = (all: readonly Behaviour[]) => all.map((one) => [one.name, one] as const);

async function simulate({ draw, windowSeconds }: Behaviour): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const seed of SEEDS) {
    const columns = draw(new Random(seed), SIZE);
    expect(columns.length).toBeGreaterThan(100);
    outcomes.push(await outcomeOf(columns, { windowSeconds, seed }));
  }
  return outcomes;
}

describe("the exact bound of a rate", () => {
  it("is the one at which so few would be seen in one of twenty tries", () => {
    expect(upperBound(0, 20)).toBeCloseTo(1 - 0.05 ** (1 / 20), 10);
    expect(upperBound(1, 10)).toBeCloseTo(0.394163, 6);
    expect(upperBound(3, 100)).toBeCloseTo(0.075711, 6);
    expect(upperBound(0, 300)).toBeLessThan(0.01);
    expect(upperBound(4, 4)).toBe(1);
  });
});

describe("people whom nothing moves together", () => {
  const independent = named(BEHAVIOURS.filter(({ trigger }) => trigger === undefined));
  const lines: string[] = [];
  const found: string[] = [];
  let runs = 0;
  let met = 0;

  it.each(independent)("%s", async (name, behaviour) => {
    const outcomes = await simulate(behaviour);
    runs += outcomes.length;
    outcomes.forEach(({ findings }, i) => {
      if (findings > 0) found.push(`${name}, seed ${SEEDS[i]}`);
    });
    const threeMoments = outcomes.map(({ pairs }) => pairs[2]);
    met += threeMoments.reduce((sum, pairs) => sum + pairs, 0);
    lines.push(`${name}: pairs on three moments ${threeMoments.join(", ")}`);
  });

  it("are no Finding", () => {
    const bound = percent(upperBound(found.length, runs));
    process.stdout.write(
      `${lines.join("\n")}\nRuns with a Finding: ${found.length} of ${runs}; at most ${bound} (95 %)\n${found.join("\n")}\n`,
    );
    expect(runs).toBe(SEEDS.length * independent.length);
    // There was something to be mistaken for a team.
    expect(met).toBeGreaterThan(1000);
    expect(found).toEqual([]);
  });
});

describe("people whom something moves together", () => {
  it.each(named(BEHAVIOURS.filter(({ trigger }) => trigger !== undefined)))(
    "%s: what is found is named",
    async (name, behaviour) => {
      const outcomes = await simulate(behaviour);
      const findings = outcomes.flatMap(({ said }) => said);
      process.stdout.write(`${name}: ${findings.length} Findings in ${outcomes.length} runs\n`);
      for (const { sentence, explanations } of findings) {
        const said = [sentence, ...explanations.map(({ title }) => title)].join("\n").toLowerCase();
        expect(said).toContain("feed");
        expect(said).toContain("notification");
      }
    },
  );
});

/** Teams that are found whole, and those that nobody could tell: one occasion, or few objects of many sharers. */
const FOUND = ["5x6", "5x6 viral", "5x6, 100 normal posts each", "5x6, jitter 60 s", "5x10, jitter 60 s"];
const LOST = ["5x6 in one burst", "20x6 in one burst", "12x10 own objects in one burst"];
const OWN = ["5x6 own objects", "2x10 own objects"];

describe("planted teams", () => {
  const planted = async (name: string) => {
    const team = TEAMS.find((one) => one.name === name)!;
    const results = [];
    for (const seed of SEEDS) {
      const { columns, members } = plant(new Random(seed), team, 0.1);
      expect(members).toHaveLength(team.accounts);
      const outcome = await outcomeOf(columns, { ...team, seed });
      results.push({ outcome, members: new Set(members) });
    }
    return results;
  };

  it.each(FOUND)("%s: all members in Findings, and nobody else", async (name) => {
    for (const { outcome, members } of await planted(name)) expect(outcome.found).toEqual(members);
  });

  it.each(LOST)("%s: one occasion is no Finding", async (name) => {
    for (const { outcome } of await planted(name)) expect(outcome.findings).toBe(0);
  });

  it.each(OWN)("%s: no Finding, but named as a group with objects of its own", async (name) => {
    for (const { outcome, members } of await planted(name)) {
      expect(outcome.findings).toBe(0);
      expect(outcome.foundByOwnObjects).toEqual(members);
    }
  });
});
