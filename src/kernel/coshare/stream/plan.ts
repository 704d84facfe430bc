/**
 * From encoded shares to a plan that any number of threads can sweep: pair events counted, lone shares and thin accounts
 * dropped in place, accounts numbered by activity. O(shares + accounts + objects); nothing grows with pair events.
 */
import { pairEvents } from "../density.ts";
import { compact, STRIDE, type Incidence } from "../incidence.ts";
import { planSweep, type MakeInts, type SweepPlan } from "../plan.ts";
import { markAccompanied, prune } from "../prune.ts";

export const PLAN_STEPS = ["sort", "count", "prune", "lay out"] as const;
export type PlanStep = (typeof PLAN_STEPS)[number];

export interface StreamPlanOptions {
  readonly windowTicks: number;
  /** Least number of distinct objects of a pair. */
  readonly minimum: number;
  /** Objects with more pair events than this are reported. */
  readonly denseAbove: number;
  /** Makes the arrays that sweeping threads read. */
  readonly make?: MakeInts;
  readonly onStep?: (step: PlanStep) => void;
}

/** An object that carries many pair events; it is swept like any other. */
export interface DenseObject {
  /** A row of the file that holds it. */
  readonly row: number;
  readonly events: number;
}

export interface StreamPlan {
  /** Its `source` and `rankOf` are empty: sweeping does not need them. */
  readonly plan: SweepPlan;
  /** First row of the file in which an account shared in company, as an unsigned word; 2^32 - 1 where it never did. */
  readonly accountRow: Int32Array;
  /** Pairs of shares of different accounts within the window. */
  readonly events: number;
  readonly dense: readonly DenseObject[];
  /** Most dense objects that are listed; `denseCount` is all of them. */
  readonly denseCount: number;
  /** Shares that were encoded, and those that can still be part of a pair. */
  readonly encoded: number;
  readonly kept: number;
}

const DENSE_LISTED = 100;

/** Uses the incidence up. `source` of the incidence and `objectRow` are rows of the file. */
export function planIncidence(
  incidence: Incidence,
  objectRow: Int32Array,
  { windowTicks, minimum, denseAbove, make, onStep }: StreamPlanOptions,
): StreamPlan {
  const encoded = incidence.length;
  onStep?.("count");
  const { events, dense } = countEvents(incidence, windowTicks, denseAbove, objectRow);
  onStep?.("prune");
  const accompanied = compact(incidence, markAccompanied(incidence, windowTicks), true);
  const accountRow = firstRows(accompanied);
  const kept = prune(accompanied, windowTicks, minimum, true);
  onStep?.("lay out");
  const plan = planSweep(kept, windowTicks, make);
  return {
    plan: { ...plan, source: new Int32Array(0), rankOf: new Int32Array(0) },
    accountRow,
    events,
    dense: dense.slice(0, DENSE_LISTED),
    denseCount: dense.length,
    encoded,
    kept: kept.length,
  };
}

function countEvents(
  incidence: Incidence,
  windowTicks: number,
  denseAbove: number,
  objectRow: Int32Array,
): { events: number; dense: DenseObject[] } {
  const byObject = pairEvents(incidence, windowTicks);
  const dense: DenseObject[] = [];
  let events = 0;
  for (let o = 0; o < byObject.length; o++) {
    events += byObject[o]!;
    if (byObject[o]! > denseAbove) dense.push({ row: objectRow[o]! >>> 0, events: byObject[o]! });
  }
  dense.sort((x, y) => y.events - x.events || x.row - y.row);
  return { events, dense };
}

/** The first row of each account. Shares in company are the same whatever the filter let through besides. */
function firstRows({ length, accounts, at, source }: Incidence): Int32Array {
  const first = new Int32Array(accounts).fill(-1);
  for (let i = 0; i < length; i++) {
    const a = at[STRIDE * i]!;
    if (source[i]! >>> 0 < first[a]! >>> 0) first[a] = source[i]!;
  }
  return first;
}
