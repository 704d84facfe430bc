import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { findGaps } from "./gaps.ts";
import { pulsesOf, weekdayScores } from "./pulses.ts";
import { drawnShares, levelRatio, logCounts } from "./scales.ts";
import { blockLength, drawBlocks } from "./stationary.ts";

const day = Int32Array.from({ length: 120 }, (_, t) => t);
const even = (seed: number): Float64Array => {
  const random = new Random(seed);
  return Float64Array.from(day, (t) => Math.round(100 + (t % 7 > 4 ? -50 : 0) + 5 * random.normal()));
};

describe("pulses", () => {
  it("are runs of days, and a missing day ends one", () => {
    const value = even(1).map((x, t) => (t >= 60 && t <= 63 ? 4 * x : x));
    const found = pulsesOf(day, weekdayScores({ day, value }));
    expect(found.map(({ from, to }) => [from, to])).toEqual([[60, 64]]);
    const kept = day.filter((t) => t !== 62);
    const gapped = { day: kept, value: value.filter((_, t) => t !== 62) };
    expect(pulsesOf(kept, weekdayScores(gapped), 10).map(({ from, to }) => [from, to])).toEqual([
      [60, 62],
      [62, 63],
    ]);
  });

  it("score nothing where more than half of the days are as their weekdays", () => {
    expect(weekdayScores({ day, value: new Float64Array(120).fill(3) }).every(Number.isNaN)).toBe(true);
  });
});

describe("gaps", () => {
  it("are days without posts, and days with far too few", () => {
    const total = even(2).map((x, t) => (t === 40 || t === 41 ? 0 : t === 80 ? 9 : x));
    expect(findGaps(total).map(({ at, kind }) => [at, kind])).toEqual([
      [40, "missing"],
      [41, "missing"],
      [80, "thin"],
    ]);
  });

  it("are found when three weeks are missing, and not in a series that is empty or slight", () => {
    expect(findGaps(even(2).map((x, t) => (t >= 50 && t < 71 ? 0 : x)))).toHaveLength(21);
    expect(findGaps(new Float64Array(60))).toEqual([]);
    expect(findGaps(even(2).map((_, t) => (t % 3 === 0 ? 1 : 0)))).toEqual([]);
  });
});

describe("scales", () => {
  it("leave out what was not collected, and days without posts where a share is asked", () => {
    const counts = Float64Array.of(1, 0, 3, 4);
    const totals = Float64Array.of(10, 0, 10, 20);
    expect([...logCounts(7, counts, new Set([2])).day]).toEqual([7, 8, 10]);
    const { day: days, value } = drawnShares(7, counts, totals, new Set());
    expect([...days]).toEqual([7, 9, 10]);
    // p = 8 / 40 and m = 10
    expect([...value].map((x) => x.toFixed(6))).toEqual(["0.150000", "0.250000", "0.200000"]);
  });

  it("a ratio has an interval, infinite where nothing was before", () => {
    const random = new Random(1);
    const { ratio, interval } = levelRatio(
      even(3).subarray(0, 60),
      even(4).map((x) => 3 * x),
      0.2,
      random,
    );
    expect(interval[0]).toBeLessThan(ratio);
    expect(interval[1]).toBeGreaterThan(ratio);
    expect(ratio).toBeCloseTo(3, 0);
    expect(levelRatio(new Float64Array(9), Float64Array.of(1, 2), 0, random).ratio).toBe(Infinity);
  });

  it("blocks are as long as asked, on average", () => {
    const index = new Int32Array(200_000);
    drawBlocks(index, 1000, 8, new Random(2));
    let joins = 1;
    for (let i = 1; i < index.length; i++) if (index[i] !== (index[i - 1]! + 1) % 1000) joins++;
    expect(index.length / joins).toBeCloseTo(8, 0);
    expect(blockLength(0, 100)).toBe(1);
    expect(blockLength(0.5, 1000)).toBeCloseTo(10 * (4 / 3) ** (2 / 3), 10);
  });
});
