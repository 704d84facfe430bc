/** What is drawn: one disc per group, or the accounts of one group, or of all. Places and colours are the same every time. */
import { UndirectedGraph } from "graphology";
import type { NetworkView } from "../../../../workbench/index.ts";

/** Instead of a group's id: every account of every group. */
export const ALL = "all";

export interface NodeLooks {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly label: string;
  /** Number of the colour: 1 to 5, 0 for none. */
  readonly tone: number;
}

export interface EdgeLooks {
  readonly weight: number;
  readonly size: number;
  readonly tone: number;
}

export type Drawn = UndirectedGraph<NodeLooks, EdgeLooks>;
type Edge = NetworkView["edges"][number];

const COLOURS = 5;
/** Radians from one node of the opening spiral to the next. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** How surprising an edge is under the null that explains it best: -log10 of the larger corrected p. */
export function strengthOf({ log10p: { activity, times } }: Edge): number {
  return Math.min(300, Math.max(0, -Math.max(activity, times)));
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
      ...spiral(at, 10),
      size: Math.min(44, 6 + 2.4 * Math.sqrt(accounts)),
      label: `${id}: ${accounts} accounts${commonest.length === 0 ? "" : `; ${commonest.slice(0, 3).map(short).join(" · ")}`}`,
      tone: (at % COLOURS) + 1,
    });
  return graph;
}

const short = (text: string): string => (text.length > 26 ? `${text.slice(0, 25)}…` : text);

/** Accounts of one group, or of all. @param by what the colour says */
export function accountGraph(network: NetworkView, group: string, by: "group" | "community"): Drawn {
  const graph: Drawn = new UndirectedGraph();
  const place = new Map(network.groups.map(({ id }, at) => [id, at]));
  const nodes = network.nodes.filter((node) => group === ALL || node.group === group);
  for (const [at, { id, name, group: of, degree, community }] of nodes.entries())
    graph.addNode(id, {
      ...spiral(at, 10),
      size: Math.min(14, 3 + Math.sqrt(degree)),
      label: name,
      tone:
        by === "group" ? (place.get(of)! % COLOURS) + 1 : community === null ? 0 : (community % COLOURS) + 1,
    });
  const most = network.edges.reduce((high, edge) => Math.max(high, strengthOf(edge)), 1);
  for (const edge of network.edges) {
    const { a, b } = edge;
    if (!graph.hasNode(a) || !graph.hasNode(b) || graph.hasEdge(a, b)) continue;
    graph.addEdge(a, b, {
      weight: edge.weight,
      size: 0.4 + 2.6 * (strengthOf(edge) / most) ** 4,
      tone: graph.getNodeAttribute(a, "tone"),
    });
  }
  return graph;
}
