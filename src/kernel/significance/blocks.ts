/**
 * The blocks of a pair of accounts: a run of one and a run of the other with at least one common object. A block matches
 * if two shares of one of its objects lie within the window, and has a chance of doing so however its runs move (null 3).
 * It is represented by the common object that is least likely to match when times are dealt (null 2); which one that is
 * depends on nothing that dealing changes.
 *
 * Moments are matched blocks of which neither run was counted before, taken in order of the runs: one coincidence of two
 * sittings is one moment, whatever number of objects it has.
 *
 * Time: objects of the less active account x log of the other's, and a sort of the common ones. Memory is reused.
 */
import { blockChance } from "./block-chance.ts";
import type { Timetable } from "./timetable.ts";

/** Blocks of the pair asked for last, in order of the runs (of the first account, then of the second). */
export class PairBlocks {
  /** Blocks with a common object at any time. */
  length = 0;
  /** Common objects at any time. */
  objects = 0;
  runA = new Int32Array(16);
  runB = new Int32Array(16);
  /** The common object with the least p_o, the first of these, and that p_o. */
  representative = new Int32Array(16);
  representativeChance = new Float64Array(16);
  /** P_b; 0 where the runs are too far apart. */
  chance = new Float64Array(16);
  /** 1 where the block matches, and where its representative does. */
  matches = new Uint8Array(16);
  representativeMatches = new Uint8Array(16);
  /** Block z owns the entries `entryStart[z]` to `entryStart[z + 1]`, in rising order of object. */
  entryStart = new Int32Array(17);
  shareA = new Int32Array(16);
  shareB = new Int32Array(16);
  /** Steps from the share of the first account to that of the second. */
  offset = new Float64Array(16);

  readonly #table: Timetable;
  readonly #chanceOfObject: Float64Array;
  /** By run: the last question in which it was counted; made when moments are first asked for. */
  #stamp = new Int32Array(0);
  #turn = 0;
  #i = new Int32Array(16);
  #j = new Int32Array(16);
  #keys = new Float64Array(16);
  #near = new Float64Array(16);

  /** @param chanceOfObject p_o by object */
  constructor(table: Timetable, chanceOfObject: Float64Array) {
    this.#table = table;
    this.#chanceOfObject = chanceOfObject;
  }

  /** Finds the blocks of the accounts a and b. */
  of(a: number, b: number): this {
    this.#gather(a, b);
    this.#order(a, b);
    this.#cut();
    return this;
  }

  /** Moments of the pair: M by `matches`, M2 by `representativeMatches`, or by matches of some other draw. */
  moments(matched: Uint8Array): number {
    if (this.#stamp.length === 0) this.#stamp = new Int32Array(this.#table.runs);
    const stamp = this.#stamp;
    const turn = ++this.#turn;
    let moments = 0;
    for (let z = 0; z < this.length; z++) {
      const [r, s] = [this.runA[z]!, this.runB[z]!];
      if (matched[z] === 0 || stamp[r] === turn || stamp[s] === turn) continue;
      stamp[r] = turn;
      stamp[s] = turn;
      moments++;
    }
    return moments;
  }

  /** Shares of both on each object that both shared: steps through the shorter list, halves its way in the other. */
  #gather(a: number, b: number): void {
    const { start, shares, held } = this.#table;
    const swap = start[a + 1]! - start[a]! > start[b + 1]! - start[b]!;
    const [short, long] = swap ? [b, a] : [a, b];
    this.#room(start[short + 1]! - start[short]!);
    const [own, other] = swap ? [this.#j, this.#i] : [this.#i, this.#j];
    const end = start[long + 1]!;
    let from = start[long]!;
    let n = 0;
    for (let z = start[short]!; z < start[short + 1]! && from < end; z++) {
      const o = held[z]!;
      let step = 1;
      while (from + step < end && held[from + step]! <= o) step *= 2;
      let low = from + (step >> 1);
      let high = Math.min(end, from + step);
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (held[middle]! <= o) low = middle;
        else high = middle;
      }
      const found = held[low]!;
      if (found === o) {
        own[n] = shares[z]!;
        other[n++] = shares[low]!;
      }
      if (found <= o) from = low;
    }
    this.objects = n;
  }

  /** Entries by run of a, run of b, object: one number holds all three. */
  #order(a: number, b: number): void {
    const { runOf, firstRun } = this.#table;
    const n = this.objects;
    const runsB = firstRun[b + 1]! - firstRun[b]!;
    const keys = this.#keys.subarray(0, n);
    for (let z = 0; z < n; z++) {
      const r = runOf[this.#i[z]!]! - firstRun[a]!;
      const s = runOf[this.#j[z]!]! - firstRun[b]!;
      keys[z] = (r * runsB + s) * n + z;
    }
    if (n > 1) keys.sort();
    for (let z = 0; z < n; z++) {
      const entry = keys[z]! % n;
      this.shareA[z] = this.#i[entry]!;
      this.shareB[z] = this.#j[entry]!;
    }
  }

  #cut(): void {
    const { runOf, at } = this.#table;
    let blocks = 0;
    let previousA = -1;
    let previousB = -1;
    for (let z = 0; z < this.objects; z++) {
      const [i, j] = [this.shareA[z]!, this.shareB[z]!];
      this.offset[z] = at[j]! - at[i]!;
      const [r, s] = [runOf[i]!, runOf[j]!];
      if (r === previousA && s === previousB) continue;
      this.runA[blocks] = previousA = r;
      this.runB[blocks] = previousB = s;
      this.entryStart[blocks++] = z;
    }
    this.entryStart[blocks] = this.objects;
    this.length = blocks;
    for (let z = 0; z < blocks; z++) this.#judge(z);
  }

  #judge(z: number): void {
    const { law, objectOf } = this.#table;
    const near = this.#near;
    let reached = 0;
    let least = Infinity;
    let representative = -1;
    let matches = 0;
    let representativeMatches = 0;
    for (let e = this.entryStart[z]!; e < this.entryStart[z + 1]!; e++) {
      const d = this.offset[e]!;
      const distance = Math.abs(d);
      const object = objectOf[this.shareA[e]!]!;
      const chance = this.#chanceOfObject[object]!;
      const match = distance <= law.window ? 1 : 0;
      if (distance <= law.reach) near[reached++] = d;
      matches |= match;
      if (chance >= least) continue;
      least = chance;
      representative = object;
      representativeMatches = match;
    }
    this.representative[z] = representative;
    this.representativeChance[z] = least;
    this.chance[z] = reached === 0 ? 0 : blockChance(near, 0, reached, law.window, law.half);
    this.matches[z] = matches;
    this.representativeMatches[z] = representativeMatches;
  }

  #room(n: number): void {
    if (n <= this.#i.length) return;
    const size = 2 * n;
    for (const key of ["runA", "runB", "shareA", "shareB", "representative"] as const)
      this[key] = new Int32Array(size);
    for (const key of ["representativeChance", "chance", "offset"] as const)
      this[key] = new Float64Array(size);
    for (const key of ["matches", "representativeMatches"] as const) this[key] = new Uint8Array(size);
    this.entryStart = new Int32Array(size + 1);
    this.#i = new Int32Array(size);
    this.#j = new Int32Array(size);
    this.#keys = new Float64Array(size);
    this.#near = new Float64Array(size);
  }
}
