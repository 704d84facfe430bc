/**
 * What else to know about a pair before its p is believed: how late it came to its objects, whether one author is the
 * source of most of them, and what null 2 says once the pair's own matches are taken out of p_o.
 *
 * With the pair left out, p_o is (C_o - match) / ((n_o choose 2) - 1), and objects with n_o = 2 drop out. This is a
 * description, not a test: where nobody else matched on the objects it is 0.
 * Time: the matches of the pairs and the objects both shared. Memory: the matches of one row.
 */
import { eachRow, type Match } from "../coshare/evidence.ts";
import type { SweepPlan } from "../coshare/plan.ts";
import { poissonBinomialTailLog10 } from "./binomial.ts";
import type { Margins } from "./margins.ts";
import { eachShared, type ObjectLists } from "./shared.ts";

export interface PairContext {
  /** Median over the pair's objects of the time from the object's first share to the earlier of the pair's, in ms. */
  readonly medianDelayMs: Float64Array;
  /** Part of the pair's objects on which both reshare the author they reshare most; NaN where no author is known. */
  readonly oneSource: Float64Array;
  /** Objects that stay with the pair left out, and log10 p of null 2 on them; -Infinity for 0. */
  readonly leftOutObjects: Int32Array;
  readonly leftOutLog10p: Float64Array;
}

export interface ContextInput {
  /** Plan of a sweep over first shares. */
  readonly plan: SweepPlan;
  readonly lists: ObjectLists;
  readonly margins: Margins;
  /** Milliseconds of each share in the columns, and the index there of the first share of each object. */
  readonly time: Float64Array;
  readonly firstShareOf: Int32Array;
  /** Account whose post each share reshares, or -1. */
  readonly author?: Int32Array | undefined;
}

/** Context of the pairs (a[i], b[i]), in their order. */
export function pairContext(input: ContextInput, a: Int32Array, b: Int32Array): PairContext {
  const out = {
    medianDelayMs: new Float64Array(a.length),
    oneSource: new Float64Array(a.length).fill(Number.NaN),
    leftOutObjects: new Int32Array(a.length),
    leftOutLog10p: new Float64Array(a.length),
  };
  const success = new Float64Array(input.lists.longest);
  const failure = new Float64Array(input.lists.longest);
  eachRow(input.plan, a, b, (pair, matches) => {
    out.medianDelayMs[pair] = median(matches.map((match) => delay(input, match)));
    if (input.author !== undefined) out.oneSource[pair] = oneSource(input.author, matches);
    const { objects, log10p } = leftOut(input, a[pair]!, b[pair]!, matches, success, failure);
    out.leftOutObjects[pair] = objects;
    out.leftOutLog10p[pair] = log10p;
  });
  return out;
}

function delay({ time, firstShareOf }: ContextInput, { object, own, other }: Match): number {
  // Two shares of one tick may stand in the other order.
  return Math.max(0, Math.min(time[own]!, time[other]!) - time[firstShareOf[object]!]!);
}

function median(values: number[]): number {
  const sorted = values.sort((x, y) => x - y);
  const n = sorted.length;
  return n === 0 ? 0 : (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
}

function oneSource(author: Int32Array, matches: readonly Match[]): number {
  const counts = new Map<number, number>();
  let most = 0;
  let known = 0;
  for (const { own, other } of matches) {
    if (author[own]! < 0 && author[other]! < 0) continue;
    known++;
    if (author[own] !== author[other]) continue;
    const n = (counts.get(author[own]!) ?? 0) + 1;
    counts.set(author[own]!, n);
    most = Math.max(most, n);
  }
  return known === 0 ? Number.NaN : most / matches.length;
}

/** Matches come in rising order of object, one per object. */
function leftOut(
  { lists, margins: { sharers, matched } }: ContextInput,
  a: number,
  b: number,
  matches: readonly Match[],
  success: Float64Array,
  failure: Float64Array,
): { objects: number; log10p: number } {
  let next = 0;
  let n = 0;
  let certain = 0;
  let objects = 0;
  eachShared(lists, a, b, (o) => {
    const own = matches[next]?.object === o ? 1 : 0;
    next += own;
    if (sharers[o]! <= 2) return;
    objects += own;
    const rest = (sharers[o]! * (sharers[o]! - 1)) / 2 - 1;
    const c = matched[o]! - own;
    if (c === rest) certain++;
    else if (c > 0) {
      success[n] = c / rest;
      failure[n++] = (rest - c) / rest;
    }
  });
  return { objects, log10p: poissonBinomialTailLog10(success, failure, n, objects - certain) };
}
