/** Co-share at scale, first half: from the file, or its kept encoding, to the plan of the sweep. */
import { MessageChannel } from "node:worker_threads";
import { PlumblineError } from "../errors.ts";
import type { Incidence } from "../kernel/coshare/incidence.ts";
import { BlockJoiner } from "../kernel/coshare/stream/blocks.ts";
import { ShareEncoder } from "../kernel/coshare/stream/encode.ts";
import {
  BATCH_SHARES,
  BATCH_STRIDE,
  type HashedBatch,
  type StreamCounts,
} from "../kernel/coshare/stream/hashed.ts";
import { planIncidence, type StreamPlan } from "../kernel/coshare/stream/plan.ts";
import type { TimePlan } from "../kernel/coshare/time.ts";
import { startPlanning, type PlanSettings, type PlanThread } from "../signals/threads/plan.ts";
import { openCachedShares, sha256Of, writeCachedShares } from "../store/shares/cache.ts";
import type { CachedShares, CacheKey } from "../store/shares/cache.ts";
import { partsOf, type ShareFile } from "../store/shares/file.ts";
import { hashedBatches, type HashedFile } from "../store/shares/hashed.ts";
import { readShares, type ReadTask } from "../store/shares/read.ts";
import { isList } from "../store/shares/request.ts";
import { startReaders } from "../store/shares/reader.ts";
import type { CoShareStreamWork } from "./coshare-options.ts";
import type { Meter } from "./meter.ts";

/** One run. */
export interface Job {
  readonly file: ShareFile;
  readonly time: TimePlan;
  /** 0 works in the calling thread. */
  readonly threads: number;
  readonly options: CoShareStreamWork;
  readonly meter: Meter;
}

export interface Planned {
  readonly counts: StreamCounts;
  readonly plan: StreamPlan;
  readonly sorted: boolean;
  readonly cached: boolean;
}

export const THREADS = 2;
const DATABASE_MB = 512;
const DENSE_ABOVE = 1e6;
const EVERY_MS = 200;

/** Takes the kept encoding if there is one; else reads the file, in order of time if need be, and keeps it if asked. */
export async function planFile(job: Job): Promise<Planned> {
  const { file, time, options } = job;
  if (file.hashed !== undefined) return planHashed(job, file.hashed);
  if (options.cache === undefined) return planOrdered(job, undefined);
  job.meter.begin("hash", "bytes", file.bytes);
  const { folder, sha256 = await sha256Of(file.relation.path, options.signal) } = options.cache;
  const key = { folder, sha256 };
  const kept = await openCachedShares(key, file.relation, time);
  if (kept === undefined) return planOrdered(job, key);
  try {
    const plan = job.threads === 0 ? await planKeptHere(job, kept) : await planKeptInThread(job, kept);
    return { counts: kept.counts, plan, sorted: kept.sorted, cached: true };
  } finally {
    await kept.close();
  }
}

/** Reads in the order of the file; where that is not the order of time, reads again in order of time. */
async function planOrdered(job: Job, key: CacheKey | undefined): Promise<Planned> {
  const { file, threads, options } = job;
  const go = threads === 0 ? planHere : planInThreads;
  try {
    if (file.mayBeOrdered) return await go(job, tasksOf(job, Math.max(1, threads), key !== undefined), key);
  } catch (error) {
    if (!(error instanceof PlumblineError && error.code === "UNORDERED")) throw error;
  }
  if (options.unordered === "refuse")
    throw new PlumblineError("UNORDERED", "The rows are not in order of time.", { where: file.where });
  return go(job, [{ ...tasksOf(job, 1, key !== undefined)[0]!, sorted: true }], key);
}

