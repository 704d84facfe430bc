/**
 * Objects by account, and what two accounts both shared. Lists are in rising order of object; objects without a match
 * are left out, because no shuffle of times can make one on them. O(shares); 4 bytes a share, 4 an account.
 */
import { STRIDE, type Incidence } from "../coshare/incidence.ts";

export interface ObjectLists {
  /** Account a owns `object[start[a]]` to `object[start[a + 1]]`, end exclusive. */
  readonly start: Int32Array;
  readonly object: Int32Array;
  /** Length of the longest list. */
  readonly longest: number;
}

/** @param matched pairs within the window by object (C_o) */
export function objectLists(
  { length, accounts, objects, start, at }: Incidence,
  matched: Float64Array,
): ObjectLists {
  const listStart = new Int32Array(accounts + 1);
  for (let o = 0; o < objects; o++) {
    if (matched[o] === 0) continue;
    for (let i = start[o]!; i < start[o + 1]!; i++) listStart[at[STRIDE * i]! + 1]!++;
  }
  let longest = 0;
  for (let a = 0; a < accounts; a++) {
    longest = Math.max(longest, listStart[a + 1]!);
    listStart[a + 1]! += listStart[a]!;
  }
  const object = new Int32Array(accounts === 0 ? 0 : Math.min(length, listStart[accounts]!));
  const cursor = listStart.slice(0, accounts);
  for (let o = 0; o < objects; o++) {
    if (matched[o] === 0) continue;
    for (let i = start[o]!; i < start[o + 1]!; i++) object[cursor[at[STRIDE * i]!]!++] = o;
  }
  return { start: listStart, object, longest };
}

/** Calls back for each object that both accounts shared. Steps through the shorter list and halves its way in the other. */
export function eachShared(lists: ObjectLists, a: number, b: number, call: (object: number) => void): void {
  const { start, object } = lists;
  const swap = start[a + 1]! - start[a]! > start[b + 1]! - start[b]!;
  const [short, long] = swap ? [b, a] : [a, b];
  let from = start[long]!;
  const end = start[long + 1]!;
  for (let z = start[short]!; z < start[short + 1]! && from < end; z++) {
    const o = object[z]!;
    let step = 1;
    while (from + step < end && object[from + step]! <= o) step *= 2;
    let low = from + (step >> 1);
    let high = Math.min(end, from + step);
    // The last entry that is no greater than o lies in [low, high), or before `from` if there is none.
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (object[middle]! <= o) low = middle;
      else high = middle;
    }
    if (object[low] === o) call(o);
    if (object[low]! <= o) from = low;
  }
}
