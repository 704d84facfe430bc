/** SQL over the cells of columns, which lie where each import has them. */
import { identifier } from "./sql.ts";
import { isInRest } from "./staged.ts";
import { present, ruinedBySpreadsheet } from "./values.ts";

/** A column of `posts`, or a value of its list. */
export function heldValue(held: string, table = "posts"): string {
  return isInRest(held) ? `${table}.rest[${Number(held.slice(1)) + 1}]` : `${table}.${identifier(held)}`;
}

/** Where each import that may be read holds a column: one expression over `posts` and `accounts`. */
export type ColumnPlaces = readonly { readonly import: number; readonly held: string }[];

/** The cell of a column in each row of `posts AS p`, or NULL; beside `accounts AS a` where the column is that of accounts. */
export function columnValue(places: ColumnPlaces): string {
  const cases = places.map(
    ({ import: n, held }) => `WHEN ${n} THEN ${held === "account" ? "a.name" : heldValue(held, "p")}`,
  );
  const value = present(`(CASE p.import ${cases.join(" ")} END)`);
  return `(CASE WHEN NOT ${ruinedBySpreadsheet(value)} THEN ${value} END)`;
}
