/**
 * Mentions of two candidates in the posts of 2016: shares and percentile intervals as an independent program measured them,
 * BCa intervals as scipy 1.17 gives them (bootstrap, 20,000 resamples).
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, expect, it } from "vitest";
import { describeWithData } from "../../../test/support/shared-data.ts";
import { compareVolume, volumeShare, type Mentions } from "./volume.ts";

describeWithData("on the English IRA tweets to 8 November 2016", ["ira_2016/ira_2016.parquet"], (path) => {
  const groups = new Map<string, Mentions>();

  beforeAll(async () => {
    const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
    const read = await connection.runAndReadAll(
      `SELECT account_category, list(a ORDER BY account), list(b ORDER BY account) FROM (
         SELECT account_category, account,
           sum(regexp_matches(lower(text), 'clinton|hillary|\\bhrc\\b')::INT)::DOUBLE a,
           sum(regexp_matches(lower(text), 'trump|donald')::INT)::DOUBLE b
         FROM '${path}' WHERE language = 'English' AND posted_at < '2016-11-09' GROUP BY ALL) GROUP BY ALL`,
    );
    for (const [name, a, b] of read.getRowsJS() as [string, number[], number[]][])
      groups.set(name, { a: Float64Array.from(a), b: Float64Array.from(b) });
  });

  it.each([
    ["RightTroll", 96, 19_738, 15_203, 0.12, 0.565, 0.551, 0.58, 0.5495, 0.5791],
    ["LeftTroll", 138, 2491, 5678, 0.05, 0.305, 0.285, 0.325, 0.2873, 0.3294],
    ["HashtagGamer", 77, 2841, 4267, 0.09, 0.4, 0.351, 0.441, 0.3218, 0.4315],
    ["NewsFeed", 34, 2301, 3907, 0.21, 0.371, 0.349, 0.386, 0.3514, 0.3879],
  ] as const)("finds the share of %s", (name, accounts, a, b, largest, share, low, high, bcaLow, bcaHigh) => {
    const mentions = groups.get(name)!;
    const found = volumeShare(mentions, 1)!;
    expect([mentions.a.length, found.mentionsA, found.mentionsB]).toEqual([accounts, a, b]);
    expect(found.drivers.largest).toBeCloseTo(largest, 2);
    expect(found.share.value).toBeCloseTo(share, 3);
    // Draws differ: the bounds that were measured came from 2,000 others.
    expect(Math.abs(found.share.percentile.low - low)).toBeLessThan(0.003);
    expect(Math.abs(found.share.percentile.high - high)).toBeLessThan(0.003);
    expect(found.share.interval.low).toBeLessThan(found.share.percentile.low);
    expect(Math.abs(found.share.bca.low - bcaLow)).toBeLessThan(0.005);
    expect(Math.abs(found.share.bca.high - bcaHigh)).toBeLessThan(0.005);
  });

  it("tells two of them apart", () => {
    const { difference, permutation } = compareVolume(
      groups.get("RightTroll")!,
      groups.get("LeftTroll")!,
      1,
    )!;
    expect(difference.value).toBeCloseTo(0.26, 2);
    expect(difference.interval.low).toBeGreaterThan(0.2);
    expect(permutation.p).toBe(0.001);
  });
});
