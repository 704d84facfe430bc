import fc from "fast-check";
import { expect, it } from "vitest";
import { binned } from "./bins.ts";

it("keeps every post of every series and draws no more bars than there is room for", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 900, maxLength: 900 });
  fc.assert(
    fc.property(counts, counts, (a, b) => {
      const bins = binned({
        kind: "timeline",
        unit: "day",
        from: "2031-09-01",
        series: [
          { id: "A", counts: a },
          { id: "B", counts: b },
        ],
      });
      const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
      expect(bins.series.map((one) => sum(one.counts))).toEqual([sum(a), sum(b)]);
      expect(sum(bins.sums)).toBe(sum(a) + sum(b));
      expect(bins.starts.length).toBeLessThanOrEqual(190);
    }),
    { numRuns: 25 },
  );
});

it("begins three days before the first post, and not before the figure", () => {
  const figure = { kind: "timeline", unit: "day", from: "2031-09-01" } as const;
  const late = binned({ ...figure, series: [{ id: "A", counts: [0, 0, 0, 0, 0, 2, 0, 1] }] });
  expect([late.from, late.to, late.days, late.sums]).toEqual([
    "2031-09-03",
    "2031-09-08",
    1,
    [0, 0, 0, 2, 0, 1],
  ]);
  expect(binned({ ...figure, series: [{ id: "A", counts: [1] }] }).from).toBe("2031-09-01");
});
