/** The judgment on the axis of the case: declared events, who held which term when, declared series; and below, every record that moved it. */
import type { CaseRecord } from "../../../model/records.ts";
import type { JudgmentView } from "../../../views/edition.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { EventLegend, EventTicks, eventsIn, placeEvents } from "../../components/event-ticks.tsx";
import { Measured } from "../../components/measured.tsx";
import { axisOver, cutOf, instantOf, startOf } from "../../components/scale.ts";
import type { Axis, Stretch } from "../../components/scale.ts";
import { SeriesNames, SeriesUnder, useSeriesUnder } from "../../components/series-under.tsx";
import { TimeTicks } from "../../components/time-ticks.tsx";
import { Zoom } from "../../components/zoom.tsx";
import { useEvents } from "../../data/posts.ts";
import { useHistory } from "../../data/reasoning.ts";
import { useSeries } from "../../data/tables.ts";
import type { DrawnSeries } from "../../data/tables.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { History } from "./history.tsx";
import { shapeOf, StepsLane } from "./steps-lane.tsx";
import { walksOf } from "./steps.ts";
import type { Walk } from "./steps.ts";

const MOST_WIDTH = 900;
/** Steps of the axis, whose ends are whole ones. */
const STEPS = 60;
const NO_SERIES: readonly DrawnSeries[] = [];

export function InTime({
  judgment,
  colours,
}: {
  readonly judgment: JudgmentView;
  readonly colours: ReadonlyMap<string, number>;
}) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const { data: history, error } = useHistory(caseName, judgment.ref);
  const events = useEvents(caseName).data ?? [];
  const series = useSeries(caseName).data ?? NO_SERIES;
  if (error !== null) return <ErrorLine error={error} />;
  if (history === undefined) return undefined;
  const { changes } = history;
  const walks = walksOf(changes);
  const axis = axisOf(walks, events, series);
  const chosen = axis === undefined ? undefined : cutOf(axis, search);
  const choose = ({ from, to }: Stretch) => go({ from: instantOf(from), to: instantOf(to) });
  return (
    <section>
      <h2>History</h2>
      {axis === undefined || walks.length === 0 ? undefined : (
        <figure className="in-time">
          <Measured most={MOST_WIDTH}>
            {(width) => (
              <Lanes
                axis={axis}
                walks={walks}
                events={events}
                series={series}
                colours={colours}
                width={width}
                chosen={chosen}
                onChoose={choose}
              />
            )}
          </Measured>
          <figcaption className="quiet">
            A mark is a position at the time it is held for, dashed where others report it; it holds until the
            next. Pull across the rows, or choose days below.{" "}
            {counted(eventsIn(axis, events).length, "declared event")}. Days in UTC.
            <SeriesNames series={series} />
          </figcaption>
          <Zoom
            stretch={chosen ?? axis}
            whole={axis}
            onChoose={choose}
            onWhole={() => go({ from: undefined, to: undefined })}
          />
        </figure>
      )}
      <History changes={changes} chosen={chosen} />
    </section>
  );
}

/** Everything that has a date, with a margin; undefined where nothing has one. */
function axisOf(
  walks: readonly Walk[],
  events: readonly CaseRecord<"Event">[],
  series: readonly DrawnSeries[],
): Axis | undefined {
  const times = [
    ...walks.flatMap(({ steps }) => steps.map(({ at }) => at)),
    ...events.map(({ body }) => startOf(body.start)),
    ...series.flatMap(({ points }) => points.map(({ ms }) => ms)),
  ].filter((at) => !Number.isNaN(at));
  if (times.length === 0) return undefined;
  const [from, to] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  return axisOver({ from, to: to + 1 + (to - from) / STEPS }, STEPS);
}

function Lanes({
  axis,
  walks,
  events,
  series,
  colours,
  width,
  chosen,
  onChoose,
}: {
  readonly axis: Axis;
  readonly walks: readonly Walk[];
  readonly events: readonly CaseRecord<"Event">[];
  readonly series: readonly DrawnSeries[];
  readonly colours: ReadonlyMap<string, number>;
  readonly width: number;
  readonly chosen: Stretch | undefined;
  readonly onChoose: (stretch: Stretch) => void;
}) {
  const shape = shapeOf(walks, width);
  const under = useSeriesUnder(series, axis, width, shape.left);
  const left = under?.left ?? shape.left;
  const placed = placeEvents(eventsIn(axis, events), axis, width - left);
  return (
    <div className="lanes">
      <div style={{ marginLeft: left }}>
        <EventTicks events={placed} through={shape.height + (under?.height ?? 0)} />
      </div>
      <StepsLane
        walks={walks}
        shape={shape}
        axis={axis}
        left={left}
        width={width - left}
        colours={colours}
        chosen={chosen}
        onChoose={onChoose}
      />
      {under === undefined ? undefined : <SeriesUnder series={series} axis={axis} drawn={under} />}
      <TimeTicks axis={axis} left={left} width={width} />
      <EventLegend events={placed} />
    </div>
  );
}
