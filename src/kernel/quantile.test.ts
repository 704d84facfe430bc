import { describe, expect, it } from "vitest";
import { median, quantile } from "./quantile.ts";

describe("quantile of type 7", () => {
  it.each([
    [[1, 2, 3, 4], 0.5, 2.5],
    [[4, 1, 3], 0.5, 3],
    [[1, 2, 3, 4], 0.9, 3.7],
    [[5], 0.3, 5],
    [[1, 9], 1, 9],
  ])("of %j at %d is %d", (values, p, expected) => {
    expect(quantile(Float64Array.from(values).sort(), p)).toBeCloseTo(expected, 12);
  });

  it("takes a share outside of 0 to 1 for the nearer end, and says of nothing that it is no number", () => {
    const sorted = Float64Array.of(1, 2, 4);
    expect([quantile(sorted, -1), quantile(sorted, 2)]).toEqual([1, 4]);
    expect(quantile(new Float64Array(0), 0.5)).toBeNaN();
  });
});

it("the median is that of the middle two where there is no middle, and leaves the values as they are", () => {
  const values = Float64Array.of(4, 1, 3, 2);
  expect(median(values)).toBe(2.5);
  expect([...values]).toEqual([4, 1, 3, 2]);
});
