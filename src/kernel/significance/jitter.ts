/**
 * Resamples of null 3 for groups: every run is moved, and the groups of pairs that then meet are scored.
 *
 * Runs move by the law that the tails use, in which both runs of a block keep to their habits with chance m / (1 + m): a
 * run does so with the root of that, and each of its shares takes an offset that its account's other days have at that
 * time; else it moves rigidly by a uniform shift. m is the most such offsets in the run.
 * Blocks and tails stay those of the data, as fixed functions of the number of moments; only which blocks match is drawn.
 *
 * Kept are the pairs that could reach a threshold at all. O(their offsets) a resample, tails looked up; memory 36 bytes an
 * offset and 12 a block within reach.
 */
import type { Random } from "../random.ts";
import { PairBlocks } from "./blocks.ts";
import { Habits } from "./habits.ts";
import { LEAST_MOMENTS, TailScratch } from "./moments.ts";
import { ComponentScorer, PRIMARY_P } from "./network.ts";
import type { Pairs, TimetableSpace } from "./timetable-tests.ts";

/** An edge of a group that both nulls reject has p3 no larger; its p2 is `PRIMARY_P` at most. */
export const TIMETABLE_P = 1e-2;

/** One resample: the largest score of groups of both nulls, and of those of null 3 alone. */
export interface JitterScore {
  readonly both: number;
  readonly alone: number;
}

interface Tail {
  /** Of each block. */
  readonly chance: Float64Array;
  /** log10 p by number of moments; NaN where nobody asked yet. */
  readonly log10p: Float64Array;
}

interface Tails {
  readonly times: Tail;
  readonly timetable: Tail;
}

/** Pairs laid out for resampling. */
export class JitterSpace {
  /** Pairs kept. */
  readonly length: number;
  readonly #space: TimetableSpace;
  readonly #minimum: number;
  readonly #kept: Pairs;
  readonly #blockStart: Int32Array;
  readonly #runA: Int32Array;
  readonly #runB: Int32Array;
  readonly #offsetStart: Int32Array;
  readonly #offset: Float64Array;
  /** Places of both shares in `#shift`. */
  readonly #own: Int32Array;
  readonly #other: Int32Array;
  readonly #shift: Int32Array;
  /** Habits of the shares that move, run after run, and how much habit weighs in each run. */
  readonly #habit: readonly Int32Array[];
  readonly #runStart: Int32Array;
  readonly #weight: Int32Array;
  readonly #tails = new Map<number, Tails>();
  readonly #stamp: Int32Array;
  readonly #habits: Habits;
  readonly #blocks: PairBlocks;
  readonly #scratch = new TailScratch();
  #turn = 0;

