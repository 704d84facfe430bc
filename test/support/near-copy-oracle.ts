/**
 * Near copies by definition, slow and on strings: shingle sets as `Set`, similarity of pairs one by one. For corpora of
 * some thousand texts, an exact join by prefix filter (R. J. Bayardo, Y. Ma, R. Srikant 2007, doi:10.1145/1242572.1242591):
 * of two sets with similarity t, each ordered by how rare its members are, the first |x| - ceil(t |x|) + 1 share one.
 */

/** All runs of `shingle` code units. */
export function shingleSet(text: string, shingle: number): Set<string> {
  const set = new Set<string>();
  for (let i = 0; i + shingle <= text.length; i++) set.add(text.slice(i, i + shingle));
  return set;
}

export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const member of a) if (b.has(member)) shared++;
  return shared / (a.size + b.size - shared);
}

export interface SimilarPair {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/** Every pair a < b with similarity `least` or more, by comparing all pairs. */
export function allPairs(texts: readonly string[], shingle: number, least: number): SimilarPair[] {
  const sets = texts.map((text) => shingleSet(text, shingle));
  const pairs: SimilarPair[] = [];
  for (let a = 0; a < texts.length; a++)
    for (let b = a + 1; b < texts.length; b++) {
      const similarity = jaccard(sets[a]!, sets[b]!);
      if (similarity >= least) pairs.push({ a, b, similarity });
    }
  return pairs;
}

/** The same pairs by prefix filter. */
export function exactJoin(texts: readonly string[], shingle: number, least: number): SimilarPair[] {
  const sets = texts.map((text) => shingleSet(text, shingle));
  const frequency = new Map<string, number>();
  for (const set of sets) for (const member of set) frequency.set(member, (frequency.get(member) ?? 0) + 1);
  const holders = new Map<string, number[]>();
  const pairs: SimilarPair[] = [];
  sets.forEach((set, b) => {
    const rareFirst = [...set].sort((x, y) => frequency.get(x)! - frequency.get(y)! || (x < y ? -1 : 1));
    const prefix = rareFirst.slice(0, set.size - Math.ceil(least * set.size - 1e-9) + 1);
    const candidates = new Set(prefix.flatMap((member) => holders.get(member) ?? []));
    for (const a of candidates) {
      const similarity = jaccard(sets[a]!, set);
      if (similarity >= least) pairs.push({ a, b, similarity });
    }
    for (const member of prefix) {
      const known = holders.get(member);
      if (known === undefined) holders.set(member, [b]);
      else known.push(b);
    }
  });
  return pairs.sort((x, y) => x.a - y.a || x.b - y.b);
}

/** Label of each text: the smallest text that a walk along the pairs reaches. */
export function chained(texts: number, pairs: readonly SimilarPair[]): number[] {
  const label = Array.from({ length: texts }, (_, i) => i);
  for (let changed = true; changed;) {
    changed = false;
    for (const { a, b } of pairs) {
      const low = Math.min(label[a]!, label[b]!);
      if (label[a] === low && label[b] === low) continue;
      label[a] = low;
      label[b] = low;
      changed = true;
    }
  }
  return label;
}
