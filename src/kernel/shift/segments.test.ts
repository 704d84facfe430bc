import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { LEAST_SEGMENT, SegmentCost, bestChanges, bestSplit, changeGain, partition } from "./segments.ts";

/** Every way to cut `from..n` into segments of at least a week. */
function* cuts(from: number, n: number): Generator<number[]> {
  yield [];
  for (let at = from + LEAST_SEGMENT; at <= n - LEAST_SEGMENT; at++)
    for (const rest of cuts(at, n)) yield [at, ...rest];
}

function totalCost(cost: SegmentCost, starts: readonly number[]): number {
  const bounds = [0, ...starts, cost.length];
  return starts.concat(cost.length).reduce((sum, to, i) => sum + cost.of(bounds[i]!, to), 0);
}

const drawn = (seed: number, n: number): Float64Array => {
  const random = new Random(seed);
  return Float64Array.from({ length: n }, (_, t) => random.normal() + (t > n / 2 ? 2 : 0));
};

describe("cost of a segment", () => {
  const Y = Float64Array.of(0.3, 1.1, 0.7, -0.4, 0.9, 2.2, 1.4, 0.2, 0.6, 1.9);

  // generalised least squares with the covariance phi^|i-j| / (1 - phi^2), by numpy 2.4.6
  it.each([
    [0, 0.89, 5.648999999999999],
    [0.6, 0.9384615384615383, 6.819323076923079],
  ])("is the exact likelihood with phi %s", (phi, level, squares) => {
    const cost = new SegmentCost(Y, phi);
    expect(cost.level(0, 10)).toBeCloseTo(level, 12);
    expect(cost.of(0, 10)).toBeCloseTo(squares, 10);
    const padded = new SegmentCost(Float64Array.of(9, -7, ...Y, 55), phi);
    expect(padded.of(2, 12)).toBeCloseTo(squares, 10);
  });
});

describe("partition", () => {
  it.each([1, 2, 3, 4, 5, 6])("is the best of all partitions, seed %i", (seed) => {
    for (const phi of [0, 0.5])
      for (const penalty of [0.5, 4, 12]) {
        const cost = new SegmentCost(drawn(seed, 33), phi);
        const found = partition(cost, penalty);
        const value = totalCost(cost, [...found]) + penalty * found.length;
        const least = Math.min(
          ...Array.from(cuts(0, 33), (starts) => totalCost(cost, starts) + penalty * starts.length),
        );
        expect(value).toBeCloseTo(least, 9);
      }
  });

  it("reports changes below the largest gain, and none above it", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const cost = new SegmentCost(drawn(seed, 34), 0.3);
      const gain = changeGain(cost);
      expect(partition(cost, gain * 1.000001)).toHaveLength(0);
      expect(partition(cost, gain * 0.999999).length).toBeGreaterThan(0);
    }
  });

  it("has no change in what is too short for two segments", () => {
    expect(partition(new SegmentCost(drawn(1, 13), 0), 0)).toHaveLength(0);
    expect(bestSplit(new SegmentCost(drawn(1, 13), 0), 0, 13)).toEqual({ at: -1, gain: 0 });
  });
});

it("the best two changes are those of enumeration", () => {
  const cost = new SegmentCost(drawn(9, 40), 0.2);
  const pairs = Array.from(cuts(0, 40)).filter((starts) => starts.length === 2);
  const gains = pairs.map((starts) => cost.of(0, 40) - totalCost(cost, starts));
  const { two, at } = bestChanges(cost);
  expect(two).toBeCloseTo(Math.max(...gains), 9);
  expect(at).toEqual(pairs[gains.indexOf(Math.max(...gains))]);
});
