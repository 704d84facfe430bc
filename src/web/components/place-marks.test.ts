import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeMarks } from "./place-marks.ts";

const MARK = 28;

describe("marks on an axis", () => {
  it("stand at their places where they do not meet", () => {
    expect(placeMarks([0, 100, 300], 400, MARK)).toEqual([0, 100, 300]);
  });

  it("stand beside one another where they would meet, and make room before the end", () => {
    expect(placeMarks([100, 100, 110], 400, MARK)).toEqual([100, 128, 156]);
    expect(placeMarks([395, 395], 400, MARK)).toEqual([344, 372]);
  });

  it("are in order, inside of the axis and apart as far as there is room, for any places", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 60, max: 800 }),
        (places, width) => {
          const lefts = placeMarks(
            places.toSorted((a, b) => a - b),
            width,
            MARK,
          );
          const step = Math.min(MARK, (width - MARK) / Math.max(1, places.length - 1));
          expect(Math.min(...lefts)).toBeGreaterThanOrEqual(-1e-9);
          expect(Math.max(...lefts)).toBeLessThanOrEqual(width - MARK + 1e-9);
          for (let i = 1; i < lefts.length; i++)
            expect(lefts[i]! - lefts[i - 1]!).toBeGreaterThanOrEqual(step - 1e-9);
        },
      ),
    );
  });
});
