/**
 * Names above ticks, whole or not at all: a name that has no room gives its place to its number, and the number is told in a legend
 * below. Rounds are at most as many as there are ticks, each O(n² · rows).
 */
import { placeAbove, textWidth } from "../../drawing/labels.ts";

/** Rows of names at most, and the widest name, in pixels. */
const ROWS = 5;
const WIDEST = 250;

export interface NamedTick {
  readonly x: number;
  readonly title: string;
}

export interface PlacedName {
  /** Row from the drawing up, and the left end of what stands in it. */
  readonly lane: number;
  readonly x: number;
  readonly text: string;
}

export interface TickName {
  /** Its whole name, or its number; undefined where not even that has room. */
  readonly label: PlacedName | undefined;
  /** Whether the legend has to say it. */
  readonly isNumbered: boolean;
}

/**
 * @param ticks in order of x; the number of a tick is its place in them, from 1
 * @param width of the axis, in pixels
 */
export function nameTicks(ticks: readonly NamedTick[], width: number): readonly TickName[] {
  const widest = Math.min(WIDEST, width);
  const numbered = new Set(ticks.flatMap(({ title }, i) => (textWidth(title) > widest ? [i] : [])));
  for (;;) {
    const labels = placed(ticks, numbered, width);
    const more = ticks.flatMap((_, i) => (labels[i] === undefined && !numbered.has(i) ? [i] : []));
    if (more.length === 0) return labels.map((label, i) => ({ label, isNumbered: numbered.has(i) }));
    for (const i of more) numbered.add(i);
  }
}

function placed(
  ticks: readonly NamedTick[],
  numbered: ReadonlySet<number>,
  width: number,
): (PlacedName | undefined)[] {
  const texts = ticks.map(({ x, title }, i) => ({ x, text: numbered.has(i) ? String(i + 1) : title }));
  const free = placeAbove(texts, width, ROWS, width);
  // Two events of one moment share a tick, and not a name.
  return texts.map(({ x, text }) => {
    const at = free.findIndex((label) => label.tick === x && label.text === text);
    return at === -1 ? undefined : free.splice(at, 1)[0];
  });
}
