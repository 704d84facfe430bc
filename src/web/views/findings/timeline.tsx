/** Posts of a finding over time, one colour per group, with the declared events of the same days. */
import type { TimelineFigure } from "../../../model/finding.ts";
import type { CaseRecord } from "../../../model/records.ts";
import type { FindingView } from "../../../model/view.ts";
import { Dated, sayDated } from "../../components/dated.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import { useEvents } from "../../data/findings.ts";
import { useAddress } from "../../layout/address.ts";
import { counted } from "../../words.ts";
import { Figure } from "./figure.tsx";
import { binned } from "./bins.ts";
import { toneAt } from "./network/colours.ts";

const WIDTH = 760;
const HEIGHT = 150;
const TOP = 26;
const FOOT = 22;

export function Timeline({ view, figure }: { readonly view: FindingView; readonly figure: TimelineFigure }) {
  const { room } = useAddress();
  const events = useEvents(room).data ?? [];
  const bins = binned(figure);
  const most = Math.max(1, ...bins.sums);
  const from = Date.parse(bins.from);
  const span = bins.sums.length * bins.days * 86_400_000;
  const x = (time: number) => ((time - from) / span) * WIDTH;
  const inside = events.filter(
    ({ body: { start } }) => Date.parse(start) >= from && Date.parse(start) < from + span,
  );
  const step = WIDTH / Math.max(1, bins.sums.length);
  const scale = (HEIGHT - TOP - FOOT) / most;
  const every = bins.days === 1 ? "day" : `${bins.days} days`;
  return (
    <>
      <Figure
        view={view}
        name="timeline"
        title="Posts over time"
        caption={`Posts of the finding per ${every}, UTC, ${sayDated(bins.from)} to ${sayDated(bins.to)}; at most ${most} in one bar. Ticks on top are declared events.`}
        width={WIDTH}
        height={HEIGHT}
        table={
          <Table
            caption="Posts over time"
            rows={bins.starts.map((start, at) => ({ start, at })).filter(({ at }) => bins.sums[at]! > 0)}
            keyOf={({ start }) => start}
            columns={[
              { head: `From (per ${every})`, cell: ({ start }) => <Dated at={start} /> },
              ...bins.series.map(({ id, counts }) => ({
                head: id,
                num: true,
                cell: ({ at }: { readonly at: number }) => counts[at],
              })),
            ]}
          />
        }
      >
        {bins.starts.map((start, at) => {
          let height = HEIGHT - FOOT;
          return bins.series.map(({ id, counts }, series) => {
            const tall = counts[at]! * scale;
            height -= tall;
            return tall === 0 ? undefined : (
              <rect
                key={`${start} ${id}`}
                className={`fill-${toneAt(series)}`}
                x={at * step}
                y={height}
                width={Math.max(0.8, step - 1)}
                height={tall}
              />
            );
          });
        })}
        <line className="axis" x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
        <text x={0} y={HEIGHT - 4}>
          {sayDated(bins.from)}
        </text>
        <text x={WIDTH} y={HEIGHT - 4} textAnchor="end">
          {sayDated(bins.to)}
        </text>
        {inside.map(({ id, body: { start } }, at) => (
          <g key={id}>
            <line
              className="event"
              x1={x(Date.parse(start))}
              x2={x(Date.parse(start))}
              y1={16}
              y2={HEIGHT - FOOT}
            />
            <text x={x(Date.parse(start))} y={11} textAnchor="middle">
              {at + 1}
            </text>
          </g>
        ))}
      </Figure>
      <Events inside={inside} outside={events.length - inside.length} />
    </>
  );
}

function Events({
  inside,
  outside,
}: {
  readonly inside: readonly CaseRecord<"Event">[];
  readonly outside: number;
}) {
  return (
    <div className="events quiet">
      {inside.length === 0 ? undefined : (
        <ol aria-label="Declared events of these days">
          {inside.map(({ id, body: { title, start } }, at) => (
            <li key={id}>
              {at + 1} <Plumb refId={id}>{title}</Plumb>, <Dated at={start} />
            </li>
          ))}
        </ol>
      )}
      <p>
        {inside.length === 0
          ? "No declared event falls into these days"
          : counted(inside.length, "declared event")}
        {outside === 0 ? "." : `; ${counted(outside, "other")} before or after.`}
      </p>
    </div>
  );
}
