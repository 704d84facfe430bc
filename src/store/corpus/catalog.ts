/**
 * Is a file that was found a corpus and nothing else? A view or a macro in it would run with the rights of who opens the case, and could
 * stand in the place of a function that every statement uses. So the first statements ask the system's own lists what there is.
 */
import type { Connection } from "./database.ts";
import * as statements from "./statements.ts";
import { TABLES } from "./tables.ts";

/** Columns of `posts` that a file from before has not. */
const LATER = ["folded", "rest"];
const EXTRA = /^x[0-9]{1,6}$/;

/** What is in the file and should not be, in words; undefined if there is nothing. */
export async function foreignIn(connection: Connection): Promise<string | undefined> {
  for (const { kind, name } of await connection.rows(statements.selectOthers()))
    return `the ${String(kind)} “${String(name)}”`;
  const columns = await connection.rows(statements.selectColumns());
  for (const { schema_name: schema, table_name: table, sql } of await connection.rows(
    statements.selectTables(),
  )) {
    const name = String(table);
    const found = columns
      .filter((row) => row["table_name"] === table)
      .map((row) => [String(row["column_name"]), String(row["data_type"])] as const);
    if (schema !== "main" || !isOurs(name, found, String(sql))) return `a table “${name}” of another shape`;
  }
  return undefined;
}

/** The columns by name and type, and in the statement that makes the table nothing beside them: no default, no computed column. */
function isOurs(table: string, found: readonly (readonly [string, string])[], sql: string): boolean {
  const expected = Object.hasOwn(TABLES, table) ? TABLES[table]! : [];
  const names = new Map(found);
  const missing = expected.filter(
    ([name, type]) => names.get(name) !== type && !(LATER.includes(name) && !names.has(name)),
  );
  const strange = found.filter(
    ([name, type]) =>
      !expected.some(([known]) => known === name) &&
      !(table === "posts" && EXTRA.test(name) && type === "VARCHAR"),
  );
  const plain = `CREATE TABLE ${table}(${found.map((column) => column.join(" ")).join(", ")});`;
  return expected.length > 0 && missing.length + strange.length === 0 && sql.replaceAll('"', "") === plain;
}
