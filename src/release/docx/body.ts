/**
 * The blocks as paragraphs and tables. Every string is the text of a run or an attribute and is escaped by the writer;
 * fields are made here alone, so no imported text becomes one.
 */
import {
  AlignmentType,
  BookmarkEnd,
  BookmarkStart,
  BorderStyle,
  FootnoteReferenceRun,
  HeadingLevel,
  InternalHyperlink,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from "docx";
import type { IParagraphOptions, IRunOptions, ParagraphChild } from "docx";
import { drawFigure, legendEntry, WIDTHS } from "../drawing/figures/figure.ts";
import { confidenceGlyph, likelihoodGlyph } from "../drawing/glyphs.ts";
import { captionSpans } from "../print/findings.ts";
import type { Block, Cell, Span } from "../print/types.ts";
import { startsRightToLeft } from "../text.ts";
import type { Pictures } from "./pictures.ts";
import { hex, STYLE_OF } from "./styles.ts";

/** Width of the text column of A4 with the margins of the page, in twentieths of a point. */
export const COLUMN = 9300;

/** What the body collects on the way: notes for the foot of the page, bookmarks, pictures. */
export class Notes {
  readonly footnotes: Record<string, { readonly children: readonly Paragraph[] }> = {};
  readonly #titles: ReadonlyMap<string, string>;
  readonly #anchors: ReadonlySet<string>;
  readonly pictures: Pictures;
  #bookmarks = 0;

  /** Titles of the sources by label, and the anchors that exist. */
  constructor(titles: ReadonlyMap<string, string>, anchors: ReadonlySet<string>, pictures: Pictures) {
    this.#titles = titles;
    this.#anchors = anchors;
    this.pictures = pictures;
  }

  cite(labels: readonly string[]): FootnoteReferenceRun {
    const id = Object.keys(this.footnotes).length + 1;
    this.footnotes[id] = {
      children: labels.map(
        (label) =>
          new Paragraph({
            style: "FootnoteText",
            children: [
              ...this.linked(label, [new TextRun({ text: label, size: 16, color: hex("accent") })]),
              ...runs(` ${this.#titles.get(label) ?? ""}`, { size: 16 }),
            ],
          }),
      ),
    };
    return new FootnoteReferenceRun(id);
  }

  linked(to: string | undefined, children: readonly ParagraphChild[]): readonly ParagraphChild[] {
    return to !== undefined && this.#anchors.has(to)
      ? [new InternalHyperlink({ anchor: to, children })]
      : children;
  }

  marked(anchor: string | undefined, children: readonly ParagraphChild[]): readonly ParagraphChild[] {
    if (anchor === undefined) return children;
    const id = (this.#bookmarks += 1);
    // The library's own pair counts over all documents of a process; these two, which it writes as well, do not.
    const [start, end] = [new BookmarkStart(anchor, id), new BookmarkEnd(id)] as unknown as [
      ParagraphChild,
      ParagraphChild,
    ];
    return [start, ...children, end];
  }
}

const LEVELS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
} as const;

/** What every paragraph of a stance has, as the line beside it. */
type Frame = Pick<IParagraphOptions, "border" | "indent" | "alignment">;

export function bodyOf(
  blocks: readonly Block[],
  notes: Notes,
  frame: Frame = {},
): readonly (Paragraph | Table)[] {
  return blocks.flatMap((block) => bodyBlock(block, notes, frame));
}

function bodyBlock(block: Block, notes: Notes, frame: Frame): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case "heading": {
      const children = notes.marked(block.anchor, spansOf(block.spans, notes));
      return [new Paragraph({ ...frame, heading: LEVELS[block.level], children })];
    }
    case "text": {
      const tag = block.tag === undefined ? [] : [block.tag, { text: " " }];
      const children = notes.marked(block.anchor, [
        ...spansOf(tag, notes),
        ...spansOf(block.spans, notes, block.language),
      ]);
      return [passage(STYLE_OF[block.voice], children, block.spans, frame)];
    }
    case "facts":
      return block.rows.map(([term, fact]) =>
        passage("Note", spansOf([{ text: `${term}\t`, look: "quiet" }, fact], notes), [fact], {
          ...frame,
          indent: { left: 1500, hanging: 1500 },
        }),
      );
    case "stance":
      return bodyOf(block.blocks, notes, stanceFrame(block.stance, block.colour));
    case "gauges":
      return [
        new Paragraph({
          ...frame,
          style: "Gauge",
          tabStops: [{ type: TabStopType.LEFT, position: 5400 }],
          children: [
            ...notes.pictures.draw(likelihoodGlyph(block.likelihood)),
            ...runs(`  ${block.likelihood.sentence.text}\t`, {}),
            ...notes.pictures.draw(confidenceGlyph(block.confidence)),
            ...runs(`  ${block.confidence.sentence.text}`, {}),
          ],
        }),
      ];
    case "table":
      return [tableOf(block, notes), new Paragraph({ style: "Small", children: [] })];
    case "figure":
      return [
        ...notes.pictures
          .draw(drawFigure(block.part, WIDTHS[0]), block.part.label.text)
          .map((picture) => new Paragraph({ style: "Note", keepNext: true, children: [picture] })),
        new Paragraph({ style: "Small", children: spansOf(captionSpans(block.part), notes) }),
        ...block.part.rows.map((row) => {
          const { id, words } = legendEntry(block.part, row);
          return new Paragraph({
            style: "Small",
            children: [...runs(id, { bold: true }), ...runs(` ${words}`, {})],
          });
        }),
      ];
    // Word lists the headings itself, with pages that are right, and where a page ends it decides when it is opened.
    case "standing":
    case "contents":
      return [];
  }
}

