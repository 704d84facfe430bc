/** Findings with their figures, numbers, tests and explanations; the settings of the run last. */
import { EXPLANATION_HEADS } from "../document/findings.ts";
import { isDrawn } from "../drawing/figures/figure.ts";
import type { FigurePart, FindingPart, TablePart } from "../document/types.ts";
import { heading, paragraph, rowsTable, say, text, under } from "./parts.ts";
import type { Cites } from "./parts.ts";
import type { Block, Span } from "./types.ts";
import { endStop } from "../typography.ts";

export function findingBlocks(part: FindingPart, cites: Cites): Block[] {
  const sources = cites(part.files.flatMap((row) => row.refs));
  const [rows = "", hash = ""] = part.rows.cells;
  return [
    ...(part.heading === undefined ? [] : [heading(2, part.heading.text)]),
    {
      kind: "heading",
      level: 2,
      spans: [{ text: `${part.label} ${part.title.text}` }, { text: ` ${part.status.text}`, look: "quiet" }],
      anchor: part.label,
    },
    ...paragraph("prose", part.sentences, sources),
    text("quiet", [{ text: `${part.provenance.text} ` }, { text: part.ref, look: "code" }]),
    ...part.figures.flatMap(figureBlocks),
    ...part.seen.flatMap((sentence) => say("note", sentence)),
    ...(part.occasions === undefined
      ? []
      : [
          ...say("note", part.occasions.head),
          ...rowsTable(["Began", "Accounts", "Objects"], [5, 3, 3], part.occasions.rows),
        ]),
    ...under(
      heading(3, "Numbers"),
      rowsTable(
        ["Number", "Value", "Interval", "Kind"],
        [5, 2, 2, 3.4],
        part.statistics.map((one) => one.row),
        {
          numeric: [1],
        },
      ),
    ),
    ...under(
      heading(3, "Tests"),
      rowsTable(
        ["Null model", "Smallest p, corrected", "Correction", "Level"],
        [4, 3, 3.4, 1.6],
        part.significance,
      ),
    ),
    ...under(
      heading(3, "Ordinary explanations"),
      rowsTable(EXPLANATION_HEADS, [2.2, 3, 3.4, 1.4, 2.6], part.explanations),
    ),
    ...under(heading(3, "What would refute it"), paragraph("note", part.refutedBy)),
    ...under(heading(3, "With whom it was compared"), paragraph("note", part.comparison)),
    ...under(heading(3, "How it was tested"), paragraph("note", part.method)),
    heading(3, "Rows, files and settings of the run"),
    text("note", [{ text: `${rows}; SHA-256 of their sorted list ` }, { text: hash, look: "code" }]),
    ...rowsTable(["", "File", "SHA-256"], [2, 3, 7], part.files, { code: [2] }),
    ...rowsTable(["", "Name", "Value"], [2, 4, 6], part.settings),
  ];
}

export function figureBlocks(part: FigurePart): Block[] {
  const drawn = isDrawn(part);
  return [
    ...(drawn ? [{ kind: "figure" as const, part }] : [text("note", captionSpans(part))]),
    ...part.tables.flatMap((table) =>
      drawn ? [...say("note", table.title), ...tableBlock(table)] : tableBlock(table),
    ),
    ...part.notes.flatMap((sentences) => paragraph("note", sentences)),
    ...say("quiet", part.source),
  ];
}

/** Number, title and caption of a figure, in one paragraph. */
export function captionSpans({ name, title, caption }: FigurePart): Span[] {
  const lead = title === undefined ? name.text : `${name.text} ${endStop(title.text)}`;
  return [{ text: lead, look: "strong" }, { text: ` ${caption.text}` }];
}

/** Characters of a column from which on it is no wider. */
const WIDEST = 40;

function tableBlock({ heads, numeric, rows, marked }: TablePart): Block[] {
  const widths = heads.cells.map((head, i) =>
    Math.min(WIDEST, Math.max(4, head.length, ...rows.map(({ cells }) => (cells[i] ?? "").length))),
  );
  return rowsTable(heads.cells, widths, rows, { numeric, strong: marked });
}
