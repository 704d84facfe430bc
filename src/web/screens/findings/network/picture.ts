import { element, withFoot } from "../save.ts";
import type { Drawn } from "./graph.ts";
import { inks } from "./looks.ts";

const WIDTH = 900;
const HEIGHT = 620;
const EDGE = 60;
/** Labels beyond this many lie on each other; the largest keep theirs. */
const MOST_LABELS = 60;

/** The network as it lies now, as a file with caption and provenance. */
export function pictureOf(
  graph: Drawn,
  toneOf: (id: string) => number,
  caption: string,
  lines: readonly string[],
): string {
  const { ink, edge, tones } = inks();
  const svg = element("svg", {}) as SVGSVGElement;
  const place = placer(graph);
  graph.forEachEdge((_edge, { size, isThinned }, a, _b, from, to) => {
    if (isThinned) return;
    const [start, end] = [place(from), place(to)];
    svg.append(
      element("line", {
        x1: start.x,
        y1: start.y,
        x2: end.x,
        y2: end.y,
        stroke: size > 2 ? tones[toneOf(a)]! : edge,
        "stroke-width": size / 2,
      }),
    );
  });
  const sizes = graph.mapNodes((_, { size }) => size).sort((x, y) => y - x);
  const least = sizes[MOST_LABELS] ?? 0;
  graph.forEachNode((id, looks) => {
    const { x, y } = place(looks);
    svg.append(
      element("circle", {
        cx: x,
        cy: y,
        r: looks.size,
        fill: tones[toneOf(id)]!,
      }),
    );
    const label = [...(looks.letter === undefined ? [] : [looks.letter]), ...looks.label.split("\n")].join(
      ", ",
    );
    if (looks.size > least || sizes.length <= MOST_LABELS)
      svg.append(element("text", { x: x + looks.size + 3, y: y + 4, fill: ink, "font-size": 11 }, label));
  });
  return withFoot(svg, { width: WIDTH, height: HEIGHT, caption, lines });
}

/** From the graph's own measure to the drawing's. */
function placer(graph: Drawn): (at: { readonly x: number; readonly y: number }) => { x: number; y: number } {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  graph.forEachNode((_, { x, y }) => {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [low, high] = [Math.min(low, y), Math.max(high, y)];
  });
  const scale = Math.min((WIDTH - 2 * EDGE) / (right - left || 1), (HEIGHT - 2 * EDGE) / (high - low || 1));
  return ({ x, y }) => ({
    x: Math.round((WIDTH / 2 + (x - (left + right) / 2) * scale) * 10) / 10,
    y: Math.round((HEIGHT / 2 - (y - (low + high) / 2) * scale) * 10) / 10,
  });
}
