/** Oracles of significance: what stands where after a shuffle, and randomised p-values. Plain and slow, for tests. */
import { STRIDE } from "../../src/kernel/coshare/incidence.ts";
import type { ShuffleSpace } from "../../src/kernel/significance/shuffle.ts";
import type { Random } from "../../src/kernel/random.ts";
import type { Share } from "./coshare-oracle.ts";

/** All orders of 0 to n - 1. */
export function* permutations(n: number, used: number[] = []): Generator<number[]> {
  if (used.length === n) yield used;
  for (let i = 0; i < n; i++) if (!used.includes(i)) yield* permutations(n, [...used, i]);
}

/** The kept places of the shuffle dealt last as shares; times are the virtual ones, exact inside an object's window. */
export function dealtShares(space: ShuffleSpace): Share[] {
  const shares: Share[] = [];
  for (let object = 0; object < space.objects; object++) {
    for (let p = space.placeStart[object]!; p < space.placeStart[object + 1]!; p++) {
      const rank = space.line[STRIDE * (p + 1)]!;
      shares.push({ account: space.accountOf[rank]!, object, time: space.line[STRIDE * (p + 1) + 1]! });
    }
  }
  return shares;
}

/** Distinct objects on which two accounts match in the shuffle dealt last. O(places of both). */
export function dealtMatches(space: ShuffleSpace, rankA: number, rankB: number): number {
  const { row, rowStart, line, windowTicks } = space;
  let objects = 0;
  let i = rowStart[rankA]!;
  let j = rowStart[rankB]!;
  const object = (q: number): number => row[STRIDE * q + 1]!;
  while (i < rowStart[rankA + 1]! && j < rowStart[rankB + 1]!) {
    if (object(i) !== object(j)) {
      if (object(i) < object(j)) i++;
      else j++;
      continue;
    }
    const o = object(i);
    const own = i;
    const other = j;
    while (i < rowStart[rankA + 1]! && object(i) === o) i++;
    while (j < rowStart[rankB + 1]! && object(j) === o) j++;
    let matched = false;
    for (let x = own; x < i; x++) {
      for (let y = other; y < j; y++) {
        const apart = (line[STRIDE * row[STRIDE * x]! + 1]! - line[STRIDE * row[STRIDE * y]! + 1]!) | 0;
        if (Math.abs(apart) <= windowTicks) matched = true;
      }
    }
    if (matched) objects++;
  }
  return objects;
}

/**
 * A randomised p-value: uniform under the null where `log10p` is the exact tail.
 * @param log10p log10 P(S >= k)
 */
export function randomisedP(log10p: (k: number) => number, k: number, random: Random): number {
  const above = 10 ** log10p(k + 1);
  return above + random.uniform() * (10 ** log10p(k) - above);
}

/** Largest distance of the empirical distribution above and below the uniform one. Sorts. */
export function distances(values: Float64Array): { above: number; below: number } {
  values.sort();
  const n = values.length;
  let above = 0;
  let below = 0;
  values.forEach((value, i) => {
    above = Math.max(above, (i + 1) / n - value);
    below = Math.max(below, value - i / n);
  });
  return { above, below };
}
