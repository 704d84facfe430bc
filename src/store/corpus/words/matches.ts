/** What a search has found: posts of each segment, and what is read off them. */
import type { PostPlace } from "../post-statements.ts";
import { countBits, eachBit, eachBitDown } from "./bits.ts";
import type { Bits } from "./bits.ts";
import type { Segment } from "./segment.ts";

export type Matches = readonly { readonly import: number; readonly segment: Segment; readonly bits: Bits }[];

export interface PostHistogram {
  /** First and last millisecond, both inside; null where nothing was found. */
  readonly from: number | null;
  readonly to: number | null;
  /** Milliseconds of one bin. */
  readonly width: number;
  /** Bins that are not empty, by their start. */
  readonly bins: readonly { readonly start: number; readonly count: number }[];
}

export function countMatches(matches: Matches): number {
  return matches.reduce((sum, { bits }) => sum + countBits(bits), 0);
}

/** The first places after one, in order of time, import and row. */
export function placesAfter(matches: Matches, after: PostPlace | undefined, limit: number): PostPlace[] {
  const found: PostPlace[] = [];
  for (const { import: n, segment, bits } of matches) {
    const { rows, times } = segment.data;
    const from = after === undefined ? 0 : segment.firstAt(after.time);
    let taken = 0;
    eachBit(bits, from, (post) => {
      const place = { time: times[post]!, import: n, row: rows[post]! };
      if (after !== undefined && byPlace(place, after) <= 0) return true;
      found.push(place);
      return ++taken < limit;
    });
  }
  return found.sort(byPlace).slice(0, limit);
}

/** The last places before one, in the order turned round: the newest first. */
export function placesBefore(matches: Matches, before: PostPlace | undefined, limit: number): PostPlace[] {
  const found: PostPlace[] = [];
  for (const { import: n, segment, bits } of matches) {
    const { rows, times } = segment.data;
    const end = before === undefined ? segment.size : segment.firstAt(before.time + 1);
    let taken = 0;
    eachBitDown(bits, end, (post) => {
      const place = { time: times[post]!, import: n, row: rows[post]! };
      if (before !== undefined && byPlace(place, before) >= 0) return true;
      found.push(place);
      return ++taken < limit;
    });
  }
  return found.sort((a, b) => byPlace(b, a)).slice(0, limit);
}

export const byPlace = (a: PostPlace, b: PostPlace): number =>
  a.time - b.time || a.import - b.import || a.row - b.row;

/**
 * Matches over time, in bins of one width.
 * @param from milliseconds since 1970 UTC: where the bins begin; at the first match without it
 * @param to before which they end; after the last match without it
 */
export function histogramOf(
  matches: Matches,
  from: number | undefined,
  to: number | undefined,
  bins: number,
): PostHistogram {
  let first = Infinity;
  let last = -Infinity;
  for (const { segment, bits } of matches)
    eachBit(bits, 0, (post) => {
      const time = segment.data.times[post]!;
      if (time < first) first = time;
      if (time > last) last = time;
    });
  if (first > last) return { from: null, to: null, width: 0, bins: [] };
  const low = from === undefined ? first : Math.trunc(from);
  const high = to === undefined ? last : Math.trunc(to) - 1;
  const width = Math.floor((high - low) / bins) + 1;
  const counts = new Int32Array(bins);
  for (const { segment, bits } of matches)
    eachBit(bits, 0, (post) => void counts[Math.floor((segment.data.times[post]! - low) / width)]!++);
  const filled = [...counts].flatMap((count, i) => (count === 0 ? [] : [{ start: low + i * width, count }]));
  return { from: low, to: high, width, bins: filled };
}
