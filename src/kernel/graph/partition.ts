/**
 * Communities that do not hang on one seed: several runs of the Louvain method, the one with the highest modularity, and
 * how far the others agree with it (adjusted Rand index: L. Hubert and P. Arabie 1985, doi:10.1007/BF01908075).
 * O(runs x (edges + nodes log nodes)).
 */
import { Random } from "../random.ts";
import { louvain, type Communities } from "./louvain.ts";

export interface StableCommunities extends Communities {
  readonly runs: number;
  /** Mean adjusted Rand index of the other runs against the one chosen; 1 where all are the same. */
  readonly agreement: number;
  /** Fewest and most communities of a run. */
  readonly fewest: number;
  readonly most: number;
}

/** Runs with seeds derived from `seed`; the first of equal modularity is chosen. */
export function stableCommunities(
  nodes: number,
  a: Int32Array,
  b: Int32Array,
  weight: Float64Array,
  seed: number,
  runs = 10,
): StableCommunities {
  const random = new Random(seed);
  const all = Array.from({ length: runs }, () =>
    louvain(nodes, a, b, weight, new Random(random.uint32() * 2 ** 20 + (random.uint32() >>> 12))),
  );
  const best = all.reduce((x, y) => (y.modularity > x.modularity + 1e-12 ? y : x));
  const others = all.filter((run) => run !== best);
  const sum = others.reduce((s, run) => s + partitionAgreement(best.label, run.label), 0);
  return {
    ...best,
    runs,
    agreement: others.length === 0 ? 1 : sum / others.length,
    fewest: Math.min(...all.map(({ count }) => count)),
    most: Math.max(...all.map(({ count }) => count)),
  };
}

/** Adjusted Rand index of two partitions of the same items by sorting their common cells: O(items log items). */
export function partitionAgreement(x: Int32Array, y: Int32Array): number {
  const n = x.length;
  const wide = y.reduce((high, label) => Math.max(high, label), 0) + 1;
  const cells = pairsOfEqual(Float64Array.from(x, (label, i) => label * wide + y[i]!));
  const rows = pairsOfEqual(Float64Array.from(x));
  const columns = pairsOfEqual(Float64Array.from(y));
  const expected = n < 2 ? 0 : (rows * columns) / ((n * (n - 1)) / 2);
  const largest = (rows + columns) / 2;
  return largest === expected ? 1 : (cells - expected) / (largest - expected);
}

/** Pairs of items with the same key. Sorts the keys. */
function pairsOfEqual(keys: Float64Array): number {
  keys.sort();
  let pairs = 0;
  let run = 0;
  for (let i = 1; i < keys.length; i++) {
    run = keys[i] === keys[i - 1] ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}
