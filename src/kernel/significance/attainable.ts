/**
 * The smallest p that each pair of accounts could attain, from what the shuffle keeps; for Tarone's correction.
 *
 * - Null 1 keeps degrees: a pair can match on min(d_a, d_b) objects at most, and no more than objects that match at all.
 *   Pairs are counted by degree, O(distinct degrees squared).
 * - Null 2 keeps who shared what: a pair attains the product of p_o over the objects both shared. Pairs are gone through
 *   by object, the smallest first, while the sum of n_o squared stays within a budget. For the objects beyond it, each
 *   account has the product over its own, and a pair no less than the smaller of the two: a bound, so that more pairs
 *   count as attainable, never fewer. O(budget + shares); 28 bytes an account, 8 a share.
 *
 * A pair that cannot match on `minimum` objects cannot be rejected and is not counted.
 */
import type { Incidence } from "../coshare/incidence.ts";
import { activityExpectation } from "./activity.ts";
import { matchChance, type Margins } from "./margins.ts";
import { poissonTailLog10 } from "./poisson.ts";
import { objectLists, type ObjectLists } from "./shared.ts";
import { Attainable } from "./tarone.ts";

/** Below 10^-60 values need not be told apart. */
const CERTAIN = 60;

/** Null 1. */
export function attainableActivity(margins: Margins, minimum: number): Attainable {
  const attainable = new Attainable();
  const byDegree = new Map<number, number>();
  for (const d of margins.activity) if (d >= minimum) byDegree.set(d, (byDegree.get(d) ?? 0) + 1);
  const degrees = [...byDegree].sort(([x], [y]) => x - y);
  const matching = margins.matched.reduce((n, c) => n + (c > 0 ? 1 : 0), 0);
  if (matching < minimum) return attainable;
  const expectation = activityExpectation(margins);
  degrees.forEach(([low, some], i) => {
    const most = Math.min(low, matching);
    for (let j = i; j < degrees.length; j++) {
      const [high, others] = degrees[j]!;
      const value = smallestActivity(most, expectation(low, high));
      if (value > 0) attainable.add(value, i === j ? (some * (some - 1)) / 2 : some * others);
    }
  });
  return attainable;
}

/** -log10 of the Poisson tail at g for the most objects possible; a Chernoff bound spares the sum where it is tiny. */
function smallestActivity(most: number, g: number): number {
  if (most < g + 1) return 0;
  const chernoff = (most * Math.log(most / g) - most + g) / Math.LN10;
  return chernoff > CERTAIN ? CERTAIN : -poissonTailLog10(most, g);
}

export const ATTAINABLE_BUDGET = 1e9;
const STEPS_PER_YIELD = 4e6;

/** Null 2. Yields now and then, so that the caller can stop. */
export function* attainableTimes(
  first: Incidence,
  margins: Margins,
  minimum: number,
  budget = ATTAINABLE_BUDGET,
): Generator<void, Attainable> {
  const attainable = new Attainable();
  const lists = objectLists(first, margins.matched);
  const { small, start, sharer } = smallObjects(lists, margins, minimum, budget);
  const weight = Float64Array.from(margins.matched, (_, o) => weightOf(margins, o));
  const large = largeSums(lists, small, weight);
  addLargePairs(attainable, large, minimum);
  const { accounts } = first;
  const sum = new Float64Array(accounts);
  const number = new Int32Array(accounts);
  const met = new Int32Array(accounts);
  // Accounts come in rising order, and so do the sharers of an object: those after the account are its partners.
  const next = start.slice(0, first.objects);
  let steps = 0;
  for (let a = 0; a < accounts; a++) {
    if (!eligible(lists, a, minimum)) continue;
    let partners = 0;
    for (let z = lists.start[a]!; z < lists.start[a + 1]!; z++) {
      const o = lists.object[z]!;
      if (small[o] === 0) continue;
      const add = weight[o]!;
      const end = start[o + 1]!;
      const from = ++next[o]!;
      steps += end - from;
      for (let i = from; i < end; i++) {
        const b = sharer[i]!;
        if (number[b]!++ === 0) met[partners++] = b;
        sum[b]! += add;
      }
    }
    for (let z = 0; z < partners; z++) {
      const b = met[z]!;
      replace(attainable, large, a, b, number[b]!, sum[b]!, minimum);
      number[b] = 0;
      sum[b] = 0;
    }
    if (steps < STEPS_PER_YIELD) continue;
    steps = 0;
    yield;
  }
  return attainable;
}