  /**
   * @param pairs pairs with at least `minimum` common objects within reach of each other; those are kept that could pass
   * @param minimum least number of distinct objects of a pair
   */
  constructor(space: TimetableSpace, pairs: Pairs, minimum: number) {
    this.#space = space;
    this.#minimum = minimum;
    this.#habits = new Habits(space.first, space.table);
    this.#blocks = new PairBlocks(space.table, space.chance);
    this.#stamp = new Int32Array(space.table.runs);
    const laid = layOut(space, pairs, this.#blocks);
    this.length = laid.a.length;
    this.#kept = { a: Int32Array.from(laid.a), b: Int32Array.from(laid.b) };
    this.#blockStart = Int32Array.from(laid.blockStart);
    this.#runA = Int32Array.from(laid.runA);
    this.#runB = Int32Array.from(laid.runB);
    this.#offsetStart = Int32Array.from(laid.offsetStart);
    this.#offset = Float64Array.from(laid.offset);
    const moving = Int32Array.from(new Set([...laid.shareA, ...laid.shareB]));
    // Shares of a run stand together: runs are numbered account after account.
    const { runOf } = space.table;
    moving.sort((x, y) => runOf[x]! - runOf[y]! || x - y);
    const place = new Map(Array.from(moving, (share, i) => [share, i]));
    this.#own = Int32Array.from(laid.shareA, (share) => place.get(share)!);
    this.#other = Int32Array.from(laid.shareB, (share) => place.get(share)!);
    this.#habit = Array.from(moving, (share) => this.#habits.offsets(share));
    this.#shift = new Int32Array(moving.length);
    const begins = [...moving.keys()].filter((i) => i === 0 || runOf[moving[i]!] !== runOf[moving[i - 1]!]);
    this.#runStart = Int32Array.from([...begins, moving.length]);
    this.#weight = Int32Array.from(begins, (i) => this.#habits.weight(runOf[moving[i]!]!));
  }

  /** Moves all runs once. */
  draw(random: Random): void {
    const { half } = this.#space.table.law;
    const shift = this.#shift;
    for (let r = 0; r < this.#weight.length; r++) {
      const weight = this.#weight[r]!;
      const rigid = random.uniform() >= Math.sqrt(weight / (1 + weight));
      const together = rigid ? Math.floor(random.uniform() * (2 * half + 1)) - half : 0;
      for (let i = this.#runStart[r]!; i < this.#runStart[r + 1]!; i++)
        shift[i] = rigid ? together : this.#habitual(i, random);
    }
  }

  /** Scores the draw. */
  score(both: ComponentScorer, alone: ComponentScorer): JitterScore {
    for (let pair = 0; pair < this.length; pair++) {
      const moments = this.#moments(pair);
      if (moments < LEAST_MOMENTS) continue;
      const timetable = this.#log10p(pair, moments, "timetable");
      const [a, b] = [this.#kept.a[pair]!, this.#kept.b[pair]!];
      if (timetable <= PRIMARY) alone.add(a, b, -timetable);
      if (timetable <= SECONDARY && this.#log10p(pair, moments, "times") <= PRIMARY)
        both.add(a, b, -timetable);
    }
    return { both: both.largest(), alone: alone.largest() };
  }

  #habitual(i: number, random: Random): number {
    const offsets = this.#habit[i]!;
    return offsets.length === 0 ? 0 : offsets[Math.floor(random.uniform() * offsets.length)]!;
  }

  /** Moments of a pair in the draw; 0 where too few objects match. */
  #moments(pair: number): number {
    const { window } = this.#space.table.law;
    const [stamp, shift] = [this.#stamp, this.#shift];
    const turn = ++this.#turn;
    let moments = 0;
    let objects = 0;
    for (let z = this.#blockStart[pair]!; z < this.#blockStart[pair + 1]!; z++) {
      let matched = 0;
      for (let e = this.#offsetStart[z]!; e < this.#offsetStart[z + 1]!; e++) {
        const d = this.#offset[e]! + shift[this.#other[e]!]! - shift[this.#own[e]!]!;
        if (d <= window && d >= -window) matched++;
      }
      objects += matched;
      const [r, s] = [this.#runA[z]!, this.#runB[z]!];
      if (matched === 0 || stamp[r] === turn || stamp[s] === turn) continue;
      stamp[r] = turn;
      stamp[s] = turn;
      moments++;
    }
    return objects < this.#minimum ? 0 : moments;
  }

  #log10p(pair: number, moments: number, kind: keyof Tails): number {
    const blocks = this.#blockStart[pair + 1]! - this.#blockStart[pair]!;
    let tails = this.#tails.get(pair);
    if (tails === undefined) this.#tails.set(pair, (tails = this.#tailsOf(pair, blocks)));
    const { chance, log10p } = tails[kind];
    const known = log10p[moments]!;
    if (!Number.isNaN(known)) return known;
    this.#scratch.fill(chance.length, (z) => chance[z]!);
    return (log10p[moments] = this.#scratch.tailLog10(chance.length, moments));
  }

  #tailsOf(pair: number, reachable: number): Tails {
    const of = this.#blocks.of(this.#kept.a[pair]!, this.#kept.b[pair]!);
    const tail = (chance: Float64Array): Tail => ({
      chance,
      log10p: new Float64Array(reachable + 1).fill(NaN),
    });
    const habitual = Float64Array.from({ length: of.length }, (_, z) =>
      of.chance[z] === 0 ? 0 : this.#habits.chance(of, z),
    );
    return {
      times: tail(of.representativeChance.slice(0, of.length)),
      timetable: tail(habitual.filter((chance) => chance > 0)),
    };
  }
}

const PRIMARY = Math.log10(PRIMARY_P);
const SECONDARY = Math.log10(TIMETABLE_P);

interface Laid {
  readonly a: number[];
  readonly b: number[];
  readonly blockStart: number[];
  readonly runA: number[];
  readonly runB: number[];
  readonly offsetStart: number[];
  readonly offset: number[];
  readonly shareA: number[];
  readonly shareB: number[];
}

/** The blocks within reach of the pairs that could pass a threshold if all of them matched. */
function layOut({ table }: TimetableSpace, pairs: Pairs, blocks: PairBlocks): Laid {
  const laid: Laid = {
    a: [],
    b: [],
    blockStart: [0],
    runA: [],
    runB: [],
    offsetStart: [0],
    offset: [],
    shareA: [],
    shareB: [],
  };
  const tails = new TailScratch();
  for (let i = 0; i < pairs.a.length; i++) {
    const [a, b] = [pairs.a[i]!, pairs.b[i]!];
    if (!couldPass(blocks.of(a, b), tails)) continue;
    laid.a.push(a);
    laid.b.push(b);
    for (let z = 0; z < blocks.length; z++) {
      if (blocks.chance[z] === 0) continue;
      laid.runA.push(blocks.runA[z]!);
      laid.runB.push(blocks.runB[z]!);
      for (let e = blocks.entryStart[z]!; e < blocks.entryStart[z + 1]!; e++) {
        if (Math.abs(blocks.offset[e]!) > table.law.reach) continue;
        laid.offset.push(blocks.offset[e]!);
        laid.shareA.push(blocks.shareA[e]!);
        laid.shareB.push(blocks.shareB[e]!);
      }
      laid.offsetStart.push(laid.offset.length);
    }
    laid.blockStart.push(laid.runA.length);
  }
  return laid;
}

/** Whether the pair would be an edge of either kind if all its blocks within reach matched. */
function couldPass(blocks: PairBlocks, tails: TailScratch): boolean {
  let log10p = 0;
  let reachable = 0;
  for (let z = 0; z < blocks.length; z++) {
    if (blocks.chance[z] === 0) continue;
    reachable++;
    log10p += Math.log10(blocks.chance[z]!);
  }
  if (reachable < LEAST_MOMENTS || log10p > SECONDARY) return false;
  if (log10p <= PRIMARY) return true;
  tails.fill(blocks.length, (z) => blocks.representativeChance[z]!);
  return tails.tailLog10(blocks.length, reachable) <= PRIMARY;
}
