import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { denseObjects, pairEvents } from "./density.ts";
import { pairEvidence, pairTimes } from "./evidence.ts";
import { buildIncidence, firstShares } from "./incidence.ts";
import { bruteForce, toShares, type Share } from "../../../test/support/coshare-oracle.ts";
import { planSweep, rowBlocks } from "./plan.ts";
import { prune } from "./prune.ts";
import { joinPairs, sweep, sweepRows, sweepState, type PairList } from "./sweep.ts";

const ACCOUNTS = 7;
const OBJECTS = 5;
const PLAIN = { tickMs: 1, gridMs: 1 };

const shares = fc.array(
  fc.record({
    account: fc.nat(ACCOUNTS - 1),
    object: fc.nat(OBJECTS - 1),
    time: fc.oneof(fc.integer({ min: -12, max: 12 }), fc.constantFrom(-5e12, 4e12, 4e12 + 3, 9e12)),
  }),
  { maxLength: 60 },
);
const window = fc.integer({ min: 0, max: 10 });
const minimum = fc.integer({ min: 1, max: 4 });

const incidenceOf = (list: readonly Share[], accounts = ACCOUNTS, objects = OBJECTS) =>
  buildIncidence(toShares(list, accounts, objects), PLAIN);

const rows = (pairs: PairList) =>
  Array.from({ length: pairs.length }, (_, i) => ({
    a: pairs.a[i],
    b: pairs.b[i],
    objects: pairs.objects[i],
    matches: pairs.matches[i],
  }));
const found = (list: readonly Share[], w: number, k: number) =>
  rows(sweep(incidenceOf(list), w, { minimum: k }).pairs);
const expected = (list: readonly Share[], w: number, k: number) =>
  bruteForce(list, w, k).map(({ a, b, objects, matches }) => ({ a, b, objects, matches }));

describe("the sweep", () => {
  it("finds what looking at every pair of shares finds", () => {
    fc.assert(
      fc.property(shares, window, minimum, (list, w, k) => {
        expect(found(list, w, k)).toEqual(expected(list, w, k));
      }),
      { numRuns: 400 },
    );
  });

  it("finds the same without pruning, and with any blocks of rows in any order and several states", () => {
    fc.assert(
      fc.property(shares, window, minimum, fc.integer({ min: 1, max: 9 }), (list, w, k, size) => {
        const plan = planSweep(incidenceOf(list), w);
        const states = [sweepState(plan), sweepState(plan)];
        const blocks = rowBlocks(plan, size).reverse();
        blocks.forEach(({ from, to }, i) => sweepRows(plan, k, from, to, states[i % 2]!));
        const pairs = joinPairs(
          states.map((state) => state.found),
          ACCOUNTS,
        );
        expect(rows(pairs)).toEqual(expected(list, w, k));
      }),
    );
  });

  it("handles no shares, one account and one object", () => {
    expect(found([], 5, 1)).toEqual([]);
    expect(
      found(
        [0, 1, 2].map((time) => ({ account: 3, object: 0, time })),
        5,
        1,
      ),
    ).toEqual([]);
    expect(
      found(
        [0, 1].map((account) => ({ account, object: 0, time: 0 })),
        0,
        1,
      ),
    ).toEqual([{ a: 0, b: 1, objects: 1, matches: 1 }]);
  });

  it("includes the window and compares across zero", () => {
    const list = [
      { account: 0, object: 0, time: -30 },
      { account: 1, object: 0, time: 30 },
    ];
    expect(found(list, 60, 1)).toHaveLength(1);
    expect(found(list, 59, 1)).toHaveLength(0);
  });

  it("takes the widest window there is", () => {
    const w = 2 ** 30 - 1;
    const list = [
      { account: 0, object: 0, time: 0 },
      { account: 1, object: 0, time: w },
      { account: 2, object: 0, time: 2 * w },
      { account: 0, object: 1, time: 0 },
    ];
    expect(found(list, w, 1)).toEqual(expected(list, w, 1));
  });

  it.each([254, 255, 256, 300, 600])("does not wrap its counters at %i objects", (n) => {
    const list: Share[] = [];
    for (let object = 0; object < n; object++) {
      for (const account of [0, 1, 2])
        if (account < 2 || object < 254) list.push({ account, object, time: object });
    }
    const incidence = incidenceOf(list, 3, n);
    for (const k of [1, 2, 253, 254, 255, 256, 257, 300, 301, 600, 601]) {
      const result = rows(sweep(incidence, 0, { minimum: k }).pairs);
      const all = [
        { a: 0, b: 1, objects: n, matches: n },
        { a: 0, b: 2, objects: Math.min(n, 254), matches: Math.min(n, 254) },
        { a: 1, b: 2, objects: Math.min(n, 254), matches: Math.min(n, 254) },
      ];
      expect(result).toEqual(all.filter((pair) => pair.objects >= k));
    }
  });

  it("counts pairs by matches, saturating at 255", () => {
    const list: Share[] = [];
    for (let object = 0; object < 300; object++) {
      list.push({ account: 0, object, time: 0 }, { account: 1, object, time: 0 });
      if (object < 2) list.push({ account: 2, object, time: 0 });
    }
    const { byMatches } = sweep(incidenceOf(list, 3, 300), 0, { minimum: 400, pruneTo: 1 });
    expect(byMatches[2]).toBe(2);
    expect(byMatches[255]).toBe(1);
    expect(byMatches.reduce((x, y) => x + y, 0)).toBe(3);
  });

  it("equals a join by object on a larger heavy-tailed case", () => {
    const random = new Random(11);
    const heavy = (n: number) => Math.floor(n * random.uniform() ** 3);
    const list = Array.from({ length: 3000 }, () => ({
      account: heavy(400),
      object: heavy(500),
      time: Math.floor(86_400 * random.uniform()),
    }));
    for (const [w, k] of [
      [0, 1],
      [60, 2],
      [3600, 3],
    ] as const) {
      expect(rows(sweep(incidenceOf(list, 400, 900), w, { minimum: k }).pairs)).toEqual(expected(list, w, k));
    }
  });
});

