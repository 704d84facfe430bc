/** The numbers of one comparison: the test, the interval, and what would overturn it. */
import {
  fewestCollected,
  moreReadily,
  mostCollected,
  mostReleased,
  oddsRatio,
  reaches,
} from "../../../kernel/index.ts";
import type { DisclosureTable, OddsRatio, TurningPoint } from "../../../kernel/index.ts";

export interface Measured {
  readonly level: number;
  readonly ratio: OddsRatio;
  /** One-sided, exact and mid-p. */
  readonly p: number;
  readonly pMid: number;
  readonly holds: boolean;
  /** Units of the other side that must have been collected at least; absent where nothing of the first was released. */
  readonly fewest: TurningPoint | undefined;
  /** The same by mid-p. */
  readonly fewestMid: TurningPoint | undefined;
  /** The same if the releases of the other side did not count; absent where there are none. */
  readonly fewestWithout: TurningPoint | undefined;
  /** Units of the first side that may have been collected at most, and further releases of the other; while it holds. */
  readonly mostOfFirst: TurningPoint | undefined;
  readonly furtherReleases: number | undefined;
}

export function measure(table: DisclosureTable, level: number): Measured {
  const { releasedB } = table;
  const p = moreReadily(table);
  return {
    level,
    ratio: oddsRatio(table, level),
    p,
    pMid: moreReadily(table, 0.5),
    holds: reaches(p, level),
    fewest: fewestCollected(table, level),
    fewestMid: fewestCollected(table, level, 0.5),
    fewestWithout: releasedB === 0 ? undefined : fewestCollected({ ...table, releasedB: 0 }, level),
    mostOfFirst: mostCollected(table, level),
    furtherReleases: mostReleased(table, level),
  };
}
