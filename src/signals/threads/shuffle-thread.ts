/** A thread that scores shuffles until none is left. */
import { workerData } from "node:worker_threads";
import { putScore, shuffler, type ShuffleData } from "./shuffle.ts";

const { input, kind, seed, out, counters } = workerData as ShuffleData;
const score = shuffler(input, kind, seed);

for (;;) {
  const r = Atomics.add(counters, 0, 1);
  if (r >= out.shuffles) break;
  const steps = score(r);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  putScore(out, r, step.value);
  Atomics.add(counters, 1, 1);
}
