/** Declared events over what is drawn in time, and the legend of those whose names have no room there. */
import { LINE } from "../../drawing/labels.ts";
import type { CaseRecord } from "../../model/records.ts";
import { counted } from "../../words.ts";
import { sayDated } from "./dated.tsx";
import { nameTicks } from "./event-names.ts";
import { Plumb } from "./plumb.tsx";
import { startOf } from "./scale.ts";
import type { Stretch } from "./scale.ts";
import "./event-ticks.css";

/** Pixels from the lowest row of names to what is drawn. */
const FOOT = 8;
/** A longer legend is folded. */
const MOST_OPEN = 12;

export interface DatedEvent {
  readonly event: CaseRecord<"Event">;
  readonly at: number;
}

/** Events that begin inside the stretch, in order. */
export function eventsIn(axis: Stretch, events: readonly CaseRecord<"Event">[]): readonly DatedEvent[] {
  return events
    .map((event) => ({ event, at: startOf(event.body.start) }))
    .filter(({ at }) => at >= axis.from && at < axis.to)
    .sort((a, b) => a.at - b.at);
}

interface PlacedEvent {
  readonly event: CaseRecord<"Event">;
  readonly x: number;
  /** Its place among the events of the axis, from 1. */
  readonly number: number;
  /** Whether the legend names it. */
  readonly isNumbered: boolean;
  /** Row of its name or number from above, and where that begins; undefined where there is none. */
  readonly name: { readonly row: number; readonly text: string; readonly x: number } | undefined;
}

/** Names above their ticks in as few rows as they need. @param width of the axis, in pixels */
export function placeEvents(
  dated: readonly DatedEvent[],
  axis: Stretch,
  width: number,
): { readonly height: number; readonly placed: readonly PlacedEvent[] } {
  const xOf = (at: number) => ((at - axis.from) / (axis.to - axis.from)) * width;
  const ticks = dated.map(({ event, at }) => ({ x: xOf(at), title: event.body.title }));
  const names = nameTicks(ticks, width);
  const rows = names.reduce((most, { label }) => Math.max(most, (label?.lane ?? -1) + 1), 0);
  const placed = dated.map(({ event }, i): PlacedEvent => {
    const { label, isNumbered } = names[i]!;
    const name =
      label === undefined ? undefined : { row: rows - 1 - label.lane, text: label.text, x: label.x };
    return { event, x: ticks[i]!.x, number: i + 1, isNumbered, name };
  });
  return { height: rows * LINE + FOOT, placed };
}

type Placed = ReturnType<typeof placeEvents>;

/** Ticks and leaders above what is drawn in time. Names stand where there is room for them; all are read out. */
export function EventTicks({
  events: { height, placed },
  through,
}: {
  readonly events: Placed;
  /** Pixels below the names to where the leaders end. */
  readonly through: number;
}) {
  return (
    <ol className="event-ticks" aria-label="Declared events" style={{ height }}>
      {placed.map(({ event: { id, body }, x, isNumbered, name }) => {
        const top = name === undefined ? height - FOOT : (name.row + 1) * LINE;
        return (
          <li
            key={id}
            className={name === undefined ? "nameless" : undefined}
            style={{ left: x, top, height: height - top + through }}
          >
            <Plumb refId={id}>
              <span className="name" style={name === undefined ? {} : { left: name.x - x }}>
                {name === undefined ? body.title : name.text}
              </span>
              <span className="unseen">
                {isNumbered && name !== undefined ? `, ${body.title}` : ""}, {sayDated(body.start)}
              </span>
            </Plumb>
          </li>
        );
      })}
    </ol>
  );
}

/** Events that the axis has no room to name, by number, with their days; nothing where all are named there. */
export function EventLegend({ events: { placed } }: { readonly events: Placed }) {
  const numbered = placed.filter(({ isNumbered }) => isNumbered);
  if (numbered.length === 0) return undefined;
  const list = (
    <ol className="event-legend" aria-label="Declared events by number">
      {numbered.map(({ event: { id, body }, number }) => (
        <li key={id}>
          <b>{number}</b>
          <span>
            <Plumb refId={id}>{body.title}</Plumb> <span className="quiet">{sayDated(body.start)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
  if (numbered.length <= MOST_OPEN) return list;
  return (
    <details className="event-legend-folded">
      <summary>{counted(numbered.length, "event")} by number</summary>
      {list}
    </details>
  );
}
