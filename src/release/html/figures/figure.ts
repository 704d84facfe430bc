/** A figure with its accessible sentence, its caption and its numbers. Drawn at the two widths of the page. */
import type { FigurePart } from "../../document/types.ts";
import { say, textOf } from "../say.ts";
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
      WIDTHS.map((width) => draw(part, width)),
    ),
    h("figcaption", {}, say("p", part.caption), legend(part)),
  );
}

function draw(part: FigurePart, width: number): Html {
  if (part.figure.kind === "network") return drawNetwork(part.figure, part.colours, width);
  if (part.figure.kind === "timeline") return drawTimeline(part.figure, part.events, part.colours, width);
  if (part.figure.kind === "grid") return drawGrid(part.figure, width);
  return drawEvents(part.figure, part.events, width);
}

/** The groups of the drawing in words: colour, letter, numbers. */
function legend(part: FigurePart): Html | undefined {
  if (part.rows.length === 0) return undefined;
  const network = part.figure.kind === "network";
  return h(
    "ul",
    { class: "legend" },
    part.rows.map((row) => {
      const [id = "", ...cells] = row.cells;
      const words = network
        ? `${cells[0]!}: ${cells[1]!} accounts, ${cells[2]!} objects, ${cells[3]!} posts`
        : cells.join(", ");
      return h("li", { id: row.id, class: `c${part.colours[id] ?? 1}` }, h("b", {}, id), " ", textOf(words));
    }),
  );
}
