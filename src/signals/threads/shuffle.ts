/**
 * The resamples of a run, with which groups are compared: shuffles of null 2, and runs moved for null 3, on several
 * threads where there is enough to do. They take numbers of resamples from a shared counter and read the shares from
 * shared memory. The seed of the run and the number of a resample decide what it gives, so the number of threads
 * changes nothing.
 */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { PlumblineError } from "../../errors.ts";
import {
  ComponentScorer,
  deal,
  JitterSpace,
  LEAST_MOMENTS,
  networkState,
  PRIMARY_P,
  scoreShuffle,
  shuffleRandom,
  shuffleSpace,
  timesPairTest,
  type Pairs,
  type Resample,
  type TimetableSpace,
} from "../../kernel/index.ts";
import type { DetectorContext } from "../detector.ts";
import { pause } from "../shared/pause.ts";
import { threadFile } from "./files.ts";

/** What one resample gives. */
const FIELDS = {
  /** Largest score of a group, and pairs on three objects or more. */
  times: ["largest", "three"],
  /** Largest score of a group under null 3 whose pairs null 2 rejects too, and under null 3 alone. */
  timetable: ["both", "alone"],
} as const satisfies Record<Resample, readonly string[]>;

/** One entry a resample in each field. */
export type Resampled<Kind extends Resample> = { readonly shuffles: number } & {
  readonly [Field in (typeof FIELDS)[Kind][number]]: Float64Array;
};

export interface ShuffleInput extends TimetableSpace {
  readonly windowTicks: number;
  readonly minimum: number;
  readonly shuffles: number;
  /** Pairs with enough common objects within reach of each other to be an edge under null 3. */
  readonly reachable: Pairs;
  /** 1 works in the calling thread. Chosen by the amount of work unless given. */
  readonly threads?: number;
}

/** What a resampling thread gets; all arrays are shared. */
export interface ShuffleData {
  readonly input: ShuffleInput;
  readonly kind: Resample;
  readonly seed: number;
  readonly out: Resampled<Resample>;
  /** Next resample to take, and resamples that are done. */
  readonly counters: Int32Array;
}

const STAGE: Readonly<Record<Resample, string>> = {
  times: "shuffling times (null 2)",
  timetable: "moving sittings (null 3)",
};
/** First shares times shuffles below which threads are not worth their start: about two seconds of work. */
const LITTLE = 2e8;
/** A pair of accounts under null 3 takes about as long as so many shares in a shuffle. */
const SHARES_PER_PAIR = 40;
/** First shares of all threads together: each lays them out for itself, at up to 40 bytes each. */
const TOGETHER = 4e7;
const EVERY_MS = 100;

function threadsFor({ first, shuffles, reachable }: ShuffleInput, kind: Resample): number {
  const work = kind === "timetable" ? SHARES_PER_PAIR * reachable.a.length : first.length;
  if (work * shuffles < LITTLE) return 1;
  return Math.max(1, Math.min(availableParallelism(), shuffles, Math.floor(TOGETHER / first.length)));
}

/** Runs the resamples of one null. @throws PlumblineError STOPPED, INTERNAL. */
export async function shuffled<Kind extends Resample>(
  input: ShuffleInput,
  kind: Kind,
  context: DetectorContext,
): Promise<Resampled<Kind>> {
  const threads = input.threads ?? threadsFor(input, kind);
  const out = results(input.shuffles, kind);
  if (threads > 1) await inThreads(input, kind, out, context, threads);
  else await inPlace(input, kind, out, context);
  return out;
}

async function inPlace(
  input: ShuffleInput,
  kind: Resample,
  out: Resampled<Resample>,
  context: DetectorContext,
): Promise<void> {
  await pause(context, STAGE[kind], 0, out.shuffles, "shuffles");
  const score = resampler(input, kind, context.seed);
  for (let r = 0; r < out.shuffles; r++) {
    const steps = score(r);
    let step = steps.next();
    for (; step.done !== true; step = steps.next())
      await pause(context, STAGE[kind], r, out.shuffles, "shuffles");
    putScore(out, kind, r, step.value);
    await pause(context, STAGE[kind], r + 1, out.shuffles, "shuffles");
  }
}

type Score = Readonly<Record<string, number>>;

/** Lays the shares out once; then scores one resample after another, each in steps. */
export function resampler(
  input: ShuffleInput,
  kind: Resample,
  seed: number,
): (r: number) => Generator<void, Score> {
  if (kind === "timetable") return jitterer(input, seed);
  const { first, windowTicks, minimum } = input;
  // As many moments need as many objects, and pairs on three objects are counted.
  const space = shuffleSpace(first, windowTicks, LEAST_MOMENTS);
  const state = networkState(space, { minimum, primary: PRIMARY_P, test: timesPairTest(input, PRIMARY_P) });
  return function* (r) {
    deal(space, shuffleRandom(seed, kind, r));
    return { ...(yield* scoreShuffle(space, state)) };
  };
}

function jitterer(input: ShuffleInput, seed: number): (r: number) => Generator<void, Score> {
  const { first, minimum, reachable } = input;
  const space = new JitterSpace(input, reachable, minimum);
  const both = new ComponentScorer(first.accounts);
  const alone = new ComponentScorer(first.accounts);
  return function* (r) {
    space.draw(shuffleRandom(seed, "timetable", r));
    yield;
    return { ...space.score(both, alone) };
  };
}

export function putScore(out: Resampled<Resample>, kind: Resample, r: number, score: Score): void {
  const columns = out as unknown as Readonly<Record<string, Float64Array>>;
  for (const field of FIELDS[kind]) columns[field]![r] = score[field]!;
}

function results(shuffles: number, kind: Resample): Resampled<Resample> {
  const columns = FIELDS[kind].map((field) => [field, new Float64Array(new SharedArrayBuffer(8 * shuffles))]);
  return { shuffles, ...Object.fromEntries(columns) } as Resampled<Resample>;
}

async function inThreads(
  input: ShuffleInput,
  kind: Resample,
  out: Resampled<Resample>,
  { seed, signal, onProgress }: DetectorContext,
  threads: number,
): Promise<void> {
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

/** The same arrays in memory that threads share. Where a share came from is nothing a resample asks for. */
function sharedInput({ first, table, chance, reachable, ...settings }: ShuffleInput): ShuffleInput {
  return {
    ...settings,
    first: shareArrays(first),
    table: shareArrays(table),
    chance: sharedNumbers(chance),
    reachable: shareArrays(reachable),
  };
}

/** The object with its arrays copied to shared memory. */
function shareArrays<T extends object>(of: T): T {
  const copied = Object.entries(of).map(([key, value]: [string, unknown]) => [
    key,
    value instanceof Int32Array
      ? sharedInts(value)
      : value instanceof Float64Array
        ? sharedNumbers(value)
        : value,
  ]);
  return Object.fromEntries(copied) as T;
}

function sharedInts(from: Int32Array): Int32Array {
  const to = new Int32Array(new SharedArrayBuffer(from.byteLength));
  to.set(from);
  return to;
}

function sharedNumbers(from: Float64Array): Float64Array {
  const to = new Float64Array(new SharedArrayBuffer(from.byteLength));
  to.set(from);
  return to;
}
