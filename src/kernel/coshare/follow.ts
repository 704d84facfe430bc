/**
 * Occasions of pairs, counted while shares come in: which pairs of accounts have met on three of them by now. The rules are those of
 * the declared run: shares of one object match within the window (`time.ts`), what two accounts share in one sitting of each is one
 * occasion, and a sitting is used once (`significance/timetable.ts`). It is a count and no test.
 *
 * Departures, because nothing that has passed is kept: an account's second share of an object counts if its first is further back than the
 * window; a match is only looked for with the last `MOST_COMPANY` accounts on the object; a share that comes too late meets what is still
 * held. Where the table of pairs is full, those that met once are forgotten (`forgotten`), and the count is the least that is true.
 *
 * Time O(matches). Memory: the shares of one window, the accounts of one sitting, 17 bytes for each place in the table of pairs.
 */
import type { ShareColumns } from "../columns.ts";
import { isCut, jitterLaw } from "../significance/timetable.ts";
import type { JitterLaw } from "../significance/timetable.ts";
import { LEAST_MOMENTS } from "../significance/moments.ts";
import { timePlan } from "./time.ts";
import type { TimePlan } from "./time.ts";

/** Accounts on one object within a window that a further one is compared with. */
export const MOST_COMPANY = 256;
/** Pairs that are held. */
export const MOST_PAIRS_HELD = 1 << 20;

/** A sitting of an account: when it began and was last seen, in steps, and its number among all. */
interface Sitting {
  begin: number;
  previous: number;
  readonly run: number;
}

/**
 * Shares of one object in order of arrival: account, tick and number of the sitting of each, one after the other. Most objects are shared
 * once, and a literal of three takes the room of three.
 */
type Company = number[];
const PARTS = 3;

export type FollowedShares = Pick<ShareColumns, "length" | "account" | "object" | "time">;

export class OccasionCounter {
  readonly #plan: TimePlan;
  readonly #law: JitterLaw;
  readonly #sittings = new Map<number, Sitting>();
  readonly #companies = new Map<number, Company>();
  readonly #pairs: PairTable;
  #runs = 0;
  #latest = -Infinity;

  /** @param windowSeconds greatest distance of two posts, both ends included; times are compared to the second */
  constructor(windowSeconds: number, mostPairs = MOST_PAIRS_HELD) {
    this.#plan = timePlan(windowSeconds, "second");
    this.#law = jitterLaw(this.#plan);
    this.#pairs = new PairTable(mostPairs);
  }

  /** Pairs that have met on three occasions or more. */
  get reached(): number {
    return this.#pairs.reached;
  }

  /** Pairs that were forgotten before they could. */
  get forgotten(): number {
    return this.#pairs.forgotten;
  }

  /** Takes shares in, in order of time; codes mean the same in every call. */
  take({ length, account, object, time }: FollowedShares): void {
    for (let i = 0; i < length; i++)
      this.#share(account[i]!, object[i]!, Math.floor(time[i]! / this.#plan.tickMs));
    this.#forget();
  }

  #share(account: number, object: number, tick: number): void {
    if (tick > this.#latest) this.#latest = tick;
    const { windowTicks } = this.#plan;
    const company = this.#companies.get(object);
    if (company === undefined) {
      this.#companies.set(object, [account, tick, this.#sittingOf(account, tick)]);
      return;
    }
    let old = 0;
    while (old < company.length && company[old + 1]! < tick - windowTicks) old += PARTS;
    old = Math.max(old, company.length - PARTS * MOST_COMPANY);
    if (old > 0) company.splice(0, old);
    // An account's first share of an object is what counts.
    for (let k = 0; k < company.length; k += PARTS) if (company[k] === account) return;
    const run = this.#sittingOf(account, tick);
    for (let k = 0; k < company.length; k += PARTS)
      if (Math.abs(company[k + 1]! - tick) <= windowTicks)
        this.#pairs.meet(account, run, company[k]!, company[k + 2]!);
    company.push(account, tick, run);
  }

