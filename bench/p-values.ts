/**
 * The plot of randomised p-values in the documentation: for each set and null, the share of p-values at or below x, as a
 * curve over the diagonal that exact p-values would follow. Below the diagonal is the safe side.
 */
export interface Curve {
  readonly title: string;
  readonly subtitle: string;
  /** In rising order. */
  readonly values: Float64Array;
}

const PANEL = 240;
const GAP = 60;
const LEFT = 48;
const TOP = 46;
const POINTS = 100;

/** One panel per curve, two in a row. */
export function drawPValues(curves: readonly Curve[]): string {
  const rows = Math.ceil(curves.length / 2);
  const width = LEFT + 2 * PANEL + GAP + 20;
  const height = rows * (PANEL + TOP + 40) + 10;
  const panels = curves.map((curve, i) =>
    panel(curve, LEFT + (i % 2) * (PANEL + GAP), TOP + Math.floor(i / 2) * (PANEL + TOP + 40)),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Inter, sans-serif" font-size="11" fill="#222">`,
    `<title>Randomised p-values over shuffles of each null</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...panels,
    "</svg>",
    "",
  ].join("\n");
}

function panel({ title, subtitle, values }: Curve, left: number, top: number): string {
  const x = (p: number): string => (left + PANEL * p).toFixed(1);
  const y = (share: number): string => (top + PANEL * (1 - share)).toFixed(1);
  const points = Array.from({ length: POINTS + 1 }, (_, i) => {
    const p = i / POINTS;
    return `${x(p)},${y(shareAtMost(values, p))}`;
  });
  const ticks = [0, 0.5, 1].map(
    (t) =>
      `<text x="${x(t)}" y="${top + PANEL + 15}" text-anchor="middle">${t}</text>` +
      `<text x="${left - 6}" y="${Number(y(t)) + 4}" text-anchor="end">${t}</text>`,
  );
  return [
    `<text x="${left}" y="${top - 22}" font-size="13" font-weight="600">${title}</text>`,
    `<text x="${left}" y="${top - 7}" fill="#666">${subtitle}</text>`,
    `<rect x="${left}" y="${top}" width="${PANEL}" height="${PANEL}" fill="none" stroke="#999"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#999" stroke-dasharray="4 3"/>`,
    `<polyline points="${points.join(" ")}" fill="none" stroke="#1f5fa8" stroke-width="1.8"/>`,
    ...ticks,
  ].join("\n");
}

/** Share of the values at or below p. */
function shareAtMost(values: Float64Array, p: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= p) low = middle + 1;
    else high = middle;
  }
  return values.length === 0 ? 0 : low / values.length;
}
