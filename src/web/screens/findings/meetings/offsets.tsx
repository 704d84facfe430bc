/** How far apart the pairs of a group shared the same: a peak at 0 on a flat floor, or the broad hump of a habit. */
import { mirrored, niceTop, offsetTicks } from "../../../../figure-places.ts";
import type { OffsetsFigure } from "../../../../model/finding.ts";
import type { FindingView } from "../../../../views/edition.ts";
import { Measured } from "../../../components/measured.tsx";
import { Table } from "../../../components/table.tsx";
import { count, duration, measured } from "../../../../words.ts";
import { Figure } from "../figure.tsx";

const MOST_WIDTH = 784;
const LEFT = 40;
const TOP = 36;
const FLOOR = 116;
const HEIGHT = 138;
/** Pixels between two ticks. */
const TICK_ROOM = 84;
/** Below this width its words are fewer. */
const NARROW = 260;

/** Seconds as people say them. */
const apart = (seconds: number) => duration(seconds * 1000);

export function Offsets({ view, figure }: { readonly view: FindingView; readonly figure: OffsetsFigure }) {
  return (
    <Measured most={MOST_WIDTH}>
      {(width) => (
        <Figure
          view={view}
          name="offsets"
          title="Time between shares of a pair"
          isFolded
          caption={sayOffsets(figure)}
          width={width}
          height={HEIGHT}
          table={<Numbers figure={figure} />}
        >
          <Drawing figure={figure} width={width} />
        </Figure>
      )}
    </Measured>
  );
}

function Drawing({ figure, width }: { readonly figure: OffsetsFigure; readonly width: number }) {
  const { edges, counts, window, resolution, within, floor } = figure;
  const end = edges.at(-1)!;
  const x = (seconds: number) => LEFT + ((seconds + end) / (2 * end)) * (width - LEFT);
  const bars = mirrored(edges, counts);
  const top = niceTop(Math.max(1, ...bars.map(({ height }) => height)));
  const y = (height: number) => FLOOR - (height / top) * (FLOOR - TOP);
  const level = floor === "not computed" ? undefined : y((floor * 2 * edges[1]!) / (2 * window + resolution));
  const [left, right] = [
    Math.max(LEFT, x(-window - resolution / 2)),
    Math.min(width, x(window + resolution / 2)),
  ];
  return (
    <>
      <rect className="band" x={left} y={TOP} width={right - left} height={FLOOR - TOP} />
      <line className="hair" x1={LEFT} x2={width} y1={TOP} y2={TOP} />
      {bars.map(({ from, to, height }) => (
        <rect
          key={from}
          className={Math.abs(from + to) / 2 <= window ? "fill-1" : "muted"}
          x={x(from) + 0.5}
          y={y(height)}
          width={Math.max(0.5, x(to) - x(from) - 1)}
          height={FLOOR - y(height)}
        />
      ))}
      {level === undefined ? undefined : (
        <line className="floor" x1={LEFT} x2={width} y1={level} y2={level} />
      )}
      <line className="axis" x1={LEFT} x2={width} y1={FLOOR} y2={FLOOR} />
      <text x={LEFT - 8} y={TOP + 4} textAnchor="end">
        {count(top)}
      </text>
      <text x={LEFT - 8} y={FLOOR} textAnchor="end">
        0
      </text>
      <text className="strong" x={x(0)} y={12} textAnchor="middle">
        {count(within)} within {apart(window)}
      </text>
      {floor === "not computed" ? undefined : (
        <text x={x(0)} y={28} textAnchor="middle">
          {width < NARROW
            ? `${count(Math.round(floor))} if flat (dashed)`
            : `dashed: ${count(Math.round(floor))}, if as full as the rest`}
        </text>
      )}
      {offsetTicks(end, width - LEFT, TICK_ROOM).map((seconds) => (
        <g key={seconds}>
          <line className="axis" x1={x(seconds)} x2={x(seconds)} y1={FLOOR} y2={FLOOR + 4} />
          <text x={x(seconds)} y={FLOOR + 18} textAnchor={x(seconds) > width - 24 ? "end" : "middle"}>
            {seconds > 0 ? "+" : seconds < 0 ? "−" : ""}
            {seconds === 0 ? 0 : short(Math.abs(seconds))}
          </text>
        </g>
      ))}
    </>
  );
}

/** `30 s`, `5 min`, `2 h`. */
function short(seconds: number): string {
  if (seconds < 60) return `${count(seconds)} s`;
  return seconds < 3600 ? `${count(seconds / 60)} min` : `${count(seconds / 3600)} h`;
}

function sayOffsets({ edges, window, within, floor, beyond }: OffsetsFigure): string {
  const rest =
    floor === "not computed"
      ? ""
      : `, where ${count(Math.round(floor))} would lie if it were as full as the rest (dashed)`;
  const far = beyond === 0 ? "" : ` ${count(beyond)} lie further apart and are not drawn.`;
  return `${count(within)} common shares of pairs that met lie within ${apart(window)} of each other (tinted)${rest}. A peak at 0 on a flat floor is the evidence; a habit would be a broad hump. Bars of ${apart(2 * edges[1]!)}. A pair has no order, so each time counts half on either side.${far}`;
}

function Numbers({ figure: { edges, counts } }: { readonly figure: OffsetsFigure }) {
  return (
    <Table
      caption="Common shares by the time between them"
      rows={counts.map((shares, at) => ({ shares, at }))}
      keyOf={({ at }) => String(at)}
      columns={[
        { head: "From, s apart", num: true, cell: ({ at }) => measured(edges[at]!) },
        { head: "To", num: true, cell: ({ at }) => measured(edges[at + 1]!) },
        { head: "Common shares", num: true, cell: ({ shares }) => count(shares) },
      ]}
    />
  );
}
