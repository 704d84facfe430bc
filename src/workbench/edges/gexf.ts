/** GEXF 1.3 (https://gexf.net/schema.html), as Gephi reads it. Nothing in it depends on the clock. */
import type { EdgeFormat } from "./format.ts";
import { graphOf, xmlValue } from "./graph.ts";
import type { EdgeTable } from "./table.ts";
import { escapeXml } from "./xml.ts";

const TYPES = { text: "string", integer: "integer", number: "double" } as const;

function* text(table: EdgeTable): Generator<string> {
  const { nodes, source, target, attributes, weight } = graphOf(table);
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>Plumbline</creator>
    <description>${escapeXml(table.description)}</description>
  </meta>
  <graph defaultedgetype="${table.directed ? "directed" : "undirected"}">
    <attributes class="edge">
`;
  for (const [i, { name, kind }] of attributes.entries())
    yield `      <attribute id="${i}" title="${escapeXml(name)}" type="${TYPES[kind]}"/>\n`;
  yield "    </attributes>\n    <nodes>\n";
  for (const [i, name] of nodes.entries()) yield `      <node id="n${i}" label="${escapeXml(name)}"/>\n`;
  yield "    </nodes>\n    <edges>\n";
  for (let edge = 0; edge < table.length; edge++) {
    const values = attributes
      .map((column, i) => ({ i, value: xmlValue(column, edge) }))
      .filter(({ value }) => value !== "")
      .map(({ i, value }) => `<attvalue for="${i}" value="${escapeXml(value)}"/>`)
      .join("");
    yield `      <edge id="${edge}" source="n${source[edge]}" target="n${target[edge]}" weight="${xmlValue(weight, edge)}"><attvalues>${values}</attvalues></edge>\n`;
  }
  yield "    </edges>\n  </graph>\n</gexf>\n";
}

export const gexf: EdgeFormat = Object.freeze({ extension: "gexf", title: "GEXF 1.3", text });
