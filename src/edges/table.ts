/** What every edge format writes: named columns of one length, of which the first two are the ends. */

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

export interface EdgeTable extends Table {
  readonly directed: boolean;
  /** One line that says what an edge is; formats that can hold it do. */
  readonly description: string;
  /** Name of the column that graph programs take as the weight. */
  readonly weight: string;
}

/** Edges in pieces, so that a list of any length can be written without being held. */
export interface EdgeStream {
  readonly length: number;
  /** A table of no edges: the columns, and what every piece has in common. */
  readonly shape: EdgeTable;
  /** Names of the accounts in edges; an account's number is its place among them. */
  readonly nodes: () => AsyncIterable<readonly string[]>;
  /** Consecutive edges, with the numbers of their ends. */
  readonly pieces: () => AsyncIterable<EdgePiece>;
}

export interface EdgePiece {
  readonly table: EdgeTable;
  readonly source: Int32Array;
  readonly target: Int32Array;
}

/**
 * `own`: LF, quotes where needed, numbers in full, texts that a spreadsheet would take for a formula made plain.
 * `coortweet`: as R's fwrite writes: LF, quotes where needed, numbers with 15 significant digits.
 * `cnt`: as Python's csv module writes with all fields quoted: CRLF.
 */
export type CsvStyle = "own" | "coortweet" | "cnt";

/** The two ends of each edge. */
export function endsOf(table: EdgeTable): { source: readonly string[]; target: readonly string[] } {
  const [source, target] = table.columns;
  if (source?.kind !== "text" || target?.kind !== "text")
    throw new TypeError("the first two columns are the ends");
  return { source: source.values, target: target.values };
}

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
