/** Figures of series-check: the surface of readings, and over sources the intervals or the spans on an axis of days. */
import type { Check, SeriesClaim } from "../../../kernel/index.ts";
import type { Figure, IntervalsFigure, LanesFigure, SurfaceFigure } from "../../../model/finding.ts";
import type { Checked } from "./check.ts";
import { unitWord } from "./wording.ts";
import type { Nouns } from "./wording.ts";
import { DAY } from "../../shared/dates.ts";

const MOST_DAYS = 4000;

const OF: { readonly [K in SeriesClaim["kind"]]: readonly [of: string, unit: string] } = {
  most: ["share above zero", "%"],
  "n-of-m": ["how many are above zero", ""],
  crossed: ["how often the sign changed; of sources, how many changed", ""],
  fell: ["after less before; of sources, how many fell", ""],
  rose: ["after less before; of sources, how many rose", ""],
  highest: ["the last less the highest other", ""],
  lowest: ["the last less the lowest other", ""],
};

export function surfaceFigure({ surface, claim, unit }: Checked, nouns: Nouns): SurfaceFigure {
  const [of, size] = OF[claim.kind];
  return {
    kind: "surface",
    of,
    unit: size,
    columns: {
      name: "counted in",
      values: surface.units.map((one) => unitWord(one, 2, nouns).slice(0, 120)),
    },
    rows: { name: "reading", values: surface.readings.map((name) => name.slice(0, 120)) },
    cells: surface.cells.map(({ check }) => cellOf(check, claim)),
    declared: { column: unit, row: 0 },
  };
}

function cellOf(check: Check, { kind }: SeriesClaim): SurfaceFigure["cells"][number] {
  if (!check.answered) return { value: null, holds: "cannot tell" };
  const { yes, units, difference, holds } = check;
  const value = difference ?? (kind === "most" ? (100 * yes) / units : yes);
  return { value: Number(value.toPrecision(4)), holds: holds ? "holds" : "fails", n: units };
}

/** What is said over sources. */
export function chanceFigures(checked: Checked, title: string, unit: string): Figure[] {
  const { lead, change, clear, level } = checked;
  const sure = `${Number((100 * (1 - level)).toFixed(2))} %`;
  if (lead !== undefined)
    return [
      intervals("share of sources with a mean above zero", "%", `${sure}, exact`, 50, {
        label: "sources",
        estimate: (100 * lead.ahead) / lead.sources,
        interval: [100 * lead.low, 100 * lead.high],
      }),
    ];
  if (change !== undefined)
    return [
      intervals("mean change of the sources with values on both sides", unit, `${sure}, between sources`, 0, {
        label: `${change.sources} sources`,
        estimate: change.mean,
        interval: [change.low, change.high],
      }),
    ];
  return clear === undefined ? [] : spansFigure(checked, clear, title, unit);
}

function intervals(
  of: string,
  unit: string,
  intervalKind: string,
  reference: number,
  row: IntervalsFigure["rows"][number],
): IntervalsFigure {
  return {
    kind: "intervals",
    of,
    unit: unit.slice(0, 40),
    intervalKind,
    scale: "linear",
    reference,
    rows: [row],
  };
}

function spansFigure(
  { span }: Checked,
  { spans, crossings }: NonNullable<Checked["clear"]>,
  title: string,
  unit: string,
): LanesFigure[] {
  const first = spans[0]!.from;
  const dayOf = (moment: number): number => Math.round((moment - first) / DAY);
  const days = dayOf(spans.at(-1)!.from) + 7 * span;
  if (days > MOST_DAYS) return [];
  return [
    {
      kind: "lanes",
      from: new Date(first).toISOString().slice(0, 10),
      days,
      lanes: [
        {
          kind: "series",
          title: `${title}: means of sources in spans of ${span} weeks`.slice(0, 120),
          unit: unit.slice(0, 40),
          points: spans.map(({ from, mean, low, high }) => ({
            day: dayOf(from) + Math.floor((7 * span) / 2),
            value: mean,
            band: [low, high] as const,
          })),
          reference: 0,
          ...(crossings.length === 0
            ? {}
            : {
                crossings: crossings.map(({ from }) => ({
                  day: dayOf(from),
                  words: "clearly crossed by here",
                })),
              }),
        },
      ],
    },
  ];
}
