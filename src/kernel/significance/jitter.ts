/**
 * Resamples of null 3 for groups: every run is moved, and the groups of pairs that then meet are scored.
 *
 * Runs move by the law that the tails use, in which both runs of a block keep to their habits with chance m / (1 + m): a
 * run does so with the root of that, and each of its shares takes an offset that its account's other days have at that
 * time; else it moves rigidly by a uniform shift. m is the most such offsets in the run.
 * A share in a crowd takes the time of an outsider instead (`crowd.ts` says what is assumed). The screen is of pairs that
 * null 3 rejects loosely.
 * Blocks and tails stay those of the data, as fixed functions of the number of moments; only which blocks match is drawn.
 *
 * Kept are the pairs that could reach a threshold at all. O(their offsets) a resample, tails looked up; memory 12 bytes an
 * offset and 16 a block within reach, 4 an offset of a habit or a crowd. Laying out looks at the sharers within n steps of
 * each share that moves.
 */
import { components } from "../graph/components.ts";
import type { Random } from "../random.ts";
import { PairBlocks } from "./blocks.ts";
import { Crowds } from "./crowd.ts";
import { habitsOf, type Habits } from "./habits.ts";
import { LEAST_MOMENTS, TailScratch } from "./moments.ts";
import { ComponentScorer, PRIMARY_P } from "./network.ts";
import type { Pairs, TimetableSpace } from "./timetable-tests.ts";

/** With so many offsets an account's habit is known: it alone moves the run. A uniform shift now and then would make a habit of minutes a little rarer than it is. */
const SURE = 10;

/** An edge of a group that both nulls reject has p3 no larger; its p2 is `PRIMARY_P` at most. */
export const TIMETABLE_P = 1e-2;

/** One resample: the largest score of groups of both nulls, and of those of null 3 alone. */
export interface JitterScore {
  readonly both: number;
  readonly alone: number;
}

/** Of the blocks of a pair, as each null has them. */
type Chances = Readonly<Record<"times" | "timetable", Float64Array>>;

