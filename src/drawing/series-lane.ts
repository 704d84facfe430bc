/** A lane of a declared series: its line with its band, the line that may be crossed, and its crossings or the word that there are none. */
import { mark, path, px, words } from "./element.ts";
import type { Mark } from "./element.ts";
import { LINE } from "./labels.ts";
import { datedMarks, gapMark, scaleMarks, scaleOf, titleMarks } from "./lane.ts";
import type { DrawnLane, Plot, SeriesLane } from "./lane.ts";
import { number } from "./numbers.ts";

const HEIGHT = 64;
/** Points of more are not drawn one by one. */
const MOST_DOTS = 60;

export function seriesLane(lane: SeriesLane, plot: Plot): DrawnLane {
  const points = lane.points.filter(({ day }) => day < plot.days).toSorted((a, b) => a.day - b.day);
  const axis = scaleOf(lane);
  const title = titleMarks(lane, plot);
  const dated = datedMarks(lane.crossings ?? [], "crossing", plot);
  const never = neverCrossed(lane);
  return {
    height: title.height + 6 + HEIGHT + 4 + (never === undefined ? dated.height : LINE + 4),
    marks: (top) => {
      const high = top + title.height + 6;
      const base = high + HEIGHT;
      const y = (value: number): number => base - ((value - axis.low) / (axis.high - axis.low)) * HEIGHT;
      const x = (day: number): number => (plot.x(day) + plot.x(day + 1)) / 2;
      const last = points.at(-1);
      return [
        ...scaleMarks(axis, y, plot),
        ...title.marks(top),
        points.length === 0 ? gapMark(0, plot.days - 1, high, HEIGHT, plot) : undefined,
        points.length === 0
          ? words("no values", (plot.left + plot.right) / 2, high + HEIGHT / 2 + 4, "halo", "middle")
          : undefined,
        bandMark(points, x, y),
        lane.reference === null
          ? undefined
          : path("floor", `M${px(plot.left)} ${px(y(lane.reference))}H${px(plot.right)}`),
        path(
          "post",
          ...points.map(({ day, value }, i) => `${i === 0 ? "M" : "L"}${px(x(day))} ${px(y(value))}`),
        ),
        ...(points.length > MOST_DOTS
          ? []
          : points.map(({ day, value }) =>
              mark("circle", {
                class: "full",
                cx: px(x(day)),
                cy: px(y(value)),
                r: points.length > 20 ? 1.6 : 2.4,
              }),
            )),
        last === undefined || !plot.beside
          ? undefined
          : words(`last ${number(last.value)}`, plot.right + 10, y(last.value) + 4, "strong"),
        ...(never === undefined ? dated.marks(base + 4) : [words(never, plot.left, base + 4 + LINE, "halo")]),
      ];
    },
  };
}

/** That nothing was crossed is an answer; undefined where it was not asked, or the answer is another. */
export function neverCrossed({ reference, crossings, points }: SeriesLane): string | undefined {
  return reference === null || points.length === 0 || crossings?.length !== 0
    ? undefined
    : `never crosses ${number(reference)}`;
}

function bandMark(
  points: SeriesLane["points"],
  x: (day: number) => number,
  y: (value: number) => number,
): Mark | undefined {
  const edges = points.flatMap(({ day, band }) => (band === undefined ? [] : [{ x: x(day), band }]));
  if (edges.length < 2) return undefined;
  const upper = edges.map(({ x, band }, i) => `${i === 0 ? "M" : "L"}${px(x)} ${px(y(band[1]))}`);
  const lower = edges.toReversed().map(({ x, band }) => `L${px(x)} ${px(y(band[0]))}`);
  return path("reach", ...upper, ...lower, "Z");
}
