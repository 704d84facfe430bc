/** The groups of the posts of 2016, whose figures were measured before by an independent program. */
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, expect, it } from "vitest";
import { describeWithData } from "../../../test/support/shared-data.ts";
import { clockChanges } from "./clock-changes.ts";
import { binTable, clockTests, type ClockTest } from "./clock-test.ts";
import { daysOf, refusal, type GroupPosts } from "./group.ts";
import { hourTable } from "./hours.ts";
import { hoursOf } from "./window.ts";

const GROUPS = ["HashtagGamer", "NonEnglish", "RightTroll", "LeftTroll", "NewsFeed"] as const;
const ZONES = ["Europe/Berlin", "America/New_York"];

describeWithData("on the IRA tweets of 2016", ["ira_2016/ira_2016.parquet"], (path) => {
  const groups = new Map<string, GroupPosts>();

  beforeAll(async () => {
    const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
    for (const group of GROUPS) {
      const read = await connection.runAndReadAll(
        `SELECT (dense_rank() OVER (ORDER BY account) - 1)::INTEGER, epoch_ms(posted_at)::DOUBLE FROM '${path}'
         WHERE account_category = '${group}' ORDER BY posted_at, account`,
      );
      const [account, time] = read.getColumns() as [number[], number[]];
      groups.set(group, {
        account: Int32Array.from(account),
        time: Float64Array.from(time),
        accounts: new Set(account).size,
        resolution: "minute",
      });
    }
  });

  it.each([
    ["HashtagGamer", 8, 0.907, 0.2],
    ["NonEnglish", 8, 0.53, 0.81],
    ["RightTroll", 14, 0.49, 0.92],
    ["LeftTroll", 12, 0.51, 0.83],
    ["NewsFeed", 14, 0.5, 0.66],
  ] as const)("finds the window of %s", (name, start, share, weekend) => {
    const group = groups.get(name)!;
    expect(refusal(group)).toBeUndefined();
    const hours = hoursOf(hourTable(group.time), 9, 1);
    expect(hours.window.start).toBe(start);
    expect(hours.window.share.value).toBeCloseTo(share, 2);
    expect(Math.abs(hours.weekend.value - weekend)).toBeLessThan(0.01);
    expect(hours.starts).toContain(start);
    if (name === "NonEnglish") expect(hours.starts).toEqual([7, 8, 9]);
    if (name === "HashtagGamer") expect(hours.starts).toEqual([8]);
  });

  it("answers the clock-change test for one group of five", () => {
    const tests = new Map<string, ClockTest>();
    for (const [name, group] of groups) {
      const { first, last } = daysOf(group.time);
      const changes = clockChanges(ZONES, first, last);
      expect(changes).toHaveLength(1);
      tests.set(name, clockTests(binTable(group), changes, 1)[0]!);
    }
    const { answer, moved, placebo, around, before, after } = tests.get("NonEnglish")!;
    expect([answer, before, after]).toEqual(["stays", 20, 20]);
    expect(moved).toEqual({ value: 0, low: 0, high: 30 });
    const all = [...placebo, ...around];
    expect([Math.min(...all), Math.max(...all)]).toEqual([0, 30]);
    for (const name of GROUPS.filter((other) => other !== "NonEnglish"))
      expect(tests.get(name)!.answer, name).toBe("too wide");
  });
});
