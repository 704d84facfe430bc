/** Posts over time with declared events and series: drag across it, or use the buttons under it, to see less of it. */
import type { CaseRecord } from "../../../model/records.ts";
import type { HistogramView } from "../../../desk/index.ts";
import { EventLegend, EventTicks, eventsIn, placeEvents } from "../../components/event-ticks.tsx";
import type { DatedEvent } from "../../components/event-ticks.tsx";
import { Measured } from "../../components/measured.tsx";
import { BARS_HEIGHT, mostOf, PostBars } from "../../components/post-bars.tsx";
import { usePull } from "../../components/pull.ts";
import { sayWidth } from "../../components/scale.ts";
import type { Axis, Stretch } from "../../components/scale.ts";
import { SeriesNames, SeriesUnder, useSeriesUnder } from "../../components/series-under.tsx";
import { TimeTicks } from "../../components/time-ticks.tsx";
import { PART_HEIGHT, PartLanes } from "./parts.tsx";
import type { Part } from "./parts.tsx";
import type { DrawnSeries } from "../../data/tables.ts";
import { counted } from "../../../words.ts";

/** Widest drawing, in pixels. */
const MOST_WIDTH = 1600;

interface TimelineProps {
  readonly axis: Axis;
  /** What the list is cut to, where it is. */
  readonly chosen: Stretch | undefined;
  readonly data: HistogramView | undefined;
  readonly events: readonly CaseRecord<"Event">[];
  readonly series: readonly DrawnSeries[];
  /** Parts of the posts, each in a lane of its own. */
  readonly parts: readonly Part[];
  readonly onChoose: (stretch: Stretch) => void;
}

export function Timeline(props: TimelineProps) {
  const { axis, data, series, parts } = props;
  const inside = eventsIn(axis, props.events);
  return (
    <figure className="timeline">
      <Measured most={MOST_WIDTH}>{(width) => <Lanes {...props} events={inside} width={width} />}</Measured>
      <figcaption className="quiet">
        A bar is {sayWidth(axis.width)}; the tallest, {counted(mostOf(data), "post")}. Times in UTC.
        {inside.length === 0 ? "" : ` ${counted(inside.length, "declared event")} in this stretch, as ticks.`}
        {parts.length === 0 ? "" : " A lane is a part of these posts, on a scale of its own."}
        <SeriesNames series={series} />
      </figcaption>
    </figure>
  );
}

/** Events, posts and declared series over one axis. */
function Lanes({
  axis,
  chosen,
  data,
  events,
  series,
  parts,
  onChoose,
  width,
}: Omit<TimelineProps, "events"> & {
  readonly events: readonly DatedEvent[];
  readonly width: number;
}) {
  const { pulled, handlers } = usePull(axis, onChoose);
  const under = useSeriesUnder(series, axis, width);
  const cut = pulled ?? chosen;
  const placed = placeEvents(events, axis, width - (under?.left ?? 0));
  return (
    <div className="lanes">
      <div className="over" style={{ marginLeft: under?.left ?? 0 }}>
        <EventTicks
          events={placed}
          through={BARS_HEIGHT + (under?.height ?? 0) + parts.length * PART_HEIGHT}
        />
        <PostBars axis={axis} data={data} handlers={handlers}>
          {(x, height) =>
            cut === undefined ? undefined : (
              <rect
                className="brush"
                x={x(cut.from)}
                y={0}
                width={Math.max(1, x(cut.to) - x(cut.from))}
                height={height}
              />
            )
          }
        </PostBars>
      </div>
      {under === undefined ? undefined : <SeriesUnder series={series} axis={axis} drawn={under} />}
      <PartLanes parts={parts} axis={axis} left={under?.left ?? 0} />
      <TimeTicks axis={axis} left={under?.left ?? 0} width={width} />
      <EventLegend events={placed} />
    </div>
  );
}
