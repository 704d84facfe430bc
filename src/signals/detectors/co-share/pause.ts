/** Between two pieces of work: say how far it is, let others run, stop if asked. */
import { setImmediate } from "node:timers/promises";
import { PlumblineError } from "../../../errors.ts";
import type { DetectorContext } from "../../detector.ts";

/** @throws PlumblineError STOPPED. */
export async function pause(
  { onProgress, signal }: DetectorContext,
  stage: string,
  done: number,
  total: number,
  unit: string,
): Promise<void> {
  onProgress?.({ stage, done, total, unit });
  await setImmediate();
  if (signal?.aborted === true) throw new PlumblineError("STOPPED", "The detector was stopped.");
}
