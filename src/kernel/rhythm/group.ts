/**
 * The posts of a group, and whether their hours may be spoken of. Working hours can locate a private person, so a group of
 * fewer than five accounts, or one of which an account has more than half of the posts, gets no answer; nor do times that are
 * coarser than an hour, or too few days. One pass over the posts.
 */
import { RESOLUTION_MS, type Resolution } from "../columns.ts";

export interface GroupPosts {
  /** Account code, 0 to `accounts` - 1; one entry per post. */
  readonly account: Int32Array;
  /** Milliseconds since 1970 UTC. */
  readonly time: Float64Array;
  readonly accounts: number;
  readonly resolution: Resolution;
}

export const LEAST_ACCOUNTS = 5;
/** Days with posts, and days from the first to the last, from which a week can be told from a chance. */
export const LEAST_ACTIVE_DAYS = 14;
export const LEAST_DAYS = 28;

export const DAY_MS = 86_400_000;

/** Why a group gets no answer. */
export type Refusal =
  | { readonly reason: "no posts" }
  | { readonly reason: "few accounts"; readonly accounts: number }
  | { readonly reason: "one account"; readonly share: number }
  | { readonly reason: "coarse times"; readonly resolution: Resolution }
  | { readonly reason: "few days"; readonly active: number; readonly days: number };

/** Accounts with posts, and the largest one's share of the posts. */
export interface Spread {
  readonly accounts: number;
  readonly largestShare: number;
}

export function spreadOf({ account, accounts }: GroupPosts): Spread {
  const posts = new Float64Array(accounts);
  for (const code of account) posts[code]!++;
  let [active, most] = [0, 0];
  for (const n of posts) {
    if (n > 0) active++;
    most = Math.max(most, n);
  }
  return { accounts: active, largestShare: account.length === 0 ? 0 : most / account.length };
}

/** Undefined where the group may be answered for. */
export function refusal(group: GroupPosts): Refusal | undefined {
  if (group.account.length === 0) return { reason: "no posts" };
  const { accounts, largestShare } = spreadOf(group);
  if (accounts < LEAST_ACCOUNTS) return { reason: "few accounts", accounts };
  if (largestShare > 0.5) return { reason: "one account", share: largestShare };
  if (RESOLUTION_MS[group.resolution] > RESOLUTION_MS.hour)
    return { reason: "coarse times", resolution: group.resolution };
  const { first, last } = daysOf(group.time);
  const seen = new Set<number>();
  for (const time of group.time) seen.add(Math.floor(time / DAY_MS));
  const days = last - first + 1;
  if (seen.size < LEAST_ACTIVE_DAYS || days < LEAST_DAYS)
    return { reason: "few days", active: seen.size, days };
  return undefined;
}

/** First and last day, counted from 1970 UTC. There is at least one time. */
export function daysOf(times: Float64Array): { readonly first: number; readonly last: number } {
  let [first, last] = [Infinity, -Infinity];
  for (const time of times) {
    const day = Math.floor(time / DAY_MS);
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return { first, last };
}

/** Day of the week: 0 is Sunday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** Saturday and Sunday. */
export const isWeekend = (day: number): boolean => weekdayOf(day) % 6 === 0;
