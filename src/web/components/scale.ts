/** Time on an axis: bars of a width that people count in, and ticks where a calendar has them. */
import { counted } from "../../words.ts";
import { sayDated } from "./dated.tsx";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Each divides the next but for weeks, so that a stretch of bars is a stretch of finer bars. */
const WIDTHS = [
  SECOND,
  5 * SECOND,
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  7 * DAY,
  28 * DAY,
  364 * DAY,
];

/** Milliseconds since 1970 UTC; `to` is outside. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What an address with `from` and `to` cuts out of the whole; undefined where it cuts nothing. */
export function cutOf(
  whole: Stretch,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Stretch | undefined {
  if (from === undefined && to === undefined) return undefined;
  const cut = { from: Date.parse(from ?? "") || whole.from, to: Date.parse(to ?? "") || whole.to };
  return cut.to > cut.from ? cut : undefined;
}

export interface Axis extends Stretch {
  /** Milliseconds of one bar. */
  readonly width: number;
  readonly bins: number;
}

/** The axis over a stretch: its ends moved out to whole bars, of which there are at most `most` and two. */
export function axisOver({ from, to }: Stretch, most: number): Axis {
  const width = WIDTHS.find((one) => (to - from) / one <= most) ?? Math.ceil((to - from) / most);
  const start = Math.floor(from / width) * width;
  const bins = Math.max(1, Math.ceil((to - start) / width));
  return { from: start, to: start + bins * width, width, bins };
}

/** `3 hours`, `1 day` */
export function sayWidth(width: number): string {
  const units: readonly (readonly [number, string])[] = [
    [DAY, "day"],
    [HOUR, "hour"],
    [MINUTE, "minute"],
    [SECOND, "second"],
  ];
  const [size, unit] = units.find(([one]) => width % one === 0) ?? [1, "millisecond"];
  const n = width / size;
  return counted(n, unit);
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

const MAX_TICKS = 7;
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];

/** Ticks at whole hours, days, months or years of UTC, at most seven or so. */
export function ticksOf({ from, to }: Stretch): readonly Tick[] {
  const step = [...WIDTHS.slice(0, 11), 2 * DAY, 7 * DAY, 14 * DAY].find(
    (one) => (to - from) / one <= MAX_TICKS,
  );
  if (step !== undefined) {
    const first = Math.ceil(from / step) * step;
    const count = Math.max(0, Math.ceil((to - first) / step));
    return Array.from({ length: count }, (_, i) => first + i * step).map((at) => ({
      at,
      label: sayTick(at, step),
    }));
  }
  const months = (to - from) / (30.4 * DAY);
  const stride = MONTH_STEPS.find((one) => months / one <= MAX_TICKS) ?? 240;
  const begin = new Date(from);
  const first = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth() + 1) / stride) * stride;
  const ticks: Tick[] = [];
  for (let month = first; ; month += stride) {
    const at = Date.UTC(Math.floor(month / 12), month % 12);
    if (at >= to) return ticks;
    ticks.push({ at, label: sayTick(at, 30 * DAY) });
  }
}

function sayTick(at: number, step: number): string {
  const text = new Date(at).toISOString();
  if (step >= 28 * DAY) return sayDated(text.slice(0, 7));
  if (at % DAY === 0) return sayDated(text.slice(0, 10)).replace(/ \d+$/, "");
  return text.slice(11, step < MINUTE ? 19 : 16);
}

/** Start of a dated event, `2016-10` being the start of the month; NaN if it is no date. */
export function startOf(dated: string): number {
  return Date.parse(dated.replace(/T(\d{2})Z$/, "T$1:00Z"));
}

/** `2016-10-05T00:00:00Z` */
export function instantOf(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
