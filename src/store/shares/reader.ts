/** Starts the threads that read a file, and hears how they end. */
import { fileURLToPath } from "node:url";
import { MessageChannel, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { PlumblineError } from "../../errors.ts";
import type { ErrorCode } from "../../errors.ts";
import type { StreamCounts } from "../../kernel/coshare/stream/hashed.ts";
import type { ReadTask } from "./read.ts";

export interface ReaderData {
  readonly task: ReadTask;
  readonly part: number;
  readonly port: MessagePort;
  /** Rows read, by part; shared between threads. */
  readonly rows: Float64Array;
}

export type PartEnd =
  | { readonly part: number; readonly counts: StreamCounts }
  | {
      readonly part: number;
      readonly refused: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly where: string | undefined;
      };
    }
  | { readonly part: number; readonly failed: string };

export interface Readers {
  /** One for each part: `{ part, batch }` messages come in; the buffers of used batches are to be sent back. */
  readonly ports: readonly MessagePort[];
  /** Rows read so far. */
  rows(): number;
  /** Counts of each part. @throws PlumblineError as `readShares`; the other parts are stopped then. */
  readonly done: Promise<StreamCounts[]>;
  /** Ends the reading; `done` then throws STOPPED. */
  stop(): void;
}

const THREAD = new URL(
  "read-thread.js",
  import.meta.url.endsWith(".ts") ? new URL("../../../dist/store/shares/", import.meta.url) : import.meta.url,
);

/** Reads the parts of a file at the same time. */
export function startReaders(tasks: readonly ReadTask[], signal?: AbortSignal): Readers {
  const rows = new Float64Array(new SharedArrayBuffer(8 * tasks.length));
  const workers: Worker[] = [];
  const ports: MessagePort[] = [];
  const stop = () => workers.forEach((worker) => worker.postMessage("stop", []));
  const ends = tasks.map((task, part) => {
    const { port1, port2 } = new MessageChannel();
    const data: ReaderData = { task, part, port: port1, rows };
    const worker = new Worker(fileURLToPath(THREAD), { workerData: data, transferList: [port1] });
    workers.push(worker);
    ports.push(port2);
    return endOf(worker).catch((error: unknown) => {
      stop();
      throw error;
    });
  });
  signal?.addEventListener("abort", stop);
  if (signal?.aborted === true) stop();
  const done = settled(ends).finally(() => signal?.removeEventListener("abort", stop));
  return { ports, rows: () => rows.reduce((sum, n) => sum + n, 0), done, stop };
}

/** All have ended before the first failure is thrown. */
async function settled<T>(ends: readonly Promise<T>[]): Promise<T[]> {
  const all = await Promise.allSettled(ends);
  const failures = all.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
  // The parts that were stopped because of the first failure say only that they were.
  const own = failures.find((error) => !(error instanceof PlumblineError && error.code === "STOPPED"));
  if (failures.length > 0) throw own ?? failures[0];
  return all.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
}

function endOf(worker: Worker): Promise<StreamCounts> {
  let end: PartEnd | undefined;
  return new Promise((resolve, reject) => {
    worker.on("message", (message: PartEnd) => (end = message));
    worker.on("error", reject);
    worker.on("exit", () => {
      if (end === undefined) reject(new PlumblineError("INTERNAL", "A reading thread ended early."));
      else if ("counts" in end) resolve(end.counts);
      else if ("refused" in end) {
        const { code, message, where } = end.refused;
        reject(new PlumblineError(code, message, where === undefined ? {} : { where }));
      } else
        reject(new PlumblineError("INTERNAL", "A reading thread failed.", { cause: new Error(end.failed) }));
    });
  });
}
