/**
 * The readings of a claim: the series as it was declared, each declared filter of it, and another series of the same measure
 * beside. Every one is shown, whatever it says. A reading that mixes what must not be mixed has no rows to check, and says so.
 */
import { PlumblineError } from "../../../errors.ts";
import type { SeriesRows } from "../../../kernel/index.ts";
import { count, namesOf } from "../../../words.ts";
import { conditionIn, dayIn } from "../../declarations/cells.ts";
import type { DeclaredSeries, SeriesPoint } from "../../given.ts";
import { MOST_READINGS } from "./descriptor.ts";
import { dayStart } from "../../shared/dates.ts";

export interface ReadingOf {
  readonly name: string;
  readonly rows: SeriesRows;
  /** Column whose values are mixed; then nothing is checked. */
  readonly mixes?: string;
}

export interface Columns {
  readonly source: string;
  readonly start: string;
  readonly neverMix: readonly string[];
}

interface Filter {
  readonly name: string;
  readonly keeps: (point: SeriesPoint) => boolean;
  readonly columns: readonly string[];
}

/**
 * @param lines declared readings, a line each
 * @throws PlumblineError PARAMETER for a line that is no reading, or a column that the series has not.
 */
export function readingsOf(
  series: DeclaredSeries,
  beside: DeclaredSeries | undefined,
  lines: readonly string[],
  columns: Columns,
): ReadingOf[] {
  if (lines.length > MOST_READINGS)
    throw new PlumblineError("PARAMETER", `At most ${count(MOST_READINGS)} readings are checked at once.`);
  const filters = lines.map(filterOf);
  const known = columnsOf(series);
  for (const { columns: named } of filters)
    for (const column of named)
      if (!known.has(column))
        throw new PlumblineError("PARAMETER", `The series has no column “${column.slice(0, 60)}”.`, {
          where: series.title,
          hint: `It has ${namesOf([...known])}.`,
        });
  const own = [all("all that is declared", series), ...filters.map((filter) => filtered(filter, series))];
  if (beside === undefined) return own.map((one) => readingOf(one, columns));
  const others = columnsOf(beside);
  const fitting = filters.filter((filter) => filter.columns.every((column) => others.has(column)));
  const second = [all("all", beside), ...fitting.map((filter) => filtered(filter, beside))].map((one) => ({
    ...one,
    name: `${beside.title}: ${one.name}`,
  }));
  return [...own, ...second].map((one) => readingOf(one, columns));
}

interface Kept {
  readonly name: string;
  readonly points: readonly SeriesPoint[];
}

const all = (name: string, { points }: DeclaredSeries): Kept => ({ name, points });
const filtered = ({ name, keeps }: Filter, { points }: DeclaredSeries): Kept => ({
  name,
  points: points.filter(keeps),
});

const columnsOf = ({ points }: DeclaredSeries): Set<string> =>
  new Set(points.flatMap(({ fields }) => Object.keys(fields)));

/** `NAME: CONDITION & CONDITION`; without a name the conditions are it. */
function filterOf(line: string): Filter {
  const [, named, rest = line] = /^([^:=<>&]+):\s*(.+)$/.exec(line) ?? [];
  const conditions = rest.split("&").map((part) => conditionOf(part.trim()));
  return {
    name: (named ?? rest).trim().slice(0, 110),
    keeps: (point) => conditions.every(({ keeps }) => keeps(point)),
    columns: conditions.flatMap(({ column }) => column ?? []),
  };
}

function conditionOf(part: string): {
  readonly column?: string;
  readonly keeps: (point: SeriesPoint) => boolean;
} {
  const dated = /^date\s*(>=|<=)\s*(\S+)$/.exec(part);
  if (dated !== null) {
    const day = dayIn(dated[2]);
    if (day === undefined)
      throw new PlumblineError(
        "PARAMETER",
        `A day is written 2031-10-09; “${dated[2]!.slice(0, 30)}” is not.`,
      );
    return { keeps: dated[1] === ">=" ? ({ date }) => date >= day : ({ date }) => date <= day };
  }
  const condition = conditionIn(part);
  if (condition === undefined)
    throw new PlumblineError(
      "PARAMETER",
      `A reading is made of COLUMN=VALUE, COLUMN!=VALUE, date>=DAY and date<=DAY; “${part.slice(0, 60)}” is none.`,
    );
  const { column, keeps } = condition;
  return { column, keeps: ({ fields }) => keeps(fields[column]) };
}

function readingOf({ name, points }: Kept, { source, start, neverMix }: Columns): ReadingOf {
  const mixes = neverMix.find(
    (column) => new Set(points.map(({ fields }) => fields[column]?.trim() ?? "")).size > 1,
  );
  return { name, rows: rowsOf(points, source, start), ...(mixes === undefined ? {} : { mixes }) };
}

/** Points as the kernel reads them; codes of sources in order of first appearance. */
export function rowsOf(points: readonly SeriesPoint[], source: string, start: string): SeriesRows {
  const codes = new Map<string, number>();
  const codeOf = ({ fields }: SeriesPoint): number => {
    const name = fields[source]?.trim() ?? "";
    if (name === "") return -1;
    if (!codes.has(name)) codes.set(name, codes.size);
    return codes.get(name)!;
  };
  const day = (date: string | undefined): number => (date === undefined ? Number.NaN : dayStart(date));
  return {
    length: points.length,
    value: Float64Array.from(points, ({ value }) => value),
    end: Float64Array.from(points, ({ date }) => day(date)),
    start: Float64Array.from(points, ({ fields }) => day(dayIn(fields[start]))),
    source: Int32Array.from(points, codeOf),
    sources: codes.size,
  };
}