function stanceFrame(stance: "dissent" | "reported", colour: number): Frame {
  const style = stance === "reported" ? BorderStyle.DOTTED : BorderStyle.SINGLE;
  const color = colour === 0 ? hex("ink-2") : hex(`c${colour}` as "c1");
  return { border: { left: { style, size: 12, space: 8, color } }, indent: { left: 280 } };
}

function passage(
  style: string,
  children: readonly ParagraphChild[],
  spans: readonly Span[],
  more: Frame,
): Paragraph {
  const bidirectional = startsRightToLeft(spans.map((one) => one.text).join(" "));
  return new Paragraph({ ...more, style, children, ...(bidirectional ? { bidirectional } : {}) });
}

const HAIR = { style: BorderStyle.SINGLE, size: 4, color: hex("line") };
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };

function tableOf(block: Extract<Block, { kind: "table" }>, notes: Notes): Table {
  const total = block.widths.reduce((sum, width) => sum + width, 0);
  const widths = block.widths.map((width) => Math.round((width / total) * COLUMN));
  const numeric = (i: number): boolean => block.numeric?.includes(i) === true;
  const cell = (style: string, spans: Cell, i: number): TableCell =>
    new TableCell({
      width: { size: widths[i]!, type: WidthType.DXA },
      children: [
        passage(style, spansOf(spans, notes), spans, numeric(i) ? { alignment: AlignmentType.END } : {}),
      ],
    });
  return new Table({
    width: { size: COLUMN, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: NONE,
      left: NONE,
      right: NONE,
      bottom: HAIR,
      insideHorizontal: HAIR,
      insideVertical: NONE,
    },
    margins: { left: 0, right: 100, top: 40, bottom: 40 },
    rows: [
      new TableRow({
        tableHeader: true,
        children: block.heads.map((head, i) => cell("CellHead", [{ text: head }], i)),
      }),
      ...block.rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.cells.map((spans, i) => cell("Cell", spans, i)),
          }),
      ),
    ],
  });
}

function spansOf(spans: readonly Span[], notes: Notes, language?: string): ParagraphChild[] {
  return spans.flatMap((span) => {
    const look = { ...lookOf(span), ...(language === undefined ? {} : { language: { value: language } }) };
    const body = notes.linked(span.to, runs(span.text, look));
    return span.cites === undefined ? body : [...body, notes.cite(span.cites)];
  });
}

function lookOf({ look, to }: Span): IRunOptions {
  if (look === "strong") return { bold: true, ...(to === undefined ? {} : { color: hex("accent") }) };
  if (look === "quiet") return { color: hex("ink-3"), bold: false };
  if (look === "code") return { size: 14 };
  if (look === "for" || look === "against") return { color: hex(look) };
  return to === undefined ? {} : { color: hex("accent") };
}

/** Letters written from right to left, with what stands between them. */
const RIGHT_TO_LEFT =
  /([\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{M}](?:[^\p{L}\n]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{M}])*)/u;

/** Text as runs: lines on their own, and what is written from right to left marked so. */
function runs(text: string, look: IRunOptions): TextRun[] {
  return text.split("\n").flatMap((line, i) =>
    line.split(RIGHT_TO_LEFT).flatMap((part, k) => {
      const start = i > 0 && k === 0;
      if (part === "" && !start) return [];
      return [
        new TextRun({
          ...look,
          text: part,
          ...(k % 2 === 1 ? { rightToLeft: true } : {}),
          ...(start ? { break: 1 } : {}),
        }),
      ];
    }),
  );
}
