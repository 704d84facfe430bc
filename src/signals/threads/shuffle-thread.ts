/** A thread that scores resamples until none is left. */
import { workerData } from "node:worker_threads";
import { putScore, resampler, type ShuffleData } from "./shuffle.ts";

const { input, kind, seed, out, counters } = workerData as ShuffleData;
const score = resampler(input, kind, seed);

for (;;) {
  const r = Atomics.add(counters, 0, 1);
  if (r >= out.shuffles) break;
  const steps = score(r);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  putScore(out, kind, r, step.value);
  Atomics.add(counters, 1, 1);
}
