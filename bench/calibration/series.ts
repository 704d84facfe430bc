/**
 * Calibration of series-check, by drawing races that are known: `npm run bench -- bench/calibration/series.ts`, about three minutes.
 * How often a lead, a crossing or a change is said where there is none, beside what counting every poll as one of its
 * own would say; how often the intervals hold what is true; how often a planted crossing is found. Prints tables;
 * holds every rate to its level with five standard errors to spare.
 */
import { expect, it } from "vitest";
import {
  changesBySource,
  checkClaim,
  clearCrossings,
  leadOfSources,
  meanChange,
  Random,
  shareLimits,
  spansOf,
  type SeriesRows,
} from "../../src/kernel/index.ts";
import { drawRace, momentOf, type Race } from "../../test/support/series-null.ts";

const RUNS = 1000;
const LEVEL = 0.05;

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`;
const table = (...cells: readonly string[]): boolean =>
  print(`| ${cells.join(" | ")} |\n|${cells.map(() => "---").join("|")}|`);
const row = (...cells: readonly (string | number)[]): boolean => print(`| ${cells.join(" | ")} |`);

/** Five standard errors of a rate at the level. */
const SPARE = 5 * Math.sqrt((LEVEL * (1 - LEVEL)) / RUNS);

/** Rates of several statements, each race drawn once. */
function rates(race: Race, said: (rows: SeriesRows) => readonly boolean[]): number[] {
  const counts: number[] = [];
  for (let seed = 1; seed <= RUNS; seed++)
    for (const [i, yes] of said(drawRace(new Random(seed), race)).entries())
      counts[i] = (counts[i] ?? 0) + (yes ? 1 : 0);
  return counts.map((n) => n / RUNS);
}

const BASE: Race = { houses: 20, trackers: 4, weeks: 12, lean: 2, error: 3, lead: () => 0, decimals: 0 };
const RACES: readonly (readonly [string, Race])[] = [
  ["20 houses and 4 trackers, 12 weeks", BASE],
  ["8 houses, no tracker, 12 weeks", { ...BASE, houses: 8, trackers: 0 }],
  ["50 houses and 4 trackers, 26 weeks", { ...BASE, houses: 50, weeks: 26 }],
  ["20 houses and 4 trackers, leans as large as errors", { ...BASE, lean: 4, error: 4 }],
];

const most = (rows: SeriesRows, unit: "rows" | "sources" | "weeks"): boolean => {
  const check = checkClaim(rows, { kind: "most" }, unit);
  return check.answered && check.holds;
};
const everyPollItsOwn = (rows: SeriesRows): boolean => {
  const check = checkClaim(rows, { kind: "most" }, "rows");
  if (!check.answered) return false;
  const untied = check.units - check.tied;
  return check.yes - untied / 2 > 1.645 * Math.sqrt(untied / 4);
};

it("a level race", () => {
  table("race", "lead of the sources said", "if every poll counted", "led in most, all three units");
  for (const [name, race] of RACES) {
    const [sources, polls, all] = rates(race, (rows) => [
      leadOfSources(rows, LEVEL)!.p <= LEVEL,
      everyPollItsOwn(rows),
      most(rows, "rows") && most(rows, "sources") && most(rows, "weeks"),
    ]);
    row(name, percent(sources!), percent(polls!), percent(all!));
    expect(sources).toBeLessThanOrEqual(LEVEL + SPARE);
  }
  print("");
});

it("a race that does not cross", () => {
  table("race", "lead", "clear crossing said", "some week's mean crosses", "all spans hold the lead");
  for (const [name, race] of RACES)
    for (const lead of [0, 2, 5]) {
      const [clear, plain, covered] = rates({ ...race, lead: () => lead }, (rows) => {
        const found = clearCrossings(rows, 7, LEVEL);
        const check = checkClaim(rows, { kind: "crossed" }, "weeks");
        return [
          (found?.crossings.length ?? 0) > 0,
          check.answered && check.holds,
          found?.spans.every(({ low, high }) => low <= lead && lead <= high) ?? true,
        ];
      });
      row(name, lead, percent(clear!), percent(plain!), percent(covered!));
      expect(clear).toBeLessThanOrEqual(LEVEL + SPARE);
    }
  print("");
});

it("a race that crosses", () => {
  table("race", "from, to", "clear crossing said");
  for (const [name, race] of RACES)
    for (const lead of [2, 3, 5]) {
      const half = (race.weeks * 7) / 2;
      const [found] = rates({ ...race, lead: (day) => (day < half ? lead : -lead) }, (rows) => [
        clearCrossings(rows, 7, LEVEL)?.crossings.some(({ sign }) => sign === -1) ?? false,
      ]);
      row(name, `${lead}, ${-lead}`, percent(found!));
    }
  print("");
});

it("changes", () => {
  table("race", "true change", "the interval holds it", "said to have changed");
  for (const [name, race] of RACES)
    for (const change of [0, 2]) {
      const half = (race.weeks * 7) / 2;
      const moved: Race = { ...race, decimals: 1, lead: (day) => (day < half ? 0 : change) };
      const [held, said] = rates(moved, (rows) => {
        const spans = spansOf(rows, { since: momentOf(Math.floor(half) - 1), days: Math.floor(half) - 12 });
        // A race with few polls may say nothing: that is no false statement, and no found one.
        if (typeof spans === "string") return [true, false];
        const found = meanChange(changesBySource(spans.before, spans.after), LEVEL);
        if (found === undefined) return [true, false];
        return [found.low <= change && change <= found.high, found.low > 0 || found.high < 0];
      });
      row(name, change, percent(held!), percent(said!));
      expect(Math.abs(held! - (1 - LEVEL))).toBeLessThan(SPARE);
    }
  print("");
});

it("the share of sources", () => {
  table("sources", "true share", "the interval holds it");
  for (const n of [6, 20, 54])
    for (const share of [0.5, 0.8, 0.95]) {
      const random = new Random(7);
      let held = 0;
      for (let run = 0; run < RUNS; run++) {
        let ahead = 0;
        for (let i = 0; i < n; i++) if (random.uniform() < share) ahead++;
        const { low, high } = shareLimits(ahead, n, LEVEL);
        if (low <= share && share <= high) held++;
      }
      row(n, share, percent(held / RUNS));
      expect(held / RUNS).toBeGreaterThan(1 - LEVEL - SPARE);
    }
  print("");
});

it("the last is the highest", () => {
  table("units alike", "the last is the highest", "one in so many");
  for (const units of [4, 12, 51]) {
    const random = new Random(9);
    let held = 0;
    for (let run = 0; run < 20 * RUNS; run++) {
      const values = Array.from({ length: units }, () => random.normal());
      if (values.at(-1) === Math.max(...values)) held++;
    }
    row(units, percent(held / (20 * RUNS)), percent(1 / units));
  }
  print("");
});
