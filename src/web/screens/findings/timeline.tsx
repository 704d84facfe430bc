/** Posts of a finding over time, one colour per group, with the declared events of the same days and all posts below. */
import { useMemo } from "react";
import type { TimelineFigure } from "../../../model/finding.ts";
import type { FindingView } from "../../../views/edition.ts";
import { Dated, sayDated } from "../../components/dated.tsx";
import { usePull } from "../../components/pull.ts";
import { cutOf, instantOf } from "../../components/scale.ts";
import type { Axis, Stretch } from "../../components/scale.ts";
import { Table } from "../../components/table.tsx";
import { Zoom } from "../../components/zoom.tsx";
import { useEvents } from "../../data/findings.ts";
import { useHistogram } from "../../data/posts.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { count } from "../../../words.ts";
import { Events } from "./events.tsx";
import { Figure } from "./figure.tsx";
import { binned } from "./bins.ts";
import type { Bins } from "./bins.ts";
import { toneAt } from "./network/colours.ts";

const WIDTH = 760;
/** Foot of the bars of the finding, below which its days are written. */
const FLOOR = 128;
const TOP = 26;
/** All posts, below it, on a scale of their own. */
const ALL_TOP = 170;
const ALL_FLOOR = 200;
const HEIGHT = ALL_FLOOR + 2;
const DAY_MS = 86_400_000;

export function Timeline({ view, figure }: { readonly view: FindingView; readonly figure: TimelineFigure }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const events = useEvents(caseName).data ?? [];
  const bins = useMemo(() => binned(figure), [figure]);
  const axis = axisOf(bins);
  const all = usePostsPerBin(caseName, axis);
  const whole = { from: axis.from, to: axis.to };
  const chosen = cutOf(whole, search);
  const choose = ({ from, to }: Stretch) => go({ from: instantOf(from), to: instantOf(to) });
  const { pulled, handlers } = usePull(axis, choose);
  const x = (time: number) => ((time - axis.from) / (axis.to - axis.from)) * WIDTH;
  const inside = events.filter(
    ({ body: { start } }) => Date.parse(start) >= axis.from && Date.parse(start) < axis.to,
  );
  const every = bins.days === 1 ? "day" : `${bins.days} days`;
  return (
    <>
      <Figure
        view={view}
        name="timeline"
        title="Posts over time"
        caption={sayFigure(bins, every, all)}
        width={WIDTH}
        height={HEIGHT}
        handlers={{ ...handlers, className: "pulls" }}
        table={<Numbers bins={bins} every={every} all={all} />}
      >
        <Brush cut={pulled ?? chosen} x={x} />
        <Bars bins={bins} />
        <line className="axis" x1={0} x2={WIDTH} y1={FLOOR} y2={FLOOR} />
        <text x={0} y={FLOOR + 18}>
          {sayDated(bins.from)}
        </text>
        <text x={WIDTH} y={FLOOR + 18} textAnchor="end">
          {sayDated(bins.to)}
        </text>
        {all === undefined ? undefined : <Everybody counts={all} />}
        {inside.map(({ id, body: { start } }, at) => (
          <g key={id}>
            <line className="event" x1={x(Date.parse(start))} x2={x(Date.parse(start))} y1={16} y2={FLOOR} />
            <text x={x(Date.parse(start))} y={11} textAnchor="middle">
              {at + 1}
            </text>
          </g>
        ))}
      </Figure>
      <Zoom
        stretch={chosen ?? whole}
        whole={whole}
        onChoose={choose}
        onWhole={() => go({ from: undefined, to: undefined })}
      />
      <Events inside={inside} outside={events.length - inside.length} />
    </>
  );
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

function Brush({ cut, x }: { readonly cut: Stretch | undefined; readonly x: (time: number) => number }) {
  if (cut === undefined) return undefined;
  const [left, right] = [Math.max(0, x(cut.from)), Math.min(WIDTH, x(cut.to))];
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

function Bars({ bins: { starts, series, sums } }: { readonly bins: Bins }) {
  const step = WIDTH / Math.max(1, sums.length);
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

function Everybody({ counts }: { readonly counts: readonly number[] }) {
  const step = WIDTH / counts.length;
  const scale = (ALL_FLOOR - ALL_TOP) / Math.max(1, ...counts);
  return (
    <>
      <text x={0} y={ALL_TOP - 5}>
        All accounts
      </text>
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
      <line className="axis" x1={0} x2={WIDTH} y1={ALL_FLOOR} y2={ALL_FLOOR} />
    </>
  );
}

function sayFigure({ from, to, sums }: Bins, every: string, all: readonly number[] | undefined): string {
  const below =
    all === undefined
      ? ""
      : ` Below, all posts that may be read here, on a scale of their own; at most ${count(Math.max(...all))} in one bar.`;
  return `Posts of the finding per ${every}, UTC, ${sayDated(from)} to ${sayDated(to)}; at most ${count(Math.max(1, ...sums))} in one bar. Ticks on top are declared events.${below}`;
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
