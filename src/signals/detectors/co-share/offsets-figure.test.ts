import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offsetsFigureSchema } from "../../../model/finding.ts";
import { offsetsFigure } from "./offsets-figure.ts";

const setting = fc.record({
  resolution: fc.constantFrom(0.001, 1, 60, 3600),
  windowSteps: fc.integer({ min: 0, max: 4000 }),
  scaleSteps: fc.integer({ min: 0, max: 8000 }),
});

/** Every difference that two shares can have up to `far` steps, as often as flat independent times would give it. */
function flat(far: number, resolution: number): Float64Array {
  const signed = Array.from({ length: 2 * far + 1 }, (_, i) => (i - far) * resolution);
  return Float64Array.from(signed);
}

describe("the histogram of time differences", () => {
  it("counts every common share in one bar or beyond, and those inside the window exactly", () => {
    fc.assert(
      fc.property(
        setting,
        fc.array(fc.integer({ min: -60_000, max: 60_000 }), { maxLength: 200 }),
        ({ resolution, windowSteps, scaleSteps }, steps) => {
          const figure = offsetsFigure({
            group: "A",
            seconds: Float64Array.from(steps, (step) => step * resolution),
            window: windowSteps * resolution,
            scale: scaleSteps * resolution,
            resolution,
          });
          expect(offsetsFigureSchema.safeParse(figure).error).toBeUndefined();
          expect(figure.counts.reduce((sum, n) => sum + n, 0) + figure.beyond).toBe(steps.length);
          expect(figure.within).toBe(steps.filter((step) => Math.abs(step) <= windowSteps).length);
          expect(figure.counts.length).toBeLessThanOrEqual(62);
        },
      ),
    );
  });

  it("has bars of one width, never finer than the times, that end at the reach", () => {
    fc.assert(
      fc.property(setting, ({ resolution, windowSteps, scaleSteps }) => {
        const [window, scale] = [windowSteps * resolution, scaleSteps * resolution];
        const { edges, reach } = offsetsFigure({
          group: "A",
          seconds: new Float64Array(),
          window,
          scale,
          resolution,
        });
        const width = 2 * edges[1]!;
        expect(width / resolution).toBeGreaterThanOrEqual(1 - 1e-9);
        edges.slice(2).forEach((edge, i) => expect(edge - edges[i + 1]!).toBeCloseTo(width, 6));
        expect(edges.at(-1)!).toBeLessThanOrEqual(reach + resolution / 2 + 1e-6);
        expect(edges.at(-1)! + width).toBeGreaterThan(reach);
      }),
    );
  });

  it("draws a flat floor flat, at every resolution", () => {
    fc.assert(
      fc.property(setting, ({ resolution, windowSteps, scaleSteps }) => {
        const far = windowSteps + 2 * scaleSteps;
        const { counts, edges, floor, within } = offsetsFigure({
          group: "A",
          seconds: flat(far, resolution),
          window: windowSteps * resolution,
          scale: scaleSteps * resolution,
          resolution,
        });
        const width = Math.round((2 * edges[1]!) / resolution);
        expect(counts[0]).toBe(width);
        for (const other of counts.slice(1)) expect(other / 2).toBe(width);
        if (floor !== "not computed") expect(floor).toBeCloseTo(within, 6);
      }),
      { numRuns: 40 },
    );
  });

  it("does not depend on who is called the first of a pair", () => {
    const seconds = Float64Array.from([-3, 5, 0, 70, -700, 59.6, -60]);
    const of = (differences: Float64Array): object =>
      offsetsFigure({ group: "A", seconds: differences, window: 60, scale: 300, resolution: 1 });
    expect(of(seconds.map((x) => -x))).toEqual(of(seconds));
  });

  it("puts the edge of the window where a bar ends: a minute in bars of 11 s, minute times in bars of a minute", () => {
    const fine = offsetsFigure({
      group: "A",
      seconds: Float64Array.of(60, 61),
      window: 60,
      scale: 300,
      resolution: 1,
    });
    expect(fine.edges.slice(0, 3)).toEqual([0, 5.5, 16.5]);
    expect(fine.edges).toContain(60.5);
    expect(fine).toMatchObject({ reach: 660, within: 1, beyond: 0 });
    expect([fine.counts[5], fine.counts[6]]).toEqual([1, 1]);
    const coarse = offsetsFigure({
      group: "A",
      seconds: new Float64Array(),
      window: 60,
      scale: 300,
      resolution: 60,
    });
    expect(coarse.edges.slice(0, 3)).toEqual([0, 30, 90]);
    expect(coarse.counts).toHaveLength(12);
  });
});
