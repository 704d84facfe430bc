/** Rows of a table as records: dated events (holidays among them), and parties with the names under which texts speak of them. */
import type { CaseFold } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import type { Marking } from "../model/marking.ts";
import type { Body, IssuedDraft } from "../model/records.ts";
import type { RecordType } from "../model/refs.ts";
import { datedSchema } from "../model/time.ts";
import { BODY } from "../model/records.ts";
import type { GivenTable } from "../signals/index.ts";
import { capital, count, counted, namesOf, plural } from "../words.ts";
import type { TableField, TableKind, TableOptions } from "./table-kinds.ts";

/** Events or parties that one table may bring. */
const MOST = 2000;
const MOST_TEXT = 400;

/** Fields of each kind of record, and the columns that are usually called so. */
const FIELDS = {
  events: {
    start: /^(?:start|from|date|day|begin|start_?date)$/i,
    end: /^(?:end|to|until|end_?date)$/i,
    title: /^(?:title|event|name|what|description|holiday)$/i,
    kind: /^(?:kind|type|category)$/i,
  },
  subjects: {
    name: /^(?:name|party|subject|person|title)$/i,
    aliases: /^(?:aliases|alias|names|also|also_known_as)$/i,
    kind: /^(?:kind|type)$/i,
    key: /^key$/i,
  },
} as const;

/** What each field holds, for a person who names its column. */
const HELP: Readonly<Record<string, string>> = {
  start: "Column of the day or time on which it began: 2031-10-09, or 2031-10-09 20:00 in UTC.",
  end: "Column of its last day; empty for none.",
  title: "Column of what happened.",
  kind: "Column of what kind it is; empty for one kind.",
  name: "Column of the name.",
  aliases: "Column of other names, between bars or semicolons.",
  key: "Column of short names by which records name it.",
};
const REQUIRED = new Set(["start", "title", "name"]);

/** Fields of the records that a table would bring, with the columns that are usually called so. */
export function recordFields({ columns }: GivenTable, as: TableKind): TableField[] {
  const fields = Object.entries(as === "subjects" ? FIELDS.subjects : FIELDS.events);
  return fields
    .filter(([name]) => as !== "holidays" || name !== "kind")
    .map(([name, like]) => ({
      name,
      title: capital(name),
      help: HELP[name] ?? "",
      value: columns.find((column) => like.test(column)) ?? "",
      required: REQUIRED.has(name),
    }));
}

interface Made {
  readonly drafts: readonly IssuedDraft[];
  readonly lines: readonly string[];
}

/**
 * A record for each row that has what it needs; rows that have not are counted and named.
 * @throws PlumblineError PARAMETER where no column is found, ALL_REJECTED, IMPORT_LIMIT.
 */
export function tableRecords(
  table: GivenTable,
  { as, actor, columns = {} }: Pick<TableOptions, "as" | "actor" | "columns">,
  marking: Marking,
  fold: CaseFold,
  issue: (type: RecordType) => string,
): Made {
  if (table.rows.length > MOST)
    throw new PlumblineError(
      "IMPORT_LIMIT",
      `At most ${count(MOST)} rows become records at once; the table has ${count(table.rows.length)}.`,
      {
        where: table.title,
      },
    );
  const parties = as === "subjects";
  const read = parties ? partyIn(table, columns) : eventIn(table, columns, as === "holidays");
  const type = parties ? "Party" : "Event";
  const known = new Set(fold.all(type).map(({ body }) => sameAs(body)));
  const skipped: number[] = [];
  let repeated = 0;
  const drafts = table.rows.flatMap((row): IssuedDraft[] => {
    const body = read(row.cells);
    if (body === undefined || !BODY[type].safeParse(body).success) {
      skipped.push(row.row);
      return [];
    }
    if (known.has(sameAs(body))) {
      repeated++;
      return [];
    }
    const from = [{ artifact: table.file.id, row: row.row }];
    return [{ id: issue(type), type, ...actor, marking, body: { ...body, from } } as IssuedDraft];
  });
  if (drafts.length === 0 && repeated === 0)
    throw new PlumblineError(
      "ALL_REJECTED",
      `No row of the table is ${parties ? "a party with a name" : "an event with a title and a day"}.`,
      {
        where: table.title,
        hint: `It has the columns ${namesOf(table.columns)}. Days are written 2031-10-09.`,
      },
    );
  const what = parties ? counted(drafts.length, "party", "parties") : counted(drafts.length, "event");
  const lines = [
    `${table.title}: ${what} recorded.`,
    ...(repeated === 0
      ? []
      : [`${counted(repeated, "row")} ${plural(repeated, "says", "say")} what is recorded already.`]),
    ...(skipped.length === 0
      ? []
      : [
          `${counted(skipped.length, "row")} could not be read: ${skipped.slice(0, 10).join(", ")}${skipped.length > 10 ? ", …" : ""}.`,
        ]),
  ];
  return { drafts, lines };
}

