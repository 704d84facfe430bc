/**
 * All pairs of sets with a Jaccard similarity of at least t: an exact self-join with prefix and size filter (Bayardo, Ma,
 * Srikant 2007, doi:10.1145/1242572.1242591; Xiao, Wang, Lin, Yu, Wang 2011, doi:10.1145/2000824.2000825).
 *
 * Two sets that reach t have a word in common among the first |x| - ceil(t |x|) + 1 of each when words are ordered from
 * rare to common; only such pairs, with sizes that can reach t, are compared in full. Time O(prefix matches x size),
 * memory O(prefix words + pairs found). Departure: no suffix or positional filter.
 */

/** Sets that are similar to a set, itself included. */
export interface Neighbours {
  of(set: number): readonly number[];
}

/** Rounding must not lose a pair whose similarity equals the threshold. */
const SLACK = 1e-9;

/**
 * @param sets ascending codes, each set once; the empty one is similar to nothing
 * @param words number of codes
 * @param threshold above 0, at most 1
 */
export function similarSets(sets: readonly Int32Array[], words: number, threshold: number): Neighbours {
  const rare = byRarity(sets, words);
  const order = sets.map((_, i) => i).sort((x, y) => rare[x]!.length - rare[y]!.length || x - y);
  const found: number[][] = sets.map(() => []);
  const index = new Map<number, number[]>();
  const compared = new Int32Array(sets.length).fill(-1);
  for (const x of order) {
    const own = rare[x]!;
    const least = Math.ceil(threshold * own.length - SLACK);
    if (own.length > 0) found[x]!.push(x);
    for (const word of own.subarray(0, own.length - least + 1)) {
      const posted = index.get(word) ?? [];
      for (const y of posted) {
        if (compared[y] === x || rare[y]!.length < least) continue;
        compared[y] = x;
        if (jaccard(sets[x]!, sets[y]!) < threshold) continue;
        found[x]!.push(y);
        found[y]!.push(x);
      }
      posted.push(x);
      index.set(word, posted);
    }
  }
  return { of: (set) => found[set]! };
}

/** The same sets with words replaced by their rank from rare to common. */
function byRarity(sets: readonly Int32Array[], words: number): Int32Array[] {
  const uses = new Int32Array(words);
  for (const set of sets) for (const word of set) uses[word]!++;
  const rank = new Int32Array(words);
  Int32Array.from({ length: words }, (_, i) => i)
    .sort((x, y) => uses[x]! - uses[y]! || x - y)
    .forEach((word, place) => (rank[word] = place));
  return sets.map((set) => set.map((word) => rank[word]!).sort());
}

/** Share of common words among all words of two ascending sets. */
export function jaccard(x: Int32Array, y: Int32Array): number {
  let common = 0;
  for (let i = 0, j = 0; i < x.length && j < y.length;) {
    const order = x[i]! - y[j]!;
    if (order === 0) common++;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return common / (x.length + y.length - common);
}
