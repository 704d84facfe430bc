/** The judgment on the axis of the case: declared events, declared series, and when each position was taken. */
import type { CaseRecord } from "../../../model/records.ts";
import type { JudgmentView } from "../../../views/edition.ts";
import type { HistoryChange } from "../../../views/reasoning.ts";
import { sayDated } from "../../components/dated.tsx";
import { EventTicks, eventsIn, placeEvents } from "../../components/event-ticks.tsx";
import { Measured } from "../../components/measured.tsx";
import { PositionMarks } from "../../components/position-marks.tsx";
import type { PositionMark } from "../../components/position-marks.tsx";
import { axisOver, startOf } from "../../components/scale.ts";
import type { Stretch } from "../../components/scale.ts";
import { SeriesNames, SeriesUnder, useSeriesUnder } from "../../components/series-under.tsx";
import { TimeTicks } from "../../components/time-ticks.tsx";
import { useEvents } from "../../data/posts.ts";
import { useHistory } from "../../data/reasoning.ts";
import { useSeries } from "../../data/tables.ts";
import type { DrawnSeries } from "../../data/tables.ts";
import { useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";

const MOST_WIDTH = 900;
/** Steps of the axis, whose ends are whole ones. */
const STEPS = 60;
/** From the names of events to the marks, and to what is below them. */
const GAP = 4;
const ROW = 30;
const NO_SERIES: readonly DrawnSeries[] = [];

export function InTime({
  judgment,
  colours,
}: {
  readonly judgment: JudgmentView;
  readonly colours: ReadonlyMap<string, number>;
}) {
  const { caseName } = useAddress();
  const history = useHistory(caseName, judgment.ref).data;
  const events = useEvents(caseName).data ?? [];
  const series = useSeries(caseName).data ?? NO_SERIES;
  const taken = (history?.changes ?? []).filter(({ kind }) => kind === "Position").map(datedOf);
  const axis = axisOf(taken, events, series);
  if (axis === undefined || taken.length === 0) return undefined;
  return (
    <section>
      <h2>In time</h2>
      <figure className="in-time">
        <Measured most={MOST_WIDTH}>
          {(width) => (
            <Lanes
              axis={axis}
              taken={taken}
              events={events}
              series={series}
              colours={colours}
              width={width}
            />
          )}
        </Measured>
        <figcaption className="quiet">
          A mark is a position at the time it is held for; {counted(taken.length, "change")} of a position,{" "}
          {counted(eventsIn(axis, events).length, "declared event")}. Days in UTC.
          <SeriesNames series={series} />
        </figcaption>
      </figure>
    </section>
  );
}

interface Taken {
  readonly change: HistoryChange;
  readonly at: number;
}

const datedOf = (change: HistoryChange): Taken => ({ change, at: startOf(change.heldAt ?? change.at) });

const markOf = (
  { change: { ref, organisation, heldAt, at: logged, after }, at }: Taken,
  colours: ReadonlyMap<string, number>,
): PositionMark => ({
  ref,
  initials: organisation.initials,
  colour: colours.get(organisation.ref) ?? 1,
  at,
  says: `${organisation.name}, ${sayDated(heldAt ?? logged)}: ${after}`,
});

/** Everything that has a date, with a margin; undefined where nothing has one. */
function axisOf(
  taken: readonly Taken[],
  events: readonly CaseRecord<"Event">[],
  series: readonly DrawnSeries[],
): Stretch | undefined {
  const times = [
    ...taken.map(({ at }) => at),
    ...events.map(({ body }) => startOf(body.start)),
    ...series.flatMap(({ points }) => points.map(({ ms }) => ms)),
  ].filter((at) => !Number.isNaN(at));
  if (times.length === 0) return undefined;
  const [from, to] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  return axisOver({ from, to: to + 1 + (to - from) / STEPS }, STEPS);
}

function Lanes({
  axis,
  taken,
  events,
  series,
  colours,
  width,
}: {
  readonly axis: Stretch;
  readonly taken: readonly Taken[];
  readonly events: readonly CaseRecord<"Event">[];
  readonly series: readonly DrawnSeries[];
  readonly colours: ReadonlyMap<string, number>;
  readonly width: number;
}) {
  const under = useSeriesUnder(series, axis, width);
  const left = under?.left ?? 0;
  const xOf = (at: number) => ((at - axis.from) / (axis.to - axis.from)) * (width - left);
  return (
    <div className="lanes">
      <div style={{ marginLeft: left }}>
        <EventTicks
          events={placeEvents(eventsIn(axis, events), axis, width - left)}
          through={ROW + (under?.height ?? 0)}
        />
        <div className="taken" style={{ paddingTop: GAP }}>
          <PositionMarks
            label="Positions in time"
            marks={taken.map((one) => markOf(one, colours))}
            xOf={xOf}
            width={width - left}
          />
        </div>
      </div>
      {under === undefined ? undefined : <SeriesUnder series={series} axis={axis} drawn={under} />}
      <TimeTicks axis={axis} left={left} width={width} />
    </div>
  );
}
