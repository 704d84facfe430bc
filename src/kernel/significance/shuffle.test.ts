import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toShares, type Share } from "../../../test/support/coshare-oracle.ts";
import { dealtShares } from "../../../test/support/shuffle-oracle.ts";
import { buildIncidence, firstShares, STRIDE, type Incidence } from "../coshare/incidence.ts";
import { prune } from "../coshare/prune.ts";
import { Random } from "../random.ts";
import { eachShared, objectLists } from "./shared.ts";
import { deal, shuffleRandom, shuffleSpace } from "./shuffle.ts";

const incidenceOf = (list: readonly Share[], accounts: number, objects: number): Incidence =>
  firstShares(buildIncidence(toShares(list, accounts, objects), { tickMs: 1, gridMs: 1 }));

const someShares = fc.array(fc.record({ account: fc.nat(7), object: fc.nat(5), time: fc.nat(60) }), {
  maxLength: 70,
});

describe("a shuffle", () => {
  it("keeps the places and their times, and who shared what", () => {
    fc.assert(
      fc.property(someShares, fc.nat(9), fc.nat(1e6), (list, w, seed) => {
        const first = incidenceOf(list, 8, 6);
        const kept = prune(first, w, 1);
        const space = shuffleSpace(first, w, 1);
        deal(space, new Random(seed));
        const dealt = dealtShares(space);
        expect(dealt.map(({ object }) => object)).toEqual(
          Array.from({ length: 6 }, (_, o) =>
            Array.from({ length: kept.start[o + 1]! - kept.start[o]! }, () => o),
          ).flat(),
        );
        dealt.forEach((share, i) => {
          if (i === 0 || dealt[i - 1]!.object !== share.object) return;
          const gap = (kept.at[STRIDE * i + 1]! - kept.at[STRIDE * i - 1]!) | 0;
          expect(share.time - dealt[i - 1]!.time).toBe(Math.min(gap, w + 1));
        });
        for (const { account, object } of dealt)
          expect(list.some((s) => s.account === account && s.object === object)).toBe(true);
        const seen = dealt.map(({ account, object }) => `${account} ${object}`);
        expect(new Set(seen).size).toBe(seen.length);
      }),
    );
  });

  it("lays out the places of accounts that stand on enough, at their distances", () => {
    fc.assert(
      fc.property(someShares, fc.nat(9), fc.integer({ min: 1, max: 4 }), (list, w, least) => {
        const space = shuffleSpace(incidenceOf(list, 8, 6), w, least);
        for (let r = 0; r < 3; r++) {
          deal(space, shuffleRandom(5, "times", r));
          const all = dealtShares(space);
          const places = all.filter(
            ({ account }) => all.filter((other) => other.account === account).length >= least,
          );
          const line = (i: number): readonly [number, number] => [
            space.line[STRIDE * i]!,
            space.line[STRIDE * i + 1]!,
          ];
          const rows: string[] = [];
          for (let rank = 0; rank < 8; rank++) {
            for (let q = space.rowStart[rank]!; q < space.rowStart[rank + 1]!; q++)
              rows.push(`${rank} ${space.row[STRIDE * q + 1]} ${space.row[STRIDE * q]}`);
          }
          expect(rows.toSorted()).toEqual(
            places.map(({ object }, i) => `${line(i + 1)[0]} ${object} ${i + 1}`).toSorted(),
          );
          places.forEach((share, i) => {
            expect(space.accountOf[line(i + 1)[0]]).toBe(share.account);
            const before = places[i - 1];
            const apart = before?.object === share.object ? share.time - before.time : Infinity;
            expect(line(i + 1)[1] - line(i)[1]).toBe(Math.min(apart, w + 1));
          });
          expect(line(places.length + 1)[0]).toBe(-1);
          expect(line(places.length + 1)[1] - line(places.length)[1]).toBe(w + 1);
        }
      }),
    );
  });

  it("makes every arrangement equally often", () => {
    // The three sharers of object 0; nobody comes near the share of object 1.
    const list = [0, 1, 2].map((account) => ({ account, object: 0, time: account }));
    const first = incidenceOf([...list, { account: 3, object: 1, time: 0 }], 4, 2);
    const space = shuffleSpace(first, 5, 1);
    const tally = new Map<string, number>();
    const n = 6000;
    for (let r = 0; r < n; r++) {
      deal(space, shuffleRandom(1, "times", r));
      const key = dealtShares(space)
        .map(({ account }) => account)
        .join("");
      tally.set(key, (tally.get(key) ?? 0) + 1);
    }
    expect(tally.size).toBe(6);
    const chi2 = [...tally.values()].reduce((sum, x) => sum + (x - n / 6) ** 2 / (n / 6), 0);
    // Mean 5, variance twice that; four standard deviations.
    expect(chi2).toBeLessThan(5 + 4 * Math.sqrt(2 * 5));
  });

  it("does not depend on what was dealt before, nor on the order of shares with equal times", () => {
    const list = Array.from({ length: 60 }, (_, i) => ({
      account: (i * 7) % 11,
      object: (i * 5) % 6,
      time: (i * 3) % 8,
    }));
    const dealtOnce = (shares: readonly Share[], before: number): Share[] => {
      const space = shuffleSpace(incidenceOf(shares, 11, 6), 2, 2);
      for (let r = 0; r < before; r++) deal(space, shuffleRandom(9, "times", r));
      deal(space, shuffleRandom(9, "times", 7));
      return dealtShares(space);
    };
    expect(dealtOnce(list, 3)).toEqual(dealtOnce(list, 0));
    expect(dealtOnce(list.toReversed(), 0)).toEqual(dealtOnce(list, 0));
    const numbers = [1, 2, 2 ** 40 + 1].flatMap((seed) =>
      (["times", "timetable"] as const).flatMap((kind) =>
        [0, 1].map((r) => shuffleRandom(seed, kind, r).uint32()),
      ),
    );
    expect(new Set(numbers).size).toBe(12);
  });
});

describe("objects that two accounts shared", () => {
  it("are the common ones with a match, in rising order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ account: fc.nat(3), object: fc.nat(40), time: fc.nat(3) }), { maxLength: 120 }),
        fc.array(fc.boolean(), { minLength: 41, maxLength: 41 }),
        (list, hasMatch) => {
          const first = incidenceOf(list, 4, 41);
          const lists = objectLists(first, Float64Array.from(hasMatch, Number));
          const own = (a: number): Set<number> =>
            new Set(list.filter((s) => s.account === a && hasMatch[s.object]).map((s) => s.object));
          for (const [a, b] of [
            [0, 1],
            [2, 1],
            [3, 0],
          ] as const) {
            const got: number[] = [];
            eachShared(lists, a, b, (o) => got.push(o));
            const truth = [...own(a)].filter((o) => own(b).has(o)).sort((x, y) => x - y);
            expect(got).toEqual(truth);
          }
          expect(lists.longest).toBe(Math.max(...[0, 1, 2, 3].map((a) => own(a).size)));
        },
      ),
      { numRuns: 300 },
    );
  });
});
