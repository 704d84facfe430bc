import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildIncidence, firstShares, STRIDE, type Incidence } from "../coshare/incidence.ts";
import { toShares, type Share } from "../../../test/support/coshare-oracle.ts";
import { objectPairs } from "../../../test/support/object-pairs.ts";
import { sweep } from "../coshare/sweep.ts";
import { Random } from "../random.ts";
import { testActivity } from "./activity.ts";
import { poissonBinomialTailLog10 } from "./binomial.ts";
import { holmLog10, possiblePairs } from "./holm.ts";
import { likelyObjects, margins, matchChance, timesCannotJudge } from "./margins.ts";
import { lnFactorial, poissonTailLog10 } from "./poisson.ts";

const incidenceOf = (list: readonly Share[], accounts: number, objects: number): Incidence =>
  firstShares(buildIncidence(toShares(list, accounts, objects), { tickMs: 1, gridMs: 1 }));

/** All orders of 0 to n - 1. */
function* permutations(n: number, used: number[] = []): Generator<number[]> {
  if (used.length === n) yield used;
  for (let i = 0; i < n; i++) if (!used.includes(i)) yield* permutations(n, [...used, i]);
}

/** Distinct objects on which x and y match, straight from the incidence. */
function matchedObjects(list: readonly Share[], x: number, y: number, w: number): number {
  const objects = new Set<number>();
  for (const s of list) {
    for (const r of list) {
      if (s.account === x && r.account === y && s.object === r.object && Math.abs(s.time - r.time) <= w) {
        objects.add(s.object);
      }
    }
  }
  return objects.size;
}

/** One pair with a given statistic, as the tests take it. */
const pairOf = (a: number, b: number, k: number) => ({
  length: 1,
  a: Int32Array.of(a),
  b: Int32Array.of(b),
  objects: Int32Array.of(k),
});

describe("the Poisson tail", () => {
  it("equals one minus the head where that can be computed", () => {
    for (const [k, mean] of [
      [1, 0.3],
      [3, 0.5],
      [5, 4.2],
      [12, 3],
    ] as const) {
      let head = 0;
      for (let i = 0; i < k; i++) head += Math.exp(i * Math.log(mean) - mean - lnFactorial(i));
      expect(10 ** poissonTailLog10(k, mean)).toBeCloseTo(1 - head, 12);
    }
  });

  it("does not underflow", () => {
    // Leading term e^-g g^k / k!; the rest adds less than one in a million here.
    expect(poissonTailLog10(400, 1e-4)).toBeCloseTo(400 * -4 - lnFactorial(400) / Math.LN10, 3);
    expect(poissonTailLog10(3, 0)).toBe(-Infinity);
    expect(() => poissonTailLog10(2, 2)).toThrow(RangeError);
  });

  it("has ln n! right on both sides of its table", () => {
    let sum = 0;
    for (let n = 1; n <= 1000; n++) {
      sum += Math.log(n);
      expect(Math.abs(lnFactorial(n) - sum)).toBeLessThan(1e-11 * Math.max(1, sum));
    }
  });
});

