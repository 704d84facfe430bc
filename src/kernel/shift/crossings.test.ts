import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { findCrossings, smoothSeries } from "./crossings.ts";

const DAY = Int32Array.of(0, 1, 3, 4, 6, 9, 10, 13, 15, 18);
const VALUE = Float64Array.of(1.2, 0.8, 1.9, 2.4, 1.1, 3.0, 2.2, 3.7, 2.9, 4.1);
const WEIGHT = Float64Array.of(1, 2, 1, 3, 1, 1, 2, 1, 1, 2);

it("the curve is weighted least squares, by numpy 2.4.6", () => {
  const { value, error } = smoothSeries({ day: DAY, value: VALUE, weight: WEIGHT }, 8);
  expect(value[0]).toBeCloseTo(0.844171689589751, 10);
  expect(value[7]).toBeCloseTo(2.232016748459653, 10);
  expect(value[18]).toBeCloseTo(4.008139339316007, 10);
  expect((error[0]! / error[7]!) ** 2).toBeCloseTo(0.44071860698503873 / 0.11736505968120413, 8);
});

describe("crossings", () => {
  const of = (mean: (t: number) => number) => {
    const random = new Random(4);
    const day = Int32Array.from({ length: 100 }, (_, t) => t);
    const value = Float64Array.from(day, (t) => mean(t) + 0.3 * random.normal());
    return findCrossings(smoothSeries({ day, value, weight: new Float64Array(100).fill(1) }, 14), 0);
  };

  it("are found up and down, with their days", () => {
    const { status, crossings } = of((t) => 2 - Math.abs(t - 50) / 10);
    expect(status).toBe("crossed");
    expect(crossings.map(({ up }) => up)).toEqual([true, false]);
    for (const [i, truth] of [30, 70].entries()) {
      expect(crossings[i]!.first).toBeLessThanOrEqual(truth);
      expect(crossings[i]!.last).toBeGreaterThanOrEqual(truth);
      expect(crossings[i]!.at).toBeGreaterThanOrEqual(crossings[i]!.first);
      expect(crossings[i]!.at).toBeLessThanOrEqual(crossings[i]!.last);
    }
  });

  it("may never have been, or not be told", () => {
    expect(of((t) => -3 + t / 100)).toMatchObject({ status: "never", crossings: [], open: 0 });
    const touching = of((t) => -3 + 3.2 * Math.exp(-(((t - 50) / 20) ** 2)));
    expect(touching).toMatchObject({ status: "not told", crossings: [] });
    expect(Math.abs(touching.nearest - 50)).toBeLessThan(15);
  });
});
