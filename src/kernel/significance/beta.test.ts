/** Vectors computed with SciPy 1.17.1: `beta`, `t`, `binom`. */
import { describe, expect, it } from "vitest";
import { betaCdf, lnGamma, shareLimits, signTail, studentQuantile, studentTail } from "./beta.ts";
import { lnFactorial } from "./poisson.ts";

const near = (value: number, expected: number, within = 1e-10): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(within * Math.abs(expected) + 1e-300);

describe("the incomplete beta function", () => {
  it.each([
    [0.3, 2, 5, 0.5798250000000003],
    [0.9, 0.5, 0.5, 0.7951672353008665],
    [0.01, 0.5, 30, 0.560665631094749],
    [0.5, 400, 380, 0.23682993735606603],
    [0.999, 20, 0.5, 0.8424161860163615],
    [1e-6, 1, 3, 2.9999970000010006e-6],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])("at %f with %f and %f", (x, a, b, expected) => near(betaCdf(x, a, b), expected));

  it("has a ln Gamma that is the factorial's, and that of one half", () => {
    for (const n of [1, 2, 5, 9, 10, 11, 60, 255, 4000])
      expect(lnGamma(n + 1)).toBeCloseTo(lnFactorial(n), 9);
    near(lnGamma(0.5), Math.log(Math.sqrt(Math.PI)));
  });
});

describe("limits of a share", () => {
  it.each([
    [0, 5, 0, 0.5218237501049814],
    [51, 54, 0.8461149662083666, 0.9883932256200587],
    [5, 5, 0.4781762498950185, 1],
    [1, 20, 0.0012650894979498038, 0.24873276277202777],
    [400, 1000, 0.3694689875489124, 0.4311215540441069],
    [47, 49, 0.8602128129775362, 0.9950181581650287],
  ])("%i of %i", (k, n, low, high) => {
    const limits = shareLimits(k, n, 0.05);
    near(limits.low, low);
    near(limits.high, high);
  });

  it.each([
    [51, 54, 1.4593881658697683e-12],
    [0, 3, 1],
    [3, 3, 0.125],
    [10, 20, 0.5880985260009766],
    [5, 4, 0],
  ])("%i or more of %i by even chances", (k, n, expected) => near(signTail(k, n), expected));
});

describe("Student's t", () => {
  it.each([
    [0, 3, 0.5],
    [2.5, 1, 0.12111894159084341],
    [2.5, 7, 0.020496109292876444],
    [10, 30, 2.287625704114809e-11],
    [4, 1000, 3.400495960439082e-5],
  ])("beyond %f with %i", (t, df, expected) => near(studentTail(t, df), expected));

  it.each([
    [0.025, 1, 12.706204736174705],
    [0.025, 7, 2.3646242515927844],
    [0.0005, 30, 3.645958635042021],
    [1e-6, 4, 41.577854150450975],
    [0.4, 12, 0.25903274567688733],
    [0.025, 1e5, 1.95998770753461],
  ])("that leaves %f with %i", (tail, df, expected) => near(studentQuantile(tail, df), expected, 1e-8));
});
