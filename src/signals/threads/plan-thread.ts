/** A thread that encodes what the reading threads send and lays out the plan when all have ended. */
import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { PlumblineError } from "../../errors.ts";
import { BlockJoiner, type EncodedBlock } from "../../kernel/coshare/stream/blocks.ts";
import { ShareEncoder } from "../../kernel/coshare/stream/encode.ts";
import type { HashedBatch } from "../../kernel/coshare/stream/hashed.ts";
import { PLAN_STEPS, planIncidence, type PlanStep } from "../../kernel/coshare/stream/plan.ts";
import type { PlanData, PlanEnd } from "./plan.ts";
import { sharedInts } from "./sweep.ts";

/** What comes in: a batch, a block of a kept encoding, the end of a part, or something else if the part failed. */
interface PartMessage {
  readonly part: number;
  readonly batch?: HashedBatch;
  readonly block?: EncodedBlock;
  readonly counts?: unknown;
}

const { settings, ports, step } = workerData as PlanData;
const encoder = new ShareEncoder();
const joiner = new BlockJoiner(settings.windowTicks);
let blocks = false;
let open = ports.length;
let failed = false;

// Between steps hundreds of megabytes of typed arrays fall free; their handles are tiny, so collection has to be asked for.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function onStep(name: PlanStep): void {
  Atomics.store(step, 0, PLAN_STEPS.indexOf(name) + 1);
  collect();
}

function encoded(): ReturnType<ShareEncoder["finish"]> {
  if (blocks) return joiner.finish();
  encoder.seal();
  onStep("sort");
  return encoder.finish(settings.keep ? sharedInts : undefined);
}

async function finish(): Promise<PlanEnd> {
  try {
    const { incidence, objectRow } = encoded();
    if (settings.keep) {
      parentPort!.postMessage({ encoded: incidence }, []);
      await once(parentPort!, "message");
    }
    return { result: planIncidence(incidence, objectRow, { ...settings, make: sharedInts, onStep }) };
  } catch (error) {
    if (error instanceof PlumblineError) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}

for (const port of ports)
  port.on("message", ({ part, batch, block, counts }: PartMessage) => {
    if (batch !== undefined) {
      encoder.add(part, batch);
      port.postMessage(batch.words, [batch.words.buffer]);
    } else if (block !== undefined) {
      blocks = true;
      joiner.add(block);
      port.postMessage("next", []);
    } else {
      failed ||= counts === undefined;
      port.close();
      if (--open > 0 || failed) return;
      void finish().then((end) => parentPort!.postMessage(end, []));
    }
  });
