/** A thread that reads one part of a file. It hands batches to another thread and gets their buffers back. */
import { parentPort, workerData } from "node:worker_threads";
import { BATCH_SHARES, BATCH_STRIDE } from "../../kernel/coshare/stream/hashed.ts";
import type { PartEnd, ReaderData } from "./reader.ts";
import { readShares } from "./read.ts";
import { PlumblineError } from "../../errors.ts";

/** Batches on their way; more of them would only fill memory. */
const AHEAD = 4;

const { task, part, port, rows } = workerData as ReaderData;
const controller = new AbortController();
parentPort!.once("message", () => controller.abort());

const free: Int32Array<ArrayBuffer>[] = [];
const traffic: { away: number; wake?: () => void } = { away: 0 };
port.on("message", (buffer: Int32Array<ArrayBuffer>) => {
  free.push(buffer);
  traffic.away--;
  traffic.wake?.();
});

controller.signal.addEventListener("abort", () => traffic.wake?.());

async function waitForRoom(): Promise<void> {
  while (traffic.away > AHEAD && !controller.signal.aborted)
    await new Promise<void>((resolve) => {
      traffic.wake = resolve;
    });
}

async function run(): Promise<PartEnd> {
  try {
    const counts = await readShares(task, {
      signal: controller.signal,
      buffer: () => free.pop() ?? new Int32Array(BATCH_SHARES * BATCH_STRIDE),
      onBatch: (batch) => {
        traffic.away++;
        port.postMessage({ part, batch }, [batch.words.buffer]);
      },
      onRows: (done) => {
        rows[part] = done;
        return traffic.away > AHEAD ? waitForRoom() : undefined;
      },
    });
    return { part, counts };
  } catch (error) {
    if (error instanceof PlumblineError)
      return { part, refused: { code: error.code, message: error.message, where: error.where } };
    return { part, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const end = await run();
port.postMessage(end, []);
parentPort!.postMessage(end, []);
port.close();
parentPort!.close();
