/**
 * The near-copy join: which texts of a set have a Jaccard similarity of at least t, joined to clusters.
 *
 * Texts that agree on a band (`sketch.ts`) form a bucket; the pairs of a bucket that are not in one cluster yet are
 * compared exactly (`shingles.ts`), each pair in the first bucket where it meets. So a cluster never joins texts that an
 * exact join would keep apart, and what is missed is a pair that agrees on no band. O(units) for the sketches, bands
 * times a counting sort, and the comparisons.
 *
 * A bucket of more than `DENSE` texts is put in the order of the next band, so that similar texts are neighbours (as in
 * the forest of M. Bawa, T. Condie, P. Ganesan 2005, doi:10.1145/1060745.1060840), and each text is compared with the
 * `REACH` before it: linear instead of quadratic. Pairs left out in this way that end in different clusters are counted.
 *
 * A text that ends in hashtags and its body are one from the start: what is like either of them is like the text
 * (`ShingleMatcher.similarity`).
 *
 * Clusters are connected components: a cluster can chain texts that are not similar to each other. The result does not
 * depend on the order in which texts were added.
 */
import { UnionFind } from "../graph/union-find.ts";
import { Groups } from "./groups.ts";
import { ShingleMatcher } from "./shingles.ts";
import { bandPlan, Sketches, type BandPlan } from "./sketch.ts";
import type { TextSet } from "./text-set.ts";

/** A bucket with more texts is compared among neighbours only. */
export const DENSE = 256;
/** How many neighbours. */
export const REACH = 64;

export interface NearCopyOptions {
  /** Least Jaccard similarity, 0.5 to 1. */
  readonly similarity: number;
  /** Letters in a shingle (`runs.ts`); no text of the set is shorter. */
  readonly shingle: number;
}

export interface NearCopies {
  /** Cluster of each text; a text that is like no other has one of its own. Numbered by their first text. */
  readonly label: Int32Array;
  readonly count: number;
  /** Pairs of texts that were compared. */
  readonly compared: number;
  /** Buckets in which not all pairs were compared. */
  readonly denseBuckets: number;
  /** At most so many pairs of such buckets lie in different clusters and were not compared there. */
  readonly notCompared: number;
}

export class NearCopyJoin {
  readonly plan: BandPlan;
  /** Texts in the set when the join was made; later ones are not looked at. */
  readonly length: number;
  readonly #texts: TextSet;
  readonly #similarity: number;
  readonly #sketches: Sketches;
  readonly #matcher: ShingleMatcher;
  readonly #sets: UnionFind;
  readonly #groups: Groups;
  readonly #dense: Int32Array[] = [];
  readonly #denseKeys: readonly Set<number>[];
  #compared = 0;

  constructor(texts: TextSet, { similarity, shingle }: NearCopyOptions) {
    this.plan = bandPlan(similarity);
    this.length = texts.length;
    this.#texts = texts;
    this.#similarity = similarity;
    this.#sketches = new Sketches(texts, shingle, similarity, this.plan);
    this.#matcher = new ShingleMatcher(texts, shingle);
    this.#sets = new UnionFind(this.length);
    for (let text = 0; text < this.length; text++) this.#sets.join(text, texts.body[text]!);
    this.#groups = new Groups(this.length);
    this.#denseKeys = this.#sketches.keys.map(() => new Set<number>());
  }

  /** Sketches texts [from, to); all have to be sketched before the first band is joined. */
  sketch(from: number, to: number): void {
    for (let i = from; i < to; i++) this.#sketches.sketch(i);
  }

