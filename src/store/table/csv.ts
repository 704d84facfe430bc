/**
 * Comma-separated text, UTF-8, with a header.
 *
 * A text that begins with = + - @ (or their full-width forms), a tab or a line break is a formula to a spreadsheet, and an
 * account can be called like that. In the style `own` such texts, and those that begin with an apostrophe, get one
 * apostrophe in front; a program that reads the file takes one leading apostrophe away. The peers' styles stay as
 * the peers write them.
 */
import { cellText, numberText, type Column, type CsvStyle, type Table } from "./table.ts";

const FORMULA = /^[=+\-@＝＋－＠\t\r\n']/;
const NEEDS_QUOTES = /[",\r\n]/;

/** The lines of the table, the header first. */
export function* csvLines(table: Table): Generator<string> {
  const { columns, csv: style } = table;
  yield columns.map((column) => quoted(column.name, style)).join(",") + endOf(style);
  yield* rowLines(table);
}

const endOf = (style: CsvStyle): string => (style === "cnt" ? "\r\n" : "\n");

/** The same without the header. */
export function* rowLines(table: Table): Generator<string> {
  const { columns, csv: style } = table;
  const end = endOf(style);
  for (let row = 0; row < table.length; row++)
    yield columns.map((column) => quoted(cell(column, row, style), style)).join(",") + end;
}

function cell(column: Column, row: number, style: CsvStyle): string {
  if (column.kind === "text") return style === "own" ? plain(column.values[row]!) : column.values[row]!;
  if (style !== "coortweet") return cellText(column, row);
  const value = column.values[row]!;
  return Number.isNaN(value) ? "" : fifteenDigits(value);
}

/** As R's fwrite does it: rounded to 16 significant digits, and the result, half up, to 15. */
function fifteenDigits(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return numberText(value);
  const [mantissa, exponent] = Math.abs(value).toExponential(15).split("e");
  const digits = (BigInt(mantissa!.replace(".", "")) + 5n) / 10n;
  return String(Math.sign(value) * Number(`${digits}e${Number(exponent) - 14}`));
}

/** The text so that no spreadsheet takes it for a formula. */
export function plain(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(text: string, style: CsvStyle): string {
  return style === "cnt" || NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
