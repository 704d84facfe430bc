/**
 * Co-share at scale: from a file of shares to the list of pairs, with memory that does not grow with the number of
 * pair events. Threads of `store` read and filter, a thread of `signals` encodes and plans, threads of `signals` sweep;
 * a small file is worked in the calling thread. Nothing is written but what the database spills while it sorts.
 */
import { PlumblineError } from "../errors.ts";
import type { StreamCounts } from "../kernel/coshare/stream/hashed.ts";
import type { StreamPlan } from "../kernel/coshare/stream/plan.ts";
import type { PairList } from "../kernel/coshare/sweep.ts";
import { timePlan, type TimePlan } from "../kernel/coshare/time.ts";
import { sweepPlan } from "../signals/threads/sweep.ts";
import { openShareFile, valuesOf } from "../store/shares/file.ts";
import type { ShareFile } from "../store/shares/file.ts";
import { Meter } from "./meter.ts";
import type { CoShareStreamOptions, CoShareStreamWork } from "./coshare-options.ts";
import { planFile, THREADS } from "./coshare-plan.ts";
import { inOrder } from "./pair-order.ts";

export interface CoShareStreamResult {
  /** In order of (a, b). `a` and `b` are codes: places in `accountRow` and `accountName`. */
  readonly pairs: PairList;
  /**
   * A row of each account, counted from 0: the first in which it shared within the window of somebody else. Codes
   * ascend with it, so the same file gives the same codes whatever the threads. With `onPairs`: 2^32 - 1 for accounts
   * that never did.
   */
  readonly accountRow: Uint32Array;
  /** Empty where names were not asked for. */
  readonly accountName: readonly string[];
  /** Milliseconds in a tick: `pairs.ticks` counts these. */
  readonly time: TimePlan;
  readonly counts: CoShareStreamCounts;
  /** The densest objects, a hundred at most, without names where the shares were hashed before. They were swept like any other. */
  readonly dense: readonly { readonly value: string; readonly events: number }[];
}

export interface CoShareStreamCounts extends StreamCounts {
  readonly sorted: boolean;
  /** The kept encoding was read, not the file. */
  readonly cached: boolean;
  /** Shares that could be part of a pair of `minimum` objects: what was swept. */
  readonly swept: number;
  /** Pairs of shares of different accounts within the window, whatever the minimum. */
  readonly events: number;
  readonly denseObjects: number;
  readonly pairs: number;
}

/** Files up to this many rows, or bytes of text, are worked in the calling thread. */
const SMALL_ROWS = 2_000_000;
const SMALL_BYTES = 64e6;

/**
 * @throws PlumblineError FILE_*, MAPPING_WRONG, PARAMETER, UNORDERED, NO_DATA, IMPORT_LIMIT, STOPPED.
 */
export async function coShareStream(options: CoShareStreamOptions): Promise<CoShareStreamResult> {
  planOf(options);
  const file = await openShareFile(options);
  try {
    return await coShareOf(file, options);
  } finally {
    await file.dispose();
  }
}

function planOf({ window, minimum, resolution = "second" }: CoShareStreamWork): TimePlan {
  if (!Number.isInteger(minimum) || minimum < 1)
    throw new PlumblineError("PARAMETER", `A minimum of ${minimum} objects cannot be met.`);
  return timePlan(window, resolution);
}

/**
 * The same on a file that is open. It is left open.
 * @throws PlumblineError FILE_MALFORMED, PARAMETER, UNORDERED, NO_DATA, IMPORT_LIMIT, STOPPED.
 */
export async function coShareOf(file: ShareFile, options: CoShareStreamWork): Promise<CoShareStreamResult> {
  try {
    return await work(file, planOf(options), options);
  } catch (error) {
    if (options.signal?.aborted === true)
      throw new PlumblineError("STOPPED", "Co-share was stopped.", { where: file.where, cause: error });
    throw error;
  }
}

async function work(
  file: ShareFile,
  time: TimePlan,
  options: CoShareStreamWork,
): Promise<CoShareStreamResult> {
  const meter = new Meter(options.onProgress);
  const threads = options.threads ?? (isSmall(file) ? 0 : THREADS);
  const { counts, plan, sorted, cached } = await planFile({ file, time, threads, options, meter });
  if (counts.shares === 0)
    throw new PlumblineError("NO_DATA", "The file holds no share.", { where: file.where });
  const found = await sweepAll(plan, threads, options, meter);
  const names = options.names ?? options.onPairs === undefined;
  meter.begin("names", "names");
  const values = (column: string, rows: number[]) =>
    rows.length === 0 ? new Map<number, string>() : valuesOf(file, column, rows);
  const accounts = await values(file.relation.columns.account, names ? [...found.accountRow] : []);
  const objects = await values(
    file.relation.columns.object,
    file.hashed === undefined ? plan.dense.map(({ row }) => row) : [],
  );
  meter.end(accounts.size + objects.size);
  return {
    pairs: found.pairs,
    accountRow: found.accountRow,
    accountName: names ? Array.from(found.accountRow, (row) => accounts.get(row) ?? "") : [],
    time,
    counts: {
      ...counts,
      sorted,
      cached,
      swept: plan.kept,
      events: plan.events,
      denseObjects: plan.denseCount,
      pairs: found.count,
    },
    dense: plan.dense.map(({ row, events }) => ({ value: objects.get(row) ?? "", events })),
  };
}

const isSmall = ({ rows, bytes }: ShareFile): boolean =>
  rows === undefined ? bytes <= SMALL_BYTES : rows <= SMALL_ROWS;

interface Found {
  readonly pairs: PairList;
  readonly accountRow: Uint32Array;
  readonly count: number;
}

async function sweepAll(
  { plan, accountRow, kept }: StreamPlan,
  threads: number,
  options: CoShareStreamWork,
  meter: Meter,
): Promise<Found> {
  const { onPairs, times = false, signal, blockShares, minimum, compiled = true } = options;
  const block = blockShares === undefined ? {} : { blockShares };
  const lists: PairList[] = [];
  let count = 0;
  meter.begin("sweep", "shares", kept);
  await sweepPlan(
    plan,
    { minimum, times, compiled, threads: Math.max(1, threads), ...block },
    {
      onPairs: (pairs, found) => {
        count += pairs.length;
        if (onPairs === undefined) lists.push(pairs);
        else if (pairs.length > 0) onPairs(pairs, found);
      },
      onShares: (done) => meter.at(done),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  const rows = new Uint32Array(accountRow.buffer, accountRow.byteOffset, accountRow.length);
  return { ...inOrder(lists, rows, onPairs === undefined), count };
}
