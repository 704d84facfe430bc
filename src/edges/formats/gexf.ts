/** GEXF 1.3 (https://gexf.net/schema.html), as Gephi reads it. Nothing in it depends on the clock. */
import type { EdgeFormat } from "./contract.ts";
import { measuresOf, xmlValue } from "./graph.ts";
import type { EdgeStream } from "../edge-table.ts";
import { escapeXml } from "./xml.ts";

const TYPES = { text: "string", integer: "integer", number: "double" } as const;

async function* text({ shape, nodes, pieces }: EdgeStream): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>Plumbline</creator>
    <description>${escapeXml(shape.description)}</description>
  </meta>
  <graph defaultedgetype="${shape.directed ? "directed" : "undirected"}">
    <attributes class="edge">
`;
  for (const [i, { name, kind }] of measuresOf(shape).attributes.entries())
    yield `      <attribute id="${i}" title="${escapeXml(name)}" type="${TYPES[kind]}"/>\n`;
  yield "    </attributes>\n    <nodes>\n";
  let node = 0;
  for await (const names of nodes())
    for (const name of names) yield `      <node id="n${node++}" label="${escapeXml(name)}"/>\n`;
  yield "    </nodes>\n    <edges>\n";
  let edge = 0;
  for await (const { table, source, target } of pieces()) {
    const { weight, attributes } = measuresOf(table);
    for (let row = 0; row < table.length; row++) {
      const values = attributes
        .map((column, i) => ({ i, value: xmlValue(column, row) }))
        .filter(({ value }) => value !== "")
        .map(({ i, value }) => `<attvalue for="${i}" value="${escapeXml(value)}"/>`)
        .join("");
      yield `      <edge id="${edge++}" source="n${source[row]}" target="n${target[row]}" weight="${xmlValue(weight, row)}"><attvalues>${values}</attvalues></edge>\n`;
    }
  }
  yield "    </edges>\n  </graph>\n</gexf>\n";
}

export const gexf: EdgeFormat = Object.freeze({ extension: "gexf", title: "GEXF 1.3", text });
