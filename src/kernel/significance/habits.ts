/**
 * When an account is used to share: the offsets, within n steps in time of day, of its shares in other runs from a share.
 * They say where else the share could as well have been: lunch at noon, a bot on the hour, a morning slot of minutes.
 *
 * The time of day wraps at midnight, UTC; summer time is not known. At most 60 offsets a share, evenly taken. Sorting the
 * shares of an account by time of day is done once, when it is first asked for.
 */
import { STRIDE, type Incidence } from "../coshare/incidence.ts";
import type { PairBlocks } from "./blocks.ts";
import type { Timetable } from "./timetable.ts";

const MOST_OFFSETS = 60;

/** Shares of one account in order of time of day. */
interface Daily {
  readonly steps: Float64Array;
  readonly run: Int32Array;
}

export class Habits {
  readonly #table: Timetable;
  readonly #accountAt: Int32Array;
  readonly #daily = new Map<number, Daily>();
  readonly #offsets = new Map<number, Int32Array>();

  constructor({ at }: Pick<Incidence, "at">, table: Timetable) {
    this.#table = table;
    this.#accountAt = at;
  }

  /** Offsets in steps of a share, by its index in the incidence, ascending. */
  offsets(share: number): Int32Array {
    const known = this.#offsets.get(share);
    if (known !== undefined) return known;
    const all: number[] = [];
    this.#eachOther(share, (offset) => all.push(offset));
    const every = all.length / MOST_OFFSETS;
    const taken =
      every <= 1 ? all : Array.from({ length: MOST_OFFSETS }, (_, k) => all[Math.floor(k * every)]!);
    const offsets = Int32Array.from(taken).sort();
    this.#offsets.set(share, offsets);
    return offsets;
  }

  /**
   * P_b of block z with what habits say: with m the most offsets that both sides of an object have, m parts are theirs
   * and one is the uniform shift's. Never smaller than P_b.
   */
  chance(blocks: PairBlocks, z: number): number {
    const { law } = this.#table;
    const uniform = blocks.chance[z]!;
    let none = 1;
    let most = 0;
    for (let e = blocks.entryStart[z]!; e < blocks.entryStart[z + 1]!; e++) {
      const d = blocks.offset[e]!;
      if (Math.abs(d) > law.reach) continue;
      const own = this.offsets(blocks.shareA[e]!);
      const other = this.offsets(blocks.shareB[e]!);
      if (own.length === 0 || other.length === 0) continue;
      most = Math.max(most, Math.min(own.length, other.length));
      none *= 1 - within(own, other, d, law.window) / (own.length * other.length);
    }
    return Math.max(uniform, (uniform + most * (1 - none)) / (1 + most));
  }

  /** Most offsets that a share of this run has: how much the account's habit weighs against a uniform shift. */
  weight(run: number): number {
    const { runStart, timeline } = this.#table;
    let most = 0;
    for (let z = runStart[run]!; z < runStart[run + 1]! && most < MOST_OFFSETS; z++) {
      let n = 0;
      this.#eachOther(timeline[z]!, () => n++);
      most = Math.max(most, Math.min(n, MOST_OFFSETS));
    }
    return most;
  }

  #eachOther(share: number, call: (offset: number) => void): void {
    const { law, at, runOf } = this.#table;
    const { day, half } = law;
    const { steps, run } = this.#dailyOf(this.#accountAt[STRIDE * share]!);
    const own = at[share]! % day;
    const scan = (from: number, to: number, turn: number): void => {
      for (let z = lowerBound(steps, from); z < steps.length && steps[z]! <= to; z++)
        if (run[z] !== runOf[share]) call(steps[z]! + turn - own);
    };
    scan(own - half, own + half, 0);
    if (own - half < 0) scan(own - half + day, day, -day);
    if (own + half >= day) scan(0, own + half - day, day);
  }

  #dailyOf(account: number): Daily {
    const known = this.#daily.get(account);
    if (known !== undefined) return known;
    const { start, timeline, at, runOf, law } = this.#table;
    const shares = timeline.slice(start[account], start[account + 1]);
    shares.sort((x, y) => (at[x]! % law.day) - (at[y]! % law.day) || x - y);
    const daily = {
      steps: Float64Array.from(shares, (i) => at[i]! % law.day),
      run: shares.map((i) => runOf[i]!),
    };
    this.#daily.set(account, daily);
    return daily;
  }
}

const known = new WeakMap<Timetable, Habits>();

/** The habits of a timetable, made once: tests of pairs and resamples ask for the same ones. */
export function habitsOf({
  first,
  table,
}: {
  readonly first: Pick<Incidence, "at">;
  readonly table: Timetable;
}): Habits {
  const habits = known.get(table) ?? new Habits(first, table);
  known.set(table, habits);
  return habits;
}

/** Pairs (u, v) of offsets, both ascending, with |d + v - u| <= window. */
function within(own: Int32Array, other: Int32Array, d: number, window: number): number {
  let n = 0;
  let low = 0;
  let high = 0;
  for (const v of other) {
    while (low < own.length && own[low]! < v + d - window) low++;
    while (high < own.length && own[high]! <= v + d + window) high++;
    n += high - low;
  }
  return n;
}

/** First index with a value of at least `value`. */
export function lowerBound(sorted: Float64Array, value: number, from = 0, to = sorted.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
