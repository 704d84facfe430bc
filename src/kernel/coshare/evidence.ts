/**
 * The second pass: for pairs that were asked for, what stands behind them. Distances and order of their matches, the
 * shares and the objects that make them. The windows of the less active account of each pair are walked again;
 * time O(pair events of those rows), memory one byte a share, 4 an object and an account, and the matches of one row.
 */
import { STRIDE } from "./incidence.ts";
import type { SweepPlan } from "./plan.ts";

/** When the accounts of each pair shared, against each other. */
export interface PairTimes {
  /** Median distance of a match in ticks; the mean of the middle two where their number is even. */
  readonly medianTicks: Float64Array;
  /** Matches in which a, or b, was strictly first; the rest were at the same recorded time. */
  readonly aFirst: Float64Array;
  readonly bFirst: Float64Array;
}

export interface PairEvidence extends PairTimes {
  /** Distinct objects, and those of them that `flagged` marks. */
  readonly objects: Int32Array;
  readonly flagged: Int32Array;
  readonly matches: Float64Array;
  /** Indices in the columns of the shares that make the matches, ascending. */
  readonly shares: Int32Array;
  /** Objects matched on, ascending, and how many of the pairs asked for each of them carries. */
  readonly objectCodes: Int32Array;
  readonly objectPairs: Int32Array;
}

/** Requested pairs of one row: position in the request by partner rank. */
interface Row {
  readonly rank: number;
  readonly pairs: number[];
}

/** Working memory for many requests to one plan; every request leaves it clean. */
export interface EvidenceScratch {
  readonly shareMark: Uint8Array;
  readonly objectPairs: Int32Array;
  readonly partner: Int32Array;
}

/** O(shares + objects + accounts) bytes, made once. */
export function evidenceScratch(plan: SweepPlan): EvidenceScratch {
  return {
    shareMark: new Uint8Array(plan.length),
    objectPairs: new Int32Array(plan.objects),
    partner: new Int32Array(plan.live),
  };
}

/**
 * Evidence for the pairs (a[i], b[i]), in their order.
 * @param flagged one byte per object; objects with 1 are counted apart
 */
export function pairEvidence(
  plan: SweepPlan,
  a: Int32Array,
  b: Int32Array,
  flagged?: Uint8Array,
  scratch: EvidenceScratch = evidenceScratch(plan),
): PairEvidence {
  const n = a.length;
  const out = {
    objects: new Int32Array(n),
    flagged: new Int32Array(n),
    matches: new Float64Array(n),
    ...noTimes(n),
  };
  const { shareMark, objectPairs, partner } = scratch;
  const lastObject = new Int32Array(n).fill(-1);
  const shares: number[] = [];
  const objects: number[] = [];
  const markShare = (i: number): void => {
    if (shareMark[i] === 1) return;
    shareMark[i] = 1;
    shares.push(i);
  };
  walkPairs(plan, { a, b, partner, out }, (pair, object, own, other) => {
    out.matches[pair]!++;
    markShare(own);
    markShare(other);
    if (lastObject[pair] === object) return;
    lastObject[pair] = object;
    out.objects[pair]!++;
    out.flagged[pair]! += flagged?.[object] ?? 0;
    if (objectPairs[object]!++ === 0) objects.push(object);
  });
  const objectCodes = Int32Array.from(objects).sort();
  const result = {
    ...out,
    shares: Int32Array.from(shares, (i) => plan.source[i]!).sort(),
    objectCodes,
    objectPairs: objectCodes.map((o) => objectPairs[o]!),
  };
  for (const i of shares) shareMark[i] = 0;
  for (const o of objects) objectPairs[o] = 0;
  return result;
}

const noTimes = (n: number): PairTimes => ({
  medianTicks: new Float64Array(n),
  aFirst: new Float64Array(n),
  bFirst: new Float64Array(n),
});

/**
 * The times of the pairs (a[i], b[i]) alone; of the plan its `source` is not read.
 * @param partner one zero for each account with shares; left clean
 */
export function pairTimes(plan: SweepPlan, a: Int32Array, b: Int32Array, partner: Int32Array): PairTimes {
  const out = noTimes(a.length);
  walkPairs(plan, { a, b, partner, out }, () => undefined);
  return out;
}

interface Asked {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly partner: Int32Array;
  readonly out: PairTimes;
}

