/** The drawing of a figure at a width, and what its legend says. Page, PDF and DOCX set them each in their own way. */
import { drawInstrument } from "../../../drawing/figure.ts";
import type { DrawOptions, InstrumentFigure } from "../../../drawing/figure.ts";
import type { DrawnPart, FigurePart, Row } from "../../document/types.ts";
import { markHtml } from "../tags.ts";
import type { Html } from "../tags.ts";
import { frame } from "./frame.ts";
import { drawGrid } from "./grid.ts";
import { drawNetwork } from "./network.ts";
import { drawOffsets } from "./offsets.ts";
import { drawPower } from "./power.ts";
import { drawStrip } from "./strip.ts";
import { drawEvents, drawTimeline } from "./timeline.ts";

/** Width of the text column, and of a small screen less its margins. */
export const WIDTHS = [628, 320] as const;

/** The drawing alone, `width` pixels of 1/96 inch wide. */
export function drawFigure({ figure, events, colours }: DrawnPart, width: number): Html {
  switch (figure.kind) {
    case "network":
      return drawNetwork(figure, colours, width);
    case "timeline":
      return drawTimeline(figure, events, colours, width);
    case "grid":
      return drawGrid(figure, width);
    case "offsets":
      return drawOffsets(figure, colours[figure.group] ?? 1, width);
    case "strip":
      return drawStrip(figure, colours[figure.group] ?? 1, width);
    case "power":
      return drawPower(figure, width);
    case "events":
      return drawEvents(figure, events, width);
    case "hours":
      return instrument(figure, width, { colour: colours[figure.group] ?? 1 });
    case "intervals":
    case "surface":
    case "lanes":
    case "ladder":
      return instrument(figure, width, { events });
  }
}

/** Is it a picture? A table is printed as one. */
export function isDrawn(part: FigurePart): part is DrawnPart {
  return part.figure.kind !== "table";
}

function instrument(figure: InstrumentFigure, width: number, options: DrawOptions): Html {
  const { height, marks } = drawInstrument(figure, width, options);
  return frame(width, height, marks.map(markHtml));
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
