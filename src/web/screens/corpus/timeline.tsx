/** Posts over time with declared events and series: drag across it, or use the buttons under it, to see less of it. */
import type { CaseRecord } from "../../../model/records.ts";
import type { HistogramView } from "../../../desk/index.ts";
import { sayDated } from "../../components/dated.tsx";
import { EventTicks, eventsIn, placeEvents } from "../../components/event-ticks.tsx";
import type { DatedEvent } from "../../components/event-ticks.tsx";
import { Measured } from "../../components/measured.tsx";
import { usePull } from "../../components/pull.ts";
import { sayWidth } from "../../components/scale.ts";
import type { Axis, Stretch } from "../../components/scale.ts";
import { SeriesNames, SeriesUnder, useSeriesUnder } from "../../components/series-under.tsx";
import { TimeTicks } from "../../components/time-ticks.tsx";
import type { DrawnSeries } from "../../data/tables.ts";
import { count, counted } from "../../../words.ts";

const HEIGHT = 72;
const WIDE = 1000;
/** Widest drawing, in pixels. */
const MOST_WIDTH = 1600;

interface TimelineProps {
  readonly axis: Axis;
  /** What the list is cut to, where it is. */
  readonly chosen: Stretch | undefined;
  readonly data: HistogramView | undefined;
  readonly events: readonly CaseRecord<"Event">[];
  readonly series: readonly DrawnSeries[];
  readonly onChoose: (stretch: Stretch) => void;
}

export function Timeline(props: TimelineProps) {
  const { axis, data, series } = props;
  const most = mostOf(data);
  const inside = eventsIn(axis, props.events);
  return (
    <figure className="timeline">
      <Measured most={MOST_WIDTH}>
        {(width) => <Lanes {...props} events={inside} most={most} width={width} />}
      </Measured>
      <figcaption className="quiet">
        A bar is {sayWidth(axis.width)}; the tallest, {counted(most, "post")}. Times in UTC.
        {inside.length === 0 ? "" : ` ${counted(inside.length, "declared event")} in this stretch, as ticks.`}
        <SeriesNames series={series} />
      </figcaption>
    </figure>
  );
}

const mostOf = (data: HistogramView | undefined): number =>
  Math.max(1, ...(data?.bins ?? []).map(({ count: n }) => n));

/** Events, posts and declared series over one axis. */
function Lanes({
  axis,
  chosen,
  data,
  events,
  series,
  onChoose,
  most,
  width,
}: Omit<TimelineProps, "events"> & {
  readonly events: readonly DatedEvent[];
  readonly most: number;
  readonly width: number;
}) {
  const { pulled, handlers } = usePull(axis, onChoose);
  const under = useSeriesUnder(series, axis, width);
  const share = (at: number) => (at - axis.from) / (axis.to - axis.from);
  const x = (at: number) => share(at) * WIDE;
  const cut = pulled ?? chosen;
  return (
    <div className="lanes">
      <div className="over" style={{ marginLeft: under?.left ?? 0 }}>
        <EventTicks
          events={placeEvents(events, axis, width - (under?.left ?? 0))}
          through={HEIGHT + (under?.height ?? 0)}
        />
        <svg
          className="posts-over"
          viewBox={`0 0 ${WIDE} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={sayTimeline(data, axis)}
          {...handlers}
        >
          {cut === undefined ? undefined : (
            <rect
              className="brush"
              x={x(cut.from)}
              y={0}
              width={Math.max(1, x(cut.to) - x(cut.from))}
              height={HEIGHT}
            />
          )}
          <path className="bars" d={barsOf(data, axis, x, most)} />
          <path className="base" vectorEffect="non-scaling-stroke" d={`M0 ${HEIGHT}H${WIDE}`} />
        </svg>
      </div>
      {under === undefined ? undefined : <SeriesUnder series={series} axis={axis} drawn={under} />}
      <TimeTicks axis={axis} left={under?.left ?? 0} width={width} />
    </div>
  );
}

function barsOf(
  data: HistogramView | undefined,
  axis: Axis,
  x: (at: number) => number,
  most: number,
): string {
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
