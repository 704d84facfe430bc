/** Rows of one source whose spans of time overlap: what a tracking poll is. O(rows log rows). */
import { bySource, type SeriesRows } from "./rows.ts";

export interface Overlap {
  /** Rows that share a day with an earlier row of the same source. */
  readonly rows: number;
  /** Sources that have such rows. */
  readonly sources: number;
  /** Rows of those with both moments known, of all sources. */
  readonly dated: number;
}

export function overlaps(rows: SeriesRows): Overlap {
  let [overlapping, sources, dated] = [0, 0, 0];
  for (const { rows: own } of bySource(rows)) {
    const known = Array.from({ length: own.length }, (_, i) => i).filter(
      (i) => !Number.isNaN(own.start[i]!) && !Number.isNaN(own.end[i]!),
    );
    known.sort((x, y) => own.start[x]! - own.start[y]! || own.end[x]! - own.end[y]!);
    let reach = -Infinity;
    let here = 0;
    for (const i of known) {
      if (own.start[i]! <= reach) here++;
      reach = Math.max(reach, own.end[i]!);
    }
    overlapping += here;
    dated += known.length;
    if (here > 0) sources++;
  }
  return { rows: overlapping, sources, dated };
}
