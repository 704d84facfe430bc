/**
 * An axis of days in UTC, with as many days or months written as have room, and declared events above it: names in rows, a
 * leader from each down to the axis. O(e² · rows) for e events.
 */
import { mark, path, px, words } from "./element.ts";
import type { Mark } from "./element.ts";
import { FONT, LINE, placeAbove, textWidth } from "./labels.ts";
import { DAY, shortDay, shortMonth } from "./numbers.ts";

/** Milliseconds since 1970 UTC, the end exclusive, and the pixels between which they lie. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
}

/** An event: its start in milliseconds since 1970 UTC. */
export interface EventTick {
  readonly title: string;
  readonly ms: number;
}

/** Height of what is written under the axis. */
export const AXIS_FOOT = 20;

export function dayX({ from, to, left, right }: DaySpan, ms: number): number {
  return left + ((ms - from) / (to - from)) * (right - left);
}

/** Days of one bar: one, or so many weeks that a bar is two pixels wide. */
export function binDays(days: number, width: number): number {
  if (days * 2 <= width) return 1;
  return (days / 7) * 2 <= width ? 7 : Math.ceil((days * 2) / width / 7) * 7;
}

/** Names in rows above the drawing, and their leaders down to `base`. An event without room for its name is a tick on the axis. */
export function eventHeader(
  events: readonly EventTick[],
  span: DaySpan,
  rows = 5,
): { readonly height: number; marks(base: number): Mark } {
  const { left, right } = span;
  const width = right - left;
  const ticks = events.map((event) => ({ x: dayX(span, event.ms) - left, text: event.title }));
  const labels = placeAbove(ticks, width, rows, Math.min(190, width * 0.5));
  const used = labels.length === 0 ? 0 : Math.max(...labels.map((label) => label.lane)) + 1;
  const height = used * LINE + (ticks.length === 0 ? 4 : 10);
  const top = (lane: number): number => (used - 1 - lane) * LINE;
  const named = new Set(labels.map((label) => label.tick));
  return {
    height,
    marks: (base) =>
      mark(
        "g",
        {},
        ticks
          .filter((tick) => !named.has(tick.x))
          .map((tick) => path("tick", `M${px(left + tick.x)} ${px(base - 5)}V${px(base + 4)}`)),
        labels.map((label) => [
          path("leader", `M${px(left + label.tick)} ${px(top(label.lane) + LINE + 1)}V${px(base)}`),
          path("post", `M${px(left + label.tick)} ${px(top(label.lane) + LINE + 1)}v5`),
          words(label.text, left + label.x, top(label.lane) + FONT, ""),
        ]),
      ),
  };
}

/** Base line with days or months, as many as have room. */
export function dayAxis(span: DaySpan, base: number): Mark {
  const { left, right } = span;
  const kept: { readonly x: number; readonly text: string }[] = [];
  let free = 0;
  for (const { ms, text } of axisTicks(span)) {
    const x = dayX(span, ms);
    const w = textWidth(text);
    if (x < free || x + w > right) continue;
    kept.push({ x, text });
    free = x + w + 16;
  }
  return mark(
    "g",
    {},
    path("axis", `M${px(left)} ${px(base + 0.5)}H${px(right)}`),
    kept.map(({ x, text }) => [
      path("axis", `M${px(x + 0.5)} ${px(base)}v4`),
      words(text, x, base + 17, "quiet-text"),
    ]),
  );
}

function axisTicks({ from, to, left, right }: DaySpan): { readonly ms: number; readonly text: string }[] {
  const width = right - left;
  const days = (to - from) / DAY;
  const first = Math.ceil(from / DAY) * DAY;
  if (days <= 120) {
    const step = Math.max(1, Math.ceil(days / (width / 70)));
    const rounded = step > 3 ? Math.ceil(step / 7) * 7 : step;
    return Array.from({ length: Math.ceil(days / rounded) }, (_, i) => first + i * rounded * DAY)
      .filter((ms) => ms < to)
      .map((ms) => ({ ms, text: shortDay(ms) }));
  }
  const start = new Date(first);
  const months = Math.ceil(days / 28) + 1;
  const every = [1, 2, 3, 6, 12, 24, 60, 120].find((n) => months / n <= width / 84) ?? 240;
  const ticks: { ms: number; text: string }[] = [];
  for (let i = 0; i <= months; i++) {
    const ms = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + i, 1);
    if (ms < from || ms >= to || new Date(ms).getUTCMonth() % Math.min(every, 12) !== 0) continue;
    if (every > 12 && new Date(ms).getUTCFullYear() % (every / 12) !== 0) continue;
    ticks.push({ ms, text: every >= 12 ? String(new Date(ms).getUTCFullYear()) : shortMonth(ms) });
  }
  return ticks;
}
