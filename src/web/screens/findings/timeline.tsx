/** Posts of a finding over time, one colour per group, over all posts, with the declared events and series of the same days. */
import { useMemo } from "react";
import type { ReactNode } from "react";
import type { TimelineFigure } from "../../../model/finding.ts";
import type { CaseRecord } from "../../../model/records.ts";
import type { FindingView } from "../../../views/edition.ts";
import { Dated, sayDated } from "../../components/dated.tsx";
import { EventLegend, EventTicks, eventsIn, placeEvents } from "../../components/event-ticks.tsx";
import type { DatedEvent } from "../../components/event-ticks.tsx";
import { Measured } from "../../components/measured.tsx";
import { usePull } from "../../components/pull.ts";
import { cutOf, instantOf } from "../../components/scale.ts";
import type { Axis, Stretch } from "../../components/scale.ts";
import { SeriesNames, SeriesUnder, useSeriesUnder } from "../../components/series-under.tsx";
import { Table } from "../../components/table.tsx";
import { TimeTicks } from "../../components/time-ticks.tsx";
import { Zoom } from "../../components/zoom.tsx";
import { useEvents, useHistogram } from "../../data/posts.ts";
import { useSeries } from "../../data/tables.ts";
import type { DrawnSeries } from "../../data/tables.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { count, counted } from "../../../words.ts";
import { Figure } from "./figure.tsx";
import { binned } from "./bins.ts";
import type { Bins } from "./bins.ts";
import { toneAt } from "./network/colours.ts";

const MOST_WIDTH = 784;
/** Pixels before the axis: what a lane shows stands there. */
const LEFT = 44;
const TOP = 2;
/** Foot of the bars of the finding. */
const FLOOR = 54;
/** All posts, below it, on a scale of their own. */
const ALL_TOP = 60;
const ALL_FLOOR = 78;
const HEIGHT = ALL_FLOOR + 2;
/** Declared series that are drawn: the others stand on the Corpus. */
const MOST_SERIES = 1;
const DAY_MS = 86_400_000;
const NO_EVENTS: readonly CaseRecord<"Event">[] = [];
const NO_SERIES: readonly DrawnSeries[] = [];

export function Timeline({ view, figure }: { readonly view: FindingView; readonly figure: TimelineFigure }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const events = useEvents(caseName).data ?? NO_EVENTS;
  const series = (useSeries(caseName).data ?? NO_SERIES).slice(0, MOST_SERIES);
  const bins = useMemo(() => binned(figure), [figure]);
  const axis = axisOf(bins);
  const all = usePostsPerBin(caseName, axis);
  const whole = { from: axis.from, to: axis.to };
  const chosen = cutOf(whole, search);
  const inside = eventsIn(axis, events);
  const choose = ({ from, to }: Stretch) => go({ from: instantOf(from), to: instantOf(to) });
  return (
    <div className="finding-time">
      <Measured most={MOST_WIDTH}>
        {(width) => (
          <Lanes
            view={view}
            bins={bins}
            axis={axis}
            all={all}
            events={inside}
            outside={events.length - inside.length}
            series={series}
            chosen={chosen}
            onChoose={choose}
            width={width}
          />
        )}
      </Measured>
      <Zoom
        stretch={chosen ?? whole}
        whole={whole}
        onChoose={choose}
        onWhole={() => go({ from: undefined, to: undefined })}
      />
    </div>
  );
}

interface LanesProps {
  readonly view: FindingView;
  readonly bins: Bins;
  readonly axis: Axis;
  readonly all: readonly number[] | undefined;
  readonly events: readonly DatedEvent[];
  /** Events before or after. */
  readonly outside: number;
  readonly series: readonly DrawnSeries[];
  readonly chosen: Stretch | undefined;
  readonly onChoose: (stretch: Stretch) => void;
  readonly width: number;
}

function Lanes({ view, bins, axis, all, events, outside, series, chosen, onChoose, width }: LanesProps) {
  const under = useSeriesUnder(series, axis, width, LEFT);
  const left = under?.left ?? LEFT;
  const across = Math.max(1, width - left);
  const { pulled, handlers } = usePull(axis, onChoose);
  const x = (time: number) => ((time - axis.from) / (axis.to - axis.from)) * across;
  const every = bins.days === 1 ? "day" : `${bins.days} days`;
  const placed = placeEvents(events, axis, across);
  return (
    <Figure
      view={view}
      name="timeline"
      title="Posts over time"
      caption={sayFigure(bins, every, all)}
      more={
        <>
          {sayEvents(events.length, outside)}
          <SeriesNames series={series} />
        </>
      }
      notes={events.map(({ event: { body } }) => `Declared event: ${sayDated(body.start)}, ${body.title}`)}
      isFolded
      width={across}
      height={HEIGHT}
      left={left}
      handlers={{ ...handlers, className: "pulls" }}
      before={
        <div style={{ marginLeft: left }}>
          <EventTicks events={placed} through={HEIGHT + (under?.height ?? 0)} />
        </div>
      }
      after={
        <>
          {under === undefined ? undefined : <SeriesUnder series={series} axis={axis} drawn={under} />}
          <TimeTicks axis={axis} left={left} width={width} />
          <EventLegend events={placed} />
        </>
      }
      beside={
        <>
          <span style={{ top: 2 }}>{count(Math.max(1, ...bins.sums))}</span>
          <span style={{ top: FLOOR - 14 }}>posts</span>
          {all === undefined ? undefined : <span style={{ top: ALL_TOP + 3 }}>all</span>}
        </>
      }
      table={<Numbers bins={bins} every={every} all={all} />}
    >
      <Brush cut={pulled ?? chosen} x={x} width={across} />
      {events.map(({ event: { id }, at }) => (
        <line key={id} className="event file-only" x1={x(at)} x2={x(at)} y1={0} y2={FLOOR} />
      ))}
      <Bars bins={bins} width={across} />
      <line className="axis" x1={0} x2={across} y1={FLOOR} y2={FLOOR} />
      {all === undefined ? undefined : <Everybody counts={all} width={across} />}
    </Figure>
  );
}

