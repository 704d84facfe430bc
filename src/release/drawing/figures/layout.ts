/**
 * Layout of one opened group: a force-directed drawing inside a circle (Fruchterman and Reingold 1991,
 * doi:10.1002/spe.4380211102, in the velocity Verlet form of d3-force), then the names of three accounts where they
 * cover least. d3-force starts on a spiral and uses a fixed linear congruential generator: same figure, same drawing.
 * Time O(ticks · n log n) for n accounts, at most 300 ticks.
 */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationLinkDatum, SimulationNodeDatum } from "d3-force";
import type { NetworkFigure } from "../../../model/finding.ts";
import { crosses, overlap, textWidth } from "../../../drawing/labels.ts";
import type { Box } from "../../../drawing/labels.ts";

export interface Dot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly a: Dot;
  readonly b: Dot;
  readonly strength: number;
}

export interface Layout {
  readonly dots: readonly Dot[];
  /** Weakest first, so that the strongest lie on top. */
  readonly lines: readonly Line[];
}

interface Node extends SimulationNodeDatum {
  readonly id: string;
}

interface Link extends SimulationLinkDatum<Node> {
  readonly strength: number;
}

/** Dots and lines of a group, centred on 0,0 inside `radius`. */
export function layoutGroup(figure: NetworkFigure, group: string, radius: number): Layout {
  const nodes: Node[] = figure.nodes.filter((node) => node.group === group).map((node) => ({ id: node.id }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const links: Link[] = figure.edges
    .filter((edge) => byId.has(edge.a) && byId.has(edge.b))
    .map((edge) => ({ source: byId.get(edge.a)!, target: byId.get(edge.b)!, strength: edge.strength }));
  const most = Math.max(1, ...links.map((link) => link.strength));
  const room = (2 * radius) / Math.sqrt(Math.max(4, nodes.length));
  const simulation = forceSimulation(nodes)
    .force(
      "link",
      forceLink(links).distance((link) => room * (1.1 - 0.5 * (link.strength / most))),
    )
    .force("charge", forceManyBody().strength(-room * 2.2))
    .force("collide", forceCollide(Math.max(5, room * 0.22)))
    .force("x", forceX(0).strength(0.06))
    .force("y", forceY(0).strength(0.06))
    .stop();
  simulation.tick(300);
  const dots = scaleInto(nodes, radius);
  const lines = links
    .map((link) => ({
      a: dots.get((link.source as Node).id)!,
      b: dots.get((link.target as Node).id)!,
      strength: link.strength,
    }))
    .sort((a, b) => a.strength - b.strength);
  return { dots: [...dots.values()], lines };
}

function scaleInto(nodes: readonly Node[], radius: number): Map<string, Dot> {
  const cx = nodes.reduce((sum, node) => sum + node.x!, 0) / Math.max(1, nodes.length);
  const cy = nodes.reduce((sum, node) => sum + node.y!, 0) / Math.max(1, nodes.length);
  const reach = Math.max(1e-6, ...nodes.map((node) => Math.hypot(node.x! - cx, node.y! - cy)));
  const scale = Math.min(3, radius / reach);
  const round = (value: number): number => Math.round(value * 10) / 10;
  return new Map(
    nodes.map((node) => [
      node.id,
      { id: node.id, x: round((node.x! - cx) * scale), y: round((node.y! - cy) * scale) },
    ]),
  );
}

/** The accounts with the strongest ties, at most `count`; equals by id. */
export function strongest(layout: Layout, count = 3): Dot[] {
  const weight = new Map<string, number>();
  for (const line of layout.lines)
    for (const dot of [line.a, line.b]) weight.set(dot.id, (weight.get(dot.id) ?? 0) + line.strength);
  return layout.dots
    .filter((dot) => weight.has(dot.id))
    .toSorted((a, b) => weight.get(b.id)! - weight.get(a.id)! || (a.id < b.id ? -1 : 1))
    .slice(0, count);
}

export interface DotLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Names beside dots: of eight places around each, the one that covers least; inside the circle. */
export function labelDots(layout: Layout, named: readonly Dot[], radius: number): DotLabel[] {
  const taken: Box[] = [];
  return named.map((dot) => {
    const w = textWidth(dot.id, true);
    const places = placesAround(dot, w);
    const costs = places.map((box) => cost(box, layout, taken, radius));
    const best = costs.indexOf(Math.min(...costs));
    const box = places[best]!;
    taken.push(box);
    return { text: dot.id, x: box.x, y: box.y + 10 };
  });
}

function placesAround(dot: Dot, w: number): Box[] {
  const height = 13;
  const gap = 7;
  const out: Box[] = [];
  for (const dy of [-height / 2, gap, -height - gap])
    for (const dx of [gap, -w - gap, -w / 2])
      if (dx !== -w / 2 || dy !== -height / 2) out.push({ x: dot.x + dx, y: dot.y + dy, w, h: height });
  return out;
}

function cost(box: Box, layout: Layout, taken: readonly Box[], radius: number): number {
  let sum = 0;
  for (const corner of [box.x, box.x + box.w]) if (Math.hypot(corner, box.y + box.h / 2) > radius) sum += 40;
  for (const other of taken) if (overlap(box, other)) sum += 1000;
  for (const dot of layout.dots) if (overlap(box, { x: dot.x - 4, y: dot.y - 4, w: 8, h: 8 })) sum += 6;
  for (const line of layout.lines) if (crosses(box, line.a.x, line.a.y, line.b.x, line.b.y)) sum += 1;
  return sum;
}
