/** Figures of disclosure: the table, the odds ratio with its intervals, and how the answer changes with what is not known. */
import { moreReadily, reaches } from "../../../kernel/index.ts";
import type { Bounds, DisclosureTable, OddsRatio } from "../../../kernel/index.ts";
import type { Figure, IntervalsFigure, SurfaceFigure, TableFigure } from "../../../model/finding.ts";
import { percent } from "../../../words.ts";
import type { Measured } from "./measure.ts";
import type { Graded, Sides } from "./sides.ts";

/** Columns of the surface: numbers of collected units; and its rows beyond the releases that are known. */
const MOST_COLUMNS = 16;
const FURTHER = 2;

export function figuresOf(sides: Sides, measured: Measured, graded: Graded | undefined): Figure[] {
  const { ratio } = measured;
  return [
    countsFigure(sides, graded),
    ...surfaceFigure(sides, measured),
    ...(ratio.answered ? [intervalsFigure(ratio, measured.level)] : []),
  ];
}

function countsFigure({ a, b, table }: Sides, graded: Graded | undefined): TableFigure {
  const row = (name: string, released: number, collected: number) => ({
    cells: [name.slice(0, 200), collected, released, collected - released],
  });
  const rows = (of: DisclosureTable, reading: string) => [
    row(`${a.name}${reading}`, of.releasedA, of.collectedA),
    row(`${b.name}${reading}`, of.releasedB, of.collectedB),
  ];
  return {
    kind: "table",
    title: "Units collected and released",
    columns: [{ name: "target" }, { name: "collected" }, { name: "released" }, { name: "kept" }],
    rows: [
      ...rows(table, ""),
      ...(graded === undefined ? [] : rows(graded.table, `, kept ones graded ${graded.least} or better`)),
    ],
  };
}

function intervalsFigure(ratio: Extract<OddsRatio, { answered: true }>, level: number): IntervalsFigure {
  const ends = ({ low, high }: Bounds): readonly [number | null, number | null] => [
    low ?? null,
    high ?? null,
  ];
  const estimate = ratio.estimate ?? "not computed";
  return {
    kind: "intervals",
    of: "odds of release, first target over the other",
    unit: "",
    intervalKind: `${percent(1 - level)}, central`,
    scale: "log",
    reference: 1,
    rows: [
      { label: "exact", estimate, interval: ends(ratio.exact) },
      { label: "mid-p", estimate, interval: ends(ratio.midP), comparison: true },
    ],
  };
}

/** As short as the sentence says it: a longer number does not stand in a cell. */
const drawn = (p: number): number => Number(p >= 0.001 ? p.toFixed(3) : p.toPrecision(1));

/** P-values by how many units were collected from the other side, and how many of them turn out to be released. */
function surfaceFigure({ b, table }: Sides, { level, fewest }: Measured): SurfaceFigure[] {
  const { releasedA, collectedA, releasedB, collectedB } = table;
  if (releasedA === 0) return [];
  const far = Math.max(collectedB, fewest?.collected ?? 0) + 4;
  const step = Math.max(1, Math.ceil(far / MOST_COLUMNS));
  const named = Array.from({ length: Math.floor(far / step) }, (_, i) => (i + 1) * step);
  const columns = [
    ...new Set([...named, Math.max(1, collectedB), ...(fewest === undefined ? [] : [fewest.collected])]),
  ];
  columns.sort((x, y) => x - y);
  const rows = Array.from({ length: releasedB + FURTHER + 1 }, (_, i) => i).slice(-12);
  const cells = rows.flatMap((released) =>
    columns.map((collected): SurfaceFigure["cells"][number] => {
      if (released > collected) return { value: null, holds: "cannot tell" };
      const p = moreReadily({ releasedA, collectedA, releasedB: released, collectedB: collected });
      return { value: drawn(p), holds: reaches(p, level) ? "holds" : "fails" };
    }),
  );
  return [
    {
      kind: "surface",
      of: `chance of so many of the first target among the released (holds up to ${level})`,
      unit: "",
      columns: { name: `units collected from ${b.name}`.slice(0, 120), values: columns.map(String) },
      rows: { name: "of them released", values: rows.map(String) },
      cells,
      declared: { column: columns.indexOf(Math.max(1, collectedB)), row: rows.indexOf(releasedB) },
    },
  ];
}
