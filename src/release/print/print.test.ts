import { describe, expect, it } from "vitest";
import { sampleView } from "../../../test/support/sample-view.ts";
import { buildDocument } from "../document.ts";
import { captionSpans } from "./findings.ts";
import { citesOf, anchorsOf } from "./parts.ts";
import { printBlocks } from "./print.ts";
import type { Block, Span } from "./types.ts";

const document = buildDocument(sampleView());
const blocks = printBlocks(document);

/** Every string that a block prints, figures as their label, caption and rows. */
function textsOf(block: Block): string[] {
  const spans = (all: readonly Span[]): string[] => all.flatMap((span) => span.text.split("\n"));
  switch (block.kind) {
    case "heading":
      return spans(block.spans);
    case "text":
      return [
        ...(block.tag === undefined ? [] : [block.tag.text]),
        block.spans.map((span) => span.text).join(""),
      ];
    case "facts":
      return block.rows.flatMap(([term, span]) => [term, span.text]);
    case "stance":
      return block.blocks.flatMap(textsOf);
    case "gauges":
      return [block.likelihood.sentence.text, block.confidence.sentence.text];
    case "table":
      return block.rows.flatMap((row) => row.cells.flatMap(spans));
    case "figure":
      return [
        block.part.label.text,
        ...captionSpans(block.part).map(({ text }) => text),
        ...block.part.rows.flatMap((row) => row.cells),
      ];
    case "standing":
    case "contents":
      return [];
  }
}
const heads = blocks.flatMap((block) => (block.kind === "table" ? block.heads : []));
const printed = [...blocks.flatMap(textsOf), ...heads].join("\n");

describe("the blocks", () => {
  it("say every sentence of the document, rows cell by cell", () => {
    // A grade stands in the column of its kind, so without the word.
    const said = (cell: string) => printed.includes(cell.replace(/^(reliability|credibility) /, ""));
    const lost = document.sentences.filter(({ text }) => !text.split("; ").every(said));
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  it("say nothing that the document does not, but headings, names of steps and a few fixed words", () => {
    const strings = (value: unknown): string[] =>
      typeof value === "string"
        ? [value]
        : typeof value === "object" && value !== null
          ? Object.values(value).flatMap(strings)
          : [];
    const all = [...new Set(strings(document))];
    const parts = [...new Set(all.flatMap((text) => [text, ...text.split("; ")]))]
      .filter((text) => text.length > 4)
      .toSorted((a, b) => b.length - a.length);
    const added = blocks
      .filter((block) => block.kind !== "heading")
      .flatMap(textsOf)
      .filter((text) => !parts.includes(text) && !all.includes(text))
      .map((text) => parts.reduce((rest, part) => rest.replaceAll(part, ""), text))
      .map((rest) => rest.replaceAll(/[^\p{L}\p{N} ]/gu, "").trim())
      .filter((rest) => rest !== "");
    expect([...new Set(added)].toSorted()).toEqual([
      "File",
      "Rows",
      "SHA256 of their sorted list",
      "View root",
      "With the folder of this edition in hand and Plumbline installed",
    ]);
  });

  it("put the confidence directly after each key judgment, and dissent in its own words under it", () => {
    const at = blocks.findIndex((block) => block.kind === "text" && block.anchor === "J2");
    const [held, gauges, dissent] = blocks.slice(at + 1, at + 4);
    expect(held).toMatchObject({
      kind: "text",
      spans: [{ text: "CE holds this with moderate confidence." }],
    });
    expect(gauges!.kind).toBe("gauges");
    expect(dissent).toMatchObject({ kind: "stance", stance: "dissent" });
    expect(textsOf(dissent!)[1]).toBe(document.judgments[1]!.groups[1]!.words!.text);
  });

  it("name each anchor once, in letters, digits and low lines", () => {
    const anchors = anchorsOf(blocks);
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const anchor of anchors) expect(anchor).toMatch(/^[A-Za-z]\w{0,39}$/);
    for (const source of document.sources) expect(anchors).toContain(source.label);
  });

  it("cite the sources on the way down from a sentence, and no other", () => {
    const cites = citesOf(document);
    expect(cites([])).toEqual([]);
    expect(cites(document.sources.map((source) => source.row.refs[0]!).reverse())).toEqual(
      document.sources.map((source) => source.label),
    );
    const key = blocks.find((block) => block.kind === "text" && block.anchor === "J1");
    expect(key).toMatchObject({ spans: [{ cites: ["S1"] }] });
  });
});
