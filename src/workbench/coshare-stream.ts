/**
 * Co-share at scale: from a file of shares to the list of pairs, with memory that does not grow with the number of
 * pair events. Threads of `store` read and filter, a thread of `signals` encodes and plans, threads of `signals` sweep;
 * a small file is worked in the calling thread. Nothing is written but what the database spills while it sorts.
 */
import { PlumblineError } from "../errors.ts";
import type { Resolution } from "../kernel/columns.ts";
import { ShareEncoder } from "../kernel/coshare/stream/encode.ts";
import { BATCH_SHARES, BATCH_STRIDE, type StreamCounts } from "../kernel/coshare/stream/hashed.ts";
import { planStream, type StreamPlan } from "../kernel/coshare/stream/plan.ts";
import type { PairList } from "../kernel/coshare/sweep.ts";
import { timePlan, type TimePlan } from "../kernel/coshare/time.ts";
import { startPlanning } from "../signals/threads/plan.ts";
import { sweepPlan } from "../signals/threads/sweep.ts";
import { openShareFile, partsOf, valuesOf } from "../store/shares/file.ts";
import type { ShareFile } from "../store/shares/file.ts";
import { readShares, type ReadTask } from "../store/shares/read.ts";
import { startReaders } from "../store/shares/reader.ts";
import type { ShareColumnsOfFile, ShareFormat } from "../store/shares/request.ts";
import { Meter, type OnMeter } from "./meter.ts";
import { inOrder } from "./pair-order.ts";

export interface CoShareStreamOptions {
  readonly path: string;
  readonly columns: ShareColumnsOfFile;
  readonly format?: ShareFormat;
  /** Seconds, both ends included. */
  readonly window: number;
  /** Least number of distinct objects of a pair, 1 or more. */
  readonly minimum: number;
  /** How finely times are compared; seconds unless given. */
  readonly resolution?: Resolution;
  /** What to do with rows that are not in order of time: sort them, spilling to disk, or refuse with UNORDERED. */
  readonly unordered?: "sort" | "refuse";
  /** Threads that read, and threads that sweep; 0 works in the calling thread. Chosen by size unless given. */
  readonly threads?: number;
  /** Memory of the database in MB: buffers of the reading, and rows while they are sorted. */
  readonly databaseMb?: number;
  readonly tempDir?: string;
  /** Objects with more pair events than this are reported; a million unless given. */
  readonly denseAbove?: number;
  /**
   * Takes pairs as they are found, in no order, with the codes of `accountRow`; the result then lists none. For lists
   * that exceed memory.
   */
  readonly onPairs?: (pairs: PairList) => void;
  /** Whether names of accounts are looked up, by one more pass over their column; true unless `onPairs` is given. */
  readonly names?: boolean;
  readonly onProgress?: OnMeter;
  readonly signal?: AbortSignal;
  /** Of the window filter, for measurements and tests; results do not depend on them. */
  readonly filter?: { readonly off?: boolean; readonly slotBits?: number; readonly ringBits?: number };
  readonly blockShares?: number;
}

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
  /** The densest objects, a hundred at most. They were swept like any other. */
  readonly dense: readonly { readonly value: string; readonly events: number }[];
}

