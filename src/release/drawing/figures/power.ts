/** What a run could have found: a row per team, a disc per try, full where the team was found. Linear in tries. */
import type { PowerFigure } from "../../../model/finding.ts";
import { counted, number } from "../../typography.ts";
import { h, px } from "../tags.ts";
import type { Html } from "../tags.ts";
import { frame } from "./frame.ts";
import { textWidth } from "../../../drawing/labels.ts";

const ROW = 19;
const STEP = 7.4;
const RADIUS = 2.6;
/** Tries that have a disc each; of more, the part that was found fills so many. */
const DISCS = 20;

export function drawPower({ rows }: PowerFigure, width: number): Html {
  const words = rows.map(
    ({ accounts, occasions, found, tries }) =>
      `${number(found)} of ${number(tries)}: ${counted(accounts, "account")}, ${counted(occasions, "occasion")}`,
  );
  const room = Math.max(0, ...words.map((text) => textWidth(text)));
  const beside = DISCS * STEP + 14 + room <= width;
  const row = beside ? ROW : 2 * ROW;
  return frame(width, rows.length * row + 2, [
    rows.map(({ found, tries }, i) => {
      const discs = Math.min(DISCS, tries);
      const full = Math.floor((found / tries) * discs);
      const y = i * row + ROW / 2;
      return Array.from({ length: discs }, (_, at) =>
        h("circle", {
          class: at < full ? "full" : "open",
          cx: px(RADIUS + 1 + at * STEP),
          cy: px(y),
          r: RADIUS,
        }),
      );
    }),
    words.map((text, i) =>
      h(
        "text",
        { x: px(beside ? DISCS * STEP + 14 : 0), y: px(i * row + ROW / 2 + 4 + (beside ? 0 : ROW - 3)) },
        text,
      ),
    ),
  ]);
}
