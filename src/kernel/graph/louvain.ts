/**
 * Communities of a weighted undirected graph by modularity: the Louvain method.
 * V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre 2008, doi:10.1088/1742-5468/2008/10/P10008; modularity after
 * M. E. J. Newman 2004, doi:10.1103/PhysRevE.70.056131.
 *
 * Nodes move to the neighbouring community that gains most, in a seeded order, until a round gains less than 1e-7; then
 * communities become nodes, and so on. O(edges) a round and few rounds in practice; 16 bytes an edge end, 40 a node.
 *
 * Departures: the order of nodes is drawn anew at each level from the seed given, so the result is the same on every
 * machine and differs between seeds, and `partition.ts` says by how much.
 */
import type { Random } from "../random.ts";

/** Neighbours of each node, both directions; a loop holds twice its weight. */
interface Graph {
  readonly nodes: number;
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
  readonly weight: Float64Array;
}

export interface Communities {
  readonly count: number;
  /** Community of each node, numbered in order of smallest node. */
  readonly label: Int32Array;
  /** From -0.5 to 1; 0 where there is one community. */
  readonly modularity: number;
}

const LEAST_GAIN = 1e-7;

/** Communities of the graph on 0 to nodes - 1 with edges (a[i], b[i]) of positive weight. A node alone is one. */
export function louvain(
  nodes: number,
  a: Int32Array,
  b: Int32Array,
  weight: Float64Array,
  random: Random,
): Communities {
  let graph = fromEdges(nodes, a, b, weight);
  const whole = graph;
  const label = new Int32Array(nodes).map((_, i) => i);
  for (;;) {
    const moved = moveNodes(graph, random);
    if (!moved.any) break;
    const count = renumber(moved.community);
    for (let i = 0; i < nodes; i++) label[i] = moved.community[label[i]!]!;
    graph = contract(graph, moved.community, count);
  }
  const count = renumber(label);
  return { count, label, modularity: modularity(whole, label, count) };
}

function fromEdges(nodes: number, a: Int32Array, b: Int32Array, weight: Float64Array): Graph {
  const start = new Int32Array(nodes + 1);
  for (let i = 0; i < a.length; i++) {
    start[a[i]! + 1]!++;
    start[b[i]! + 1]!++;
  }
  for (let i = 0; i < nodes; i++) start[i + 1]! += start[i]!;
  const cursor = start.slice(0, nodes);
  const neighbour = new Int32Array(2 * a.length);
  const both = new Float64Array(2 * a.length);
  for (let i = 0; i < a.length; i++) {
    for (const [x, y] of [
      [a[i]!, b[i]!],
      [b[i]!, a[i]!],
    ] as const) {
      const q = cursor[x]!++;
      neighbour[q] = y;
      both[q] = weight[i]!;
    }
  }
  return { nodes, start, neighbour, weight: both };
}

function strengths({ nodes, start, weight }: Graph): { of: Float64Array; total: number } {
  const of = new Float64Array(nodes);
  let total = 0;
  for (let x = 0; x < nodes; x++) {
    for (let q = start[x]!; q < start[x + 1]!; q++) of[x]! += weight[q]!;
    total += of[x]!;
  }
  return { of, total };
}

/** Rounds of moves until they gain next to nothing. */
function moveNodes(graph: Graph, random: Random): { community: Int32Array; any: boolean } {
  const { nodes, start, neighbour, weight } = graph;
  const { of: strength, total } = strengths(graph);
  const community = new Int32Array(nodes).map((_, i) => i);
  const sum = strength.slice();
  const link = new Float64Array(nodes);
  const near = new Int32Array(nodes);
  const order = new Int32Array(nodes).map((_, i) => i);
  random.shuffle(order);
  let any = false;
  for (let gained = Infinity; gained > LEAST_GAIN * total;) {
    gained = 0;
    for (const x of order) {
      const own = community[x]!;
      let met = 0;
      for (let q = start[x]!; q < start[x + 1]!; q++) {
        const y = neighbour[q]!;
        if (y === x) continue;
        const c = community[y]!;
        if (link[c] === 0) near[met++] = c;
        link[c]! += weight[q]!;
      }
      sum[own]! -= strength[x]!;
      const worth = (c: number): number => link[c]! - (sum[c]! * strength[x]!) / total;
      const stay = worth(own);
      let best = own;
      let most = stay;
      for (let z = 0; z < met; z++) {
        const c = near[z]!;
        const value = worth(c);
        if (value > most) [best, most] = [c, value];
      }
      for (let z = 0; z < met; z++) link[near[z]!] = 0;
      sum[best]! += strength[x]!;
      if (best === own) continue;
      community[x] = best;
      gained += most - stay;
      any = true;
    }
  }
  return { community, any };
}

/** Numbers labels anew in order of smallest node, in place; returns how many there are. */
function renumber(label: Int32Array): number {
  const fresh = new Int32Array(label.length).fill(-1);
  let count = 0;
  for (let i = 0; i < label.length; i++) {
    const old = label[i]!;
    if (fresh[old] === -1) fresh[old] = count++;
    label[i] = fresh[old]!;
  }
  return count;
}

/** Communities as nodes; weights between them added up. */
function contract({ nodes, start, neighbour, weight }: Graph, community: Int32Array, count: number): Graph {
  const memberStart = new Int32Array(count + 1);
  for (let x = 0; x < nodes; x++) memberStart[community[x]! + 1]!++;
  for (let c = 0; c < count; c++) memberStart[c + 1]! += memberStart[c]!;
  const member = new Int32Array(nodes);
  const cursor = memberStart.slice(0, count);
  for (let x = 0; x < nodes; x++) member[cursor[community[x]!]!++] = x;
  const link = new Float64Array(count);
  const near = new Int32Array(count);
  const newStart = new Int32Array(count + 1);
  const newNeighbour = new Int32Array(neighbour.length);
  const newWeight = new Float64Array(neighbour.length);
  let at = 0;
  for (let c = 0; c < count; c++) {
    let met = 0;
    for (let m = memberStart[c]!; m < memberStart[c + 1]!; m++) {
      const x = member[m]!;
      for (let q = start[x]!; q < start[x + 1]!; q++) {
        const other = community[neighbour[q]!]!;
        if (link[other] === 0) near[met++] = other;
        link[other]! += weight[q]!;
      }
    }
    for (let z = 0; z < met; z++) {
      const other = near[z]!;
      newNeighbour[at] = other;
      newWeight[at++] = link[other]!;
      link[other] = 0;
    }
    newStart[c + 1] = at;
  }
  return {
    nodes: count,
    start: newStart,
    neighbour: newNeighbour.subarray(0, at),
    weight: newWeight.subarray(0, at),
  };
}

function modularity(graph: Graph, label: Int32Array, count: number): number {
  const { nodes, start, neighbour, weight } = graph;
  const { of, total } = strengths(graph);
  if (total === 0 || count === 1) return 0;
  const sum = new Float64Array(count);
  let inside = 0;
  for (let x = 0; x < nodes; x++) {
    sum[label[x]!]! += of[x]!;
    for (let q = start[x]!; q < start[x + 1]!; q++)
      if (label[neighbour[q]!] === label[x]) inside += weight[q]!;
  }
  return inside / total - sum.reduce((s, value) => s + (value / total) ** 2, 0);
}
