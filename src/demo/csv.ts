/** Comma-separated values as in RFC 4180, with line feeds. */

const field = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** One line per row, the header first, a line feed at the end of each. */
export function csv(header: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const lines = [header.map(field).join(",")];
  for (const row of rows) lines.push(row.map((value) => field(String(value))).join(","));
  return `${lines.join("\n")}\n`;
}
