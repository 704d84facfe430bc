/** How a group met: its accounts over time, the time between shares, its occasions, and what the run could have found. */
import type { FindingView } from "../../../../views/edition.ts";
import { Occasions, Power } from "./occasions.tsx";
import { Offsets } from "./offsets.tsx";
import { Strip } from "./strip.tsx";
import "./meetings.css";

export function Meetings({ view }: { readonly view: FindingView }) {
  const { figures } = view.finding;
  const strip = figures.find((figure) => figure.kind === "strip");
  const offsets = figures.find((figure) => figure.kind === "offsets");
  const occasions = figures.find((figure) => figure.kind === "occasions");
  const power = figures.find((figure) => figure.kind === "power");
  if (strip === undefined && offsets === undefined && occasions === undefined && power === undefined)
    return undefined;
  return (
    <div className="meetings">
      {strip === undefined ? undefined : <Strip view={view} figure={strip} />}
      {offsets === undefined ? undefined : <Offsets view={view} figure={offsets} />}
      <div className="beside">
        {occasions === undefined ? undefined : <Occasions view={view} figure={occasions} />}
        {power === undefined ? undefined : <Power view={view} figure={power} />}
      </div>
    </div>
  );
}
