/** Declared series under something else that is drawn over time, on its axis. */
import { useMemo } from "react";
import { drawSeriesUnder, tellSeriesUnder } from "../../drawing/series-under.ts";
import type { UnderPicture } from "../../drawing/series-under.ts";
import type { DrawnSeries } from "../data/tables.ts";
import { Drawing } from "./drawing.tsx";
import { Plumb } from "./plumb.tsx";
import type { Stretch } from "./scale.ts";
import "./series-under.css";

/** What is drawn under an axis at this width, and where the axis has to begin; undefined where no series is declared. */
export function useSeriesUnder(
  series: readonly DrawnSeries[],
  { from, to }: Stretch,
  width: number,
  least = 0,
): UnderPicture | undefined {
  return useMemo(
    () => (series.length === 0 ? undefined : drawSeriesUnder(series, { from, to }, width, least)),
    [series, from, to, width, least],
  );
}

export function SeriesUnder({
  series,
  axis,
  drawn,
}: {
  readonly series: readonly DrawnSeries[];
  readonly axis: Stretch;
  readonly drawn: UnderPicture;
}) {
  const told = series.map((one) => tellSeriesUnder(one, axis)).join(". ");
  return <Drawing picture={drawn} label={`Declared series. ${told}.`} className="series-under" />;
}

/** Which series are drawn, each with its line. */
export function SeriesNames({ series }: { readonly series: readonly DrawnSeries[] }) {
  if (series.length === 0) return undefined;
  return (
    <>
      {" "}
      Declared:{" "}
      {series.map(({ ref, title }, at) => (
        <span key={ref}>
          {at === 0 ? "" : "; "}
          <Plumb refId={ref}>{title}</Plumb>
        </span>
      ))}
      . Several values of a day are drawn as their mean.
    </>
  );
}