/** Fills in the times of the pairs, and calls back for each of their matches. */
function walkPairs(
  plan: SweepPlan,
  { a, b, partner, out }: Asked,
  match: (pair: number, object: number, own: number, other: number) => void,
): void {
  for (const { rank, pairs } of rowsOf(plan, a, b)) {
    const rowIsA = pairs.map((pair) => plan.rankOf[a[pair]!] === rank);
    pairs.forEach((pair, z) => (partner[plan.rankOf[rowIsA[z] ? b[pair]! : a[pair]!]!] = z + 1));
    const count = new Float64Array(pairs.length);
    walk(plan, rank, partner, (z, object, signed, own, other) => {
      const pair = pairs[z]!;
      count[z]!++;
      if (signed !== 0) out[signed > 0 === rowIsA[z] ? "aFirst" : "bFirst"][pair]!++;
      match(pair, object, own, other);
    });
    medians(plan, rank, partner, count, (z, median) => (out.medianTicks[pairs[z]!] = median));
    pairs.forEach((pair, z) => (partner[plan.rankOf[rowIsA[z] ? b[pair]! : a[pair]!]!] = 0));
  }
}

/** A match: its object, and the shares of both sides as indices in the columns. */
export interface Match {
  readonly object: number;
  readonly own: number;
  readonly other: number;
}

/**
 * Calls back once for each pair (a[i], b[i]) that has matches, with all of them in rising order of object. Keeps the
 * matches of one row at a time.
 */
export function eachRow(
  plan: SweepPlan,
  a: Int32Array,
  b: Int32Array,
  call: (pair: number, matches: readonly Match[]) => void,
): void {
  const partner = new Int32Array(plan.live);
  for (const { rank, pairs } of rowsOf(plan, a, b)) {
    const partners = pairs.map((pair) => Math.min(plan.rankOf[a[pair]!]!, plan.rankOf[b[pair]!]!));
    partners.forEach((x, z) => (partner[x] = z + 1));
    const matches: Match[][] = pairs.map(() => []);
    walk(plan, rank, partner, (z, object, _signed, own, other) =>
      matches[z]!.push({ object, own: plan.source[own]!, other: plan.source[other]! }),
    );
    pairs.forEach((pair, z) => call(pair, matches[z]!));
    for (const x of partners) partner[x] = 0;
  }
}

/** Pairs grouped by the rank of their less active account. */
function rowsOf(plan: SweepPlan, a: Int32Array, b: Int32Array): Row[] {
  const rows = new Map<number, number[]>();
  for (let pair = 0; pair < a.length; pair++) {
    const rank = Math.max(plan.rankOf[a[pair]!]!, plan.rankOf[b[pair]!]!);
    // An account without shares in the plan has no matches.
    if (rank >= plan.live) continue;
    const pairs = rows.get(rank);
    if (pairs === undefined) rows.set(rank, [pair]);
    else pairs.push(pair);
  }
  return [...rows].map(([rank, pairs]) => ({ rank, pairs }));
}

/** Calls back for each match of the row with a wanted partner; `signed` > 0 if the row's share was first. */
function walk(
  { row, rowStart, line, windowTicks }: SweepPlan,
  rank: number,
  partner: Int32Array,
  match: (z: number, object: number, signed: number, own: number, other: number) => void,
): void {
  const end = rowStart[rank + 1]!;
  for (let q = rowStart[rank]!; q < end; q++) {
    const l = row[STRIDE * q]!;
    const object = row[STRIDE * q + 1]!;
    const t = line[STRIDE * l + 1]!;
    for (let m = l - 1; ; m--) {
      const d = (t - line[STRIDE * m + 1]!) | 0;
      if (d > windowTicks) break;
      const z = partner[line[STRIDE * m]!]!;
      if (z > 0) match(z - 1, object, -d, l - 1, m - 1);
    }
    for (let m = l + 1; ; m++) {
      const d = (line[STRIDE * m + 1]! - t) | 0;
      if (d > windowTicks) break;
      const z = partner[line[STRIDE * m]!]!;
      if (z > 0) match(z - 1, object, d, l - 1, m - 1);
    }
  }
}

/** Median distance of each partner of one row: distances are laid out partner by partner, then sorted. */
function medians(
  plan: SweepPlan,
  rank: number,
  partner: Int32Array,
  count: Float64Array,
  report: (z: number, median: number) => void,
): void {
  const offset = new Float64Array(count.length + 1);
  for (let z = 0; z < count.length; z++) offset[z + 1] = offset[z]! + count[z]!;
  const cursor = offset.slice();
  const distance = new Int32Array(offset[count.length]!);
  walk(plan, rank, partner, (z, _object, signed) => (distance[cursor[z]!++] = Math.abs(signed)));
  for (let z = 0; z < count.length; z++) {
    if (count[z] === 0) continue;
    const own = distance.subarray(offset[z], offset[z + 1]).sort();
    const middle = own.length >> 1;
    report(z, own.length % 2 === 1 ? own[middle]! : (own[middle - 1]! + own[middle]!) / 2);
  }
}
