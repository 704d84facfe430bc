/** A figure with its accessible sentence, its caption and its numbers. Drawn at the two widths of the page. */
import type { FigurePart } from "../document/types.ts";
import { drawFigure, legendEntry, WIDTHS } from "../drawing/figures/figure.ts";
import { h } from "../drawing/tags.ts";
import type { Html } from "../drawing/tags.ts";
import { say, textOf } from "./say.ts";

export function figureHtml(part: FigurePart): Html {
  return h(
    "figure",
    { class: part.figure.kind },
    h(
      "div",
      { id: part.label.id, role: "img", "aria-label": part.label.text, class: "drawing" },
      WIDTHS.map((width) => drawFigure(part, width)),
    ),
    h("figcaption", {}, say("p", part.caption), legend(part)),
  );
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
