/**
 * Co-share as a plain call: typed arrays in, edges as typed arrays out, with the evidence and the three nulls. No case, no
 * store, no names. The detector of the same name runs the same analysis and words its groups.
 *
 * Cost and references: those of the kernels (`kernel/coshare`, `kernel/significance`). Deterministic.
 */
import { PlumblineError } from "../errors.ts";
import { pairEvidence, timePlan, type Resolution, type ShareColumns } from "../kernel/index.ts";
import { analyse, type Analysis } from "./detectors/co-share/analyse.ts";
import type { WorkContext } from "./shared/pause.ts";

/** Shares as parallel columns, in any order. `ShareColumns` of a corpus fit as they are. */
export interface CoShareColumns {
  /** Account code, 0 or more. */
  readonly account: Int32Array;
  /** Object code, 0 or more. A share without an object has no entry. */
  readonly object: Int32Array;
  /** Milliseconds since 1970 UTC. */
  readonly time: Float64Array;
  /** Accounts in scope, codes below this number; the correction is over all their pairs. Highest code + 1 unless told. */
  readonly accounts?: number;
  /** Highest object code + 1 unless told. */
  readonly objects?: number;
  /** The step in which times were recorded; `second` unless told. */
  readonly resolution?: Resolution;
  /** Whether parts of the data were recorded in different steps; `resolution` is then the coarsest. */
  readonly mixedResolution?: boolean;
}

export interface CoShareOptions {
  /** Greatest distance of two posts, both ends included. 0 is the same recorded step. */
  readonly windowSeconds: number;
  /** Least number of distinct objects of a pair, 1 or more; 2 unless told. One object is never enough for a finding. */
  readonly minimum?: number;
}

/** Pairs of accounts in order of (a, b); every column has `length` entries. */
export interface CoShareEdges {
  readonly length: number;
  /** Account codes, a < b. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** K: distinct objects on which first shares matched. */
  readonly objects: Int32Array;
  /** Distinct objects and pairs of posts, an account's repeats of an object counted. */
  readonly objectsWithRepeats: Int32Array;
  readonly matches: Float64Array;
  /** Median distance of a match. */
  readonly medianSeconds: Float64Array;
  /** Matches in which a, or b, was first; the rest were at the same recorded time. */
  readonly aFirst: Float64Array;
  readonly bFirst: Float64Array;
  /** Of `objects`, those with a chance of at least one half to match however times are dealt. */
  readonly objectsLikelyAnyway: Int32Array;
  /** M: occasions on which the pair met; and those on which the least likely object of the occasion matched (null 2). */
  readonly moments: Int32Array;
  readonly timesMoments: Int32Array;
  /** Moments expected: no fewer than that many under null 1, that many under nulls 2 and 3. */
  readonly expectedActivity: Float64Array;
  readonly expectedTimes: Float64Array;
  readonly expectedTimetable: Float64Array;
  /**
   * log10 p under null 1 (activity x popularity), null 2 (times shuffled inside each object) and null 3 (each account's
   * own timetable); 0 under nulls 2 and 3 below three moments. Null 3 is corrected for habit and crowd where it could
   * matter.
   */
  readonly log10pActivity: Float64Array;
  readonly log10pTimes: Float64Array;
  readonly log10pTimetable: Float64Array;
  /** After Holm's correction over all possible pairs; `holmBoth` is of the larger p of nulls 2 and 3. */
  readonly holmActivity: Float64Array;
  readonly holmTimes: Float64Array;
  readonly holmBoth: Float64Array;
}

export interface CoShareSummary {
  readonly shares: number;
  readonly accounts: number;
  /** Shares that repeat an object of the same account. */
  readonly repeatedShares: number;
  /** m: pairs of accounts that could have matched. */
  readonly possiblePairs: number;
  /** Pairs of posts inside the window. */
  readonly pairEvents: number;
  /** Pairs that reach the minimum when repeats are counted; `edges.length` counts first shares. */
  readonly pairsWithRepeats: number;
  /** The window in force: a whole number of recorded steps. */
  readonly windowSeconds: number;
  /** True times of a match lie less than this apart. */
  readonly apartSeconds: number;
  readonly resolution: Resolution;
  /** Too many of the matched objects match however their times are dealt: null 2 cannot judge this set. */
  readonly timesCannotJudge: boolean;
  /** Objects with very many pairs of posts inside the window. They are counted like any other. */
  readonly denseObjects: number;
}

