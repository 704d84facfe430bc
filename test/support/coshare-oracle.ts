/**
 * The definition of a co-share, written down as plainly as possible: every pair of shares is looked at. For tests.
 */
import type { Shares } from "../../src/kernel/coshare/incidence.ts";

export interface OraclePair {
  readonly a: number;
  readonly b: number;
  readonly objects: number;
  readonly matches: number;
  readonly median: number;
  readonly aFirst: number;
  readonly bFirst: number;
  readonly shares: readonly number[];
}

export interface Share {
  readonly account: number;
  readonly object: number;
  readonly time: number;
}

/** Columns from a list of shares. */
export function toShares(list: readonly Share[], accounts: number, objects: number): Shares {
  return {
    length: list.length,
    account: Int32Array.from(list, (s) => s.account),
    object: Int32Array.from(list, (s) => s.object),
    time: Float64Array.from(list, (s) => s.time),
    accounts,
    objects,
  };
}

/** All pairs with at least `minimum` distinct objects, in order of (a, b); O(shares^2). Times and window in one unit. */
export function bruteForce(list: readonly Share[], window: number, minimum: number): OraclePair[] {
  const found = new Map<
    string,
    { a: number; b: number; objects: Set<number>; dts: number[]; shares: Set<number> }
  >();
  for (let i = 0; i < list.length; i++) {
    for (let j = 0; j < list.length; j++) {
      const x = list[i]!;
      const y = list[j]!;
      if (x.account >= y.account || x.object !== y.object || Math.abs(x.time - y.time) > window) continue;
      const key = `${x.account} ${y.account}`;
      const pair = found.get(key) ?? {
        a: x.account,
        b: y.account,
        objects: new Set(),
        dts: [],
        shares: new Set(),
      };
      found.set(key, pair);
      pair.objects.add(x.object);
      pair.dts.push(y.time - x.time);
      pair.shares.add(i).add(j);
    }
  }
  return [...found.values()]
    .filter((pair) => pair.objects.size >= minimum)
    .sort((x, y) => x.a - y.a || x.b - y.b)
    .map(({ a, b, objects, dts, shares }) => {
      const distances = dts.map(Math.abs).sort((x, y) => x - y);
      const n = distances.length;
      return {
        a,
        b,
        objects: objects.size,
        matches: n,
        median: (distances[(n - 1) >> 1]! + distances[n >> 1]!) / 2,
        aFirst: dts.filter((dt) => dt > 0).length,
        bFirst: dts.filter((dt) => dt < 0).length,
        shares: [...shares].sort((x, y) => x - y),
      };
    });
}
