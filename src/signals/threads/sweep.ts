/**
 * The sweep on several threads. They take blocks of rows from a shared counter and read the plan from shared memory;
 * every pair comes out of one row of one thread, so nothing is merged and the number of threads changes nothing but
 * the order of blocks.
 */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { PlumblineError } from "../../errors.ts";
import { pairTimes, type PairTimes } from "../../kernel/coshare/evidence.ts";
import { rowBlocks, type SweepPlan } from "../../kernel/coshare/plan.ts";
import { PairBuffer, slicePairs, sweepRows, sweepState, type PairList } from "../../kernel/coshare/sweep.ts";
import { threadFile } from "./files.ts";
import { SweepMachine, sweepMemory, type SweepMemory } from "./sweep-machine.ts";

export interface SweepHooks {
  /** Pairs as they are found, in no order; account codes of the plan, a < b. The arrays are the receiver's. */
  readonly onPairs: (pairs: PairList, times?: PairTimes) => void;
  /** Shares swept so far. */
  readonly onShares?: (shares: number) => void;
  readonly signal?: AbortSignal;
}

export interface SweepSettings {
  /** Least number of distinct objects of a pair. */
  readonly minimum: number;
  /** 1 sweeps in the thread that calls. */
  readonly threads: number;
  /** About this many shares to a block. */
  readonly blockShares?: number;
  /** Hand over the times of the pairs, too. */
  readonly times?: boolean;
  /** False sweeps by the kernel's TypeScript, and not by its compiled form: the same pairs. */
  readonly compiled?: boolean;
}

/** Pairs as a thread hands them over. */
export interface HandOver {
  readonly pairs: PairList;
  readonly times?: PairTimes;
}

/** What a sweeping thread gets. */
export interface SweepData {
  readonly plan: SweepPlan;
  /** Where the plan lies for the compiled sweep, and which of its threads this is; without it the kernel's TypeScript sweeps. */
  readonly compiled: { readonly memory: SweepMemory; readonly thread: number } | undefined;
  readonly minimum: number;
  readonly times: boolean;
  /** Ends of the blocks; the first begins at row 0. Shared. */
  readonly ends: Int32Array;
  /** Next block to take. Shared. */
  readonly next: Int32Array;
  /** Hand-overs on their way: a thread waits while they are too many. Shared. */
  readonly away: Int32Array;
}

/** Sweeps the rows of ranks [from, to) into a buffer, and says with which to go on: `sweepRows` of the kernel. */
export interface RowSweeper {
  readonly found: PairBuffer;
  readonly rows: (from: number, to: number) => number;
}

const BLOCK_SHARES = 1 << 14;
/** Pairs that a thread gathers before it hands them over. */
export const HAND_OVER = 1 << 16;
/** Pairs whose times are looked up between two looks at the clock. */
const SLICE = 256;
const EVERY_MS = 100;

/** A plan's arrays over memory that threads share. */
export const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length));

/** What sweeps the rows of a plan in this thread. */
export function rowSweeper({
  plan,
  compiled,
  minimum,
}: Pick<SweepData, "plan" | "compiled" | "minimum">): RowSweeper {
  if (compiled !== undefined) {
    const found = new PairBuffer();
    const machine = new SweepMachine(compiled.memory, compiled.thread, minimum);
    return { found, rows: (from, to) => machine.sweepRows(from, to, found, HAND_OVER) };
  }
  const state = sweepState(plan);
  return { found: state.found, rows: (from, to) => sweepRows(plan, minimum, from, to, state, HAND_OVER) };
}

