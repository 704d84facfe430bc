import { describe, expect, it } from "vitest";
import { sampleInstruments } from "../../test/support/sample-instruments.ts";
import { figureSchema } from "../model/finding.ts";
import type {
  HoursFigure,
  IntervalsFigure,
  LadderFigure,
  LanesFigure,
  SurfaceFigure,
  TableFigure,
} from "../model/finding.ts";
import type { EventTick } from "./days.ts";
import type { Mark, Picture } from "./element.ts";
import { drawInstrument, hasMarks, tablesOf, tellFigure } from "./figure.ts";
import type { InstrumentFigure } from "./figure.ts";
import { windowPieces } from "./hours.ts";
import { overlap, textWidth, wrap } from "./labels.ts";
import { binDays } from "./days.ts";
import { logTicks, roundAxis, roundTicks } from "./scale.ts";

const samples = sampleInstruments();
const sample = <K extends (typeof samples)[number]["kind"]>(kind: K) =>
  samples.find((figure) => figure.kind === kind) as Extract<(typeof samples)[number], { kind: K }>;
const lanes: LanesFigure = sample("lanes");
const intervals: IntervalsFigure = sample("intervals");
const hours: HoursFigure = sample("hours");
const surface: SurfaceFigure = sample("surface");
const table: TableFigure = sample("table");
const ladder: LadderFigure = sample("ladder");

const WIDTHS = [784, 628, 372, 320, 260];
const LONG =
  "A label that goes on and on, with Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen at its very end";
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

interface Placed {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function all(marks: readonly (Mark | string)[]): Mark[] {
  return marks.flatMap((one) => (typeof one === "string" ? [] : [one, ...all(one.children)]));
}

const textOf = (mark: Mark): string =>
  mark.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");

/** Texts with the boxes that they take: from the top of a capital to below the line. */
function texts(picture: Picture): Placed[] {
  return all(picture.marks)
    .filter(({ tag }) => tag === "text")
    .map((mark) => {
      const { x, y, class: look = "", "text-anchor": anchor } = mark.attributes;
      const text = textOf(mark);
      const w = textWidth(
        text,
        /strong/.test(String(look)) || mark.children.some((one) => typeof one !== "string"),
      );
      const left = Number(x) - (anchor === "middle" ? w / 2 : anchor === "end" ? w : 0);
      return { text, x: left, y: Number(y) - 10, w, h: 12.5 };
    });
}

const said = (picture: Picture): string[] => texts(picture).map(({ text }) => text);

/** What is wrong with a drawing: a text outside of the frame or on another, an element outside, a coordinate that is no number. */
function faults(picture: Picture): string[] {
  const { width, height } = picture;
  const inside = (x: number, y: number, slack: number): boolean =>
    x >= -slack && x <= width + slack && y >= -slack && y <= height + slack;
  const boxes = texts(picture);
  // Widths of texts are estimated on the wide side: two pixels of them are rounding.
  const out = boxes
    .filter(({ x, y, w, h }) => !inside(x, y, 2) || !inside(x + w, y + h, 2))
    .map(({ text, x, y, w }) => `outside: ${text} at ${x} to ${x + w}, ${y}`);
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1))
      if (overlap({ ...a, x: a.x + 1, w: a.w - 2 }, b))
        out.push(`on another: ${a.text} (${a.x}, ${a.y}), ${b.text} (${b.x}, ${b.y})`);
  });
  for (const { tag, attributes } of all(picture.marks)) {
    const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(attributes[name as "x"]));
    if (tag === "rect" && (w! < 0 || h! < 0 || !inside(x!, y!, 0.2) || !inside(x! + w!, y! + h!, 0.2)))
      out.push(`outside: ${JSON.stringify(attributes)}`);
    for (const [, x, y] of String(attributes.d ?? "").matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g))
      if (!inside(Number(x), Number(y), 0.2)) out.push(`outside: path at ${x} ${y} of ${width} ${height}`);
  }
  if (/NaN|Infinity|undefined|null/.test(JSON.stringify(picture))) out.push("no number");
  if (!(height > 10)) out.push(`height ${height}`);
  return out;
}

