/** GraphML 1.0 with typed attributes (http://graphml.graphdrawing.org/), as igraph, networkx and Gephi read it. */
import type { EdgeFormat } from "./format.ts";
import { graphOf, xmlValue } from "./graph.ts";
import type { EdgeTable } from "./table.ts";
import { escapeXml } from "./xml.ts";

const TYPES = { text: "string", integer: "int", number: "double" } as const;

function* text(table: EdgeTable): Generator<string> {
  const { nodes, source, target, attributes, weight } = graphOf(table);
  const columns = [weight, ...attributes];
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <desc>${escapeXml(table.description)}</desc>
  <key id="label" for="node" attr.name="label" attr.type="string"/>
`;
  for (const [i, { name, kind }] of columns.entries())
    yield `  <key id="e${i}" for="edge" attr.name="${escapeXml(name)}" attr.type="${TYPES[kind]}"/>\n`;
  yield `  <graph id="g" edgedefault="${table.directed ? "directed" : "undirected"}">\n`;
  for (const [i, name] of nodes.entries())
    yield `    <node id="n${i}"><data key="label">${escapeXml(name)}</data></node>\n`;
  for (let edge = 0; edge < table.length; edge++) {
    const data = columns
      .map((column, i) => ({ i, value: xmlValue(column, edge) }))
      .filter(({ value }) => value !== "")
      .map(({ i, value }) => `<data key="e${i}">${escapeXml(value)}</data>`)
      .join("");
    yield `    <edge source="n${source[edge]}" target="n${target[edge]}">${data}</edge>\n`;
  }
  yield "  </graph>\n</graphml>\n";
}

export const graphml: EdgeFormat = Object.freeze({ extension: "graphml", title: "GraphML", text });