  /** Compares the pairs that agree on this band. Bands in rising order, each once. */
  joinBand(band: number): void {
    const keys = this.#sketches.keys[band]!;
    this.#groups.each(keys, (sorted, from, to) => {
      if (to - from > DENSE) this.#joinDense(band, sorted.subarray(from, to));
      else this.#joinBucket(band, sorted, from, to);
    });
  }

  /** The clusters of all bands joined so far. */
  result(): NearCopies {
    const label = new Int32Array(this.length);
    const ofRoot = new Int32Array(this.length).fill(-1);
    let count = 0;
    for (let text = 0; text < this.length; text++) {
      const root = this.#sets.root(text);
      if (ofRoot[root]! < 0) ofRoot[root] = count++;
      label[text] = ofRoot[root]!;
    }
    const notCompared = this.#dense.reduce((sum, bucket) => sum + this.#leftOut(bucket), 0);
    return { label, count, compared: this.#compared, denseBuckets: this.#dense.length, notCompared };
  }

  #joinBucket(band: number, sorted: Int32Array, from: number, to: number): void {
    for (let i = from + 1; i < to; i++) {
      const text = sorted[i]!;
      let root = this.#sets.root(text);
      for (let j = from; j < i; j++) {
        const other = sorted[j]!;
        if (this.#sets.root(other) === root) continue;
        if (this.#compare(band, text, other)) root = this.#sets.root(text);
      }
    }
  }

  #joinDense(band: number, bucket: Int32Array): void {
    const next = this.#sketches.keys[(band + 1) % this.#sketches.keys.length]!;
    const { hash } = this.#texts;
    // By content, not by place in the set: the order in which texts came must not matter.
    const ordered = bucket.slice().sort((x, y) => next[x]! - next[y]! || hash[x]! - hash[y]! || x - y);
    this.#dense.push(ordered);
    this.#denseKeys[band]!.add(this.#sketches.keys[band]![ordered[0]!]!);
    for (let i = 1; i < ordered.length; i++) {
      const text = ordered[i]!;
      let root = this.#sets.root(text);
      // The nearest first: once it is joined, the others are mostly in the same cluster.
      for (let j = i - 1; j >= Math.max(0, i - REACH); j--) {
        const other = ordered[j]!;
        if (this.#sets.root(other) === root) continue;
        if (this.#compare(band, text, other)) root = this.#sets.root(text);
      }
    }
  }

  /** Joins two texts if they are similar. What the sketches rule out is not compared, nor what was compared before. */
  #compare(band: number, a: number, b: number): boolean {
    if (!this.#sketches.promising(a, b) || this.#metBefore(band, a, b)) return false;
    this.#compared++;
    if (!this.#matcher.similar(a, b, this.#similarity)) return false;
    return this.#sets.join(a, b);
  }

  /** Were two texts compared in an earlier band, in a bucket where all pairs were? */
  #metBefore(band: number, a: number, b: number): boolean {
    for (let earlier = 0; earlier < band; earlier++) {
      const keys = this.#sketches.keys[earlier]!;
      const key = keys[a]!;
      if (key === keys[b] && !this.#denseKeys[earlier]!.has(key)) return true;
    }
    return false;
  }

  /** Pairs of a dense bucket in different clusters that are no neighbours. */
  #leftOut(bucket: Int32Array): number {
    const n = bucket.length;
    const roots = bucket.map((text) => this.#sets.root(text));
    let pairs = (n * (n - 1)) / 2;
    for (let i = 1; i < n; i++)
      for (let j = Math.max(0, i - REACH); j < i; j++) if (roots[i] !== roots[j]) pairs--;
    const sorted = roots.sort();
    for (let from = 0, to = 0; from < n; from = to) {
      while (to < n && sorted[to] === sorted[from]) to++;
      pairs -= ((to - from) * (to - from - 1)) / 2;
    }
    return pairs;
  }
}

/** The whole join in this thread and in one go. Callers that want progress sketch and join band by band themselves. */
export function joinNearCopies(texts: TextSet, options: NearCopyOptions): NearCopies {
  const join = new NearCopyJoin(texts, options);
  join.sketch(0, join.length);
  for (let band = 0; band < join.plan.bands; band++) join.joinBand(band);
  return join.result();
}
