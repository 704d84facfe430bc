/** A thread that sweeps blocks of rows until none is left. */
import { parentPort, workerData } from "node:worker_threads";
import { sweepRows, sweepState } from "../../kernel/coshare/sweep.ts";
import { HAND_OVER, takePairs, type SweepData } from "./sweep.ts";

const { plan, minimum, ends, next } = workerData as SweepData;
const state = sweepState(plan);

function handOver(): void {
  const pairs = takePairs(state.found);
  const columns = [pairs.a, pairs.b, pairs.objects, pairs.matches, pairs.ticks];
  parentPort!.postMessage(
    pairs,
    columns.map(({ buffer }) => buffer as ArrayBuffer),
  );
}

for (;;) {
  const block = Atomics.add(next, 0, 1);
  if (block >= ends.length) break;
  sweepRows(plan, minimum, block === 0 ? 0 : ends[block - 1]!, ends[block]!, state);
  if (state.found.length >= HAND_OVER) handOver();
}
handOver();