function holds(picture: Picture, width: number): void {
  expect(picture.width).toBe(width);
  expect(faults(picture).slice(0, 4)).toEqual([]);
}

function drawnAtAll(figure: InstrumentFigure, events: readonly EventTick[] = []): void {
  const checked = figureSchema.parse(figure) as InstrumentFigure;
  for (const width of WIDTHS) holds(drawInstrument(checked, width, { events }), width);
}

const EVENTS = [5, 17, 31, 32, 33, 38, 46].map((day, i) => ({
  title: `Declared event ${i + 1}`,
  ms: Date.parse("2034-04-01") + day * 86_400_000 + 3_600_000,
}));

describe("round scales", () => {
  it.each([
    [0, 88, [0, 50, 100]],
    [0, 0.19, [0, 0.1, 0.2]],
    [-2.4, 5.1, [-2.5, 0, 2.5, 5, 7.5]],
    [7, 7, [0, 5, 10]],
  ] as const)("%d to %d", (low, high, ticks) => {
    const axis = roundAxis(low, high, ticks.length > 3 ? 3 : 2);
    expect(axis.ticks).toEqual(ticks);
    expect(axis.low).toBeLessThanOrEqual(low);
    expect(axis.high).toBeGreaterThanOrEqual(high);
  });

  it("have few ticks that are short decimal numbers", () => {
    expect(roundTicks(0.285, 0.58, 3)).toEqual([0.3, 0.4, 0.5]);
    expect(logTicks(0.05, 40, 12)).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20]);
    expect(logTicks(1e-9, 1e9, 4)).toHaveLength(5);
    expect(logTicks(1.2, 1.8, 4)).toEqual([1.2, 1.4, 1.6, 1.8]);
  });
});

describe("lines of text", () => {
  it("are no wider than they may be, and lose nothing", () => {
    for (const width of [40, 90, 300]) {
      const lines = wrap(LONG, width);
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.join("").replaceAll(" ", "")).toBe(LONG.replaceAll(" ", ""));
    }
  });
});

describe("intervals", () => {
  const row = (
    label: string,
    estimate: number | "not computed",
    interval?: [number | null, number | null],
  ) => ({
    label,
    estimate,
    ...(interval === undefined ? {} : { interval }),
  });

  it("say each row, its numbers, and where there is no difference", () => {
    for (const width of WIDTHS) {
      const words = said(drawInstrument(intervals, width));
      expect(words).toContain("0.565 (0.551 to 0.58)");
      expect(words).toContain("0.5 (at least 0.48)");
      expect(words).toContain("no difference at 0.5");
      expect(words).toContain("not computed");
    }
    expect(tellFigure(intervals).label).toContain("group C: 0.305 (0.285 to 0.325)");
    expect(tablesOf(intervals)[0]!.rows).toHaveLength(5);
  });

  it("draw an estimate between the ends of its interval, and a greater one further right", () => {
    const squares = all(drawInstrument(intervals, 628).marks)
      .filter(({ attributes }) => attributes.class === "full")
      .map(({ attributes }) => Number(attributes.x));
    expect(squares).toHaveLength(3);
    expect(squares[2]! < squares[1]! && squares[1]! < squares[0]!).toBe(true);
  });

  it.each([
    ["one row", [row("A", 0.4, [0.3, 0.5])]],
    ["two rows", [row("A", 0.4, [0.3, 0.5]), row("B", 0.1)]],
    ["sixty rows", range(60).map((i) => row(`row ${i}`, i / 7, [i / 7 - 1, i / 7 + 2]))],
    ["very long labels", [row(LONG, 1, [0, 2]), row(LONG.slice(0, 60).repeat(2), "not computed")]],
    ["negative values", [row("A", -1234.5, [-2000, -12]), row("B", -0.0004, [-0.001, null])]],
    ["open ends", [row("A", 1, [null, 2]), row("B", 3, [0, null]), row("C", 2, [null, null])]],
    ["one value throughout", [row("A", 3, [3, 3]), row("B", 3)]],
    ["nothing computed", [row("A", "not computed"), row("B", "not computed")]],
    ["huge and tiny values", [row("A", 1e12, [1e-9, 1e15]), row("B", 1)]],
  ])("draw %s inside the frame, on both scales, with a line and without", (_, rows) => {
    for (const scale of ["linear", "log"] as const)
      for (const reference of [null, 1, 0])
        for (const unit of ["", "odds of one over the other"])
          drawnAtAll({ ...intervals, rows, scale, reference, unit });
  });

  it("go to an edge where a logarithmic axis has no place for an end", () => {
    const odds = {
      ...intervals,
      scale: "log",
      reference: 1,
      rows: [row("A", 0.5, [0, 3])],
    } as IntervalsFigure;
    const lines = all(drawInstrument(odds, 628).marks).filter(
      ({ attributes }) => attributes.class === "span",
    );
    // A line, an arrow at its left, an end at its right.
    expect(String(lines[0]!.attributes.d).match(/M/g)).toHaveLength(3);
    expect(String(lines[0]!.attributes.d).match(/L/g)).toHaveLength(2);
  });
});

