import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleView } from "../../../../test/support/sample-view.ts";
import { niceTop } from "../../../figure-places.ts";
import type {
  GridFigure,
  NetworkFigure,
  OffsetsFigure,
  StripFigure,
  TimelineFigure,
} from "../../../model/finding.ts";
import { openGroup } from "../../document/figures.ts";
import { drawGrid, shortCount, shortTime } from "./grid.ts";
import { crosses, fit, overlap, placeAbove, textWidth } from "../../../drawing/labels.ts";
import { labelDots, layoutGroup, strongest } from "./layout.ts";
import { drawNetwork } from "./network.ts";
import { drawOffsets } from "./offsets.ts";
import { drawPower } from "./power.ts";
import { drawStrip } from "./strip.ts";
import { drawTimeline } from "./timeline.ts";

const figures = sampleView().findings[0]!.finding.figures;
const network = figures.find((figure) => figure.kind === "network") as NetworkFigure;
const timeline = figures.find((figure) => figure.kind === "timeline") as TimelineFigure;

describe("names above ticks", () => {
  const ticks = fc
    .array(
      fc.record({
        x: fc.double({ min: 0, max: 600, noNaN: true }),
        text: fc.string({ minLength: 1, maxLength: 40 }),
      }),
      {
        maxLength: 25,
      },
    )
    .map((all) => all.toSorted((a, b) => a.x - b.x));

  it("never meet, stay inside, and no leader runs through a name", () => {
    fc.assert(
      fc.property(ticks, (all) => {
        const placed = placeAbove(all, 600, 5, 190).map((label) => ({ ...label, w: textWidth(label.text) }));
        for (const a of placed) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + a.w).toBeLessThanOrEqual(600);
          for (const b of placed) {
            if (a === b) continue;
            if (a.lane === b.lane) expect(a.x + a.w <= b.x || b.x + b.w <= a.x).toBe(true);
            if (a.lane > b.lane) expect(a.tick > b.x && a.tick < b.x + b.w).toBe(false);
          }
        }
      }),
    );
  });

  it("finds a place for every one of five close events", () => {
    const close = [100, 112, 124, 136, 148].map((x) => ({ x: x + 200, text: "A name of some length" }));
    expect(placeAbove(close, 600, 5, 190).length).toBe(5);
  });
});

describe("text", () => {
  it("fits, and is cut only where it has to be", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        const cut = fit(text, width);
        expect(textWidth(cut)).toBeLessThanOrEqual(width);
        if (textWidth(text) <= width) expect(cut).toBe(text);
      }),
    );
  });

  it("a segment meets a box if and only if one of its points lies inside", () => {
    const whole = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(whole, whole, whole, whole, (x1, y1, x2, y2) => {
        const box = { x: -5, y: -3, w: 10, h: 6 };
        const inside = Array.from({ length: 401 }, (_, i) => i / 400).some((t) => {
          const [x, y] = [x1 + t * (x2 - x1), y1 + t * (y2 - y1)];
          return x > box.x && x < box.x + box.w && y > box.y && y < box.y + box.h;
        });
        if (inside) expect(crosses(box, x1, y1, x2, y2)).toBe(true);
        const near = { x: -5.2, y: -3.2, w: 10.4, h: 6.4 };
        if (crosses(box, x1, y1, x2, y2) && (x1 !== x2 || y1 !== y2)) {
          const touches = Array.from({ length: 2001 }, (_, i) => i / 2000).some((t) => {
            const [x, y] = [x1 + t * (x2 - x1), y1 + t * (y2 - y1)];
            return x >= near.x && x <= near.x + near.w && y >= near.y && y <= near.y + near.h;
          });
          expect(touches).toBe(true);
        }
      }),
    );
  });
});

describe("network", () => {
  const layout = layoutGroup(network, "A", 130);

  it("opens the group with most drawn accounts, and draws it the same each time", () => {
    expect(openGroup(network)).toBe("A");
    expect(layoutGroup(network, "A", 130)).toEqual(layout);
    expect(layout.dots.length).toBe(27);
  });

  it("keeps every account inside the circle, none on another", () => {
    for (const dot of layout.dots) expect(Math.hypot(dot.x, dot.y)).toBeLessThanOrEqual(130.2);
    layout.dots.forEach((a, i) =>
      layout.dots.slice(i + 1).forEach((b) => expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(6)),
    );
  });

  it("names the three with the strongest ties, apart from each other", () => {
    const named = strongest(layout);
    expect(named.map((dot) => dot.id).toSorted()).toEqual(["A-03", "A-11", "A-19"]);
    const boxes = labelDots(layout, named, 130).map((label) => ({
      x: label.x,
      y: label.y - 10,
      w: textWidth(label.text, true),
      h: 13,
    }));
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => expect(overlap(a, b)).toBe(false)));
  });

  it.each([
    ["no group", { ...network, groups: [], nodes: [], edges: [] }],
    ["groups without drawn accounts", { ...network, nodes: [], edges: [] }],
    ["one account", { ...network, nodes: [{ id: "A-01", group: "A" }], edges: [] }],
    [
      "forty groups",
      {
        ...network,
        groups: Array.from({ length: 40 }, (_, i) => ({
          id: `G${i}`,
          status: "finding" as const,
          accounts: i,
          objects: 1,
          posts: 1,
        })),
      },
    ],
  ] as const)("draws %s", (_, figure) => {
    for (const width of [628, 320]) {
      const { html } = drawNetwork(figure as NetworkFigure, {}, width);
      expect(html).not.toMatch(/NaN|Infinity|undefined/);
      expect(html.match(/height="(\d+)/)).not.toBeNull();
    }
    expect(drawNetwork(figure as NetworkFigure, {}, 628)).toEqual(
      drawNetwork(figure as NetworkFigure, {}, 628),
    );
  });

  it("says how many groups it did not draw", () => {
    const groups = Array.from({ length: 10 }, (_, i) => ({
      id: `G${i}`,
      status: "finding" as const,
      accounts: 5,
      objects: 1,
      posts: 1,
    }));
    expect(drawNetwork({ ...network, groups, nodes: [], edges: [] }, {}, 628).html).toContain(
      "and 4\u00a0further groups, 20\u00a0accounts",
    );
  });
});

