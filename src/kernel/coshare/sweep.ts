/**
 * The account-row sweep: for each account in turn, the accounts that shared the same object within the window.
 *
 * A windowed form of row-by-row sparse matrix multiplication (Gustavson 1978, doi:10.1145/355791.355796) with a sparse
 * accumulator (Gilbert, Moler, Schreiber 1992, doi:10.1137/0613024). Each row counts the matches with every more active
 * account in one saturating byte; only accounts whose byte reaches the minimum are counted again, exactly. So every
 * pair comes out once and complete, no pair table is kept, and memory is the plan, 9 bytes an account and the output,
 * whatever the number of pair events. Time: O(shares + pair events), pair events of one account with itself included.
 *
 * Departure: the accumulator is windowed in time, and counts distinct objects beside matches. A byte stays at 255 and
 * never wraps; a minimum above 255 takes every saturated account as a candidate.
 */
import { prune } from "./prune.ts";
import { planSweep, rowBlocks, type SweepPlan } from "./plan.ts";
import { STRIDE, type Incidence } from "./incidence.ts";

/** A byte counts up to this many matches. */
export const SATURATED = 255;
const TOUCH = 16;

/** Pairs of accounts, a < b, in order of (a, b). */
export interface PairList {
  readonly length: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Distinct objects on which the pair matched. */
  readonly objects: Int32Array;
  /** Pairs of shares that matched. */
  readonly matches: Float64Array;
  /** Sum of the distances of the matches, in ticks. */
  readonly ticks: Float64Array;
}

/** What one worker needs beside the plan, and what it has found so far. */
export interface SweepState {
  /** Matches of account x with the row at x + 1, at most 255; entry 0 is always full. */
  readonly counts: Uint8Array;
  readonly touched: Int32Array;
  /** Number of an account among the candidates of the row, from 1; 0 if it is none. */
  readonly candidate: Int32Array;
  /** Exact counts of the candidates, by number. */
  readonly exact: ExactCounts;
  readonly found: PairBuffer;
  /** Entry c: pairs with c matches, of those the plan still holds; the last entry is 255 or more. */
  readonly byMatches: Float64Array;
}

/** A fresh state for a plan; states of several workers are joined with `joinPairs`. */
export function sweepState(plan: SweepPlan): SweepState {
  return {
    counts: new Uint8Array(plan.live + 1).fill(SATURATED, 0, 1),
    touched: new Int32Array(plan.live + 1),
    candidate: new Int32Array(plan.live),
    exact: new ExactCounts(),
    found: new PairBuffer(),
    byMatches: new Float64Array(SATURATED + 1),
  };
}

/**
 * Sweeps the rows of ranks [from, to); pairs with at least `minimum` distinct objects go to `state.found`. Stops after
 * the row with which `most` pairs or more wait there; returns the rank to go on with.
 */
export function sweepRows(
  plan: SweepPlan,
  minimum: number,
  from: number,
  to: number,
  state: SweepState,
  most = Infinity,
): number {
  const { counts, touched, candidate, byMatches, found } = state;
  const enough = Math.min(minimum, SATURATED);
  for (let rank = from; rank < to; rank++) {
    const met = countRow(plan, rank, counts, touched);
    let candidates = 0;
    for (let z = 0; z < met; z++) {
      const x = touched[z]!;
      const c = counts[x + 1]!;
      counts[x + 1] = 0;
      byMatches[c]!++;
      if (c < enough) continue;
      touched[candidates++] = x;
      candidate[x] = candidates;
    }
    if (candidates === 0) continue;
    recountRow(plan, rank, minimum, candidates, state);
    if (found.length >= most) return rank + 1;
  }
  return to;
}

type RowPlan = Pick<SweepPlan, "row" | "rowStart" | "line" | "windowTicks">;

/**
 * Counts one row's matches with accounts of lower rank in saturating bytes.
 * @returns how many accounts were met: the first of `touched`
 */
