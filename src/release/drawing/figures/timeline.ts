/**
 * The timeline: bars per day (or per week or month where days would be thinner than two pixels), stacked by group,
 * events as ticks with their names above, axis in UTC. Linear in days and groups.
 */
import { frame } from "./frame.ts";
import { niceTop } from "../../../figure-places.ts";
import type { TimelineFigure } from "../../../model/finding.ts";
import type { EventTick } from "../../document/types.ts";
import { number, shortDay, shortMonth } from "../../typography.ts";
import { h, px } from "../tags.ts";
import type { Html } from "../tags.ts";
import { FONT, LINE, placeAbove, textWidth } from "./labels.ts";

const DAY = 86_400_000;
const BARS = 76;
/** Room under the axis. */
const FOOT = 20;

interface Span {
  readonly from: number;
  readonly to: number;
}

export function drawTimeline(
  figure: TimelineFigure,
  events: readonly EventTick[],
  colours: Readonly<Record<string, number>>,
  width: number,
): Html {
  const from = Date.parse(figure.from);
  const days = Math.max(1, ...figure.series.map((series) => series.counts.length));
  const span = { from, to: from + days * DAY };
  const step = binDays(days, width);
  const bins = stack(figure, days, step);
  const top = niceTop(Math.max(1, ...bins.map((bin) => bin.reduce((sum, value) => sum + value, 0))));
  const header = eventHeader(events, span, width);
  const base = header.height + BARS;
  const unit = step === 1 ? "a day" : step === 7 ? "a week" : `in ${step} days`;
  return frame(width, base + FOOT, [
    h("path", { class: "hair", d: `M0 ${px(base - BARS + 0.5)}H${px(width)}` }),
    bars(figure, bins, { step, width, days, base, top }, colours),
    header.marks(base),
    axis(span, width, base),
    h("text", { class: "quiet-text halo", x: 0, y: px(base - BARS + 13) }, `${number(top)} posts ${unit}`),
  ]);
}

/** Events alone on an axis. */
export function drawEvents(span: Span, events: readonly EventTick[], width: number): Html {
  const header = eventHeader(events, span, width, 9);
  const base = header.height + 10;
  return frame(width, base + FOOT, [header.marks(base), axis(span, width, base)]);
}

function binDays(days: number, width: number): number {
  if (days * 2 <= width) return 1;
  return (days / 7) * 2 <= width ? 7 : Math.ceil((days * 2) / width / 7) * 7;
}

/** Sums per bin and series. */
function stack(figure: TimelineFigure, days: number, step: number): number[][] {
  const bins = Array.from({ length: Math.ceil(days / step) }, () => figure.series.map(() => 0));
  figure.series.forEach((series, s) =>
    series.counts.forEach((value, day) => {
      bins[Math.floor(day / step)]![s]! += value;
    }),
  );
  return bins;
}

function bars(
  figure: TimelineFigure,
  bins: readonly (readonly number[])[],
  scale: {
    readonly step: number;
    readonly width: number;
    readonly days: number;
    readonly base: number;
    readonly top: number;
  },
  colours: Readonly<Record<string, number>>,
): Html[] {
  const slot = (scale.width * scale.step) / scale.days;
  const gap = slot > 5 ? 1 : slot > 3 ? 0.5 : 0;
  return figure.series.map((series, s) => {
    const d: string[] = [];
    bins.forEach((bin, i) => {
      const value = bin[s]!;
      if (value === 0) return;
      const below = bin.slice(0, s).reduce((sum, part) => sum + part, 0);
      const y = (total: number): string => px(scale.base - (total / scale.top) * BARS);
      const left = px(i * slot + gap / 2);
      const right = px(Math.min(scale.width, (i + 1) * slot) - gap / 2);
      d.push(`M${left} ${y(below)}V${y(below + value)}H${right}V${y(below)}Z`);
    });
    return h("path", { class: `c${colours[series.id] ?? 1} fill`, d: d.join("") });
  });
}