describe("timeline", () => {
  /** Heights of all bars, from the path data. */
  const area = (html: string): number =>
    [...html.matchAll(/M[\d.]+ ([\d.]+)V([\d.]+)H/g)].reduce(
      (sum, [, low, high]) => sum + (Number(low) - Number(high)),
      0,
    );

  it("stacks bars whose heights are the counts", () => {
    const html = drawTimeline(timeline, [], { A: 1 }, 628).html;
    const total = timeline.series.flatMap((series) => series.counts).reduce((sum, value) => sum + value, 0);
    expect(area(html) / 76).toBeCloseTo(total / 250, 0);
  });

  it("sums weeks where days would be too thin, and loses no post", () => {
    const long: TimelineFigure = {
      ...timeline,
      series: [{ id: "A", counts: Array.from({ length: 1200 }, (_, i) => i % 7) }],
    };
    const html = drawTimeline(long, [], { A: 1 }, 628).html;
    expect(html).toContain("posts a week");
    expect(area(html) / 76).toBeCloseTo(
      long.series[0]!.counts.reduce((sum, value) => sum + value, 0) / 25,
      -1,
    );
  });

  it.each([
    ["no series", { ...timeline, series: [] }],
    ["no posts", { ...timeline, series: [{ id: "A", counts: [0, 0] }] }],
    ["ten years", { ...timeline, series: [{ id: "A", counts: Array.from({ length: 3650 }, () => 1) }] }],
  ] as const)("draws %s", (_, figure) => {
    for (const width of [628, 320])
      expect(drawTimeline(figure as unknown as TimelineFigure, [], {}, width).html).not.toMatch(
        /NaN|Infinity|undefined/,
      );
  });

  it("ends its scale at a round number", () => {
    expect([1, 7, 11, 16, 217, 250, 251, 999, 1001].map(niceTop)).toEqual([
      1, 7, 15, 20, 250, 250, 300, 1000, 1500,
    ]);
  });
});

