/** Every kind of figure with nothing in it, one element, and very many, in every form that draws it. */
import { describe, expect, it } from "vitest";
import { sampleView } from "../../test/support/sample-view.ts";
import { figureSchema, LADDER_ROLES } from "../model/finding.ts";
import type { Figure } from "../model/finding.ts";
import type { EditionView } from "../views/edition.ts";
import { hasElements } from "./document/figures.ts";
import { buildDocument } from "./document.ts";
import { drawFigure, isDrawn, WIDTHS } from "./drawing/figures/figure.ts";
import { docx } from "./formats/docx.ts";
import { html } from "./formats/html.ts";
import { pdf } from "./formats/pdf.ts";

const KINDS = [
  "network",
  "timeline",
  "grid",
  "offsets",
  "strip",
  "occasions",
  "power",
  "intervals",
  "hours",
  "surface",
  "table",
  "lanes",
  "ladder",
] as const;
/** Kinds that hold at least one of what they show: with nothing in them they are no figures. */
const NEVER_EMPTY: readonly string[] = ["intervals", "surface", "ladder"];
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const at = (i: number): string => new Date(Date.UTC(2031, 0, 1) + i * 3_600_000).toISOString();
const NONE_OMITTED = { members: 0, outsiders: 0, occasions: 0, shares: 0, outsiderShares: 0 };

/** A figure with about `n` elements: groups, days, cells, bars, members, occasions, rows. */
function figure(kind: (typeof KINDS)[number], n: number): Figure {
  switch (kind) {
    case "network":
      return figureSchema.parse({
        kind,
        groups: range(n).map((i) => ({
          id: `G${i}`,
          status: "finding",
          accounts: i + 2,
          objects: i,
          posts: i,
        })),
        nodes: range(n).map((i) => ({ id: `G0-${i}`, group: "G0" })),
        edges: range(Math.max(0, n - 1)).map((i) => ({ a: `G0-${i}`, b: `G0-${i + 1}`, k: 2, strength: 5 })),
        omitted: { accounts: 0, edges: 0 },
      });
    case "timeline":
      return figureSchema.parse({
        kind,
        from: "2031-01-01",
        unit: "day",
        series: n === 0 ? [] : range(Math.min(n, 20)).map((i) => ({ id: `G${i}`, counts: range(n) })),
      });
    case "grid": {
      const side = Math.min(n, 20);
      const axis = { name: "window", unit: "s", values: range(side).map((i) => 60 * (i + 1)) };
      const cells = range(side * side);
      return figureSchema.parse({
        kind,
        of: "pairs of accounts",
        columns: axis,
        rows: axis,
        cells,
        declared: { column: 0, row: 0 },
      });
    }
    case "offsets": {
      const bars = Math.max(1, n);
      return figureSchema.parse({
        kind,
        group: "G0",
        unit: "s",
        resolution: 1,
        window: 60,
        reach: 60 * bars,
        edges: range(bars + 1).map((i) => 60 * i),
        counts: range(bars).map(() => (n === 0 ? 0 : 3)),
        within: n === 0 ? 0 : 3,
        floor: "not computed",
        beyond: 0,
      });
    }
    case "strip":
      return figureSchema.parse({
        kind,
        group: "G0",
        from: at(0),
        unit: "s",
        stretches: range(Math.min(n, 40)).map((i) => ({ from: i * 1000, to: i * 1000 + 500 })),
        occasions: range(Math.min(n, 40)).map((i) => ({
          from: i * 1000,
          to: i * 1000,
          accounts: 2,
          objects: 1,
        })),
        members: range(n).map((i) => ({ id: `G0-${i}`, met: [0], other: [100] })),
        outsiders: range(n).map(() => [0]),
        omitted: NONE_OMITTED,
      });
    case "occasions":
      return figureSchema.parse({
        kind,
        list: range(n).map((i) => ({ at: at(i), accounts: 2, objects: 1 })),
        omitted: 0,
      });
    case "power":
      return figureSchema.parse({
        kind,
        rows: range(n).map((i) => ({ accounts: i + 2, occasions: 3, found: 1, tries: 20 })),
      });
    case "intervals":
      return figureSchema.parse({
        kind,
        of: "share",
        unit: "",
        intervalKind: "95 %",
        scale: "linear",
        reference: 0,
        rows: range(Math.min(60, Math.max(1, n))).map((i) => ({
          label: `row ${i}`,
          estimate: i,
          interval: [i - 1, i + 1],
        })),
      });
    case "hours":
      return figureSchema.parse({
        kind,
        of: "posts",
        group: "A",
        clock: "UTC",
        cells: range(168).map((i) => (i < n ? i + 1 : 0)),
        window: { from: 22, to: 6 },
      });
    case "surface": {
      const side = Math.min(24, Math.max(1, n));
      return figureSchema.parse({
        kind,
        of: "share",
        unit: "%",
        columns: { name: "from", values: range(side).map((i) => `day ${i}`) },
        rows: { name: "counted", values: range(side).map((i) => `filter ${i}`) },
        cells: range(side * side).map((i) => ({ value: i, holds: i % 7 === 0 ? "fails" : "holds" })),
        declared: { column: 0, row: 0 },
      });
    }
    case "table":
      return figureSchema.parse({
        kind,
        title: "Events",
        columns: [{ name: "Event" }, { name: "Days", unit: "d" }],
        rows: range(Math.min(n, 200)).map((i) => ({ cells: [`event ${i}`, i], marked: i === 0 })),
      });
    case "ladder":
      return figureSchema.parse({
        kind,
        of: "a set",
        rungs: range(Math.min(30, Math.max(1, n))).map((i) => ({
          role: LADDER_ROLES[Math.min(4, Math.floor(i / 6))],
          party: `party ${i}`,
          when: "on 1 January 2031",
          what: "a site goes online",
          from: at(i),
          to: at(i + 1),
          open: i === 3,
          by: i > 20 ? "posts" : "source",
        })),
        links: [{ from: "taken", to: "relayed", said: null }],
      });
    case "lanes":
      return figureSchema.parse({
        kind,
        from: "2031-01-01",
        days: Math.max(1, n),
        lanes: [
          {
            kind: "counts",
            title: "Posts",
            unit: "posts a day",
            counts: range(n),
            changes: range(Math.min(n, 40)).map((day) => ({ day })),
          },
          {
            kind: "series",
            title: "Lead",
            unit: "points",
            points: range(n).map((day) => ({ day, value: day - 2 })),
            reference: 0,
            crossings: [],
          },
        ],
      });
  }
}

