/** One run of series-check: a declared series in; the claim over its readings, figures and cells out. It draws nothing. */
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import { demanded, givenFor } from "../../given.ts";
import type { DeclaredSeries } from "../../given.ts";
import { listEntries, parseParameters } from "../../parameters.ts";
import type { DetectorOutput, ResultPlace, ResultTable } from "../../result.ts";
import { resultHead } from "../../shared/head.ts";
import { pause } from "../../shared/pause.ts";
import { checkOf, claimOf } from "./check.ts";
import type { Checked } from "./check.ts";
import { descriptor } from "./descriptor.ts";
import { makeFindings } from "./findings.ts";
import { readingsOf } from "./readings.ts";

const SURFACE = "surface";
const POINTS = "points";

/** @throws PlumblineError PARAMETER where no series was named, or a claim or reading cannot be read; STOPPED. */
export async function run(
  _source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult> {
  const settings = parseParameters(descriptor, parameters);
  const series = demanded(context, "series", "series");
  const beside = givenFor(context, "beside", "series");
  const claim = claimOf(settings);
  await pause(context, "reading values", 0, 2, "steps");
  const source = String(settings["source"]);
  const columns = {
    source,
    start: String(settings["start"]),
    neverMix: listEntries(settings["never-mix"]),
  };
  const readings = readingsOf(series, beside, listEntries(settings["readings"]), columns);
  await pause(context, "checking readings", 1, 2, "steps");
  const checked = checkOf(readings, claim, settings);
  const nouns = {
    value: String(settings["value-is"]),
    source: /^[a-z][a-z ]{2,30}$/.test(source) ? source : "source",
  };
  const findings = makeFindings({ series, checked, readings, nouns });
  const { surface } = checked;
  const answered = findings.length > 1;
  return {
    findings,
    counts: {
      values: series.points.length,
      readings: readings.length,
      cells: surface.cells.length,
      holds: answered ? surface.yes : 0,
      fails: answered ? surface.no : 0,
      cannotBeTold: answered ? surface.unanswered : surface.cells.length,
    },
    output: outputOf(series, beside, checked, answered),
  };
}

function outputOf(
  series: DeclaredSeries,
  beside: DeclaredSeries | undefined,
  checked: Checked,
  answered: boolean,
): DetectorOutput {
  const both = beside === undefined ? [series] : [series, beside];
  const files = both.map(({ file }) => file);
  const artifacts = files.filter(({ id }, i) => files.findIndex((one) => one.id === id) === i);
  const at = ({ file }: DeclaredSeries): number => artifacts.findIndex(({ id }) => id === file.id);
  const placeOf = (of: DeclaredSeries, row: number): string => `p${at(of)}-${both.indexOf(of)}-${row}`;
  const places = both.flatMap((of) =>
    of.points.map(({ row }): ResultPlace => ({
      id: placeOf(of, row),
      kind: "cell",
      artifact: at(of),
      row,
      column: of.column,
    })),
  );
  const points: ResultTable = {
    id: POINTS,
    title: series.title.slice(0, 200),
    columns: [{ name: "series" }, { name: "date" }, { name: "value" }],
    rows: both.flatMap((of) =>
      of.points.map(({ date, value, row }) => ({ cells: [of.title, date, value], place: placeOf(of, row) })),
    ),
  };
  const named = answered ? { tables: [SURFACE, POINTS] } : { tables: [POINTS] };
  return {
    ...resultHead(descriptor, artifacts),
    places,
    tables: [surfaceTable(checked), points],
    findings: Object.fromEntries((answered ? ["f1", "f2", "f3"] : ["f1"]).map((id) => [id, named])),
  };
}

function surfaceTable({ surface }: Checked): ResultTable {
  return {
    id: SURFACE,
    title: "Every reading in every unit",
    columns: ["reading", "unit", "holds", "for", "tied", "of", "to turn", "difference"].map((name) => ({
      name,
    })),
    rows: surface.cells.map(({ reading, unit, check }) => ({
      cells: check.answered
        ? [
            surface.readings[reading]!,
            surface.units[unit]!,
            check.holds,
            check.yes,
            check.tied,
            check.units,
            check.turn ?? null,
            check.difference ?? null,
          ]
        : [surface.readings[reading]!, surface.units[unit]!, check.because, null, null, null, null, null],
    })),
  };
}
