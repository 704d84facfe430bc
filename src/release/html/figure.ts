/** A figure with its accessible sentence, its caption and its numbers. Drawn at the two widths of the page. */
import type { FigurePart, TablePart } from "../document/types.ts";
import { drawFigure, isDrawn, legendEntry, WIDTHS } from "../drawing/figures/figure.ts";
import { h } from "../drawing/tags.ts";
import type { Html } from "../drawing/tags.ts";
import { say, table, textOf } from "./say.ts";

export function figureHtml(part: FigurePart): Html {
  if (!isDrawn(part))
    return h(
      "figure",
      { class: part.figure.kind },
      part.tables.map(tableHtml),
      h("figcaption", {}, say("p", part.caption)),
    );
  return h(
    "figure",
    { class: part.figure.kind },
    h(
      "div",
      { id: part.label.id, role: "img", "aria-label": part.label.text, class: "drawing" },
      WIDTHS.map((width) => drawFigure(part, width)),
    ),
    h("figcaption", {}, say("p", part.caption), legend(part)),
    part.tables.map((one) =>
      h("details", { class: "fold" }, h("summary", {}, say("span", one.title)), tableHtml(one)),
    ),
  );
}

function tableHtml({ title, heads, numeric, rows, marked }: TablePart): Html {
  return table(heads, rows, { numeric, marked, caption: title.text });
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