/** Pairs laid out for resampling. */
export class JitterSpace {
  /** Pairs kept. */
  readonly length: number;
  readonly #space: TimetableSpace;
  readonly #minimum: number;
  readonly #kept: Pairs;
  /** Pair i owns the entries `entryStart[i]` to `entryStart[i + 1]`: common objects within reach, block after block. */
  readonly #entryStart: Int32Array;
  readonly #offset: Int32Array;
  /** Places of both shares in `#shift`. */
  readonly #own: Int32Array;
  readonly #other: Int32Array;
  readonly #shift: Int32Array;
  /** Run of each place, numbered among those that move; the places of a run and how much habit weighs in it. */
  readonly #runOf: Int32Array;
  readonly #runStart: Int32Array;
  readonly #weight: Int32Array;
  /** Habits of the share at place i: `habit[habitStart[i]]` to `habit[habitStart[i + 1]]`. */
  readonly #habit: Int32Array;
  readonly #habitStart: Int32Array;
  /** Offsets of the outsiders around the share at place i, where they are a crowd; places ascending. */
  readonly #crowd: ReadonlyMap<number, Int32Array>;
  /** `#shift` with the crowd's, and 1 for the pairs that have a share in a crowd. */
  readonly #crowdedShift: Int32Array;
  readonly #crowded: Uint8Array;
  /** log10 p of pair i at M moments is at `tailStart[i] + M`; NaN where nobody asked yet. */
  readonly #tailStart: Int32Array;
  readonly #tails: Chances;
  readonly #chances = new Map<number, Chances>();
  /** Moments of each pair known to be too few for either kind: p falls with their number. */
  readonly #tooFew: Int32Array;
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
    this.#habits = habitsOf(space);
    this.#blocks = new PairBlocks(space.table, space.chance);
    const laid = layOut(space, pairs, this.#blocks);
    this.length = laid.a.length;
    this.#kept = { a: Int32Array.from(laid.a), b: Int32Array.from(laid.b) };
    this.#entryStart = Int32Array.from(laid.entryStart);
    this.#offset = Int32Array.from(laid.offset);
    const { runOf } = space.table;
    // Shares of a run stand together: runs are numbered account after account.
    const moving = Int32Array.from(new Set([...laid.shareA, ...laid.shareB]));
    moving.sort((x, y) => runOf[x]! - runOf[y]! || x - y);
    const place = new Map(Array.from(moving, (share, i) => [share, i]));
    this.#own = Int32Array.from(laid.shareA, (share) => place.get(share)!);
    this.#other = Int32Array.from(laid.shareB, (share) => place.get(share)!);
    this.#shift = new Int32Array(moving.length);
    const begins = [...moving.keys()].filter((i) => i === 0 || runOf[moving[i]!] !== runOf[moving[i - 1]!]);
    this.#runStart = Int32Array.from([...begins, moving.length]);
    this.#runOf = new Int32Array(moving.length);
    begins.forEach((begin, r) => this.#runOf.fill(r, begin, this.#runStart[r + 1]));
    this.#weight = Int32Array.from(begins, (i) => this.#habits.weight(runOf[moving[i]!]!));
    this.#stamp = new Int32Array(begins.length);
    const habits = Array.from(moving, (share) => this.#habits.offsets(share));
    this.#habitStart = runningSums(habits.map(({ length }) => length));
    this.#habit = new Int32Array(this.#habitStart[moving.length]!);
    habits.forEach((offsets, i) => this.#habit.set(offsets, this.#habitStart[i]));
    const crowds = new Crowds(space.first, space.table, this.#screenLabels());
    this.#crowd = new Map(
      [...moving].flatMap((share, i) => {
        const offsets = crowds.offsets(share);
        return offsets === undefined ? [] : [[i, offsets] as const];
      }),
    );
    this.#crowdedShift = new Int32Array(moving.length);
    this.#crowded = this.#pairsInCrowds();
    this.#tailStart = runningSums(laid.blocks.map((blocks) => blocks + 1));
    this.#tooFew = new Int32Array(this.length).fill(LEAST_MOMENTS - 1);
    const tails = (): Float64Array => new Float64Array(this.#tailStart[this.length]!).fill(NaN);
    this.#tails = { times: tails(), timetable: tails() };
  }

  /** Moves all runs once. */
  draw(random: Random): void {
    const { half } = this.#space.table.law;
    const shift = this.#shift;
    for (let r = 0; r < this.#weight.length; r++) {
      const weight = this.#weight[r]!;
      const rigid = weight < SURE && random.uniform() >= Math.sqrt(weight / (1 + weight));
      const together = rigid ? Math.floor(random.uniform() * (2 * half + 1)) - half : 0;
      for (let i = this.#runStart[r]!; i < this.#runStart[r + 1]!; i++)
        shift[i] = rigid ? together : this.#habitual(i, random);
    }
    this.#crowdedShift.set(shift);
    for (const [i, offsets] of this.#crowd)
      this.#crowdedShift[i] = offsets[Math.floor(random.uniform() * offsets.length)]!;
  }

  #pairsInCrowds(): Uint8Array {
    const crowded = new Uint8Array(this.length);
    for (let pair = 0; pair < this.length; pair++)
      for (let e = this.#entryStart[pair]!; e < this.#entryStart[pair + 1]!; e++)
        if (this.#crowd.has(this.#own[e]!) || this.#crowd.has(this.#other[e]!)) crowded[pair] = 1;
    return crowded;
  }

  /** Components of the pairs kept that null 3 rejects at `TIMETABLE_P`; -1 for accounts in none. */
  #screenLabels(): Int32Array {
    const { a, b } = this.#kept;
    const rejected = Int32Array.from(a.keys()).filter((pair) => {
      const blocks = this.#blocks.of(a[pair]!, b[pair]!);
      const moments = blocks.moments(blocks.matches);
      if (moments < LEAST_MOMENTS) return false;
      this.#scratch.fill(blocks.length, (z) => blocks.chance[z]!);
      return this.#scratch.tailLog10(blocks.length, moments) <= SECONDARY;
    });
    const ends = (of: Int32Array): Int32Array => rejected.map((pair) => of[pair]!);
    return components(this.#space.first.accounts, ends(a), ends(b)).label;
  }

  /** Scores the draw. Null 3 alone has no outsiders to go by, so the crowd moves nobody there. */
  score(both: ComponentScorer, alone: ComponentScorer): JitterScore {
    for (let pair = 0; pair < this.length; pair++) {
      const [a, b] = [this.#kept.a[pair]!, this.#kept.b[pair]!];
      let moments = this.#moments(pair, this.#shift);
      let timetable = this.#edge(pair, moments);
      if (timetable <= PRIMARY) alone.add(a, b, -timetable);
      if (this.#crowded[pair] === 1) {
        moments = this.#moments(pair, this.#crowdedShift);
        timetable = this.#edge(pair, moments);
      }
      if (timetable <= SECONDARY && this.#log10p(pair, moments, "times") <= PRIMARY)
        both.add(a, b, -timetable);
    }
    return { both: both.largest(), alone: alone.largest() };
  }

  /** log10 p3 at so many moments; 0 where it is above the loose threshold. */
  #edge(pair: number, moments: number): number {
    if (moments <= this.#tooFew[pair]!) return 0;
    const timetable = this.#log10p(pair, moments, "timetable");
    if (timetable <= SECONDARY) return timetable;
    this.#tooFew[pair] = moments;
    return 0;
  }

  #habitual(i: number, random: Random): number {
    const from = this.#habitStart[i]!;
    const n = this.#habitStart[i + 1]! - from;
    return n === 0 ? 0 : this.#habit[from + Math.floor(random.uniform() * n)]!;
  }

  /**
   * Moments of a pair in the draw; 0 where too few objects match. The first match of a block counts the block or finds
   * one of its runs counted before, and so does every later one: blocks need no bounds here.
   */
  #moments(pair: number, shift: Int32Array): number {
    const { window } = this.#space.table.law;
    const [offset, own, other, runOf, stamp] = [
      this.#offset,
      this.#own,
      this.#other,
      this.#runOf,
      this.#stamp,
    ];
    const end = this.#entryStart[pair + 1]!;
    const turn = ++this.#turn;
    let moments = 0;
    let objects = 0;
    for (let e = this.#entryStart[pair]!; e < end; e++) {
      const i = own[e]!;
      const j = other[e]!;
      const d = offset[e]! + shift[j]! - shift[i]!;
      if (d > window || d < -window) continue;
      objects++;
      const r = runOf[i]!;
      const s = runOf[j]!;
      if (stamp[r] === turn || stamp[s] === turn) continue;
      stamp[r] = turn;
      stamp[s] = turn;
      moments++;
    }
    return objects < this.#minimum ? 0 : moments;
  }

  #log10p(pair: number, moments: number, kind: keyof Chances): number {
    const tails = this.#tails[kind];
    const at = this.#tailStart[pair]! + moments;
    const known = tails[at]!;
    if (!Number.isNaN(known)) return known;
    const chance = this.#chancesOf(pair)[kind];
    this.#scratch.fill(chance.length, (z) => chance[z]!);
    return (tails[at] = this.#scratch.tailLog10(chance.length, moments));
  }

  #chancesOf(pair: number): Chances {
    const known = this.#chances.get(pair);
    if (known !== undefined) return known;
    const of = this.#blocks.of(this.#kept.a[pair]!, this.#kept.b[pair]!);
    const reachable = Array.from({ length: of.length }, (_, z) => z).filter((z) => of.chance[z]! > 0);
    const chances = {
      times: of.representativeChance.slice(0, of.length),
      timetable: Float64Array.from(reachable, (z) => this.#habits.chance(of, z)),
    };
    this.#chances.set(pair, chances);
    return chances;
  }
}

/** 0, and the sum up to each length. */
function runningSums(lengths: readonly number[]): Int32Array {
  const sums = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => (sums[i + 1] = sums[i]! + length));
  return sums;
}

const PRIMARY = Math.log10(PRIMARY_P);
const SECONDARY = Math.log10(TIMETABLE_P);

interface Laid {
  readonly a: number[];
  readonly b: number[];
  /** Blocks within reach, by pair. */
  readonly blocks: number[];
  readonly entryStart: number[];
  readonly offset: number[];
  readonly shareA: number[];
  readonly shareB: number[];
}

/** What lies within reach of the pairs that could pass a threshold if all of it matched. */
function layOut({ table }: TimetableSpace, pairs: Pairs, blocks: PairBlocks): Laid {
  const laid: Laid = { a: [], b: [], blocks: [], entryStart: [0], offset: [], shareA: [], shareB: [] };
  const tails = new TailScratch();
  for (let i = 0; i < pairs.a.length; i++) {
    const [a, b] = [pairs.a[i]!, pairs.b[i]!];
    if (!couldPass(blocks.of(a, b), tails)) continue;
    laid.a.push(a);
    laid.b.push(b);
    let reachable = 0;
    for (let z = 0; z < blocks.length; z++) reachable += blocks.chance[z] === 0 ? 0 : 1;
    laid.blocks.push(reachable);
    for (let e = 0; e < blocks.objects; e++) {
      if (Math.abs(blocks.offset[e]!) > table.law.reach) continue;
      laid.offset.push(blocks.offset[e]!);
      laid.shareA.push(blocks.shareA[e]!);
      laid.shareB.push(blocks.shareB[e]!);
    }
    laid.entryStart.push(laid.offset.length);
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