describe("the Poisson-binomial tail", () => {
  const chances = fc.array(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), {
    minLength: 1,
    maxLength: 9,
  });

  it("equals the sum over all outcomes", () => {
    fc.assert(
      fc.property(chances, fc.integer({ min: 0, max: 10 }), (p, k) => {
        let exact = 0;
        for (let outcome = 0; outcome < 2 ** p.length; outcome++) {
          let chance = 1;
          let successes = 0;
          p.forEach((pi, i) => {
            const yes = (outcome >> i) & 1;
            successes += yes;
            chance *= yes === 1 ? pi : 1 - pi;
          });
          if (successes >= k) exact += chance;
        }
        const success = Float64Array.from(p);
        const log10 = poissonBinomialTailLog10(
          success,
          success.map((x) => 1 - x),
          p.length,
          k,
        );
        if (exact === 0) expect(log10).toBe(-Infinity);
        else expect(Math.abs(log10 - Math.log10(exact))).toBeLessThan(1e-10);
      }),
      { numRuns: 400 },
    );
  });

  it("equals the binomial tail far below the smallest double", () => {
    const n = 2000;
    const p = 1e-3;
    for (const k of [1, 2, 3, 40, 400, 1500, 1999, 2000]) {
      // Sum of binomial terms relative to the largest, in logs.
      const terms: number[] = [];
      for (let j = k; j <= n; j++) {
        terms.push(
          lnFactorial(n) - lnFactorial(j) - lnFactorial(n - j) + j * Math.log(p) + (n - j) * Math.log1p(-p),
        );
      }
      const top = Math.max(...terms);
      const ln = top + Math.log(terms.reduce((sum, t) => sum + Math.exp(t - top), 0));
      const got = poissonBinomialTailLog10(
        new Float64Array(n).fill(p),
        new Float64Array(n).fill(1 - p),
        n,
        k,
      );
      expect(Math.abs(got * Math.LN10 - ln)).toBeLessThan(1e-9 * Math.max(1, Math.abs(ln)));
    }
  });

  it("is exact for chances of very different size", () => {
    // Two certain-looking trials and two rare ones: P(S >= 3) by hand.
    const p = [0.5, 0.5, 1e-9, 2e-9];
    const exact = 0.25 * (1e-9 + 2e-9 - 4e-18) + (0.5 * 1e-9 * 2e-9 + 0.25 * 1e-9 * 2e-9);
    const got = poissonBinomialTailLog10(
      Float64Array.from(p),
      Float64Array.from(p, (x) => 1 - x),
      4,
      3,
    );
    expect(Math.abs(10 ** got / exact - 1)).toBeLessThan(1e-12);
  });

  it("is 1 for nothing asked and 0 for more than there are", () => {
    const half = Float64Array.of(0.5);
    expect(poissonBinomialTailLog10(half, half, 1, 0)).toBe(0);
    expect(poissonBinomialTailLog10(half, half, 1, -3)).toBe(0);
    expect(poissonBinomialTailLog10(half, half, 1, 2)).toBe(-Infinity);
  });
});

describe("null 2, times shuffled inside each object", () => {
  // Three objects with ties; account 2 shares all, account 4 only one.
  const list: Share[] = [
    ...[0, 0, 5, 9].map((time, account) => ({ account, object: 0, time })),
    ...[3, 3, 30].map((time, account) => ({ account, object: 1, time })),
    ...[1, 2, 40].map((time, i) => ({ account: [0, 1, 4][i]!, object: 2, time })),
  ];

  it.each([0, 2, 5])("equals the enumeration of all shuffles at a window of %i", (w) => {
    const first = incidenceOf(list, 5, 3);
    const fixed = margins(first, w);
    for (const [x, y] of [
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 3],
    ] as const) {
      // Chance that x and y match on each object, by enumeration of that object's orders; objects are independent.
      const chance = [0, 1, 2].map((object) => {
        const own = list.filter((s) => s.object === object);
        let matches = 0;
        let all = 0;
        for (const order of permutations(own.length)) {
          const dealt = own.map((s, i) => ({ ...s, time: own[order[i]!]!.time }));
          matches += matchedObjects(dealt, x, y, w);
          all++;
        }
        return matches / all;
      });
      for (let k = 1; k <= 3; k++) {
        let exact = 0;
        for (let outcome = 0; outcome < 8; outcome++) {
          const bits = [0, 1, 2].map((i) => (outcome >> i) & 1);
          if (bits.reduce((s, b) => s + b, 0) < k) continue;
          exact += bits.reduce((product, bit, i) => product * (bit === 1 ? chance[i]! : 1 - chance[i]!), 1);
        }
        expect(10 ** objectPairs(first, fixed, pairOf(x, y, k))[0]!).toBeCloseTo(exact, 12);
      }
    }
  });

  it("says where it is blind", () => {
    const owned = incidenceOf(
      [0, 1, 2].flatMap((object) => [0, 1].map((account) => ({ account, object, time: object * 100 }))),
      2,
      3,
    );
    const fixed = margins(owned, 0);
    expect(matchChance(fixed, 0)).toBe(1);
    expect(objectPairs(owned, fixed, pairOf(0, 1, 3))[0]).toBe(0);
    expect(timesCannotJudge(likelyObjects(fixed), Int32Array.of(0, 1, 2))).toBe(true);
    const flags = Uint8Array.of(1, 1, 1, 0, 0, 0, 0, 0, 0, 0);
    const ten = Int32Array.from({ length: 10 }, (_, i) => i);
    expect(timesCannotJudge(flags, ten)).toBe(false);
    expect(timesCannotJudge(flags, ten.subarray(0, 9))).toBe(true);
    expect(timesCannotJudge(flags, new Int32Array(0))).toBe(false);
  });
});

