/** Named columns of one length, as files of this program write them. */

export type Column =
  | { readonly name: string; readonly kind: "text"; readonly values: readonly string[] }
  /** NaN is an empty cell. */
  | {
      readonly name: string;
      readonly kind: "integer" | "number";
      readonly values: Int32Array | Uint8Array | Float64Array;
    };

export interface Table {
  readonly length: number;
  readonly columns: readonly Column[];
  /** How a CSV of this table is written. */
  readonly csv: CsvStyle;
}

/**
 * `own`: LF, quotes where needed, numbers in full, texts that a spreadsheet would take for a formula made plain.
 * `coortweet`: as R's fwrite writes: LF, quotes where needed, numbers with 15 significant digits.
 * `cnt`: as Python's csv module writes with all fields quoted: CRLF.
 */
export type CsvStyle = "own" | "coortweet" | "cnt";

/** A cell as text; empty for NaN. */
export function cellText(column: Column, row: number): string {
  if (column.kind === "text") return column.values[row]!;
  const value = column.values[row]!;
  return Number.isNaN(value) ? "" : numberText(value);
}

/** The shortest text that reads back as the same number. */
export function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? "inf" : "-inf";
}
