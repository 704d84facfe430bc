/** Hours, clocks, marks and days against definitions, full enumeration, and teams whose clocks are known. */
import { describe, expect, it } from "vitest";
import { BERLIN, driftingDays, scattered, team } from "../../../test/support/rhythm-worlds.ts";
import { PlumblineError } from "../../errors.ts";
import { Random } from "../random.ts";
import { bestOf } from "./best.ts";
import { clockChanges } from "./clock-changes.ts";
import { binTable, clockTests } from "./clock-test.ts";
import { daysOf, refusal, type GroupPosts } from "./group.ts";
import { holidayTest } from "./holidays.ts";
import { drawDays, hourTable, weekTable } from "./hours.ts";
import { schedulerMarks } from "./marks.ts";
import { commonHours } from "./rotation.ts";
import { hoursOf, offsetsUnder } from "./window.ts";

const DAY = 86_400_000;
const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
const EU_AND_US = ["Europe/Berlin", "America/New_York"];

const group = (posts: readonly (readonly [account: number, time: number])[]): GroupPosts => ({
  account: Int32Array.from(posts, ([account]) => account),
  time: Float64Array.from(posts, ([, time]) => time),
  accounts: 1 + posts.reduce((most, [account]) => Math.max(most, account), -1),
  resolution: "minute",
});

describe("who gets an answer", () => {
  const daily = (accounts: number, days: number): (readonly [number, number])[] =>
    Array.from(
      { length: accounts * days },
      (_, i) => [i % accounts, Math.floor(i / accounts) * DAY] as const,
    );

  it("refuses fewer than five accounts, one with more than half, coarse times, few days, and nothing", () => {
    expect(refusal(group(daily(5, 28)))).toBeUndefined();
    expect(refusal(group(daily(4, 28)))).toEqual({ reason: "few accounts", accounts: 4 });
    const half = [...daily(5, 28), ...Array.from({ length: 84 }, () => [0, 0] as const)];
    expect(refusal(group(half))).toBeUndefined();
    expect(refusal(group([...half, [0, 0]]))).toMatchObject({ reason: "one account" });
    expect(refusal({ ...group(daily(5, 28)), resolution: "day" })).toMatchObject({ reason: "coarse times" });
    expect(refusal(group(daily(5, 27)))).toEqual({ reason: "few days", active: 27, days: 27 });
    expect(refusal(group(daily(5, 1)))).toMatchObject({ reason: "few days" });
    expect(refusal({ ...group(daily(5, 28)), resolution: "hour" })).toBeUndefined();
    expect(refusal(group([]))).toEqual({ reason: "no posts" });
  });
});

describe("hours", () => {
  it("counts every post once, by the hour and the weekday of UTC, before 1970 too", () => {
    const times = ["2016-10-02T23:59:59Z", "2016-10-03T00:00:00Z", "2016-10-03T23:00:00Z"].map(Date.parse);
    const week = weekTable(hourTable(Float64Array.from(times)));
    expect([...week].flatMap((n, i) => (n > 0 ? [[i, n]] : []))).toEqual([
      [23, 1],
      [24, 1],
      [24 + 23, 1],
    ]);
    const old = hourTable(Float64Array.of(Date.parse("1969-12-31T22:30:00Z")));
    expect([old.firstDay, old.posts[22]]).toEqual([-1, 1]);
    // 31 December 1969 was a Wednesday.
    expect(weekTable(old)[3 * 24 + 22]).toBe(1);
  });

  it("draws days in blocks of seven, each as often as any other", () => {
    const seen = new Float64Array(30);
    const random = new Random(1);
    for (let i = 0; i < 3000; i++) {
      const days = drawDays(30, random);
      expect(days.slice(1, 7)).toEqual(Int32Array.from([1, 2, 3, 4, 5, 6], (k) => (days[0]! + k) % 30));
      for (const d of days) seen[d]!++;
    }
    // 3,000 each, with a deviation of about 100.
    for (const n of seen) expect(Math.abs(n - 3000)).toBeLessThan(500);
  });

  it("finds a team's window, its weekend, its night, and the hour it leaves out", () => {
    const posts = team(new Random(3), { ...BERLIN, zone: "Etc/GMT-3", starts: 9, hours: 9 });
    const hours = (time: number): number => Math.floor(time / 3_600_000) % 24;
    const keep = [...posts.time.keys()].filter((i) => hours(posts.time[i]!) !== 10 || i % 2 === 0);
    const found = hoursOf(hourTable(Float64Array.from(keep, (i) => posts.time[i]!)), 9, 1);
    expect([found.window.start, found.starts, found.restDay, found.restDays]).toEqual([6, [6], 6, [6]]);
    expect(found.weekend.value).toBeCloseTo(0.2, 1);
    expect(found.lunch.hour).toBe(10);
    expect(found.lunch.ratio.high).toBeLessThan(0.7);
    // One post in ten at any time: six hours of the night hold about a fortieth.
    expect(found.night.share.value).toBeLessThan(0.04);
    expect(found.window.share.low).toBeLessThan(found.window.share.value);
  });

  it("gives offsets only for a start that is stated, one for each start that fits", () => {
    expect(offsetsUnder([8], 9)).toEqual([1]);
    expect(offsetsUnder([7, 8, 9], 9)).toEqual([0, 1, 2]);
    expect(offsetsUnder([8], 11)).toEqual([3]);
    expect(offsetsUnder([22], 9)).toEqual([11]);
    expect(offsetsUnder([14], 9)).toEqual([-5]);
    expect(offsetsUnder([20, 21], 9)).toEqual([-11, 12]);
  });

  it("keeps in the set what cannot be told from the best, and leaves out what can", () => {
    const random = new Random(5);
    const truth = [1, 0.98, 0.5];
    const drawn = (): Float64Array => Float64Array.from(truth, (x) => x + 0.05 * random.normal());
    const { best, runnerUp, set } = bestOf(Float64Array.from(truth), Array.from({ length: 500 }, drawn));
    expect([best, runnerUp, set]).toEqual([0, 1, [0, 1]]);
    expect(bestOf(Float64Array.of(2, 2, 1), [Float64Array.of(2, 2, 1)]).set).toEqual([0, 1]);
  });
});