describe("time differences", () => {
  const offsets = figures.find((figure) => figure.kind === "offsets") as OffsetsFigure;
  /** Area of the bars of one class, in pixels. */
  const area = (html: string, kind: string): number => {
    const [, d = ""] = new RegExp(`class="${kind}" d="([^"]*)"`).exec(html)!;
    return [...d.matchAll(/M([\d.]+) ([\d.]+)V([\d.]+)H([\d.]+)/g)].reduce(
      (sum, [, left, low, high, right]) =>
        sum + (Number(right) - Number(left)) * (Number(low) - Number(high)),
      0,
    );
  };

  it("draws the counts as areas: those in the window in the group's colour, the others beside it", () => {
    const { html } = drawOffsets(offsets, 3, 628);
    const [inside, outside] = [area(html, "c3 fill"), area(html, "muted")];
    const drawn = offsets.counts.reduce((sum, n) => sum + n, 0);
    expect(inside / (inside + outside)).toBeCloseTo(offsets.within / drawn, 1);
    expect(html).toContain(`${offsets.within} within 1 min`);
  });

  it.each([
    ["no differences", { ...offsets, counts: offsets.counts.map(() => 0), within: 0, floor: 0, beyond: 0 }],
    [
      "one bar",
      { ...offsets, edges: [0, 0.5], counts: [4], within: 4, floor: "not computed", window: 0, reach: 0 },
    ],
    [
      "hours",
      { ...offsets, edges: [0, 1800, 5400], counts: [3, 9], window: 3600, reach: 18_000, resolution: 3600 },
    ],
  ] as const)("draws %s inside its frame", (_, figure) => {
    for (const width of [628, 320]) {
      const { html } = drawOffsets(figure as unknown as OffsetsFigure, 1, width);
      expect(html).not.toMatch(/NaN|Infinity|undefined/);
      for (const [, x] of html.matchAll(/(?:M|H| x=")([\d.]+)/g))
        expect(Number(x)).toBeLessThanOrEqual(width);
    }
  });
});

describe("accounts over time", () => {
  const strip = figures.find((figure) => figure.kind === "strip") as StripFigure;
  const marks = (html: string, kind: string): number =>
    (new RegExp(`class="${kind}" d="([^"]*)"`).exec(html)![1]!.match(/M/g) ?? []).length;
  const total = (lists: readonly (readonly number[])[]): number =>
    lists.reduce((sum, list) => sum + list.length, 0);

  it("has a mark for each share of the figure, a column for each occasion, inside its frame", () => {
    for (const width of [628, 320]) {
      const { html } = drawStrip(strip, 2, width);
      expect(marks(html, "c2 met")).toBe(total(strip.members.map(({ met }) => met)));
      expect(marks(html, "c2 apart")).toBe(total(strip.members.map(({ other }) => other)));
      expect(marks(html, "outsider")).toBe(total(strip.outsiders));
      expect(html.match(/class="band"/g)).toHaveLength(strip.occasions.length);
      const height = Number(/height="([\d.]+)"/.exec(html)![1]);
      for (const [, x, y] of html.matchAll(/M([\d.]+) ([\d.]+)/g)) {
        expect(Number(x)).toBeLessThanOrEqual(width);
        expect(Number(y)).toBeLessThanOrEqual(height);
      }
    }
  });

  it("names members by their pseudonyms and nobody else", () => {
    const texts = [...drawStrip(strip, 1, 628).html.matchAll(/<text[^>]*>([^<]*)</g)].map(
      ([, text]) => text!,
    );
    const ids: readonly string[] = strip.members.map(({ id }) => id);
    const names = texts.filter((text) => !/^\d+ \w{3}$|^\d\d:\d\d$/.test(text));
    expect(names.filter((name) => !ids.includes(name))).toEqual(["others"]);
  });

  it.each([
    ["nobody", { ...strip, members: [], outsiders: [], occasions: [], stretches: [] }],
    ["one member", { ...strip, members: strip.members.slice(0, 1), outsiders: [] }],
    ["an hour", { ...strip, stretches: [{ from: 0, to: 3600 }] }],
    ["ten years", { ...strip, stretches: [{ from: 0, to: 315_360_000 }] }],
    [
      "eight stretches",
      {
        ...strip,
        stretches: Array.from({ length: 8 }, (_, i) => ({ from: i * 90_000, to: i * 90_000 + 1320 })),
      },
    ],
  ] as const)("draws %s", (_, figure) => {
    for (const width of [628, 320]) {
      const { html } = drawStrip(figure as unknown as StripFigure, 1, width);
      expect(html).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});

describe("what a run could have found", () => {
  it("fills a disc per try that was found", () => {
    const rows = [
      { accounts: 5, occasions: 6, found: 19, tries: 20 },
      { accounts: 5, occasions: 3, found: 0, tries: 20 },
      { accounts: 5, occasions: 3, found: 99, tries: 200 },
    ];
    for (const width of [628, 320]) {
      const { html } = drawPower({ kind: "power", rows }, width);
      expect(html.match(/class="full"/g)).toHaveLength(19 + 9);
      expect(html.match(/class="open"/g)).toHaveLength(1 + 20 + 11);
      expect(html).toContain("99 of 200: 5\u00a0accounts, 3\u00a0occasions");
    }
  });
});

describe("grid", () => {
  const grid: GridFigure = {
    kind: "grid",
    of: "pairs of accounts",
    columns: { name: "window", unit: "s", values: [0, 60, 3600] },
    rows: { name: "minimum", unit: "objects", values: [2, 10] },
    cells: [12, 1_234_567, "not counted", 0, 7, 9],
    declared: { column: 1, row: 0 },
  };

  it("has a cell for each pair of values, a dash for what was not counted, and a frame around the declared one", () => {
    for (const width of [628, 320]) {
      const { html: drawn } = drawGrid(grid, width);
      expect(drawn.match(/class="c1 fill"/g)).toHaveLength(6);
      expect(drawn.match(/class="post"/g)).toHaveLength(1);
      expect(drawn).toContain("–");
      expect(drawn).toContain("1 min");
      for (const [, x, w] of drawn.matchAll(/<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"/g))
        expect(Number(x) + Number(w)).toBeLessThanOrEqual(width);
    }
  });

  it("cuts numbers that do not fit, and writes times short", () => {
    expect(shortCount(1_234_567, 100)).toBe("1,234,567");
    expect(shortCount(1_234_567, 30)).toBe("1M");
    expect(shortCount(45_678, 30)).toBe("46k");
    expect([0, 10, 60, 90, 600, 21_600, 86_400].map(shortTime)).toEqual([
      "0 s",
      "10 s",
      "1 min",
      "90 s",
      "10 min",
      "6 h",
      "1 d",
    ]);
  });
});
