import { expect, it } from "vitest";
import { Random } from "../random.ts";
import { median, quantile } from "../quantile.ts";
import { mad, runningMedian } from "./robust.ts";
import { weekdayFactors, withoutWeekdays } from "./weekday.ts";

const FACTORS = [0.3, 0.2, 0.1, 0, 0.1, -0.3, -0.4];

it("finds the factors of a week through a change of level, a pulse and missing days", () => {
  const random = new Random(3);
  const days = Array.from({ length: 210 }, (_, t) => t).filter((t) => t < 60 || t > 64);
  const value = days.map(
    (t) => FACTORS[t % 7]! + (t > 100 ? 3 : 0) + (t > 150 && t < 154 ? 5 : 0) + 0.05 * random.normal(),
  );
  const found = weekdayFactors(Int32Array.from(days), Float64Array.from(value));
  for (let w = 0; w < 7; w++) expect(found[w]).toBeCloseTo(FACTORS[w]!, 1);
  expect(found.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 10);
  const rest = withoutWeekdays(Int32Array.from(days), Float64Array.from(value), found);
  expect(mad(rest.subarray(0, 60))).toBeLessThan(0.1);
});

it("finds none in three weeks", () => {
  const days = Int32Array.from({ length: 27 }, (_, t) => t);
  expect([
    ...weekdayFactors(
      days,
      Float64Array.from(days, (t) => FACTORS[t % 7]!),
    ),
  ]).toEqual(Array(7).fill(0));
});

it("order statistics are those of numpy", () => {
  const values = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
  expect(median(values)).toBe(3.5);
  expect(mad(values)).toBeCloseTo(1.482602218505602 * 2, 12);
  expect(quantile(Float64Array.from(values).sort(), 0.9)).toBeCloseTo(6.9, 12);
  expect([...runningMedian(values, 3)]).toEqual([3, 3, 1, 4, 5, 5, 6, 6]);
  expect(median(new Float64Array())).toBeNaN();
});
