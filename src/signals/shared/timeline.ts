/** Posts per day as a figure. */
import type { Figure } from "../../model/finding.ts";
import { period, type Posts } from "./posts.ts";
import { DAY, isoDay } from "./dates.ts";

const MAX_DAYS = 40_000;

/** Posts per day of one or more groups; none where the days are too many to draw. */
export function timeline(
  series: readonly { readonly id: string; readonly posts: readonly Posts[] }[],
): Figure[] {
  const periods = series.flatMap(({ posts }) => posts.map(period));
  if (periods.length === 0) return [];
  const first = Math.floor(periods.reduce((low, p) => Math.min(low, p.from), Infinity) / DAY);
  const last = Math.floor(periods.reduce((high, p) => Math.max(high, p.to), -Infinity) / DAY);
  if (last - first >= MAX_DAYS) return [];
  return [
    {
      kind: "timeline",
      from: isoDay(first * DAY),
      unit: "day",
      series: series.map(({ id, posts }) => {
        const counts = Array.from({ length: last - first + 1 }, () => 0);
        for (const time of posts.flatMap((p) => p.time)) counts[Math.floor(time / DAY) - first]!++;
        return { id, counts };
      }),
    },
  ];
}
