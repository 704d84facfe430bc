/**
 * Calibration of co-share: how often simulated behaviours become a Finding, how often planted teams are found, and what
 * is found in real shares whose coordination was destroyed. `npm run bench -- bench/calibration.ts`; prints tables and
 * asserts that every run was made, nothing about rates or time. The whole takes hours on one core; in parts:
 *
 * - PLUMBLINE_CALIBRATION_PARTS: of `behaviours`, `teams`, `power`, `controls`, those wanted, between commas;
 * - PLUMBLINE_CALIBRATION_NAMES: words between semicolons, of which a behaviour, team or set has one in its name;
 * - PLUMBLINE_CALIBRATION_RUNS: runs of each behaviour, 100 unless told; teams have 6, what a run says it could
 *   have found 24, controls 10 at most;
 * - PLUMBLINE_CALIBRATION_SIZE: around which part of the ordinary shares `power` plants its teams, 0.1 unless told;
 * - PLUMBLINE_CALIBRATION_FIRST: the first seed, 1 unless told; the others follow.
 */
import { describe, expect, it } from "vitest";
import { Random, type ShareColumns } from "../src/kernel/index.ts";
import { INDEPENDENT, LIMITS, TRIGGERED, type Behaviour } from "../test/support/behaviours/index.ts";
import { upperBound } from "../test/support/binomial-bound.ts";
import { CONTROLS, firstOnly } from "../test/support/controls.ts";
import { outcomeOf, type Outcome } from "../test/support/outcome.ts";
import { powerOf, saidOf, seedsFound } from "../test/support/planted-power.ts";
import { coordinated, iraTexts } from "../test/support/real-shares.ts";
import { sharedData } from "../test/support/shared-data.ts";
import { plant, TEAMS } from "../test/support/teams.ts";
import { count } from "../src/words.ts";

const setting = (name: string, otherwise: string): string =>
  process.env[`PLUMBLINE_CALIBRATION_${name}`] ?? otherwise;
const PARTS = setting("PARTS", "behaviours,teams,power,controls").split(",");
const NAMES = setting("NAMES", "").split(";");
const RUNS = Number(setting("RUNS", "100"));
const FIRST = Number(setting("FIRST", "1"));

const wanted = ({ name }: { readonly name: string }): boolean => NAMES.some((word) => name.includes(word));
const seeds = (runs: number): number[] => Array.from({ length: runs }, (_, i) => FIRST + i);
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const percent = (rate: number): string => `${(100 * rate).toFixed(rate < 0.1 ? 2 : 1)} %`;
const head = (cells: readonly string[]): void =>
  void print(`| ${cells.join(" | ")} |\n|${cells.map(() => "---").join("|")}|`);
const row = (cells: readonly (string | number)[]): void => void print(`| ${cells.join(" | ")} |`);

interface Runs {
  readonly outcomes: readonly Outcome[];
  /** Seeds with a Finding. */
  readonly found: readonly number[];
  /** Processor time of one run of the detector, on average. */
  readonly cpuSeconds: number;
}

async function runsOf(
  columnsOf: (seed: number) => ShareColumns,
  windowSeconds: number,
  runs: number,
): Promise<Runs> {
  const outcomes: Outcome[] = [];
  const found: number[] = [];
  let micros = 0;
  for (const seed of seeds(runs)) {
    const columns = columnsOf(seed);
    const before = process.cpuUsage();
    const outcome = await outcomeOf(columns, { windowSeconds, seed });
    const { user, system } = process.cpuUsage(before);
    micros += user + system;
    outcomes.push(outcome);
    if (outcome.findings > 0) found.push(seed);
  }
  return { outcomes, found, cpuSeconds: micros / 1e6 / runs };
}

const having = (outcomes: readonly Outcome[], what: "ownObjects" | "candidates"): number =>
  outcomes.filter((outcome) => outcome[what] > 0).length;

