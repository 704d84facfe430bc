/**
 * A heat map of counts over two parameters: a cell is darker the more it counts, by powers of ten, and holds its number;
 * the cell that was declared before the run has a frame. Linear in cells.
 */
import { frame } from "./frame.ts";
import type { GridFigure } from "../../../model/finding.ts";
import { number } from "../../typography.ts";
import { h, px } from "../tags.ts";
import type { Html } from "../tags.ts";
import { LINE, textWidth } from "../../../drawing/labels.ts";

const CELL = 26;
const HEAD = LINE + 8;
/** Greatest strength of the tint, so that the number stays legible on it. */
const DARKEST = 0.45;

export function drawGrid(figure: GridFigure, width: number): Html {
  const { columns, rows, cells, declared } = figure;
  const left = Math.max(...rows.values.map((value) => textWidth(`≥ ${number(value)}`))) + 8;
  const step = Math.min(76, (width - left) / Math.max(1, columns.values.length));
  const most = Math.max(1, ...cells.map((cell) => (cell === "not counted" ? 0 : cell)));
  const place = (column: number, row: number): { x: number; y: number } => ({
    x: left + column * step,
    y: HEAD + row * CELL,
  });
  const height = HEAD + rows.values.length * CELL + 2;
  return frame(width, height, [
    columns.values.map((value, column) =>
      h("text", { x: px(left + (column + 0.5) * step), y: LINE, "text-anchor": "middle" }, shortTime(value)),
    ),
    rows.values.map((value, row) =>
      h("text", { x: 0, y: px(place(0, row).y + CELL / 2 + 4) }, `≥ ${number(value)}`),
    ),
    cells.map((cell, i) => {
      const { x, y } = place(i % columns.values.length, Math.floor(i / columns.values.length));
      const tint = cell === "not counted" ? 0 : (DARKEST * Math.log1p(cell)) / Math.log1p(most);
      return [
        h("rect", {
          class: "c1 fill",
          x: px(x + 1),
          y: px(y + 1),
          width: px(step - 2),
          height: CELL - 2,
          "fill-opacity": tint.toFixed(2),
        }),
        h(
          "text",
          { x: px(x + step / 2), y: px(y + CELL / 2 + 4), "text-anchor": "middle" },
          shortCount(cell, step - 4),
        ),
      ];
    }),
    h("rect", {
      class: "post",
      x: px(place(declared.column, 0).x + 0.5),
      y: px(place(0, declared.row).y + 0.5),
      width: px(step - 1),
      height: CELL - 1,
    }),
  ]);
}

/** The number, or thousands and millions where it would not fit; a dash where nothing was counted. */
export function shortCount(cell: GridFigure["cells"][number], width: number): string {
  if (cell === "not counted") return "–";
  const full = number(cell);
  if (textWidth(full) <= width) return full;
  return cell < 1e6 ? `${Math.round(cell / 1e3)}k` : `${Math.round(cell / 1e6)}M`;
}

/** Seconds as `10 s`, `10 min`, `6 h`, `1 d`. */
export function shortTime(seconds: number): string {
  for (const [unit, size] of [
    ["d", 86_400],
    ["h", 3600],
    ["min", 60],
  ] as const)
    if (seconds >= size && seconds % size === 0) return `${number(seconds / size)} ${unit}`;
  return `${number(seconds)} s`;
}