describe("null 1, activity x popularity", () => {
  it.each([0, 1, 4])("is no smaller than the enumeration of all shuffles of labels, window %i", (w) => {
    const list: Share[] = [
      { account: 0, object: 0, time: 0 },
      { account: 1, object: 0, time: 0 },
      { account: 2, object: 0, time: 3 },
      { account: 0, object: 1, time: 7 },
      { account: 1, object: 1, time: 8 },
      { account: 0, object: 2, time: 20 },
      { account: 3, object: 2, time: 21 },
    ];
    const first = incidenceOf(list, 4, 3);
    const fixed = margins(first, w);
    for (const [x, y] of [
      [0, 1],
      [0, 2],
      [1, 3],
    ] as const) {
      const tally = new Float64Array(4);
      let all = 0;
      for (const order of permutations(list.length)) {
        const dealt = list.map((s, i) => ({ ...s, account: list[order[i]!]!.account }));
        tally[matchedObjects(dealt, x, y, w)]!++;
        all++;
      }
      for (let k = 1; k <= 3; k++) {
        const exact = tally.slice(k).reduce((s, n) => s + n, 0) / all;
        const { log10p, expected } = testActivity(fixed, pairOf(x, y, k));
        expect(10 ** log10p[0]!).toBeGreaterThanOrEqual(exact - 1e-12);
        const mean = tally.reduce((s, n, i) => s + n * i, 0) / all;
        expect(expected[0]!).toBeGreaterThanOrEqual(mean - 1e-12);
      }
    }
  });

  it("has g = sum of min(1, q C_o) and p = 1 below g + 1", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 2, max: 25 }),
        (matched, da, db, k) => {
          const fixed = {
            shares: 61,
            activity: Int32Array.of(da, db),
            sharers: new Int32Array(matched.length),
            matched: Float64Array.from(matched),
          };
          const q = (2 * da * db) / (61 * 60);
          const g = matched.reduce((sum, c) => sum + Math.min(1, q * c), 0);
          const { expected, log10p } = testActivity(fixed, pairOf(0, 1, k));
          expect(expected[0]).toBeCloseTo(g, 9);
          if (k < g + 0.999) expect(log10p[0]).toBe(0);
          else if (k > g + 1.001) expect(log10p[0]).toBeLessThan(0);
        },
      ),
    );
  });
});