describe.runIf(PARTS.includes("behaviours"))("behaviours", () => {
  async function table(title: string, of: readonly Behaviour[]): Promise<{ runs: number; found: number }> {
    let [runs, found] = [0, 0];
    if (of.length === 0) return { runs, found };
    head([
      title,
      "runs",
      "pairs K >= 2 / M >= 2 / M >= 3",
      "runs with a Finding",
      "at most (95 %)",
      "own objects",
      "candidates",
      "seeds with a Finding",
      "CPU s a run",
    ]);
    for (const { name, draw, windowSeconds } of of) {
      const drawn = (seed: number) => draw(new Random(seed), 1);
      const { outcomes, found: with_, cpuSeconds } = await runsOf(drawn, windowSeconds, RUNS);
      const pairs = [0, 1, 2].map((i) => count(Math.round(mean(outcomes.map((o) => o.pairs[i]!)))));
      row([
        name,
        RUNS,
        pairs.join(" / "),
        with_.length,
        percent(upperBound(with_.length, RUNS)),
        having(outcomes, "ownObjects"),
        having(outcomes, "candidates"),
        with_.slice(0, 10).join(" "),
        cpuSeconds.toFixed(1),
      ]);
      runs += RUNS;
      found += with_.length;
    }
    print("");
    return { runs, found };
  }

  it("without a common trigger", async () => {
    const none = INDEPENDENT.filter(wanted);
    const { runs, found } = await table("behaviour without a common trigger", none);
    expect(runs).toBe(RUNS * none.length);
    if (runs > 0)
      print(
        `All of them: ${found} of ${count(runs)} runs, at most ${percent(upperBound(found, runs))} (95 %).\n`,
      );
  });

  it.each([
    ["without one, a limit of the method", LIMITS],
    ["with a common trigger", TRIGGERED],
  ] as const)("%s", async (title, all) => {
    const some = all.filter(wanted);
    const { runs } = await table(`behaviour ${title}`, some);
    expect(runs).toBe(RUNS * some.length);
  });
});

const TEAM_RUNS = Math.min(6, RUNS);

it.runIf(PARTS.includes("teams"))("planted teams", async () => {
  const teams = TEAMS.filter(wanted);
  head([
    "team (accounts x objects)",
    "recall of members",
    "found in",
    "others found",
    "recall as own objects",
  ]);
  for (const team of teams) {
    const recall: number[] = [];
    const own: number[] = [];
    let [hits, others] = [0, 0];
    for (const seed of seeds(TEAM_RUNS)) {
      const { columns, members } = plant(new Random(seed), team, 1);
      const { found, foundByOwnObjects } = await outcomeOf(columns, { ...team, seed });
      const held = members.filter((code) => found.has(code)).length;
      recall.push(held / team.accounts);
      own.push(members.filter((code) => foundByOwnObjects.has(code)).length / team.accounts);
      if (held >= 2) hits++;
      others += found.size - held;
    }
    const [all, alone] = [recall, own].map((values) => mean(values).toFixed(2));
    row([team.name, all!, `${hits} of ${TEAM_RUNS}`, others, alone!]);
  }
  print("");
});

const POWER_RUNS = Math.min(24, RUNS);
const POWER_SIZE = Number(setting("SIZE", "0.1"));

it.runIf(PARTS.includes("power"))("what a run says it could have found", async () => {
  const runs = await powerOf(seeds(POWER_RUNS), POWER_SIZE);
  head(["accounts x occasions", "said, of 20 tries", "planted team found in"]);
  for (const { accounts, occasions } of runs[0]!) {
    const said = saidOf(runs, accounts, occasions);
    const found = await seedsFound(seeds(POWER_RUNS), POWER_SIZE, accounts, occasions);
    row([`${accounts}x${occasions}`, (20 * said).toFixed(1), `${found.length} of ${POWER_RUNS}`]);
  }
  print("");
});

const CONTROL_RUNS = Math.min(10, RUNS);

const SETS = [
  { name: "German URLs", file: "coortweet/german_urls.csv", window: 60, load: coordinated },
  { name: "Russian retweets", file: "coortweet/russian_coord_tweets.csv", window: 60, load: coordinated },
  { name: "IRA identical texts", file: "ira_2016/ira_2016.parquet", window: 60, load: iraTexts },
] as const;

it.runIf(PARTS.includes("controls"))("real shares without their coordination", async () => {
  head(["set", "what was done", "runs", "runs with a Finding", "own objects", "candidates", "CPU s a run"]);
  for (const { name, file, window, load } of SETS.filter(wanted)) {
    const path = sharedData(file);
    if (path === undefined) {
      row([name, `skipped: shared/data/${file} is not beside the checkout`, "", "", "", "", ""]);
      continue;
    }
    const shares = firstOnly(await load(path));
    for (const control of CONTROLS) {
      const changed = (seed: number) => control.of(shares, window, new Random(seed));
      const { outcomes, found, cpuSeconds } = await runsOf(changed, window, CONTROL_RUNS);
      row([
        name,
        control.name,
        CONTROL_RUNS,
        found.length,
        having(outcomes, "ownObjects"),
        having(outcomes, "candidates"),
        cpuSeconds.toFixed(1),
      ]);
    }
  }
  print("");
});
