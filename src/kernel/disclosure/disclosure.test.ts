/**
 * Oracles: vectors computed with SciPy 1.17.1 (`contingency.odds_ratio(kind="conditional")`, `hypergeom`, and for mid-p the
 * roots of `nchypergeom_fisher` tails by `brentq`), and enumeration in whole numbers.
 */
import { describe, expect, it } from "vitest";
import { disclosureCoverage, disclosureFalseRate } from "../../../test/support/disclosure-rates.ts";
import { fewestCollected, mostCollected, mostReleased } from "./hidden.ts";
import { conditional, tails } from "./noncentral.ts";
import { moreReadily, oddsRatio, type DisclosureTable } from "./odds-ratio.ts";

const table = (
  releasedA: number,
  collectedA: number,
  releasedB: number,
  collectedB: number,
): DisclosureTable => ({ releasedA, collectedA, releasedB, collectedB });

const answered = (of: DisclosureTable, level = 0.05) => {
  const ratio = oddsRatio(of, level);
  if (!ratio.answered) throw new Error(ratio.because);
  return ratio;
};

/** a of A, b of B; estimate, exact limits, P(X >= a), P(X <= a). */
const SCIPY = [
  [4, 5, 1, 7, 15.9948925809, 0.747361782959, 1370.98108907, 0.0454545454545, 0.998737373737],
  [4, 5, 0, 4, undefined, 0.779490996785, undefined, 0.0396825396825, 1],
  [3, 10, 7, 12, 0.323898707514, 0.0349639170616, 2.37942276002, 0.962048787126, 0.184924982139],
  [0, 5, 3, 9, undefined, undefined, 4.32827249938, 1, 0.230769230769],
  [12, 20, 5, 30, 7.14627515714, 1.71883210708, 34.8650727071, 0.00205538671214, 0.999767583655],
  [40, 60, 200, 900, 6.98160854685, 3.88521565018, 12.9110951262, 2.04945170328e-12, 1],
  [1, 2, 1, 2, 1, 0.00640001635789, 156.249600638, 0.833333333333, 0.833333333333],
  [5, 5, 2, 6, undefined, 0.733164632413, undefined, 0.0454545454545, 1],
  [150, 4000, 90, 5000, 2.12536305882, 1.61990174546, 2.80162470843, 9.208984069e-9, 0.999999995761],
] as const;

const near = (value: number | undefined, expected: number | undefined): void => {
  if (expected === undefined || value === undefined) expect(value).toBe(expected);
  else expect(Math.abs(value / expected - 1)).toBeLessThan(1e-7);
};

