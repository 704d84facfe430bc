/**
 * A declared set: what was collected and what of it was released, by whom it was taken from. The unit is what was decided about at
 * once, such as a tranche of documents; rows of one unit and target are one. Linear in rows.
 */
import { PlumblineError } from "../../errors.ts";
import type { Finding, TableFigure } from "../../model/finding.ts";
import { count, counted, listed } from "../../words.ts";
import type { Descriptor } from "../detector.ts";
import type { DeclaredSet, GivenTable, SetUnit } from "../given.ts";
import { listEntries } from "../parameters.ts";
import type { DetectorOutput, ResultPlace } from "../result.ts";
import { resultHead } from "../shared/head.ts";
import { NO_ROWS } from "../shared/said.ts";
import { columnAt, columnOfPlaces, filtered, happened, numberIn } from "./cells.ts";
import type { Row } from "./cells.ts";
import type { Declaration, Declared, Guessed } from "./declaration.ts";

const TABLE = "units";
const MOST_UNITS = 5000;
/** Units in the figure of the note. */
const SHOWN = 40;

const descriptor = Object.freeze<Descriptor>({
  id: "set",
  version: "1.0.0",
  title: "Declared set",
  question: "What was collected, from whom, and what of it was released?",
  posts: false,
  parameters: [
    {
      name: "table",
      title: "Table",
      help: "The file that lists it.",
      kind: "input",
      takes: "table",
      default: "",
    },
    {
      name: "unit",
      title: "Unit",
      help: "Column of what was decided about at once: a set, a tranche. Rows with the same value are one unit.",
      kind: "text",
      default: "set",
    },
    {
      name: "target",
      title: "Target",
      help: "Column of whom it was taken from, or is about.",
      kind: "text",
      default: "target",
    },
    {
      name: "items",
      title: "Items",
      help: "Column of how many items a row stands for; empty for one a row.",
      kind: "text",
      default: "",
    },
    {
      name: "collected",
      title: "Collected",
      help: "Column of yes or no, or of the day; empty where every row was collected.",
      kind: "text",
      default: "",
    },
    {
      name: "released",
      title: "Released",
      help: "Column of yes or no, or of the day; an empty cell says that it was not.",
      kind: "text",
      default: "released",
    },
    {
      name: "where",
      title: "Only rows with",
      help: "COLUMN=VALUE or COLUMN!=VALUE, one a line; several values between bars. Empty: all rows.",
      kind: "list",
      default: "",
    },
    { name: "title", title: "Title", help: "What the set is called.", kind: "text", default: "" },
  ],
  inputs:
    "A table with a row for each item or unit: what it belongs to, from whom it is, whether it was collected and released. A unit is released if any of its rows is.",
  nulls: [
    {
      name: "none",
      excludes: "nothing: it says what a table lists",
      doesNotExclude: "that more was collected than anybody knows of",
    },
  ],
  explanations: [
    {
      title: "What was not released was not collected.",
      check: "Ask who says that it was collected, and how they know; grade that claim.",
    },
  ],
  limits: [
    "What nobody knows of is not in the table.",
    "A unit of which one item was released counts as released.",
    `At most ${count(MOST_UNITS)} units.`,
  ],
  references: [
    {
      text: "Fay (2010). Confidence intervals that match Fisher's exact or Blaker's exact tests. Biostatistics 11.",
      doi: "10.1093/biostatistics/kxp050",
    },
  ],
});

interface Reading {
  readonly unit: string;
  readonly target: string;
  readonly items: number;
  readonly collected: { readonly is: boolean; readonly on?: string };
  readonly released: { readonly is: boolean; readonly on?: string };
}