function sayEvents(inside: number, outside: number): ReactNode {
  const beside = outside === 0 ? "." : `; ${counted(outside, "other")} before or after.`;
  return inside === 0
    ? `No declared event falls into these days${beside}`
    : `${counted(inside, "declared event")}, as ticks${beside}`;
}

function axisOf({ from, days, sums }: Bins): Axis {
  const start = Date.parse(from);
  const width = days * DAY_MS;
  return { from: start, to: start + sums.length * width, width, bins: sums.length };
}

/** Posts of all accounts in each bin, as far as they may be read; undefined until they are known, or where there are none. */
function usePostsPerBin(caseName: string, axis: Axis): readonly number[] | undefined {
  const { data } = useHistogram(caseName, { from: instantOf(axis.from), to: instantOf(axis.to) }, axis.bins);
  if (data === undefined || data.bins.length === 0) return undefined;
  const counts = Array.from({ length: axis.bins }, () => 0);
  for (const { start, count: posts } of data.bins) {
    const at = Math.floor((Date.parse(start) - axis.from) / axis.width);
    counts[at] = (counts[at] ?? 0) + posts;
  }
  return counts;
}

function Brush({
  cut,
  x,
  width,
}: {
  readonly cut: Stretch | undefined;
  readonly x: (time: number) => number;
  readonly width: number;
}) {
  if (cut === undefined) return undefined;
  const [left, right] = [Math.max(0, x(cut.from)), Math.min(width, x(cut.to))];
  return (
    <rect
      className="brush"
      data-page-only=""
      x={left}
      y={0}
      width={Math.max(1, right - left)}
      height={HEIGHT}
    />
  );
}

function Bars({ bins: { starts, series, sums }, width }: { readonly bins: Bins; readonly width: number }) {
  const step = width / Math.max(1, sums.length);
  const scale = (FLOOR - TOP) / Math.max(1, ...sums);
  return starts.map((start, at) => {
    let top = FLOOR;
    return series.map(({ id, counts }, of) => {
      const tall = counts[at]! * scale;
      top -= tall;
      return tall === 0 ? undefined : (
        <rect
          key={`${start} ${id}`}
          className={`fill-${toneAt(of)}`}
          x={at * step}
          y={top}
          width={Math.max(0.8, step - 1)}
          height={tall}
        />
      );
    });
  });
}

function Everybody({ counts, width }: { readonly counts: readonly number[]; readonly width: number }) {
  const step = width / counts.length;
  const scale = (ALL_FLOOR - ALL_TOP) / Math.max(1, ...counts);
  return (
    <>
      {counts.map((posts, at) =>
        posts === 0 ? undefined : (
          <rect
            key={at}
            className="everybody"
            x={at * step}
            y={ALL_FLOOR - posts * scale}
            width={Math.max(0.8, step - 1)}
            height={posts * scale}
          />
        ),
      )}
      <line className="axis" x1={0} x2={width} y1={ALL_FLOOR} y2={ALL_FLOOR} />
    </>
  );
}

function sayFigure({ from, to, sums }: Bins, every: string, all: readonly number[] | undefined): string {
  const below =
    all === undefined
      ? ""
      : ` Below, all posts that may be read here, on a scale of their own; at most ${count(Math.max(...all))} in one bar.`;
  return `Posts of the finding per ${every}, UTC, ${sayDated(from)} to ${sayDated(to)}; at most ${count(Math.max(1, ...sums))} in one bar.${below}`;
}

/** The same as a table. */
function Numbers({
  bins: { starts, series, sums },
  every,
  all,
}: {
  readonly bins: Bins;
  readonly every: string;
  readonly all: readonly number[] | undefined;
}) {
  type Row = { readonly start: string; readonly at: number };
  return (
    <Table<Row>
      caption="Posts over time"
      rows={starts
        .map((start, at) => ({ start, at }))
        .filter(({ at }) => sums[at]! > 0 || (all?.[at] ?? 0) > 0)}
      keyOf={({ start }) => start}
      columns={[
        { head: `From (per ${every})`, cell: ({ start }) => <Dated at={start} /> },
        ...series.map(({ id, counts }) => ({
          head: id,
          num: true,
          cell: ({ at }: Row) => count(counts[at]!),
        })),
        ...(all === undefined
          ? []
          : [{ head: "All accounts", num: true, cell: ({ at }: Row) => count(all[at]!) }]),
      ]}
    />
  );
}
