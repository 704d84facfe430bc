import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedRandIndex, agreementTable, normalisedMutualInformation, purity } from "./agreement.ts";

const labels = fc.array(fc.tuple(fc.integer({ min: -1, max: 3 }), fc.integer({ min: -1, max: 2 })), {
  minLength: 2,
  maxLength: 40,
});
const tableOf = (list: readonly (readonly [number, number])[]) =>
  agreementTable(
    Int32Array.from(list, ([r]) => r),
    Int32Array.from(list, ([, c]) => c),
    4,
    3,
  );

describe("agreement of groups with a category", () => {
  it("counts items that have both labels", () => {
    const table = tableOf([
      [0, 0],
      [0, 0],
      [1, 2],
      [-1, 1],
      [2, -1],
    ]);
    expect(table.items).toBe(3);
    expect([...table.counts]).toEqual([2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect([...table.rowTotals]).toEqual([2, 1, 0, 0]);
    expect([...table.columnTotals]).toEqual([2, 0, 1]);
  });

  it("equals vectors worked by hand", () => {
    // Groups {0,1,2}, {3,4,5}; categories {0,1}, {2,3}, {4,5}: 2 pairs together in both, 6 and 3 in one, 15 in all.
    const table = tableOf([
      [0, 0],
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
      [1, 2],
    ]);
    expect(adjustedRandIndex(table)).toBeCloseTo((2 - 18 / 15) / (4.5 - 18 / 15), 12);
    expect(purity(table)).toBeCloseTo(4 / 6, 12);
    // I = (2/3) ln 2; H = ln 2 and ln 3.
    expect(normalisedMutualInformation(table)).toBeCloseTo(
      ((2 / 3) * Math.LN2) / ((Math.LN2 + Math.log(3)) / 2),
      12,
    );
  });

  it("equals counting pairs of items one by one", () => {
    fc.assert(
      fc.property(labels, (list) => {
        const both = list.filter(([r, c]) => r >= 0 && c >= 0);
        let together = 0;
        let inRow = 0;
        let inColumn = 0;
        let all = 0;
        for (let i = 0; i < both.length; i++) {
          for (let j = i + 1; j < both.length; j++) {
            const row = both[i]![0] === both[j]![0];
            const column = both[i]![1] === both[j]![1];
            all++;
            if (row) inRow++;
            if (column) inColumn++;
            if (row && column) together++;
          }
        }
        const expected = all === 0 ? 0 : (inRow * inColumn) / all;
        const most = (inRow + inColumn) / 2;
        const index = most === expected ? 1 : (together - expected) / (most - expected);
        expect(adjustedRandIndex(tableOf(list))).toBeCloseTo(index, 10);
      }),
    );
  });

  it("is 1 for the same partition under other names, and symmetric bounds hold", () => {
    fc.assert(
      fc.property(labels, (list) => {
        const same = tableOf(list.map(([, c]) => [c < 0 ? -1 : 2 - c, c] as const));
        expect(adjustedRandIndex(same)).toBeCloseTo(1, 12);
        if (same.items > 0) {
          expect(normalisedMutualInformation(same)).toBeCloseTo(1, 12);
          expect(purity(same)).toBe(1);
        }
        const value = normalisedMutualInformation(tableOf(list));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});
