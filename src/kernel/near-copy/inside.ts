/**
 * How similar the texts of a cluster are to each other: chaining can join texts that are not, so that a cluster is only
 * as good as its pairs. All pairs of a small cluster are compared, of a larger one as many as are asked for, drawn with a
 * fixed seed without regard to what is already known. O(pairs x units).
 */
import { Random } from "../random.ts";
import type { ShingleMatcher } from "./shingles.ts";
import type { TextSet } from "./text-set.ts";

export interface SimilarityInside {
  /** Pairs that were compared, and whether these are all. */
  readonly pairs: number;
  readonly all: boolean;
  /** Of these pairs. 1 for a single text, which has no pair. */
  readonly lowest: number;
  readonly median: number;
}

/** Lowest and median similarity of the pairs of these texts, of at most `most` pairs. */
export function similarityInside(
  set: TextSet,
  matcher: ShingleMatcher,
  texts: Int32Array,
  most: number,
): SimilarityInside {
  const n = texts.length;
  const possible = (n * (n - 1)) / 2;
  if (possible === 0) return { pairs: 0, all: true, lowest: 1, median: 1 };
  const all = possible <= most;
  const found = new Float64Array(all ? possible : most);
  if (all) {
    for (let i = 1, z = 0; i < n; i++)
      for (let j = 0; j < i; j++) found[z++] = textSimilarity(set, matcher, texts[i]!, texts[j]!);
  } else {
    const random = new Random(n);
    for (let z = 0; z < most; z++) {
      const i = random.below(n);
      const j = (i + 1 + random.below(n - 1)) % n;
      found[z] = textSimilarity(set, matcher, texts[i]!, texts[j]!);
    }
  }
  found.sort();
  const middle = found.length >> 1;
  const median = found.length % 2 === 1 ? found[middle]! : (found[middle - 1]! + found[middle]!) / 2;
  return { pairs: found.length, all, lowest: found[0]!, median };
}

/** Similarity of two texts: the highest of what each of them and its body has with the other and its body. */
export function textSimilarity(set: TextSet, matcher: ShingleMatcher, a: number, b: number): number {
  let highest = 0;
  for (const x of new Set([a, set.body[a]!]))
    for (const y of new Set([b, set.body[b]!])) highest = Math.max(highest, matcher.similarity(x, y));
  return highest;
}