/** The sample with these figures under its first finding, and none elsewhere. */
function viewOf(figures: readonly Figure[]): EditionView {
  const view = sampleView();
  return {
    ...view,
    findings: view.findings.map((one, i) => ({
      ...one,
      finding: { ...one.finding, figures: i === 0 ? [...figures] : [] },
    })),
  };
}

describe.each([0, 1, 300])("%i elements", (n) => {
  const figures = KINDS.map((kind) => figure(kind, n));

  it("are drawn where there are any, and only there", () => {
    expect(figures.map(hasElements)).toEqual(KINDS.map((kind) => n > 0 || NEVER_EMPTY.includes(kind)));
    const parts = buildDocument(viewOf(figures)).findings[0]!.figures;
    expect(parts).toHaveLength(n === 0 ? NEVER_EMPTY.length : KINDS.length - 1);
    for (const part of parts.filter(isDrawn))
      for (const width of WIDTHS) {
        const drawn = drawFigure(part, width).html;
        expect(drawn, part.figure.kind).not.toMatch(/NaN|Infinity|undefined/);
        const [, wide, high] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawn)!;
        expect(Number(wide), part.figure.kind).toBe(width);
        expect(Number(high), part.figure.kind).toBeGreaterThan(10);
      }
  });

  it.each([html, pdf, docx].map((form) => [form.id, form] as const))("stand in %s", async (_, form) => {
    const view = viewOf(figures);
    expect((await form.render(buildDocument(view), view)).length).toBeGreaterThan(10_000);
  });
});
