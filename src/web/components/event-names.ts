/**
 * Names above ticks, whole or not at all: a name that has no room gives its place to its number, and the number is told in a legend
 * below. Time O(n² · rows).
 */
import { placeAbove, textWidth } from "../../drawing/labels.ts";
import type { PlacedLabel } from "../../drawing/labels.ts";

/** Rows of names at most, and the widest name, in pixels. */
const ROWS = 5;
const WIDEST = 250;
const EDGE = 2;

interface NamedTick {
  readonly x: number;
  readonly title: string;
}

interface TickName {
  /** Its whole name, or its number; undefined where not even that has room. */
  readonly label: PlacedLabel | undefined;
  /** Whether the legend has to say it. */
  readonly isNumbered: boolean;
}

/**
 * @param given ticks in order of x; the number of a tick is its place in them, from 1
 * @param width of the axis, in pixels
 */
export function nameTicks(given: readonly NamedTick[], width: number): readonly TickName[] {
  // A name begins a little before its tick: at the ends of the axis there is room for that inside.
  const ticks = given.map(({ x, title }) => ({ x: Math.min(Math.max(x, EDGE), width - EDGE), title }));
  const widest = Math.min(WIDEST, width);
  const short = ticks.flatMap(({ x, title }, i) =>
    textWidth(title) <= widest ? [{ x, text: title, i }] : [],
  );
  const names = placeAbove(short, width, ROWS, width);
  const named = matched(short, names);
  const others = ticks.flatMap(({ x }, i) => (named.has(i) ? [] : [{ x, text: String(i + 1), i }]));
  const numbers = matched(others, placeAbove(others, width, ROWS, width, names));
  return ticks.map((_, i) => ({ label: named.get(i) ?? numbers.get(i), isNumbered: !named.has(i) }));
}

/** The label of each tick that has one; two events of one moment share a tick, and not a label. */
function matched(
  ticks: readonly { readonly x: number; readonly text: string; readonly i: number }[],
  labels: readonly PlacedLabel[],
): ReadonlyMap<number, PlacedLabel> {
  const free = [...labels];
  return new Map(
    ticks.flatMap(({ x, text, i }) => {
      const at = free.findIndex((label) => label.tick === x && label.text === text);
      return at === -1 ? [] : free.splice(at, 1).map((label) => [i, label] as const);
    }),
  );
}
