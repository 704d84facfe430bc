/**
 * Network-based statistic: are the connected groups of strong pairs larger than shuffles of the null ever make?
 * A. Zalesky, A. Fornito, E. T. Bullmore 2010, doi:10.1016/j.neuroimage.2010.06.041.
 *
 * A primary edge is a pair with at least `minimum` objects and p <= `PRIMARY_P` under the null, both fixed before the
 * run; under null 2 p is that of its moments. The score of a component of primary edges is its sum of -log10 p. It is compared with the largest score in each
 * of R shuffles of the same null: p = (1 + shuffles that reach it) / (R + 1), which holds for all groups together. The
 * claim is about the group, not about one of its pairs.
 *
 * A shuffle is a sweep over kept places: O(kept places + pair events), memory 12 bytes an account beside the space.
 * What is skipped cannot change the result. Null 1: p depends on the product of the two activities, so one limit on the
 * product per K is enough. Null 2: p is no less than the product of p_o over the matched objects, and a pair that
 * needs more moments than it matched objects is too weak.
 *
 * Departures: the score weighs edges by -log10 p where the paper counts them, and both nulls have their p in closed form.
 */
import { STRIDE } from "../coshare/incidence.ts";
import type { ShuffleSpace } from "./shuffle.ts";

/** Primary threshold: a pair takes part in the groups of the statistic if its p is no larger. */
export const PRIMARY_P = 1e-4;

/** One shuffle: pairs matched on so many distinct objects or more, primary edges, and the largest component score. */
export interface ShuffleScore {
  readonly two: number;
  readonly three: number;
  readonly edges: number;
  readonly largest: number;
}

/** Null 1: log10 p of a pair of accounts with K objects. */
export interface ActivityPairTest {
  readonly kind: "activity";
  log10p(a: number, b: number, k: number): number;
  /** Greatest product of activities at which K objects can still be primary. */
  productLimit(k: number): number;
}

/** Null 2: log10 p of a pair of accounts with M2 moments. */
export interface TimesPairTest {
  readonly kind: "times";
  log10p(a: number, b: number, moments: number): number;
  /** Least number of moments at which the pair is primary; Infinity if there is none. */
  least(a: number, b: number): number;
  /** Moments of which the representative is an object marked with 1. */
  moments(a: number, b: number, matched: Uint8Array): number;
  /** -log10 p_o by object. */
  readonly weight: Float64Array;
}

export type PairTest = ActivityPairTest | TimesPairTest;

export interface NetworkOptions {
  readonly minimum: number;
  /** Primary threshold of p; `PRIMARY_P` in every run. */
  readonly primary: number;
  readonly test: PairTest;
  /** First shares of each account (d_a). */
  readonly activity: Int32Array;
}

/** Working memory of one thread for one space. */
export interface NetworkState {
  readonly options: NetworkOptions;
  /** log10 of the primary threshold. */
  readonly limit: number;
  /** Null 1: (last object + 1, distinct objects) by rank. Null 2: one number for K and weight, see `PACK`. */
  readonly last: Int32Array;
  readonly packed: Float64Array;
  readonly touched: Int32Array;
  readonly scorer: ComponentScorer;
  /** Null 2: 1 for the objects on which the pair that is looked at matched; left clean. */
  readonly matched: Uint8Array;
}

/** Null 2 adds PACK + weight for each match, so that the whole part of the quotient is K and the rest the weight. */
const PACK = 2 ** 24;
/** Rounding of thousands of such sums stays below this. */
const SLACK = 0.01;

export function networkState(space: ShuffleSpace, options: NetworkOptions): NetworkState {
  const times = space.kind === "times";
  return {
    options,
    limit: Math.log10(options.primary),
    last: new Int32Array(times ? 0 : 2 * space.accounts),
    packed: new Float64Array(times ? space.accounts : 0),
    touched: new Int32Array(space.accounts + 1),
    scorer: new ComponentScorer(space.accounts),
    matched: new Uint8Array(times ? space.objects : 0),
  };
}

