/** Between two steps of a long computation: says how far it is, lets others run, and stops when asked. */
import { setImmediate } from "node:timers/promises";
import { PlumblineError } from "../../errors.ts";
import type { OnProgress } from "../../model/effects.ts";

/** What a caller gives to follow and to stop a piece of work. */
export interface WorkContext {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** @throws PlumblineError STOPPED. */
export async function pause(
  { onProgress, signal }: WorkContext,
  stage: string,
  done: number,
  total: number,
  unit: string,
): Promise<void> {
  onProgress?.({ stage, done, total, unit });
  await setImmediate();
  if (signal?.aborted === true) throw new PlumblineError("STOPPED", "The work was stopped.");
}