function declare(
  table: GivenTable,
  parameters: Readonly<Record<string, string | number | boolean>>,
): Declared {
  const said = (name: string): string => String(parameters[name] ?? "");
  const at = (name: string): number | undefined =>
    said(name) === "" ? undefined : columnAt(table, said(name));
  const places = { unit: at("unit")!, target: at("target")!, items: at("items"), collected: at("collected") };
  const releasedAt = columnAt(table, said("released"));
  const rows = filtered(table, listEntries(parameters["where"]));
  const read = ({ cells }: Row): Reading | undefined => {
    const unit = cells[places.unit]?.trim() ?? "";
    const target = cells[places.target]?.trim() ?? "";
    const items = places.items === undefined ? 1 : numberIn(cells[places.items]);
    const collected = places.collected === undefined ? { is: true } : happened(cells[places.collected]);
    const released = happened(cells[releasedAt]);
    if (unit === "" || target === "" || items === undefined || items < 0) return undefined;
    return collected === undefined || released === undefined
      ? undefined
      : { unit, target, items, collected, released };
  };
  const units = unitsOf(
    rows.flatMap((row) => {
      const one = read(row);
      return one === undefined ? [] : [{ ...one, row: row.row }];
    }),
  );
  if (units.length === 0)
    throw new PlumblineError(
      "ALL_REJECTED",
      "No row of the table has a unit, a target, and whether it was released.",
      {
        where: table.title,
        hint: `${counted(table.rows.length, "row")}, of which ${count(rows.length)} fit the filter. Collected and released are yes, no or a day.`,
      },
    );
  if (units.length > MOST_UNITS)
    throw new PlumblineError("IMPORT_LIMIT", `A set has at most ${count(MOST_UNITS)} units.`, {
      where: table.title,
    });
  const readRows = units.reduce((sum, { rows: own }) => sum + own.length, 0);
  const title = said("title") === "" ? table.title : said("title");
  const column = table.columns[releasedAt]!;
  return {
    findings: [noteOf(title, units, rows.length - readRows)],
    counts: {
      rows: table.rows.length,
      units: units.length,
      collected: units.filter(({ collected }) => collected).length,
      released: units.filter(({ released }) => released).length,
      leftOutByFilter: table.rows.length - rows.length,
      leftOutUnread: rows.length - readRows,
    },
    output: outputOf(title, table, units, column),
  };
}

function unitsOf(readings: readonly (Reading & { readonly row: number })[]): SetUnit[] {
  const byUnit = new Map<string, (Reading & { readonly row: number })[]>();
  for (const reading of readings) {
    const key = JSON.stringify([reading.unit, reading.target]);
    const known = byUnit.get(key);
    if (known === undefined) byUnit.set(key, [reading]);
    else known.push(reading);
  }
  return [...byUnit.values()].map((all) => {
    const first = (days: readonly (string | undefined)[]): string | undefined =>
      days.flatMap((day) => day ?? []).sort()[0];
    const collectedOn = first(all.map(({ collected }) => collected.on));
    const releasedOn = first(all.map(({ released }) => released.on));
    return {
      unit: all[0]!.unit,
      target: all[0]!.target,
      items: all.reduce((sum, { items }) => sum + items, 0),
      // What was released had been collected.
      collected: all.some(({ collected, released }) => collected.is || released.is),
      released: all.some(({ released }) => released.is),
      ...(collectedOn === undefined ? {} : { collectedOn }),
      ...(releasedOn === undefined ? {} : { releasedOn }),
      rows: all.map(({ row }) => row),
    };
  });
}

function outputOf(
  title: string,
  table: GivenTable,
  units: readonly SetUnit[],
  column: string,
): DetectorOutput {
  const places = units.map(({ rows }): ResultPlace => ({
    id: `r${rows[0]!}`,
    kind: "cell",
    artifact: 0,
    row: rows[0]!,
    column,
  }));
  return {
    ...resultHead(descriptor, [table.file]),
    places,
    tables: [
      {
        id: TABLE,
        title: title.slice(0, 200),
        columns: [
          "unit",
          "target",
          "items",
          "collected",
          "released",
          "collected on",
          "released on",
          "rows",
        ].map((name) => ({ name })),
        rows: units.map(({ unit, target, items, collected, released, collectedOn, releasedOn, rows }) => ({
          cells: [
            unit,
            target,
            items,
            collected,
            released,
            collectedOn ?? null,
            releasedOn ?? null,
            rows.join(" "),
          ],
          place: `r${rows[0]!}`,
        })),
      },
    ],
    findings: { f1: { tables: [TABLE] } },
    details: { title },
  };
}

