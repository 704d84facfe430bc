/** The blocks as the template reads them: text that the fonts draw, direction of each passage, drawings as SVG. */
import { drawFigure, legendEntry, WIDTHS } from "../drawing/figures/figure.ts";
import { confidenceGlyph, likelihoodGlyph } from "../drawing/glyphs.ts";
import type { Html } from "../drawing/tags.ts";
import { captionSpans } from "../print/findings.ts";
import type { Block, Span } from "../print/types.ts";
import { startsRightToLeft } from "../text.ts";
import { drawings } from "./drawing.ts";
import type { Fonts } from "./fonts.ts";
import { drawable } from "./fonts.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** Pixels of 1/96 inch to points of 1/72 inch. */
const POINTS = 0.75;

/** Characters of a cell from which on its row may go over to the next page. */
const LONG = 800;

export function templateBlocks(blocks: readonly Block[], fonts: Fonts): Json[] {
  return blocks.map((block) => templateBlock(block, fonts));
}

function templateBlock(block: Block, fonts: Fonts): JsonObject {
  switch (block.kind) {
    case "heading":
      return { kind: block.kind, level: block.level, ...anchor(block), ...passage(block.spans, fonts) };
    case "text":
      return {
        kind: block.kind,
        voice: block.voice,
        ...anchor(block),
        ...ends(block),
        ...(block.tag === undefined ? {} : { tag: span(block.tag, fonts) }),
        ...(block.language === undefined ? {} : { language: block.language }),
        ...passage(block.spans, fonts),
      };
    case "facts":
      return { kind: block.kind, rows: block.rows.map(([term, fact]) => [term, passage([fact], fonts)]) };
    case "stance":
      return {
        kind: block.kind,
        stance: block.stance,
        colour: block.colour,
        blocks: templateBlocks(block.blocks, fonts),
      };
    case "gauges":
      return {
        kind: block.kind,
        ...ends(block),
        likelihood: gauge(likelihoodGlyph(block.likelihood), block.likelihood.sentence.text, fonts),
        confidence: gauge(confidenceGlyph(block.confidence), block.confidence.sentence.text, fonts),
      };
    case "table":
      return {
        kind: block.kind,
        heads: block.heads.map((head) => drawable(head, fonts)),
        widths: block.widths,
        numeric: block.numeric ?? [],
        rows: block.rows.map((row) => ({
          cells: row.cells.map((cell) => passage(cell, fonts)),
          long: row.cells.some((cell) => cell.reduce((sum, one) => sum + one.text.length, 0) > LONG),
        })),
      };
    case "figure":
      return figure(block.part, fonts);
    case "standing":
      return { kind: block.kind, of: block.of };
    case "contents":
      return { kind: block.kind, title: block.title };
  }
}

function anchor(block: { readonly anchor?: string }): JsonObject {
  return block.anchor === undefined ? {} : { anchor: block.anchor };
}

function ends(block: { readonly ends?: string }): JsonObject {
  return block.ends === undefined ? {} : { ends: block.ends };
}

function span(from: Span, fonts: Fonts): JsonObject {
  return {
    text: drawable(from.text, fonts),
    ...(from.look === undefined ? {} : { look: from.look }),
    ...(from.to === undefined ? {} : { to: from.to }),
    ...(from.cites === undefined ? {} : { cites: from.cites }),
  };
}

/** Spans of one passage; its own first letter decides where it starts. */
function passage(spans: readonly Span[], fonts: Fonts): JsonObject {
  const rtl = startsRightToLeft(spans.map((one) => one.text).join(" "));
  return { spans: spans.map((one) => span(one, fonts)), ...(rtl ? { rtl } : {}) };
}

function svgFile(data: string): JsonObject {
  const width = Number(/^<svg[^>]* width="([\d.]+)"/.exec(data)![1]);
  return { data, width: width * POINTS };
}

/** A glyph and the words that stand beside it. */
function gauge(markup: Html, words: string, fonts: Fonts): JsonObject {
  return { ...svgFile(drawings(markup, fonts)[0]!), words: drawable(words, fonts) };
}

function figure(part: Extract<Block, { kind: "figure" }>["part"], fonts: Fonts): JsonObject {
  return {
    kind: "figure",
    drawings: drawings(drawFigure(part, WIDTHS[0]), fonts).map(svgFile),
    alt: drawable(part.label.text, fonts),
    caption: passage(captionSpans(part), fonts),
    legend: part.rows.map((row) => {
      const { id, words } = legendEntry(part, row);
      return { id: drawable(id, fonts), words: drawable(words, fonts), colour: part.colours[id] ?? 1 };
    }),
  };
}