describe("common hours", () => {
  it("has the p of all turns, by enumeration", () => {
    // Two accounts with one hour each, three hours apart: of 24 distances a window of 9 hours holds both at 17.
    const posts = group(
      [0, 1].flatMap((a) => Array.from({ length: 40 }, (_, d) => [a, (d * 24 + 3 * a) * 3_600_000] as const)),
    );
    const { p, share, turns } = commonHours(posts, 9, 1);
    expect([share, turns]).toEqual([1, 999]);
    expect(Math.abs(p - 17 / 24)).toBeLessThan(0.05);
  });

  it("says little of accounts with hours of their own, and is sure of a team", () => {
    const independent = Array.from({ length: 100 }, (_, i) =>
      commonHours(scattered(new Random(i + 1), 12, 28, 4), 9, i),
    );
    const rate = independent.filter(({ p }) => p <= 0.05).length / independent.length;
    // 5 % of 100, and three deviations.
    expect(rate).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 100));
    expect(commonHours(team(new Random(1)), 9, 1).p).toBe(0.001);
  });
});

describe("clocks", () => {
  it("knows when clocks changed, and joins those of Europe and America", () => {
    const changes = clockChanges(EU_AND_US, day("2016-01-01"), day("2016-12-31"));
    expect(changes).toEqual([
      {
        first: day("2016-03-13"),
        last: day("2016-03-27"),
        zones: ["America/New_York", "Europe/Berlin"],
        moves: -60,
      },
      {
        first: day("2016-10-30"),
        last: day("2016-11-06"),
        zones: ["Europe/Berlin", "America/New_York"],
        moves: 60,
      },
    ]);
    expect(clockChanges(["Europe/Moscow"], day("2016-01-01"), day("2016-12-31"))).toEqual([]);
    expect(clockChanges(["Australia/Sydney"], day("2016-09-01"), day("2016-12-31"))).toMatchObject([
      { first: day("2016-10-02"), moves: -60 },
    ]);
    // Half an hour: Lord Howe Island.
    expect(clockChanges(["Australia/Lord_Howe"], day("2016-09-01"), day("2016-12-31"))[0]?.moves).toBe(-30);
  });

  it("refuses what is no zone", () => {
    expect(() => clockChanges(["Europe/Atlantis"], 0, 1)).toThrow(PlumblineError);
  });

  const tested = (posts: GroupPosts, zones = EU_AND_US) => {
    const { first, last } = daysOf(posts.time);
    return clockTests(binTable(posts), clockChanges(zones, first, last), 1);
  };

  it("counts distinct accounts of a quarter of an hour", () => {
    const at = (minutes: number): number => 100 * DAY + minutes * 60_000;
    const { active } = binTable(
      group([
        [0, at(0)],
        [0, at(14)],
        [1, at(3)],
        [0, at(15)],
        [1, at(0)],
      ]),
    );
    expect(active.slice(0, 3)).toEqual(Float64Array.of(2, 1, 0));
  });

  it("moves a synthetic team of Berlin by an hour, in autumn and in spring", () => {
    const [autumn] = tested(team(new Random(1)));
    expect([autumn!.answer, autumn!.moved!.value, autumn!.before, autumn!.after]).toEqual([
      "moves",
      60,
      20,
      20,
    ]);
    const [spring] = tested(team(new Random(1), { ...BERLIN, from: "2016-01-01", days: 180 }));
    expect([spring!.answer, spring!.moved!.value, spring!.change.moves]).toEqual(["moves", 60, -60]);
  });

  it("leaves a team in place that lives by other clocks", () => {
    const [stays] = tested(team(new Random(1), { ...BERLIN, zone: "Etc/GMT-3" }));
    expect([stays!.answer, stays!.moved!.value]).toEqual(["stays", 0]);
    expect(stays!.placebo.length).toBeGreaterThan(50);
  });

  it("has no answer with too few days, with nothing to compare with, and for even hours", () => {
    const posts = team(new Random(2), { ...BERLIN, from: "2016-10-20", days: 60 });
    expect(tested(posts)[0]).toMatchObject({ answer: "few days" });
    const short = team(new Random(2), { ...BERLIN, from: "2016-10-01", days: 66 });
    expect(tested(short)[0]).toMatchObject({ answer: "no other dates", placebo: [] });
    const even = team(new Random(2), { ...BERLIN, starts: 0, hours: 24 });
    expect(tested(even)[0]!.answer).toBe("too wide");
  });

  it("reads nothing into a team that is half of it", () => {
    const [berlin, other] = [team(new Random(1)), team(new Random(2), { ...BERLIN, zone: "Etc/GMT-2" })];
    const both: GroupPosts = {
      account: Int32Array.from([...berlin.account, ...other.account.map((a) => a + berlin.accounts)]),
      time: Float64Array.from([...berlin.time, ...other.time]),
      accounts: berlin.accounts + other.accounts,
      resolution: "minute",
    };
    expect(tested(both)[0]!.answer).not.toBe("moves");
  });
});

