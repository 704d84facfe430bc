/** Quoting for SQL that is put together from names and constants. */

/** A string literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Numbers of the imports that may be read; undefined where it is all of them. */
export type Scope = readonly number[] | undefined;

/** SQL: the rows of these imports. */
export function inScope(column: string, scope: Scope): string {
  if (scope === undefined) return "TRUE";
  return scope.length === 0 ? "FALSE" : `${column} IN (${scope.join(", ")})`;
}
