/** What every edge format writes: a table whose first two columns are the ends, whole or in pieces. */
import type { Table } from "../store/table/table.ts";

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

/** The two ends of each edge. */
export function endsOf(table: EdgeTable): { source: readonly string[]; target: readonly string[] } {
  const [source, target] = table.columns;
  if (source?.kind !== "text" || target?.kind !== "text")
    throw new TypeError("the first two columns are the ends");
  return { source: source.values, target: target.values };
}
