/**
 * The network-based statistic of a run: the same sweep on shuffles of each null, on several threads where there is
 * enough to do. They take numbers of shuffles from a shared counter and read the shares from shared memory. The seed of
 * the run and the number of a shuffle decide what it gives, so the number of threads changes nothing.
 */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { PlumblineError } from "../../errors.ts";
import {
  activityPairTest,
  deal,
  networkState,
  PRIMARY_P,
  scoreShuffle,
  shuffleRandom,
  shuffleSpace,
  timesPairTest,
  type Incidence,
  type Margins,
  type NullKind,
  type ShuffleScore,
} from "../../kernel/index.ts";
import type { DetectorContext } from "../detector.ts";
import { pause } from "../shared/pause.ts";
import { threadFile } from "./files.ts";

/** What the shuffles of one null gave, one entry a shuffle. */
export interface Shuffled {
  readonly shuffles: number;
  /** Largest score of a group. */
  readonly largest: Float64Array;
  /** Pairs on two objects or more, and on three or more. */
  readonly two: Float64Array;
  readonly three: Float64Array;
}

export interface ShuffleInput {
  readonly first: Incidence;
  readonly margins: Margins;
  readonly windowTicks: number;
  readonly minimum: number;
  readonly shuffles: number;
  /** 1 works in the calling thread. Chosen by the amount of work unless given. */
  readonly threads?: number;
}

/** What a shuffling thread gets; all arrays are shared. */
export interface ShuffleData {
  readonly input: ShuffleInput;
  readonly kind: NullKind;
  readonly seed: number;
  readonly out: Shuffled;
  /** Next shuffle to take, and shuffles that are done. */
  readonly counters: Int32Array;
}

const STAGE: Readonly<Record<NullKind, string>> = {
  times: "shuffling times (null 2)",
  activity: "shuffling accounts (null 1)",
};
/** First shares times shuffles below which threads cost more than they save: about half a second of work. */
const LITTLE = 1e7;
/** First shares of all threads together: each lays them out for itself, at up to 40 bytes each. */
const TOGETHER = 4e7;
const EVERY_MS = 100;

function threadsFor({ first, shuffles }: ShuffleInput): number {
  if (first.length * shuffles < LITTLE) return 1;
  return Math.max(1, Math.min(availableParallelism(), shuffles, Math.floor(TOGETHER / first.length)));
}

/** Runs the shuffles of one null. @throws PlumblineError STOPPED, INTERNAL. */
export async function shuffled(
  input: ShuffleInput,
  kind: NullKind,
  context: DetectorContext,
): Promise<Shuffled> {
  const threads = input.threads ?? threadsFor(input);
  if (threads > 1) return inThreads(input, kind, context, threads);
  const out = results(input.shuffles);
  const score = shuffler(input, kind, context.seed);
  for (let r = 0; r < out.shuffles; r++) {
    const steps = score(r);
    let step = steps.next();
    for (; step.done !== true; step = steps.next())
      await pause(context, STAGE[kind], r, out.shuffles, "shuffles");
    putScore(out, r, step.value);
    await pause(context, STAGE[kind], r + 1, out.shuffles, "shuffles");
  }
  return out;
}

/** Lays the shares out once; then scores one shuffle after another, each in steps. */
export function shuffler(
  { first, margins, windowTicks, minimum }: ShuffleInput,
  kind: NullKind,
  seed: number,
): (r: number) => Generator<void, ShuffleScore> {
  const space = shuffleSpace(first, windowTicks, kind);
  const test = kind === "times" ? timesPairTest(first, margins) : activityPairTest(margins, PRIMARY_P);
  const state = networkState(space, { minimum, primary: PRIMARY_P, test, activity: margins.activity });
  return (r) => {
    deal(space, shuffleRandom(seed, kind, r));
    return scoreShuffle(space, state);
  };
}

export function putScore(out: Shuffled, r: number, { largest, two, three }: ShuffleScore): void {
  out.largest[r] = largest;
  out.two[r] = two;
  out.three[r] = three;
}

function results(shuffles: number): Shuffled {
  const column = () => new Float64Array(new SharedArrayBuffer(8 * shuffles));
  return { shuffles, largest: column(), two: column(), three: column() };
}

async function inThreads(
  input: ShuffleInput,
  kind: NullKind,
  { seed, signal, onProgress }: DetectorContext,
  threads: number,
): Promise<Shuffled> {
  const out = results(input.shuffles);
  const counters = new Int32Array(new SharedArrayBuffer(8));
  const data: ShuffleData = { input: sharedInput(input), kind, seed, out, counters };
  const workers: Worker[] = [];
  const stop = () => workers.forEach((worker) => void worker.terminate());
  const report = () =>
    onProgress?.({
      stage: STAGE[kind],
      done: Atomics.load(counters, 1),
      total: out.shuffles,
      unit: "shuffles",
    });
  const timer = setInterval(report, EVERY_MS);
  signal?.addEventListener("abort", stop);
  try {
    if (signal?.aborted === true) throw stopped();
    const ends = Array.from({ length: threads }, () => {
      const worker = new Worker(fileURLToPath(threadFile("shuffle-thread.js")), { workerData: data });
      workers.push(worker);
      return endOf(worker, signal);
    });
    await Promise.all(ends);
    report();
    return out;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", stop);
    stop();
  }
}

function endOf(worker: Worker, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("error", reject);
    worker.on("exit", (code) => {
      if (signal?.aborted === true) reject(stopped());
      else if (code === 0) resolve();
      else reject(new PlumblineError("INTERNAL", "A shuffling thread ended early."));
    });
  });
}

const stopped = () => new PlumblineError("STOPPED", "The work was stopped.");

/** The same arrays in memory that threads share. Where a share came from is nothing a shuffle asks for. */
function sharedInput({ first, margins, ...settings }: ShuffleInput): ShuffleInput {
  const ints = (from: Int32Array) => {
    const to = new Int32Array(new SharedArrayBuffer(from.byteLength));
    to.set(from);
    return to;
  };
  const matched = new Float64Array(new SharedArrayBuffer(margins.matched.byteLength));
  matched.set(margins.matched);
  return {
    ...settings,
    first: { ...first, start: ints(first.start), at: ints(first.at), source: ints(first.source) },
    margins: { ...margins, activity: ints(margins.activity), sharers: ints(margins.sharers), matched },
  };
}