function noteOf(title: string, units: readonly SetUnit[], left: number): Finding {
  const targets = [...new Set(units.map(({ target }) => target))];
  const rows = targets.map((target) => {
    const own = units.filter((unit) => unit.target === target && unit.collected);
    return { target, held: own.length, shown: own.filter(({ released }) => released).length };
  });
  const unread = left === 0 ? "" : ` ${counted(left, "row")} could not be read.`;
  const figure: TableFigure = {
    kind: "table",
    title: "Units collected and released",
    columns: [{ name: "target" }, { name: "collected" }, { name: "released" }],
    rows: rows
      .slice(0, SHOWN)
      .map(({ target, held, shown }) => ({ cells: [target.slice(0, 200), held, shown] })),
  };
  return {
    id: "f1",
    status: "note",
    title: `Declared set: ${title}`.slice(0, 200),
    sentence: `${counted(units.length, "unit")} of ${counted(targets.length, "target")}: ${listed(rows.slice(0, 6).map(({ target, held, shown }) => `${count(shown)} of ${count(held)} collected from ${target.slice(0, 80)} released`))}${rows.length > 6 ? ", and others" : ""}.${unread}`,
    statistics: [
      { name: "units", value: units.length },
      { name: "units collected", value: units.filter(({ collected }) => collected).length },
      { name: "units released", value: units.filter(({ released }) => released).length },
      { name: "items", value: units.reduce((sum, { items }) => sum + items, 0) },
    ],
    significance: [],
    explanations: [...descriptor.explanations],
    refutedBy: "A unit that was collected or released and is not in the table.",
    comparison: "Nothing was compared: these are the units that the table lists.",
    rows: NO_ROWS,
    figures: [figure],
  };
}

const UNIT = /^(?:set|unit|tranche|batch|release|leak)$/i;
const TARGET = /^(?:target|party|side|group|from|owner|about)$/i;
const ITEMS = /^(?:items|documents|mails|emails|count|n)$/i;
const COLLECTED = /^(?:collected|taken|held|stolen|exfiltrated)(?:_?on|_?at)?$/i;
const RELEASED = /^(?:released|published|shown|disclosed)(?:_?on|_?at)?$/i;

function guess({ columns }: GivenTable): Guessed {
  const found = Object.entries({
    unit: UNIT,
    target: TARGET,
    items: ITEMS,
    collected: COLLECTED,
    released: RELEASED,
  });
  return Object.fromEntries(
    found.flatMap(([name, like]) => {
      const column = columns.find((one) => like.test(one));
      return column === undefined ? [] : [[name, column]];
    }),
  );
}

function given(output: DetectorOutput, ref: string): DeclaredSet {
  const table = output.tables.find(({ id }) => id === TABLE);
  const file = output.artifacts[0];
  if (table === undefined || file === undefined)
    throw new PlumblineError("RESULT_INVALID", "The run does not hold a declared set.");
  return {
    kind: "set",
    ref,
    title: table.title,
    file,
    column: columnOfPlaces(output),
    units: table.rows.map(({ cells: [unit, target, items, collected, released, from, to, rows] }) => ({
      unit: String(unit),
      target: String(target),
      items: Number(items),
      collected: collected === true,
      released: released === true,
      ...(typeof from === "string" ? { collectedOn: from } : {}),
      ...(typeof to === "string" ? { releasedOn: to } : {}),
      rows: String(rows).split(" ").map(Number),
    })),
  };
}

/** Units collected and released. */
export const set: Declaration = Object.freeze({ descriptor, guess, declare, given });