describe("hours", () => {
  it("are a cell for each of 168, darker where there is more", () => {
    for (const width of WIDTHS) holds(drawInstrument(hours, width), width);
    const cells = all(drawInstrument(hours, 628).marks).filter(
      ({ attributes: { d = "", class: look } }) => /z/.test(String(d)) && /fill|full/.test(String(look)),
    );
    const drawn = cells.flatMap(({ attributes: { d } }) => String(d).match(/v16h/g) ?? []);
    expect(drawn).toHaveLength(168);
    const opacities = cells.map(({ attributes }) => Number(attributes["fill-opacity"]));
    expect(Math.max(...opacities)).toBe(1);
  });

  it("mark a window, also one over midnight, and say how much lies in it", () => {
    const night: HoursFigure = { ...hours, window: { from: 22, to: 6 } };
    expect(windowPieces(night)).toEqual([
      [22, 24],
      [0, 6],
    ]);
    expect(windowPieces({ ...hours, window: { from: 18, to: 0 } })).toEqual([[18, 24]]);
    const inside = night.cells.filter((_, i) => i % 24 >= 22 || i % 24 < 6).reduce((sum, n) => sum + n, 0);
    const whole = night.cells.reduce((sum, n) => sum + n, 0);
    expect(said(drawInstrument(night, 628))).toContain(
      `22 to 6 h: ${Math.round((100 * inside) / whole)} % of the counts`,
    );
  });

  it.each([
    ["nothing", { cells: range(168).map(() => 0) }],
    ["one count", { cells: range(168).map((i) => (i === 7 ? 1 : 0)) }],
    ["millions, all alike", { cells: range(168).map(() => 12_345_678) }],
    ["fractions", { cells: range(168).map((i) => i / 1000) }],
    ["no window", { window: null }],
    ["a whole day", { window: { from: 0, to: 24 } }],
    ["the last hour", { window: { from: 23, to: 24 } }],
    ["a window over midnight", { window: { from: 20, to: 4 } }],
    ["a long clock and group", { clock: LONG.slice(0, 40), group: LONG.slice(0, 40) }],
  ])("draw %s", (_, more) => drawnAtAll({ ...hours, ...more }));

  it("are no figure where nothing was counted", () => {
    expect(hasMarks(hours)).toBe(true);
    expect(hasMarks({ ...hours, cells: range(168).map(() => 0) })).toBe(false);
  });
});

