import { describe, expect, it } from "vitest";
import { textWidth } from "../../drawing/labels.ts";
import { nameTicks } from "./event-names.ts";

const LONG = "The foreign ministry of Calvane denies that it has anything to do with the mailboxes";

describe("names above ticks", () => {
  it("are whole, or a number that the legend tells", () => {
    const names = nameTicks(
      [
        { x: 10, title: "The vote" },
        { x: 300, title: LONG },
      ],
      700,
    );
    expect(names.map(({ label, isNumbered }) => [label?.text, isNumbered])).toEqual([
      ["The vote", false],
      ["2", true],
    ]);
  });

  it.each([784, 500, 330])("never cut a name, meet one another or end outside %d pixels", (width) => {
    const ticks = Array.from({ length: 36 }, (_, i) => ({
      x: ((i * i) / 1296) * width,
      title: i % 3 === 0 ? LONG : `Event of the ${i}th week`,
    }));
    const names = nameTicks(ticks, width);
    expect(names).toHaveLength(36);
    names.forEach(({ label, isNumbered }, i) => {
      expect(isNumbered || label?.text === ticks[i]!.title).toBe(true);
      if (isNumbered) expect([undefined, String(i + 1)]).toContain(label?.text);
    });
    const boxes = names.flatMap(({ label }) =>
      label === undefined ? [] : [{ ...label, end: label.x + textWidth(label.text) }],
    );
    for (const [i, a] of boxes.entries()) {
      expect(a.x >= 0 && a.end <= width).toBe(true);
      for (const b of boxes.slice(i + 1))
        if (a.lane === b.lane) expect(a.end <= b.x || b.end <= a.x).toBe(true);
    }
    expect(names.some(({ isNumbered }) => isNumbered)).toBe(true);
    // Numbers take no place from names.
    expect(names.some(({ isNumbered }) => !isNumbered)).toBe(true);
  });

  it("name two events of one moment apart", () => {
    const names = nameTicks(
      [
        { x: 100, title: "A letter" },
        { x: 100, title: "A letter" },
      ],
      600,
    );
    const lanes = names.flatMap(({ label }) => (label === undefined ? [] : [label.lane]));
    expect(new Set(lanes).size).toBe(lanes.length);
    expect(names.every(({ label, isNumbered }) => label !== undefined || isNumbered)).toBe(true);
    expect(nameTicks([], 600)).toEqual([]);
    const [first] = nameTicks([{ x: 0, title: "The campaign opens" }], 600);
    expect(first?.label?.text).toBe("The campaign opens");
  });
});
