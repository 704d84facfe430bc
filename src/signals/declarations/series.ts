/**
 * A declared series: dated values of a table, such as polls or counts a day. Which rows count and what a value is are its
 * parameters, so that they are in the log before anything is read from the series. Linear in rows.
 */
import { PlumblineError } from "../../errors.ts";
import type { LanesFigure, Finding } from "../../model/finding.ts";
import { count, counted, measured, plural } from "../../words.ts";
import type { Descriptor } from "../detector.ts";
import type { DeclaredSeries, GivenTable, SeriesPoint } from "../given.ts";
import { listEntries } from "../parameters.ts";
import type { DetectorOutput, ResultPlace, ResultTable } from "../result.ts";
import { resultHead } from "../shared/head.ts";
import { NO_ROWS } from "../shared/said.ts";
import { columnAt, columnOfPlaces, dayIn, filtered, numberIn } from "./cells.ts";
import type { Row } from "./cells.ts";
import type { Declaration, Declared, Guessed } from "./declaration.ts";
import { DAY, dayStart } from "../shared/dates.ts";

/** Values of a series, at most. */
const MOST_POINTS = 50_000;
/** Days that are drawn, at most; a longer series says so in its sentence. */
const MOST_DAYS = 4000;
const TABLE = "points";
/** Columns of its table before those of the file. */
const OWN = 3;

const descriptor = Object.freeze<Descriptor>({
  id: "series",
  version: "1.0.0",
  title: "Declared series",
  question: "Which dated values does this table hold?",
  posts: false,
  parameters: [
    {
      name: "table",
      title: "Table",
      help: "The file with the values, a row each.",
      kind: "input",
      takes: "table",
      default: "",
    },
    {
      name: "date",
      title: "Date",
      help: "Column of the days, written as 2031-10-09.",
      kind: "text",
      default: "date",
    },
    {
      name: "value",
      title: "Value",
      help: "Column of the values, or one column less another or less a number: A - B, A - 6. What is above the line is above zero then.",
      kind: "text",
      default: "value",
    },
    {
      name: "n",
      title: "Number behind a value",
      help: "Column of how many people, polls or posts a value was made from; empty for none.",
      kind: "text",
      default: "",
    },
    {
      name: "where",
      title: "Only rows with",
      help: "COLUMN=VALUE or COLUMN!=VALUE, one a line; several values between bars. Empty: all rows.",
      kind: "list",
      default: "",
    },
    {
      name: "title",
      title: "Title",
      help: "What the series is called; the value's column otherwise.",
      kind: "text",
      default: "",
    },
    {
      name: "unit",
      title: "Unit",
      help: "What a value counts: points, percent, posts; empty for a plain number.",
      kind: "text",
      default: "",
    },
  ],
  inputs: "A table with a column of days and one of numbers. Rows without either are counted and left out.",
  nulls: [
    {
      name: "none",
      excludes: "nothing: it says what a table holds",
      doesNotExclude: "that the table is wrong, selective, or was made for the purpose",
    },
  ],
  explanations: [
    {
      title: "The table was chosen among others.",
      check: "Look for other collections of the same measure, and declare them too.",
    },
  ],
  limits: [
    "Days are taken as they are written; a time behind a day is left out.",
    `At most ${count(MOST_POINTS)} values.`,
  ],
  references: [
    {
      text: "Wu, Agarwal, Li, Yang, Yu (2014). Toward computational fact-checking. Proceedings of the VLDB Endowment 7.",
      doi: "10.14778/2732286.2732295",
    },
  ],
});

interface Value {
  readonly name: string;
  of(row: Row): number | undefined;
}

/** A column, the difference of two, or what a column is above a number. */
function valueOf(table: GivenTable, expression: string): Value {
  const whole = table.columns.includes(expression) ? null : /^(.+?)\s+-\s+(.+)$/.exec(expression);
  if (whole === null) {
    const at = columnAt(table, expression);
    return { name: table.columns[at]!, of: ({ cells }) => numberIn(cells[at]) };
  }
  const [a, less] = [columnAt(table, whole[1]!.trim()), whole[2]!.trim()];
  const number = table.columns.includes(less) ? undefined : numberIn(less);
  const b = number === undefined ? columnAt(table, less) : undefined;
  return {
    name: `${table.columns[a]!} - ${b === undefined ? less : table.columns[b]!}`,
    of: ({ cells }) => {
      const [x, y] = [numberIn(cells[a]), b === undefined ? number : numberIn(cells[b])];
      return x === undefined || y === undefined ? undefined : Number((x - y).toPrecision(12));
    },
  };
}

