import type { TimelineFigure } from "../../../model/finding.ts";

/** More bars than this are narrower than a pixel and a gap. */
const MOST_BARS = 190;
const DAY_MS = 86_400_000;

export interface Bins {
  /** First and last day that is drawn. */
  readonly from: string;
  readonly to: string;
  /** Days of one bin. */
  readonly days: number;
  readonly starts: readonly string[];
  readonly sums: readonly number[];
  readonly series: readonly { readonly id: string; readonly counts: readonly number[] }[];
}

/** The days from the first to the last with a post, a few empty ones on either side, in as many bins as can be drawn. */
export function binned({ from, series }: TimelineFigure): Bins {
  const length = Math.max(0, ...series.map(({ counts }) => counts.length));
  const total = Array.from({ length }, (_, day) =>
    series.reduce((sum, { counts }) => sum + (counts[day] ?? 0), 0),
  );
  const first = Math.max(0, total.findIndex((posts) => posts > 0) - 3);
  const last = Math.min(Math.max(0, length - 1), total.findLastIndex((posts) => posts > 0) + 3);
  const days = Math.max(1, Math.ceil((last - first + 1) / MOST_BARS));
  const bars = Math.ceil((last - first + 1) / days);
  const gather = (counts: readonly number[]) =>
    Array.from({ length: bars }, (_, bar) => {
      const start = first + bar * days;
      return counts.slice(start, start + days).reduce((sum, posts) => sum + posts, 0);
    });
  const dayAt = (day: number) => new Date(Date.parse(from) + day * DAY_MS).toISOString().slice(0, 10);
  return {
    from: dayAt(first),
    to: dayAt(last),
    days,
    starts: Array.from({ length: bars }, (_, bar) => dayAt(first + bar * days)),
    sums: gather(total),
    series: series.map(({ id, counts }) => ({ id, counts: gather(counts) })),
  };
}
