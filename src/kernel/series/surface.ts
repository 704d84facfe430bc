/**
 * How the answer to one claim changes with the reading: a check for every declared reading and every unit, and which of them
 * the answer hangs on. Nothing is chosen among the readings after they were seen, and none is left out.
 * O(readings x units x rows log rows).
 */
import { checkClaim, type Check, type SeriesClaim } from "./claims.ts";
import type { SeriesRows, SeriesUnit } from "./rows.ts";

/** A declared reading: which measure, population, filter and window, in words, and the rows that it leaves. */
export interface Reading {
  readonly name: string;
  readonly rows: SeriesRows;
}

/** A cell of the surface, by the indices of its reading and unit. */
export interface Cell {
  readonly reading: number;
  readonly unit: number;
  readonly check: Check;
}

export interface Surface {
  readonly readings: readonly string[];
  readonly units: readonly SeriesUnit[];
  /** Row by row: all units of the first reading, then of the second. */
  readonly cells: readonly Cell[];
  /** How many of the cells say yes, no, and that they cannot be answered. */
  readonly yes: number;
  readonly no: number;
  readonly unanswered: number;
  /** The cells that say no. */
  readonly fails: readonly Cell[];
  /** The cell that says yes with the smallest part of its units between it and no. Absent where none counts units. */
  readonly nearest?: Cell;
}

export function surfaceOf(
  readings: readonly Reading[],
  units: readonly SeriesUnit[],
  claim: SeriesClaim,
): Surface {
  const cells = readings.flatMap(({ rows }, reading) =>
    units.map((unit, i): Cell => ({ reading, unit: i, check: checkClaim(rows, claim, unit) })),
  );
  const fails = cells.filter(({ check }) => check.answered && !check.holds);
  const holding = cells.filter(({ check }) => check.answered && check.holds);
  const nearest = holding
    .filter((cell) => !Number.isNaN(distance(cell)))
    .reduce<Cell | undefined>(
      (best, cell) => (best && distance(best) <= distance(cell) ? best : cell),
      undefined,
    );
  return {
    readings: readings.map(({ name }) => name),
    units,
    cells,
    yes: holding.length,
    no: fails.length,
    unanswered: cells.length - holding.length - fails.length,
    fails,
    ...(nearest === undefined ? {} : { nearest }),
  };
}

/** The part of its units that would have to speak otherwise; NaN where the check counts none. */
function distance({ check }: Cell): number {
  return check.answered && check.turn !== undefined ? check.turn / check.units : Number.NaN;
}