describe("invariants of the sweep", () => {
  it("renaming accounts renames pairs, shifting time changes nothing", () => {
    fc.assert(
      fc.property(shares, window, minimum, fc.integer({ min: -1e9, max: 1e9 }), (list, w, k, shift) => {
        const mirror = list.map((s) => ({ ...s, account: ACCOUNTS - 1 - s.account, time: s.time + shift }));
        const back = found(mirror, w, k).map((pair) => ({
          ...pair,
          a: ACCOUNTS - 1 - pair.b!,
          b: ACCOUNTS - 1 - pair.a!,
        }));
        expect(back.sort((x, y) => x.a - y.a || x.b - y.b)).toEqual(found(list, w, k));
      }),
    );
  });

  it("the order of the input changes nothing", () => {
    fc.assert(
      fc.property(shares, window, minimum, (list, w, k) => {
        expect(found(list.toReversed(), w, k)).toEqual(found(list, w, k));
        expect(
          found(
            list.toSorted((x, y) => x.time - y.time),
            w,
            k,
          ),
        ).toEqual(found(list, w, k));
      }),
    );
  });

  it("splitting an object in time, further apart than the window, keeps every match", () => {
    fc.assert(
      fc.property(shares, window, (list, w) => {
        // Shares of object 0 from time 1000 on move to an object of their own.
        const late = list.map((s) =>
          s.object === 0 && s.time % 2 === 0 ? { ...s, time: s.time + 1000 } : s,
        );
        const split = late.map((s) =>
          s.object === 0 && s.time >= 900 && s.time < 2000 ? { ...s, object: OBJECTS } : s,
        );
        const one = rows(sweep(incidenceOf(late), w, { minimum: 1 }).pairs);
        const two = rows(sweep(incidenceOf(split, ACCOUNTS, OBJECTS + 1), w, { minimum: 1 }).pairs);
        const matches = (pairs: typeof one) => pairs.map(({ a, b, matches: n }) => ({ a, b, n }));
        expect(matches(two)).toEqual(matches(one));
      }),
    );
  });

  it("adding lone shares changes nothing", () => {
    fc.assert(
      fc.property(shares, window, minimum, (list, w, k) => {
        const lone = Array.from({ length: ACCOUNTS }, (_, account) => ({
          account,
          object: OBJECTS + account,
          time: 0,
        }));
        const more = sweep(incidenceOf([...lone, ...list], ACCOUNTS, OBJECTS + ACCOUNTS), w, { minimum: k });
        expect(rows(more.pairs)).toEqual(found(list, w, k));
      }),
    );
  });

  it("a larger window never lowers a count, a larger minimum gives a subset", () => {
    fc.assert(
      fc.property(shares, window, minimum, (list, w, k) => {
        const wide = new Map(found(list, w + 1, 1).map((pair) => [`${pair.a} ${pair.b}`, pair]));
        for (const pair of found(list, w, 1)) {
          const wider = wide.get(`${pair.a} ${pair.b}`)!;
          expect(wider.objects!).toBeGreaterThanOrEqual(pair.objects!);
          expect(wider.matches!).toBeGreaterThanOrEqual(pair.matches!);
        }
        expect(found(list, w, k + 1)).toEqual(found(list, w, k).filter((pair) => pair.objects! >= k + 1));
      }),
    );
  });
});

