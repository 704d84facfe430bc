/**
 * A network on WebGL. Beyond a few thousand edges it is drawn so that it can be moved even where there is no graphics card:
 * nodes as points (in software, sigma's instanced discs take twenty times as long), edges only once their ends have
 * come to rest, the strongest of them, and neither edges nor labels while the drawing moves.
 */
import { Sigma } from "sigma";
import { EdgeLineProgram, EdgeRectangleProgram, NodeCircleProgram, NodePointProgram } from "sigma/rendering";
import type { Drawn, EdgeLooks, NodeLooks } from "./graph.ts";
import type { LayoutStep } from "./layout-worker.ts";
import { place } from "./layout.ts";
import { drawHover, inks } from "./looks.ts";

/** Up to here every edge is drawn and can be pointed at, and the neighbours of an account stand out. */
const FEW = 3000;
/** Edges that are drawn at most. */
const MOST_EDGES = 20_000;

export interface Choice {
  readonly node: (id: string) => void;
  readonly edge: (a: string, b: string) => void;
}

/** What of a drawing changes while it stands. */
export interface Shown {
  readonly toneOf: (id: string) => number;
  /** Nodes that stand out; undefined for all. */
  readonly wanted: ReadonlySet<string> | undefined;
  readonly selected: string | undefined;
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

const isFew = ({ size, order }: Drawn): boolean => size <= FEW && order <= FEW;

/** How many edges of a graph are drawn. */
export function edgesDrawn(graph: Drawn): number {
  return isFew(graph) ? graph.size : Math.min(MOST_EDGES, graph.size);
}

export function drawingOf(frame: HTMLElement, graph: Drawn, first: Shown): Drawing {
  const few = isFew(graph);
  const drawn = few ? graph : graph.emptyCopy();
  let shown = first;
  let colours = inks();
  // The account under the pointer and its neighbours.
  let near: ReadonlySet<string> | undefined;
  const stands = (id: string) => near?.has(id) ?? shown.wanted?.has(id) ?? true;
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
    labelRenderedSizeThreshold: graph.order > 60 ? 8 : 3,
    zIndex: true,
    defaultDrawNodeHover: drawHover,
    nodeReducer: (id, { x, y, size, label }) => {
      const out = stands(id);
      return {
        x,
        y,
        size,
        label: out ? label : "",
        color: out ? colours.tones[shown.toneOf(id)]! : colours.faint,
        zIndex: out ? 1 : 0,
        highlighted: id === shown.selected,
      };
    },
    edgeReducer: (edge, { size }) => {
      const from = drawn.source(edge);
      const seen = stands(from) && stands(drawn.target(edge));
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
      near = new Set([node, ...drawn.neighbors(node)]);
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