function declare(
  table: GivenTable,
  parameters: Readonly<Record<string, string | number | boolean>>,
): Declared {
  const said = (name: string): string => String(parameters[name] ?? "");
  const dateAt = columnAt(table, said("date"));
  const value = valueOf(table, said("value"));
  const nAt = said("n") === "" ? undefined : columnAt(table, said("n"));
  const rows = filtered(table, listEntries(parameters["where"]));
  const points = rows
    .flatMap((row): (SeriesPoint & { readonly source: Row })[] => {
      const date = dayIn(row.cells[dateAt]);
      const is = value.of(row);
      if (date === undefined || is === undefined) return [];
      const n = nAt === undefined ? undefined : numberIn(row.cells[nAt]);
      return [{ date, value: is, ...(n === undefined ? {} : { n }), row: row.row, fields: {}, source: row }];
    })
    .sort((x, y) => (x.date < y.date ? -1 : x.date > y.date ? 1 : x.row - y.row));
  if (points.length === 0)
    throw new PlumblineError("ALL_REJECTED", "No row of the table has a day and a number.", {
      where: table.title,
      hint: `${counted(table.rows.length, "row")}, of which ${count(rows.length)} fit the filter. Days are written 2031-10-09.`,
    });
  if (points.length > MOST_POINTS)
    throw new PlumblineError("IMPORT_LIMIT", `A series has at most ${count(MOST_POINTS)} values.`, {
      where: table.title,
      hint: "Narrow it with a filter.",
    });
  const title = said("title") === "" ? value.name : said("title");
  const unit = said("unit");
  const places = points.map(({ row }): ResultPlace => ({
    id: `r${row}`,
    kind: "cell",
    artifact: 0,
    row,
    column: value.name,
  }));
  const result: ResultTable = {
    id: TABLE,
    title,
    columns: [
      { name: "date" },
      { name: "value", ...(unit === "" ? {} : { unit }) },
      { name: "n" },
      ...table.columns.map((name) => ({ name: name.slice(0, 200) })),
    ],
    rows: points.map(({ date, value: is, n, row, source }) => ({
      cells: [date, is, n ?? null, ...table.columns.map((_, i) => source.cells[i] ?? null)],
      place: `r${row}`,
    })),
  };
  const left = rows.length - points.length;
  return {
    findings: [noteOf(title, unit, points, { left, filtered: table.rows.length - rows.length }, table)],
    counts: {
      rows: table.rows.length,
      values: points.length,
      leftOutByFilter: table.rows.length - rows.length,
      leftOutWithoutDayOrNumber: left,
      from: points[0]!.date,
      to: points.at(-1)!.date,
    },
    output: {
      ...resultHead(descriptor, [table.file]),
      places,
      tables: [result],
      findings: { f1: { tables: [TABLE] } },
      details: { title, unit },
    },
  };
}

function noteOf(
  title: string,
  unit: string,
  points: readonly SeriesPoint[],
  { left, filtered: byFilter }: { readonly left: number; readonly filtered: number },
  { title: file }: GivenTable,
): Finding {
  const values = points.map(({ value }) => value);
  const [low, high] = [least(values), most(values)];
  const from = points[0]!.date;
  const to = points.at(-1)!.date;
  const without =
    left === 0
      ? ""
      : ` ${counted(left, "row")} without a day or a number ${plural(left, "is", "are")} left out.`;
  const kept = byFilter === 0 ? "" : ` The declared filter leaves out ${counted(byFilter, "row")}.`;
  return {
    id: "f1",
    status: "note",
    title: `Declared series: ${title}`.slice(0, 200),
    sentence: `${counted(points.length, "value")} from ${from} to ${to}, between ${measured(low)} and ${measured(high)}${unit === "" ? "" : ` ${unit}`}.${kept}${without}`,
    statistics: [
      { name: "values", value: points.length },
      { name: "distinct days", value: new Set(points.map(({ date }) => date)).size },
      { name: "lowest value", value: low, ...(unit === "" ? {} : { unit }) },
      { name: "highest value", value: high, ...(unit === "" ? {} : { unit }) },
    ],
    significance: [],
    explanations: [...descriptor.explanations],
    refutedBy: "Another table of the same measure that says otherwise.",
    comparison: `Nothing was compared: these are the values that ${file.slice(0, 400)} holds.`,
    rows: NO_ROWS,
    figures: drawn(title, unit, points),
  };
}

