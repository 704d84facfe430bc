/**
 * Shuffles of null 2, laid out for sweeping: places with their times stay where they are, and the sharers of each object
 * are dealt to that object's places anew.
 *
 * Only places with a neighbour within the window can match, and neighbourhood does not depend on who stands there, so
 * only those are kept; labels that fall on the others are never drawn. A pair on `least` objects needs two accounts that
 * each stand on as many kept places: once dealt, the places of all others leave the line. O(kept places) a shuffle, plus a
 * copy of the labels, so that shuffle r is the same whatever was dealt before it. Memory: 24 bytes a kept place, 8 a first
 * share of an object with a match, 16 an account.
 */
import { STRIDE, type Incidence } from "../coshare/incidence.ts";
import { rankAccounts } from "../coshare/plan.ts";
import { prune } from "../coshare/prune.ts";
import { Random } from "../random.ts";

/** Kept places of one incidence. `line`, `row` and `rowStart` are those of the shuffle dealt last. */
export interface ShuffleSpace {
  readonly windowTicks: number;
  readonly accounts: number;
  readonly objects: number;
  /** Kept places that an account needs to have a row. */
  readonly least: number;
  /** Accounts by rank, the most active first. */
  readonly accountOf: Int32Array;
  /** (rank, virtual time) of each place that has a row, as in a sweep plan: a sentinel stands at each end. */
  readonly line: Int32Array;
  /** (line index, object) of each account's places, account after account. */
  readonly row: Int32Array;
  readonly rowStart: Int32Array;
  /** Objects with kept places; object u of these has the places `placeStart[u]` to `placeStart[u + 1]`. */
  readonly used: Int32Array;
  readonly placeStart: Int32Array;
  /** Ticks from the place before in the same object, cut at window + 1, which is also the gap of an object's first. */
  readonly gap: Int32Array;
  /** Labels (ranks) to deal from; those of object u are `poolStart[u]` to `poolStart[u + 1]`. */
  readonly labels: Int32Array;
  readonly poolStart: Int32Array;
  /** The labels as dealt last: the first of an object's pool stand on its places, in their order. */
  readonly dealt: Int32Array;
  /** Places of each account, and where its row has got to. */
  readonly standing: Int32Array;
  readonly cursor: Int32Array;
}

/**
 * Pools are in order of rank, so that a shuffle does not depend on the order of shares with equal times.
 * @param first an incidence as `firstShares` makes it
 * @param least pairs on fewer objects are not looked for
 */
export function shuffleSpace(first: Incidence, windowTicks: number, least: number): ShuffleSpace {
  const kept = prune(first, windowTicks, 1);
  const { rankOf, accountOf } = rankAccounts(first);
  const used = Int32Array.from({ length: first.objects }, (_, o) => o).filter(
    (o) => kept.start[o + 1]! > kept.start[o]!,
  );
  const { accounts, objects } = first;
  return {
    windowTicks,
    accounts,
    objects,
    least,
    accountOf,
    line: new Int32Array((kept.length + 2) * STRIDE).fill(-1, 0, 1),
    row: new Int32Array(kept.length * STRIDE),
    rowStart: new Int32Array(accounts + 1),
    used,
    placeStart: Int32Array.from([...used.map((o) => kept.start[o]!), kept.length]),
    gap: gapsOf(kept, windowTicks + 1),
    ...poolsOf(first, used, rankOf),
    standing: new Int32Array(accounts),
    cursor: new Int32Array(accounts),
  };
}

function gapsOf({ length, objects, start, at }: Incidence, beyond: number): Int32Array {
  const gap = new Int32Array(length);
  for (let o = 0; o < objects; o++) {
    for (let i = start[o]!; i < start[o + 1]!; i++)
      gap[i] = i === start[o] ? beyond : Math.min(beyond, (at[STRIDE * i + 1]! - at[STRIDE * i - 1]!) | 0);
  }
  return gap;
}

/** Sharers of each object in use. */
function poolsOf(
  first: Incidence,
  used: Int32Array,
  rankOf: Int32Array,
): Pick<ShuffleSpace, "labels" | "poolStart" | "dealt"> {
  const poolStart = new Int32Array(used.length + 1);
  used.forEach((o, u) => (poolStart[u + 1] = poolStart[u]! + first.start[o + 1]! - first.start[o]!));
  const labels = new Int32Array(poolStart[used.length]!);
  used.forEach((o, u) => {
    let q = poolStart[u]!;
    for (let i = first.start[o]!; i < first.start[o + 1]!; i++) labels[q++] = rankOf[first.at[STRIDE * i]!]!;
    labels.subarray(poolStart[u], q).sort();
  });
  return { labels, poolStart, dealt: new Int32Array(labels.length) };
}

/** What is drawn again and again. */
export type Resample = "times" | "timetable";

const STREAMS: readonly Resample[] = ["times", "timetable"];

/** The random numbers of resample r: the same for the same seed, null and r, whatever ran before. */
export function shuffleRandom(seed: number, kind: Resample, r: number): Random {
  const low = (Math.floor(seed / 2 ** 32) ^ seed) >>> 0;
  return new Random(low + 2 ** 32 * (STREAMS.length * r + STREAMS.indexOf(kind)));
}

/** Deals the sharers of each object anew and lays out the rows. */
export function deal(space: ShuffleSpace, random: Random): void {
  const { labels, dealt, poolStart, placeStart, used } = space;
  dealt.set(labels);
  for (let u = 0; u < used.length; u++)
    random.sample(dealt, poolStart[u]!, poolStart[u + 1]!, placeStart[u + 1]! - placeStart[u]!);
  countPlaces(space);
  layOut(space);
}

/** Places by account, and where the rows of those begin that stand on enough. */
function countPlaces({
  used,
  placeStart,
  poolStart,
  dealt,
  standing,
  rowStart,
  least,
  accounts,
}: ShuffleSpace): void {
  standing.fill(0);
  for (let u = 0; u < used.length; u++) {
    const end = poolStart[u]! + placeStart[u + 1]! - placeStart[u]!;
    for (let i = poolStart[u]!; i < end; i++) standing[dealt[i]!]!++;
  }
  for (let r = 0; r < accounts; r++)
    rowStart[r + 1] = rowStart[r]! + (standing[r]! < least ? 0 : standing[r]!);
}

function layOut(space: ShuffleSpace): void {
  const { used, placeStart, poolStart, dealt, standing, gap, least, line, row, rowStart, cursor } = space;
  const beyond = space.windowTicks + 1;
  cursor.set(rowStart.subarray(0, space.accounts));
  let virtual = 0;
  let place = 1;
  for (let u = 0; u < used.length; u++) {
    const shift = poolStart[u]! - placeStart[u]!;
    const o = used[u]!;
    // Ticks since the last place that has a row.
    let since = 0;
    for (let p = placeStart[u]!; p < placeStart[u + 1]!; p++) {
      since = Math.min(beyond, since + gap[p]!);
      const rank = dealt[p + shift]!;
      if (standing[rank]! < least) continue;
      virtual = (virtual + since) | 0;
      since = 0;
      line[STRIDE * place] = rank;
      line[STRIDE * place + 1] = virtual;
      const q = cursor[rank]!++;
      row[STRIDE * q] = place++;
      row[STRIDE * q + 1] = o;
    }
  }
  line[STRIDE * place] = -1;
  line[STRIDE * place + 1] = (virtual + beyond) | 0;
}
