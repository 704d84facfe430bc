/** Connected components by union-find: O(nodes + edges x inverse Ackermann); memory 8 bytes a node. */
import { UnionFind } from "./union-find.ts";

export interface Components {
  readonly count: number;
  /** Component of each node, numbered by smallest node; -1 for a node without edges. */
  readonly label: Int32Array;
}

/** Components of the graph on 0 to nodes - 1 with edges (a[i], b[i]). A loop joins nothing and counts as no edge. */
export function components(nodes: number, a: Int32Array, b: Int32Array): Components {
  const sets = new UnionFind(nodes);
  for (let i = 0; i < a.length; i++) sets.join(a[i]!, b[i]!);
  const label = new Int32Array(nodes).fill(-1);
  const ofRoot = new Map<number, number>();
  for (let node = 0; node < nodes; node++) {
    const r = sets.root(node);
    if (sets.sizeOf(r) === 1) continue;
    let c = ofRoot.get(r);
    if (c === undefined) ofRoot.set(r, (c = ofRoot.size));
    label[node] = c;
  }
  return { count: ofRoot.size, label };
}
