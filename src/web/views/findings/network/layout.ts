import type { Drawn } from "./graph.ts";
import type { LayoutAsked, LayoutStep } from "./layout-worker.ts";

/**
 * Lays a graph out in a worker; places arrive in the graph as it goes.
 * @returns what ends it
 */
export function layOut(graph: Drawn, onStep: (step: LayoutStep) => void): () => void {
  const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<LayoutStep>) => {
    let at = 0;
    graph.updateEachNodeAttributes((_, looks) => {
      const [x = 0, y = 0] = data.places.subarray(2 * at, 2 * at + 2);
      at++;
      return { ...looks, x, y };
    });
    onStep(data);
    if (data.done === data.total) worker.terminate();
  });
  worker.postMessage(asked(graph));
  return () => worker.terminate();
}

function asked(graph: Drawn): LayoutAsked {
  const index = new Map(graph.nodes().map((node, at) => [node, at]));
  const places = new Float32Array(graph.mapNodes((_, { x, y }) => [x, y]).flat());
  const edges = new Float32Array(
    graph.mapEdges((_, { weight }, a, b) => [index.get(a)!, index.get(b)!, weight]).flat(),
  );
  return { places, edges };
}