/** Names in lanes above the drawing, and their leaders down to the axis. */
function eventHeader(
  events: readonly EventTick[],
  span: Span,
  width: number,
  lanes = 5,
): { readonly height: number; marks(base: number): Html } {
  const x = (ms: number): number => ((ms - span.from) / (span.to - span.from)) * width;
  const ticks = events.map((event) => ({ x: x(event.ms), text: event.title }));
  const labels = placeAbove(ticks, width, lanes, Math.min(190, width * 0.5));
  const used = labels.length === 0 ? 0 : Math.max(...labels.map((label) => label.lane)) + 1;
  const height = used * LINE + (ticks.length === 0 ? 4 : 10);
  const laneTop = (lane: number): number => (used - 1 - lane) * LINE;
  const named = new Set(labels.map((label) => label.tick));
  return {
    height,
    marks: (base) =>
      h(
        "g",
        {},
        ticks
          .filter((tick) => !named.has(tick.x))
          .map((tick) => h("path", { class: "tick", d: `M${px(tick.x)} ${px(base - 5)}V${px(base + 4)}` })),
        labels.map((label) => [
          h("path", {
            class: "leader",
            d: `M${px(label.tick)} ${px(laneTop(label.lane) + LINE + 1)}V${px(base)}`,
          }),
          h("path", { class: "post", d: `M${px(label.tick)} ${px(laneTop(label.lane) + LINE + 1)}v5` }),
          h("text", { x: px(label.x), y: px(laneTop(label.lane) + FONT) }, label.text),
        ]),
      ),
  };
}

/** Base line with days or months, as many as have room. */
function axis(span: Span, width: number, base: number): Html {
  const x = (ms: number): number => ((ms - span.from) / (span.to - span.from)) * width;
  const ticks = axisTicks(span, width).map((tick) => ({ ...tick, x: x(tick.ms) }));
  const kept: typeof ticks = [];
  let free = 0;
  for (const tick of ticks) {
    const w = textWidth(tick.text);
    if (tick.x < free || tick.x + w > width) continue;
    kept.push(tick);
    free = tick.x + w + 16;
  }
  return h(
    "g",
    {},
    h("path", { class: "axis", d: `M0 ${px(base + 0.5)}H${px(width)}` }),
    kept.map((tick) => [
      h("path", { class: "axis", d: `M${px(tick.x + 0.5)} ${px(base)}v4` }),
      h("text", { class: "quiet-text", x: px(tick.x), y: px(base + 17) }, tick.text),
    ]),
  );
}

function axisTicks(span: Span, width: number): { readonly ms: number; readonly text: string }[] {
  const days = (span.to - span.from) / DAY;
  const first = Math.ceil(span.from / DAY) * DAY;
  if (days <= 120) {
    const step = Math.max(1, Math.ceil(days / (width / 70)));
    const rounded = step > 3 ? Math.ceil(step / 7) * 7 : step;
    return Array.from({ length: Math.ceil(days / rounded) }, (_, i) => first + i * rounded * DAY)
      .filter((ms) => ms < span.to)
      .map((ms) => ({ ms, text: shortDay(ms) }));
  }
  const start = new Date(first);
  const months = Math.ceil(days / 28) + 1;
  const every = [1, 2, 3, 6, 12, 24, 60, 120].find((n) => months / n <= width / 84) ?? 240;
  const ticks: { ms: number; text: string }[] = [];
  for (let i = 0; i <= months; i++) {
    const ms = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + i, 1);
    if (ms < span.from || ms >= span.to || new Date(ms).getUTCMonth() % Math.min(every, 12) !== 0) continue;
    if (every > 12 && new Date(ms).getUTCFullYear() % (every / 12) !== 0) continue;
    ticks.push({ ms, text: every >= 12 ? String(new Date(ms).getUTCFullYear()) : shortMonth(ms) });
  }
  return ticks;
}
