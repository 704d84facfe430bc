/** Questions, texts, events, claims, sources, method: the rest of the report. */
import type { ClaimPart, Document, QuestionPart, Row, SourcePart, TextPart } from "../document/types.ts";
import { figureBlocks } from "./findings.ts";
import { gapsTable } from "./judgment.ts";
import { heading, paragraph, rowsTable, say, text, under } from "./parts.ts";
import type { Cites } from "./parts.ts";
import type { Block } from "./types.ts";

export function textBlocks(part: TextPart): Block[] {
  return [
    ...(part.heading === undefined ? [] : [heading(2, part.heading.text)]),
    ...part.paragraphs.flatMap((sentences) => paragraph("prose", sentences)),
  ];
}

export function questionBlocks(part: QuestionPart): Block[] {
  return [
    ...(part.heading === undefined ? [] : [heading(2, part.heading.text)]),
    {
      kind: "text",
      voice: "wording",
      tag: { text: part.label, look: "strong" },
      spans: [{ text: part.text.text }],
      anchor: part.label,
    },
    ...say("note", part.kind),
    ...rowsTable(["", "Hypothesis", "Judgments"], [0.8, 7, 4], part.hypotheses),
  ];
}

export function eventBlocks(document: Document, cites: Cites): Block[] {
  if (document.events.length === 0) return [];
  return [
    ...(document.eventsFigure === undefined ? [] : figureBlocks(document.eventsFigure)),
    {
      kind: "table",
      heads: ["Date, UTC", "Event", "Kind"],
      widths: [3, 8, 2.4],
      rows: document.events.map((row) => eventRow(row, cites)),
    },
  ];
}

function eventRow(
  row: Row,
  cites: Cites,
): { readonly cells: Extract<Block, { kind: "table" }>["rows"][number]["cells"] } {
  const [date = "", title = "", kind = "", lineage = "", places = ""] = row.cells;
  const sources = cites(row.refs);
  return {
    cells: [
      [{ text: date }],
      [
        { text: title, ...(sources.length === 0 ? {} : { cites: sources }) },
        { text: `\n${places}; ${lineage}`, look: "quiet" },
      ],
      [{ text: kind }],
    ],
  };
}

export function claimBlocks(part: ClaimPart, cites: Cites): Block[] {
  const sources = cites(part.row.refs);
  return [
    text("plain", [
      { text: part.label.text, look: "strong", ...(sources.length === 0 ? {} : { cites: sources }) },
    ]),
    ...say("prose", part.text),
    ...say("words", part.quote),
    ...part.answers.flatMap((answer) => say("note", answer)),
    ...say("note", part.denial),
    ...say("quiet", part.row),
  ];
}

export function sourceBlocks(part: SourcePart): Block[] {
  return [
    {
      kind: "text",
      voice: "plain",
      tag: { text: part.label, look: "quiet" },
      spans: [{ text: part.title, look: "strong" }],
      anchor: part.label,
    },
    ...(part.descriptor === undefined ? [] : [text("note", [{ text: part.descriptor }])]),
    text("quiet", [{ text: part.facts }]),
    text("quiet", [{ text: "SHA-256 " }, { text: part.sha256, look: "code" }]),
  ];
}

export function methodBlocks(document: Document): Block[] {
  return [
    ...document.method.flatMap((part) => [
      heading(2, part.title),
      ...part.sentences.flatMap((sentence) => say("note", sentence)),
    ]),
    ...under(heading(2, "Gaps"), gapsTable(document.gaps)),
  ];
}

export function premiseBlocks(document: Document): Block[] {
  return document.premises.flatMap((group) => [
    heading(2, group.title),
    ...rowsTable(["What", "Due", "About"], [7, 2, 3], group.rows),
  ]);
}

export function checkBlocks(document: Document): Block[] {
  return [
    text("note", [{ text: "With the folder of this edition in hand, and Plumbline installed:" }]),
    text("command", [{ text: document.command, look: "code" }]),
    ...document.check.flatMap((sentence) => say("note", sentence)),
    text("note", [{ text: "View root " }, { text: document.viewRoot.text, look: "code" }]),
    text("quiet", [{ text: `${document.foot.text} ${document.made.text}` }]),
  ];
}
