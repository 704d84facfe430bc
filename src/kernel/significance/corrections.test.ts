import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toShares, type Share } from "../../../test/support/coshare-oracle.ts";
import { permutations } from "../../../test/support/shuffle-oracle.ts";
import { buildIncidence, firstShares, type Incidence } from "../coshare/incidence.ts";
import { sweep } from "../coshare/sweep.ts";
import { testActivity } from "./activity.ts";
import { attainableActivity, attainableTimes } from "./attainable.ts";
import { hochbergLog10, yekutieliLog10 } from "./corrections.ts";
import { holmLog10, possiblePairs } from "./holm.ts";
import { margins, matchChance } from "./margins.ts";
import { deal, shuffleRandom, shuffleSpace } from "./shuffle.ts";
import { Attainable, taroneCount } from "./tarone.ts";
import { objectPairs } from "../../../test/support/object-pairs.ts";
import { Random } from "../random.ts";
import { dealAccounts, dealtShares } from "../../../test/support/shuffle-oracle.ts";

const incidenceOf = (list: readonly Share[], accounts: number, objects: number): Incidence =>
  firstShares(buildIncidence(toShares(list, accounts, objects), { tickMs: 1, gridMs: 1 }));

const finish = <T>(steps: Generator<void, T>): T => {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
};

describe("step-up corrections", () => {
  it("equal vectors worked by hand", () => {
    // m = 4 of which three were looked at: 0.03 x 4/1, 0.01 x 4/1, 0.04 x 4/3, made monotone from the back.
    const got = hochbergLog10(Float64Array.from([0.03, 0.01, 0.04], Math.log10), 4);
    [0.04 * (4 / 3), 0.04, 0.04 * (4 / 3)].forEach((value, i) =>
      expect(10 ** got[i]!).toBeCloseTo(value, 12),
    );
    expect(10 ** yekutieliLog10(4)).toBeCloseTo(1 + 1 / 2 + 1 / 3 + 1 / 4, 12);
    expect(hochbergLog10(Float64Array.of(-0.01, 0), 1e9)).toEqual(Float64Array.of(0, 0));
    expect(() => hochbergLog10(new Float64Array(3), 2)).toThrow(RangeError);
  });

  it("has the harmonic number right on both sides of its expansion", () => {
    let sum = 0;
    for (let m = 1; m <= 2000; m++) {
      sum += 1 / m;
      expect(Math.abs(10 ** yekutieliLog10(m) / sum - 1)).toBeLessThan(1e-13);
    }
  });

  it("reject what the procedures reject", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
        fc.nat(6),
        fc.constantFrom(0.05, 0.2),
        (p, extra, q) => {
          const m = p.length + extra;
          const got = hochbergLog10(Float64Array.from(p, Math.log10), m);
          for (const [add, divisor] of [
            [0, 1],
            [yekutieliLog10(m), 10 ** yekutieliLog10(m)],
          ] as const) {
            const sorted = p.map((value, i) => ({ value, i })).sort((x, y) => x.value - y.value || x.i - y.i);
            let last = -1;
            sorted.forEach(({ value }, r) => {
              if (value <= (q * (r + 1)) / (m * divisor)) last = r;
            });
            const rejected = new Set(sorted.slice(0, last + 1).map(({ i }) => i));
            p.forEach((_, i) => {
              if (Math.abs(got[i]! + add - Math.log10(q)) > 1e-9)
                expect(got[i]! + add <= Math.log10(q)).toBe(rejected.has(i));
            });
          }
        },
      ),
    );
  });
});

