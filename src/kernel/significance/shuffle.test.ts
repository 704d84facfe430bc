import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toShares, type Share } from "../../../test/support/coshare-oracle.ts";
import { dealtShares } from "../../../test/support/shuffle-oracle.ts";
import { buildIncidence, firstShares, STRIDE, type Incidence } from "../coshare/incidence.ts";
import { prune } from "../coshare/prune.ts";
import { Random } from "../random.ts";
import { eachShared, objectLists } from "./shared.ts";
import { deal, shuffleRandom, shuffleSpace, type NullKind } from "./shuffle.ts";

const incidenceOf = (list: readonly Share[], accounts: number, objects: number): Incidence =>
  firstShares(buildIncidence(toShares(list, accounts, objects), { tickMs: 1, gridMs: 1 }));

const someShares = fc.array(fc.record({ account: fc.nat(7), object: fc.nat(5), time: fc.nat(60) }), {
  maxLength: 70,
});
const kinds: readonly NullKind[] = ["activity", "times"];

describe("a shuffle", () => {
  it("keeps the places and their times, and what its null keeps of the accounts", () => {
    fc.assert(
      fc.property(someShares, fc.nat(9), fc.constantFrom(...kinds), fc.nat(1e6), (list, w, kind, seed) => {
        const first = incidenceOf(list, 8, 6);
        const kept = prune(first, w, 1);
        const space = shuffleSpace(first, w, kind);
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
        const pool = (object: number) =>
          list.filter((s) => kind === "activity" || s.object === object).length;
        for (const { account, object } of dealt) {
          const mine = list.filter((s) => s.account === account);
          if (kind === "times") expect(mine.some((s) => s.object === object)).toBe(true);
          expect(pool(object)).toBeGreaterThan(0);
        }
        for (let a = 0; a < 8; a++) {
          const activity = new Set(list.filter((s) => s.account === a).map(({ object }) => object)).size;
          expect(dealt.filter(({ account }) => account === a).length).toBeLessThanOrEqual(activity);
        }
        if (kind === "times") {
          const seen = dealt.map(({ account, object }) => `${account} ${object}`);
          expect(new Set(seen).size).toBe(seen.length);
        }
      }),
    );
  });

  it("lays out the rows as the places stand", () => {
    fc.assert(
      fc.property(someShares, fc.nat(9), fc.constantFrom(...kinds), (list, w, kind) => {
        const space = shuffleSpace(incidenceOf(list, 8, 6), w, kind);
        for (let r = 0; r < 3; r++) {
          deal(space, shuffleRandom(5, kind, r));
          const rows: string[] = [];
          for (let rank = 0; rank < 8; rank++) {
            for (let q = space.rowStart[rank]!; q < space.rowStart[rank + 1]!; q++)
              rows.push(`${rank} ${space.row[STRIDE * q + 1]} ${space.row[STRIDE * q]}`);
          }
          const places = dealtShares(space).map(
            ({ object }, i) => `${space.line[STRIDE * (i + 1)]} ${object} ${i + 1}`,
          );
          expect(rows.toSorted()).toEqual(places.toSorted());
          expect(rows.length).toBe(space.rowStart[8]);
        }
      }),
    );
  });

  it("makes every arrangement equally often", () => {
    // Null 1: four first shares, of which the three of object 0 have a neighbour. Null 2: the three sharers of object 0.
    const list = [0, 1, 2].map((account) => ({ account, object: 0, time: account }));
    const first = incidenceOf([...list, { account: 3, object: 1, time: 0 }], 4, 2);
    for (const [kind, arrangements] of [
      ["activity", 24],
      ["times", 6],
    ] as const) {
      const space = shuffleSpace(first, 5, kind);
      const tally = new Map<string, number>();
      const n = 6000;
      for (let r = 0; r < n; r++) {
        deal(space, shuffleRandom(1, kind, r));
        const key = dealtShares(space)
          .map(({ account }) => account)
          .join("");
        tally.set(key, (tally.get(key) ?? 0) + 1);
      }
      expect(tally.size).toBe(arrangements);
      const expected = n / arrangements;
      const chi2 = [...tally.values()].reduce((sum, x) => sum + (x - expected) ** 2 / expected, 0);
      // Mean arrangements - 1, variance twice that; four standard deviations.
      expect(chi2).toBeLessThan(arrangements - 1 + 4 * Math.sqrt(2 * (arrangements - 1)));
    }
  });

  it("does not depend on what was dealt before, nor on the order of shares with equal times", () => {
    const list = Array.from({ length: 60 }, (_, i) => ({
      account: (i * 7) % 11,
      object: (i * 5) % 6,
      time: (i * 3) % 8,
    }));
    for (const kind of kinds) {
      const dealtOnce = (shares: readonly Share[], before: number): Share[] => {
        const space = shuffleSpace(incidenceOf(shares, 11, 6), 2, kind);
        for (let r = 0; r < before; r++) deal(space, shuffleRandom(9, kind, r));
        deal(space, shuffleRandom(9, kind, 7));
        return dealtShares(space);
      };
      expect(dealtOnce(list, 3)).toEqual(dealtOnce(list, 0));
      expect(dealtOnce(list.toReversed(), 0)).toEqual(dealtOnce(list, 0));
    }
    const numbers = [1, 2, 2 ** 40 + 1].flatMap((seed) =>
      kinds.flatMap((kind) => [0, 1].map((r) => shuffleRandom(seed, kind, r).uint32())),
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