const weightOf = (margins: Margins, o: number): number =>
  margins.matched[o] === 0 ? 0 : Math.max(0, -Math.log10(matchChance(margins, o)));

/** An account with fewer objects than the minimum is in no pair that could be rejected. */
const eligible = ({ start }: ObjectLists, a: number, minimum: number): boolean =>
  start[a + 1]! - start[a]! >= minimum;

interface Small {
  /** 1 for the objects whose pairs are gone through. */
  readonly small: Uint8Array;
  /** Their eligible sharers in rising order of account: `sharer[start[o]]` to `sharer[start[o + 1]]`. */
  readonly start: Int32Array;
  readonly sharer: Int32Array;
}

function smallObjects(lists: ObjectLists, { matched }: Margins, minimum: number, budget: number): Small {
  const objects = matched.length;
  const accounts = lists.start.length - 1;
  const start = new Int32Array(objects + 1);
  const each = (call: (account: number, object: number) => void): void => {
    for (let a = 0; a < accounts; a++) {
      if (!eligible(lists, a, minimum)) continue;
      for (let z = lists.start[a]!; z < lists.start[a + 1]!; z++) call(a, lists.object[z]!);
    }
  };
  each((_, o) => start[o + 1]!++);
  const sharers = start.slice(1);
  const bySize = new Uint32Array(objects)
    .map((_, o) => o)
    .filter((o) => matched[o]! > 0)
    .sort((x, y) => sharers[x]! - sharers[y]! || x - y);
  const small = new Uint8Array(objects);
  let spent = 0;
  for (const o of bySize) {
    spent += sharers[o]! ** 2;
    if (spent > budget) break;
    small[o] = 1;
  }
  for (let o = 0; o < objects; o++) start[o + 1]! += start[o]!;
  const sharer = new Int32Array(start[objects]!);
  const cursor = start.slice(0, objects);
  each((a, o) => (sharer[cursor[o]!++] = a));
  return { small, start, sharer };
}

/** For each account, how many objects beyond the budget it shared, and the sum of their -log10 p_o. */
interface Large {
  readonly number: Int32Array;
  readonly sum: Float64Array;
}

function largeSums(lists: ObjectLists, small: Uint8Array, weight: Float64Array): Large {
  const accounts = lists.start.length - 1;
  const large = { number: new Int32Array(accounts), sum: new Float64Array(accounts) };
  for (let a = 0; a < accounts; a++) {
    for (let z = lists.start[a]!; z < lists.start[a + 1]!; z++) {
      const o = lists.object[z]!;
      if (small[o] === 1) continue;
      large.number[a]!++;
      large.sum[a]! += weight[o]!;
    }
  }
  return large;
}

/** All pairs of accounts, as far as the large objects go: the account with the smaller sum decides. */
function addLargePairs(attainable: Attainable, { number, sum }: Large, minimum: number): void {
  const falling = sum
    .filter((_, a) => number[a]! >= minimum)
    .sort()
    .reverse();
  falling.forEach((value, before) => before > 0 && attainable.add(value, before));
}

/** A pair that shares small objects: its value with them takes the place of the value without. */
function replace(
  attainable: Attainable,
  large: Large,
  a: number,
  b: number,
  number: number,
  sum: number,
  minimum: number,
): void {
  const both = Math.min(large.number[a]!, large.number[b]!);
  if (number + both < minimum) return;
  const base = Math.min(large.sum[a]!, large.sum[b]!);
  if (both >= minimum) attainable.add(base, -1);
  attainable.add(base + sum, 1);
}
