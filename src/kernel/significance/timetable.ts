/**
 * The timetable of each account: its first shares of all objects in order of time, cut into runs. A run is one sitting:
 * it ends where the next share is more than `gap` later, or where it would last longer than `longest`. Null 3 moves a
 * run as a whole, and a moment of two accounts is a run of each that met. The occasions of a group are cut by the same rule.
 *
 * Runs are cut on all first shares, before anything is pruned. O(shares); 28 bytes a share, 4 a run, 8 an account.
 */
import { STRIDE, timeOrder, type Incidence } from "../coshare/incidence.ts";
import type { TimePlan } from "../coshare/time.ts";
import { RESOLUTION_MS } from "../columns.ts";

const TWO_HOURS_MS = 7_200_000;
const DAY_MS = 86_400_000;

/** The scales of null 3 in recorded steps. */
export interface JitterLaw extends SittingCut {
  /** Milliseconds of a step: the resolution at which times are compared. */
  readonly stepMs: number;
  /** The window, W. */
  readonly window: number;
  /** A run moves by a whole number of steps from -half to half, each as likely: n. */
  readonly half: number;
  /** Two runs further apart than this cannot match however they move: W + 2n. */
  readonly reach: number;
  /** Steps of a day. */
  readonly day: number;
}

/** D = max(w, min(5w, 2 h)) in ms: the scale of a sitting, and how far a run moves. A window of 0 counts as one step. */
export function sittingScale({ windowMs, resolution }: Pick<TimePlan, "windowMs" | "resolution">): number {
  const scale = Math.max(windowMs, RESOLUTION_MS[resolution]);
  return Math.max(scale, Math.min(5 * scale, TWO_HOURS_MS));
}

/** Where a sitting of a scale is cut, in the unit of the scale. */
export interface SittingCut {
  readonly gap: number;
  readonly longest: number;
}

export const sittingCut = (scale: number): SittingCut => ({ gap: 2 * scale, longest: 12 * scale });

/** Whether a share at `t` comes too late for the sitting that began at `begin` and was last seen at `previous`. */
export const isCut = (t: number, previous: number, begin: number, { gap, longest }: SittingCut): boolean =>
  t - previous > gap || t - begin > longest;

/** Where each sitting of some shares begins among their times, and the number of times at the end. */
export function sittings(ascending: ArrayLike<number>, cut: SittingCut): number[] {
  const starts: number[] = [];
  let [begin, previous] = [-Infinity, -Infinity];
  for (let i = 0; i < ascending.length; i++) {
    const t = ascending[i]!;
    if (isCut(t, previous, begin, cut)) {
      starts.push(i);
      begin = t;
    }
    previous = t;
  }
  return [...starts, ascending.length];
}

/** The law for a window: runs move by up to D. */
export function jitterLaw(plan: Pick<TimePlan, "windowMs" | "resolution">): JitterLaw {
  const { windowMs, resolution } = plan;
  const stepMs = RESOLUTION_MS[resolution];
  const own = sittingScale(plan);
  const { gap, longest } = sittingCut(own);
  const window = Math.floor(windowMs / stepMs);
  const half = Math.max(1, Math.round(own / stepMs));
  return Object.freeze({
    stepMs,
    window,
    half,
    reach: window + 2 * half,
    gap: gap / stepMs,
    longest: longest / stepMs,
    day: DAY_MS / stepMs,
  });
}

export interface Timetable {
  readonly law: JitterLaw;
  /** By share of the incidence: steps since 1970, its object, its account's run. */
  readonly at: Float64Array;
  readonly objectOf: Int32Array;
  readonly runOf: Int32Array;
  /** Account a owns `shares[start[a]]` to `shares[start[a + 1]]`, in rising order of object. */
  readonly start: Int32Array;
  readonly shares: Int32Array;
  /** Their objects: what two accounts both shared is looked for here. */
  readonly held: Int32Array;
  /** The same shares in order of time, which is run after run; run r begins at `timeline[runStart[r]]`. */
  readonly timeline: Int32Array;
  readonly runStart: Int32Array;
  /** Account a owns the runs `firstRun[a]` to `firstRun[a + 1]`. */
  readonly firstRun: Int32Array;
  readonly runs: number;
}

/**
 * @param first an incidence as `firstShares` makes it
 * @param time milliseconds of each share of the columns it was made from
 */
export function timetable(first: Incidence, time: Float64Array, law: JitterLaw): Timetable {
  const { length, accounts, objects, at: places, source } = first;
  const at = new Float64Array(length);
  for (let i = 0; i < length; i++) at[i] = stepOf(time[source[i]!]!, law);
  const objectOf = new Int32Array(length);
  for (let o = 0; o < objects; o++) objectOf.fill(o, first.start[o], first.start[o + 1]);
  const start = new Int32Array(accounts + 1);
  for (let i = 0; i < length; i++) start[places[STRIDE * i]! + 1]!++;
  for (let a = 0; a < accounts; a++) start[a + 1]! += start[a]!;
  const order = ascending(time) ? inverse(source, time.length) : timeOrder(length, (i) => at[i]!);
  const shares = byAccount(first, start);
  const timeline = byAccount(first, start, order);
  const held = shares.map((i) => objectOf[i]!);
  return {
    law,
    at,
    objectOf,
    start,
    shares,
    held,
    timeline,
    ...cutRuns(first, { start, timeline, at, law }),
  };
}

function ascending(time: Float64Array): boolean {
  for (let i = 1; i < time.length; i++) if (time[i]! < time[i - 1]!) return false;
  return true;
}

/** Indices of `source` by its values, which lie below `most`. */
function inverse(source: Int32Array, most: number): Int32Array {
  const place = new Int32Array(most).fill(-1);
  source.forEach((from, i) => (place[from] = i));
  return place.filter((i) => i >= 0);
}

/** Recorded days move by an hour with summer time, so they are rounded; all other steps are whole. */
const stepOf = (ms: number, { stepMs }: JitterLaw): number =>
  stepMs === DAY_MS ? Math.round(ms / stepMs) : Math.floor(ms / stepMs);

/** Counting sort of the shares by account, in the order given. */
function byAccount({ length, accounts, at }: Incidence, start: Int32Array, order?: Int32Array): Int32Array {
  const cursor = start.slice(0, accounts);
  const sorted = new Int32Array(length);
  for (let z = 0; z < length; z++) {
    const i = order === undefined ? z : order[z]!;
    sorted[cursor[at[STRIDE * i]!]!++] = i;
  }
  return sorted;
}

function cutRuns(
  { length, accounts }: Incidence,
  { start, timeline, at, law }: Pick<Timetable, "start" | "timeline" | "at" | "law">,
): Pick<Timetable, "runOf" | "runStart" | "firstRun" | "runs"> {
  const runOf = new Int32Array(length);
  const starts = new Int32Array(length + 1);
  const firstRun = new Int32Array(accounts + 1);
  let runs = 0;
  for (let a = 0; a < accounts; a++) {
    firstRun[a] = runs;
    let begin = -Infinity;
    let previous = -Infinity;
    for (let z = start[a]!; z < start[a + 1]!; z++) {
      const i = timeline[z]!;
      const t = at[i]!;
      if (isCut(t, previous, begin, law)) {
        starts[runs++] = z;
        begin = t;
      }
      previous = t;
      runOf[i] = runs - 1;
    }
  }
  firstRun[accounts] = runs;
  starts[runs] = length;
  return { runOf, runStart: starts.slice(0, runs + 1), firstRun, runs };
}
