/** Quoting for SQL that is put together from names and constants. */

/** A string literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
