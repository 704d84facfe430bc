/** What the two graph formats share: numbered nodes, typed attributes. */
import { endsOf, type EdgeStream, type EdgeTable } from "../edge-table.ts";
import { cellText, type Column } from "../../store/table/table.ts";

/** All of a table as one piece; accounts are numbered in order of first appearance. */
export function streamOf(table: EdgeTable): EdgeStream {
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
  return {
    length: table.length,
    shape: { ...table, length: 0 },
    async *nodes() {
      yield [...known.keys()];
    },
    async *pieces() {
      yield { table, source, target };
    },
  };
}

/** The columns but the ends: the weight, and the rest. */
export function measuresOf(table: EdgeTable): { weight: Column; attributes: readonly Column[] } {
  const rest = table.columns.slice(2);
  const weight = rest.find(({ name }) => name === table.weight);
  if (weight === undefined) throw new TypeError(`there is no column ${table.weight}`);
  return { weight, attributes: rest.filter((one) => one !== weight) };
}

/** A cell as the types of XML Schema write it; empty for none. */
export function xmlValue(column: Column, row: number): string {
  const text = cellText(column, row);
  if (column.kind === "text") return text;
  return text === "inf" ? "INF" : text === "-inf" ? "-INF" : text;
}