describe("marks", () => {
  const drifting = driftingDays(new Random(7), 60, 0.5);

  it("sees posts on every quarter of an hour, and how many there must be", () => {
    const some = drifting.time.map((time, i) => (i % 5 === 0 ? Math.round(time / 900_000) * 900_000 : time));
    const marks = schedulerMarks({ ...drifting, time: some }, 1)!;
    const quarter = marks.find(({ minutes }) => minutes === 15)!;
    expect(quarter.excess).toBeCloseTo(0.2, 1);
    expect(quarter.ratio.low).toBeGreaterThan(2);
    expect(marks.map(({ minutes }) => minutes)).toEqual([60, 30, 15, 10, 5]);
  });

  it("sees none in times that are even, and does not ask coarse ones", () => {
    for (const { ratio } of schedulerMarks(drifting, 1)!) {
      expect(ratio.low).toBeLessThan(1);
      expect(ratio.high).toBeGreaterThan(1);
    }
    expect(schedulerMarks({ ...drifting, resolution: "hour" }, 1)).toBeUndefined();
    const seconds = schedulerMarks({ ...drifting, resolution: "second" }, 1)!;
    // Whole minutes: every post is at second 0, 60 times as many as even ones.
    expect(seconds.at(-1)).toMatchObject({ minutes: 0, excess: 1 });
    expect(seconds.at(-1)!.ratio.value).toBeCloseTo(60, 10);
  });
});

describe("given days", () => {
  /** Ten posts a day, and on some days fewer. */
  const table = (fewer: Readonly<Record<number, number>>) =>
    hourTable(
      Float64Array.from(
        Array.from({ length: 140 }, (_, d) =>
          Array.from({ length: fewer[d] ?? 10 + (d % 3) }, () => d * DAY),
        ).flat(),
      ),
    );

  it("ranks a fall among all the same weekdays", () => {
    const { ranks, left, p } = holidayTest(table({ 70: 1 }), [70, 71, 500], 1);
    expect(ranks[0]).toMatchObject({ day: 70, posts: 1, rank: 1, of: 20 });
    expect(ranks[1]!.rank).toBeGreaterThan(1);
    expect([left, p]).toEqual([[500], undefined]);
  });

  it("tests a list of days as one, and finds nothing in days like others", () => {
    const days = [30, 47, 64, 88, 111];
    const fallen = holidayTest(table(Object.fromEntries(days.map((d) => [d, 2]))), days, 1);
    expect(fallen.mean).toBe(0);
    // Each is the first of 20 of its weekday: one list in 20^5, but for the draws.
    expect(fallen.p).toBeLessThan(0.001);
    expect(holidayTest(table({}), days, 1).p).toBeGreaterThan(0.05);
  });
});