  #sittingOf(account: number, tick: number): number {
    const t = (tick * this.#plan.tickMs) / this.#law.stepMs;
    const open = this.#sittings.get(account);
    if (open !== undefined && !isCut(t, open.previous, open.begin, this.#law)) {
      open.previous = Math.max(open.previous, t);
      return open.run;
    }
    const run = ++this.#runs;
    this.#sittings.set(account, { begin: t, previous: t, run });
    return run;
  }

  /** Lets go of objects and sittings that have passed. */
  #forget(): void {
    const { windowTicks, tickMs } = this.#plan;
    for (const [object, company] of this.#companies)
      if (company.at(-2)! < this.#latest - windowTicks) this.#companies.delete(object);
    const now = (this.#latest * tickMs) / this.#law.stepMs;
    for (const [account, { previous }] of this.#sittings)
      if (now - previous > this.#law.gap) this.#sittings.delete(account);
  }
}

/** Pairs by open addressing: the accounts, the sittings of the last occasion that was counted, and how many there were. */
class PairTable {
  readonly #most: number;
  #a: Int32Array;
  #b: Int32Array;
  #runA: Int32Array;
  #runB: Int32Array;
  /** 0 for a free place. */
  #count: Uint8Array;
  #held = 0;
  reached = 0;
  forgotten = 0;

  constructor(most: number) {
    this.#most = most;
    [this.#a, this.#b, this.#runA, this.#runB, this.#count] = columns(2 * most);
  }

  meet(x: number, runX: number, y: number, runY: number): void {
    const swap = x > y;
    const [a, runA, b, runB] = swap ? [y, runY, x, runX] : [x, runX, y, runY];
    let at = this.#place(a, b);
    const count = this.#count[at]!;
    if (count === 0) {
      if (this.#held >= this.#most) {
        this.#shrink();
        if (this.#held >= this.#most) {
          this.forgotten++;
          return;
        }
        at = this.#place(a, b);
      }
      this.#a[at] = a;
      this.#b[at] = b;
      this.#held++;
    } else if (this.#runA[at] === runA || this.#runB[at] === runB) return;
    this.#runA[at] = runA;
    this.#runB[at] = runB;
    if (count >= LEAST_MOMENTS) return;
    this.#count[at] = count + 1;
    if (count + 1 === LEAST_MOMENTS) this.reached++;
  }

  #place(a: number, b: number): number {
    const mask = this.#count.length - 1;
    let at = (Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca6b)) & mask;
    while (this.#count[at] !== 0 && (this.#a[at] !== a || this.#b[at] !== b)) at = (at + 1) & mask;
    return at;
  }

  /** Keeps the pairs that met more than once; where they fill half of the table, those that were counted, and no new one once they fill it. */
  #shrink(): void {
    const [a, b, runA, runB, count] = [this.#a, this.#b, this.#runA, this.#runB, this.#count];
    const twice = count.reduce((n, one) => n + (one > 1 ? 1 : 0), 0);
    const keep = 2 * twice > this.#most ? LEAST_MOMENTS : 2;
    const before = this.#held;
    [this.#a, this.#b, this.#runA, this.#runB, this.#count] = columns(count.length);
    this.#held = 0;
    for (let i = 0; i < count.length; i++) {
      if (count[i]! < keep) continue;
      const at = this.#place(a[i]!, b[i]!);
      this.#a[at] = a[i]!;
      this.#b[at] = b[i]!;
      this.#runA[at] = runA[i]!;
      this.#runB[at] = runB[i]!;
      this.#count[at] = count[i]!;
      this.#held++;
    }
    this.forgotten += before - this.#held;
  }
}

type Columns = [Int32Array, Int32Array, Int32Array, Int32Array, Uint8Array];

const columns = (length: number): Columns => [
  new Int32Array(length),
  new Int32Array(length),
  new Int32Array(length),
  new Int32Array(length),
  new Uint8Array(length),
];
