/** What is drawn: one disc per group, or the accounts of one group, or of all. Places are the same every time. */
import { UndirectedGraph } from "graphology";
import type { NetworkView } from "../../../../desk/index.ts";

/** Instead of a group's id: every account of every group. */
export const ALL = "all";

export interface NodeLooks {
  x: number;
  y: number;
  readonly size: number;
  readonly label: string;
  /** Stands in the disc, where it has room. */
  readonly letter?: string;
  /** Its label is always drawn; of any other where it is pointed at or chosen. */
  readonly isNamed: boolean;
}

export interface EdgeLooks {
  readonly weight: number;
  /** Stronger evidence is thicker. */
  readonly size: number;
  /** Left out of the drawing unless an end of it is chosen. */
  readonly isThinned: boolean;
}

export type Drawn = UndirectedGraph<NodeLooks, EdgeLooks>;
type Edge = NetworkView["edges"][number];

/** Up to here edges can be pointed at, and the neighbours of an account stand out. */
const FEW = 3000;
/** Edges that are drawn at most. */
export const MOST_EDGES = 20_000;
/** With more nodes than this, each is drawn smaller, so that they do not cover each other. */
const ROOMY = 3000;
const SMALLER = 0.45;
/** Accounts that are all named, and how many are where there are more: those with most edges. */
const MOST_NAMED = 8;
const NAMED = 3;
/** Measure of the opening spiral. */
const STEP = 10;
/** Radians from one node of the opening spiral to the next. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** How surprising an edge is under the null that explains it best: -log10 of the largest corrected p; 0 if none was computed. */
export function strengthOf({ log10p }: Edge): number {
  const largest = Object.values(log10p).reduce((high, p) => Math.max(high, p), -Infinity);
  return largest === -Infinity ? 0 : Math.min(300, Math.max(0, -largest));
}

const spiral = (at: number, spread: number) => ({
  x: spread * Math.sqrt(at + 0.5) * Math.cos(at * GOLDEN),
  y: spread * Math.sqrt(at + 0.5) * Math.sin(at * GOLDEN),
});

/** One disc a group with its letter in it, its area by its accounts, labelled by these and by its commonest object. */
export function groupGraph({ groups }: NetworkView): Drawn {
  const graph: Drawn = new UndirectedGraph();
  for (const [at, { id, accounts, commonest }] of groups.entries())
    graph.addNode(id, {
      ...spiral(at, STEP),
      size: Math.min(34, 9 + 1.6 * Math.sqrt(accounts)),
      letter: id,
      isNamed: true,
      label: `${accounts} accounts${commonest.length === 0 ? "" : `\n${short(commonest[0]!)}`}`,
    });
  return graph;
}

const short = (text: string): string => (text.length > 26 ? `${text.slice(0, 25)}…` : text);

/** Nodes of one group, or of all. */
export const nodesOf = ({ nodes }: NetworkView, group: string): NetworkView["nodes"] =>
  group === ALL ? nodes : nodes.filter((node) => node.group === group);

/** Where a layout begins: each group around a centre of its own, so that groups do not have to find their way apart. */
function openingPlaces({ groups }: NetworkView, nodes: NetworkView["nodes"]) {
  const largest = groups.reduce((most, { accounts }) => Math.max(most, accounts), 1);
  const centres = new Map(groups.map(({ id }, at) => [id, spiral(at, 2 * STEP * Math.sqrt(largest))]));
  const placed = new Map<string, number>();
  return nodes.map(({ group }) => {
    const at = placed.get(group) ?? 0;
    placed.set(group, at + 1);
    const [centre, around] = [centres.get(group)!, spiral(at, STEP)];
    return { x: centre.x + around.x, y: centre.y + around.y };
  });
}

/** Edges of an account that are drawn where a group has more: the strongest, so that a dense group shows its shape. */
const EDGES_EACH = 3;

/** The strongest edges of each account: at least one of each, and at most three of either end but for an account's first. */
export function strongest(edges: readonly Edge[]): ReadonlySet<Edge> {
  const drawn = new Map<string, number>();
  const inOrder = [...edges].sort((x, y) => strengthOf(y) - strengthOf(x) || y.weight - x.weight);
  return new Set(
    inOrder.filter((edge) => {
      const [a, b] = [drawn.get(edge.a) ?? 0, drawn.get(edge.b) ?? 0];
      if ((a >= EDGES_EACH || b >= EDGES_EACH) && a > 0 && b > 0) return false;
      drawn.set(edge.a, a + 1).set(edge.b, b + 1);
      return true;
    }),
  );
}

/** Accounts of one group, or of all. */
export function accountGraph(network: NetworkView, group: string): Drawn {
  const graph: Drawn = new UndirectedGraph();
  const nodes = nodesOf(network, group);
  const scale = nodes.length > ROOMY ? SMALLER : 1;
  const opening = openingPlaces(network, nodes);
  for (const [at, { id, name, degree }] of nodes.entries())
    graph.addNode(id, {
      ...opening[at]!,
      size: scale * Math.min(9, 3 + Math.sqrt(degree) / 2),
      label: name,
      isNamed: nodes.length <= MOST_NAMED || at < NAMED,
    });
  const most = network.edges.reduce((high, edge) => Math.max(high, strengthOf(edge)), 1);
  const drawn = strongest(network.edges);
  for (const edge of network.edges) {
    const { a, b } = edge;
    if (!graph.hasNode(a) || !graph.hasNode(b) || graph.hasEdge(a, b)) continue;
    const size = 0.4 + 2.6 * (strengthOf(edge) / most) ** 4;
    graph.addEdge(a, b, { weight: edge.weight, size, isThinned: !drawn.has(edge) });
  }
  return graph;
}

export const isFew = ({ size, order }: Drawn): boolean => size <= FEW && order <= FEW;

/** How many edges of a graph are drawn while none is chosen. */
export function edgesDrawn(graph: Drawn): number {
  return isFew(graph)
    ? graph.reduceEdges((sum, _edge, { isThinned }) => sum + (isThinned ? 0 : 1), 0)
    : Math.min(MOST_EDGES, graph.size);
}
