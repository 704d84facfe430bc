/**
 * Network-based statistic: are the connected groups of strong pairs larger than shuffles of the null ever make?
 * A. Zalesky, A. Fornito, E. T. Bullmore 2010, doi:10.1016/j.neuroimage.2010.06.041.
 *
 * A primary edge is a pair with at least `minimum` objects and p <= `PRIMARY_P` under the null, both fixed before the
 * run; p is that of its moments. The score of a component of primary edges is its sum of -log10 p. It is compared with the largest score in each
 * of R shuffles of the same null: p = (1 + shuffles that reach it) / (R + 1), which holds for all groups together. The
 * claim is about the group, not about one of its pairs.
 *
 * A shuffle is a sweep over the places that have a row: O(kept places + pair events), memory 13 bytes an account beside the
 * space. What is skipped cannot change the result: p is no less than the product of p_o over the matched objects, and a
 * pair that needs more moments than it matched objects is too weak.
 *
 * Departures: the score weighs edges by -log10 p where the paper counts them, and p is in closed form.
 */
import { STRIDE } from "../coshare/incidence.ts";
import { countRow, SATURATED } from "../coshare/sweep.ts";
import type { ShuffleSpace } from "./shuffle.ts";

/** Primary threshold: a pair takes part in the groups of the statistic if its p is no larger. */
export const PRIMARY_P = 1e-4;

/** One shuffle: pairs matched on three distinct objects or more, primary edges, and the largest component score. */
export interface ShuffleScore {
  readonly three: number;
  readonly edges: number;
  readonly largest: number;
}

/** Null 2: log10 p of a pair of accounts with M2 moments. */
export interface TimesPairTest {
  log10p(a: number, b: number, moments: number): number;
  /** Least number of moments at which the pair is primary; Infinity if there is none. */
  least(a: number, b: number): number;
  /** The same for a pair that was asked for before; undefined for others. */
  known(a: number, b: number): number | undefined;
  /** Moments of which the representative is an object marked with 1. */
  moments(a: number, b: number, matched: Uint8Array): number;
  /** -log10 p_o by object. */
  readonly weight: Float64Array;
}

export interface NetworkOptions {
  readonly minimum: number;
  /** Primary threshold of p; `PRIMARY_P` in every run. */
  readonly primary: number;
  readonly test: TimesPairTest;
}

/** Working memory of one thread for one space. */
export interface NetworkState {
  readonly options: NetworkOptions;
  /** log10 of the primary threshold. */
  readonly limit: number;
  /** As in a sweep: matches of the account of rank x at x + 1, at most 255; the first entry is always full. */
  readonly counts: Uint8Array;
  readonly touched: Int32Array;
  /** By rank: one number for K and weight, see `PACK`; 0 for an account that is no candidate. */
  readonly packed: Float64Array;
  readonly scorer: ComponentScorer;
  /** 1 for the objects on which the pair that is looked at matched; left clean. */
  readonly matched: Uint8Array;
}

/** A candidate starts at PACK and adds PACK + weight for each match: K is one less than the whole part of the quotient. */
const PACK = 2 ** 24;
/** Rounding of thousands of such sums stays below this. */
const SLACK = 0.01;

export function networkState(space: ShuffleSpace, options: NetworkOptions): NetworkState {
  return {
    options,
    limit: Math.log10(options.primary),
    counts: new Uint8Array(space.accounts + 1).fill(SATURATED, 0, 1),
    touched: new Int32Array(space.accounts + 1),
    packed: new Float64Array(space.accounts),
    scorer: new ComponentScorer(space.accounts),
    matched: new Uint8Array(space.objects),
  };
}

const ROWS_PER_STEP = 1 << 17;

/** Scores the shuffle that was dealt last. Yields between blocks of rows, so that the caller can report and stop. */
export function* scoreShuffle(space: ShuffleSpace, state: NetworkState): Generator<void, ShuffleScore> {
  const { rowStart, accounts } = space;
  let three = 0;
  let since = 0;
  for (let rank = 1; rank < accounts; rank++) {
    const size = rowStart[rank + 1]! - rowStart[rank]!;
    if (size === 0) continue;
    three += scoreRow(space, state, rank);
    since += size;
    if (since < ROWS_PER_STEP) continue;
    since = 0;
    yield;
  }
  const edges = state.scorer.edges;
  return { three, edges, largest: state.scorer.largest() };
}

/** Counts one row in bytes, then its candidates with their weights; tests those that could be primary. Returns the pairs on three objects. */
function scoreRow(space: ShuffleSpace, state: NetworkState, rank: number): number {
  const { counts, touched, packed, options } = state;
  const least = Math.min(Math.max(space.least, options.minimum), SATURATED);
  const met = countRow(space, rank, counts, touched);
  let three = 0;
  let candidates = 0;
  for (let z = 0; z < met; z++) {
    const x = touched[z]!;
    const c = counts[x + 1]!;
    counts[x + 1] = 0;
    if (c >= 3) three++;
    if (c < least || (c < SATURATED && knownTooWeak(space, options.test, rank, x, c))) continue;
    touched[candidates++] = x;
    packed[x] = PACK;
  }
  if (candidates > 0) weighRow(space, state, rank);
  for (let z = 0; z < candidates; z++) {
    const x = touched[z]!;
    const both = packed[x]!;
    packed[x] = 0;
    const whole = Math.floor(both / PACK);
    if (whole > options.minimum && both - whole * PACK >= -state.limit - SLACK)
      testPair(space, state, rank, x, whole - 1);
  }
  return three;
}

/** In the order of codes, as pairs are tested: blocks are taken in order of the runs of the first. */
const inOrder = ({ accountOf }: ShuffleSpace, rank: number, x: number): readonly [number, number] => {
  const [own, other] = [accountOf[rank]!, accountOf[x]!];
  return own < other ? [own, other] : [other, own];
};

/** Shuffle after shuffle brings the same pairs, and most of them need more moments than they have objects. */
function knownTooWeak(space: ShuffleSpace, test: TimesPairTest, rank: number, x: number, k: number): boolean {
  const least = test.known(...inOrder(space, rank, x));
  return least !== undefined && k < least;
}

/** Adds up K and weight of the row's candidates. */
function weighRow(
  { row, rowStart, line, windowTicks }: ShuffleSpace,
  state: NetworkState,
  rank: number,
): void {
  const { packed } = state;
  const { weight } = state.options.test;
  for (let q = rowStart[rank]!; q < rowStart[rank + 1]!; q++) {
    const i = row[STRIDE * q]! * STRIDE;
    const add = PACK + weight[row[STRIDE * q + 1]!]!;
    const t = line[i + 1]!;
    for (let j = i - STRIDE; ((t - line[j + 1]!) | 0) <= windowTicks; j -= STRIDE) {
      const before = packed[line[j]!]!;
      if (before !== 0) packed[line[j]!] = before + add;
    }
    for (let j = i + STRIDE; ((line[j + 1]! - t) | 0) <= windowTicks; j += STRIDE) {
      const before = packed[line[j]!]!;
      if (before !== 0) packed[line[j]!] = before + add;
    }
  }
}

/** Tests a pair if as many moments as it has objects would be enough. */
function testPair(space: ShuffleSpace, state: NetworkState, rank: number, x: number, k: number): void {
  const { test } = state.options;
  const [a, b] = inOrder(space, rank, x);
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