describe("the odds ratio of release", () => {
  it.each(SCIPY)("%i of %i against %i of %i is SciPy's", (a, A, b, B, estimate, low, high, more, less) => {
    const ratio = answered(table(a, A, b, B));
    near(ratio.estimate, estimate);
    near(ratio.exact.low, low);
    near(ratio.exact.high, high);
    near(ratio.p.more, more);
    near(ratio.p.less, less);
    near(ratio.p.either, Math.min(1, 2 * more, 2 * less));
  });

  it.each([
    [4, 5, 1, 7, 1.0352887763101057, 677.1250479089191],
    [3, 10, 7, 12, 0.04629158263199655, 1.9186349051465927],
    [12, 20, 5, 30, 1.965108943343068, 29.183688265203813],
    [1, 2, 1, 2, 0.013070231485625985, 76.5097390279394],
  ])("%i of %i against %i of %i: mid-p limits are SciPy's", (a, A, b, B, low, high) => {
    const { midP } = answered(table(a, A, b, B));
    near(midP.low, low);
    near(midP.high, high);
  });

  it("turns over when the groups change places", () => {
    const one = answered(table(4, 5, 1, 7));
    const other = answered(table(1, 7, 4, 5));
    near(other.estimate, 1 / one.estimate!);
    near(other.exact.low, 1 / one.exact.high!);
    near(other.midP.high, 1 / one.midP.low!);
    near(other.p.less, one.p.more);
  });

  it("never gives infinity: a zero leaves a side out, and the other keeps its level", () => {
    for (const of of [table(4, 5, 0, 4), table(0, 5, 3, 9), table(5, 5, 2, 6), table(2, 6, 3, 3)]) {
      const ratio = answered(of);
      expect(ratio.estimate).toBeUndefined();
      const said = [ratio.exact.low, ratio.exact.high, ratio.midP.low, ratio.midP.high, ratio.atLeast];
      for (const value of said.filter((one) => one !== undefined)) expect(value).toBeLessThan(1e9);
      expect([ratio.exact.low, ratio.exact.high].filter((one) => one === undefined)).toHaveLength(1);
    }
    // The chance of the seen number at the bound is half the level, not the level.
    const law = conditional(5, 4, 4);
    const at = tails(law, 4, Math.log(answered(table(4, 5, 0, 4)).exact.low!));
    expect(at.at).toBeCloseTo(0.025, 10);
  });

  it("has a one-sided bound that excludes equal odds exactly where the one-sided test does", () => {
    for (let B = 1; B <= 12; B++)
      for (let b = 0; b < B; b++) {
        const ratio = answered(table(4, 5, b, B));
        expect(ratio.atLeast === undefined ? false : ratio.atLeast >= 1 - 1e-9).toBe(ratio.p.more <= 0.05);
      }
  });

  it.each([
    [table(0, 0, 1, 4), "nothing of A was collected"],
    [table(1, 4, 0, 0), "nothing of B was collected"],
    [table(0, 4, 0, 4), "nothing was released"],
    [table(4, 4, 3, 3), "everything was released"],
  ] as const)("says why a table cannot tell", (of, because) => {
    expect(oddsRatio(of, 0.05)).toEqual({ answered: false, because });
    expect(moreReadily(of)).toBe(1);
  });

  it.each([
    [table(5, 4, 0, 3), 0.05, /released was collected/],
    [table(-1, 4, 0, 3), 0.05, /counted from 0/],
    [table(1.5, 4, 0, 3), 0.05, /counted from 0/],
    [table(1, 4, 0, 3), 0, /level 0 /],
    [table(1, 4, 0, 3), Number.NaN, /level NaN/],
  ] as const)("refuses what is no table", (of, level, message) => {
    expect(() => oddsRatio(of, level)).toThrow(message);
  });
});

describe("tails", () => {
  it("are those of enumeration in whole numbers, at odds of 3", () => {
    const choose = (n: bigint, k: bigint): bigint => {
      let c = 1n;
      for (let i = 1n; i <= k; i++) c = (c * (n - k + i)) / i;
      return c;
    };
    for (const [A, B, m] of [
      [5, 7, 5],
      [9, 4, 6],
      [30, 50, 21],
    ] as const) {
      const law = conditional(A, B, m);
      const terms: bigint[] = [];
      for (let x = law.low; x <= law.high; x++)
        terms.push(choose(BigInt(A), BigInt(x)) * choose(BigInt(B), BigInt(m - x)) * 3n ** BigInt(x));
      const sum = terms.reduce((a, b) => a + b, 0n);
      const share = (part: readonly bigint[]): number =>
        Number((part.reduce((a, b) => a + b, 0n) * 10n ** 15n) / sum) / 1e15;
      for (let x = law.low; x <= law.high; x++) {
        const { below, at, above } = tails(law, x, Math.log(3));
        expect(below).toBeCloseTo(share(terms.slice(0, x - law.low)), 12);
        expect(at).toBeCloseTo(share(terms.slice(x - law.low, x - law.low + 1)), 12);
        expect(above).toBeCloseTo(share(terms.slice(x - law.low + 1)), 12);
      }
    }
  });

  it("does not overflow at odds beyond a double", () => {
    const { below, at, above } = tails(conditional(2000, 2000, 2000), 1000, 900);
    expect(below).toBe(0);
    expect(at + above).toBe(1);
  });
});

