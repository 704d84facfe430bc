/**
 * What both nulls keep fixed, counted on first shares before anything is dropped: shares of each account (d_a), sharers
 * of each object (n_o), matched pairs of each object (C_o), and all first shares (D). O(shares).
 */
import { pairEvents } from "../coshare/density.ts";
import { STRIDE, type Incidence } from "../coshare/incidence.ts";

export interface Margins {
  /** D: first shares in scope. */
  readonly shares: number;
  /** d_a by account. */
  readonly activity: Int32Array;
  /** n_o by object: accounts that shared it. */
  readonly sharers: Int32Array;
  /** C_o by object: pairs of sharers within the window. */
  readonly matched: Float64Array;
}

/** @param first an incidence as `firstShares` makes it: each account at most once in an object */
export function margins(first: Incidence, windowTicks: number): Margins {
  const activity = new Int32Array(first.accounts);
  for (let i = 0; i < first.length; i++) activity[first.at[STRIDE * i]!]!++;
  const sharers = new Int32Array(first.objects);
  for (let o = 0; o < first.objects; o++) sharers[o] = first.start[o + 1]! - first.start[o]!;
  return { shares: first.length, activity, sharers, matched: pairEvents(first, windowTicks) };
}

/** p_o: the chance that two given sharers of an object match when its times are shuffled among its sharers. */
export function matchChance({ sharers, matched }: Margins, object: number): number {
  const n = sharers[object]!;
  return n < 2 ? 0 : matched[object]! / ((n * (n - 1)) / 2);
}

/** One byte per object: 1 where p_o >= 0.5, so that a match on it says little about timing. */
export function likelyObjects(margins: Margins): Uint8Array {
  return Uint8Array.from(margins.matched, (_, o) => (matchChance(margins, o) >= 0.5 ? 1 : 0));
}

/**
 * The null of shuffled times cannot judge a set when more than this share of its matched objects has p_o >= 0.5: a team
 * that owns its objects matches on them however their times are shuffled.
 */
export const BLIND_SHARE = 0.3;

/** Whether the null of shuffled times cannot judge a set with these matched objects. */
export function timesCannotJudge(likely: Uint8Array, objects: Int32Array): boolean {
  let n = 0;
  for (let i = 0; i < objects.length; i++) n += likely[objects[i]!]!;
  return n > BLIND_SHARE * objects.length;
}
