/** One run of disclosure: a declared set in; the comparison, its figures and its cells out. It draws nothing. */
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import type { Finding } from "../../../model/finding.ts";
import { counted, percent } from "../../../words.ts";
import { demanded, givenFor } from "../../given.ts";
import type { DeclaredSet, GivenTable } from "../../given.ts";
import { parseParameters } from "../../parameters.ts";
import type { DetectorOutput, ResultPlace } from "../../result.ts";
import { resultHead } from "../../shared/head.ts";
import { pause } from "../../shared/pause.ts";
import { NO_ROWS, notAnswerable } from "../../shared/said.ts";
import { descriptor } from "./descriptor.ts";
import { EXPLANATIONS } from "./explanations.ts";
import { figuresOf } from "./figures.ts";
import { measure } from "./measure.ts";
import type { Measured } from "./measure.ts";
import { gradedSides, sidesOf } from "./sides.ts";
import type { Graded, Sides } from "./sides.ts";
import { NO_TARGET, words } from "./wording.ts";

const TABLE = "units";
const NULL = descriptor.nulls[0]!.name;

/** @throws PlumblineError PARAMETER where no set was named or it has no such target; STOPPED. */
export async function run(
  _source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult> {
  const settings = parseParameters(descriptor, parameters);
  const set = demanded(context, "set", "set");
  await pause(context, "counting units", 0, 2, "steps");
  const first = String(settings["first"]);
  if (first === "") return unanswered(set);
  const level = Number(settings["level"]);
  const sides = sidesOf(set, first, String(settings["second"]));
  const graded = gradesIn(sides, givenFor(context, "grades", "table"), String(settings["least-grade"]));
  await pause(context, "comparing", 1, 2, "steps");
  const measured = measure(sides.table, level);
  const { releasedA, collectedA, releasedB, collectedB } = sides.table;
  return {
    findings: [noteOf(set, sides, graded), findingOf(sides, measured, graded)],
    counts: {
      units: set.units.length,
      collectedFirst: collectedA,
      releasedFirst: releasedA,
      collectedSecond: collectedB,
      releasedSecond: releasedB,
      fewestCollected: measured.fewest?.collected ?? "not computed",
      holds: measured.ratio.answered ? measured.holds : "cannot be answered",
    },
    output: outputOf(set, [...sides.a.units, ...sides.b.units], {
      f1: { tables: [TABLE] },
      f2: { tables: [TABLE] },
    }),
  };
}

function gradesIn(sides: Sides, table: GivenTable | undefined, least: string): Graded | undefined {
  return table === undefined ? undefined : gradedSides(sides, table, least);
}

function findingOf(sides: Sides, measured: Measured, graded: Graded | undefined): Finding {
  const { ratio, p, level, holds, fewest } = measured;
  const status = !ratio.answered ? "not answerable" : holds ? "finding" : "note";
  return {
    id: "f1",
    status,
    ...words(sides, measured, graded),
    statistics: statisticsOf(sides, measured),
    significance: ratio.answered
      ? [{ null: NULL, log10p: Math.min(0, Math.log10(p)), correction: "none", m: 1, level }]
      : [],
    explanations: [...EXPLANATIONS],
    rows: NO_ROWS,
    figures: ratio.answered || fewest !== undefined ? figuresOf(sides, measured, graded) : [],
  };
}

function statisticsOf({ table }: Sides, measured: Measured): Finding["statistics"] {
  const { ratio, level, fewest, fewestWithout, mostOfFirst, furtherReleases } = measured;
  const counts = [
    { name: "units collected, first target", value: table.collectedA },
    { name: "units released, first target", value: table.releasedA },
    { name: "units collected, the other", value: table.collectedB },
    { name: "units released, the other", value: table.releasedB },
    {
      name: "fewest collected of the other for it to hold",
      value: fewest?.collected ?? ("not computed" as const),
    },
    ...(fewestWithout === undefined
      ? []
      : [{ name: "the same if its releases did not count", value: fewestWithout.collected }]),
  ];
  if (!ratio.answered) return counts;
  const { low, high } = ratio.exact;
  const one = `${percent(1 - level / 2)}, one side`;
  return [
    ...counts,
    {
      name: "odds ratio of release",
      value: ratio.estimate ?? "not computed",
      ...(low === undefined || high === undefined
        ? {}
        : { interval: [low, high] as const, intervalKind: `${percent(1 - level)}, central exact` }),
    },
    ...(low !== undefined && high === undefined
      ? [{ name: `odds ratio at least (${one})`, value: low }]
      : []),
    ...(high !== undefined && low === undefined
      ? [{ name: `odds ratio at most (${one})`, value: high }]
      : []),
    ...(ratio.atLeast === undefined
      ? []
      : [{ name: `odds ratio at least (${percent(1 - level)}, declared direction)`, value: ratio.atLeast }]),
    { name: "p, one-sided exact", value: measured.p },
    { name: "p, one-sided mid-p", value: measured.pMid },
    ...(mostOfFirst === undefined
      ? []
      : [
          { name: "most collected of the first for it to hold", value: mostOfFirst.collected },
          { name: "further releases of the other for it to hold, at most", value: furtherReleases ?? 0 },
        ]),
  ];
}

function noteOf(set: DeclaredSet, { a, b }: Sides, graded: Graded | undefined): Finding {
  const items = set.units.reduce((sum, unit) => sum + unit.items, 0);
  const grades =
    graded === undefined
      ? "That a unit was collected is taken as the set says; it is a claim of somebody, and no grades were given."
      : `Kept units were graded, and those with ${graded.least} or better are counted apart, too.`;
  return {
    id: "f2",
    status: "note",
    title: "Disclosure: the run as a whole",
    sentence: `${counted(set.units.length, "unit")} of the declared set, with ${counted(items, "item")}, were looked at for one comparison that was declared before: ${a.name} against ${b.name}. A unit counts once, however many items it has. ${grades}`,
    statistics: [
      { name: "units", value: set.units.length },
      { name: "items", value: items },
      { name: "comparisons", value: 1 },
    ],
    significance: [],
    explanations: [...EXPLANATIONS],
    refutedBy: "A unit that was collected or released and is not in the set.",
    comparison: `All units that the set lists for ${a.name} and for ${b.name}.`,
    rows: NO_ROWS,
    figures: [],
  };
}

function unanswered(set: DeclaredSet): DetectorResult {
  return {
    findings: [
      {
        id: "f1",
        ...notAnswerable("Disclosure: no direction was declared", NO_TARGET, {
          statistics: [{ name: "units", value: set.units.length }],
          explanations: [...EXPLANATIONS],
        }),
      },
    ],
    counts: { units: set.units.length, holds: "cannot be answered" },
    output: outputOf(set, [], { f1: {} }),
  };
}

function outputOf(
  { file, column, title }: DeclaredSet,
  units: DeclaredSet["units"],
  findings: DetectorOutput["findings"],
): DetectorOutput {
  const placeOf = (row: number): string => `r${row}`;
  const rows = [...new Set(units.flatMap((unit) => unit.rows))].sort((x, y) => x - y);
  return {
    ...resultHead(descriptor, [file]),
    places: rows.map((row): ResultPlace => ({ id: placeOf(row), kind: "cell", artifact: 0, row, column })),
    tables: [
      {
        id: TABLE,
        title: title.slice(0, 200),
        columns: ["unit", "target", "items", "released"].map((name) => ({ name })),
        rows: units.map((unit) => ({
          cells: [unit.unit, unit.target, unit.items, unit.released],
          place: placeOf(unit.rows[0]!),
        })),
      },
    ],
    findings,
  };
}
