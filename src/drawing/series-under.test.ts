/** Declared series under something else that is drawn over time: on its axis, at any width. */
import { describe, expect, it } from "vitest";
import type { Mark } from "./element.ts";
import { textWidth } from "./labels.ts";
import { drawSeriesUnder, seriesOf, tellSeriesUnder } from "./series-under.ts";

const DAY = 86_400_000;
const START = Date.parse("2031-09-01");
const at = (day: number, value: number) => ({ ms: START + day * DAY, value });
const LEAD = { title: "Lead of list A", unit: "points", points: [at(0, 2), at(2, 4), at(2, 6), at(9, -3)] };
const SPAN = { from: START, to: START + 10 * DAY };

const all = (marks: readonly (Mark | string)[]): Mark[] =>
  marks.flatMap((one) => (typeof one === "string" ? [] : [one, ...all(one.children)]));
const textOf = ({ children }: Mark): string =>
  children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
const circles = (marks: readonly Mark[]) =>
  all(marks)
    .filter(({ tag }) => tag === "circle")
    .map(({ attributes }) => Number(attributes.cx));

describe("series under an axis", () => {
  it("stand where the axis has their days; several values of a day are drawn as their mean", () => {
    const { marks, left, width } = drawSeriesUnder([LEAD], SPAN, 400);
    const step = (width - left) / 10;
    expect(circles(marks)).toEqual([0, 2, 9].map((day) => expect.closeTo(left + (day + 0.5) * step, 0)));
    const twice = { ...LEAD, points: [at(0, 2), at(2, 5), at(9, -3)] };
    expect(drawSeriesUnder([twice], SPAN, 400)).toEqual(drawSeriesUnder([LEAD], SPAN, 400));
  });

  it("leave out what lies before or after, and say so where nothing is left", () => {
    const { marks } = drawSeriesUnder([LEAD], { from: START + DAY, to: START + 5 * DAY }, 400);
    expect(circles(marks)).toHaveLength(1);
    const none = drawSeriesUnder([LEAD], { from: START + 20 * DAY, to: START + 30 * DAY }, 400);
    expect(all(none.marks).map(textOf)).toContain("no values");
    expect(tellSeriesUnder(LEAD, { from: START + 20 * DAY, to: START + 30 * DAY })).toBe(
      "Lead of list A, no value in this stretch",
    );
  });

  it("are told in words", () => {
    expect(tellSeriesUnder(LEAD, SPAN)).toBe("Lead of list A, 4 values from −3 to 6 points, the last −3");
  });

  it.each([1600, 760, 320])("keep every word inside at %i px", (width) => {
    const long = {
      ...LEAD,
      title: "A very long name of a series ".repeat(4).trim(),
      unit: "percentage points",
    };
    const drawn = drawSeriesUnder([LEAD, long], SPAN, width);
    for (const mark of all(drawn.marks).filter(({ tag }) => tag === "text")) {
      const wide = textWidth(textOf(mark));
      const x = Number(mark.attributes.x);
      const end = mark.attributes["text-anchor"] === "end";
      expect(end ? x - wide : x).toBeGreaterThan(-2);
      expect(end ? x : x + wide * (mark.attributes["text-anchor"] === "middle" ? 0.5 : 1)).toBeLessThan(
        width + 2,
      );
      expect(Number(mark.attributes.y)).toBeLessThan(drawn.height + 1);
    }
  });

  it("come from the figure of a declared series", () => {
    expect(
      seriesOf({
        kind: "lanes",
        from: "2031-09-01",
        days: 3,
        lanes: [
          { kind: "series", title: "Lead", unit: "", reference: null, points: [{ day: 2, value: 4 }] },
          { kind: "counts", title: "Posts", unit: "", counts: [1, 2, 3] },
        ],
      }),
    ).toEqual([{ title: "Lead", unit: "", points: [at(2, 4)] }]);
  });
});
