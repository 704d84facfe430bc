/**
 * The histogram of time differences: the window is a band, bars inside it have the group's colour, and a dashed line says
 * how full the window would be if it were like the rest. Linear in bars.
 */
import { mirrored, niceTop, offsetTicks } from "../../../figure-places.ts";
import type { OffsetsFigure } from "../../../model/finding.ts";
import { number } from "../../typography.ts";
import type { Html } from "../tags.ts";
import { h, px } from "../tags.ts";
import { frame } from "./frame.ts";
import { shortTime } from "./grid.ts";
import { LINE, textWidth } from "../../../drawing/labels.ts";

const TOP = 2 * LINE + 4;
const BASE = TOP + 84;
const FOOT = 20;
/** Pixels between two ticks. */
const TICK_ROOM = 84;

export function drawOffsets(figure: OffsetsFigure, colour: number, width: number): Html {
  const { edges, counts, window, resolution, within, floor } = figure;
  const bars = mirrored(edges, counts);
  const end = edges.at(-1)!;
  const x = (seconds: number): number => ((seconds + end) / (2 * end)) * width;
  const top = niceTop(Math.max(1, ...bars.map(({ height }) => height)));
  const y = (height: number): number => BASE - (height / top) * (BASE - TOP);
  const gap = x(edges[1]!) - x(0) > 2 ? 0.5 : 0;
  const path = (inside: boolean): string =>
    bars
      .filter(({ from, to, height }) => height > 0 && Math.abs(from + to) / 2 <= window === inside)
      .map(
        ({ from, to, height }) =>
          `M${px(x(from) + gap)} ${px(BASE)}V${px(y(height))}H${px(x(to) - gap)}V${px(BASE)}Z`,
      )
      .join("");
  const [left, right] = [x(-window - resolution / 2), x(window + resolution / 2)];
  const level = levelOf(figure);
  return frame(width, BASE + FOOT, [
    h("rect", {
      class: "band",
      x: px(Math.max(0, left)),
      y: TOP,
      width: px(Math.min(width, right) - Math.max(0, left)),
      height: BASE - TOP,
    }),
    h("path", { class: "hair", d: `M0 ${px(TOP + 0.5)}H${px(width)}` }),
    h("path", { class: "muted", d: path(false) }),
    h("path", { class: `c${colour} fill`, d: path(true) }),
    level === undefined ? undefined : h("path", { class: "floor", d: `M0 ${px(y(level))}H${px(width)}` }),
    h("path", { class: "axis", d: `M0 ${BASE + 0.5}H${px(width)}` }),
    ticks(end, x, width),
    h("text", { class: "quiet-text halo", x: 0, y: TOP + 13 }, number(top)),
    words(within, window, floor, width),
  ]);
}

/** Height of the dashed line: what a bar would hold if the window were as full as the rest. */
function levelOf({ floor, window, resolution, edges }: OffsetsFigure): number | undefined {
  return floor === "not computed" ? undefined : (floor * 2 * edges[1]!) / (2 * window + resolution);
}

/** What the picture says, above it. */
function words(within: number, window: number, floor: OffsetsFigure["floor"], width: number): Html[] {
  const line = (text: string, y: number, kind: string): Html =>
    h("text", { class: kind, x: px(width / 2), y, "text-anchor": "middle" }, text);
  return [
    line(`${number(within)} within ${shortTime(window)}`, LINE - 3, "strong"),
    ...(floor === "not computed"
      ? []
      : [line(`dashed: ${number(Math.round(floor))}, if as full as the rest`, 2 * LINE - 3, "quiet-text")]),
  ];
}

function ticks(end: number, x: (seconds: number) => number, width: number): Html[] {
  return offsetTicks(end, width, TICK_ROOM).map((seconds) => {
    const text = `${seconds > 0 ? "+" : seconds < 0 ? "−" : ""}${seconds === 0 ? "0" : shortTime(Math.abs(seconds))}`;
    const half = textWidth(text) / 2;
    const at = Math.min(width - half, Math.max(half, x(seconds)));
    return h(
      "g",
      {},
      h("path", { class: "axis", d: `M${px(x(seconds))} ${BASE}v4` }),
      h("text", { class: "quiet-text", x: px(at), y: BASE + 17, "text-anchor": "middle" }, text),
    );
  });
}
