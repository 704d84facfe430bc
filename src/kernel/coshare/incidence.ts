/**
 * The incidence: shares in object-major order, time order inside each object. All co-share kernels read it.
 *
 * Layout. Share number i has its account at `at[2i]` and its tick at `at[2i + 1]` (stride STRIDE), because the inner
 * loops always want both. Object o owns the shares `start[o]` to `start[o + 1]`, end exclusive. `source[i]` is the
 * index of the share in the columns it came from. Ticks count from the first share of each object; a gap is cut at
 * 2^30 ticks and ticks wrap at 2^32, so only differences of neighbours, taken as `(later - earlier) | 0`, mean anything.
 *
 * Counting sort by object, O(shares + objects); unordered input is put in time order first by a radix sort of 16 bits a
 * pass. Memory: 12 bytes a share, 4 an object, and 8 an object while sorting.
 */
import { PlumblineError } from "../../errors.ts";
import type { ShareColumns } from "../columns.ts";
import { GAP_LIMIT, type TimePlan } from "./time.ts";

export const STRIDE = 2;

export interface Incidence {
  readonly length: number;
  readonly accounts: number;
  readonly objects: number;
  readonly start: Int32Array;
  readonly at: Int32Array;
  readonly source: Int32Array;
}

/** What the kernels need of the columns. */
export type Shares = Pick<ShareColumns, "length" | "account" | "object" | "time" | "accounts" | "objects">;

/**
 * Sorts shares by object and time; equal times keep the order of the input.
 * @throws PlumblineError INTERNAL if a time is not finite or a code is out of range.
 */
export function buildIncidence(shares: Shares, plan: Pick<TimePlan, "tickMs" | "gridMs">): Incidence {
  const { length, account, object, accounts, objects } = shares;
  const start = new Int32Array(objects + 1);
  for (let i = 0; i < length; i++) {
    const o = object[i]!;
    const a = account[i]!;
    if (o < 0 || o >= objects || a < 0 || a >= accounts) {
      throw new PlumblineError("INTERNAL", `Share ${i} has a code outside its dictionary.`);
    }
    start[o + 1]!++;
  }
  for (let o = 0; o < objects; o++) start[o + 1]! += start[o]!;
  const tickOf = ticks(shares, plan);
  const order = timeOrder(length, tickOf);
  const cursor = start.slice(0, objects);
  const last = new Float64Array(objects);
  const at = new Int32Array(length * STRIDE);
  const source = new Int32Array(length);
  for (let z = 0; z < length; z++) {
    const i = order === undefined ? z : order[z]!;
    const o = object[i]!;
    const q = cursor[o]!++;
    const tick = tickOf(i);
    at[STRIDE * q] = account[i]!;
    if (q > start[o]!) at[STRIDE * q + 1] = at[STRIDE * q - 1]! + Math.min(GAP_LIMIT, tick - last[o]!);
    last[o] = tick;
    source[q] = i;
  }
  return { length, accounts, objects, start, at, source };
}

/** Tick of share i as a whole number that a double holds exactly. */
function ticks(
  shares: Shares,
  { tickMs, gridMs }: Pick<TimePlan, "tickMs" | "gridMs">,
): (i: number) => number {
  const { time } = shares;
  const perGrid = gridMs / tickMs;
  return perGrid === 1
    ? (i) => Math.floor(time[i]! / tickMs)
    : (i) => Math.floor(time[i]! / gridMs) * perGrid;
}

/** Indices in time order, stable; undefined if the input is in time order already. */
export function timeOrder(length: number, tickOf: (i: number) => number): Int32Array | undefined {
  let ordered = true;
  let lowest = Infinity;
  let highest = -Infinity;
  let previous = -Infinity;
  for (let i = 0; i < length; i++) {
    const tick = tickOf(i);
    if (!Number.isFinite(tick)) throw new PlumblineError("INTERNAL", `Share ${i} has no time.`);
    if (tick < previous) ordered = false;
    if (tick < lowest) lowest = tick;
    if (tick > highest) highest = tick;
    previous = tick;
  }
  if (ordered) return undefined;
  let from = Int32Array.from({ length }, (_, i) => i);
  let to = new Int32Array(length);
  const span = highest - lowest;
  for (let unit = 1; unit <= span; unit *= 65536) {
    const bucket = new Int32Array(65537);
    const digit = (i: number): number => Math.floor((tickOf(i) - lowest) / unit) % 65536;
    for (let z = 0; z < length; z++) bucket[digit(z) + 1]!++;
    for (let d = 0; d < 65536; d++) bucket[d + 1]! += bucket[d]!;
    for (let z = 0; z < length; z++) {
      const i = from[z]!;
      to[bucket[digit(i)]!++] = i;
    }
    [from, to] = [to, from];
  }
  return from;
}

/**
 * The shares of which `keep[i]` is 1, in the same order. Gaps of dropped shares are added up and cut again, so that
 * differences stay exact. O(shares).
 * @param inPlace writes into the arrays of `incidence`, which is used up; they stay as long as they were
 */
export function compact(incidence: Incidence, keep: Uint8Array, inPlace = false): Incidence {
  const { accounts, objects, start, at, source } = incidence;
  let length = 0;
  for (let i = 0; i < incidence.length; i++) length += keep[i]!;
  const newStart = inPlace ? start : new Int32Array(objects + 1);
  const newAt = inPlace ? at : new Int32Array(length * STRIDE);
  const newSource = inPlace ? source : new Int32Array(length);
  let q = 0;
  let begin = 0;
  for (let o = 0; o < objects; o++) {
    const end = start[o + 1]!;
    const first = q;
    let gap = 0;
    // In place, the share before may be overwritten already: its tick is carried.
    let previous = 0;
    for (let i = begin; i < end; i++) {
      const tick = at[STRIDE * i + 1]!;
      if (i > begin) gap = Math.min(GAP_LIMIT, gap + ((tick - previous) | 0));
      previous = tick;
      if (keep[i] === 0) continue;
      newAt[STRIDE * q] = at[STRIDE * i]!;
      newAt[STRIDE * q + 1] = q > first ? newAt[STRIDE * q - 1]! + gap : 0;
      gap = 0;
      newSource[q] = source[i]!;
      q++;
    }
    newStart[o + 1] = q;
    begin = end;
  }
  return { length, accounts, objects, start: newStart, at: newAt, source: newSource };
}

/** The first share of each account of each object: what the significance statistics are about. O(shares). */
export function firstShares(incidence: Incidence): Incidence {
  const { accounts, objects, start, at } = incidence;
  const lastObject = new Int32Array(accounts).fill(-1);
  const keep = new Uint8Array(incidence.length);
  for (let o = 0; o < objects; o++) {
    const end = start[o + 1]!;
    for (let i = start[o]!; i < end; i++) {
      const a = at[STRIDE * i]!;
      if (lastObject[a] === o) continue;
      lastObject[a] = o;
      keep[i] = 1;
    }
  }
  return compact(incidence, keep);
}
