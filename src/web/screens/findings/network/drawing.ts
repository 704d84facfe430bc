/**
 * A network on WebGL. Beyond a few thousand edges it is drawn so that it can be moved even where there is no graphics card:
 * nodes as points (in software, sigma's instanced discs take twenty times as long), edges only once their ends have
 * come to rest, the strongest of them, and neither edges nor labels while the drawing moves.
 */
import { Sigma } from "sigma";
import { EdgeLineProgram, EdgeRectangleProgram, NodeCircleProgram, NodePointProgram } from "sigma/rendering";
import type { Drawn, EdgeLooks, NodeLooks } from "./graph.ts";
import type { LayoutStep } from "./layout-worker.ts";
import { isFew, MOST_EDGES } from "./graph.ts";
import { place } from "./layout.ts";
import { drawHover, drawLabel, inks } from "./looks.ts";

export interface Choice {
  readonly node: (id: string) => void;
  readonly edge: (a: string, b: string) => void;
}

/** What of a drawing changes while it stands. */
export interface Shown {
  readonly toneOf: (id: string) => number;
  /** Radius by what is asked for; undefined for that of the graph. */
  readonly sizeOf: ((id: string) => number) | undefined;
  /** Nodes that stand out; undefined for all. */
  readonly wanted: ReadonlySet<string> | undefined;
  /** An account, whose neighbours stand out. */
  readonly selected: string | undefined;
  /** Both ends of an edge that is chosen. */
  readonly pair: readonly [string, string] | undefined;
  readonly choice: Choice;
}

export interface Drawing {
  readonly sigma: Sigma<NodeLooks, EdgeLooks>;
  /** Colours, what stands out, what is chosen. */
  readonly show: (shown: Shown) => void;
  readonly recolour: () => void;
  /** Nodes at the places of a step of the layout; with the last one, the edges that waited for it. */
  readonly move: (step: LayoutStep) => void;
}

export function drawingOf(frame: HTMLElement, graph: Drawn, first: Shown): Drawing {
  const few = isFew(graph);
  const drawn = few ? graph : graph.emptyCopy();
  let shown = first;
  let colours = inks();
  // The account under the pointer and its neighbours.
  let near: ReadonlySet<string> | undefined;
  const around = (id: string): ReadonlySet<string> => new Set([id, ...drawn.neighbors(id)]);
  const chosen = () =>
    few && shown.selected !== undefined && drawn.hasNode(shown.selected) ? around(shown.selected) : undefined;
  let picked = chosen();
  const stands = (id: string) => near?.has(id) ?? shown.wanted?.has(id) ?? picked?.has(id) ?? true;
  const inPair = (id: string) => shown.pair?.includes(id) === true;
  const sigma = new Sigma<NodeLooks, EdgeLooks>(drawn, frame, {
    allowInvalidContainer: true,
    enableEdgeEvents: few,
    hideEdgesOnMove: !few,
    hideLabelsOnMove: !few,
    defaultEdgeType: "line",
    nodeProgramClasses: { circle: few ? NodeCircleProgram : NodePointProgram },
    edgeProgramClasses: { line: few ? EdgeRectangleProgram : EdgeLineProgram },
    labelFont: "Inter, sans-serif",
    labelSize: 12,
    labelColor: { color: colours.ink },
    labelRenderedSizeThreshold: 0,
    stagePadding: 26,
    zIndex: true,
    defaultDrawNodeLabel: drawLabel,
    defaultDrawNodeHover: drawHover,
    nodeReducer: (id, { x, y, size, label, letter, isNamed }) => {
      const out = stands(id);
      const isChosen = id === shown.selected || inPair(id);
      const named = isNamed || isChosen || near?.has(id) === true;
      return {
        x,
        y,
        size: shown.sizeOf?.(id) ?? size,
        ...(letter === undefined ? {} : { letter }),
        label: out && named ? label : "",
        forceLabel: out && named,
        color: out ? colours.tones[shown.toneOf(id)]! : colours.faint,
        zIndex: out ? 1 : 0,
        highlighted: isChosen,
      };
    },
    edgeReducer: (edge, { size, isThinned }) => {
      const [from, to] = [drawn.source(edge), drawn.target(edge)];
      if (inPair(from) && inPair(to)) return { size: Math.max(3, size), zIndex: 2, color: colours.accent };
      const ends = near ?? picked;
      const touches = ends !== undefined && ends.has(from) && ends.has(to);
      if (few && isThinned && !touches) return { hidden: true };
      const seen = stands(from) && stands(to);
      return {
        size,
        zIndex: seen ? 1 : 0,
        color: !seen ? colours.faint : size > 2 ? colours.tones[shown.toneOf(from)]! : colours.edge,
      };
    },
  });
  const again = () => void sigma.refresh({ skipIndexation: true });
  sigma.on("clickNode", ({ node }) => shown.choice.node(node));
  sigma.on("clickEdge", ({ edge }) => shown.choice.edge(drawn.source(edge), drawn.target(edge)));
  if (few) {
    sigma.on("enterNode", ({ node }) => {
      near = around(node);
      again();
    });
    sigma.on("leaveNode", () => {
      near = undefined;
      again();
    });
  }
  return {
    sigma,
    show: (changed) => {
      shown = changed;
      picked = chosen();
      again();
    },
    recolour: () => {
      colours = inks();
      sigma.setSetting("labelColor", { color: colours.ink });
    },
    move: ({ places, done, total }) => {
      place(graph, places);
      if (!few) {
        place(drawn, places);
        if (done === total) addStrongest(graph, drawn);
      }
      // Looks are the same, only places changed: nothing is looked at again but these.
      sigma.refresh({ partialGraph: {}, skipIndexation: false, schedule: true });
    },
  };
}

function addStrongest(from: Drawn, to: Drawn): void {
  const edges = from.mapEdges((edge, looks, a, b) => ({ edge, looks, a, b }));
  edges.sort((x, y) => y.looks.size - x.looks.size);
  for (const { edge, looks, a, b } of edges.slice(0, MOST_EDGES)) to.addEdgeWithKey(edge, a, b, looks);
}
