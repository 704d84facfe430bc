/**
 * ForceAtlas2 off the main thread, from a file of the page: the library's own worker is made from a blob, which the
 * content security policy refuses. Same input, same places: the number of steps depends on the size alone.
 *
 * Reference: Jacomy, Venturini, Heymann and Bastian 2014, doi:10.1371/journal.pone.0098679.
 */
import iterate from "graphology-layout-forceatlas2/iterate.js";

export interface LayoutAsked {
  /** x and y of each node. */
  readonly places: Float32Array;
  /** Both ends and the weight of each edge. */
  readonly edges: Float32Array;
}

export interface LayoutStep {
  readonly places: Float32Array;
  readonly done: number;
  readonly total: number;
}

const PER_NODE = 10;
const PER_EDGE = 3;
/** Places are sent about so often. */
const EVERY_MS = 250;

self.addEventListener("message", ({ data: { places, edges } }: MessageEvent<LayoutAsked>) => {
  const order = places.length / 2;
  const nodes = new Float32Array(order * PER_NODE);
  for (let node = 0; node < order; node++)
    nodes.set([places[2 * node]!, places[2 * node + 1]!, 0, 0, 0, 0, 1, 1, 1, 0], node * PER_NODE);
  const links = new Float32Array(edges.length);
  for (let at = 0; at < edges.length; at += PER_EDGE) {
    const [a, b, weight] = [edges[at]! * PER_NODE, edges[at + 1]! * PER_NODE, edges[at + 2]!];
    nodes[a + 6]! += weight;
    nodes[b + 6]! += weight;
    links.set([a, b, weight], at);
  }
  const settings = {
    linLogMode: false,
    outboundAttractionDistribution: false,
    adjustSizes: false,
    edgeWeightInfluence: 1,
    scalingRatio: 10,
    strongGravityMode: true,
    gravity: 0.05,
    slowDown: 1 + Math.log(Math.max(1, order)),
    barnesHutOptimize: order > 1000,
    barnesHutTheta: 0.8,
  };
  const total = Math.round(Math.min(400, Math.max(60, 400_000 / order)));
  let sent = performance.now();
  for (let done = 1; done <= total; done++) {
    iterate(settings, nodes, links);
    if (done < total && performance.now() - sent < EVERY_MS) continue;
    sent = performance.now();
    const now = new Float32Array(order * 2);
    for (let node = 0; node < order; node++)
      now.set([nodes[node * PER_NODE]!, nodes[node * PER_NODE + 1]!], node * 2);
    self.postMessage({ places: now, done, total } satisfies LayoutStep);
  }
});