describe("surfaces", () => {
  const of = (columns: number, rows: number, name = (i: number) => `${i + 1}`): SurfaceFigure => ({
    ...surface,
    columns: { name: "first day", values: range(columns).map(name) },
    rows: { name: "polls counted", values: range(rows).map(name) },
    cells: range(columns * rows).map((i) => ({
      value: i % 5 === 3 ? null : i * 1.25 - 7,
      holds: (["holds", "fails", "cannot tell"] as const)[i % 3]!,
    })),
    declared: { column: columns - 1, row: rows - 1 },
  });

  it("have three places: it holds, it fails, it cannot be told", () => {
    const picture = drawInstrument(surface, 628);
    const words = texts(picture);
    const [yes, unknown, no] = ["holds in 10", "cannot tell in 1", "fails in 1"].map(
      (text) => words.find((one) => one.text === text)!.x,
    ) as [number, number, number];
    expect(yes < unknown && unknown < no).toBe(true);
    const marks = all(picture.marks);
    const looks = (look: string) => marks.filter(({ attributes }) => attributes.class === look);
    // The bar above, and one cell.
    expect(looks("hatch")).toHaveLength(2);
    expect(looks("frame")).toHaveLength(1);
    // The bar above, the ground of the cell that fails and its edge; the others have an edge at the left.
    expect(looks("against")).toHaveLength(3);
    expect(looks("for")).toHaveLength(1 + 10);
  });

  it("say what fails, and what was declared", () => {
    const { label } = tellFigure(surface);
    expect(label).toContain("Holds in 10 of 12 readings, fails in 1, cannot be told in 1.");
    expect(label).toContain("Declared before the run: all, 1 Mar: 82 % of 80, holds.");
    expect(label).toContain("one house, 1 Apr: 48 % of 14, fails");
    expect(tablesOf(surface)[0]!.rows[0]![1]).toBe("82 of 80, holds (declared)");
  });

  it.each([
    ["one reading", of(1, 1)],
    ["two readings", of(2, 1)],
    ["very many", of(24, 40)],
    ["very long names", of(3, 3, () => LONG)],
    ["many long names", of(24, 4, (i) => `${i} ${LONG}`)],
  ])("draw %s", (_, figure) => drawnAtAll(figure));

  it("has its declared reading among its readings", () => {
    expect(figureSchema.safeParse({ ...surface, declared: { column: 3, row: 0 } }).success).toBe(false);
  });
});

describe("ladders", () => {
  const of = (n: number, text = "a site"): LadderFigure => ({
    ...ladder,
    rungs: range(n).map((i) => ({
      ...ladder.rungs[i % 5]!,
      role: (["taken", "relayed", "published", "amplified", "mainstream"] as const)[Math.floor((5 * i) / n)]!,
      what: `${text} ${i}`,
      from: new Date(Date.UTC(2031, 0, 1 + i)).toISOString(),
      to: new Date(Date.UTC(2031, 0, 1 + i, 0, 0, 1)).toISOString(),
    })),
  });

  it("tell what sources say from what posts show without colour, and a gap from a hand-over", () => {
    const marks = all(drawInstrument(ladder, 628).marks);
    const looks = (tag: string, look: string) =>
      marks.filter((mark) => mark.tag === tag && mark.attributes.class === look).length;
    // A square for each of four roles, and a bar for each of three sources.
    expect(looks("rect", "full")).toBe(4 + 3);
    expect(looks("rect", "hollow")).toBe(2);
    // Two broken rails; the arrow of the rung that may be older is a third.
    expect(looks("path", "floor")).toBe(2 + 1);
    const words = said(drawInstrument(ladder, 628));
    expect(words.filter((text) => text.startsWith("Gap:"))).toHaveLength(2);
    expect(words).toContain("Hand-over, as said by a court document.");
    const { label, caption } = tellFigure(ladder);
    expect(label).toContain("taken to relayed: Gap: no source says who handed over.");
    expect(caption).toContain("A first mention is not a first appearance.");
    expect(tablesOf(ladder)[0]!.rows).toHaveLength(8);
  });

  it.each([
    ["the sample", ladder],
    ["one rung", { ...of(1), links: [] }],
    ["thirty rungs", of(30)],
    ["very long words", of(6, LONG)],
    [
      "one moment",
      {
        ...of(3),
        rungs: of(3).rungs.map((rung) => ({
          ...rung,
          from: ladder.rungs[0]!.from,
          to: ladder.rungs[0]!.from,
        })),
      },
    ],
    [
      "ten years",
      { ...of(2), rungs: [ladder.rungs[0]!, { ...ladder.rungs[4]!, to: "2044-01-01T00:00:00.000Z" }] },
    ],
  ])("draw %s", (_, figure) => drawnAtAll(figure));
});

