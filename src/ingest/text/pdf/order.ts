/**
 * The order in which the lines of a page are read. Most programs draw them so; where a page goes back up again and again, its
 * lines are put in order by their places: what an empty strip divides from top to bottom are columns, read one after the other.
 */
import type { Line } from "./lines.ts";

/** Share of steps that may lead upwards without a step to the right, and how many always may. */
const ODD_SHARE = 0.1;
const ODD_ALWAYS = 4;
/** Share of steps to the right on one line, and usual characters of what stands there: columns that are drawn line by line, and no table. */
const ASIDE_SHARE = 0.3;
const ASIDE_CHARACTERS = 20;
/** Width of a strip between columns in points, and how many lines a column has. */
const STRIP = 9;
const COLUMN_LINES = 4;
/** Cuts inside of each other. */
const MOST_CUTS = 40;

export function inOrder(lines: readonly Line[]): readonly Line[] {
  const odd = lines.filter((line, i) => i > 0 && leadsBack(lines[i - 1]!, line)).length;
  if (odd <= Math.max(ODD_ALWAYS, lines.length * ODD_SHARE) && !areColumnsByLine(lines)) return lines;
  const turns = [...new Set(lines.map(({ turn }) => turn))];
  return turns.flatMap((turn) =>
    placed(
      lines.filter((line) => line.turn === turn),
      0,
    ),
  );
}

/** Upwards by more than a line, and not to the right: no column begins there. */
const leadsBack = (before: Line, line: Line): boolean =>
  before.turn === line.turn && line.y - before.y > 1.5 * line.size && line.left < before.right;

function areColumnsByLine(lines: readonly Line[]): boolean {
  const aside = lines.filter((line, i) => {
    const before = lines[i - 1];
    return (
      before?.turn === line.turn && Math.abs(before.y - line.y) < 0.3 * line.size && line.left > before.right
    );
  });
  if (aside.length < COLUMN_LINES || aside.length < ASIDE_SHARE * lines.length) return false;
  const lengths = aside.map(({ text }) => text.length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)]! >= ASIDE_CHARACTERS;
}

function placed(lines: readonly Line[], depth: number): readonly Line[] {
  if (lines.length < 2 || depth > MOST_CUTS) return byPlace(lines);
  const strip = widestGap(lines, ({ left, right }) => [left, right]);
  if (strip !== undefined && strip.width >= STRIP) {
    const left = lines.filter((line) => line.right <= strip.from);
    const right = lines.filter((line) => line.right > strip.from);
    if (left.length >= COLUMN_LINES && right.length >= COLUMN_LINES)
      return [...placed(left, depth + 1), ...placed(right, depth + 1)];
  }
  const band = widestGap(lines, ({ y, size }) => [y - 0.25 * size, y + 0.75 * size]);
  if (band === undefined) return byPlace(lines);
  const above = lines.filter(({ y, size }) => y - 0.25 * size > band.from);
  const below = lines.filter(({ y, size }) => y - 0.25 * size <= band.from);
  return [...placed(above, depth + 1), ...placed(below, depth + 1)];
}

function byPlace(lines: readonly Line[]): readonly Line[] {
  return [...lines].sort((a, b) =>
    Math.abs(a.y - b.y) <= 0.5 * Math.min(a.size, b.size) ? a.left - b.left : b.y - a.y,
  );
}

/** The widest stretch that no line covers, between the first and the last of them. */
function widestGap(
  lines: readonly Line[],
  ends: (line: Line) => readonly [number, number],
): { readonly from: number; readonly width: number } | undefined {
  const sorted = lines.map(ends).sort((a, b) => a[0] - b[0]);
  let reached = sorted[0]![1];
  let best: { from: number; width: number } | undefined;
  for (const [from, to] of sorted) {
    if (from > reached && from - reached > (best?.width ?? 0))
      best = { from: reached, width: from - reached };
    reached = Math.max(reached, to);
  }
  return best;
}
