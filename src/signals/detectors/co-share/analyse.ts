/**
 * The numbers of a run: shares to pairs to corrected p-values. Kernels do the work; this page puts them in order, says
 * how far it is, and stops when asked.
 */
import {
  buildIncidence,
  denseObjects,
  evidenceScratch,
  firstShares,
  holmLog10,
  joinPairs,
  likelyObjects,
  margins,
  pairEvents,
  pairEvidence,
  planSweep,
  possiblePairs,
  prune,
  rowBlocks,
  sweepRows,
  sweepState,
  testActivity,
  testTimes,
  timesCannotJudge,
  type EvidenceScratch,
  type Incidence,
  type PairEvidence,
  type PairList,
  type ShareColumns,
  type SweepPlan,
  type TimePlan,
} from "../../../kernel/index.ts";
import type { DetectorContext } from "../../detector.ts";
import { pause } from "../../shared/pause.ts";
import { DENSE_EVENTS } from "./descriptor.ts";

export interface Tested {
  /** Number of objects expected to match: a bound under null 1, exact under null 2. */
  readonly expected: Float64Array;
  readonly log10p: Float64Array;
  /** Corrected over all possible pairs. */
  readonly holm: Float64Array;
}

export interface Analysis {
  readonly columns: ShareColumns;
  readonly time: TimePlan;
  readonly minimum: number;
  readonly level: number;
  /** Shares of each account, repeats included. */
  readonly activity: Int32Array;
  /** Shares that repeat an object of the same account. */
  readonly repeats: number;
  /** Possible pairs of accounts: what the correction is over. */
  readonly m: number;
  /** Pairs of posts inside the window, over all objects. */
  readonly events: number;
  readonly dense: readonly { readonly object: number; readonly events: number }[];
  /** Pairs that matched on first shares on one, two, `minimum` objects or more; and the last for all shares. */
  readonly matched: {
    readonly one: number;
    readonly two: number;
    readonly minimum: number;
    readonly repeated: number;
  };
  /** Pairs with at least `minimum` objects on first shares. */
  readonly pairs: PairList;
  readonly nullActivity: Tested;
  readonly nullTimes: Tested;
  /** Of each pair's objects, those with a chance of at least one half to match however times are dealt. */
  readonly likelyOfPair: Int32Array;
  readonly likely: Uint8Array;
  /** Objects that carry the pairs, and whether null 2 can judge them as a set. */
  readonly carriers: Pick<PairEvidence, "objectCodes" | "objectPairs">;
  readonly timesCannotJudge: boolean;
  /** All shares, laid out for questions about single pairs. */
  readonly plan: SweepPlan;
  readonly scratch: EvidenceScratch;
}

interface Swept {
  readonly plan: SweepPlan;
  readonly pairs: PairList;
  readonly byMatches: Float64Array;
}

/** Runs sweep and tests on the columns of one kind of object. */
export async function analyse(
  columns: ShareColumns,
  time: TimePlan,
  minimum: number,
  level: number,
  context: DetectorContext,
): Promise<Analysis> {
  const window = time.windowTicks;
  const all = buildIncidence(columns, time);
  await pause(context, "sorting shares", columns.length, columns.length, "shares");
  const first = firstShares(all);
  const fixed = margins(first, window);
  const events = pairEvents(all, window);
  const everyShare = await sweepWithPauses(all, window, minimum, minimum, "sweeping all shares", context);
  // Lone shares only are dropped here, so that the count of pairs with a single match stays complete.
  const onFirst = await sweepWithPauses(first, window, minimum, 1, "sweeping first shares", context);
  const { pairs, byMatches } = onFirst;
  await pause(context, "testing pairs", 0, pairs.length, "pairs");
  const m = possiblePairs(columns.accounts);
  const activityTest = testActivity(fixed, pairs);
  const timesTest = testTimes(first, fixed, pairs);
  const likely = likelyObjects(fixed);
  const carriers = pairEvidence(onFirst.plan, pairs.a, pairs.b, likely);
  await pause(context, "testing pairs", pairs.length, pairs.length, "pairs");
  const activity = new Int32Array(columns.accounts);
  for (let i = 0; i < columns.length; i++) activity[columns.account[i]!]!++;
  const one = sum(byMatches);
  return {
    columns,
    time,
    minimum,
    level,
    activity,
    repeats: columns.length - first.length,
    m,
    events: sum(events),
    dense: denseObjects(events, DENSE_EVENTS),
    matched: { one, two: one - byMatches[1]!, minimum: pairs.length, repeated: everyShare.pairs.length },
    pairs,
    nullActivity: { ...activityTest, holm: holmLog10(activityTest.log10p, m) },
    nullTimes: { ...timesTest, holm: holmLog10(timesTest.log10p, m) },
    likelyOfPair: carriers.flagged,
    likely,
    carriers,
    timesCannotJudge: timesCannotJudge(likely, carriers.objectCodes),
    plan: everyShare.plan,
    scratch: evidenceScratch(everyShare.plan),
  };
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

async function sweepWithPauses(
  incidence: Incidence,
  window: number,
  minimum: number,
  pruneTo: number,
  stage: string,
  context: DetectorContext,
): Promise<Swept> {
  const plan = planSweep(prune(incidence, window, pruneTo), window);
  const state = sweepState(plan);
  for (const { from, to } of rowBlocks(plan)) {
    sweepRows(plan, minimum, from, to, state);
    await pause(context, stage, plan.rowStart[to]!, plan.length, "shares");
  }
  return { plan, pairs: joinPairs([state.found], plan.accounts), byMatches: state.byMatches };
}
