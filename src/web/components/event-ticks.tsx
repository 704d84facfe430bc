/** Declared events over what is drawn in time. */
import type { CaseRecord } from "../../model/records.ts";
import { sayDated } from "./dated.tsx";
import { Plumb } from "./plumb.tsx";
import { startOf } from "./scale.ts";
import type { Stretch } from "./scale.ts";
import "./event-ticks.css";

/** Room that a letter of an event's name takes, in hundredths of the narrowest axis. */
const LETTER = 1.15;
const MAX_NAME = 26;

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

/** Ticks above the bars. Names stand where there is room for them; all are read out. */
export function EventTicks({
  dated,
  share,
  through,
}: {
  readonly dated: readonly DatedEvent[];
  readonly share: (at: number) => number;
  /** Pixels from the names down to where the leaders end. */
  readonly through: number;
}) {
  return (
    <ol className="event-ticks" aria-label="Declared events">
      {placed(dated.map(({ event, at }) => ({ event, left: share(at) * 100 }))).map(
        ({ event: { id, body }, left, name, toLeft, fits }) => (
          <li
            key={id}
            style={{ left: `${left}%`, height: through }}
            className={toLeft ? "to-left" : undefined}
          >
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
