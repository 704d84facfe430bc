/**
 * The timeline: bars per day (or per week or month where days would be thinner than two pixels), stacked by group,
 * events as ticks with their names above, axis in UTC. Linear in days and groups.
 */
import { AXIS_FOOT, binDays, dayAxis, eventHeader } from "../../../drawing/days.ts";
import type { EventTick } from "../../../drawing/days.ts";
import { DAY } from "../../../drawing/numbers.ts";
import { niceTop } from "../../../figure-places.ts";
import type { TimelineFigure } from "../../../model/finding.ts";
import { number } from "../../typography.ts";
import { h, markHtml, px } from "../tags.ts";
import type { Html } from "../tags.ts";
import { frame } from "./frame.ts";

const BARS = 76;

export function drawTimeline(
  figure: TimelineFigure,
  events: readonly EventTick[],
  colours: Readonly<Record<string, number>>,
  width: number,
): Html {
  const from = Date.parse(figure.from);
  const days = Math.max(1, ...figure.series.map((series) => series.counts.length));
  const span = { from, to: from + days * DAY, left: 0, right: width };
  const step = binDays(days, width);
  const bins = stack(figure, days, step);
  const top = niceTop(Math.max(1, ...bins.map((bin) => bin.reduce((sum, value) => sum + value, 0))));
  const header = eventHeader(events, span);
  const base = header.height + BARS;
  const unit = step === 1 ? "a day" : step === 7 ? "a week" : `in ${step} days`;
  return frame(width, base + AXIS_FOOT, [
    h("path", { class: "hair", d: `M0 ${px(base - BARS + 0.5)}H${px(width)}` }),
    bars(figure, bins, { step, width, days, base, top }, colours),
    markHtml(header.marks(base)),
    markHtml(dayAxis(span, base)),
    h("text", { class: "quiet-text halo", x: 0, y: px(base - BARS + 13) }, `${number(top)} posts ${unit}`),
  ]);
}

/** Events alone on an axis. */
export function drawEvents(
  { from, to }: { readonly from: number; readonly to: number },
  events: readonly EventTick[],
  width: number,
): Html {
  const span = { from, to, left: 0, right: width };
  const header = eventHeader(events, span, 9);
  const base = header.height + 10;
  return frame(width, base + AXIS_FOOT, [markHtml(header.marks(base)), markHtml(dayAxis(span, base))]);
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
