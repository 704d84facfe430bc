/** A thread that sweeps blocks of rows until none is left. */
import { parentPort, workerData } from "node:worker_threads";
import { sweepRows, sweepState } from "../../kernel/coshare/sweep.ts";
import { HAND_OVER, takePairs, timesIn, type HandOver, type SweepData } from "./sweep.ts";

/** Hand-overs that may be on their way; more of them would only fill memory. */
const AHEAD = 8;

const { plan, minimum, times: timed, ends, next, away } = workerData as SweepData;
const state = sweepState(plan);
const timesOf = timed ? timesIn(plan) : undefined;

function handOver(): void {
  for (let n = Atomics.load(away, 0); n >= AHEAD; n = Atomics.load(away, 0)) Atomics.wait(away, 0, n);
  Atomics.add(away, 0, 1);
  const pairs = takePairs(state.found);
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
    rank = sweepRows(plan, minimum, rank, to, state, HAND_OVER);
    if (state.found.length >= HAND_OVER) handOver();
  }
}
handOver();
