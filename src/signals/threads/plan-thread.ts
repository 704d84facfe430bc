/** A thread that encodes what the reading threads send and lays out the plan when all have ended. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { PlumblineError } from "../../errors.ts";
import { ShareEncoder } from "../../kernel/coshare/stream/encode.ts";
import type { HashedBatch } from "../../kernel/coshare/stream/hashed.ts";
import { PLAN_STEPS, planStream } from "../../kernel/coshare/stream/plan.ts";
import type { PlanData, PlanEnd } from "./plan.ts";
import { sharedInts } from "./sweep.ts";

/** What comes from a reading thread: a batch, the end of its part, or something else if it failed. */
type PartMessage = { readonly part: number; readonly batch?: HashedBatch; readonly counts?: unknown };

const { settings, ports, step } = workerData as PlanData;
const encoder = new ShareEncoder();
let open = ports.length;
let failed = false;

// Between steps hundreds of megabytes of typed arrays fall free; their handles are tiny, so collection has to be asked for.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function finish(): PlanEnd {
  try {
    const result = planStream(encoder, {
      ...settings,
      make: sharedInts,
      onStep: (name) => {
        Atomics.store(step, 0, PLAN_STEPS.indexOf(name) + 1);
        collect();
      },
    });
    return { result };
  } catch (error) {
    if (error instanceof PlumblineError) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}

for (const port of ports)
  port.on("message", ({ part, batch, counts }: PartMessage) => {
    if (batch !== undefined) {
      encoder.add(part, batch);
      port.postMessage(batch.words, [batch.words.buffer]);
      return;
    }
    failed ||= counts === undefined;
    port.close();
    if (--open > 0 || failed) return;
    parentPort!.postMessage(finish(), []);
  });