describe("Tarone's count", () => {
  it("is the least k with at most k hypotheses that can reach alpha / k", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 8, noNaN: true }), { maxLength: 40 }),
        fc.nat(50),
        fc.constantFrom(0.01, 0.05),
        (values, hopeless, level) => {
          const attainable = new Attainable();
          for (const value of values) attainable.add(value);
          const m = values.length + hopeless;
          // Rounded up to the end of its bin a value counts no later, so the count is no smaller and hardly larger.
          const least = (slack: number): number => {
            for (let k = 1; ; k++)
              if (values.filter((value) => value + slack >= Math.log10(k / level)).length <= k) return k;
          };
          const got = taroneCount(attainable, m, level);
          expect(got).toBeGreaterThanOrEqual(Math.min(Math.max(1, m), least(0)));
          expect(got).toBeLessThanOrEqual(least(1 / 256 + 1e-8));
          expect(got).toBeLessThanOrEqual(Math.max(1, m));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is m where everything is attainable, and 1 where nothing is", () => {
    const all = new Attainable();
    all.add(60, 1e10);
    expect(taroneCount(all, 1e10, 0.01)).toBe(1e10);
    expect(taroneCount(new Attainable(), 1e10, 0.01)).toBe(1);
  });
});

const someShares = fc.array(fc.record({ account: fc.nat(6), object: fc.nat(7), time: fc.nat(40) }), {
  minLength: 5,
  maxLength: 90,
});
const LEVEL = 0.3;

