/**
 * What ordinary explanations are judged by: the occasions of a group, and all shares around them. `facts.ts` makes it from
 * the columns of a run; the explanations read nothing else.
 */

/** Shares in order of time; the three arrays have one entry each. */
export interface Shares {
  readonly time: Float64Array;
  readonly account: Int32Array;
  readonly object: Int32Array;
}

/** A sitting in which accounts of the group met, whatever the number of objects. */
export interface Occasion {
  /** Object that stands for it: the one on which most of them met; of these the one with the fewest shares at all. */
  readonly object: number;
  /** First and last share of the meeting on it, in ms, and the accounts of the group that met there. */
  readonly from: number;
  readonly to: number;
  readonly accounts: number;
  readonly objects: readonly number[];
  /** Author whose post the members reshared in it; undefined where none is known. */
  readonly author?: number;
}

/** Counts over the whole run, members of groups included. */
export interface Surroundings {
  /** Shares by minute of the hour; absent where times are coarser. */
  readonly minutes?: Float64Array;
  /** Shares by day since 1970 UTC. */
  readonly days: ReadonlyMap<number, number>;
  readonly shares: number;
  /** Some objects of the run, evenly taken. */
  readonly sample: Int32Array;
}

export interface GroupShares {
  readonly members: ReadonlySet<number>;
  readonly windowMs: number;
  /** Scale on which a sitting moves (null 3), and the step of the recorded times, in ms. */
  readonly sittingMs: number;
  readonly stepMs: number;
  /** In order of time; at most `OCCASIONS_JUDGED`, evenly taken. */
  readonly occasions: readonly Occasion[];
  /** Shares of one object by all accounts, and of all objects by one account. */
  readonly ofObject: (object: number) => Shares;
  readonly ofAccount: (account: number) => Shares;
  readonly around: Surroundings;
  /** Host to which an object leads, where it was asked for and is known; short links hide theirs. */
  readonly hosts: ReadonlyMap<number, string>;
  /** The same of objects of the sample that nobody of the group shared. */
  readonly otherHosts: readonly string[];
}

export const OCCASIONS_JUDGED = 200;
export const DAY = 86_400_000;

/** First place in ascending times at or after `time`. */
export function placeOf(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** At most `most` of the items, evenly taken, in their order. */
export function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!);
}

/** Whether somebody other than `accounts` shared between both times, ends included. */
export function someoneElse(
  { time, account }: Shares,
  from: number,
  to: number,
  accounts: { has(account: number): boolean },
): boolean {
  for (let i = placeOf(time, from); i < time.length && time[i]! <= to; i++)
    if (!accounts.has(account[i]!)) return true;
  return false;
}
