import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bruteForce, toShares, type Share } from "../../../../test/support/coshare-oracle.ts";
import { PlumblineError } from "../../../errors.ts";
import { Random } from "../../random.ts";
import { buildIncidence } from "../incidence.ts";
import { sweep, sweepRows, sweepState } from "../sweep.ts";
import { HashDictionary } from "./dictionary.ts";
import { ShareEncoder } from "./encode.ts";
import type { HashedBatch, HashWords } from "./hashed.ts";
import { planIncidence, type StreamPlan } from "./plan.ts";
import { WindowFilter, type WindowFilterOptions } from "./prefilter.ts";

const ACCOUNTS = 6;
const OBJECTS = 4;

/** Names to hashes; with `bits` 0 all lower words are equal, so that every slot and every probe collides. */
const hashOf = (name: number, bits: number): HashWords => [
  Math.imul(name + 1, 0x9e3779b1) & (bits === 0 ? 0 : -1),
  Math.imul(name + 7, 0x85ebca6b),
];

interface Run {
  readonly window: number;
  readonly minimum: number;
  /** Shares to a chunk. */
  readonly chunk?: number;
  /** Where the stream is cut into parts. */
  readonly cuts?: readonly number[];
  readonly bits?: number;
  readonly options?: Partial<WindowFilterOptions>;
}

/** Filter, encoder and plan over shares in order of time; rows are places in the list. */
function planOf(list: readonly Share[], { window, minimum, chunk = 7, cuts = [], bits = 32, options }: Run) {
  const encoder = new ShareEncoder();
  const ends = [...cuts, list.length];
  let kept = 0;
  ends.forEach((end, part) => {
    const begin = part === 0 ? 0 : ends[part - 1]!;
    const filter = new WindowFilter({
      windowTicks: window,
      noAccount: [],
      noObject: [],
      openStart: part > 0,
      openEnd: part < ends.length - 1,
      firstRow: begin,
      onBatch: (batch) => {
        kept += batch.length;
        encoder.add(part, batch);
      },
      ...options,
    });
    for (let from = begin; from < end; from += chunk)
      filter.feed(chunkOf(list.slice(from, Math.min(end, from + chunk)), bits));
    filter.end();
  });
  encoder.seal();
  const { incidence, objectRow } = encoder.finish();
  return {
    plan: planIncidence(incidence, objectRow, { windowTicks: window, minimum, denseAbove: 1e9 }),
    kept,
  };
}

function chunkOf(list: readonly Share[], bits: number) {
  const words = (names: number[]) => Int32Array.from(names.flatMap((name) => [...hashOf(name, bits)]));
  return {
    length: list.length,
    account: words(list.map(({ account }) => account)),
    object: words(list.map(({ object }) => object + 1000)),
    tick: Float64Array.from(list, ({ time }) => time),
  };
}

/** Pairs by account of the list, in order, with the sum of distances. */
function pairsOf(list: readonly Share[], { plan, accountRow }: StreamPlan, minimum: number, block = 3) {
  const state = sweepState(plan);
  for (let from = 0; from < plan.live; from += block)
    sweepRows(plan, minimum, from, Math.min(plan.live, from + block), state);
  const { found } = state;
  const account = (code: number) => list[accountRow[code]! >>> 0]!.account;
  return Array.from({ length: found.length }, (_, i) => {
    const ends = [account(found.a[i]!), account(found.b[i]!)].sort((x, y) => x - y);
    return {
      a: ends[0]!,
      b: ends[1]!,
      objects: found.objects[i]!,
      matches: found.matches[i]!,
      ticks: found.ticks[i]!,
    };
  }).sort((x, y) => x.a - y.a || x.b - y.b);
}

function truth(list: readonly Share[], window: number, minimum: number) {
  return bruteForce(list, window, minimum).map(({ a, b, objects, matches }) => {
    const ticks = list
      .flatMap((x) => list.map((y) => [x, y] as const))
      .filter(([x, y]) => x.account === a && y.account === b && x.object === y.object)
      .map(([x, y]) => Math.abs(x.time - y.time))
      .filter((distance) => distance <= window)
      .reduce((sum, distance) => sum + distance, 0);
    return { a, b, objects, matches, ticks };
  });
}

