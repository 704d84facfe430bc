/**
 * The numbers of a run: shares to pairs to corrected p-values to shuffles. Kernels do the work; this page puts them in
 * order.
 */
import { PlumblineError } from "../../../errors.ts";
import {
  buildIncidence,
  denseObjects,
  evidenceScratch,
  firstShares,
  GAP_LIMIT,
  jitterLaw,
  LEAST_MOMENTS,
  joinPairs,
  likelyObjects,
  margins,
  objectLists,
  pairEvents,
  pairEvidence,
  planSweep,
  possiblePairs,
  prune,
  rowBlocks,
  sweepRows,
  sweepState,
  timesCannotJudge,
  timetable,
  type EvidenceScratch,
  type Incidence,
  type Margins,
  type MomentTests,
  type ObjectLists,
  type PairEvidence,
  type PairList,
  type ShareColumns,
  type SweepPlan,
  type Pairs,
  type TimePlan,
  type Timetable,
} from "../../../kernel/index.ts";
import type { DetectorContext } from "../../detector.ts";
import type { Tested } from "./correct.ts";
import { DENSE_EVENTS, MOST_PAIRS, MOST_REACHABLE, NETWORK_SHARES } from "./descriptor.ts";
import { testPairs } from "./pair-tests.ts";
import { pause } from "../../shared/pause.ts";
import { routeLevel, type Settings } from "./settings.ts";

export interface Analysis {
  readonly settings: Settings;
  readonly columns: ShareColumns;
  readonly time: TimePlan;
  readonly minimum: number;
  readonly level: number;
  /** What of the level each route to a Finding has: pairs, and groups, of each window declared. */
  readonly share: number;
  /** Accounts with any object of the kind, those set aside left out. */
  readonly accounts: number;
  /** Objects of the kind, those set aside left out. */
  readonly objects: number;
  /** Shares of each account, repeats included. */
  readonly activity: Int32Array;
  /** Shares that repeat an object of the same account. */
  readonly repeats: number;
  /** Possible pairs of accounts: what the correction is over. */
  readonly m: number;
  /** Pairs of posts inside the window, over all objects. */
  readonly events: number;
  readonly dense: readonly { readonly object: number; readonly events: number }[];
  /** Pairs that matched on first shares on one, two, three, `minimum` objects or more; and the last for all shares. */
  readonly matched: {
    readonly one: number;
    readonly two: number;
    readonly three: number;
    readonly minimum: number;
    readonly repeated: number;
  };
  /** Pairs with at least `minimum` objects on first shares. */
  readonly pairs: PairList;
  /** Moments of each pair and their tests. */
  readonly tests: MomentTests;
  readonly nullActivity: Tested;
  readonly nullTimes: Tested;
  readonly nullTimetable: Tested;
  readonly nullBoth: Tested;
  /** log10 p3* of pairs that null 3 rejects, whatever null 2 says; 0 for others. */
  readonly timetableAlone: Float64Array;
  /** Pairs with enough objects within reach of each other under null 3; undefined where they are too many or not asked. */
  readonly reachable: Pairs | undefined;
  /** Of each pair's objects, those with a chance of at least one half to match however times are dealt. */
  readonly likelyOfPair: Int32Array;
  readonly likely: Uint8Array;
  /** Objects that carry the pairs, and whether null 2 can judge them as a set. */
  readonly carriers: Pick<PairEvidence, "objectCodes" | "objectPairs">;
  readonly timesCannotJudge: boolean;
  /** First shares: what the tests are about. */
  readonly first: Incidence;
  readonly margins: Margins;
  readonly table: Timetable;
  /** p_o by object. */
  readonly chance: Float64Array;
  readonly lists: ObjectLists;
  readonly firstPlan: SweepPlan;
  /** Index in the columns of the first share of each object; -1 for an object without shares. */
  readonly firstShareOf: Int32Array;
  /** All shares, laid out for questions about single pairs. */
  readonly plan: SweepPlan;
  readonly scratch: EvidenceScratch;
}

interface Swept {
  readonly plan: SweepPlan;
  readonly pairs: PairList;
  readonly byMatches: Float64Array;
}