/** The smallest of numbers, of any count. */
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);

function drawn(title: string, unit: string, points: readonly SeriesPoint[]): LanesFigure[] {
  const from = dayStart(points[0]!.date);
  const dayOf = (date: string) => Math.round((dayStart(date) - from) / DAY);
  const days = dayOf(points.at(-1)!.date) + 1;
  if (days > MOST_DAYS) return [];
  return [
    {
      kind: "lanes",
      from: points[0]!.date,
      days,
      lanes: [
        {
          kind: "series",
          title: title.slice(0, 120),
          unit: unit.slice(0, 40),
          points: points.map(({ date, value }) => ({ day: dayOf(date), value })),
          reference: null,
        },
      ],
    },
  ];
}

/** Columns that usually hold what was measured, and how many it was measured on. */
const VALUES = /^(?:value|lead|margin|share|percent|pct|count|n_posts|posts|total|y)$/i;
const NUMBERS = /^(?:n|samplesize|sample_size|sample|number_of_observations|polls|respondents)$/i;
const SAMPLE = 200;

function guess({ columns, rows }: GivenTable): Guessed {
  const sample = rows.slice(0, SAMPLE);
  const share = (i: number, fits: (cell: string | null | undefined) => boolean): number =>
    sample.filter(({ cells }) => fits(cells[i])).length / Math.max(1, sample.length);
  const dates = columns.flatMap((name, i) =>
    share(i, (cell) => dayIn(cell) !== undefined) > 0.9 ? [name] : [],
  );
  const numbers = columns.flatMap((name, i) =>
    share(i, (cell) => numberIn(cell) !== undefined) > 0.5 ? [name] : [],
  );
  const date =
    dates.find((name) => /^(?:date|day)$/i.test(name)) ?? dates.find((name) => /end/i.test(name)) ?? dates[0];
  const n = numbers.find((name) => NUMBERS.test(name));
  const value = numbers.find((name) => VALUES.test(name)) ?? (numbers.length === 1 ? numbers[0] : undefined);
  return {
    ...(date === undefined ? {} : { date }),
    ...(value === undefined ? {} : { value }),
    ...(n === undefined || n === value ? {} : { n }),
  };
}

function given(output: DetectorOutput, ref: string): DeclaredSeries {
  const table = output.tables.find(({ id }) => id === TABLE);
  const file = output.artifacts[0];
  if (table === undefined || file === undefined)
    throw new PlumblineError("RESULT_INVALID", "The run does not hold a declared series.");
  const rowOf = new Map(output.places.map((place) => [place.id, place.kind === "cell" ? place.row : 0]));
  const names = table.columns.slice(OWN).map(({ name }) => name);
  return {
    kind: "series",
    ref,
    title: table.title,
    unit: table.columns[1]?.unit ?? "",
    file,
    column: columnOfPlaces(output),
    points: table.rows.map(({ cells: [date, value, n, ...fields], place = "" }) => ({
      date: String(date),
      value: Number(value),
      ...(n === null || n === undefined ? {} : { n: Number(n) }),
      row: rowOf.get(place) ?? 0,
      fields: Object.fromEntries(
        fields.flatMap((cell, i) => (cell === null ? [] : [[names[i]!, String(cell)]])),
      ),
    })),
  };
}

/** Dated values of a table. */
export const series: Declaration = Object.freeze({ descriptor, guess, declare, given });