const ROWS_PER_STEP = 1 << 17;

/** Scores the shuffle that was dealt last. Yields between blocks of rows, so that the caller can report and stop. */
export function* scoreShuffle(space: ShuffleSpace, state: NetworkState): Generator<void, ShuffleScore> {
  const { rowStart, accounts } = space;
  const tally: Tally = { two: 0, three: 0 };
  const { test } = state.options;
  const scoreRow = (rank: number): void =>
    test.kind === "times"
      ? timesRow(space, state, test, rank, tally)
      : activityRow(space, state, test, rank, tally);
  let since = 0;
  for (let rank = 1; rank < accounts; rank++) {
    const size = rowStart[rank + 1]! - rowStart[rank]!;
    // An account on one place alone cannot be in a pair on two objects.
    if (size < 2) continue;
    scoreRow(rank);
    since += size;
    if (since < ROWS_PER_STEP) continue;
    since = 0;
    yield;
  }
  const edges = state.scorer.edges;
  return { ...tally, edges, largest: state.scorer.largest() };
}

interface Tally {
  two: number;
  three: number;
}

/** One row under null 1. An account may stand on several places of an object; an object counts once. */
function activityRow(
  space: ShuffleSpace,
  state: NetworkState,
  test: ActivityPairTest,
  rank: number,
  tally: Tally,
): void {
  const { row, rowStart, line, windowTicks, accountOf } = space;
  const { last, touched, options } = state;
  const end = rowStart[rank + 1]!;
  let met = 0;
  for (let q = rowStart[rank]!; q < end; q++) {
    const i = row[STRIDE * q]! * STRIDE;
    const o = row[STRIDE * q + 1]! + 1;
    const t = line[i + 1]!;
    for (let j = i - STRIDE; ((t - line[j + 1]!) | 0) <= windowTicks; j -= STRIDE) {
      const x = line[j]!;
      if (x >= rank || last[2 * x] === o) continue;
      last[2 * x] = o;
      if (last[2 * x + 1]!++ === 0) touched[met++] = x;
    }
    for (let j = i + STRIDE; ((line[j + 1]! - t) | 0) <= windowTicks; j += STRIDE) {
      const x = line[j]!;
      if (x >= rank || last[2 * x] === o) continue;
      last[2 * x] = o;
      if (last[2 * x + 1]!++ === 0) touched[met++] = x;
    }
  }
  const own = accountOf[rank]!;
  const { minimum, activity } = options;
  for (let z = 0; z < met; z++) {
    const x = touched[z]!;
    const k = last[2 * x + 1]!;
    last[2 * x] = 0;
    last[2 * x + 1] = 0;
    if (k < 2) continue;
    tally.two++;
    if (k >= 3) tally.three++;
    if (k < minimum) continue;
    const other = accountOf[x]!;
    if (activity[own]! * activity[other]! > test.productLimit(k)) continue;
    const log10p = test.log10p(own, other, k);
    if (log10p <= state.limit) state.scorer.add(rank, x, -log10p);
  }
}

/** One row under null 2. */
function timesRow(
  space: ShuffleSpace,
  state: NetworkState,
  test: TimesPairTest,
  rank: number,
  tally: Tally,
): void {
  const { row, rowStart, line, windowTicks } = space;
  const { packed, touched } = state;
  const { weight } = test;
  const end = rowStart[rank + 1]!;
  let met = 0;
  for (let q = rowStart[rank]!; q < end; q++) {
    const i = row[STRIDE * q]! * STRIDE;
    const add = PACK + weight[row[STRIDE * q + 1]!]!;
    const t = line[i + 1]!;
    for (let j = i - STRIDE; ((t - line[j + 1]!) | 0) <= windowTicks; j -= STRIDE) {
      const x = line[j]!;
      if (x > rank) continue;
      const before = packed[x]!;
      packed[x] = before + add;
      touched[met] = x;
      met += before === 0 ? 1 : 0;
    }
    for (let j = i + STRIDE; ((line[j + 1]! - t) | 0) <= windowTicks; j += STRIDE) {
      const x = line[j]!;
      if (x > rank) continue;
      const before = packed[x]!;
      packed[x] = before + add;
      touched[met] = x;
      met += before === 0 ? 1 : 0;
    }
  }
  for (let z = 0; z < met; z++) {
    const x = touched[z]!;
    const both = packed[x]!;
    packed[x] = 0;
    if (both < 2 * PACK) continue;
    const k = Math.floor(both / PACK);
    tally.two++;
    if (k >= 3) tally.three++;
    if (k >= state.options.minimum && both - k * PACK >= -state.limit - SLACK)
      timesEdge(space, state, test, rank, x, k);
  }
}

