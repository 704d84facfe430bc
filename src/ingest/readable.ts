/**
 * Whether a column can give what a mapping takes from it. A column of objects of which none has a member known to hold the
 * value is refused as a whole; a single cell of another shape only counts (`left_out` of the staged rows).
 */
import { whyNoObject, whyNoSingleObject } from "../store/corpus/values.ts";
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
  for (let before = -1; before < refused.length;) {
    before = refused.length;
    const mapping = mappingWithout(refused);
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
