import { count } from "../../../../words.ts";
import type { LegendEntry } from "./colours.ts";

/** What each colour says, with its accounts. */
export function Legend({
  legend,
  column,
}: {
  readonly legend: readonly LegendEntry[];
  /** The column that the colours come from. */
  readonly column: string | undefined;
}) {
  if (legend.length === 0) return undefined;
  return (
    <div className="legend quiet">
      <ul aria-label="Colours">
        {legend.map(({ tone, name, accounts }) => (
          <li key={tone}>
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <circle className={`fill-${tone}`} cx={5} cy={5} r={5} />
            </svg>
            <bdi>{name}</bdi> {count(accounts)}
          </li>
        ))}
      </ul>
      {column === undefined ? undefined : (
        <p>Of each account the commonest value of {column} in all its posts that you may read.</p>
      )}
    </div>
  );
}
