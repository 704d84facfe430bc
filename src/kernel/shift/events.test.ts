import { describe, expect, it } from "vitest";
import { FAR, baseRate, eventDistances, eventTest } from "./events.ts";

const EVENTS = [
  { first: 105, last: 105 },
  { first: 112, last: 114 },
];

describe("distances", () => {
  it.each([
    ["either", [5, 4, 3, 2, 1, 0, 1, 2, 3, 3, 2, 1, 0, 0, 0, 1, 2]],
    ["after", [FAR, FAR, FAR, FAR, FAR, 0, 1, 2, 3, 4, 5, 6, 0, 0, 0, 1, 2]],
    ["before", [5, 4, 3, 2, 1, 0, 6, 5, 4, 3, 2, 1, 0, 0, 0, FAR, FAR]],
  ] as const)("%s", (direction, expected) => {
    expect([...eventDistances(100, 17, EVENTS, direction)]).toEqual(expected);
  });

  it("base rates count days", () => {
    const distances = eventDistances(100, 17, EVENTS);
    expect([0, 1, 2].map((within) => 17 * baseRate(distances, within))).toEqual([4, 8, 12]);
  });
});

describe("tests", () => {
  const distances = eventDistances(100, 40, EVENTS);

  it("random dates are those of enumeration", () => {
    for (const dates of [[6], [4, 13], [20, 39], [5, 6, 18]]) {
      const sum = dates.reduce((total, date) => total + distances[date]!, 0);
      let sums = [0];
      for (const _ of dates) sums = sums.flatMap((s) => Array.from(distances, (d) => s + d));
      const asNear = sums.filter((s) => s <= sum).length / sums.length;
      expect(eventTest(dates, distances).pRandom).toBeCloseTo(asNear, 10);
    }
  });

  it("shifts turn all dates together", () => {
    // both dates lie on events, and no other shift puts both on one
    expect(eventTest([5, 14], distances).pShift).toBe(1 / 40);
    expect(eventTest([5, 12], distances)).toMatchObject({ mean: 0, pShift: 1 / 40 });
  });

  it("one date is as likely under both nulls, and the least p is that of the nearest days", () => {
    const { pRandom, pShift, p, least } = eventTest([6], distances);
    expect(pRandom).toBeCloseTo(pShift, 12);
    expect(p).toBeCloseTo(8 / 40, 12);
    expect(least).toBeCloseTo(4 / 40, 12);
  });
});