describe("pruning", () => {
  it("keeps every share that has company, and no other, where the minimum is 1", () => {
    fc.assert(
      fc.property(shares, window, (list, w) => {
        const kept = [...prune(incidenceOf(list), w, 1).source].sort((x, y) => x - y);
        const inPairs = new Set(bruteForce(list, w, 1).flatMap((pair) => pair.shares));
        expect(kept).toEqual([...inPairs].sort((x, y) => x - y));
      }),
    );
  });

  it("is linear in a run of one account", () => {
    const list = Array.from({ length: 200_000 }, (_, i) => ({
      account: i === 7 ? 1 : 0,
      object: 0,
      time: 0,
    }));
    expect(prune(incidenceOf(list, 2, 1), 0, 1).length).toBe(list.length);
  });
});

describe("pair events", () => {
  it("are the matches of all pairs, object by object", () => {
    fc.assert(
      fc.property(shares, window, (list, w) => {
        const events = pairEvents(incidenceOf(list), w);
        for (let object = 0; object < OBJECTS; object++) {
          const own = bruteForce(
            list.filter((s) => s.object === object),
            w,
            1,
          );
          expect(events[object]).toBe(own.reduce((sum, pair) => sum + pair.matches, 0));
        }
      }),
    );
  });

  it("of a viral object are counted without looking at each", () => {
    const n = 300_000;
    const list = Array.from({ length: n }, (_, account) => ({ account, object: 0, time: 0 }));
    const events = pairEvents(incidenceOf(list, n, 1), 0);
    expect(events[0]).toBe((n * (n - 1)) / 2);
    expect(denseObjects(events, 1e6)).toEqual([{ object: 0, events: (n * (n - 1)) / 2 }]);
    expect(denseObjects(events, events[0]!)).toEqual([]);
  });
});

describe("first shares", () => {
  it("are the earliest of each account and object, with matches unchanged by what was dropped between", () => {
    fc.assert(
      fc.property(shares, window, minimum, (list, w, k) => {
        const earliest = list.filter(
          (s, i) =>
            !list.some(
              (r, j) =>
                r.account === s.account &&
                r.object === s.object &&
                (r.time < s.time || (r.time === s.time && j < i)),
            ),
        );
        const first = firstShares(incidenceOf(list));
        expect(first.length).toBe(earliest.length);
        expect(rows(sweep(first, w, { minimum: k }).pairs)).toEqual(expected(earliest, w, k));
      }),
    );
  });
});

describe("evidence of pairs", () => {
  it("says what the definition says", () => {
    fc.assert(
      fc.property(shares, window, minimum, (list, w, k) => {
        const truth = bruteForce(list, w, k);
        const { plan, pairs } = sweep(incidenceOf(list), w, { minimum: k });
        const evidence = pairEvidence(plan, pairs.a, pairs.b);
        const { medianTicks, aFirst, bFirst } = evidence;
        const bare = { ...plan, source: new Int32Array(0) };
        const times = pairTimes(bare, pairs.a, pairs.b, new Int32Array(plan.live));
        expect(times).toEqual({ medianTicks, aFirst, bFirst });
        truth.forEach((pair, i) => {
          expect([evidence.objects[i], evidence.matches[i]]).toEqual([pair.objects, pair.matches]);
          expect(evidence.medianTicks[i]).toBe(pair.median);
          expect([evidence.aFirst[i], evidence.bFirst[i]]).toEqual([pair.aFirst, pair.bFirst]);
        });
        const behind = [...new Set(truth.flatMap((pair) => pair.shares))].sort((x, y) => x - y);
        expect([...evidence.shares]).toEqual(behind);
        const objects = [...new Set(behind.map((i) => list[i]!.object))].sort((x, y) => x - y);
        expect([...evidence.objectCodes]).toEqual(objects);
        expect(evidence.objectPairs.reduce((sum, n) => sum + n, 0)).toBe(
          truth.reduce((sum, pair) => sum + pair.objects, 0),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("answers for some pairs, for pairs without a match, and counts flagged objects", () => {
    const list = [0, 1, 2].flatMap((object) =>
      [0, 1, 2].map((account) => ({ account, object, time: account * 5 + object * 100 })),
    );
    const plan = planSweep(incidenceOf(list), 5);
    const evidence = pairEvidence(
      plan,
      Int32Array.of(0, 0, 5),
      Int32Array.of(2, 1, 6),
      Uint8Array.of(1, 0, 1, 0, 0),
    );
    expect([...evidence.objects]).toEqual([0, 3, 0]);
    expect([...evidence.flagged]).toEqual([0, 2, 0]);
    expect([...evidence.aFirst]).toEqual([0, 3, 0]);
    expect([...evidence.medianTicks]).toEqual([0, 5, 0]);
  });
});
