/** The drawing of a figure at a width, and what its legend says. Page, PDF and DOCX set them each in their own way. */
import type { FigurePart, Row } from "../../document/types.ts";
import type { Html } from "../tags.ts";
import { drawGrid } from "./grid.ts";
import { drawNetwork } from "./network.ts";
import { drawOffsets } from "./offsets.ts";
import { drawPower } from "./power.ts";
import { drawStrip } from "./strip.ts";
import { drawEvents, drawTimeline } from "./timeline.ts";

/** Width of the text column, and of a small screen less its margins. */
export const WIDTHS = [628, 320] as const;

/** The drawing alone, `width` pixels of 1/96 inch wide. */
export function drawFigure({ figure, events, colours }: FigurePart, width: number): Html {
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
  }
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
