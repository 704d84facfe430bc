/** The network of a finding as a file for graph programs, with the names of its accounts: for whom may see the full result. */
import type { EdgeTable } from "../../edges/edge-table.ts";
import { gexf } from "../../edges/formats/gexf.ts";
import { streamOf } from "../../edges/formats/graph.ts";
import { graphml } from "../../edges/formats/graphml.ts";
import { PlumblineError } from "../../errors.ts";
import type { ResultEdge, ResultSet } from "../../signals/index.ts";
import type { Column } from "../../store/table/table.ts";
import type { Seat } from "../seat.ts";
import { resultOf } from "./network.ts";

const FORMATS = Object.freeze({ gexf, graphml });
export const NETWORK_FORMATS = ["gexf", "graphml"] as const satisfies readonly (keyof typeof FORMATS)[];
export type NetworkFormat = (typeof NETWORK_FORMATS)[number];

/**
 * Every edge of the full result, also those that a page does not draw.
 * @param name a finding, `run_…#f1` or `KEY#f1`; a run for all its groups
 * @throws PlumblineError NOT_FOUND, also where the result has no edges.
 */
export async function networkFile(
  seat: Seat,
  name: string,
  format: NetworkFormat,
): Promise<{ readonly name: string; readonly text: AsyncIterable<string> }> {
  const { run, output, part } = await resultOf(seat, name);
  const table = tableOf(part.sets, `${output.detector} ${output.version}, ${name}`);
  if (table.length === 0)
    throw new PlumblineError("NOT_FOUND", "The full result of this finding has no edges.");
  seat.note("network file", run.id);
  return { name: `${name.replace(/[^\w-]+/g, "-")}.${format}`, text: FORMATS[format].text!(streamOf(table)) };
}

function tableOf(sets: readonly ResultSet[], description: string): EdgeTable {
  const rows = sets.flatMap(({ id, accounts, edges = [] }) => {
    const names = new Map(accounts.map(({ pseudonym, name }) => [pseudonym, name]));
    return edges.map((edge) => ({ id, edge, a: names.get(edge.a)!, b: names.get(edge.b)! }));
  });
  const texts = (name: string, of: (row: (typeof rows)[number]) => string): Column => ({
    name,
    kind: "text",
    values: rows.map(of),
  });
  const numbers = (name: string, of: (edge: ResultEdge) => number | undefined): Column => ({
    name,
    kind: "number",
    values: Float64Array.from(rows, ({ edge }) => of(edge) ?? NaN),
  });
  const nulls = [...new Set(rows.flatMap(({ edge }) => Object.keys(edge.log10p ?? {})))];
  const columns = [
    texts("source", ({ a }) => a),
    texts("target", ({ b }) => b),
    numbers("weight", ({ weight }) => weight),
    texts("group", ({ id }) => id),
    numbers("matches", ({ matches }) => matches),
    numbers("median_seconds", ({ medianSeconds }) => medianSeconds),
    numbers("source_first", ({ aFirst }) => aFirst),
    numbers("target_first", ({ bFirst }) => bFirst),
    ...nulls.map((one) => numbers(`log10p_${one}`, ({ log10p }) => log10p?.[one])),
  ];
  return { columns, length: rows.length, directed: false, description, weight: "weight", csv: "own" };
}
