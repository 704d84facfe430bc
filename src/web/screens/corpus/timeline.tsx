/** Posts over time with declared events: drag across it, or use the buttons under it, to see less of it. */
import type { CaseRecord } from "../../../model/records.ts";
import type { HistogramView } from "../../../desk/index.ts";
import { sayDated } from "../../components/dated.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { usePull } from "../../components/pull.ts";
import { sayWidth, startOf, ticksOf } from "../../components/scale.ts";
import type { Axis, Stretch } from "../../components/scale.ts";
import { count, counted } from "../../../words.ts";

const HEIGHT = 72;
const WIDE = 1000;
/** Room that a letter of an event's name takes, in hundredths of the narrowest axis. */
const LETTER = 1.15;
const MAX_NAME = 26;
/** A label that begins later would end outside. */
const LAST_TICK = 0.94;

interface DatedEvent {
  readonly event: CaseRecord<"Event">;
  readonly at: number;
}

/** Events that begin inside the stretch, in order. */
function eventsIn(axis: Stretch, events: readonly CaseRecord<"Event">[]): readonly DatedEvent[] {
  return events
    .map((event) => ({ event, at: startOf(event.body.start) }))
    .filter(({ at }) => at >= axis.from && at < axis.to)
    .sort((a, b) => a.at - b.at);
}

export function Timeline({
  axis,
  chosen,
  data,
  events,
  onChoose,
}: {
  readonly axis: Axis;
  /** What the list is cut to, where it is. */
  readonly chosen: Stretch | undefined;
  readonly data: HistogramView | undefined;
  readonly events: readonly CaseRecord<"Event">[];
  readonly onChoose: (stretch: Stretch) => void;
}) {
  const { pulled, handlers } = usePull(axis, onChoose);
  const share = (at: number) => (at - axis.from) / (axis.to - axis.from);
  const x = (at: number) => share(at) * WIDE;
  const most = Math.max(1, ...(data?.bins ?? []).map(({ count: n }) => n));
  const cut = pulled ?? chosen;
  const inside = eventsIn(axis, events);
  return (
    <figure className="timeline">
      <Events dated={inside} share={share} />
      <svg
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
      <div className="axis" aria-hidden="true">
        {ticksOf(axis)
          .filter(({ at }) => share(at) < LAST_TICK)
          .map(({ at, label }) => (
            <span key={at} style={{ left: `${share(at) * 100}%` }}>
              {label}
            </span>
          ))}
      </div>
      <figcaption className="quiet">
        A bar is {sayWidth(axis.width)}; the tallest, {counted(most, "post")}. Times in UTC.
        {inside.length === 0 ? "" : ` ${counted(inside.length, "declared event")} in this stretch, as ticks.`}
      </figcaption>
    </figure>
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

/** Ticks above the bars. Names stand where there is room for them; all are read out. */
function Events({
  dated,
  share,
}: {
  readonly dated: readonly DatedEvent[];
  readonly share: (at: number) => number;
}) {
  return (
    <ol className="events" aria-label="Declared events">
      {placed(dated.map(({ event, at }) => ({ event, left: share(at) * 100 }))).map(
        ({ event: { id, body }, left, name, toLeft, fits }) => (
          <li key={id} style={{ left: `${left}%` }} className={toLeft ? "to-left" : undefined}>
            <Plumb refId={id}>
              <span className={fits ? "name" : "name tucked"}>{fits ? name : body.title}</span>
              <span className="unseen">, {sayDated(body.start)}</span>
            </Plumb>
          </li>
        ),
      )}
    </ol>
  );
}

/** Which names there is room for, to the right of their tick or to the left; places in hundredths of the axis. */
function placed(marks: readonly { readonly event: CaseRecord<"Event">; readonly left: number }[]) {
  let taken = 0;
  return marks.map(({ event, left }, at) => {
    const { title } = event.body;
    const name = title.length > MAX_NAME ? `${title.slice(0, MAX_NAME - 1)}…` : title;
    const room = name.length * LETTER;
    const toRight = left + room <= (marks[at + 1]?.left ?? 100);
    const toLeft = !toRight && left - room >= taken;
    taken = (toRight ? left + room : left) + 1;
    return { event, left, name, toLeft, fits: toRight || toLeft };
  });
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
