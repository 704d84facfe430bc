/** What the two graph formats share: numbered nodes, typed attributes. */
import { cellText, endsOf, type Column, type EdgeTable } from "./table.ts";

export interface Graph {
  /** Names of nodes; a node's id is `n` and its place. */
  readonly nodes: readonly string[];
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** All columns but the ends and the weight. */
  readonly attributes: readonly Column[];
  readonly weight: Column;
}

/** Numbers the ends in order of first appearance. */
export function graphOf(table: EdgeTable): Graph {
  const ends = endsOf(table);
  const known = new Map<string, number>();
  const node = (name: string): number => {
    const at = known.get(name);
    if (at !== undefined) return at;
    known.set(name, known.size);
    return known.size - 1;
  };
  const source = new Int32Array(table.length);
  const target = new Int32Array(table.length);
  for (let edge = 0; edge < table.length; edge++) {
    source[edge] = node(ends.source[edge]!);
    target[edge] = node(ends.target[edge]!);
  }
  const rest = table.columns.slice(2);
  const weight = rest.find(({ name }) => name === table.weight);
  if (weight === undefined) throw new TypeError(`there is no column ${table.weight}`);
  return {
    nodes: [...known.keys()],
    source,
    target,
    attributes: rest.filter((one) => one !== weight),
    weight,
  };
}

/** A cell as the types of XML Schema write it; empty for none. */
export function xmlValue(column: Column, row: number): string {
  const text = cellText(column, row);
  if (column.kind === "text") return text;
  return text === "inf" ? "INF" : text === "-inf" ? "-INF" : text;
}
