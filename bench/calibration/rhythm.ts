/**
 * Calibration of rhythm: how often it speaks where there is nothing, and how often its intervals hold what is true.
 * `npm run bench -- bench/calibration/rhythm.ts`; prints a table and asserts that every run was made, nothing about rates.
 *
 * - PLUMBLINE_CALIBRATION_RUNS: runs of each world, 1,000 unless told;
 * - PLUMBLINE_CALIBRATION_FIRST: the first seed, 1 unless told.
 */
import { expect, it } from "vitest";
import {
  binTable,
  clockChanges,
  clockTests,
  commonHours,
  daysOf,
  holidayTest,
  hourTable,
  hoursOf,
  Random,
  schedulerMarks,
  type GroupPosts,
} from "../../src/kernel/index.ts";
import { BERLIN, driftingDays, scattered, team } from "../../test/support/rhythm-worlds.ts";
import { tableOf } from "../support/rates.ts";

const { runs, head, rate } = tableOf("rhythm");

const clocks = (posts: GroupPosts, seed: number) => {
  const { first, last } = daysOf(posts.time);
  const changes = clockChanges(["Europe/Berlin", "America/New_York"], first, last);
  return clockTests(binTable(posts), changes, seed)[0]!;
};
const small = { ...BERLIN, accounts: 12, perDay: 3 };

it("prints its head", () => head());

it("common hours of accounts that have their own", () =>
  rate(
    "common hours, p <= 0.05: accounts with hours of their own, 12 of them, 28 days",
    "at most 5 %",
    (seed) => commonHours(scattered(new Random(seed), 12, 28, 4), 9, seed).p <= 0.05,
  ));

it("clocks of those who live by none", () =>
  rate(
    "clocks, “moves”: a team that lives by other clocks, 12 accounts, 7 months",
    "at most 5 %",
    (seed) => clocks(team(new Random(seed), { ...small, zone: "Etc/GMT-3" }), seed).answer === "moves",
  ));

it("clocks of a team without hours", () =>
  rate(
    "clocks, “moves”: posts at any hour",
    "at most 5 %",
    (seed) => clocks(team(new Random(seed), { ...small, starts: 0, hours: 24 }), seed).answer === "moves",
  ));

it("clocks of a team of Berlin", async () => {
  await rate(
    "clocks, “moves”: a team of Berlin",
    "found",
    (seed) => clocks(team(new Random(seed), small), seed).answer === "moves",
  );
  await rate(
    "clocks, “stays”: a team of Berlin",
    "at most 5 %",
    (seed) => clocks(team(new Random(seed), small), seed).answer === "stays",
  );
  await rate(
    "clocks, interval holds 60 minutes: a team of Berlin",
    "95 % or more (steps of 15 minutes)",
    (seed) => {
      const { moved } = clocks(team(new Random(seed), small), seed);
      return moved !== undefined && moved.low <= 60 && moved.high >= 60;
    },
  );
});

const SHARE = 0.5;
for (const days of [56, 182])
  it(`hours of days that hang together, ${days} days`, async () => {
    const found = new Map<number, ReturnType<typeof hoursOf>>();
    const at = (seed: number): ReturnType<typeof hoursOf> => {
      const known =
        found.get(seed) ?? hoursOf(hourTable(driftingDays(new Random(seed), days, SHARE).time), 9, seed);
      found.set(seed, known);
      return known;
    };
    await rate(
      `share of the window, interval holds the true one: days that hang together, ${days} days`,
      "95 %",
      (seed) => {
        const { window } = at(seed);
        return window.start === 9 && window.share.low <= SHARE && SHARE <= window.share.high;
      },
    );
    await rate(`first hour, set holds the true one: the same, ${days} days`, "95 % or more", (seed) =>
      at(seed).starts.includes(9),
    );
    await rate(`weekend, interval holds 1: the same, ${days} days`, "95 %", (seed) => {
      const { weekend } = at(seed);
      return weekend.low <= 1 && 1 <= weekend.high;
    });
    await rate(
      `lunch, interval below 1 where there is none: the same, ${days} days`,
      "at most 5 %",
      (seed) => at(seed).lunch.ratio.high < 1,
    );
  });

it("marks of posts at any minute", () =>
  rate("scheduler, any of five kinds of marks above 1: even minutes, 90 days", "at most 5 %", (seed) =>
    schedulerMarks(driftingDays(new Random(seed), 90, SHARE), seed)!.some(({ ratio }) => ratio.low > 1),
  ));

it("days like others", () =>
  rate("list of six days, p <= 0.05: days like others, 182 days", "at most 5 %", (seed) => {
    const random = new Random(seed);
    const table = hourTable(driftingDays(random, 182, SHARE).time);
    const days = new Set<number>();
    while (days.size < 6) days.add(28 + random.below(126));
    return holidayTest(table, [...days], seed).p! <= 0.05;
  }));

it("made every run", () => expect(runs()).toBeGreaterThan(0));