export function countRow(plan: RowPlan, rank: number, counts: Uint8Array, touched: Int32Array): number {
  const { row, rowStart, line, windowTicks } = plan;
  const end = rowStart[rank + 1]!;
  const begin = rowStart[rank]!;
  let met = 0;
  let seen = 0;
  for (let q = begin; q < end; q++) {
    // The shares of a row lie far apart. Touching some at once lets their cache misses overlap.
    if ((q - begin) % TOUCH === 0) {
      const last = Math.min(q + TOUCH, end);
      for (let z = q; z < last; z++) seen ^= line[row[STRIDE * z]! * STRIDE]!;
    }
    const i = row[STRIDE * q]! * STRIDE;
    const t = line[i + 1]!;
    // No branch in the inner step: accounts that are not below the rank all go to entry 0, which is full from the
    // start; `touched` is written always and kept only when the account is new to the row. Shifts stand for comparisons
    // of small integers, because a comparison that goes either way costs more than all the rest.
    for (let j = i - STRIDE; ((t - line[j + 1]!) | 0) <= windowTicks; j -= STRIDE) {
      const x = line[j]!;
      const y = (x + 1) & ((x - rank) >> 31);
      const c = counts[y]!;
      counts[y] = c + ((c - SATURATED) >>> 31);
      touched[met] = x;
      met += (c - 1) >>> 31;
    }
    for (let j = i + STRIDE; ((line[j + 1]! - t) | 0) <= windowTicks; j += STRIDE) {
      const x = line[j]!;
      const y = (x + 1) & ((x - rank) >> 31);
      const c = counts[y]!;
      counts[y] = c + ((c - SATURATED) >>> 31);
      touched[met] = x;
      met += (c - 1) >>> 31;
    }
  }
  // Written so that the touching is not optimised away; entries from `met` on mean nothing.
  touched[met] = seen;
  return met;
}

/** Counts one row's candidates exactly, writes those that reach the minimum, and leaves the state clean. */
function recountRow(
  plan: SweepPlan,
  rank: number,
  minimum: number,
  candidates: number,
  state: SweepState,
): void {
  const { row, rowStart, line, windowTicks, accountOf } = plan;
  const { candidate, touched, exact, found } = state;
  exact.reset(candidates);
  const { lastObject, objects, matches, ticks } = exact;
  const end = rowStart[rank + 1]!;
  for (let q = rowStart[rank]!; q < end; q++) {
    const i = row[STRIDE * q]! * STRIDE;
    const o = row[STRIDE * q + 1]!;
    const t = line[i + 1]!;
    for (let step = -STRIDE; step <= STRIDE; step += 2 * STRIDE) {
      for (let j = i + step; ; j += step) {
        const distance = Math.abs((t - line[j + 1]!) | 0);
        if (distance > windowTicks) break;
        const x = line[j]!;
        if (x >= rank) continue;
        const c = candidate[x]!;
        if (c === 0) continue;
        matches[c]!++;
        ticks[c]! += distance;
        if (lastObject[c] === o) continue;
        lastObject[c] = o;
        objects[c]!++;
      }
    }
  }
  for (let z = 0; z < candidates; z++) {
    const x = touched[z]!;
    const c = z + 1;
    candidate[x] = 0;
    if (objects[c]! >= minimum)
      found.push(accountOf[rank]!, accountOf[x]!, objects[c]!, matches[c]!, ticks[c]!);
  }
}

/** Counts of one row's candidates, from 1. */
class ExactCounts {
  lastObject = new Int32Array(1024);
  objects = new Int32Array(1024);
  matches = new Float64Array(1024);
  ticks = new Float64Array(1024);

  /** Makes room for this many and clears it. */
  reset(candidates: number): void {
    if (candidates >= this.objects.length) {
      const size = Math.max(candidates + 1, this.objects.length * 2);
      this.lastObject = new Int32Array(size);
      this.objects = new Int32Array(size);
      this.matches = new Float64Array(size);
      this.ticks = new Float64Array(size);
    }
    this.lastObject.fill(-1, 1, candidates + 1);
    this.objects.fill(0, 1, candidates + 1);
    this.matches.fill(0, 1, candidates + 1);
    this.ticks.fill(0, 1, candidates + 1);
  }
}