/** @throws PlumblineError STOPPED. */
export async function sweepPlan(whole: SweepPlan, settings: SweepSettings, hooks: SweepHooks): Promise<void> {
  const blocks = rowBlocks(whole, settings.blockShares ?? BLOCK_SHARES);
  if (blocks.length === 0) return;
  const { minimum, times = false, compiled = true } = settings;
  const threads = Math.min(settings.threads, blocks.length);
  const memory = compiled ? sweepMemory(whole, threads) : undefined;
  const ends = sharedInts(blocks.length);
  blocks.forEach(({ to }, i) => (ends[i] = to));
  const next = sharedInts(1);
  const plan = memory?.plan ?? whole;
  const data = { plan, minimum, times, ends, next, away: sharedInts(1) };
  const inThread = (thread: number): SweepData => ({
    ...data,
    compiled: memory === undefined ? undefined : { memory, thread },
  });
  if (settings.threads === 1) return sweepHere(inThread(0), blocks, hooks);
  const swept = () => {
    const taken = Math.min(blocks.length, Math.max(0, Atomics.load(next, 0) - threads));
    hooks.onShares?.(taken === 0 ? 0 : plan.rowStart[ends[taken - 1]!]!);
  };
  const timer = setInterval(swept, EVERY_MS);
  try {
    await sweepThreads(
      Array.from({ length: threads }, (_, thread) => inThread(thread)),
      hooks,
    );
    hooks.onShares?.(plan.length);
  } finally {
    clearInterval(timer);
  }
}

async function sweepHere(
  data: SweepData,
  blocks: readonly { from: number; to: number }[],
  { onPairs, onShares, signal }: SweepHooks,
): Promise<void> {
  const { plan, times } = data;
  const { found, rows } = rowSweeper(data);
  const timesOf = times ? timesIn(plan) : undefined;
  let rested = performance.now();
  const rest = async () => {
    if (performance.now() - rested < EVERY_MS) return;
    await new Promise(setImmediate);
    rested = performance.now();
    if (signal?.aborted === true) throw stopped();
  };
  const handOver = async () => {
    const pairs = takePairs(found);
    if (timesOf === undefined) return onPairs(pairs);
    for (let from = 0; from < pairs.length; from += SLICE) {
      const some = slicePairs(pairs, from, from + SLICE);
      onPairs(some, timesOf(some));
      await rest();
    }
  };
  for (const { from, to } of blocks)
    for (let rank = from; rank < to;) {
      rank = rows(rank, to);
      if (found.length >= HAND_OVER) await handOver();
      if (performance.now() - rested >= EVERY_MS) onShares?.(plan.rowStart[rank]!);
      await rest();
    }
  await handOver();
  onShares?.(plan.length);
}

/** The times of pairs of this plan, which may lack `rankOf` and `source`. */
export function timesIn(plan: SweepPlan): (pairs: PairList) => PairTimes {
  const rankOf = new Int32Array(plan.accounts);
  plan.accountOf.forEach((account, rank) => (rankOf[account] = rank));
  const whole = { ...plan, rankOf };
  const partner = new Int32Array(plan.live);
  return ({ a, b }) => pairTimes(whole, a, b, partner);
}

/** The pairs found so far in arrays of their own; the buffer is empty afterwards. */
export function takePairs(found: PairBuffer): PairList {
  const { length } = found;
  found.length = 0;
  return {
    length,
    a: found.a.slice(0, length),
    b: found.b.slice(0, length),
    objects: found.objects.slice(0, length),
    matches: found.matches.slice(0, length),
    ticks: found.ticks.slice(0, length),
  };
}

async function sweepThreads(threads: readonly SweepData[], { onPairs, signal }: SweepHooks): Promise<void> {
  const workers: Worker[] = [];
  const stop = () => workers.forEach((worker) => void worker.terminate());
  signal?.addEventListener("abort", stop);
  try {
    const ends = threads.map((data) => {
      const worker = new Worker(fileURLToPath(threadFile("sweep-thread.js")), { workerData: data });
      workers.push(worker);
      worker.on("message", ({ pairs, times }: HandOver) => {
        onPairs(pairs, times);
        Atomics.sub(data.away, 0, 1);
        Atomics.notify(data.away, 0);
      });
      return new Promise<void>((resolve, reject) => {
        worker.on("error", reject);
        worker.on("exit", (code) => {
          if (code === 0) resolve();
          else
            reject(
              signal?.aborted === true ? stopped() : new PlumblineError("INTERNAL", "A thread ended early."),
            );
        });
      });
    });
    await Promise.all(ends);
    if (signal?.aborted === true) throw stopped();
  } finally {
    stop();
    signal?.removeEventListener("abort", stop);
  }
}

function stopped(): PlumblineError {
  return new PlumblineError("STOPPED", "The search for pairs was stopped.");
}