describe("the hidden denominator", () => {
  const known = (releasedB: number) => ({ releasedA: 4, collectedA: 5, releasedB });

  it("is 4 where 4 of 5 were released and none of the other side, and 7 where one was", () => {
    const none = fewestCollected(known(0), 0.05)!;
    expect(none.collected).toBe(4);
    expect(none.p.toFixed(3)).toBe("0.040");
    expect(none.pBeyond.toFixed(3)).toBe("0.071");
    const one = fewestCollected(known(1), 0.05)!;
    expect(one.collected).toBe(7);
    expect(one.p.toFixed(3)).toBe("0.045");
    expect(one.pBeyond.toFixed(3)).toBe("0.067");
  });

  it("is what looking at every number gives, in all three directions", () => {
    for (const level of [0.2, 0.05, 0.01])
      for (const atX of [1, 0.5] as const)
        for (let A = 1; A <= 6; A++)
          for (let a = 0; a <= A; a++)
            for (let b = 0; b <= 3; b++) {
              const holds = (collectedA: number, releasedB: number, collectedB: number): boolean =>
                moreReadily({ releasedA: a, collectedA, releasedB, collectedB }, atX) < level + 1e-10;
              let fewest: number | undefined;
              for (let y = 400; y >= Math.max(1, b) && holds(A, b, y); y--) fewest = y;
              const found = fewestCollected({ releasedA: a, collectedA: A, releasedB: b }, level, atX);
              if (fewest !== undefined || (found?.collected ?? 401) <= 400)
                expect(found?.collected).toBe(fewest);
              const of = table(a, A, b, 9);
              let most = A - 1;
              while (holds(most + 1, b, 9)) most++;
              expect(mostCollected(of, level, atX)?.collected).toBe(most < A ? undefined : most);
              let further = -1;
              while (b + further + 1 < 9 && holds(A, b + further + 1, 9)) further++;
              expect(mostReleased(of, level, atX)).toBe(further < 0 ? undefined : further);
            }
  });

  it("is absent where nothing of A was released", () => {
    expect(fewestCollected({ releasedA: 0, collectedA: 5, releasedB: 0 }, 0.05)).toBeUndefined();
  });

  it("ends for a level that only very many sets reach", () => {
    const far = fewestCollected({ releasedA: 1, collectedA: 2, releasedB: 0 }, 1e-4)!;
    expect(far.collected).toBe(19_998);
  });

  it("counts a p-value that equals the level, 1 in 20, as reaching it", () => {
    expect(fewestCollected({ releasedA: 1, collectedA: 1, releasedB: 0 }, 0.05)?.collected).toBe(19);
  });
});

describe("where nothing is there", () => {
  it("both sides released alike: the statement comes out no more often than its level", () => {
    for (const level of [0.05, 0.2])
      for (const [A, B] of [
        [5, 4],
        [5, 12],
        [20, 30],
      ] as const)
        for (const chance of [0.1, 0.3, 0.5, 0.8])
          expect(disclosureFalseRate(A, B, chance, level)).toBeLessThanOrEqual(level + 1e-12);
  });

  it("the exact interval covers at least its level for every ratio, enumerated", () => {
    for (const ratio of [1 / 30, 1 / 4, 1, 2, 9, 50]) {
      const { exact, midP, atLeast } = disclosureCoverage(8, 12, 0.3, ratio, 0.05);
      expect(exact).toBeGreaterThanOrEqual(0.95 - 1e-12);
      expect(atLeast).toBeGreaterThanOrEqual(0.95 - 1e-12);
      expect(midP).toBeGreaterThan(0.92);
      expect(midP).toBeLessThanOrEqual(exact);
    }
  });
});