/** Growing columns of pairs; `length` set to 0 empties them. */
export class PairBuffer {
  length = 0;
  a = new Int32Array(1024);
  b = new Int32Array(1024);
  objects = new Int32Array(1024);
  matches = new Float64Array(1024);
  ticks = new Float64Array(1024);

  push(x: number, y: number, objects: number, matches: number, ticks: number): void {
    if (this.length === this.a.length) this.#grow();
    const n = this.length++;
    this.a[n] = Math.min(x, y);
    this.b[n] = Math.max(x, y);
    this.objects[n] = objects;
    this.matches[n] = matches;
    this.ticks[n] = ticks;
  }

  #grow(): void {
    const size = this.a.length * 2;
    const wider = <T extends Int32Array | Float64Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.a = wider(this.a, new Int32Array(size));
    this.b = wider(this.b, new Int32Array(size));
    this.objects = wider(this.objects, new Int32Array(size));
    this.matches = wider(this.matches, new Float64Array(size));
    this.ticks = wider(this.ticks, new Float64Array(size));
  }
}

/** Pairs [from, to) of a list, over the same memory. */
export function slicePairs({ length, ...columns }: PairList, from: number, to: number): PairList {
  const end = Math.min(to, length);
  return {
    length: end - from,
    a: columns.a.subarray(from, end),
    b: columns.b.subarray(from, end),
    objects: columns.objects.subarray(from, end),
    matches: columns.matches.subarray(from, end),
    ticks: columns.ticks.subarray(from, end),
  };
}

/** The pairs of one or more buffers in order of (a, b): two counting sorts, O(pairs + accounts). */
export function joinPairs(buffers: readonly PairList[], accounts: number): PairList {
  const length = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  const all = {
    a: new Int32Array(length),
    b: new Int32Array(length),
    objects: new Int32Array(length),
    matches: new Float64Array(length),
    ticks: new Float64Array(length),
  };
  let offset = 0;
  for (const buffer of buffers) {
    for (const key of ["a", "b", "objects", "matches", "ticks"] as const) {
      all[key].set(buffer[key].subarray(0, buffer.length), offset);
    }
    offset += buffer.length;
  }
  const order = sortedBy(all.a, accounts, sortedBy(all.b, accounts));
  const pick = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
    for (let z = 0; z < length; z++) to[z] = from[order[z]!]!;
    return to;
  };
  return {
    length,
    a: pick(all.a, new Int32Array(length)),
    b: pick(all.b, new Int32Array(length)),
    objects: pick(all.objects, new Int32Array(length)),
    matches: pick(all.matches, new Float64Array(length)),
    ticks: pick(all.ticks, new Float64Array(length)),
  };
}

/** Stable counting sort of indices by key, 0 to keys - 1. */
function sortedBy(key: Int32Array, keys: number, before?: Int32Array): Int32Array {
  const bucket = new Int32Array(keys + 1);
  for (let i = 0; i < key.length; i++) bucket[key[i]! + 1]!++;
  for (let k = 0; k < keys; k++) bucket[k + 1]! += bucket[k]!;
  const order = new Int32Array(key.length);
  for (let z = 0; z < key.length; z++) {
    const i = before === undefined ? z : before[z]!;
    order[bucket[key[i]!]!++] = i;
  }
  return order;
}

export interface SweepOptions {
  /** Least number of distinct objects of a pair in the output, 1 or more. */
  readonly minimum: number;
  /** Shares are pruned for pairs with this many objects; `minimum` unless told, 1 keeps `byMatches` complete. */
  readonly pruneTo?: number;
}

/** All pairs of an incidence, in this thread and in one go. Callers that want progress use `rowBlocks` themselves. */
export function sweep(
  incidence: Incidence,
  windowTicks: number,
  options: SweepOptions,
): { pairs: PairList; byMatches: Float64Array; plan: SweepPlan } {
  const kept = prune(incidence, windowTicks, options.pruneTo ?? options.minimum);
  const plan = planSweep(kept, windowTicks);
  const state = sweepState(plan);
  for (const block of rowBlocks(plan)) sweepRows(plan, options.minimum, block.from, block.to, state);
  return { pairs: joinPairs([state.found], plan.accounts), byMatches: state.byMatches, plan };
}