export interface CoShareStreamCounts extends StreamCounts {
  readonly sorted: boolean;
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
const THREADS = 2;
const DATABASE_MB = 512;
const DENSE_ABOVE = 1e6;
const EVERY_MS = 200;

/**
 * @throws PlumblineError FILE_*, MAPPING_WRONG, PARAMETER, UNORDERED, NO_DATA, IMPORT_LIMIT, STOPPED.
 */
export async function coShareStream(options: CoShareStreamOptions): Promise<CoShareStreamResult> {
  if (!Number.isInteger(options.minimum) || options.minimum < 1)
    throw new PlumblineError("PARAMETER", `A minimum of ${options.minimum} objects cannot be met.`);
  const time = timePlan(options.window, options.resolution ?? "second");
  const file = await openShareFile(options);
  try {
    return await work(file, time, options);
  } catch (error) {
    if (options.signal?.aborted === true)
      throw new PlumblineError("STOPPED", "Co-share was stopped.", { where: file.where, cause: error });
    throw error;
  } finally {
    await file.dispose();
  }
}

async function work(
  file: ShareFile,
  time: TimePlan,
  options: CoShareStreamOptions,
): Promise<CoShareStreamResult> {
  const meter = new Meter(options.onProgress);
  const threads = options.threads ?? (isSmall(file) ? 0 : THREADS);
  const { counts, plan, sorted } = await planFile(file, time, threads, options, meter);
  if (counts.every(({ kept, shares }) => kept === 0 && shares === 0)) throw noShares(file);
  const found = await sweepAll(plan, threads, options, meter);
  const names = options.names ?? options.onPairs === undefined;
  meter.begin("names", "names");
  const wanted = [...(names ? found.accountRow : []), ...plan.dense.map(({ row }) => row)];
  const values = (column: string, rows: number[]) =>
    rows.length === 0 ? new Map<number, string>() : valuesOf(file, column, rows);
  const accounts = await values(file.relation.columns.account, names ? [...found.accountRow] : []);
  const objects = await values(
    file.relation.columns.object,
    plan.dense.map(({ row }) => row),
  );
  meter.end(wanted.length);
  const total = (key: keyof StreamCounts) => counts.reduce((sum, part) => sum + part[key], 0);
  return {
    pairs: found.pairs,
    accountRow: found.accountRow,
    accountName: names ? Array.from(found.accountRow, (row) => accounts.get(row) ?? "") : [],
    time,
    counts: {
      shares: total("shares"),
      withoutAccount: total("withoutAccount"),
      withoutObject: total("withoutObject"),
      withoutTime: total("withoutTime"),
      kept: total("kept"),
      sorted,
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

function noShares(file: ShareFile): PlumblineError {
  return new PlumblineError("NO_DATA", "The file holds no share.", { where: file.where });
}

interface Planned {
  readonly counts: readonly StreamCounts[];
  readonly plan: StreamPlan;
  readonly sorted: boolean;
}

/** Reads in the order of the file; where that is not the order of time, reads again in order of time. */
async function planFile(
  file: ShareFile,
  time: TimePlan,
  threads: number,
  options: CoShareStreamOptions,
  meter: Meter,
): Promise<Planned> {
  const go = threads === 0 ? planHere : planInThreads;
  try {
    if (file.mayBeOrdered) {
      const tasks = tasksOf(file, time, Math.max(1, threads), options);
      return { ...(await go(tasks, file, time, options, meter)), sorted: false };
    }
  } catch (error) {
    if (!(error instanceof PlumblineError && error.code === "UNORDERED")) throw error;
  }
  if (options.unordered === "refuse")
    throw new PlumblineError("UNORDERED", "The rows are not in order of time.", { where: file.where });
  const sorting = { ...tasksOf(file, time, 1, options)[0]!, sorted: true };
  return { ...(await go([sorting], file, time, options, meter)), sorted: true };
}

function tasksOf(
  file: ShareFile,
  { tickMs, gridMs, windowTicks }: TimePlan,
  threads: number,
  { databaseMb = DATABASE_MB, filter = {} }: CoShareStreamOptions,
): ReadTask[] {
  const ranges = threads > 1 && file.groups.length > 1 ? partsOf(file.groups, threads) : [undefined];
  return ranges.map((range, i) => ({
    relation: file.relation,
    where: file.where,
    scale: { tickMs, gridMs },
    windowTicks,
    filter: filter.off !== true,
    ...(range === undefined ? {} : { range }),
    sorted: false,
    openStart: i > 0,
    openEnd: i < ranges.length - 1,
    threads: ranges.length > 1 ? 1 : THREADS,
    memoryMb: Math.max(96, Math.round(databaseMb / ranges.length)),
    spill: file.folder,
    ...(filter.slotBits === undefined ? {} : { slotBits: filter.slotBits }),
    ...(filter.ringBits === undefined ? {} : { ringBits: filter.ringBits }),
  }));
}

type Plan = Pick<Planned, "counts" | "plan">;

const settingsOf = (time: TimePlan, { minimum, denseAbove = DENSE_ABOVE }: CoShareStreamOptions) => ({
  windowTicks: time.windowTicks,
  minimum,
  denseAbove,
});

async function planHere(
  tasks: readonly ReadTask[],
  file: ShareFile,
  time: TimePlan,
  options: CoShareStreamOptions,
  meter: Meter,
): Promise<Plan> {
  const encoder = new ShareEncoder();
  meter.begin("read", "shares", file.rows);
  const counts: StreamCounts[] = [];
  for (const [part, task] of tasks.entries()) {
    let buffer: Int32Array<ArrayBuffer> | undefined;
    const read = await readShares(task, {
      onBatch: (batch) => {
        encoder.add(part, batch);
        buffer = batch.words;
      },
      buffer: () => buffer ?? new Int32Array(BATCH_SHARES * BATCH_STRIDE),
      onRows: (rows) => {
        meter.at(rows);
        return undefined;
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    counts.push(read);
  }
  meter.begin("plan", "shares", encoder.length);
  return { counts, plan: planStream(encoder, settingsOf(time, options)) };
}

async function planInThreads(
  tasks: readonly ReadTask[],
  file: ShareFile,
  time: TimePlan,
  options: CoShareStreamOptions,
  meter: Meter,
): Promise<Plan> {
  const { signal } = options;
  if (signal?.aborted === true) throw new PlumblineError("STOPPED", "Stopped before it began.");
  meter.begin("read", "shares", file.rows);
  const readers = startReaders(tasks, signal);
  const planner = startPlanning(readers.ports, settingsOf(time, options));
  // Whatever ends first with a failure ends the other; only then is the failure thrown.
  const planned = planner.done.then(
    (plan) => ({ plan }),
    (error: unknown) => ({ error }),
  );
  const stop = () => planner.stop();
  let step: string | undefined;
  const timer = setInterval(() => {
    const now = planner.step();
    if (now !== step) meter.begin(now ?? "read", "shares");
    else if (now === undefined) meter.at(readers.rows());
    step = now;
  }, EVERY_MS);
  signal?.addEventListener("abort", stop);
  try {
    const counts = await readers.done;
    const end = await planned;
    if ("error" in end) throw end.error;
    return { counts, plan: end.plan };
  } catch (error) {
    planner.stop();
    await planned;
    throw error;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", stop);
  }
}

interface Found {
  readonly pairs: PairList;
  readonly accountRow: Uint32Array;
  readonly count: number;
}

async function sweepAll(
  { plan, accountRow, kept }: StreamPlan,
  threads: number,
  options: CoShareStreamOptions,
  meter: Meter,
): Promise<Found> {
  const { onPairs, signal, blockShares, minimum } = options;
  const lists: PairList[] = [];
  let count = 0;
  meter.begin("sweep", "shares", kept);
  await sweepPlan(
    plan,
    { minimum, threads: Math.max(1, threads), ...(blockShares === undefined ? {} : { blockShares }) },
    {
      onPairs: (pairs) => {
        count += pairs.length;
        if (onPairs === undefined) lists.push(pairs);
        else if (pairs.length > 0) onPairs(pairs);
      },
      onShares: (done) => meter.at(done),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  const rows = new Uint32Array(accountRow.buffer, accountRow.byteOffset, accountRow.length);
  return { ...inOrder(lists, rows, onPairs === undefined), count };
}
