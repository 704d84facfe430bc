import type { Drawn } from "./graph.ts";
import type { LayoutAsked, LayoutStep } from "./layout-worker.ts";

/**
 * Lays a graph out in a worker, which says where its nodes are as it goes.
 * @returns what ends it
 */
export function layOut(graph: Drawn, onStep: (step: LayoutStep) => void): () => void {
  const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<LayoutStep>) => {
    onStep(data);
    if (data.done === data.total) worker.terminate();
  });
  worker.postMessage(asked(graph));
  return () => worker.terminate();
}

/**
 * Puts the nodes of a graph where a step says they are. The graph tells nobody: the drawing says when, and does not
 * look at every node and edge again for it.
 * @param places of nodes in the order of the graph
 */
export function place(graph: Drawn, places: LayoutStep["places"]): void {
  let at = 0;
  graph.forEachNode((_, looks) => {
    looks.x = places[at++]!;
    looks.y = places[at++]!;
  });
}

function asked(graph: Drawn): LayoutAsked {
  const index = new Map(graph.nodes().map((node, at) => [node, at]));
  const places = new Float32Array(2 * graph.order);
  let at = 0;
  graph.forEachNode((_, { x, y }) => {
    places[at++] = x;
    places[at++] = y;
  });
  const edges = new Float32Array(3 * graph.size);
  at = 0;
  graph.forEachEdge((_, { weight }, a, b) => {
    edges[at++] = index.get(a)!;
    edges[at++] = index.get(b)!;
    edges[at++] = weight;
  });
  return { places, edges };
}
