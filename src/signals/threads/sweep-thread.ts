/** A thread that sweeps blocks of rows until none is left. */
import { parentPort, workerData } from "node:worker_threads";
import { HAND_OVER, rowSweeper, takePairs, timesIn, type HandOver, type SweepData } from "./sweep.ts";

/** Hand-overs that may be on their way; more of them would only fill memory. */
const AHEAD = 8;

const data = workerData as SweepData;
const { ends, next, away } = data;
const { found, rows } = rowSweeper(data);
const timesOf = data.times ? timesIn(data.plan) : undefined;

function handOver(): void {
  for (let n = Atomics.load(away, 0); n >= AHEAD; n = Atomics.load(away, 0)) Atomics.wait(away, 0, n);
  Atomics.add(away, 0, 1);
  const pairs = takePairs(found);
  const columns = [pairs.a, pairs.b, pairs.objects, pairs.matches, pairs.ticks];
  const times = timesOf?.(pairs);
  if (times !== undefined) columns.push(times.medianTicks, times.aFirst, times.bFirst);
  const message: HandOver = times === undefined ? { pairs } : { pairs, times };
  parentPort!.postMessage(
    message,
    columns.map(({ buffer }) => buffer as ArrayBuffer),
  );
}

for (;;) {
  const block = Atomics.add(next, 0, 1);
  if (block >= ends.length) break;
  const to = ends[block]!;
  for (let rank = block === 0 ? 0 : ends[block - 1]!; rank < to;) {
    rank = rows(rank, to);
    if (found.length >= HAND_OVER) handOver();
  }
}
handOver();
