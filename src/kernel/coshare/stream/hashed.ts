/**
 * The two shapes in which shares travel before they have codes: chunks as a reader hands them over, and batches as
 * the window filter lets them through. Names are 64-bit hashes here; two names with one hash count as one. Among n
 * names the chance that any two of them do is below n^2 / 2^65: 1 in 76,000 for the 22 million names of 100 million
 * shares.
 */

/** Shares as a reader hands them over. The arrays belong to the reader and are valid during the call only. */
export interface HashedChunk {
  readonly length: number;
  /** Hashes, two words a share, the lower first. */
  readonly account: Int32Array;
  readonly object: Int32Array;
  /** Whole ticks, ascending; NaN where a share has no time. */
  readonly tick: Float64Array;
  /** Row of each share in its file, from 0; absent in every chunk if rows are consecutive. */
  readonly row?: Float64Array;
}

/** Words of a share in a batch: account hash (lower, upper), object hash (lower, upper), clock, row. */
export const BATCH_STRIDE = 6;
export const BATCH_SHARES = 1 << 16;

/**
 * Shares that passed the filter, in the order of the stream. The clock of the first share is 0 and grows by the gap to
 * the share before, cut at 2^30 ticks.
 */
export interface HashedBatch {
  readonly length: number;
  readonly words: Int32Array<ArrayBuffer>;
  readonly firstTick: number;
  readonly lastTick: number;
}

/** A hash, as two words. */
export type HashWords = readonly [lower: number, upper: number];

/** What a stream held. */
export interface StreamCounts {
  readonly shares: number;
  readonly withoutAccount: number;
  readonly withoutObject: number;
  readonly withoutTime: number;
  readonly kept: number;
}
