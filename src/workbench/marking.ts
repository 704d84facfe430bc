/** Markings of what is derived: no lower than anything it was derived from. */
import { compareTlp, DEFAULT_MARKING } from "../model/marking.ts";
import type { Marking } from "../model/marking.ts";

/** The least marking that is no lower than each of `markings`; the default if there is none. */
export function highestMarking(markings: readonly Marking[]): Marking {
  const [first, ...rest] = markings;
  if (first === undefined) return DEFAULT_MARKING;
  return rest.reduce((a, b) => {
    const higher = compareTlp(a.tlp, b.tlp) >= 0 ? a : b;
    const groups = [...new Set([...(a.groups ?? []), ...(b.groups ?? [])])].sort();
    return { ...higher, ...(groups.length === 0 ? {} : { groups }) };
  }, first);
}
