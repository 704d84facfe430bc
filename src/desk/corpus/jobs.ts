/**
 * Long work on a server: one job at a time per case, the rest wait in order. A job belongs to the person who started it and
 * exists for nobody else. Jobs live in memory: what they bring about is in the log, whole or not at all, and the list ends
 * with the program.
 */
import { randomBytes } from "node:crypto";
import { isAbsolute } from "node:path";
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import type { OnProgress, Progress } from "../../model/effects.ts";
import { refs } from "../../views/basics.ts";
import { list, shape, text, view } from "../../views/plain.ts";
import { refusalSchema } from "../../views/refusal.ts";

export const JOB_KINDS = ["import", "detect", "withdraw", "make"] as const;
export type JobKind = (typeof JOB_KINDS)[number];
export const JOB_STATES = ["waiting", "running", "done", "failed", "stopped"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What a job has brought about. */
const resultSchema = shape({
  /** Records that it wrote, the one it is about first. */
  refs,
  /** What happened, in lines for a person. */
  lines: list(text),
});
export type JobResult = z.infer<typeof resultSchema>;

export const jobSchema = view("Job", {
  id: text,
  kind: z.enum(JOB_KINDS),
  title: text,
  state: z.enum(JOB_STATES),
  /** What it does now, or did last; empty before it runs. */
  stage: text,
  done: z.number(),
  /** Null while it is not known. */
  total: z.number().nullable(),
  unit: text,
  /** Units a second in this stage, and seconds left of it; null while nothing can be told. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Seconds since it began to run. */
  seconds: z.number(),
  result: resultSchema.nullable(),
  refusal: refusalSchema.nullable(),
});
export type JobView = z.infer<typeof jobSchema>;

export interface JobContext {
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

interface Job {
  readonly id: string;
  readonly person: string;
  readonly kind: JobKind;
  readonly title: string;
  readonly stop: AbortController;
  readonly work: (context: JobContext) => Promise<JobResult>;
  readonly watchers: Set<() => void>;
  state: JobState;
  progress: Progress | undefined;
  started: number;
  stageStarted: number;
  ended: number | undefined;
  result: JobResult | null;
  refusal: JobView["refusal"];
}

const MAX_WAITING = 32;
/** Jobs that are over and can still be asked about. */
const MAX_OVER = 100;
/** A rate is told once a stage has taken this long. */
const RATE_MS = 200;
/** Watchers hear of progress at most this often. */
const EVERY_MS = 200;

const isOver = ({ state }: { readonly state: JobState }): boolean =>
  state !== "waiting" && state !== "running";

export class Jobs {
  readonly #jobs = new Map<string, Job>();
  readonly #clock: () => number;
  #running: Promise<void> | undefined;
  #closed = false;

  /** @param clock milliseconds that only grow */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /**
   * Lets work wait for its turn.
   * @throws PlumblineError QUEUE_FULL.
   */
  add(person: string, kind: JobKind, title: string, work: Job["work"]): JobView {
    const waiting = [...this.#jobs.values()].filter(({ state }) => state === "waiting");
    if (this.#closed || waiting.length >= MAX_WAITING)
      throw new PlumblineError("QUEUE_FULL", "Too much work is waiting already.");
    const job: Job = {
      id: randomBytes(10).toString("hex"),
      person,
      kind,
      title,
      stop: new AbortController(),
      work,
      watchers: new Set(),
      state: "waiting",
      progress: undefined,
      started: 0,
      stageStarted: 0,
      ended: undefined,
      result: null,
      refusal: null,
    };
    this.#jobs.set(job.id, job);
    this.#forget();
    this.#running ??= this.#runAll();
    return this.#view(job);
  }

  /** @throws PlumblineError NOT_FOUND, also for a job of somebody else. */
  get(person: string, id: string): JobView {
    return this.#view(this.#job(person, id));
  }

  /** Jobs of a person, the newest first. */
  list(person: string): JobView[] {
    const own = [...this.#jobs.values()].filter((job) => job.person === person);
    return own.reverse().map((job) => this.#view(job));
  }

  /**
   * Asks a job to end; one that is over stays as it is.
   * @throws PlumblineError NOT_FOUND.
   */
  stop(person: string, id: string): JobView {
    const job = this.#job(person, id);
    job.stop.abort();
    if (job.state === "waiting") this.#end(job, "stopped");
    return this.#view(job);
  }

  /**
   * The job whenever it has gone on, and last when it is over.
   * @throws PlumblineError NOT_FOUND.
   */
  async *watch(person: string, id: string, signal: AbortSignal): AsyncGenerator<JobView> {
    const job = this.#job(person, id);
    let wake = (): void => undefined;
    let rung = true;
    const ring = (): void => {
      rung = true;
      wake();
    };
    job.watchers.add(ring);
    signal.addEventListener("abort", ring, { once: true });
    try {
      while (!signal.aborted) {
        rung = false;
        const view = this.#view(job);
        yield view;
        if (isOver(view)) return;
        await new Promise<void>((resolve) => setTimeout(resolve, EVERY_MS));
        // What happened while this watcher paused has rung already.
        if (!rung) await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      job.watchers.delete(ring);
    }
  }

  /** Stops everything and waits until nothing runs. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#jobs.values()) this.stop(job.person, job.id);
    await this.#running;
  }

  #job(person: string, id: string): Job {
    const job = this.#jobs.get(id);
    if (job?.person !== person) throw new PlumblineError("NOT_FOUND", "There is no such job.");
    return job;
  }

  async #runAll(): Promise<void> {
    // The caller that adds a job has its view before it runs.
    await Promise.resolve();
    for (let next = this.#next(); next !== undefined; next = this.#next()) await this.#run(next);
    this.#running = undefined;
  }

  #next(): Job | undefined {
    return [...this.#jobs.values()].find(({ state }) => state === "waiting");
  }

  async #run(job: Job): Promise<void> {
    job.state = "running";
    job.started = this.#clock();
    job.stageStarted = job.started;
    this.#ring(job);
    try {
      job.result = await job.work({
        signal: job.stop.signal,
        onProgress: (progress) => {
          if (progress.stage !== job.progress?.stage) job.stageStarted = this.#clock();
          job.progress = progress;
          this.#ring(job);
        },
      });
      this.#end(job, "done");
    } catch (error) {
      const known =
        error instanceof PlumblineError
          ? error
          : new PlumblineError("INTERNAL", "Something failed that should not.", { cause: error });
      const { code, message, where, hint } = known;
      // A path says where the server keeps its files.
      const shown = where === undefined || isAbsolute(where) ? {} : { where };
      job.refusal = { code, message, hint, ...shown };
      this.#end(job, code === "STOPPED" ? "stopped" : "failed");
    }
  }

  #end(job: Job, state: JobState): void {
    job.state = state;
    job.ended = this.#clock();
    this.#ring(job);
    this.#forget();
  }

  #ring(job: Job): void {
    for (const ring of job.watchers) ring();
  }

  /** Of the jobs that are over, the oldest are forgotten. */
  #forget(): void {
    const over = [...this.#jobs.values()].filter(isOver);
    for (const { id } of over.slice(0, Math.max(0, over.length - MAX_OVER))) this.#jobs.delete(id);
  }

  #view(job: Job): JobView {
    const now = job.ended ?? this.#clock();
    const { stage = "", done = 0, total, unit = "" } = job.progress ?? {};
    const spent = now - job.stageStarted;
    const rate = spent >= RATE_MS && done > 0 ? (1000 * done) / spent : null;
    const left = rate === null || total === undefined || isOver(job) ? null : (total - done) / rate;
    return {
      id: job.id,
      kind: job.kind,
      title: job.title,
      state: job.state,
      stage,
      done,
      total: total ?? null,
      unit,
      rate,
      secondsLeft: left,
      seconds: job.state === "waiting" || job.started === 0 ? 0 : (now - job.started) / 1000,
      result: job.result,
      refusal: job.refusal,
    };
  }
}
