/**
 * When an account is used to share: the offsets, within n steps, of its shares in other runs from a share, once all are
 * laid over each other by a calendar. They say where else the share could as well have been: lunch at noon, a bot on the
 * hour, a morning slot of minutes.
 *
 * Habits go by the day, or by the week (breaks of a timetable). An account is taken by the day, unless its shares lie closer
 * together by the week and so close there that chance would not do it: few shares lie close by one calendar or other, and
 * would make a habit of a team's occasions.
 *
 * Calendars turn at midnight, UTC; summer time is not known, and habits that move with the season are not met. At most 60
 * offsets a share, evenly taken. Sorting the shares of an account by both calendars is done once, when it is first asked for.
 */
import { STRIDE, type Incidence } from "../coshare/incidence.ts";
import type { PairBlocks } from "./blocks.ts";
import type { Timetable } from "./timetable.ts";

const MOST_OFFSETS = 60;
/** Standard deviations from which the week is taken. */
const CLEAR = 3;

/** Shares of one account in order of their place in the period. */
interface Laid {
  readonly period: number;
  readonly steps: Float64Array;
  readonly run: Int32Array;
}

export class Habits {
  readonly #table: Timetable;
  readonly #accountAt: Int32Array;
  readonly #laid = new Map<number, Laid>();
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
    const offsets = evenOffsets(all).sort();
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
    const laid = this.#laidOf(this.#accountAt[STRIDE * share]!);
    if (laid !== undefined) this.#scan(share, laid, call);
  }

  /** Offsets of the shares in other runs from this one by a calendar. */
  #scan(share: number, { period, steps, run }: Laid, call: (offset: number) => void): void {
    const { law, at, runOf } = this.#table;
    const { half } = law;
    const own = at[share]! % period;
    const part = (from: number, to: number, turn: number): void => {
      for (let z = lowerBound(steps, from); z < steps.length && steps[z]! <= to; z++)
        if (run[z] !== runOf[share]) call(steps[z]! + turn - own);
    };
    part(own - half, own + half, 0);
    if (own - half < 0) part(own - half + period, period, -period);
    if (own + half >= period) part(0, own + half - period, period);
  }

  /** The account by its calendar; undefined where runs move further than any calendar holds once. */
  #laidOf(account: number): Laid | undefined {
    const known = this.#laid.get(account);
    if (known !== undefined) return known;
    const { day, half } = this.#table.law;
    const [daily, weekly] = [day, 7 * day].map((period) =>
      period > 2 * half ? this.#lay(account, period) : undefined,
    );
    const laid = daily === undefined || this.#keepsWeeks(account, daily, weekly!) ? weekly : daily;
    if (laid !== undefined) this.#laid.set(account, laid);
    return laid;
  }

  #keepsWeeks(account: number, daily: Laid, weekly: Laid): boolean {
    const { sum, deviations } = this.#closeness(account, weekly);
    return deviations >= CLEAR && sum > this.#closeness(account, daily).sum;
  }

  #lay(account: number, period: number): Laid {
    const { start, timeline, at, runOf } = this.#table;
    const shares = timeline.slice(start[account], start[account + 1]);
    shares.sort((x, y) => (at[x]! % period) - (at[y]! % period) || x - y);
    return {
      period,
      steps: Float64Array.from(shares, (i) => at[i]! % period),
      run: shares.map((i) => runOf[i]!),
    };
  }

  /**
   * Over some shares, evenly taken: the sum of the others within the window by one more than those within n steps, and
   * how many standard deviations more lie within the window than if they lay evenly, each pair of shares counted once.
   */
  #closeness(account: number, laid: Laid): { sum: number; deviations: number } {
    const { start, timeline, law } = this.#table;
    const [from, to] = [start[account]!, start[account + 1]!];
    const every = Math.max(1, Math.floor((to - from) / MOST_OFFSETS));
    const even = (2 * law.window + 1) / (2 * law.half + 1);
    let [sum, allNear, allThere] = [0, 0, 0];
    for (let z = from; z < to; z += every) {
      let [near, there] = [0, 0];
      this.#scan(timeline[z]!, laid, (offset) => {
        there++;
        if (Math.abs(offset) <= law.window) near++;
      });
      sum += near / (1 + there);
      allNear += near;
      allThere += there;
    }
    const excess = allNear - allThere * even;
    return { sum, deviations: excess / Math.sqrt(2 * allThere * even * (1 - even) + 1e-9) };
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

/** At most 60 offsets, evenly taken. */
export function evenOffsets(all: readonly number[]): Int32Array {
  const every = all.length / MOST_OFFSETS;
  if (every <= 1) return Int32Array.from(all);
  return Int32Array.from({ length: MOST_OFFSETS }, (_, k) => all[Math.floor(k * every)]!);
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
