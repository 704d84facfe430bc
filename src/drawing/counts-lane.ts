/**
 * A lane of counts: a bar for each day, or for each week or more where days would be thinner than two pixels, then the mean
 * of its collected days, so that a level means the same at every width.
 */
import { binDays } from "./days.ts";
import { mark, path, px, words } from "./element.ts";
import type { Mark } from "./element.ts";
import { FONT, LINE, overlap, placeAbove, textWidth } from "./labels.ts";
import type { Box } from "./labels.ts";
import { datedMarks, gapMark, levelWords, scaleMarks, scaleOf, titleMarks } from "./lane.ts";
import type { CountsLane, DrawnLane, Plot } from "./lane.ts";
import { shortDays } from "./numbers.ts";

const BARS = 76;
/** Bars of days that are no pulse. */
const FAINT = 0.55;
const BRACKET = 6;
/** Rows of names of pulses and gaps. */
const NOTE_ROWS = 4;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function countsLane(lane: CountsLane, plot: Plot): DrawnLane {
  const counts = Array.from({ length: plot.days }, (_, day) => lane.counts[day] ?? null);
  const gaps = gapsOf(counts);
  const pulses = (lane.pulses ?? []).filter(({ from }) => from < plot.days);
  const changes = (lane.changes ?? []).filter(({ day }) => day < plot.days);
  const axis = scaleOf(lane);
  const title = titleMarks(lane, plot);
  const notes = noteMarks(pulses, gaps, plot);
  const dated = datedMarks(changes, "change", plot);
  const head = title.height + notes.height;
  return {
    height: head + BARS + dated.height,
    marks: (top) => {
      const high = top + head;
      const base = high + BARS;
      const y = (value: number): number => base - (value / axis.high) * BARS;
      return [
        ...changes.map(({ interval }) =>
          interval === undefined
            ? undefined
            : mark("rect", {
                class: "reach",
                x: px(plot.x(interval.from)),
                y: px(high),
                width: px(plot.x(interval.to + 1) - plot.x(interval.from)),
                height: px(BARS),
              }),
        ),
        ...scaleMarks(axis, y, plot),
        ...title.marks(top),
        ...gaps.map(({ from, to }) => gapMark(from, to, high, BARS, plot)),
        ...barMarks(counts, pulses, plot, base, y),
        ...changes.map(({ day }) => path("floor", `M${px(plot.x(day))} ${px(high)}V${px(base)}`)),
        path("axis", `M${px(plot.left)} ${px(base + 0.5)}H${px(plot.right)}`),
        ...levelMarks(lane.levels ?? [], plot, high, base, y),
        ...notes.marks(top + title.height, high),
        ...dated.marks(base),
      ];
    },
  };
}

/** Days in a row for which there is no count. */
export function gapsOf(counts: readonly (number | null)[]): Stretch[] {
  const gaps: { from: number; to: number }[] = [];
  counts.forEach((count, day) => {
    if (count !== null) return;
    const last = gaps.at(-1);
    if (last !== undefined && last.to === day - 1) last.to = day;
    else gaps.push({ from: day, to: day });
  });
  return gaps;
}

function barMarks(
  counts: readonly (number | null)[],
  pulses: readonly Stretch[],
  plot: Plot,
  base: number,
  y: (value: number) => number,
): (Mark | undefined)[] {
  const step = binDays(plot.days, plot.right - plot.left);
  const drawn = { plain: [] as string[], pulse: [] as string[] };
  for (let day = 0; day < plot.days; day += step) {
    const end = Math.min(day + step, plot.days);
    const there = counts.slice(day, end).filter((count) => count !== null);
    if (there.length === 0) continue;
    const mean = there.reduce((sum, count) => sum + count, 0) / there.length;
    if (mean === 0) continue;
    const [left, right] = [plot.x(day), plot.x(end)];
    const gap = right - left > 5 ? 0.5 : right - left > 3 ? 0.25 : 0;
    const kind = pulses.some(({ from, to }) => from < end && to >= day) ? "pulse" : "plain";
    drawn[kind].push(`M${px(left + gap)} ${px(base)}V${px(y(mean))}H${px(right - gap)}V${px(base)}Z`);
  }
  const plain = drawn.plain.join("");
  return [
    plain === "" ? undefined : mark("path", { class: "c1 fill", "fill-opacity": FAINT, d: plain }),
    path("c1 fill", ...drawn.pulse),
  ];
}

/** Lines at the levels, each with its value where that meets no other. */
function levelMarks(
  levels: NonNullable<CountsLane["levels"]>,
  plot: Plot,
  high: number,
  base: number,
  y: (value: number) => number,
): (Mark | undefined)[] {
  const taken: Box[] = [];
  const shown = levels.filter(({ from }) => from < plot.days);
  const named = shown.map(({ from, to, value }, i) => {
    const text = levelWords(value);
    if (plot.beside && i === shown.length - 1) return words(text, plot.right + 10, y(value) + 4, "strong");
    const w = textWidth(text, true);
    const [start, end] = [plot.x(from), plot.x(to + 1)];
    const xs = [start + 4, (start + end - w) / 2, end - w - 4].filter(
      (x) => x >= plot.left && x + w <= plot.right && (w <= end - start || x === start + 4),
    );
    const found = [y(value) - LINE - 1, y(value) + 2]
      .flatMap((top) => xs.map((x) => ({ x, y: top, w, h: LINE })))
      .find((box) => box.y >= high && box.y + LINE <= base && taken.every((other) => !overlap(box, other)));
    if (found === undefined) return undefined;
    taken.push(found);
    return words(text, found.x, found.y + FONT, "strong halo");
  });
  return [
    path(
      "span",
      ...shown.map(({ from, to, value }) => `M${px(plot.x(from))} ${px(y(value))}H${px(plot.x(to + 1))}`),
    ),
    ...named,
  ];
}

/** Pulses and gaps by name, over the bars. */
function noteMarks(
  pulses: readonly Stretch[],
  gaps: readonly Stretch[],
  plot: Plot,
): { readonly height: number; marks(top: number, bars: number): (Mark | undefined)[] } {
  const middle = ({ from, to }: Stretch): number => (plot.x(from) + plot.x(to + 1)) / 2 - plot.left;
  const ticks = [
    ...pulses.map((one) => ({ x: middle(one), text: `pulse, ${shortDays(plot.from, one.from, one.to)}` })),
    ...gaps.map((one) => ({ x: middle(one), text: "not collected" })),
  ].toSorted((a, b) => a.x - b.x);
  const width = plot.right - plot.left;
  const labels = placeAbove(ticks, width, NOTE_ROWS, width);
  const used = labels.length === 0 ? 0 : Math.max(...labels.map(({ lane }) => lane)) + 1;
  return {
    height: used * LINE + (pulses.length > 0 || used > 0 ? BRACKET + 2 : 0),
    marks: (top, bars) => [
      path(
        "post",
        ...pulses.map(
          ({ from, to }) =>
            `M${px(plot.x(from))} ${px(bars - 1)}v${px(1 - BRACKET)}H${px(plot.x(to + 1))}v${px(BRACKET - 1)}`,
        ),
      ),
      ...labels.flatMap(({ text, x, lane, tick }) => {
        const y = top + (used - 1 - lane) * LINE;
        return [
          lane === 0
            ? undefined
            : path("leader", `M${px(plot.left + tick)} ${px(y + LINE)}V${px(bars - BRACKET)}`),
          words(text, plot.left + x, y + FONT, text === "not collected" ? "quiet-text halo" : "halo"),
        ];
      }),
    ],
  };
}