describe("lanes", () => {
  const [counts, series] = lanes.lanes as [
    Extract<LanesFigure["lanes"][number], { kind: "counts" }>,
    Extract<LanesFigure["lanes"][number], { kind: "series" }>,
  ];
  const of = (days: number, ...list: readonly LanesFigure["lanes"][number][]): LanesFigure => ({
    ...lanes,
    days,
    lanes: [...list],
  });

  it("name levels, pulses, changes, gaps and crossings where they are", () => {
    const words = said(drawInstrument(lanes, 784, { events: EVENTS }));
    for (const text of [
      "level 6",
      "level 41",
      "pulse, 18 Apr",
      "pulse, 10 and 11 May",
      "not collected",
      "change on 3 May, 2 to 4 May",
      "list A ahead from 21 Apr, 8 to 29 Apr",
      EVENTS[3]!.title,
    ])
      expect(words).toContain(text);
    expect(words.filter((text) => text.startsWith("Declared event")).length).toBeGreaterThan(5);
    drawnAtAll(lanes, EVENTS);
  });

  it("draw the counts as heights, none for a day without", () => {
    const bars = all(drawInstrument(lanes, 784).marks).filter(
      ({ attributes }) => attributes.class === "c1 fill",
    );
    const heights = bars.flatMap(({ attributes: { d } }) =>
      [...String(d).matchAll(/M[\d.]+ ([\d.]+)V([\d.]+)/g)].map(
        ([, low, high]) => Number(low) - Number(high),
      ),
    );
    const there = counts.counts.filter((count) => count !== null && count > 0) as number[];
    expect(heights).toHaveLength(there.length);
    const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);
    // 76 pixels are 100 posts.
    expect((sum(heights) / 76) * 100).toBeCloseTo(sum(there), -1);
  });

  it("bins of weeks are means of the days that were collected", () => {
    const long = of(700, {
      ...counts,
      counts: range(700).map((day) => (day % 7 < 3 ? null : 40)),
      levels: [],
      changes: [],
      pulses: [],
    });
    expect(binDays(700, 500)).toBe(7);
    const [bars] = all(drawInstrument(long, 628).marks).filter(
      ({ attributes }) => attributes.class === "c1 fill",
    );
    const heights = [...String(bars!.attributes.d).matchAll(/M[\d.]+ ([\d.]+)V([\d.]+)/g)].map(
      ([, low, high]) => Number(low) - Number(high),
    );
    expect(new Set(heights.map((height) => Math.round(height)))).toEqual(new Set([76]));
    expect(heights.length).toBeGreaterThan(90);
  });

  it("say that a series never crosses its line", () => {
    const never = of(47, { ...series, reference: -20, crossings: [] });
    expect(said(drawInstrument(never, 628))).toContain("never crosses −20");
    expect(tellFigure(never).label).toContain("never crosses −20");
    const { crossings: _, ...notAsked } = series;
    expect(tellFigure(of(47, notAsked)).label).not.toContain("cross");
  });

  it.each([
    ["one day", of(1, { ...counts, counts: [3], levels: [{ from: 0, to: 0, value: 3 }] })],
    ["700 days", of(700, { ...counts, counts: range(700).map((i) => i % 50) }, series)],
    ["ten years", of(3650, { ...counts, counts: range(3650) })],
    ["no count at all", of(47, { ...counts, counts: range(47).map(() => null) })],
    ["counts that end early", of(47, { ...counts, counts: [1, 2, 3] })],
    ["nothing but zeros", of(47, { ...counts, counts: range(47).map(() => 0), levels: [] })],
    [
      "shares",
      of(47, { ...counts, counts: range(47).map((i) => i / 300), levels: [{ from: 0, to: 46, value: 0.1 }] }),
    ],
    [
      "a constant series",
      of(47, { ...series, points: range(47).map((day) => ({ day, value: 4 })), reference: null }),
    ],
    ["one point", of(47, { ...series, points: [{ day: 3, value: -1 }] })],
    ["a series without points", of(47, { ...series, points: [] })],
    ["eight lanes", of(47, ...range(8).map((i) => ({ ...(i % 2 ? counts : series), title: `Lane ${i}` })))],
    [
      "very long titles",
      of(47, { ...counts, title: LONG, unit: LONG.slice(0, 40) }, { ...series, title: LONG }),
    ],
    [
      "thirty changes with long words",
      of(47, {
        ...counts,
        changes: range(30).map((day) => ({
          day,
          interval: { from: day, to: day + 9 },
          words: `${day} ${LONG}`,
        })),
      }),
    ],
    [
      "a pulse each second day, a level each day",
      of(47, {
        ...counts,
        pulses: range(23).map((i) => ({ from: 2 * i, to: 2 * i })),
        levels: range(47).map((day) => ({ from: day, to: day, value: day })),
      }),
    ],
    [
      "marks beyond the last day",
      of(10, {
        ...counts,
        levels: [{ from: 0, to: 99, value: 4 }],
        changes: [{ day: 99 }, { day: 9, interval: { from: 2, to: 400 } }],
        pulses: [{ from: 50, to: 60 }],
      }),
    ],
  ])("draw %s", (_, figure) => drawnAtAll(figure, EVENTS));

  it("are tables of what is marked, and of the days one by one", () => {
    const [marked, days] = tablesOf(lanes);
    expect(marked!.rows.map((row) => row[1])).toEqual([
      "level",
      "level",
      "change",
      "pulse",
      "pulse",
      "not collected",
      "crossing",
    ]);
    expect(days!.rows).toHaveLength(47);
    expect(days!.rows[12]!.slice(0, 2)).toEqual(["13 April 2034", "not collected"]);
    expect(marked!.printed).toBe(true);
    expect(days!.printed).toBe(false);
  });
});

describe("tables", () => {
  it("keep numbers to the right, mark the row that is spoken of, and have a sign for no value", () => {
    const [lines] = tablesOf(table);
    expect(lines!.numeric).toEqual([3, 4]);
    expect(lines!.marked).toEqual([0]);
    expect(lines!.heads[3]).toBe("Dates as near, in 100");
    expect(lines!.rows[3]).toEqual(["Any of the three", "–", "2 inside", "41", "–"]);
  });
});

describe("texts that a file brought in", () => {
  it("are texts, with what nobody sees written out before it is measured", () => {
    const hostile = "<b>x</b>\u202e & \u200b";
    const figure: IntervalsFigure = { ...intervals, rows: [{ label: hostile, estimate: 1 }] };
    const words = said(drawInstrument(figure, 628));
    expect(words.join(" ")).toContain("<b>x</b>[U+202E] & [U+200B]");
    expect(JSON.stringify([tellFigure(figure), tablesOf(figure)])).not.toMatch(/[\u202e\u200b]/u);
    drawnAtAll(figure);
  });
});
