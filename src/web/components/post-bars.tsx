/** Posts over time as bars over an axis that others share: as wide as what they stand in. */
import type { ReactNode, SVGProps } from "react";
import type { HistogramView } from "../../desk/index.ts";
import { count, counted } from "../../words.ts";
import { sayDated } from "./dated.tsx";
import { sayWidth } from "./scale.ts";
import type { Axis } from "./scale.ts";
import "./post-bars.css";

const HEIGHT = 72;
const WIDE = 1000;

/** Pixels of its height. */
export const BARS_HEIGHT = HEIGHT;

export const mostOf = (data: HistogramView | undefined): number =>
  (data?.bins ?? []).reduce((most, { count: n }) => Math.max(most, n), 1);

export function PostBars({
  axis,
  data,
  handlers = {},
  children,
}: {
  readonly axis: Axis;
  readonly data: HistogramView | undefined;
  /** Of a pull across the bars. */
  readonly handlers?: SVGProps<SVGSVGElement>;
  /** What lies under the bars, by the place of a moment in thousandths of the axis. */
  readonly children?: (x: (at: number) => number, height: number) => ReactNode;
}) {
  const x = (at: number) => ((at - axis.from) / (axis.to - axis.from)) * WIDE;
  return (
    <svg
      className="post-bars"
      viewBox={`0 0 ${WIDE} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={sayTimeline(data, axis)}
      {...handlers}
    >
      {children?.(x, HEIGHT)}
      <path className="bars" d={barsOf(data, axis, x)} />
      <path className="base" vectorEffect="non-scaling-stroke" d={`M0 ${HEIGHT}H${WIDE}`} />
    </svg>
  );
}

function barsOf(data: HistogramView | undefined, axis: Axis, x: (at: number) => number): string {
  const most = mostOf(data);
  const gap = axis.bins > 80 ? 0 : (0.15 * WIDE) / axis.bins;
  return (data?.bins ?? [])
    .map(({ start, count: n }) => {
      const at = Date.parse(start);
      const tall = Math.max(1.5, (n / most) * (HEIGHT - 2));
      const left = x(at) + gap / 2;
      const wide = Math.max(0.6, x(at + (data?.width ?? axis.width)) - x(at) - gap);
      return `M${left.toFixed(2)} ${HEIGHT}V${(HEIGHT - tall).toFixed(2)}h${wide.toFixed(2)}V${HEIGHT}z`;
    })
    .join("");
}

function sayTimeline(data: HistogramView | undefined, axis: Axis): string {
  if (data === undefined) return "Posts over time";
  const total = data.bins.reduce((sum, { count: n }) => sum + n, 0);
  const [top] = [...data.bins].sort((a, b) => b.count - a.count);
  const busiest =
    top === undefined
      ? ""
      : `; most, ${count(top.count)}, in the ${sayWidth(axis.width)} from ${sayDated(top.start)}`;
  return `${counted(total, "post")} from ${sayDated(new Date(axis.from).toISOString())} to ${sayDated(new Date(axis.to).toISOString())}${busiest}`;
}
