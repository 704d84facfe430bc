/**
 * Days that were not collected, or only in part: looked for before anything else, because a gap looks like a change. A day
 * is compared, on a log scale, with the nearest days of the same weekday that have posts. Days without posts are missing
 * where posts are expected; days far below are thin. O(n).
 *
 * The whole of what was collected is looked at, never a group or a theme alone: these may fall silent by themselves.
 */
import { median } from "../quantile.ts";
import { mad } from "./robust.ts";

/** Robust standard deviations below its weekdays from which a day is thin. */
const THIN_Z = 5;
/** With fewer expected posts a day without any is an ordinary day. */
const LEAST_EXPECTED = 8;
/** Other days of the weekday that a day is compared with, the nearest ones. */
const COMPARED = 8;
/** A spread below this, on a log scale, is taken for this: no collection is so even that 40 % less cannot happen. */
const LEAST_SPREAD = 0.1;

export interface Gap {
  /** Index of the day. */
  readonly at: number;
  readonly kind: "missing" | "thin";
  /** Posts that its weekdays lead one to expect. */
  readonly expected: number;
}

/** @param total posts of each day, all of what was collected, one entry per calendar day. */
export function findGaps(total: Float64Array): Gap[] {
  const log = total.map((x) => Math.log1p(x));
  const expected = log.map((_, i) => {
    const own: number[] = [];
    for (let k = 7; own.length < COMPARED && (i - k >= 0 || i + k < total.length); k += 7)
      for (const j of [i - k, i + k]) if ((total[j] ?? 0) > 0) own.push(log[j]!);
    return own.length === 0 ? 0 : median(Float64Array.from(own));
  });
  const distance = log.map((x, i) => x - expected[i]!);
  const spread = Math.max(
    LEAST_SPREAD,
    mad(
      distance.filter((_, i) => total[i]! > 0),
      0,
    ),
  );
  const gaps: Gap[] = [];
  for (let at = 0; at < total.length; at++) {
    const wanted = Math.expm1(expected[at]!);
    if (wanted < LEAST_EXPECTED || distance[at]! > -THIN_Z * spread) continue;
    gaps.push({ at, kind: total[at] === 0 ? "missing" : "thin", expected: wanted });
  }
  return gaps;
}
