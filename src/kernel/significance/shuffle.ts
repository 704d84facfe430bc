/**
 * Shuffles of a null, laid out for sweeping: places with their times stay where they are, and accounts are dealt to
 * them anew.
 *
 * - Null 1 deals all first shares' labels over all first shares; an account may come to an object twice.
 * - Null 2 deals the sharers of each object over that object's times.
 *
 * Only places with a neighbour within the window can match, and neighbourhood does not depend on who stands there, so
 * only those are kept; labels that fall on the others are never drawn (the first steps of Fisher and Yates's shuffle,
 * R. Durstenfeld 1964, doi:10.1145/364520.364540). O(kept places) a shuffle, plus a copy of the labels, so that shuffle r
 * is the same whatever was dealt before it. Memory: 28 bytes a kept place, 8 a first share, 12 an account.
 *
 * Departure: an integer below n is drawn as floor(n x uniform), whose bias is below n / 2^53.
 */
import { STRIDE, type Incidence } from "../coshare/incidence.ts";
import { planSweep, rankAccounts } from "../coshare/plan.ts";
import { prune } from "../coshare/prune.ts";
import { Random } from "../random.ts";

export type NullKind = "activity" | "times";

/** Kept places of one incidence under one null. `line`, `row` and `rowStart` are those of the shuffle dealt last. */
export interface ShuffleSpace {
  readonly kind: NullKind;
  readonly windowTicks: number;
  readonly accounts: number;
  readonly objects: number;
  /** Kept places. */
  readonly length: number;
  /** Accounts by rank, the most active first. */
  readonly accountOf: Int32Array;
  /** (rank, virtual time) of each place, as in a sweep plan: place i at line index i + 1, a sentinel at each end. */
  readonly line: Int32Array;
  /** (line index, object) of each account's places, account after account. */
  readonly row: Int32Array;
  readonly rowStart: Int32Array;
  /** Kept places of object o: `placeStart[o]` to `placeStart[o + 1]`. */
  readonly placeStart: Int32Array;
  /** Labels (ranks) to deal from, and which of them belong to each object; null 1 has one pool. */
  readonly labels: Int32Array;
  readonly poolStart: Int32Array;
  readonly dealt: Int32Array;
}

/**
 * Pools are in order of rank, so that a shuffle does not depend on the order of shares with equal times.
 * @param first an incidence as `firstShares` makes it
 */
export function shuffleSpace(first: Incidence, windowTicks: number, kind: NullKind): ShuffleSpace {
  const kept = prune(first, windowTicks, 1);
  const { line } = planSweep(kept, windowTicks);
  const { rankOf, accountOf } = rankAccounts(first);
  const { labels, poolStart } =
    kind === "activity" ? onePool(first, rankOf) : poolByObject(first, kept, rankOf);
  return {
    kind,
    windowTicks,
    accounts: first.accounts,
    objects: first.objects,
    length: kept.length,
    accountOf,
    line,
    row: new Int32Array(kept.length * STRIDE),
    rowStart: new Int32Array(first.accounts + 1),
    placeStart: kept.start,
    labels,
    poolStart,
    dealt: new Int32Array(labels.length),
  };
}

interface Pools {
  readonly labels: Int32Array;
  readonly poolStart: Int32Array;
}

function onePool(first: Incidence, rankOf: Int32Array): Pools {
  const labels = new Int32Array(first.length);
  for (let i = 0; i < first.length; i++) labels[i] = rankOf[first.at[STRIDE * i]!]!;
  labels.sort();
  return { labels, poolStart: Int32Array.of(0, first.length) };
}

/** Sharers of each object with a kept place; the other objects have empty pools. */
function poolByObject(first: Incidence, kept: Incidence, rankOf: Int32Array): Pools {
  const poolStart = new Int32Array(first.objects + 1);
  const inUse = (o: number): boolean => kept.start[o + 1]! > kept.start[o]!;
  for (let o = 0; o < first.objects; o++)
    poolStart[o + 1] = poolStart[o]! + (inUse(o) ? first.start[o + 1]! - first.start[o]! : 0);
  const labels = new Int32Array(poolStart[first.objects]!);
  for (let o = 0; o < first.objects; o++) {
    let q = poolStart[o]!;
    if (!inUse(o)) continue;
    for (let i = first.start[o]!; i < first.start[o + 1]!; i++) labels[q++] = rankOf[first.at[STRIDE * i]!]!;
    labels.subarray(poolStart[o], q).sort();
  }
  return { labels, poolStart };
}

const STREAMS: readonly (NullKind | "timetable")[] = ["activity", "times", "timetable"];

/** The random numbers of resample r: the same for the same seed, null and r, whatever ran before. */
export function shuffleRandom(seed: number, kind: NullKind | "timetable", r: number): Random {
  const low = (Math.floor(seed / 2 ** 32) ^ seed) >>> 0;
  return new Random(low + 2 ** 32 * (STREAMS.length * r + STREAMS.indexOf(kind)));
}

/** Deals the accounts anew and lays out the rows. */
export function deal(space: ShuffleSpace, random: Random): void {
  const { kind, labels, dealt, poolStart, placeStart, length } = space;
  dealt.set(labels);
  if (kind === "activity") dealPool(space, random, 0, labels.length, 0, length);
  else {
    for (let o = 0; o < space.objects; o++) {
      if (placeStart[o] === placeStart[o + 1]) continue;
      dealPool(space, random, poolStart[o]!, poolStart[o + 1]!, placeStart[o]!, placeStart[o + 1]!);
    }
  }
  layRows(space);
}

/** Draws labels of the pool [from, to) without replacement for the places [place, end). */
function dealPool(
  { dealt, line }: ShuffleSpace,
  random: Random,
  from: number,
  to: number,
  place: number,
  end: number,
): void {
  for (let i = from, p = place; p < end; i++, p++) {
    const j = i + Math.floor(random.uniform() * (to - i));
    const drawn = dealt[j]!;
    dealt[j] = dealt[i]!;
    line[STRIDE * (p + 1)] = drawn;
  }
}

/** Counting sort of the kept places by rank. */
function layRows({ length, accounts, objects, line, row, rowStart, placeStart }: ShuffleSpace): void {
  rowStart.fill(0);
  for (let p = 1; p <= length; p++) rowStart[line[STRIDE * p]! + 1]!++;
  for (let r = 0; r < accounts; r++) rowStart[r + 1]! += rowStart[r]!;
  // Filled from the back, so that `rowStart` need not be copied: each end moves down to its start.
  for (let o = objects - 1; o >= 0; o--) {
    for (let p = placeStart[o + 1]! - 1; p >= placeStart[o]!; p--) {
      const q = --rowStart[line[STRIDE * (p + 1)]! + 1]!;
      row[STRIDE * q] = p + 1;
      row[STRIDE * q + 1] = o;
    }
  }
  rowStart.copyWithin(0, 1);
  rowStart[accounts] = length;
}