/**
 * All pairs of accounts that shared at least `minimum` distinct objects within the window of each other.
 * @throws PlumblineError PARAMETER for columns that do not fit together, a minimum that is no whole number above 0, or a
 *   window below the resolution; NO_DATA without shares; STOPPED.
 */
export async function coShare(
  columns: CoShareColumns,
  options: CoShareOptions,
  context: WorkContext = {},
): Promise<{ edges: CoShareEdges; summary: CoShareSummary }> {
  const shares = completed(columns);
  const { minimum = 2 } = options;
  if (!Number.isInteger(minimum) || minimum < 1)
    throw new PlumblineError("PARAMETER", `The minimum is a whole number above 0; ${minimum} is not.`);
  const time = timePlan(options.windowSeconds, shares.resolution, shares.mixedResolution);
  const { accounts, objects } = shares;
  const settings = { ...EDGES_ONLY, windows: [options.windowSeconds], minimum };
  const analysis = await analyse(shares, { accounts, objects }, time, settings, { seed: 0, ...context });
  return { edges: edgesOf(analysis), summary: summaryOf(analysis) };
}

/** The level decides about groups only, and none are formed here; nothing is set aside or shuffled. */
const EDGES_ONLY = {
  object: "",
  level: 0.01,
  multiplicity: "holm",
  shuffles: 0,
  within: undefined,
  aside: { accounts: [], objects: [], commonest: 0 },
} as const;

/** Columns with their counts; nothing in the analysis reads rows or files. */
function completed(columns: CoShareColumns): ShareColumns {
  const { account, object, time, resolution = "second", mixedResolution = false } = columns;
  const { length } = account;
  if (object.length !== length || time.length !== length)
    throw new PlumblineError("PARAMETER", "The columns account, object and time differ in length.");
  if (length === 0) throw new PlumblineError("NO_DATA", "There are no shares.");
  return {
    length,
    account,
    object,
    time,
    accounts: codes("account", account, columns.accounts),
    objects: codes("object", object, columns.objects),
    artifact: new Uint16Array(0),
    row: new Int32Array(0),
    resolution,
    mixedResolution,
    artifacts: [],
  };
}

/** The number of codes, once all of them were seen to lie below it. */
function codes(name: string, column: Int32Array, given: number | undefined): number {
  let highest = -1;
  for (const code of column) {
    if (code < 0) throw new PlumblineError("PARAMETER", `A code in the column ${name} is below 0.`);
    if (code > highest) highest = code;
  }
  const count = given ?? highest + 1;
  if (!Number.isInteger(count) || count <= highest)
    throw new PlumblineError("PARAMETER", `The column ${name} has the code ${highest}, not below ${count}.`);
  return count;
}

function edgesOf({
  plan,
  pairs,
  time,
  scratch,
  likelyOfPair,
  tests,
  nullActivity,
  nullTimes,
  nullTimetable,
  nullBoth,
}: Analysis): CoShareEdges {
  const evidence = pairEvidence(plan, pairs.a, pairs.b, undefined, scratch);
  return {
    length: pairs.length,
    a: pairs.a,
    b: pairs.b,
    objects: pairs.objects,
    objectsWithRepeats: evidence.objects,
    matches: evidence.matches,
    medianSeconds: evidence.medianTicks.map((ticks) => (ticks * time.tickMs) / 1000),
    aFirst: evidence.aFirst,
    bFirst: evidence.bFirst,
    objectsLikelyAnyway: likelyOfPair,
    moments: tests.moments,
    timesMoments: tests.timesMoments,
    expectedActivity: nullActivity.expected,
    expectedTimes: nullTimes.expected,
    expectedTimetable: nullTimetable.expected,
    log10pActivity: nullActivity.log10p,
    log10pTimes: nullTimes.log10p,
    log10pTimetable: nullTimetable.log10p,
    holmActivity: nullActivity.corrected,
    holmTimes: nullTimes.corrected,
    holmBoth: nullBoth.corrected,
  };
}

function summaryOf(analysis: Analysis): CoShareSummary {
  const { columns, time } = analysis;
  return {
    shares: columns.length,
    accounts: columns.accounts,
    repeatedShares: analysis.repeats,
    possiblePairs: analysis.m,
    pairEvents: analysis.events,
    pairsWithRepeats: analysis.matched.repeated,
    windowSeconds: time.windowMs / 1000,
    apartSeconds: time.apartMs / 1000,
    resolution: time.resolution,
    timesCannotJudge: analysis.timesCannotJudge,
    denseObjects: analysis.dense.length,
  };
}
