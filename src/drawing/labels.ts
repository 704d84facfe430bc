/**
 * Text in figures is placed, not hoped for: widths are estimated on the wide side for Inter at 12 px, and a label goes
 * where it covers least. Pure and deterministic.
 */

export const FONT = 12;
/** Height of a line of figure text. */
export const LINE = 15;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const NARROW = /[iljtfrI1.,:;'’|!()[\] -]/;
const WIDE = /[mwMW@%—]/;
const FULL =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f000}-\u{3ffff}]/u;

/** Estimated width in pixels of `text` in Inter at 12 px; `strong` for weight 600. */
export function textWidth(text: string, strong = false): number {
  let width = 0;
  for (const unit of text) width += unitWidth(unit);
  return width * (strong ? 1.06 : 1);
}

/** The same of numbers, whose digits are all as wide as one another. */
export function numberWidth(text: string, strong = false): number {
  return textWidth(text.replaceAll("1", "0"), strong);
}

function unitWidth(unit: string): number {
  if (NARROW.test(unit)) return 4.4;
  if (WIDE.test(unit)) return 10.8;
  if (FULL.test(unit)) return 12.4;
  return /[A-Z0-9]/.test(unit) ? 8.1 : 7;
}

/** `text`, or its beginning with an ellipsis, at most `width` pixels wide. */
export function fit(text: string, width: number): string {
  let used = 0;
  let kept = "";
  let short = "";
  for (const unit of text) {
    if (used + unitWidth("…") <= width) short = kept;
    used += unitWidth(unit);
    if (used > width) return `${short.trimEnd()}…`;
    kept += unit;
  }
  return text;
}

/** `text` in lines of at most `width` pixels: cut between words, and inside one that is wider than a line. */
export function wrap(text: string, width: number, strong = false): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer, strong) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const unit of word) {
      if (line !== "" && textWidth(line + unit, strong) > width) {
        lines.push(line);
        line = "";
      }
      line += unit;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** Do two boxes share an area? */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** Does the segment pass through the box? (Liang and Barsky 1984, doi:10.1145/357332.357333.) */
export function crosses(box: Box, x1: number, y1: number, x2: number, y2: number): boolean {
  let from = 0;
  let to = 1;
  const sides: readonly (readonly [number, number])[] = [
    [x1 - x2, x1 - box.x],
    [x2 - x1, box.x + box.w - x1],
    [y1 - y2, y1 - box.y],
    [y2 - y1, box.y + box.h - y1],
  ];
  for (const [p, q] of sides) {
    if (p === 0) {
      if (q < 0) return false;
      continue;
    }
    const at = q / p;
    if (p < 0) from = Math.max(from, at);
    else to = Math.min(to, at);
  }
  return from < to;
}

export interface PlacedLabel {
  readonly text: string;
  readonly x: number;
  /** 0 is the lane next to the drawing, 1 the one above it, … */
  readonly lane: number;
  readonly tick: number;
}

interface Tick {
  readonly x: number;
  readonly text: string;
}

type Anchor = "middle" | "right of the tick" | "left of the tick";

const STRATEGIES: readonly { readonly anchors: readonly Anchor[]; readonly backwards: boolean }[] = [
  { anchors: ["middle", "right of the tick", "left of the tick"], backwards: false },
  { anchors: ["left of the tick", "middle", "right of the tick"], backwards: false },
  { anchors: ["right of the tick", "middle", "left of the tick"], backwards: true },
  { anchors: ["left of the tick"], backwards: false },
  { anchors: ["left of the tick", "right of the tick"], backwards: false },
];

/**
 * Names above ticks, in lanes. A name never meets another name, nor the leader of a tick whose name stands higher.
 * Of five greedy passes the one that places most is kept, of equals the one with fewest lanes. What finds no place is
 * left out. Time O(n² · lanes), n being the number of ticks.
 * @param ticks in order of x
 * @param around names that stand already, and stay
 * @returns those that were placed now
 */
export function placeAbove(
  ticks: readonly Tick[],
  width: number,
  lanes: number,
  most: number,
  around: readonly PlacedLabel[] = [],
): PlacedLabel[] {
  const used = (labels: readonly PlacedLabel[]): number => Math.max(-1, ...labels.map((label) => label.lane));
  const fitted = ticks.map((tick) => ({ x: tick.x, text: fit(tick.text, most) }));
  return STRATEGIES.map((strategy) => greedy(fitted, width, lanes, strategy, around)).reduce((best, next) =>
    next.length > best.length || (next.length === best.length && used(next) < used(best)) ? next : best,
  );
}

function greedy(
  ticks: readonly Tick[],
  width: number,
  lanes: number,
  strategy: (typeof STRATEGIES)[number],
  around: readonly PlacedLabel[],
): PlacedLabel[] {
  const placed = around.map((label) => ({ ...label, w: textWidth(label.text) }));
  const gap = 8;
  for (const tick of strategy.backwards ? ticks.toReversed() : ticks) {
    const { text } = tick;
    const w = textWidth(text);
    const found = firstFit(
      lanes,
      strategy.anchors.map((anchor) => leftEnd(anchor, tick.x, w)),
      (lane, x) => {
        if (x < 0 || x + w > width) return false;
        return placed.every((other) => {
          if (other.lane === lane) return x + w + gap <= other.x || other.x + other.w + gap <= x;
          const [low, high] =
            other.lane < lane ? [other, { x, w, tick: tick.x }] : [{ x, w, tick: tick.x }, other];
          return high.tick < low.x - 2 || high.tick > low.x + low.w + 2;
        });
      },
    );
    if (found !== undefined) placed.push({ text, x: found.x, lane: found.lane, tick: tick.x, w });
  }
  return placed.slice(around.length).map(({ text, x, lane, tick }) => ({ text, x, lane, tick }));
}

function leftEnd(anchor: Anchor, x: number, w: number): number {
  return anchor === "middle" ? x - w / 2 : anchor === "right of the tick" ? x - 2 : x - w + 2;
}

function firstFit(
  lanes: number,
  xs: readonly number[],
  fits: (lane: number, x: number) => boolean,
): { readonly lane: number; readonly x: number } | undefined {
  for (let lane = 0; lane < lanes; lane++) for (const x of xs) if (fits(lane, x)) return { lane, x };
  return undefined;
}
