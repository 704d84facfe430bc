/**
 * Nulls 2 and 3 for pairs of accounts, on moments.
 *
 * - Null 2, times dealt anew inside each object: the representatives of the pair's blocks match independently with
 *   chance p_o, so the number that do is Poisson-binomial. M2 counts moments whose representative matched.
 * - Null 3, each account's own timetable: each run moves rigidly by its own uniform shift, block b matches with chance
 *   P_b, and p3 is the Poisson-binomial tail at M over all blocks within reach. Blocks that share a run are dependent; M
 *   takes disjoint ones only and the tail sums over all.
 *
 * A pair that meets on fewer than three moments is not tested: p is 1.
 */
import type { PairList } from "../coshare/sweep.ts";
import { trialsTailLog10 } from "./binomial.ts";
import { PairBlocks } from "./blocks.ts";
import { matchChance, type Margins } from "./margins.ts";
import type { Timetable } from "./timetable.ts";

/** Fewer moments are no evidence under null 3: two have p of 0.036 at best. */
export const LEAST_MOMENTS = 3;

/** p_o by object. */
export const objectChances = (margins: Margins): Float64Array =>
  Float64Array.from(margins.matched, (_, o) => matchChance(margins, o));

/** One entry per pair. */
export interface MomentTests {
  /** M, and M2: of these, those on which the block's representative matched. */
  readonly moments: Int32Array;
  readonly timesMoments: Int32Array;
  /** Blocks that could match under null 2, and within reach of each other. */
  readonly timesBlocks: Int32Array;
  readonly timetableBlocks: Int32Array;
  /** Moments expected: the sums of the chances of the blocks. */
  readonly expectedTimes: Float64Array;
  readonly expectedTimetable: Float64Array;
  readonly log10pTimes: Float64Array;
  /** Before the corrections for habit and crowd. */
  readonly log10pTimetable: Float64Array;
}

/** Room for the tails of one thread. */
export class TailScratch {
  chance = new Float64Array(16);
  #success = new Float64Array(16);
  #failure = new Float64Array(16);

  /** log10 P(S >= k) over the first n of `chance`. */
  tailLog10(n: number, k: number): number {
    if (this.#success.length < n) {
      this.#success = new Float64Array(2 * n);
      this.#failure = new Float64Array(2 * n);
    }
    return trialsTailLog10(this.chance, n, k, [this.#success, this.#failure]);
  }

  /** Takes in n chances. */
  fill(n: number, chanceOf: (i: number) => number): void {
    if (this.chance.length < n) this.chance = new Float64Array(2 * n);
    for (let i = 0; i < n; i++) this.chance[i] = chanceOf(i);
  }
}

const PAIRS_PER_STEP = 1 << 12;

/**
 * Tests pairs; yields now and then, with the number done, so that the caller can report and stop.
 * @param chance p_o by object
 */
export function* testMoments(
  table: Timetable,
  chance: Float64Array,
  pairs: Pick<PairList, "length" | "a" | "b">,
): Generator<number, MomentTests> {
  const blocks = new PairBlocks(table, chance);
  const tails = new TailScratch();
  const ints = (): Int32Array => new Int32Array(pairs.length);
  const numbers = (): Float64Array => new Float64Array(pairs.length);
  const out = {
    moments: ints(),
    timesMoments: ints(),
    timesBlocks: ints(),
    timetableBlocks: ints(),
    expectedTimes: numbers(),
    expectedTimetable: numbers(),
    log10pTimes: numbers(),
    log10pTimetable: numbers(),
  };
  for (let i = 0; i < pairs.length; i++) {
    blocks.of(pairs.a[i]!, pairs.b[i]!);
    out.moments[i] = blocks.moments(blocks.matches);
    out.timesMoments[i] = blocks.moments(blocks.representativeMatches);
    let [times, timetable, expectedTimes, expectedTimetable] = [0, 0, 0, 0];
    for (let z = 0; z < blocks.length; z++) {
      times += blocks.representativeChance[z]! > 0 ? 1 : 0;
      timetable += blocks.chance[z]! > 0 ? 1 : 0;
      expectedTimes += blocks.representativeChance[z]!;
      expectedTimetable += blocks.chance[z]!;
    }
    out.timesBlocks[i] = times;
    out.timetableBlocks[i] = timetable;
    out.expectedTimes[i] = expectedTimes;
    out.expectedTimetable[i] = expectedTimetable;
    out.log10pTimes[i] = tailOf(tails, blocks, blocks.representativeChance, out.timesMoments[i]!);
    out.log10pTimetable[i] = tailOf(tails, blocks, blocks.chance, out.moments[i]!);
    if (i % PAIRS_PER_STEP === PAIRS_PER_STEP - 1) yield i + 1;
  }
  return out;
}

/** 0, which is p = 1, below three moments. */
function tailOf(tails: TailScratch, { length }: PairBlocks, chance: Float64Array, moments: number): number {
  if (moments < LEAST_MOMENTS) return 0;
  tails.fill(length, (z) => chance[z]!);
  return tails.tailLog10(length, moments);
}
