/** The case on one axis: declared events, posts a day, a declared series, and the days on which organisations took positions. */
import { useMemo } from "react";
import type { HistogramView } from "../../../desk/index.ts";
import type { CaseRecord } from "../../../model/records.ts";
import type { KeyJudgment } from "../../../views/overview.ts";
import { counted } from "../../../words.ts";
import { numberWidth } from "../../../drawing/labels.ts";
import { sayDated } from "../../components/dated.tsx";
import { EventLegend, EventTicks, eventsIn, placeEvents } from "../../components/event-ticks.tsx";
import { Measured } from "../../components/measured.tsx";
import { PositionMarks } from "../../components/position-marks.tsx";
import { BARS_HEIGHT, mostOf, PostBars } from "../../components/post-bars.tsx";
import { startOf } from "../../components/scale.ts";
import type { Axis } from "../../components/scale.ts";
import { SeriesUnder, useSeriesUnder } from "../../components/series-under.tsx";
import { TimeTicks } from "../../components/time-ticks.tsx";
import { useEvents, useFacets, useHistogram } from "../../data/posts.ts";
import { useSeries } from "../../data/tables.ts";
import type { DrawnSeries } from "../../data/tables.ts";
import { useAddress } from "../../layout/address.ts";
import { axisOf, dayOf, rowsOf, withDay } from "./time.ts";
import type { PositionRow } from "./time.ts";

const MOST_WIDTH = 784;
/** Below this width nothing stands beside the rows. */
const NARROW = 500;
/** Pixels before the axis: the names of judgments stand there. */
const LEFT = 34;
const ROW = 22;
/** Declared series that are drawn: the others stand on the Corpus. */
const MOST_SERIES = 1;
const NO_SERIES: readonly DrawnSeries[] = [];
const NO_EVENTS: readonly CaseRecord<"Event">[] = [];

export function CaseInTime({
  judgments,
  hasPosts,
}: {
  readonly judgments: readonly KeyJudgment[];
  readonly hasPosts: boolean;
}) {
  const { caseName } = useAddress();
  const facets = useFacets(caseName).data;
  const known = useEvents(caseName).data;
  const series = useSeries(caseName).data ?? NO_SERIES;
  const events = known ?? NO_EVENTS;
  const rows = useMemo(() => rowsOf(judgments), [judgments]);
  const dated = useMemo(
    () => [
      ...withDay(events).map(({ body }) => startOf(body.start)),
      ...rows.flatMap(({ marks }) => marks.map(({ at }) => at)),
    ],
    [events, rows],
  );
  const axis = useMemo(() => axisOf(facets, dated), [facets, dated]);
  const isKnown = known !== undefined && (facets !== undefined || !hasPosts);
  const posts = useHistogram(
    caseName,
    axis === undefined || !isKnown || !hasPosts
      ? undefined
      : { from: `${dayOf(axis.from)}T00:00:00Z`, to: `${dayOf(axis.to)}T00:00:00Z` },
    axis === undefined ? 1 : axis.bins,
  ).data;
  if (!isKnown || (hasPosts && posts === undefined)) return <div className="case-in-time" />;
  if (axis === undefined) return undefined;
  const undrawn =
    events.length - withDay(events).length + dated.filter((at) => at < axis.from || at >= axis.to).length;
  return (
    <section className="case-in-time">
      <div className="head">
        <h2>The case in time</h2>
        <p className="quiet">
          {sayDated(dayOf(axis.from))} to {sayDated(dayOf(axis.to - 1))}, days in UTC
          {undrawn === 0
            ? ""
            : `; ${counted(undrawn, "event or position lies", "events and positions lie")} outside`}
        </p>
      </div>
      <Measured most={MOST_WIDTH}>
        {(width) => (
          <Lanes
            axis={axis}
            events={withDay(events)}
            posts={posts}
            series={series.slice(0, MOST_SERIES)}
            rows={rows}
            width={width}
          />
        )}
      </Measured>
    </section>
  );
}

function Lanes({
  axis,
  events,
  posts,
  series,
  rows,
  width,
}: {
  readonly axis: Axis;
  readonly events: readonly CaseRecord<"Event">[];
  readonly posts: HistogramView | undefined;
  readonly series: readonly DrawnSeries[];
  readonly rows: readonly PositionRow[];
  readonly width: number;
}) {
  const beside =
    width < NARROW ? 0 : rows.reduce((most, { end }) => Math.max(most, numberWidth(end, true) + 12), 0);
  const inner = width - beside;
  const under = useSeriesUnder(series, axis, inner, LEFT);
  const left = under?.left ?? LEFT;
  const across = inner - left;
  const xOf = (at: number) => ((at - axis.from) / (axis.to - axis.from)) * across;
  const bars = posts === undefined ? 0 : BARS_HEIGHT;
  const placed = placeEvents(eventsIn(axis, events), axis, across);
  return (
    <div className="lanes" style={{ marginRight: beside }}>
      <div style={{ marginLeft: left }}>
        <EventTicks events={placed} through={bars + (under?.height ?? 0) + ROW * rows.length} />
        {posts === undefined ? undefined : (
          <div className="bars-named">
            <span className="quiet">Posts a day, at most {counted(mostOf(posts), "post")}</span>
            <PostBars axis={axis} data={posts} />
          </div>
        )}
      </div>
      {under === undefined ? undefined : <SeriesUnder series={series} axis={axis} drawn={under} />}
      <div className="rows">
        {rows.map(({ label, marks, end, dissents }) => (
          <div key={label} className="row" style={{ marginLeft: left, height: ROW }}>
            <b>{label}</b>
            <PositionMarks
              label={`Positions on ${label}`}
              marks={marks.filter(({ at }) => at >= axis.from && at < axis.to)}
              xOf={xOf}
              width={across}
            />
            {beside === 0 ? undefined : <span className={dissents ? "end dissents" : "end"}>{end}</span>}
          </div>
        ))}
      </div>
      <TimeTicks axis={axis} left={left} width={inner} />
      <EventLegend events={placed} />
    </div>
  );
}