const shares = fc
  .array(
    fc.record({
      account: fc.nat(ACCOUNTS - 1),
      object: fc.nat(OBJECTS - 1),
      time: fc.oneof(
        fc.integer({ min: -12, max: 12 }),
        fc.constantFrom(
          -5e12,
          2 ** 31 - 2,
          2 ** 31 + 1,
          2 ** 32 - 3,
          2 ** 32,
          4e12,
          4e12 + 3,
          4e12 + 2 ** 32,
        ),
      ),
    }),
    { maxLength: 45 },
  )
  .map((list) => list.toSorted((x, y) => x.time - y.time));
const window = fc.integer({ min: 0, max: 10 });
const minimum = fc.integer({ min: 1, max: 3 });

describe("the stream of shares", () => {
  it("gives the pairs of looking at every pair of shares, whatever the chunks, slots, rings and parts", () => {
    fc.assert(
      fc.property(
        shares,
        window,
        minimum,
        fc.record({
          chunk: fc.integer({ min: 1, max: 50 }),
          slotBits: fc.constantFrom(0, 1, 3, 10),
          ringBits: fc.constantFrom(0, 1, 2, 5, 12),
          filter: fc.boolean(),
          bits: fc.constantFrom(0, 32),
          cuts: fc.array(fc.nat(45), { maxLength: 3 }),
        }),
        (list, w, k, { chunk, slotBits, ringBits, filter, bits, cuts }) => {
          const inside = cuts.map((cut) => Math.min(cut, list.length)).sort((x, y) => x - y);
          const options = { slotBits, ringBits, filter };
          const { plan } = planOf(list, { window: w, minimum: k, chunk, cuts: inside, bits, options });
          expect(pairsOf(list, plan, k)).toEqual(truth(list, w, k));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("counts the pair events, and names a first row in company that does not depend on the filter", () => {
    fc.assert(
      fc.property(shares, window, fc.boolean(), (list, w, filter) => {
        const { plan } = planOf(list, { window: w, minimum: 1, options: { filter, slotBits: 1 } });
        expect(plan.events).toBe(bruteForce(list, w, 1).reduce((sum, pair) => sum + pair.matches, 0));
        const inCompany = new Set(bruteForce(list, w, 1).flatMap((pair) => pair.shares));
        const first = new Map<number, number>();
        for (const row of [...inCompany].sort((x, y) => y - x)) first.set(list[row]!.account, row);
        const rows = [...plan.accountRow].map((row) => row >>> 0).filter((row) => row < 2 ** 32 - 1);
        expect(rows.sort((x, y) => x - y)).toEqual([...first.values()].sort((x, y) => x - y));
      }),
      { numRuns: 300 },
    );
  });

  it("equals the sweep in memory where shares are many", () => {
    const random = new Random(5);
    const list: Share[] = Array.from({ length: 60_000 }, (_, i) => ({
      account: Math.floor(501 * random.uniform() ** 2),
      object: Math.floor(997 * random.uniform()),
      time: Math.floor(i / 3),
    }));
    const { plan, kept } = planOf(list, { window: 40, minimum: 2, chunk: 2048 });
    expect(kept).toBeLessThan(list.length);
    const state = sweepState(plan.plan);
    sweepRows(plan.plan, 2, 0, plan.plan.live, state);
    const incidence = buildIncidence(toShares(list, 501, 997), { tickMs: 1, gridMs: 1 });
    const { pairs } = sweep(incidence, 40, { minimum: 2 });
    const sums = (columns: { objects: Int32Array; matches: Float64Array; ticks: Float64Array }, n: number) =>
      [columns.objects, columns.matches, columns.ticks].map((column) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += column[i]!;
        return sum;
      });
    expect(state.found.length).toBe(pairs.length);
    expect(pairs.length).toBeGreaterThan(300);
    expect(sums(state.found, pairs.length)).toEqual(sums(pairs, pairs.length));
  });

  it("keeps a day's window in a small ring without losing a pair", () => {
    const random = new Random(6);
    const list: Share[] = Array.from({ length: 5000 }, (_, i) => ({
      account: random.below(40),
      object: random.below(1000),
      time: i * 60,
    }));
    const wide = { window: 86_400, minimum: 2 };
    const roomy = planOf(list, wide);
    const tight = planOf(list, { ...wide, options: { ringBits: 6 } });
    expect(pairsOf(list, tight.plan, 2, 1000)).toEqual(pairsOf(list, roomy.plan, 2, 1000));
    expect(tight.plan.events).toBeGreaterThan(0);
  });

  it("drops what has no company", () => {
    const lone: Share[] = Array.from({ length: 1000 }, (_, i) => ({ account: i, object: i, time: i }));
    expect(planOf(lone, { window: 60, minimum: 1 }).kept).toBe(0);
  });

  it("refuses a share that is earlier than the one before, and a part that begins too early", () => {
    const late = [
      { account: 0, object: 0, time: 5 },
      { account: 1, object: 0, time: 4 },
    ];
    const refusal = (cuts: number[]) => {
      try {
        planOf(late, { window: 9, minimum: 1, cuts });
      } catch (error) {
        return error instanceof PlumblineError ? error.code : error;
      }
      return undefined;
    };
    expect(refusal([])).toBe("UNORDERED");
    expect(refusal([1])).toBe("UNORDERED");
  });

  it("leaves out and counts shares without account, object or time", () => {
    const none: HashWords = hashOf(2, 32);
    const noObject: HashWords = hashOf(1001, 32);
    const batches: HashedBatch[] = [];
    const filter = new WindowFilter({
      windowTicks: 5,
      noAccount: [none],
      noObject: [noObject],
      openStart: false,
      openEnd: false,
      onBatch: (batch) => batches.push(batch),
    });
    filter.feed(
      chunkOf(
        [
          { account: 0, object: 0, time: 1 },
          { account: 2, object: 0, time: 1 },
          { account: 0, object: 1, time: 0 },
          { account: 1, object: 0, time: Number.NaN },
          { account: 1, object: 0, time: 3 },
        ],
        32,
      ),
    );
    expect(filter.end()).toEqual({ shares: 5, withoutAccount: 1, withoutObject: 1, withoutTime: 1, kept: 2 });
    expect(batches.map(({ length }) => length)).toEqual([2]);
    expect([batches[0]!.words[5], batches[0]!.words[11]]).toEqual([0, 4]);
  });
});

describe("the dictionary of hashes", () => {
  it("gives dense codes in order of first appearance, as a map does", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { maxLength: 9000 }), (names) => {
        const known = new Map<number, number>();
        const codes = names.map((name) => {
          if (!known.has(name)) known.set(name, known.size);
          return known.get(name)!;
        });
        const words = Int32Array.from(names.flatMap((name) => [...hashOf(name, 32)]));
        const dictionary = new HashDictionary();
        expect(dictionary.encode(words, names.length, 2, 0)).toBe(known.size);
        expect(Array.from({ length: names.length }, (_, i) => words[2 * i])).toEqual(codes);
      }),
      { numRuns: 40 },
    );
  });

  it("finds its names again after growing through a chain of collisions", () => {
    const names = 6000;
    const dictionary = new HashDictionary();
    // The lower 9 bits do not decide the slot: runs of 512 names begin at one place.
    const words = () => Int32Array.from({ length: 2 * names }, (_, i) => (i % 2 === 0 ? i / 2 : 5));
    const first = words();
    dictionary.encode(first, names, 2, 0);
    const again = words();
    expect(dictionary.encode(again, names, 2, 0)).toBe(names);
    for (let i = 0; i < names; i++) expect(again[2 * i]).toBe(i);
  });
});
