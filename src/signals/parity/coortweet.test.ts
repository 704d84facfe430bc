import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../../errors.ts";
import { coortweetOracle } from "../../../test/support/parity-oracle.ts";
import { likeCooRTweet, type CooRTweetMeasures, type CooRTweetShares } from "./coortweet.ts";

type Line = readonly [object: string, account: string, content: string, time: number];

const sharesOf = (lines: readonly Line[]): CooRTweetShares => ({
  object: lines.map(([object]) => object),
  account: lines.map(([, account]) => account),
  content: lines.map(([, , content]) => content),
  time: Float64Array.from(lines, ([, , , time]) => time),
});

const run = (lines: readonly Line[], timeWindow: number, minParticipation: number) =>
  likeCooRTweet(sharesOf(lines), { timeWindow, minParticipation });

/** `from to weight` of each edge. */
const weights = ({ edges }: Awaited<ReturnType<typeof run>>): string[] =>
  edges.from.map((from, i) => `${from} ${edges.to[i]} ${edges.full.weight[i]}`);

describe("like CooRTweet", () => {
  const two: Line[] = [
    ["o", "ann", "1", 0],
    ["o", "bob", "2", 10],
  ];

  it("takes in the window's end", async () => {
    expect(weights(await run(two, 10, 1))).toEqual(["ann bob 1"]);
    expect(weights(await run(two, 9, 1))).toEqual([]);
  });

  it("counts rows, not objects, before it drops an account", async () => {
    expect(weights(await run(two, 10, 2))).toEqual([]);
    const alone: Line[] = [...two, ["x", "ann", "3", 500], ["y", "bob", "4", 900]];
    // Both have two rows now, but each only one in a pair.
    expect(weights(await run(alone, 10, 2))).toEqual([]);
  });

  it("keeps a pair when either account takes part often enough", async () => {
    const lines: Line[] = [
      ...two,
      ["x", "bob", "3", 500],
      ["p", "ann", "4", 700],
      ["p", "cat", "5", 700],
      ["z", "cat", "6", 900],
    ];
    // ann is in two pairs; bob and cat in one each, and have two rows.
    expect(weights(await run(lines, 10, 2))).toEqual(["ann bob 1", "ann cat 1"]);
  });

  it("counts pairs of posts as weight, so that repeats inflate it", async () => {
    const lines: Line[] = [...two, ["o", "ann", "3", 1], ["o", "ann", "4", 2], ["o", "bob", "5", 11]];
    const { edges } = await run(lines, 20, 1);
    expect([...edges.full.weight]).toEqual([6]);
    expect([edges.full.nContentId[0], edges.full.nContentIdY[0]]).toEqual([3, 2]);
    expect(edges.full.edgeSymmetryScore[0]).toBeCloseTo(2 / 3, 12);
    expect(edges.full.avgTimeDelta[0]).toBeCloseTo((10 + 9 + 8 + 11 + 10 + 9) / 6, 12);
  });

  it("drops pairs of one account, of one content, and with the object itself", async () => {
    const lines: Line[] = [
      ["o", "ann", "1", 0],
      ["o", "ann", "2", 0],
      ["o", "bob", "1", 1],
      ["o", "cat", "o", 1],
    ];
    expect(weights(await run(lines, 10, 1))).toEqual(["ann bob 1"]);
  });

  it("calls the earlier row of the regrouped table the older at equal times", async () => {
    const lines: Line[] = [
      ["x", "bob", "0", 99],
      ["o", "ann", "1", 5],
      ["o", "bob", "2", 5],
    ];
    const { pairs } = await run(lines, 0, 1);
    // bob appears first in the file, so all of bob's rows come before ann's.
    expect([pairs.older[0], pairs.newer[0]]).toEqual([2, 1]);
  });

  it("takes an empty text for an object like any other", async () => {
    expect(
      weights(
        await run(
          [...two].map(([, ...rest]) => ["", ...rest]),
          10,
          1,
        ),
      ),
    ).toEqual(["ann bob 1"]);
  });

  it("counts strictly above the threshold", async () => {
    const lines: Line[] = [...two, ["o", "bob", "3", 3], ["q", "cat", "4", 0], ["q", "dan", "5", 0]];
    const { edges } = await run(lines, 10, 1);
    expect(edges.from.map((from, i) => [from, edges.full.weight[i], edges.full.weightThreshold[i]])).toEqual([
      ["ann", 2, 1],
      ["cat", 1, 0],
    ]);
  });

  it("stops when asked and finds nothing in nothing", async () => {
    const signal = AbortSignal.abort();
    const options = { timeWindow: 10, minParticipation: 1 };
    await expect(likeCooRTweet(sharesOf(two), options, { signal })).rejects.toThrow(PlumblineError);
    expect(weights(await run([], 10, 1))).toEqual([]);
  });

  it("agrees with the plain definition on many small tables", async () => {
    const line = fc.tuple(
      fc.constantFrom("o", "p", "q"),
      fc.constantFrom("a", "B", "c", "d10", "d9"),
      // Contents repeat across rows and accounts, and one is an object.
      fc.constantFrom("1", "2", "3", "4", "5", "6", "7", "8", "9", "o"),
      fc.integer({ min: -6, max: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 24 }),
        fc.nat(6),
        fc.nat(4),
        fc.option(fc.nat(3), { nil: undefined }),
        async (lines, timeWindow, minParticipation, fastWindow) => {
          const options = {
            timeWindow,
            minParticipation,
            ...(fastWindow === undefined ? {} : { fastWindow }),
          };
          const { edges } = await likeCooRTweet(sharesOf(lines), options);
          const text = (measures: CooRTweetMeasures | undefined): string[] =>
            edges.from
              .map((from, i) => {
                if (measures === undefined || Number.isNaN(measures.weight[i])) return "";
                const ends = [from, edges.to[i]!].sort().join(" ");
                const { weight, avgTimeDelta, nContentId, nContentIdY, weightThreshold } = measures;
                return `${ends} ${weight[i]} ${avgTimeDelta[i]!.toFixed(9)} ${nContentId[i]} ${nContentIdY[i]} ${weightThreshold[i]}`;
              })
              .filter((line) => line !== "")
              .sort();
          expect({ full: text(edges.full), fast: text(edges.fast) }).toEqual(
            coortweetOracle(sharesOf(lines), options),
          );
        },
      ),
      { numRuns: 1500 },
    );
  });
});
