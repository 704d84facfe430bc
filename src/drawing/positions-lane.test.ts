import { describe, expect, it } from "vitest";
import type { LanesFigure } from "../model/finding.ts";
import type { Mark } from "./element.ts";
import { drawLanes } from "./lanes.ts";
import { positionsLane } from "./positions-lane.ts";
import type { TakenPosition } from "./positions-lane.ts";

const FROM = Date.parse("2031-10-01");
const DAY = 86_400_000;
const FIGURE: LanesFigure = {
  kind: "lanes",
  from: "2031-10-01",
  days: 30,
  lanes: [{ kind: "counts", title: "Posts a day", unit: "", counts: [1, 2, 3] }],
};

const on = (day: number, initials = "FD"): TakenPosition => ({ initials, colour: 1, ms: FROM + day * DAY });

function chips(taken: readonly TakenPosition[], width = 784) {
  const row = { label: "J1", taken, end: "two agree", isStrong: false };
  const { marks, height } = drawLanes(FIGURE, [], width, { others: [positionsLane([row])] });
  const found: { left: number; right: number; top: number }[] = [];
  const visit = (one: Mark | string): void => {
    if (typeof one === "string") return;
    if (one.tag === "rect" && one.attributes.class === "fill") {
      const [x, wide] = [Number(one.attributes.x), Number(one.attributes.width)];
      found.push({ left: x, right: x + wide, top: Number(one.attributes.y) });
    }
    one.children.forEach(visit);
  };
  marks.forEach(visit);
  return { chips: found, height, width };
}

describe("marks of positions", () => {
  it.each([784, 372, 300])("never meet and never leave the drawing, %i pixels wide", (width) => {
    for (const days of [
      [29, 29, 29],
      [0, 0, 1],
      [28, 29],
      [3, 14, 14, 14, 15, 29],
    ]) {
      const drawn = chips(
        days.map((day) => on(day)),
        width,
      );
      expect(drawn.chips).toHaveLength(days.length);
      for (const [at, chip] of drawn.chips.entries()) {
        expect(chip.left).toBeGreaterThanOrEqual(0);
        expect(chip.right).toBeLessThanOrEqual(drawn.width);
        expect(chip.top + 15).toBeLessThanOrEqual(drawn.height);
        if (at > 0) expect(chip.left).toBeGreaterThanOrEqual(drawn.chips[at - 1]!.right);
      }
    }
  });

  it("leave out what lies outside of the days", () => {
    expect(chips([on(-1), on(3), on(30)]).chips).toHaveLength(1);
  });

  it("lie further right the later they were taken", () => {
    const [first, second] = chips([on(20), on(4)]).chips;
    expect(second!.left).toBeGreaterThan(first!.left + 100);
  });
});
