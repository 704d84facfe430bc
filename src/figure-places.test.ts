import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mirrored, offsetTicks, placeSpans, stripRows, timeTicks, xOf } from "./figure-places.ts";

const spans = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 900_000 })), {
    minLength: 1,
    maxLength: 9,
  })
  .map((parts) => {
    let at = 0;
    return parts.map(([gap, length]) => {
      const from = at + gap;
      at = from + length;
      return { from, to: at };
    });
  });

describe("bars on both sides of 0", () => {
  it("sum to the counts, and are the same on either side", () => {
    const counts = fc.array(fc.nat({ max: 900 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(counts, (all) => {
        const edges = [0, ...all.map((_, i) => i + 0.5)];
        const bars = mirrored(edges, all);
        expect(bars).toHaveLength(2 * all.length - 1);
        expect(bars.reduce((sum, { height }) => sum + height, 0)).toBe(all.reduce((sum, n) => sum + n, 0));
        expect(bars.map(({ height }) => height)).toEqual(bars.map(({ height }) => height).toReversed());
        bars.slice(1).forEach(({ from }, i) => expect(from).toBe(bars[i]!.to));
      }),
    );
  });

  it("have ticks at round times, as many as have room", () => {
    expect(offsetTicks(660, 628, 84)).toEqual([-600, -300, 0, 300, 600]);
    expect(offsetTicks(660, 300, 84)).toEqual([-600, 0, 600]);
    expect(offsetTicks(0.5, 600, 84)).toEqual([0]);
  });
});

describe("an axis with breaks", () => {
  it("keeps stretches in order, on one scale, with a gap between", () => {
    fc.assert(
      fc.property(spans, (all) => {
        const placed = placeSpans(all, 40, 640, 10);
        const scale = placed[0]!.width / (placed[0]!.to - placed[0]!.from);
        for (const { from, to, width } of placed) expect(width / (to - from)).toBeCloseTo(scale, 9);
        placed.slice(1).forEach(({ x }, i) => expect(x).toBeCloseTo(placed[i]!.x + placed[i]!.width + 10, 6));
        const last = placed.at(-1)!;
        expect(last.x + last.width).toBeCloseTo(640, 6);
        for (const { from, to, x, width } of placed) {
          expect(xOf(placed, from)).toBeCloseTo(x, 6);
          expect(xOf(placed, (from + to) / 2)).toBeCloseTo(x + width / 2, 6);
        }
      }),
    );
  });

  it("has a tick in each stretch, inside it, and no two labels of a line that meet", () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 2_000_000_000 }), (all, zero) => {
        const placed = placeSpans(all, 40, 640, 10);
        const ticks = timeTicks(placed, zero * 1000);
        expect(ticks.length).toBeGreaterThanOrEqual(placed.length);
        for (const { x } of ticks)
          expect(placed.some((span) => x >= span.x - 1e-6 && x <= span.x + span.width + 1e-6)).toBe(true);
        for (const [line, room] of [
          ["day", 46],
          ["time", 40],
        ] as const) {
          const places = ticks.filter((tick) => tick[line]).map(({ label }) => label);
          places.slice(1).forEach((x, i) => expect(x - places[i]!).toBeGreaterThanOrEqual(room - 1e-6));
        }
      }),
    );
  });

  it("names a short stretch in its middle, and a label at the end stays inside", () => {
    const zero = Date.UTC(2031, 9, 2, 10, 31);
    const placed = placeSpans(
      Array.from({ length: 6 }, (_, i) => ({ from: i * 420_000, to: i * 420_000 + 1320 })),
      48,
      312,
      6,
    );
    const ticks = timeTicks(placed, zero);
    expect(ticks.map(({ x }) => x)).toEqual(
      placed.map(({ x, width }) => expect.closeTo(x + width / 2, 6) as number),
    );
    for (const { label } of ticks) expect(label).toBeLessThanOrEqual(312 - 19);
    expect(new Date(ticks[0]!.ms).toISOString()).toBe("2031-10-02T10:42:00.000Z");
  });

  it("writes days where stretches are long, and days with times where they are short", () => {
    const zero = Date.UTC(2031, 9, 2);
    const week = timeTicks(placeSpans([{ from: 0, to: 691_200 }], 48, 628, 10), zero);
    expect(week.map(({ ms }) => new Date(ms).toISOString().slice(5, 10))).toEqual([
      "10-02",
      "10-03",
      "10-04",
      "10-05",
      "10-06",
      "10-07",
      "10-08",
      "10-09",
    ]);
    expect(week.every(({ day, time }) => day && !time)).toBe(true);
    const hours = timeTicks(placeSpans([{ from: 0, to: 21_600 }], 48, 628, 10), zero);
    expect(hours.filter(({ day }) => day)).toHaveLength(1);
    expect(hours.filter(({ time }) => time).length).toBeGreaterThan(3);
  });
});

describe("rows of a strip", () => {
  it("stand under each other, members above the line and others below it", () => {
    for (const [members, outsiders] of [
      [1, 0],
      [3, 20],
      [27, 6],
      [40, 20],
    ] as const) {
      const { member, outsider, line, others, bottom, named } = stripRows(members, outsiders, 6);
      expect(line).toBeGreaterThanOrEqual(6 + members * member);
      expect(others).toBeGreaterThan(line);
      expect(bottom).toBeGreaterThanOrEqual(others + outsiders * outsider);
      expect(named * member).toBeGreaterThanOrEqual(14);
    }
  });
});
