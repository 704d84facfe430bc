/** The case on one axis: posts a day, declared events, and the days on which organisations took positions. */
import { useMemo } from "react";
import { drawLanes } from "../../../drawing/lanes.ts";
import { positionsLane } from "../../../drawing/positions-lane.ts";
import type { KeyJudgment } from "../../../views/overview.ts";
import { counted } from "../../../words.ts";
import { Drawing } from "../../components/drawing.tsx";
import { sayDated } from "../../components/dated.tsx";
import { Measured } from "../../components/measured.tsx";
import { useEvents, useFacets, useHistogram } from "../../data/posts.ts";
import { useSeries } from "../../data/tables.ts";
import type { DrawnSeries } from "../../data/tables.ts";
import { useAddress } from "../../layout/address.ts";
import { axisOf, dayOf, rowsOf, sayTime, timeOf } from "./time.ts";

const MOST_WIDTH = 784;
const NO_SERIES: readonly DrawnSeries[] = [];
/** Rows of names of events: what finds no place is a tick, and stands in the Corpus. */
const EVENT_ROWS = 4;

export function CaseInTime({
  judgments,
  hasPosts,
}: {
  readonly judgments: readonly KeyJudgment[];
  readonly hasPosts: boolean;
}) {
  const { caseName } = useAddress();
  const facets = useFacets(caseName).data;
  const events = useEvents(caseName).data;
  const series = useSeries(caseName).data ?? NO_SERIES;
  const rows = useMemo(() => rowsOf(judgments), [judgments]);
  const dates = useMemo(
    () => ({ events: events ?? [], rows, posts: facets === undefined ? undefined : facets }),
    [events, facets, rows],
  );
  const axis = useMemo(() => axisOf(dates), [dates]);
  const isKnown = events !== undefined && (facets !== undefined || !hasPosts);
  const posts = useHistogram(
    caseName,
    axis === undefined || !isKnown || !hasPosts
      ? undefined
      : { from: `${dayOf(axis.from)}T00:00:00Z`, to: `${dayOf(axis.to)}T00:00:00Z` },
    axis === undefined ? 1 : axis.bins,
  ).data;
  if (!isKnown || axis === undefined || (hasPosts && posts === undefined))
    return <div className="case-in-time" />;
  const { figure, ticks, outside } = timeOf(axis, dates, posts, series);
  return (
    <section className="case-in-time">
      <div className="head">
        <h2>The case in time</h2>
        <p className="quiet">
          {sayDated(dayOf(axis.from))} to {sayDated(dayOf(axis.to - 1))}, days in UTC
          {outside === 0
            ? ""
            : `; ${counted(outside, "event or position lies", "events and positions lie")} outside`}
        </p>
      </div>
      <Measured most={MOST_WIDTH}>
        {(width) => (
          <Drawing
            picture={drawLanes(figure, ticks, width, {
              others: rows.length === 0 ? [] : [positionsLane(rows)],
              rows: EVENT_ROWS,
            })}
            label={sayTime(figure, ticks.length, rows)}
          />
        )}
      </Measured>
    </section>
  );
}
