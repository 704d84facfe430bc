/**
 * How recorded times are compared. Times come in milliseconds; kernels compare whole ticks.
 *
 * - Tick: one second, or one millisecond where times are recorded so finely and the window leaves room in 30 bits.
 * - Data recorded in coarser steps are compared step by step: on minute data a window of 60 s takes in recorded
 *   minutes that differ by one, so the true times lie less than 120 s apart. A window between two whole steps counts
 *   as the lower one.
 * - Where imports differ in resolution, every time is first set back to the start of its coarsest step, so that one
 *   statement holds for all pairs.
 * - Days get half a step of slack, because midnight moves by an hour when summer time begins or ends.
 */
import { PlumblineError } from "../../errors.ts";
import { RESOLUTION_MS, type Resolution } from "../columns.ts";

/** Gaps between shares and windows stay below this many ticks, so that differences fit 32 bits. */
export const GAP_LIMIT = 2 ** 30;

export interface TimePlan {
  /** Milliseconds in one tick. */
  readonly tickMs: number;
  /** Times are set back to a multiple of this many milliseconds before they are compared. */
  readonly gridMs: number;
  /** The window in ticks, both ends included. */
  readonly windowTicks: number;
  /** The window that is in force, in milliseconds: a whole number of recorded steps. */
  readonly windowMs: number;
  /** True times of a match lie less than this many milliseconds apart. */
  readonly apartMs: number;
  /** The resolution at which times are compared. */
  readonly resolution: Resolution;
}

/**
 * Plan for a window given in seconds on data of a resolution.
 * @throws PlumblineError PARAMETER if the window is not zero and lies below the resolution.
 */
export function timePlan(windowSeconds: number, resolution: Resolution, mixed = false): TimePlan {
  const wanted = windowSeconds * 1000;
  if (!Number.isFinite(wanted) || wanted < 0 || wanted >= (GAP_LIMIT - 86_400) * 1000) {
    throw new PlumblineError("PARAMETER", `A window of ${windowSeconds} s cannot be compared.`);
  }
  const fine = resolution === "millisecond" && wanted < GAP_LIMIT;
  const compared = resolution === "millisecond" && !fine ? "second" : resolution;
  const step = RESOLUTION_MS[compared];
  if (wanted > 0 && wanted < step) {
    const seconds = step / 1000;
    throw new PlumblineError(
      "PARAMETER",
      `A window of ${windowSeconds} s lies below the resolution: these times are recorded to the ${compared}.`,
      { hint: `Use 0 for the same recorded ${compared}, or ${seconds} for neighbouring ones.` },
    );
  }
  const tickMs = fine ? 1 : 1000;
  const windowMs = Math.floor(wanted / step) * step;
  const slack = compared === "day" ? step / 2 : 0;
  return Object.freeze({
    tickMs,
    gridMs: mixed ? step : tickMs,
    windowTicks: (windowMs + slack) / tickMs,
    windowMs,
    apartMs: windowMs + step,
    resolution: compared,
  });
}
