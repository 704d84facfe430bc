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
}

export interface EdgeLooks {
  readonly weight: number;
  /** Stronger evidence is thicker. */
  readonly size: number;
}

export type Drawn = UndirectedGraph<NodeLooks, EdgeLooks>;
type Edge = NetworkView["edges"][number];

/** With more nodes than this, each is drawn smaller, so that they do not cover each other. */
const ROOMY = 3000;
const SMALLER = 0.45;
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

/** One disc a group, its area by its accounts, labelled by its commonest objects. */
export function groupGraph({ groups }: NetworkView): Drawn {
  const graph: Drawn = new UndirectedGraph();
  for (const [at, { id, accounts, commonest }] of groups.entries())
    graph.addNode(id, {
      ...spiral(at, STEP),
      size: Math.min(44, 6 + 2.4 * Math.sqrt(accounts)),
      label: `${id}: ${accounts} accounts${commonest.length === 0 ? "" : `; ${commonest.slice(0, 3).map(short).join(" · ")}`}`,
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

/** Accounts of one group, or of all. */
export function accountGraph(network: NetworkView, group: string): Drawn {
  const graph: Drawn = new UndirectedGraph();
  const nodes = nodesOf(network, group);
  const scale = nodes.length > ROOMY ? SMALLER : 1;
  const opening = openingPlaces(network, nodes);
  for (const [at, { id, name, degree }] of nodes.entries())
    graph.addNode(id, {
      ...opening[at]!,
      size: scale * Math.min(14, 3 + Math.sqrt(degree)),
      label: name,
    });
  const most = network.edges.reduce((high, edge) => Math.max(high, strengthOf(edge)), 1);
  for (const edge of network.edges) {
    const { a, b } = edge;
    if (!graph.hasNode(a) || !graph.hasNode(b) || graph.hasEdge(a, b)) continue;
    graph.addEdge(a, b, { weight: edge.weight, size: 0.4 + 2.6 * (strengthOf(edge) / most) ** 4 });
  }
  return graph;
}