describe("the smallest attainable p", () => {
  it("under null 2 is the product over shared objects, for each pair; a budget of 0 counts no fewer", () => {
    fc.assert(
      fc.property(
        someShares,
        fc.nat(8),
        fc.integer({ min: 2, max: 3 }),
        fc.nat(40),
        (list, w, minimum, budget) => {
          const first = incidenceOf(list, 7, 8);
          const fixed = margins(first, w);
          const values: number[] = [];
          for (let a = 0; a < 7; a++) {
            for (let b = a + 1; b < 7; b++) {
              const shared = [0, 1, 2, 3, 4, 5, 6, 7].filter(
                (o) =>
                  fixed.matched[o]! > 0 &&
                  [a, b].every((x) => list.some((s) => s.account === x && s.object === o)),
              );
              if (shared.length < minimum) continue;
              values.push(shared.reduce((sum, o) => sum - Math.log10(matchChance(fixed, o)), 0));
            }
          }
          const exact = finish(attainableTimes(first, fixed, minimum));
          const bounded = finish(attainableTimes(first, fixed, minimum, budget));
          for (const k of [1, 2, 5, 20, 100, 1000]) {
            const limit = Math.log10(k / LEVEL);
            const truth = values.filter((value) => value >= limit - 1e-9).length;
            const loose = values.filter((value) => value >= limit - 1 / 256 - 1e-8).length;
            expect(exact.atMost(LEVEL, k)).toBeGreaterThanOrEqual(truth);
            expect(exact.atMost(LEVEL, k)).toBeLessThanOrEqual(loose);
            expect(bounded.atMost(LEVEL, k)).toBeGreaterThanOrEqual(truth);
            expect(bounded.atMost(LEVEL, k)).toBeLessThanOrEqual(21);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is never undercut in any arrangement of null 1 and null 2", () => {
    const list: Share[] = [
      { account: 0, object: 0, time: 0 },
      { account: 1, object: 0, time: 0 },
      { account: 2, object: 0, time: 30 },
      { account: 0, object: 1, time: 7 },
      { account: 1, object: 1, time: 8 },
      { account: 2, object: 1, time: 50 },
      { account: 3, object: 2, time: 1 },
    ];
    const first = incidenceOf(list, 4, 3);
    const fixed = margins(first, 2);
    const least = { times: Infinity, activity: Infinity };
    for (const order of permutations(list.length)) {
      const dealt = list.map((s, i) => ({ ...s, account: list[order[i]!]!.account }));
      const { pairs } = sweep(incidenceOf(dealt, 4, 3), 2, { minimum: 2 });
      least.activity = Math.min(least.activity, ...testActivity(fixed, pairs).log10p);
      const withinObjects = list.every((s, i) => list[order[i]!]!.object === s.object);
      if (withinObjects) least.times = Math.min(least.times, ...objectPairs(first, fixed, pairs));
    }
    for (const [attainable, value] of [
      [finish(attainableTimes(first, fixed, 2)), least.times],
      [attainableActivity(fixed, 2), least.activity],
    ] as const) {
      expect(value).toBeLessThan(0);
      // k with level / k just at the value reached: at least one pair can attain it.
      expect(attainable.atMost(1, 10 ** -value)).toBeGreaterThanOrEqual(1);
    }
    // Each object has one match among three pairs: (1/3)^2 for the three pairs of accounts that share both.
    expect(finish(attainableTimes(first, fixed, 2)).atMost(1, 9)).toBe(3);
    expect(finish(attainableTimes(first, fixed, 2)).atMost(1, 9.2)).toBe(0);
  });

  it("under null 1 is the tail at min(d_a, d_b) objects, pair by pair", () => {
    fc.assert(
      fc.property(someShares, fc.nat(8), (list, w) => {
        const first = incidenceOf(list, 7, 8);
        const fixed = margins(first, w);
        const matching = fixed.matched.filter((c) => c > 0).length;
        const values: number[] = [];
        for (let a = 0; a < 7; a++) {
          for (let b = a + 1; b < 7; b++) {
            const most = Math.min(fixed.activity[a]!, fixed.activity[b]!, matching);
            const pair = {
              length: 1,
              a: Int32Array.of(a),
              b: Int32Array.of(b),
              objects: Int32Array.of(most),
            };
            const log10p = testActivity(fixed, pair).log10p[0]!;
            if (most >= 2 && log10p < 0) values.push(-log10p);
          }
        }
        const attainable = attainableActivity(fixed, 2);
        for (const k of [1, 3, 10, 1000]) {
          const limit = Math.log10(k / LEVEL);
          const got = attainable.atMost(LEVEL, k);
          expect(got).toBeGreaterThanOrEqual(values.filter((value) => value >= limit - 1e-9).length);
          expect(got).toBeLessThanOrEqual(values.filter((value) => value >= limit - 1 / 256 - 1e-8).length);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("Holm and Tarone over shuffles", () => {
  it("let at most a share q of the shuffles have a finding", () => {
    const random = new Random(12);
    const list = Array.from({ length: 900 }, () => ({
      account: Math.floor(60 * random.uniform() ** 2),
      object: Math.floor(90 * random.uniform() ** 2),
      time: Math.floor(900 * random.uniform()),
    }));
    const first = incidenceOf(list, 60, 90);
    const fixed = margins(first, 15);
    const m = possiblePairs(60);
    const shuffles = 200;
    for (const kind of ["times", "activity"] as const) {
      const space = shuffleSpace(first, 15, 1);
      const dealing = new Random(6);
      const next = (r: number): Incidence => {
        if (kind === "activity") return dealAccounts(first, 15, dealing);
        deal(space, shuffleRandom(6, kind, r));
        return buildIncidence(toShares(dealtShares(space), 60, 90), { tickMs: 1, gridMs: 1 });
      };
      const attainable =
        kind === "times" ? finish(attainableTimes(first, fixed, 2)) : attainableActivity(fixed, 2);
      for (const q of [0.05, 0.2]) {
        const tarone = taroneCount(attainable, m, q);
        expect(tarone).toBeLessThan(m);
        let withHolm = 0;
        let withTarone = 0;
        for (let r = 0; r < shuffles; r++) {
          const { pairs } = sweep(next(r), 15, { minimum: 2 });
          const log10p =
            kind === "times" ? objectPairs(first, fixed, pairs) : testActivity(fixed, pairs).log10p;
          if (holmLog10(log10p, m).some((p) => p <= Math.log10(q))) withHolm++;
          if (log10p.some((p) => p <= Math.log10(q / tarone))) withTarone++;
        }
        expect(withHolm).toBeLessThanOrEqual(q * shuffles);
        expect(withTarone).toBeLessThanOrEqual(q * shuffles);
        expect(withTarone).toBeGreaterThanOrEqual(withHolm);
      }
    }
  });
});
