/**
 * Simulated behaviours, small: independent people must not become a Finding, what a common trigger moves may and is then
 * named, and so is what the method is known to take for one; planted teams are found. `bench/calibration.ts` runs the
 * same behaviours at full size and many times each.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { Random } from "../src/kernel/index.ts";
import { INDEPENDENT, LIMITS, TRIGGERED, type Behaviour } from "./support/behaviours/index.ts";
import { upperBound } from "./support/binomial-bound.ts";
import { outcomeOf, type Outcome } from "./support/outcome.ts";
import { powerOf, saidOf, seedsFound, type PowerRow } from "./support/planted-power.ts";
import { plant, TEAMS } from "./support/teams.ts";

const SEEDS = [1, 2] as const;
/** Part of the days or objects of a behaviour. */
const SIZE = 0.3;

const percent = (rate: number): string => `${(100 * rate).toFixed(2)} %`;
const named = (all: readonly Behaviour[]) => all.map((one) => [one.name, one] as const);
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const seedsOf = ({ small }: Behaviour): readonly number[] => SEEDS.slice(0, small?.seeds);

async function simulate(behaviour: Behaviour): Promise<Outcome[]> {
  const { draw, windowSeconds, small } = behaviour;
  const outcomes: Outcome[] = [];
  for (const seed of seedsOf(behaviour)) {
    const columns = draw(new Random(seed), small?.size ?? SIZE);
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
  const lines: string[] = [];
  const found: string[] = [];
  let runs = 0;
  let met = 0;

  it.each(named(INDEPENDENT))("%s", async (name, behaviour) => {
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
    for (const line of lines) print(line);
    print(`Runs with a Finding: ${found.length} of ${runs}; at most ${bound} (95 %)`);
    expect(runs).toBe(INDEPENDENT.reduce((sum, behaviour) => sum + seedsOf(behaviour).length, 0));
    // There was something to be mistaken for a team.
    expect(met).toBeGreaterThan(1000);
    expect(found).toEqual([]);
  });
});

/** Runs a behaviour of which something may be found, and holds what is found to naming the ordinary cause. */
async function whatIsFoundIsNamed(behaviour: Behaviour): Promise<void> {
  const outcomes = await simulate(behaviour);
  const found = outcomes.filter(({ findings }) => findings > 0).length;
  print(`${behaviour.name}: runs with a Finding ${found} of ${outcomes.length}`);
  for (const { sentence, explanations } of outcomes.flatMap(({ said }) => said)) {
    const said = [sentence, ...explanations.map(({ title }) => title)].join("\n").toLowerCase();
    expect(said).toContain("feed");
    expect(said).toContain("notification");
  }
}

describe("people whom the method is known to take for a triggered group", () => {
  it.each(named(LIMITS))("%s: what is found is named", async (_, behaviour) => {
    print(behaviour.limit!);
    await whatIsFoundIsNamed(behaviour);
  });
});

describe("people whom something moves together", () => {
  it.each(named(TRIGGERED))("%s: what is found is named", (_, behaviour) => whatIsFoundIsNamed(behaviour));
});

/** Teams that are found whole, and those that nobody could tell: one occasion, or few objects of many sharers. */
const FOUND = ["5x6", "5x6 viral", "5x6, 100 normal posts each", "5x6, jitter 60 s", "5x10, jitter 60 s"];
const LOST = ["5x6 in one burst", "20x6 in one burst", "12x10 own objects in one burst"];
const OWN = ["5x6 own objects", "2x10 own objects"];
/** Part of the ordinary shares; members who post a hundred times themselves need more of them to be told apart. */
const AROUND: Readonly<Record<string, number>> = { "5x6, 100 normal posts each": 0.3 };

describe("planted teams", () => {
  const planted = async (name: string) => {
    const team = TEAMS.find((one) => one.name === name)!;
    const results = [];
    for (const seed of SEEDS) {
      const { columns, members } = plant(new Random(seed), team, AROUND[name] ?? 0.1);
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

describe("what a run says it could have found", () => {
  const SIZE_AROUND = 0.1;
  const seeds = Array.from({ length: 12 }, (_, i) => i + 1);
  let runs: PowerRow[][] = [];

  beforeAll(async () => {
    runs = await powerOf(seeds, SIZE_AROUND);
  });

  it.each([
    [5, 6],
    [2, 10],
    [3, 4],
    [12, 3],
    [5, 3],
    [5, 4],
    [2, 6],
    [12, 6],
  ])(
    "a team of %i on %i occasions is found about as often as said, and hardly less",
    async (accounts, occasions) => {
      const said = saidOf(runs, accounts, occasions);
      const seen = (await seedsFound(seeds, SIZE_AROUND, accounts, occasions)).length / seeds.length;
      print(`${accounts} on ${occasions}: said ${said.toFixed(2)}, found ${seen.toFixed(2)}`);
      expect(Math.abs(said - seen)).toBeLessThanOrEqual(0.25);
      expect(said).toBeLessThanOrEqual(seen + 1 / 6);
    },
  );
});
