/** A figure with its accessible sentence, its caption and its numbers. Drawn at the two widths of the page. */
import type { FigurePart, TablePart } from "../document/types.ts";
import { drawFigure, isDrawn, legendEntry, WIDTHS } from "../drawing/figures/figure.ts";
import { h } from "../drawing/tags.ts";
import type { Child, Html } from "../drawing/tags.ts";
import { paragraph, say, table, textOf } from "./say.ts";

export function figureHtml(part: FigurePart): Html {
  if (!isDrawn(part))
    return h(
      "figure",
      { class: part.figure.kind },
      part.tables.map(tableHtml),
      h("figcaption", {}, captionHtml(part)),
    );
  return h(
    "figure",
    { class: part.figure.kind },
    h(
      "div",
      { id: part.label.id, role: "img", "aria-label": part.label.text, class: "drawing" },
      WIDTHS.map((width) => drawFigure(part, width)),
    ),
    h("figcaption", {}, captionHtml(part), legend(part)),
    part.tables.map((one) =>
      h("details", { class: "fold" }, h("summary", {}, say("span", one.title)), tableHtml(one)),
    ),
  );
}

/** Number, title and caption; what the authors say; and where a copy comes from. */
function captionHtml({ name, title, caption, notes, source }: FigurePart): Child[] {
  return [
    h(
      "p",
      { class: "captioned" },
      say("b", name),
      title === undefined ? undefined : [" ", say("b", title, { class: "titled" })],
      " ",
      say("span", caption),
    ),
    ...notes.map((sentences) => paragraph(sentences, { class: "annotated" })),
    say("p", source, { class: "source-of" }),
  ];
}

function tableHtml({ title, heads, numeric, rows, marked }: TablePart): Html {
  return table(heads.cells, rows, { numeric, marked, head: heads.id, caption: title.text });
}

/** The groups of the drawing in words: colour, letter, numbers. */
function legend(part: FigurePart): Html | undefined {
  if (part.rows.length === 0) return undefined;
  return h(
    "ul",
    { class: "legend" },
    part.rows.map((row) => {
      const { id, words } = legendEntry(part, row);
      return h("li", { id: row.id, class: `c${part.colours[id] ?? 1}` }, h("b", {}, id), " ", textOf(words));
    }),
  );
}
