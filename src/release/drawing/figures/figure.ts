/** A figure with its accessible sentence, its caption and its numbers. Drawn at the two widths of the page. */
import type { FigurePart, Row } from "../../document/types.ts";
import { say, textOf } from "../../html/say.ts";
import { h } from "../tags.ts";
import type { Html } from "../tags.ts";
import { drawGrid } from "./grid.ts";
import { drawNetwork } from "./network.ts";
import { drawEvents, drawTimeline } from "./timeline.ts";

/** Width of the text column, and of a small screen less its margins. */
export const WIDTHS = [628, 320] as const;

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

/** The drawing alone, `width` pixels of 1/96 inch wide. */
export function drawFigure(part: FigurePart, width: number): Html {
  if (part.figure.kind === "network") return drawNetwork(part.figure, part.colours, width);
  if (part.figure.kind === "timeline") return drawTimeline(part.figure, part.events, part.colours, width);
  if (part.figure.kind === "grid") return drawGrid(part.figure, width);
  return drawEvents(part.figure, part.events, width);
}

/** What the legend says of a group or series: its letter, and its numbers in words. */
export function legendEntry(part: FigurePart, row: Row): { readonly id: string; readonly words: string } {
  const [id = "", ...cells] = row.cells;
  const words =
    part.figure.kind === "network"
      ? `${cells[0]!}: ${cells[1]!} accounts, ${cells[2]!} objects, ${cells[3]!} posts`
      : cells.join(", ");
  return { id, words };
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
