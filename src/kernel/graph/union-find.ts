/**
 * Union-find with union by size and path halving (R. E. Tarjan and J. van Leeuwen 1984, doi:10.1145/62.2160). Joining and
 * finding cost the inverse Ackermann function; memory 8 bytes a node.
 */
export class UnionFind {
  readonly #parent: Int32Array;
  readonly #size: Int32Array;

  constructor(nodes: number) {
    this.#parent = new Int32Array(nodes).map((_, i) => i);
    this.#size = new Int32Array(nodes).fill(1);
  }

  /** The node that stands for the set of this one. */
  root(node: number): number {
    const parent = this.#parent;
    let x = node;
    while (parent[x] !== x) {
      parent[x] = parent[parent[x]!]!;
      x = parent[x]!;
    }
    return x;
  }

  /** Makes one set of two; false if they are one already. */
  join(a: number, b: number): boolean {
    let x = this.root(a);
    let y = this.root(b);
    if (x === y) return false;
    if (this.#size[x]! < this.#size[y]!) [x, y] = [y, x];
    this.#parent[y] = x;
    this.#size[x]! += this.#size[y]!;
    return true;
  }

  /** Nodes in the set of this root. */
  sizeOf(root: number): number {
    return this.#size[root]!;
  }
}
