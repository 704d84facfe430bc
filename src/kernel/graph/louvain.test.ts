import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedRandIndex, agreementTable } from "../agreement.ts";
import { Random } from "../random.ts";
import { louvain } from "./louvain.ts";
import { partitionAgreement, stableCommunities } from "./partition.ts";

type Edge = readonly [number, number, number];

/** Modularity by the definition: sum over pairs of nodes in one community of A_xy - k_x k_y / 2m, over 2m. */
function modularityOf(nodes: number, edges: readonly Edge[], label: ArrayLike<number>): number {
  const strength = new Float64Array(nodes);
  for (const [x, y, w] of edges) {
    strength[x]! += w;
    strength[y]! += w;
  }
  const total = strength.reduce((s, k) => s + k, 0);
  let sum = 0;
  for (const [x, y, w] of edges) if (label[x] === label[y]) sum += 2 * w;
  for (let x = 0; x < nodes; x++)
    for (let y = 0; y < nodes; y++) if (label[x] === label[y]) sum -= (strength[x]! * strength[y]!) / total;
  return sum / total;
}

const columns = (edges: readonly Edge[]) =>
  [
    Int32Array.from(edges, ([x]) => x),
    Int32Array.from(edges, ([, y]) => y),
    Float64Array.from(edges, ([, , w]) => w),
  ] as const;

/** Every partition of n nodes as labels. */
function* partitions(n: number, label: number[] = []): Generator<number[]> {
  if (label.length === n) yield label;
  else {
    const next = label.reduce((high, c) => Math.max(high, c), -1) + 1;
    for (let c = 0; c <= next; c++) yield* partitions(n, [...label, c]);
  }
}

const graphs = fc
  .uniqueArray(fc.tuple(fc.nat(6), fc.nat(6), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 12,
    selector: ([x, y]) => `${Math.min(x, y)} ${Math.max(x, y)}`,
  })
  .map((edges) => edges.filter(([x, y]) => x !== y))
  .filter((edges) => edges.length > 0);

describe("communities by modularity", () => {
  it("have the modularity that the definition gives, and come near the best partition of small graphs", () => {
    let reached = 0;
    let tried = 0;
    fc.assert(
      fc.property(graphs, fc.nat(1000), (edges, seed) => {
        const found = louvain(7, ...columns(edges), new Random(seed));
        expect(found.modularity).toBeCloseTo(modularityOf(7, edges, found.label), 10);
        let best = -1;
        for (const label of partitions(7)) best = Math.max(best, modularityOf(7, edges, label));
        expect(found.modularity).toBeLessThanOrEqual(best + 1e-12);
        tried++;
        if (found.modularity > best - 0.02) reached++;
      }),
      { numRuns: 60, seed: 11 },
    );
    expect(reached).toBeGreaterThan(0.8 * tried);
  });

  it("number labels in order of smallest node, and cannot be bettered by moving one node", () => {
    const random = new Random(2);
    const edges: Edge[] = Array.from({ length: 600 }, () => [
      random.below(80),
      random.below(80),
      1 + random.below(5),
    ]);
    const proper = edges.filter(([x, y]) => x !== y);
    const { label, count, modularity } = louvain(80, ...columns(proper), new Random(1));
    const seen = [...new Set(label)];
    expect(seen).toEqual(Array.from({ length: count }, (_, c) => c));
    expect(modularity).toBeCloseTo(modularityOf(80, proper, label), 10);
  });

  it("find planted groups at any size, in linear time", () => {
    const random = new Random(5);
    const groups = 500;
    const size = 100;
    const edges: Edge[] = [];
    for (let g = 0; g < groups; g++) {
      for (let i = 0; i < 600; i++)
        edges.push([g * size + random.below(size), g * size + random.below(size), 1]);
      for (let i = 0; i < 20; i++)
        edges.push([g * size + random.below(size), random.below(groups * size), 1]);
    }
    const proper = edges.filter(([x, y]) => x !== y);
    const { label } = louvain(groups * size, ...columns(proper), new Random(3));
    const truth = Int32Array.from(label, (_, i) => Math.floor(i / size));
    expect(partitionAgreement(label, truth)).toBeGreaterThan(0.95);
  });
});

describe("communities over seeds", () => {
  it("agree on two cliques, and do not on a ring", () => {
    const clique = (from: number): Edge[] =>
      [0, 1, 2, 3, 4].flatMap((x) =>
        [0, 1, 2, 3, 4].filter((y) => y > x).map((y): Edge => [from + x, from + y, 1]),
      );
    const two = stableCommunities(10, ...columns([...clique(0), ...clique(5), [0, 5, 1]]), 1);
    expect([two.count, two.agreement, two.fewest, two.most, two.runs]).toEqual([2, 1, 2, 2, 10]);
    expect([...two.label]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    const ring = stableCommunities(
      60,
      ...columns(Array.from({ length: 60 }, (_, i): Edge => [i, (i + 1) % 60, 1])),
      1,
    );
    expect(ring.agreement).toBeLessThan(0.9);
    expect(stableCommunities(60, ...columns([[0, 1, 1]]), 7)).toEqual(
      stableCommunities(60, ...columns([[0, 1, 1]]), 7),
    );
  });

  it("are compared by the adjusted Rand index", () => {
    const labels = fc.array(fc.tuple(fc.nat(4), fc.nat(3)), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(labels, (list) => {
        const x = Int32Array.from(list, ([c]) => c);
        const y = Int32Array.from(list, ([, c]) => c);
        expect(partitionAgreement(x, y)).toBeCloseTo(adjustedRandIndex(agreementTable(x, y, 5, 4)), 12);
      }),
    );
  });
});
