/** GraphML 1.0 with typed attributes (http://graphml.graphdrawing.org/), as igraph, networkx and Gephi read it. */
import type { EdgeFormat } from "./contract.ts";
import { measuresOf, xmlValue } from "./graph.ts";
import type { EdgeStream, EdgeTable } from "../edge-table.ts";
import type { Column } from "../../store/table/table.ts";
import { escapeXml } from "./xml.ts";

const TYPES = { text: "string", integer: "int", number: "double" } as const;

const columnsOf = (table: EdgeTable): readonly Column[] => {
  const { weight, attributes } = measuresOf(table);
  return [weight, ...attributes];
};

async function* text({ shape, nodes, pieces }: EdgeStream): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <desc>${escapeXml(shape.description)}</desc>
  <key id="label" for="node" attr.name="label" attr.type="string"/>
`;
  for (const [i, { name, kind }] of columnsOf(shape).entries())
    yield `  <key id="e${i}" for="edge" attr.name="${escapeXml(name)}" attr.type="${TYPES[kind]}"/>\n`;
  yield `  <graph id="g" edgedefault="${shape.directed ? "directed" : "undirected"}">\n`;
  let node = 0;
  for await (const names of nodes())
    for (const name of names)
      yield `    <node id="n${node++}"><data key="label">${escapeXml(name)}</data></node>\n`;
  for await (const { table, source, target } of pieces()) {
    const columns = columnsOf(table);
    for (let row = 0; row < table.length; row++) {
      const data = columns
        .map((column, i) => ({ i, value: xmlValue(column, row) }))
        .filter(({ value }) => value !== "")
        .map(({ i, value }) => `<data key="e${i}">${escapeXml(value)}</data>`)
        .join("");
      yield `    <edge source="n${source[row]}" target="n${target[row]}">${data}</edge>\n`;
    }
  }
  yield "  </graph>\n</graphml>\n";
}

export const graphml: EdgeFormat = Object.freeze({ extension: "graphml", title: "GraphML", text });
