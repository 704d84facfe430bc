/**
 * What all simulated behaviours are made of: a stream of shares in seconds, draws that the seeded generator has not, and
 * people with a habit among passers-by. Codes are made dense at the end, as a corpus has them: no account and no object
 * without a share. The first second is a Monday, midnight UTC.
 */
import type { Random, Resolution, ShareColumns } from "../../../src/kernel/index.ts";
import { RESOLUTION_MS } from "../../../src/kernel/index.ts";
import { columnsOf } from "../synthetic-source.ts";

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const START_MS = Date.UTC(2031, 8, 29);

export interface Behaviour {
  readonly name: string;
  /** What these people do, in one sentence. */
  readonly says: string;
  /** What moves several people at once on the scale of the window; undefined where nothing does. */
  readonly trigger?: string;
  /** Why the method takes these people for a triggered group though nothing moves them together; undefined where it should not. */
  readonly limit?: string;
  readonly windowSeconds: number;
  /** How the test runs it where the usual part and seeds are too slow, or too few days to tell the habit. */
  readonly small?: { readonly size?: number; readonly seeds?: number };
  /** @param size 1 for the behaviour as it is described, less for that part of its days or objects */
  readonly draw: (random: Random, size: number) => ShareColumns;
}

export class Stream {
  readonly #account: number[] = [];
  readonly #object: number[] = [];
  readonly #seconds: number[] = [];

  add(account: number, object: number, seconds: number): void {
    this.#account.push(account);
    this.#object.push(object);
    this.#seconds.push(seconds);
  }

  /** The shares with other times, such as those at which somebody collected them; undefined drops a share. */
  retimed(of: (seconds: number) => number | undefined): Stream {
    const other = new Stream();
    this.#seconds.forEach((at, i) => {
      const seconds = of(at);
      if (seconds !== undefined) other.add(this.#account[i]!, this.#object[i]!, seconds);
    });
    return other;
  }

  /** Columns in order of time, times cut to the resolution. */
  columns(resolution: Resolution = "second"): ShareColumns {
    return this.coded(resolution).columns;
  }

  /** The same, and which code each account of the stream has there; -1 for one without a share. */
  coded(resolution: Resolution = "second"): { columns: ShareColumns; codeOf: (account: number) => number } {
    const accounts = dense(this.#account);
    const objects = dense(this.#object);
    const step = RESOLUTION_MS[resolution];
    const list = this.#seconds
      .map((seconds, i) => ({
        account: accounts.get(this.#account[i]!)!,
        object: objects.get(this.#object[i]!)!,
        time: START_MS + Math.floor((seconds * 1000) / step) * step,
      }))
      .sort((x, y) => x.time - y.time);
    return {
      columns: columnsOf(list, accounts.size, objects.size, resolution),
      codeOf: (account) => accounts.get(account) ?? -1,
    };
  }
}

/** Ranks of the codes that occur. */
function dense(codes: readonly number[]): ReadonlyMap<number, number> {
  return new Map([...new Set(codes)].sort((x, y) => x - y).map((code, rank) => [code, rank]));
}

// --- draws ----------------------------------------------------------------------------------------------------------

export const exponential = (random: Random, mean: number): number => -mean * Math.log(1 - random.uniform());

export const between = (random: Random, low: number, high: number): number =>
  low + (high - low) * random.uniform();

/** Median and standard deviation of the logarithm. */
export const lognormal = (random: Random, median: number, sigma: number): number =>
  median * Math.exp(sigma * random.normal());

/** Counts arrivals of a unit rate; for means up to some hundreds. */
export function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let at = exponential(random, 1); at < mean; at += exponential(random, 1)) count++;
  return count;
}

/** Draws `one` until there are `count` different values. */
export function distinct(count: number, one: () => number): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(one());
  return [...drawn];
}

/** Hour of the day, 0 to 24, at a place so many hours east of UTC; `seconds` are not negative. */
export const localHour = (seconds: number, east: number): number => (seconds / HOUR + east) % 24;

// --- people with a habit ----------------------------------------------------------------------------------------------

export interface Habit {
  readonly days: number;
  /** New links of each period; nobody shares them in another one. */
  readonly links: number;
  /** Length of a period in seconds; a day unless told. */
  readonly period?: number;
  readonly people: number;
  /** Chance with which a person shares a link. */
  readonly chance: number;
  /** When, in seconds from the start of the period; undefined where the person does not post in it. */
  readonly moment: (person: number, period: number) => number | undefined;
  readonly outsiders: number;
  readonly outsiderChance: number;
}

/** Each period has links of its own; people share them at their hour, outsiders at any time of the period. */
export function habit(random: Random, size: number, of: Habit): Stream {
  const stream = new Stream();
  const { period = DAY } = of;
  const periods = Math.ceil((of.days * DAY * size) / period);
  for (let p = 0; p < periods; p++)
    for (let i = 0; i < of.links; i++) {
      const link = p * of.links + i;
      for (let x = 0; x < of.people; x++) {
        if (random.uniform() >= of.chance) continue;
        const at = of.moment(x, p);
        if (at !== undefined) stream.add(x, link, p * period + at);
      }
      for (let x = 0; x < of.outsiders; x++)
        if (random.uniform() < of.outsiderChance)
          stream.add(of.people + x, link, p * period + period * random.uniform());
    }
  return stream;
}
