/**
 * Where things stand in a figure that the page and the editions draw, each with its own elements: bars on both sides of 0,
 * an axis of time with breaks, rows of a strip. Pure, in pixels from the left or the top; it imports nothing.
 */

/** A stretch of time in seconds, the end exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A stretch with its place: `x` is where it begins. */
export interface PlacedSpan extends Span {
  readonly x: number;
  readonly width: number;
}

/** A bar from one place of an axis to another, in the unit of the axis. */
export interface Bar extends Span {
  readonly height: number;
}

/**
 * Bars on both sides of 0 of differences that have no sign: the first lies around 0, each other stands on either side with
 * half its count.
 * @param edges of one side, from 0; one more than counts
 */
export function mirrored(edges: readonly number[], counts: readonly number[]): Bar[] {
  const [first = 0, ...others] = counts;
  const right = others.map((n, i) => ({ from: edges[i + 1]!, to: edges[i + 2]!, height: n / 2 }));
  const left = right.map(({ from, to, height }) => ({ from: -to, to: -from, height })).toReversed();
  return [...left, { from: -edges[1]!, to: edges[1]!, height: first }, ...right];
}

/** The next round number at or above, never a fraction. */
export function niceTop(value: number): number {
  if (value <= 10) return Math.ceil(value);
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8].find((lead) => lead * power >= value) ?? 10) * power;
}

/** Round steps of an axis of seconds. */
const STEPS = [
  1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600,
  2_592_000, 7_776_000, 31_536_000,
];
const DAY = 86_400;

/** Multiples of a round step at either side of 0, as many as have `room` pixels each; 0 is among them. */
export function offsetTicks(reach: number, width: number, room: number): number[] {
  const step = STEPS.find((one) => (one / (2 * reach)) * width >= room);
  if (step === undefined) return [0];
  const most = Math.floor(reach / step);
  return Array.from({ length: 2 * most + 1 }, (_, i) => (i - most) * step);
}

/** Stretches one after the other on one scale, with a gap where the axis is broken. */
export function placeSpans(spans: readonly Span[], left: number, right: number, gap: number): PlacedSpan[] {
  const shown = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const scale = (right - left - gap * (spans.length - 1)) / Math.max(1, shown);
  let x = left;
  return spans.map(({ from, to }) => {
    const placed = { from, to, x, width: (to - from) * scale };
    x += placed.width + gap;
    return placed;
  });
}

/** Where a second stands on a broken axis; at the end of the last stretch before it where it lies in none. */
export function xOf(placed: readonly PlacedSpan[], second: number): number {
  const span = placed.findLast(({ from }) => from <= second) ?? placed[0]!;
  const part = (second - span.from) / Math.max(1, span.to - span.from);
  return span.x + Math.min(1, Math.max(0, part)) * span.width;
}

export interface TimeTick {
  readonly x: number;
  /** The middle of its label, which never leaves the axis at its end. */
  readonly label: number;
  /** Milliseconds since 1970 UTC. */
  readonly ms: number;
  /** Whether its day, and whether its time of day, has room to be written. */
  readonly day: boolean;
  readonly time: boolean;
}

/** Widths of `28 Dec` and `07:12` in the type of figures, with room on both sides; and half a label without. */
const DAY_ROOM = 46;
const TIME_ROOM = 40;
const HALF_LABEL = 19;

/**
 * Ticks of a broken axis: at round times where a stretch has room for two, else one in its middle. Times of day stand in a
 * line above the days; a label that would meet the one before it is left out.
 * @param zero of the axis, in milliseconds since 1970 UTC
 */
export function timeTicks(placed: readonly PlacedSpan[], zero: number): TimeTick[] {
  const free = { day: -Infinity, time: -Infinity };
  const claim = (line: "day" | "time", x: number, room: number): boolean => {
    if (x - room / 2 < free[line]) return false;
    free[line] = x + room / 2;
    return true;
  };
  const last = placed.at(-1);
  const end = last === undefined ? 0 : last.x + last.width;
  return placed.flatMap((span) => {
    let lastDay = -1;
    const { seconds, times } = ticksIn(span, zero / 1000);
    return seconds.map((second) => {
      const x = xOf([span], second - zero / 1000);
      const label = Math.min(x, end - HALF_LABEL);
      const own = Math.floor(second / DAY);
      const day = own !== lastDay && claim("day", label, DAY_ROOM);
      if (day) lastDay = own;
      return { x, label, ms: second * 1000, day, time: times && claim("time", label, TIME_ROOM) };
    });
  });
}

/** Seconds since 1970 at which a stretch has its ticks, and whether they tell more than the day. */
function ticksIn({ from, to, width }: PlacedSpan, zero: number): { seconds: number[]; times: boolean } {
  const [start, end] = [zero + from, zero + to];
  const step = STEPS.find((one) => (one / (to - from)) * width >= DAY_ROOM + 10);
  const first = step === undefined ? end : Math.ceil(start / step) * step;
  if (step === undefined || first + step >= end)
    return { seconds: [Math.floor((start + end) / 120) * 60], times: to - from < 2 * DAY };
  const many = Math.ceil((end - first) / step);
  return { seconds: Array.from({ length: many }, (_, i) => first + i * step), times: step < DAY };
}

/** Rows of a strip from the top: members, a line, others below it. */
export interface StripRows {
  /** Height of a member's row, and of another's. */
  readonly member: number;
  readonly outsider: number;
  /** Where the line stands, where the others begin, and where all ends. */
  readonly line: number;
  readonly others: number;
  readonly bottom: number;
  /** Every so many members one is named. */
  readonly named: number;
}

/** Height that members share, the tallest and the lowest row, and the height of a name. */
const MEMBERS_HEIGHT = 150;
const TALLEST = 16;
const LOWEST = 4;
const NAME_HEIGHT = 14;

export function stripRows(members: number, outsiders: number, top: number, tall = MEMBERS_HEIGHT): StripRows {
  const member = Math.min(TALLEST, Math.max(LOWEST, tall / Math.max(1, members)));
  const outsider = Math.min(6, Math.max(3, member / 2));
  const line = top + members * member + 4;
  const others = line + 4;
  const below = outsiders === 0 ? NAME_HEIGHT : Math.max(NAME_HEIGHT, outsiders * outsider);
  const bottom = others + below + 3;
  return { member, outsider, line, others, bottom, named: Math.ceil(NAME_HEIGHT / member) };
}
