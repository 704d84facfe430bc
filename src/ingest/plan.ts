/** How one opened file is read: which column is which field, and how its times are written. */
import { present } from "../store/corpus/values.ts";
import type { Engine } from "./engine.ts";
import { cellIn } from "./formats/contract.ts";
import type { ColumnType, SourceTable } from "./formats/contract.ts";
import type { LinkForms } from "./functions.ts";
import { idColumns } from "./ids.ts";
import type { IdColumns } from "./ids.ts";
import { samplesOf } from "./looks.ts";
import { isGuess, mappingWithout, resolveMapping } from "./mapping.ts";
import type { ResolvedMapping } from "./mapping.ts";
import { refusedColumns } from "./readable.ts";
import type { Refused } from "./readable.ts";
import type { DateOrder, Field, Mapping } from "./report.ts";
import { planTime } from "./time.ts";
import type { TimePlan } from "./time.ts";
import type { TimeZone } from "./time-zone.ts";

export interface Plan extends ResolvedMapping {
  readonly table: SourceTable;
  readonly time: TimePlan;
  /** Index of the column of each field. */
  readonly index: ReadonlyMap<Field, number>;
  /** Indices of extra columns. */
  readonly extra: readonly number[];
  readonly ids: IdColumns;
  /** Fields whose column holds something else than text, with a relation `(row)` of the rows where. */
  readonly misshapen: ReadonlyMap<Field, string>;
  /** Which addresses are one link. */
  readonly links: LinkForms;
  /** Columns that cannot give what would have been taken from them. */
  readonly refused: readonly Refused[];
  /** What would have been proposed in the place of a mapping that was given. */
  readonly proposed: Mapping | undefined;
}

/** What the person who imports has said about the file. */
export interface Given {
  /** How the file is called in messages. */
  readonly where: string;
  readonly mapping: string | undefined;
  readonly dateOrder: DateOrder | undefined;
  /** Of times that are written without one. */
  readonly zone: TimeZone | undefined;
  /** Where the records of a document stand. */
  readonly rows: string | undefined;
  /** The mapping was settled by an earlier import: a column that is refused is left out, and the file is read. */
  readonly settled: boolean;
  readonly links: LinkForms;
}

/** @throws PlumblineError MAPPING_NEEDED, MAPPING_WRONG, DATE_ORDER_NEEDED. */
export async function planOf(engine: Engine, table: SourceTable, given: Given): Promise<Plan> {
  const { where } = given;
  const names = table.columns.map((column) => column.name);
  const samples = isGuess(given.mapping, names, table.layout) ? await samplesOf(engine, table) : undefined;
  const refused = await refusedColumns(engine, table, (so) =>
    mappingWithout(given.mapping, names, where, so, table.layout, samples),
  );
  const { mapping, layout } = resolveMapping(
    given.mapping,
    names,
    where,
    refused,
    given.settled,
    table.layout,
    samples,
  );
  const index = new Map(
    Object.entries(mapping).map(([field, column]) => [field as Field, names.indexOf(column)] as const),
  );
  const used = new Set(index.values());
  const extra = names.flatMap((_, i) => (used.has(i) ? [] : [i]));
  const fixed =
    given.dateOrder !== undefined
      ? { order: given.dateOrder, by: "given with the import" }
      : layout?.dateOrder === undefined
        ? undefined
        : { order: layout.dateOrder, by: `documented for the layout ${layout.id}` };
  const ids = await idColumns(engine, table, index);
  const plain = index.has("clock") ? undefined : table.scan?.timesOf(index.get("time")!);
  const known = { order: fixed, zone: given.zone, plain };
  const { name, type, value } = timeIn(table, index);
  const time = await planTime(engine, table.relation, name, value, type, known, where);
  const misshapen = await misshapenIn(table, index);
  const { links } = given;
  const proposed =
    given.mapping === undefined || given.settled ? undefined : await proposedFor(engine, table);
  return { mapping, layout, table, time, index, extra, refused, ids, misshapen, links, proposed };
}

/** The mapping that a layout, or names and values, suggest where nobody gives one. */
async function proposedFor(engine: Engine, table: SourceTable): Promise<Mapping> {
  const names = table.columns.map(({ name }) => name);
  const samples = isGuess(undefined, names, table.layout) ? await samplesOf(engine, table) : undefined;
  const without = (so: readonly Refused[]) => mappingWithout(undefined, names, "", so, table.layout, samples);
  return without(await refusedColumns(engine, table, without));
}

/** The column of times as it is read: with the time of day where that stands in a column of its own. */
export function timeIn(
  table: SourceTable,
  index: ReadonlyMap<Field, number>,
): { readonly name: string; readonly type: ColumnType; readonly value: string } {
  const [time, clock] = [index.get("time")!, index.get("clock")];
  const { name, type } = table.columns[time]!;
  if (clock === undefined) return { name, type, value: type === "text" ? present(`c${time}`) : `c${time}` };
  const [date, day] = [present(`c${time}::VARCHAR`), present(`c${clock}::VARCHAR`)];
  return { name, type: "text", value: `(${date} || ' ' || ${day})` };
}

/** Fields of which a post has one value, which is text. */
const SINGLE: readonly Field[] = ["account", "time", "text", "post", "reshare", "reply", "language"];

async function misshapenIn(table: SourceTable, index: Plan["index"]): Promise<Plan["misshapen"]> {
  const fields = SINGLE.filter((field) => index.has(field));
  const found = await table.misshapen?.(fields.map((field) => index.get(field)!));
  return new Map(
    fields.flatMap((field) => {
      const rows = found?.get(index.get(field)!);
      return rows === undefined ? [] : [[field, rows] as const];
    }),
  );
}

/** SQL: the trimmed value of a field, NULL where missing; NULL for a field without a column. */
export function valueOf(plan: Plan, field: Field): string {
  const index = plan.index.get(field);
  return index === undefined ? "NULL::VARCHAR" : present(`c${index}::VARCHAR`);
}

/** SQL: the same of a field that lists and structures are taken apart for. */
export function cellOf(plan: Plan, field: Field): string {
  const index = plan.index.get(field);
  return index === undefined ? "NULL::VARCHAR" : cellIn(plan.table, index);
}