function tasksOf({ file, time, options }: Job, threads: number, all: boolean): ReadTask[] {
  const { databaseMb = DATABASE_MB, filter = {} } = options;
  const ranges = threads > 1 && file.groups.length > 1 ? partsOf(file.groups, threads) : [undefined];
  return ranges.map((range, i) => ({
    relation: file.relation,
    where: file.where,
    scale: { tickMs: time.tickMs, gridMs: time.gridMs },
    windowTicks: time.windowTicks,
    filter: !all && filter.off !== true,
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

/** Shares that will be read, where that is known: a row with a list holds several, or none. */
const sharesIn = ({ relation, rows }: ShareFile): number | undefined =>
  isList(relation.types.object) ? undefined : rows;

function settingsOf({ time, options }: Job, keep: boolean): PlanSettings {
  const { minimum, denseAbove = DENSE_ABOVE } = options;
  return { windowTicks: time.windowTicks, minimum, denseAbove, keep };
}

function summed(parts: readonly StreamCounts[]): StreamCounts {
  const sum = (key: keyof StreamCounts) => parts.reduce((total, part) => total + part[key], 0);
  return {
    shares: sum("shares"),
    withoutAccount: sum("withoutAccount"),
    withoutObject: sum("withoutObject"),
    withoutTime: sum("withoutTime"),
    kept: sum("kept"),
  };
}

function keep({ file, time, options, meter }: Job, key: CacheKey, counts: StreamCounts, sorted: boolean) {
  return async (incidence: Incidence) => {
    meter.begin("keep", "shares", incidence.length);
    await writeCachedShares(key, file.relation, time, { incidence, counts, sorted }, options.signal);
  };
}

async function planHere(job: Job, tasks: readonly ReadTask[], key: CacheKey | undefined): Promise<Planned> {
  const { file, options, meter } = job;
  const encoder = new ShareEncoder();
  meter.begin("read", "shares", sharesIn(file));
  const parts: StreamCounts[] = [];
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
    parts.push(read);
  }
  const counts = summed(parts);
  const sorted = tasks.some((task) => task.sorted);
  meter.begin("sort", "shares", encoder.length);
  const { incidence, objectRow } = encoder.finish();
  if (key !== undefined) await keep(job, key, counts, sorted)(incidence);
  meter.begin("prune", "shares", incidence.length);
  const plan = planIncidence(incidence, objectRow, settingsOf(job, false));
  return { counts, plan, sorted, cached: false };
}

async function planInThreads(
  job: Job,
  tasks: readonly ReadTask[],
  key: CacheKey | undefined,
): Promise<Planned> {
  const { file, options, meter } = job;
  meter.begin("read", "shares", sharesIn(file));
  const sorted = tasks.some((task) => task.sorted);
  const readers = startReaders(tasks, options.signal);
  const planner = startPlanning(readers.ports, settingsOf(job, key !== undefined), async (incidence) => {
    if (key !== undefined) await keep(job, key, summed(await readers.done), sorted)(incidence);
  });
  const plan = await watched(
    planner,
    job,
    readers.done,
    () => readers.rows(),
    () => readers.stop(),
  );
  return { counts: summed(await readers.done), plan, sorted, cached: false };
}

/** Waits for what feeds the planning, then for the planning. Whatever fails first ends the other before it is thrown. */
async function watched(
  planner: PlanThread,
  { options: { signal }, meter }: Job,
  fed: Promise<unknown>,
  done: () => number,
  stopFeeding: () => void,
): Promise<StreamPlan> {
  const planned = planner.done.then(
    (plan) => ({ plan }),
    (error: unknown) => ({ error }),
  );
  const stop = () => planner.stop();
  let step: string | undefined;
  const timer = setInterval(() => {
    const now = planner.step();
    if (now !== step && now !== undefined) meter.begin(now, "shares");
    else if (now === undefined) meter.at(done());
    step = now;
  }, EVERY_MS);
  signal?.addEventListener("abort", stop);
  try {
    if (signal?.aborted === true) throw new PlumblineError("STOPPED", "Stopped.");
    await Promise.race([fed, planned.then((end) => "error" in end && Promise.reject(end.error as Error))]);
    const end = await planned;
    if ("error" in end) throw end.error;
    return end.plan;
  } catch (error) {
    stop();
    stopFeeding();
    const [, feeding] = await Promise.allSettled([planned, fed]);
    // A planning that ended because its feeding failed says nothing of its own.
    throw feeding.status === "rejected" && isStop(error) ? feeding.reason : error;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", stop);
  }
}

const isStop = (error: unknown) => error instanceof PlumblineError && error.code === "STOPPED";

/** Plans shares that were read and filtered already. */
async function planHashed(job: Job, hashed: HashedFile): Promise<Planned> {
  const { counts, sorted } = hashed;
  const batches = hashedBatches(hashed.path, job.options.signal);
  const plan =
    job.threads === 0
      ? await planBatchesHere(job, counts, batches)
      : await planBatchesInThread(job, counts, batches);
  return { counts, plan, sorted, cached: false };
}

async function planBatchesHere(
  job: Job,
  counts: StreamCounts,
  batches: AsyncIterable<HashedBatch>,
): Promise<StreamPlan> {
  const encoder = new ShareEncoder();
  job.meter.begin("sort", "shares", counts.kept);
  for await (const batch of batches) encoder.add(0, batch);
  const { incidence, objectRow } = encoder.finish();
  job.meter.begin("prune", "shares", incidence.length);
  return planIncidence(incidence, objectRow, settingsOf(job, false));
}

async function planBatchesInThread(
  job: Job,
  counts: StreamCounts,
  batches: AsyncIterable<HashedBatch>,
): Promise<StreamPlan> {
  const parts = async function* (): AsyncGenerator<Piece> {
    for await (const batch of batches)
      yield { shares: batch.length, message: { part: 0, batch }, transfer: [batch.words.buffer] };
  };
  job.meter.begin("sort", "shares", counts.kept);
  return planPiecesInThread(job, counts, parts());
}

async function planKeptHere(job: Job, kept: CachedShares): Promise<StreamPlan> {
  const { meter, time, options } = job;
  const joiner = new BlockJoiner(time.windowTicks);
  let shares = 0;
  meter.begin("read", "shares", kept.counts.kept);
  for await (const block of kept.blocks(options.signal)) {
    shares += block.source.length;
    joiner.add(block);
    meter.at(shares);
  }
  const { incidence, objectRow } = joiner.finish();
  return planIncidence(incidence, objectRow, settingsOf(job, false));
}

async function planKeptInThread(job: Job, kept: CachedShares): Promise<StreamPlan> {
  const pieces = async function* (): AsyncGenerator<Piece> {
    for await (const block of kept.blocks(job.options.signal)) {
      const { ends, at, source } = block;
      const transfer = [ends.buffer, at.buffer, source.buffer];
      yield { shares: source.length, message: { part: 0, block }, transfer };
    }
  };
  job.meter.begin("read", "shares", kept.counts.kept);
  return planPiecesInThread(job, kept.counts, pieces());
}

/** Shares on their way to the planning thread. */
interface Piece {
  readonly shares: number;
  readonly message: object;
  readonly transfer: ArrayBuffer[];
}

/** Feeds the planning thread a piece at a time; it asks for the next. */
async function planPiecesInThread(
  job: Job,
  counts: StreamCounts,
  pieces: AsyncIterable<Piece>,
): Promise<StreamPlan> {
  const { options } = job;
  const { port1, port2 } = new MessageChannel();
  let shares = 0;
  let stopped = false;
  let wake: (() => void) | undefined;
  const stop = () => {
    stopped = true;
    wake?.();
  };
  port2.on("message", () => wake?.());
  options.signal?.addEventListener("abort", stop);
  const feed = async () => {
    for await (const piece of pieces) {
      if (stopped) throw new PlumblineError("STOPPED", "Stopped.");
      shares += piece.shares;
      const next = new Promise<void>((resolve) => (wake = resolve));
      port2.postMessage(piece.message, piece.transfer);
      await next;
    }
    port2.postMessage({ part: 0, counts }, []);
  };
  try {
    return await watched(startPlanning([port1], settingsOf(job, false)), job, feed(), () => shares, stop);
  } finally {
    options.signal?.removeEventListener("abort", stop);
    port2.close();
  }
}