/** Tests a pair under null 2 if as many moments as it has objects would be enough. */
function timesEdge(
  space: ShuffleSpace,
  state: NetworkState,
  test: TimesPairTest,
  rank: number,
  x: number,
  k: number,
): void {
  // In the order of codes, as pairs are tested: blocks are taken in order of the runs of the first.
  const a = Math.min(space.accountOf[rank]!, space.accountOf[x]!);
  const b = Math.max(space.accountOf[rank]!, space.accountOf[x]!);
  const least = test.least(a, b);
  if (k < least) return;
  markMatches(space, state, rank, x, 1);
  const moments = test.moments(a, b, state.matched);
  markMatches(space, state, rank, x, 0);
  if (moments >= least) state.scorer.add(rank, x, -test.log10p(a, b, moments));
}

/** Marks the objects on which the row matches one account. */
function markMatches(
  { row, rowStart, line, windowTicks }: ShuffleSpace,
  { matched }: NetworkState,
  rank: number,
  x: number,
  mark: number,
): void {
  for (let q = rowStart[rank]!; q < rowStart[rank + 1]!; q++) {
    const i = row[STRIDE * q]! * STRIDE;
    const o = row[STRIDE * q + 1]!;
    const t = line[i + 1]!;
    for (let j = i - STRIDE; ((t - line[j + 1]!) | 0) <= windowTicks; j -= STRIDE)
      if (line[j] === x) matched[o] = mark;
    for (let j = i + STRIDE; ((line[j + 1]! - t) | 0) <= windowTicks; j += STRIDE)
      if (line[j] === x) matched[o] = mark;
  }
}

/** Union-find that adds up scores and forgets only what it touched. */
export class ComponentScorer {
  edges = 0;
  readonly #parent: Int32Array;
  readonly #score: Float64Array;
  readonly #met: number[] = [];

  constructor(nodes: number) {
    this.#parent = new Int32Array(nodes).fill(-1);
    this.#score = new Float64Array(nodes);
  }

  add(x: number, y: number, score: number): void {
    this.edges++;
    const a = this.#root(x);
    const b = this.#root(y);
    if (a !== b) {
      this.#parent[b] = a;
      this.#score[a]! += this.#score[b]!;
    }
    this.#score[a]! += score;
  }

  /** The largest score, 0 where there is no edge; starts afresh. */
  largest(): number {
    let most = 0;
    for (const node of this.#met) {
      if (this.#parent[node] === node) most = Math.max(most, this.#score[node]!);
      this.#score[node] = 0;
    }
    for (const node of this.#met) this.#parent[node] = -1;
    this.#met.length = 0;
    this.edges = 0;
    return most;
  }

  #root(node: number): number {
    const parent = this.#parent;
    if (parent[node] === -1) {
      parent[node] = node;
      this.#met.push(node);
      return node;
    }
    let x = node;
    while (parent[x] !== x) {
      parent[x] = parent[parent[x]!]!;
      x = parent[x]!;
    }
    return x;
  }
}

/** p of a group: (1 + shuffles whose largest score reaches its own) / (shuffles + 1). */
export function groupP(score: number, largest: ArrayLike<number>): number {
  let reached = 1;
  for (let r = 0; r < largest.length; r++) if (largest[r]! >= score) reached++;
  return reached / (largest.length + 1);
}
