/**
 * Identifiers that a program has taken for numbers. One alone shows it by its form (`1.29E+18`); where a spreadsheet or a
 * script has only rounded them, every id is still a plausible one, and the column tells: of long ids one in a hundred ends
 * in two zeros, of rounded ones all do.
 */
import type { Engine } from "./engine.ts";
import type { SourceTable } from "./formats/contract.ts";
import type { Field } from "./report.ts";
import { present } from "../store/corpus/values.ts";

/** Fields whose value is an identifier, in the order in which faults are reported. */
export const IDENTIFIERS = ["account", "post", "reshare", "reply"] as const;
export type Identifier = (typeof IDENTIFIERS)[number];

/** Rows that are looked at, from the beginning. */
const LOOKED_AT = 20_000;
/** Fewer long ids than this say nothing about their column. */
const LEAST = 8;
const LONG = "[0-9]{17,20}";

/** SQL: is the value a long id that ends as rounded ones do? */
export const isRounded = (value: string): string =>
  `(ends_with(${value}, '00') AND regexp_full_match(${value}, '${LONG}'))`;

/** SQL: an identifier without the fraction that makes `1604281548.0` of 1604281548. */
export const withoutFraction = (value: string): string =>
  `(CASE WHEN ends_with(${value}, '.0') AND regexp_full_match(${value}, '[0-9]{1,15}[.]0') THEN left(${value}, -2) ELSE ${value} END)`;

export interface IdColumns {
  /** Fields of which most long ids are rounded: such an id names many posts. */
  readonly rounded: readonly Identifier[];
  /** Fields with ids written as fractions. */
  readonly fractions: readonly Identifier[];
}

export async function idColumns(
  engine: Engine,
  table: SourceTable,
  index: ReadonlyMap<Field, number>,
): Promise<IdColumns> {
  const fields = IDENTIFIERS.filter((field) => table.columns[index.get(field) ?? -1]?.type === "text");
  if (fields.length === 0) return { rounded: [], fractions: [] };
  const values = fields.map((field) => `${present(`c${index.get(field)}`)} AS ${field}_id`);
  const counts = fields.flatMap((field) => [
    `count(*) FILTER (regexp_full_match(${field}_id, '${LONG}'))::INTEGER AS ${field}_long`,
    `count(*) FILTER (${isRounded(`${field}_id`)})::INTEGER AS ${field}_rounded`,
    `bool_or(${withoutFraction(`${field}_id`)} <> ${field}_id) AS ${field}_fraction`,
  ]);
  const [row] = await engine.rows(
    `SELECT ${counts.join(", ")} FROM (SELECT ${values.join(", ")} FROM ${table.slice(0, LOOKED_AT)})`,
  );
  return {
    rounded: fields.filter((field) => {
      const long = Number(row?.[`${field}_long`]);
      return long >= LEAST && 2 * Number(row?.[`${field}_rounded`]) > long;
    }),
    fractions: fields.filter((field) => row?.[`${field}_fraction`] === true),
  };
}
