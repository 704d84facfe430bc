/**
 * Account by time: a row per member, others without a name below a line, a column per occasion through both. Strong marks
 * are part of an occasion. The axis is broken where nothing happens for long. Linear in marks.
 */
import { placeSpans, stripRows, timeTicks, xOf } from "../../../figure-places.ts";
import type { PlacedSpan, StripRows, TimeTick } from "../../../figure-places.ts";
import type { StripFigure } from "../../../model/finding.ts";
import { shortDay } from "../../typography.ts";
import { h, px } from "../tags.ts";
import type { Html } from "../tags.ts";
import { frame } from "./frame.ts";
import { fit, LINE, textWidth } from "../../../drawing/labels.ts";

/** Columns run a little beyond the first row, and are seen at any scale. */
const TOP = 6;
const LEAST_COLUMN = 2;
const OTHERS = "others";

export function drawStrip(figure: StripFigure, colour: number, width: number): Html {
  const { stretches, occasions, members, outsiders } = figure;
  const rows = stripRows(members.length, outsiders.length, TOP);
  const longest = Math.max(textWidth(OTHERS), ...members.map(({ id }) => textWidth(id)));
  const left = Math.min(longest, width / 4) + 8;
  const placed = placeSpans(stretches, left, width, width < 500 ? 6 : 10);
  const ticks = timeTicks(placed, Date.parse(figure.from));
  const marks = (times: readonly number[], y: number, height: number): string =>
    times.map((time) => `M${px(xOf(placed, time))} ${px(y)}v${px(height)}`).join("");
  const drawn = (kind: "met" | "other"): string =>
    members
      .map((row, i) =>
        marks(row[kind], TOP + i * rows.member + 0.5, rows.member - (rows.member > 8 ? 2 : 0.6)),
      )
      .join("");
  const below = outsiders.map((times, i) =>
    marks(times, rows.others + i * rows.outsider + 0.5, rows.outsider - 1),
  );
  return frame(width, rows.bottom + 4 + LINE * (ticks.some(({ time }) => time) ? 2 : 1), [
    occasions.map(({ from, to }) => {
      const [start, end] = [xOf(placed, from), xOf(placed, to)];
      const wide = Math.max(LEAST_COLUMN, end - start);
      return h("rect", {
        class: "band",
        x: px((start + end - wide) / 2),
        y: 0,
        width: px(wide),
        height: px(rows.bottom),
      });
    }),
    h("path", { class: `c${colour} apart`, d: drawn("other") }),
    h("path", { class: `c${colour} met`, d: drawn("met") }),
    h("path", { class: "outsider", d: below.join("") }),
    names(figure, rows, left - 8),
    h("path", { class: "leader", d: `M0 ${px(rows.line)}H${px(width)}` }),
    axis(placed, ticks, rows.bottom),
  ]);
}

/** Pseudonyms where they have room, and what stands below the line. */
function names({ members }: StripFigure, rows: StripRows, room: number): Html[] {
  const named = members.flatMap(({ id }, i) =>
    i % rows.named === 0
      ? [
          h(
            "text",
            { x: 0, y: px(TOP + i * rows.member + Math.min(12, rows.member / 2 + 4.5)) },
            fit(id, room),
          ),
        ]
      : [],
  );
  return [...named, h("text", { class: "quiet-text", x: 0, y: px(rows.others + 11) }, OTHERS)];
}

/** A base line per stretch, ticks with times of day and below them days. */
function axis(placed: readonly PlacedSpan[], ticks: readonly TimeTick[], y: number): Html {
  const times = ticks.some(({ time }) => time);
  const write = (text: string, x: number, line: number): Html =>
    h("text", { class: "quiet-text", x: px(x), y: px(y + 3 + line * LINE), "text-anchor": "middle" }, text);
  return h(
    "g",
    {},
    placed.map(({ x, width }) =>
      h("path", { class: "axis", d: `M${px(x)} ${px(y + 0.5)}H${px(x + width)}` }),
    ),
    ticks.map(({ x, label: middle, ms, day, time }) => {
      const [days, clock] = [shortDay(ms), new Date(ms).toISOString().slice(11, 16)];
      return [
        h("path", { class: "axis", d: `M${px(x)} ${px(y)}v3` }),
        time ? write(clock, middle, 1) : undefined,
        day ? write(days, middle, times ? 2 : 1) : undefined,
      ];
    }),
  );
}
