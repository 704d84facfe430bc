/** Oracles of significance: what stands where after a shuffle, and randomised p-values. Plain and slow, for tests. */
import { compact, STRIDE, type Incidence } from "../../src/kernel/coshare/incidence.ts";
import { prune } from "../../src/kernel/coshare/prune.ts";
import { sweep } from "../../src/kernel/coshare/sweep.ts";
import type { ShuffleSpace } from "../../src/kernel/significance/shuffle.ts";
import type { Random } from "../../src/kernel/random.ts";
import type { Share } from "./coshare-oracle.ts";

/** All orders of 0 to n - 1. */
export function* permutations(n: number, used: number[] = []): Generator<number[]> {
  if (used.length === n) yield used;
  for (let i = 0; i < n; i++) if (!used.includes(i)) yield* permutations(n, [...used, i]);
}

/** The kept places of the shuffle dealt last as shares; times are virtual ones, exact inside an object's window. */
export function dealtShares({ used, placeStart, poolStart, dealt, gap, accountOf }: ShuffleSpace): Share[] {
  const shares: Share[] = [];
  let time = 0;
  used.forEach((object, u) => {
    for (let p = placeStart[u]!; p < placeStart[u + 1]!; p++) {
      time += gap[p]!;
      const rank = dealt[poolStart[u]! + p - placeStart[u]!]!;
      shares.push({ account: accountOf[rank]!, object, time });
    }
  });
  return shares;
}

/**
 * Null 1, plainly: the accounts of all first shares are dealt over all first shares; an account may come to an object
 * twice. Only places with a neighbour within the window can match, so only these are dealt to and left.
 */
export function dealAccounts(first: Incidence, windowTicks: number, random: Random): Incidence {
  const accounts = Int32Array.from({ length: first.length }, (_, i) => first.at[STRIDE * i]!);
  const kept = prune(first, windowTicks, 1);
  const at = kept.at.slice();
  for (let i = 0; i < kept.length; i++) {
    const j = i + random.below(accounts.length - i);
    at[STRIDE * i] = accounts[j]!;
    accounts[j] = accounts[i]!;
  }
  return { ...kept, at };
}

/** Distinct objects on which each of some pairs of accounts matches. */
export function matchesOf(
  dealt: Incidence,
  windowTicks: number,
  asked: readonly (readonly [number, number])[],
): number[] {
  const members = new Set(asked.flat());
  const keep = Uint8Array.from({ length: dealt.length }, (_, i) =>
    members.has(dealt.at[STRIDE * i]!) ? 1 : 0,
  );
  const { pairs } = sweep(compact(dealt, keep), windowTicks, { minimum: 1 });
  const key = (a: number, b: number): number => Math.min(a, b) * dealt.accounts + Math.max(a, b);
  const known = new Map(Array.from(pairs.a, (a, i) => [key(a, pairs.b[i]!), pairs.objects[i]!]));
  return asked.map(([a, b]) => known.get(key(a, b)) ?? 0);
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
