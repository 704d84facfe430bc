/** What a long computation does between two steps. */
import { setImmediate } from "node:timers/promises";
import { PlumblineError } from "../../errors.ts";
import type { DetectorContext } from "../detector.ts";

/** Reports progress, lets others run, and stops if asked. */
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
