/**
 * The data layout that kernels read: parallel typed arrays, one entry per share, in any order unless a function says
 * otherwise. A share is one account sharing one object at one time. Dictionaries stay in the store; kernels see codes.
 */

import type { LinkCounts } from "./links/joining.ts";

export const RESOLUTIONS = ["millisecond", "second", "minute", "hour", "day"] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** Milliseconds in one step of each resolution. */
export const RESOLUTION_MS: Readonly<Record<Resolution, number>> = Object.freeze({
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
});

export interface ShareColumns {
  /** Number of shares; every array has this length. */
  readonly length: number;
  /** Account code, 0 to accounts-1. */
  readonly account: Int32Array;
  /** Object code, 0 to objects-1. Empty and missing values are not objects and have no row here. */
  readonly object: Int32Array;
  /** Milliseconds since 1970 UTC. */
  readonly time: Float64Array;
  /** Index into `artifacts`: which file the post came from. */
  readonly artifact: Uint16Array;
  /** Row of the post in that file, 1 for the first after the header. */
  readonly row: Int32Array;
  /**
   * A number for the account whose post this share reshares, the same for the same account; it is no account code, since an
   * author need not be in scope. -1 where the share reshares nothing or the author is not known. Absent where nothing tells.
   */
  readonly author?: Int32Array;
  readonly accounts: number;
  readonly objects: number;
  /** The coarsest resolution among the imports, and whether they differ. */
  readonly resolution: Resolution;
  readonly mixedResolution: boolean;
  readonly artifacts: readonly { readonly id: string; readonly sha256: string }[];
  /** Where objects are links, and those that lead to one page were joined. */
  readonly links?: JoinedLinks;
}

/** What joining links did: the version of the rules, how many addresses there were, and how many each rule joined with another. */
export interface JoinedLinks {
  readonly rules: string;
  readonly addresses: number;
  readonly joined: LinkCounts;
}
