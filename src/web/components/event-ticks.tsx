/** Declared events over what is drawn in time. */
import { LINE, placeAbove } from "../../drawing/labels.ts";
import type { CaseRecord } from "../../model/records.ts";
import { sayDated } from "./dated.tsx";
import { Plumb } from "./plumb.tsx";
import { startOf } from "./scale.ts";
import type { Stretch } from "./scale.ts";
import "./event-ticks.css";

/** Rows of names at most, and the widest name, in pixels. */
const ROWS = 5;
const WIDEST = 190;
/** Pixels from the lowest row of names to what is drawn. */
const FOOT = 8;

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
  /** Row of its name from above, what of it has room, and where it begins; undefined where there is none. */
  readonly name: { readonly row: number; readonly text: string; readonly x: number } | undefined;
}

/** Names above their ticks in as few rows as they need. @param width of the axis, in pixels */
export function placeEvents(
  dated: readonly DatedEvent[],
  axis: Stretch,
  width: number,
): { readonly height: number; readonly placed: readonly PlacedEvent[] } {
  const xOf = (at: number) => ((at - axis.from) / (axis.to - axis.from)) * width;
  const ticks = dated.map(({ event, at }) => ({ x: xOf(at), text: event.body.title }));
  const labels = placeAbove(ticks, width, ROWS, Math.min(WIDEST, width / 2));
  const rows = labels.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
  const free = [...labels];
  const placed = dated.map(({ event }, i): PlacedEvent => {
    const { x, text } = ticks[i]!;
    // Two events of one moment share a tick, and not a name.
    const found = free.findIndex(
      (label) => label.tick === x && text.startsWith(label.text.replace(/…$/, "")),
    );
    const [label] = found === -1 ? [] : free.splice(found, 1);
    const name =
      label === undefined ? undefined : { row: rows - 1 - label.lane, text: label.text, x: label.x };
    return { event, x, name };
  });
  return { height: rows * LINE + FOOT, placed };
}

/** Ticks and leaders above what is drawn in time. Names stand where there is room for them; all are read out. */
export function EventTicks({
  events: { height, placed },
  through,
}: {
  readonly events: ReturnType<typeof placeEvents>;
  /** Pixels below the names to where the leaders end. */
  readonly through: number;
}) {
  return (
    <ol className="event-ticks" aria-label="Declared events" style={{ height }}>
      {placed.map(({ event: { id, body }, x, name }) => {
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
              <span className="unseen">, {sayDated(body.start)}</span>
            </Plumb>
          </li>
        );
      })}
    </ol>
  );
}
