/** Encoding and planning in a thread of its own, fed by the threads that read. */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { PlumblineError, type ErrorCode } from "../../errors.ts";
import type { Incidence } from "../../kernel/coshare/incidence.ts";
import { PLAN_STEPS, type PlanStep, type StreamPlan } from "../../kernel/coshare/stream/plan.ts";
import { threadFile } from "./files.ts";
import { sharedInts } from "./sweep.ts";

export interface PlanSettings {
  readonly windowTicks: number;
  readonly minimum: number;
  readonly denseAbove: number;
  /** Hand the encoding over before it is used up: `onEncoded` of `startPlanning`. */
  readonly keep: boolean;
}

/** All shares of the stream, over memory that threads share. To be left as it is. */
export type Encoded = Incidence;

/** What a planning thread gets. */
export interface PlanData {
  readonly settings: PlanSettings;
  /** One for each part of the stream, in order. */
  readonly ports: readonly MessagePort[];
  /** Number of the step that runs, from 1; 0 while batches come. Shared. */
  readonly step: Int32Array;
}

export type PlanEnd =
  | { readonly encoded: Encoded }
  | { readonly result: StreamPlan }
  | { readonly refused: { readonly code: ErrorCode; readonly message: string } };

export interface PlanThread {
  /** The step that runs; undefined while batches come. */
  step(): PlanStep | undefined;
  /** @throws PlumblineError UNORDERED, STOPPED. */
  readonly done: Promise<StreamPlan>;
  /** Ends the thread at once. */
  stop(): void;
}

/**
 * Starts the thread; the ports are those of the reading threads, and are given away.
 * @param onEncoded the thread waits until it is done
 */
export function startPlanning(
  ports: readonly MessagePort[],
  settings: PlanSettings,
  onEncoded?: (encoded: Encoded) => Promise<void>,
): PlanThread {
  const step = sharedInts(1);
  const data: PlanData = { settings, ports, step };
  const worker = new Worker(fileURLToPath(threadFile("plan-thread.js")), {
    workerData: data,
    transferList: [...ports],
  });
  let end: Exclude<PlanEnd, { readonly encoded: Encoded }> | undefined;
  const done = new Promise<StreamPlan>((resolve, reject) => {
    worker.on("message", (message: PlanEnd) => {
      if (!("encoded" in message)) {
        end = message;
        return;
      }
      const kept = onEncoded?.(message.encoded) ?? Promise.resolve();
      kept.then(
        () => worker.postMessage("go on", []),
        (error: unknown) => {
          reject(error);
          void worker.terminate();
        },
      );
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      if (end === undefined) reject(new PlumblineError("STOPPED", "The planning was stopped."));
      else if ("result" in end) resolve(end.result);
      else if ("refused" in end) reject(new PlumblineError(end.refused.code, end.refused.message));
    });
  });
  return {
    step: () => PLAN_STEPS[Atomics.load(step, 0) - 1],
    done,
    stop: () => void worker.terminate(),
  };
}