/**
 * Runs sweep and tests on the columns of one kind of object.
 * @param scope accounts and objects that are not set aside
 */
export async function analyse(
  columns: ShareColumns,
  scope: { readonly accounts: number; readonly objects: number },
  time: TimePlan,
  settings: Settings,
  context: DetectorContext,
): Promise<Analysis> {
  const { minimum, level } = settings;
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
  const m = possiblePairs(scope.accounts);
  const table = timetable(first, columns.time, jitterLaw(time));
  const tested = await testPairs({ settings, m, first, margins: fixed, table, pairs, context });
  const reachable = await reachablePairs(first, table, time, settings, context);
  const likely = likelyObjects(fixed);
  const carriers = pairEvidence(onFirst.plan, pairs.a, pairs.b, likely);
  const one = sum(byMatches);
  const two = one - byMatches[1]!;
  return {
    settings,
    columns,
    time,
    minimum,
    level,
    share: routeLevel(settings),
    accounts: scope.accounts,
    objects: scope.objects,
    activity: sharesOf(columns),
    repeats: columns.length - first.length,
    m,
    events: sum(events),
    dense: denseObjects(events, DENSE_EVENTS),
    matched: {
      one,
      two,
      three: two - byMatches[2]!,
      minimum: pairs.length,
      repeated: everyShare.pairs.length,
    },
    pairs,
    ...tested,
    reachable,
    likelyOfPair: carriers.flagged,
    likely,
    carriers,
    timesCannotJudge: timesCannotJudge(likely, carriers.objectCodes),
    first,
    margins: fixed,
    table,
    lists: objectLists(first, fixed.matched),
    firstPlan: onFirst.plan,
    firstShareOf: firstShareOf(first),
    plan: everyShare.plan,
    scratch: evidenceScratch(everyShare.plan),
  };
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

function sharesOf(columns: ShareColumns): Int32Array {
  const shares = new Int32Array(columns.accounts);
  for (let i = 0; i < columns.length; i++) shares[columns.account[i]!]!++;
  return shares;
}

function firstShareOf({ objects, start, source }: Incidence): Int32Array {
  const firstOf = new Int32Array(objects).fill(-1);
  for (let o = 0; o < objects; o++) if (start[o + 1]! > start[o]!) firstOf[o] = source[start[o]!]!;
  return firstOf;
}

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
    if (state.found.length > MOST_PAIRS) throw tooManyPairs(minimum);
    await pause(context, stage, plan.rowStart[to]!, plan.length, "shares");
  }
  return { plan, pairs: joinPairs([state.found], plan.accounts), byMatches: state.byMatches };
}

/** A sweep as wide as runs can move towards each other; undefined where groups are not compared, or it finds too many. */
async function reachablePairs(
  first: Incidence,
  { law }: Timetable,
  time: TimePlan,
  settings: Settings,
  context: DetectorContext,
): Promise<Pairs | undefined> {
  if (settings.shuffles === 0 || first.length > NETWORK_SHARES) return undefined;
  const slack = time.windowTicks - time.windowMs / time.tickMs;
  const window = Math.min(GAP_LIMIT - 1, (law.reach * law.stepMs) / time.tickMs + slack);
  const minimum = Math.max(LEAST_MOMENTS, settings.minimum);
  const plan = planSweep(prune(first, window, minimum), window);
  const state = sweepState(plan);
  for (const { from, to } of rowBlocks(plan)) {
    sweepRows(plan, minimum, from, to, state);
    if (state.found.length > MOST_REACHABLE) return undefined;
    await pause(
      context,
      "looking for pairs within reach (null 3)",
      plan.rowStart[to]!,
      plan.length,
      "shares",
    );
  }
  const { a, b } = joinPairs([state.found], plan.accounts);
  return { a, b };
}

function tooManyPairs(minimum: number): PlumblineError {
  return new PlumblineError(
    "PARAMETER",
    `More than ${MOST_PAIRS} pairs of accounts match on ${minimum} objects or more.`,
    { hint: "Raise the minimum, shorten the window, or set aside the objects that everybody shares." },
  );
}
