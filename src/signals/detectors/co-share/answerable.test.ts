/** Where the posts do not hold what the question needs, the answer is that they do not, and not that nothing was found. */
import { describe, expect, it } from "vitest";
import { parseParameters } from "../../parameters.ts";
import { columnsOf, sourceOf, type OneShare } from "../../../../test/support/synthetic-source.ts";
import type { Resolution } from "../../../kernel/index.ts";
import { coShare } from "./index.ts";

const DAY = 86_400_000;
const shares = (shareOf: (i: number) => OneShare): OneShare[] =>
  Array.from({ length: 40 }, (_, i) => shareOf(i));

describe("a question that the posts cannot answer", () => {
  it.each<readonly [string, readonly OneShare[], Resolution]>([
    [
      "times are recorded to the day",
      shares((i) => ({ account: i % 7, object: i % 5, time: DAY * (i % 9) })),
      "day",
    ],
    [
      "all posts with a text are of one account",
      shares((i) => ({ account: 0, object: i % 5, time: 1000 * i })),
      "second",
    ],
    [
      "no text was shared by two accounts",
      shares((i) => ({ account: i % 7, object: i, time: 1000 * i })),
      "second",
    ],
    [
      "all posts have the same time, to the second",
      shares((i) => ({ account: i % 7, object: i % 5, time: 5000 })),
      "second",
    ],
  ])("says that it cannot be answered, because %s", async (reason, list, resolution) => {
    const columns = columnsOf(list, 7, 40, resolution);
    const parameters = parseParameters(coShare.descriptor, {});
    const { findings, counts, output } = await coShare.run(sourceOf(columns), parameters, { seed: 1 });
    expect(findings).toHaveLength(1);
    expect(findings[0]!.status).toBe("not answerable");
    expect(findings[0]!.sentence).toMatch(/^Cannot be answered, because /);
    expect(findings[0]!.sentence).toContain(reason);
    expect(counts).toMatchObject({ answerable: false });
    expect(output.sets).toEqual([]);
  });
});

describe("a declared grid of windows", () => {
  it("divides the level, takes the resamples that it needs, and repeats no group in a wider window", async () => {
    const team = Array.from({ length: 8 * 4 }, (_, i) => ({
      account: 40 + (i % 4),
      object: i >> 2,
      time: DAY * 3 * (i >> 2) + 3_600_000 * ((5 * (i >> 2)) % 24) + 2000 * (i % 4),
    }));
    const others = Array.from({ length: 8 * 40 }, (_, i) => ({
      account: i % 40,
      object: Math.floor(i / 40),
      time: DAY * 3 * Math.floor(i / 40) + ((i * 7_919_000) % (4 * DAY)),
    }));
    const columns = columnsOf([...team, ...others], 44, 8, "second");
    const parameters = parseParameters(coShare.descriptor, { windows: "10,60" });
    const { findings, counts, output } = await coShare.run(sourceOf(columns), parameters, { seed: 1 });
    expect(counts).toMatchObject({
      windows: 2,
      routeLevel: 0.0025,
      "10s.shuffles": 399,
      "60s.shuffles": 399,
    });
    expect(output.sets.map(({ status, windowSeconds }) => [status, windowSeconds])).toEqual([
      ["finding", 10],
    ]);
    expect(findings.map(({ id, status }) => [id, status])).toEqual([
      ["f2", "note"],
      ["f3", "note"],
      ["f1", "finding"],
    ]);
    expect(findings[1]!.sentence).toMatch(/^No other group than through a narrower window met more often/);
  });
});
