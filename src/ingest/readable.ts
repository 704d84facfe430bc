/**
 * Whether a column can give what a mapping takes from it. A column of objects of which none has a member known to hold the
 * value is refused as a whole; a single cell of another shape only counts (`left_out` of the staged rows).
 */
import { literal } from "../store/corpus/sql.ts";
import { present, whyNoObject, whyNoSingleObject } from "../store/corpus/values.ts";
import { listed } from "../words.ts";
import { LIST_FIELDS, membersIn } from "./cells.ts";
import type { ListField } from "./cells.ts";
import type { Engine } from "./engine.ts";
import { cellIn } from "./formats/contract.ts";
import type { SourceTable } from "./formats/contract.ts";
import * as objects from "./objects.ts";
import type { Field, Mapping } from "./report.ts";

/** A column that a field was to be taken from, and why it cannot be. */
export interface Refused {
  readonly field: Field;
  readonly column: string;
  readonly why: string;
  /** A column of times of day is the clock of a column of dates. */
  readonly clockOf?: string;
}

const WORDS = { url: "a link", hashtag: "a hashtag", mention: "the name of an account" } as const;
const STEPS = { url: objects.urls, hashtag: objects.hashtags, mention: objects.mentions } as const;
/** Cells with something in them that are looked at, from the beginning; more than half of them decide. */
const LOOKED_AT = 1000;
/** Of a cell that is not understood, this much is looked at for its members. */
const EXAMPLE = 20_000;

/**
 * The columns that are refused for these fields, asked of one mapping after another: as long as something is refused, the
 * next mapping may name another column.
 * @param mappingWithout the mapping that is tried once these are refused
 */
export async function refusedColumns(
  engine: Engine,
  table: SourceTable,
  mappingWithout: (refused: readonly Refused[]) => Mapping,
): Promise<Refused[]> {
  const refused: Refused[] = [];
  const asked = new Set<string>();
  const names = new Set(table.columns.map(({ name }) => name));
  for (let before = -1; before < refused.length;) {
    before = refused.length;
    // A proposal may name members further down, whose values were looked at when it was made.
    const mapping: Mapping = Object.fromEntries(
      Object.entries(mappingWithout(refused)).filter(([, column]) => names.has(column)),
    );
    const clock = await refusedClock(engine, table, mapping, asked);
    if (clock !== undefined) refused.push(clock);
    for (const field of [...LIST_FIELDS, "reshare"] as const) {
      const column = mapping[field];
      if (column === undefined || asked.has(`${field}=${column}`)) continue;
      asked.add(`${field}=${column}`);
      const why = await whyRefused(engine, table, field, column);
      if (why !== undefined) refused.push({ field, column, why });
    }
  }
  return refused;
}

const TIME_OF_DAY = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?`;
/** A date without a time of day, in any order. */
const DATE_ALONE = String.raw`[^:T]*`;

/**
 * The column of times where it holds times of day and no date; beside a column of dates alone it is their clock.
 */
async function refusedClock(
  engine: Engine,
  table: SourceTable,
  { time, clock }: Mapping,
  asked: Set<string>,
): Promise<Refused | undefined> {
  if (time === undefined || clock !== undefined || asked.has(`time=${time}`)) return undefined;
  asked.add(`time=${time}`);
  if (!(await mostAre(engine, table, time, TIME_OF_DAY))) return undefined;
  const why = `The column ${time} holds times of day and no date.`;
  for (const { name } of table.columns)
    if (
      name !== time &&
      /dat[ea]|day|fecha|tag/i.test(name) &&
      (await mostAre(engine, table, name, DATE_ALONE))
    )
      return {
        field: "time",
        column: time,
        why: `${why.slice(0, -1)}; it is read as the clock of ${name}.`,
        clockOf: name,
      };
  return { field: "time", column: time, why };
}

/** Do most of the first cells of a column fit a pattern as a whole? */
async function mostAre(
  engine: Engine,
  table: SourceTable,
  column: string,
  pattern: string,
): Promise<boolean> {
  const index = table.columns.findIndex(({ name }) => name === column);
  const [row] = await engine.rows(
    `SELECT count(*)::INTEGER AS cells, count(*) FILTER (regexp_full_match(cell, ${literal(pattern)}))::INTEGER AS fitting
       FROM (SELECT cell FROM (SELECT ${present(`c${index}::VARCHAR`)} AS cell FROM ${table.relation}) WHERE cell IS NOT NULL LIMIT ${LOOKED_AT})`,
  );
  return 2 * Number(row?.["fitting"]) > Number(row?.["cells"]);
}

async function whyRefused(
  engine: Engine,
  table: SourceTable,
  field: ListField | "reshare",
  column: string,
): Promise<string | undefined> {
  const index = table.columns.findIndex(({ name }) => name === column);
  const single = field === "reshare";
  const odd = single
    ? `${whyNoSingleObject("cell")} = 'STRUCTURE'`
    : `coalesce(list_bool_and(list_transform(${objects.foundInColumn(field, STEPS[field], "cell")}, lambda f: f IS NULL)), false)`;
  const [found] = await engine.rows(
    `SELECT count(*)::INTEGER AS cells, count(*) FILTER (odd)::INTEGER AS odd, first(left(cell, ${EXAMPLE})) FILTER (odd) AS example
       FROM (SELECT cell, ${odd} AS odd FROM (
         SELECT cell FROM (SELECT ${cellIn(table, index)} AS cell FROM ${table.relation})
          WHERE cell IS NOT NULL AND ${whyNoObject("cell")} IS NULL LIMIT ${LOOKED_AT}))`,
  );
  if (found === undefined || 2 * Number(found["odd"]) <= Number(found["cells"])) return undefined;
  const members = membersIn(String(found["example"]));
  const holds =
    members.length === 0
      ? `The column ${column} holds lists or objects in a form that is not understood`
      : `The column ${column} holds objects with the members ${listed(members.slice(0, 12))}`;
  if (single) return `${holds}, and a reshare is one id.`;
  return members.length === 0 ? `${holds}.` : `${holds}, of which none is known to hold ${WORDS[field]}.`;
}
