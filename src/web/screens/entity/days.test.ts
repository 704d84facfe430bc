import { describe, expect, it } from "vitest";
import { daysOver } from "./days.ts";

const DAY_MS = 86_400_000;

describe("the axis of a page", () => {
  it("has whole days, however short the stretch, so that no bar tells an hour", () => {
    for (const days of [1, 2, 7, 159, 160, 161, 400, 5000]) {
      const from = Date.UTC(2031, 2, 1);
      const last = new Date(from + (days - 1) * DAY_MS).toISOString().slice(0, 10);
      const axis = daysOver(["2031-03-01", last]);
      expect(axis.from).toBe(from);
      expect(axis.width % DAY_MS).toBe(0);
      expect(axis.width).toBeGreaterThanOrEqual(DAY_MS);
      expect(axis.bins).toBeLessThanOrEqual(160);
      expect(axis.to).toBe(from + axis.bins * axis.width);
      expect(axis.to).toBeGreaterThanOrEqual(from + days * DAY_MS);
      expect(axis.to - axis.width).toBeLessThan(from + days * DAY_MS);
    }
  });
});