/** Two records of the same are one, whatever row says so. */
function sameAs(body: object): string {
  const { name, title, start, end, kind } = body as Partial<Record<string, unknown>>;
  return JSON.stringify([name ?? title, start ?? null, end ?? null, kind]);
}

type Cells = readonly (string | null)[];
type Look<T> = (cells: Cells) => T | undefined;

/** Place of a field's column: the one that was named for it, or one that is usually called so. */
function placeOf(
  table: GivenTable,
  columns: Readonly<Record<string, string>>,
  field: string,
  like: RegExp,
): number | undefined {
  const named = columns[field];
  const at =
    named === undefined ? table.columns.findIndex((one) => like.test(one)) : table.columns.indexOf(named);
  if (named !== undefined && at < 0)
    throw new PlumblineError("PARAMETER", `The table has no column “${named.slice(0, 60)}”.`, {
      where: table.title,
      hint: `It has ${namesOf(table.columns)}.`,
    });
  return at < 0 ? undefined : at;
}

function needed(table: GivenTable, field: string, at: number | undefined): number {
  if (at !== undefined) return at;
  throw new PlumblineError("PARAMETER", `No column of the table is called ${field}.`, {
    where: table.title,
    hint: `Name the column that holds it. It has ${namesOf(table.columns)}.`,
  });
}

const textIn = (cells: Cells, at: number | undefined): string | undefined => {
  const text = at === undefined ? "" : (cells[at]?.trim() ?? "");
  return text === "" ? undefined : text.slice(0, MOST_TEXT);
};

function eventIn(
  table: GivenTable,
  columns: Readonly<Record<string, string>>,
  holidays: boolean,
): Look<Body<"Event">> {
  const { start, end, title, kind } = FIELDS.events;
  const at = {
    start: needed(table, "start", placeOf(table, columns, "start", start)),
    end: placeOf(table, columns, "end", end),
    title: needed(table, "title", placeOf(table, columns, "title", title)),
    kind: placeOf(table, columns, "kind", kind),
  };
  return (cells) => {
    const from = datedIn(textIn(cells, at.start));
    const to = datedIn(textIn(cells, at.end));
    const what = textIn(cells, at.title);
    if (from === undefined || what === undefined) return undefined;
    const is = holidays ? "holiday" : (textIn(cells, at.kind) ?? "event");
    return { title: what, kind: is, start: from, ...(to === undefined || to === from ? {} : { end: to }) };
  };
}

/** A date or time as records hold it: a time to the second, in UTC. */
function datedIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const written = text.replace(" ", "T").replace(/(T\d{2}:\d{2}(?::\d{2})?)$/, "$1Z");
  return datedSchema.safeParse(written).success ? written : undefined;
}

const KINDS: readonly string[] = BODY.Party.shape.kind.options;

function partyIn(table: GivenTable, columns: Readonly<Record<string, string>>): Look<Body<"Party">> {
  const { name, aliases, kind, key } = FIELDS.subjects;
  const at = {
    name: needed(table, "name", placeOf(table, columns, "name", name)),
    aliases: placeOf(table, columns, "aliases", aliases),
    kind: placeOf(table, columns, "kind", kind),
    key: placeOf(table, columns, "key", key),
  };
  return (cells) => {
    const called = textIn(cells, at.name);
    if (called === undefined) return undefined;
    const is = textIn(cells, at.kind) ?? "organisation";
    if (!KINDS.includes(is)) return undefined;
    const others = (textIn(cells, at.aliases) ?? "")
      .split(/[|;]/)
      .map((one) => one.trim())
      .filter((one) => one !== "");
    const short = textIn(cells, at.key);
    return {
      ...(short === undefined ? {} : { key: short }),
      kind: is as Body<"Party">["kind"],
      name: called,
      ...(others.length === 0
        ? {}
        : { identifiers: others.slice(0, 64).map((value) => ({ scheme: "alias", value })) }),
    };
  };
}
