/**
 * When an account is used to share: the offsets, within n steps, of its shares in other runs from a share, once all are
 * laid over each other by a calendar. They say where else the share could as well have been: lunch at noon, a bot on the
 * hour, a morning slot of minutes.
 *
 * Habits go by the day, by the week (breaks of a timetable), by the hour (programs that look every quarter of one), and
 * by the day but slowly moving (sunset), which the days around it tell. An account is taken by the day, unless its shares
 * lie closer together by another calendar and so close there that chance would not do it: few shares lie close by one
 * calendar or other, and would make a habit of a team's occasions.
 *
 * Calendars turn at midnight, UTC; summer time is not known. At most 60 offsets a share, evenly taken. Sorting the
 * shares of an account by each calendar is done once, when it is first asked for.
 */
import { STRIDE, type Incidence } from "../coshare/incidence.ts";
import type { PairBlocks } from "./blocks.ts";
import type { JitterLaw, Timetable } from "./timetable.ts";

const MOST_OFFSETS = 60;
/** Standard deviations from which a calendar other than the day is taken. */
const CLEAR = 3;

/** What a habit may go by: times are taken modulo the period, and shares further away than `around` do not count. */
interface Calendar {
  readonly period: number;
  readonly around: number;
}

/** Shares of one account in order of their place in the period. */
interface Laid extends Calendar {
  readonly steps: Float64Array;
  readonly run: Int32Array;
  readonly at: Float64Array;
}

/** Calendars in the order in which equal ones are taken; a period has to hold all offsets once. */
function calendars({ day, half }: JitterLaw): Calendar[] {
  return [
    { period: day, around: Infinity },
    { period: 7 * day, around: Infinity },
    { period: day, around: 3.5 * day },
    { period: day / 24, around: Infinity },
  ].filter(({ period }) => period > 2 * half);
}

export class Habits {
  readonly #table: Timetable;
  readonly #accountAt: Int32Array;
  readonly #calendars: readonly Calendar[];
  readonly #laid = new Map<number, Laid>();
  readonly #offsets = new Map<number, Int32Array>();

  constructor({ at }: Pick<Incidence, "at">, table: Timetable) {
    this.#table = table;
    this.#accountAt = at;
    this.#calendars = calendars(table.law);
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
    this.#scan(share, this.#laidOf(this.#accountAt[STRIDE * share]!), call);
  }

  /** Offsets of the shares in other runs from this one by a calendar. */
  #scan(share: number, laid: Laid, call: (offset: number) => void): void {
    const { law, at, runOf } = this.#table;
    const { half } = law;
    const { period, around, steps, run } = laid;
    const own = at[share]! % period;
    const part = (from: number, to: number, turn: number): void => {
      for (let z = lowerBound(steps, from); z < steps.length && steps[z]! <= to; z++)
        if (run[z] !== runOf[share] && Math.abs(laid.at[z]! - at[share]!) <= around)
          call(steps[z]! + turn - own);
    };
    part(own - half, own + half, 0);
    if (own - half < 0) part(own - half + period, period, -period);
    if (own + half >= period) part(0, own + half - period, period);
  }

  /** The account by its calendar. */
  #laidOf(account: number): Laid {
    const known = this.#laid.get(account);
    if (known !== undefined) return known;
    const [daily, ...others] = this.#calendars.map((calendar) => this.#lay(account, calendar));
    let best = daily!;
    let most = this.#closeness(account, best).sum;
    for (const laid of others) {
      const { sum, deviations } = this.#closeness(account, laid);
      if (sum > most && deviations >= CLEAR) [best, most] = [laid, sum];
    }
    this.#laid.set(account, best);
    return best;
  }

  #lay(account: number, calendar: Calendar): Laid {
    const { start, timeline, at, runOf } = this.#table;
    const { period } = calendar;
    const shares = timeline.slice(start[account], start[account + 1]);
    shares.sort((x, y) => (at[x]! % period) - (at[y]! % period) || x - y);
    return {
      ...calendar,
      steps: Float64Array.from(shares, (i) => at[i]! % period),
      run: shares.map((i) => runOf[i]!),
      at: Float64Array.from(shares, (i) => at[i]!),
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
