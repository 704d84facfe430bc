/** The occasions of a group as a list: the best attended, in order of time. Counts only. */
import type { OccasionsFigure } from "../../../model/finding.ts";

/** One separate occasion on which members of a group met. */
export interface Occasion {
  /** First and last share of it, in milliseconds since 1970 UTC. */
  readonly time: number;
  readonly until: number;
  /** Account codes of who took part, and codes of the objects that they shared, each once. */
  readonly members: Int32Array;
  readonly objects: Int32Array;
}

/** Occasions that are listed, or drawn as columns. */
const SHOWN_OCCASIONS = 60;

/** The occasions with most members, of equals those with most objects, then the first; in order of time. */
export function bestAttended(occasions: readonly Occasion[]): Occasion[] {
  const inTime = occasions.toSorted((x, y) => x.time - y.time);
  return inTime
    .toSorted((x, y) => y.members.length - x.members.length || y.objects.length - x.objects.length)
    .slice(0, SHOWN_OCCASIONS)
    .toSorted((x, y) => x.time - y.time);
}

export function occasionsFigure(occasions: readonly Occasion[]): OccasionsFigure {
  const shown = bestAttended(occasions);
  return {
    kind: "occasions",
    list: shown.map(({ time, members, objects }) => ({
      at: new Date(time).toISOString(),
      accounts: members.length,
      objects: objects.length,
    })),
    omitted: occasions.length - shown.length,
  };
}