describe("over shuffles of the null", () => {
  const ACCOUNTS = 14;
  const random = new Random(5);
  const list = Array.from({ length: 240 }, () => ({
    account: Math.floor(ACCOUNTS * random.uniform() ** 2),
    object: Math.floor(25 * random.uniform() ** 2),
    time: Math.floor(200 * random.uniform()),
  }));
  const WINDOW = 12;
  const SHUFFLES = 400;
  const first = incidenceOf(list, ACCOUNTS, 25);
  const fixed = margins(first, WINDOW);

  /** Mean share of all pairs with p <= a over shuffles; a pair that did not match has p = 1. */
  function levels(
    shuffle: (at: Int32Array) => void,
    test: (pairs: ReturnType<typeof sweep>["pairs"]) => Float64Array,
  ): Map<number, number> {
    const sum = new Map([0.2, 0.1, 0.05, 0.02, 0.01].map((a) => [a, 0]));
    for (let r = 0; r < SHUFFLES; r++) {
      const at = first.at.slice();
      shuffle(at);
      const { pairs } = sweep({ ...first, at }, WINDOW, { minimum: 1 });
      const log10p = test(pairs);
      for (const a of sum.keys()) {
        const hits = log10p.reduce((n, p) => n + (p <= Math.log10(a) ? 1 : 0), 0);
        sum.set(a, sum.get(a)! + hits / possiblePairs(ACCOUNTS) / SHUFFLES);
      }
    }
    return sum;
  }

  const dealAccounts = (at: Int32Array, from: number, to: number): void => {
    const accounts = Int32Array.from({ length: to - from }, (_, i) => at[STRIDE * (from + i)]!);
    random.shuffle(accounts);
    accounts.forEach((account, i) => (at[STRIDE * (from + i)] = account));
  };

  it("p-values of null 1 are no smaller than uniform", () => {
    const found = levels(
      (at) => dealAccounts(at, 0, first.length),
      (pairs) => testActivity(fixed, pairs).log10p,
    );
    for (const [a, share] of found)
      expect(share).toBeLessThanOrEqual(a + 3 * Math.sqrt((a * (1 - a)) / SHUFFLES));
  });

  it("p-values of null 2 are no smaller than uniform, and come near it", () => {
    const found = levels(
      (at) => {
        for (let o = 0; o < first.objects; o++) dealAccounts(at, first.start[o]!, first.start[o + 1]!);
      },
      (pairs) => objectPairs(first, fixed, pairs),
    );
    for (const [a, share] of found)
      expect(share).toBeLessThanOrEqual(a + 3 * Math.sqrt((a * (1 - a)) / SHUFFLES));
    expect(found.get(0.2)!).toBeGreaterThan(0.05);
  });
});

describe("Holm's correction", () => {
  it("equals a vector worked by hand", () => {
    // m = 5: 0.01 x 5, 0.011 x 4 raised to the value before, 0.02 x 3, 0.4 x 2; the fifth was not looked at.
    const p = [0.02, 0.01, 0.4, 0.011];
    const got = holmLog10(Float64Array.from(p, Math.log10), 5);
    [0.06, 0.05, 0.8, 0.05].forEach((value, i) => expect(10 ** got[i]!).toBeCloseTo(value, 12));
  });

  it("keeps 1 as the largest value, and works far below the smallest double", () => {
    const got = holmLog10(Float64Array.of(-5000, -0.1, 0), 1e10);
    expect(got[0]).toBeCloseTo(-4990, 9);
    expect(Array.from(got.subarray(1))).toEqual([0, 0]);
    expect(() => holmLog10(new Float64Array(3), 2)).toThrow(RangeError);
    expect(possiblePairs(912)).toBe(415_416);
  });

  it("rejects what the step-down procedure rejects", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { maxLength: 12 }),
        fc.nat(5),
        (p, extra) => {
          const m = p.length + extra;
          const sorted = p.map((value, i) => ({ value, i })).sort((x, y) => x.value - y.value || x.i - y.i);
          const rejected = new Set<number>();
          for (let r = 0; r < sorted.length && sorted[r]!.value * (m - r) <= 0.05; r++)
            rejected.add(sorted[r]!.i);
          const got = holmLog10(Float64Array.from(p, Math.log10), m);
          p.forEach((_, i) => {
            if (Math.abs(10 ** got[i]! - 0.05) > 1e-9)
              expect(got[i]! <= Math.log10(0.05)).toBe(rejected.has(i));
          });
        },
      ),
    );
  });
});

describe("what is counted before anything is dropped", () => {
  it("gives the same significance whether the sweep was pruned or not", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ account: fc.nat(5), object: fc.nat(6), time: fc.nat(20) }), { maxLength: 60 }),
        fc.nat(6),
        (list, w) => {
          const first = incidenceOf(list, 6, 7);
          const fixed = margins(first, w);
          const bare = sweep(first, w, { minimum: 2 }).pairs;
          const full = sweep(first, w, { minimum: 2, pruneTo: 1 }).pairs;
          expect(objectPairs(first, fixed, bare)).toEqual(objectPairs(first, fixed, full));
          expect(testActivity(fixed, bare)).toEqual(testActivity(fixed, full));
        },
      ),
    );
  });
});
