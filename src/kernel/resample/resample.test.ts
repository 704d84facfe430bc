/** Laws and intervals against scipy 1.17 (norm, t, bootstrap with method="BCa") and full enumeration with numpy. */
import { expect, it } from "vitest";
import { quantile } from "../quantile.ts";
import { bcaInterval, percentileInterval } from "./intervals.ts";
import { normalCdf, normalQuantile } from "./laws.ts";

it("has the normal law of scipy", () => {
  const expected = [
    [-9, 1.1285884059538324e-19],
    [-3, 0.0013498980316300933],
    [-0.5, 0.3085375387259869],
    [1.96, 0.9750021048517795],
    [5, 0.9999997133484281],
  ] as const;
  for (const [x, p] of expected) expect(normalCdf(x) / p).toBeCloseTo(1, 12);
  expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 10);
  expect(normalQuantile(0.025)).toBeCloseTo(-1.9599639845400545, 12);
  expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655446004, 12);
});

it("takes quantiles as numpy does", () => {
  const sorted = Float64Array.of(1, 2, 4, 8);
  expect([0, 0.25, 0.5, 1].map((p) => quantile(sorted, p))).toEqual([1, 1.75, 3, 8]);
});

/** Pairs of two accounts' counts, and every one of the 5^5 resamples of their ratio. */
const X = [2, 5, 1, 9, 4];
const Y = [7, 6, 3, 11, 9];
const ratio = (of: readonly number[]): number => {
  const x = of.reduce((sum, i) => sum + X[i]!, 0);
  return x / (x + of.reduce((sum, i) => sum + Y[i]!, 0));
};
const everyResample = Float64Array.from({ length: 5 ** 5 }, (_, code) =>
  ratio([0, 1, 2, 3, 4].map((place) => Math.floor(code / 5 ** place) % 5)),
);
const leftOut = Float64Array.from([0, 1, 2, 3, 4], (out) => ratio([0, 1, 2, 3, 4].filter((i) => i !== out)));

it("gives the BCa interval of all resamples", () => {
  const estimate = ratio([0, 1, 2, 3, 4]);
  const { low, high } = bcaInterval(everyResample, estimate, [leftOut]);
  expect(low).toBeCloseTo(0.26470588, 8);
  expect(high).toBeCloseTo(0.44, 8);
});

it("gives the expanded percentile interval of all resamples, and the plain one", () => {
  const expanded = percentileInterval(everyResample, 5);
  expect(expanded.low).toBeCloseTo(0.225, 3);
  expect(expanded.high).toBeCloseTo(0.453125, 3);
  const plain = percentileInterval(everyResample);
  expect(plain.low).toBeCloseTo(0.25641026, 7);
  expect(plain.high).toBeCloseTo(0.43939394, 7);
});

it("has an interval where all draws lie on one side of the estimate, or are equal", () => {
  const { low, high } = bcaInterval(Float64Array.of(1, 2, 3), 5, [Float64Array.of(4, 5, 6)]);
  expect([low, high].every((end) => end >= 1 && end <= 3)).toBe(true);
  expect(bcaInterval(Float64Array.of(2, 2, 2), 2, [Float64Array.of(2, 2)])).toEqual({ low: 2, high: 2 });
});
