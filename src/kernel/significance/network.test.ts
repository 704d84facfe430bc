import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bruteForce, toShares, type Share } from "../../../test/support/coshare-oracle.ts";
import { objectPairs, objectPairTest } from "../../../test/support/object-pairs.ts";
import { dealtShares, permutations } from "../../../test/support/shuffle-oracle.ts";
import { buildIncidence, firstShares, type Incidence } from "../coshare/incidence.ts";
import { sweep } from "../coshare/sweep.ts";
import { components } from "../graph/components.ts";
import { Random } from "../random.ts";
import { margins, type Margins } from "./margins.ts";
import { ComponentScorer, groupP, networkState, scoreShuffle, type ShuffleScore } from "./network.ts";
import { deal, shuffleRandom, shuffleSpace } from "./shuffle.ts";

const incidenceOf = (list: readonly Share[], accounts: number, objects: number): Incidence =>
  firstShares(buildIncidence(toShares(list, accounts, objects), { tickMs: 1, gridMs: 1 }));

const run = (steps: Generator<void, ShuffleScore>): ShuffleScore => {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
};

const stateOf = (first: Incidence, fixed: Margins, w: number, minimum: number, primary: number) => {
  const space = shuffleSpace(first, w, minimum);
  const test = objectPairTest(first, fixed, primary, minimum);
  return { space, state: networkState(space, { minimum, primary, test }) };
};

type Pairs = Parameters<typeof objectPairs>[2] & { readonly length: number };

/** Largest component score of the pairs with p at most `primary`, by the definition. */
function scoreOf(pairs: Pairs, log10p: Float64Array, accounts: number, primary: number): number {
  const edges = [...log10p.keys()].filter((i) => log10p[i]! <= Math.log10(primary));
  const a = Int32Array.from(edges, (i) => pairs.a[i]!);
  const { count, label } = components(
    accounts,
    a,
    Int32Array.from(edges, (i) => pairs.b[i]!),
  );
  const scores = new Float64Array(count);
  edges.forEach((edge, z) => (scores[label[a[z]!]!]! -= log10p[edge]!));
  return scores.reduce((most, score) => Math.max(most, score), 0);
}

const columns = (found: readonly { a: number; b: number; objects: number }[]): Pairs => ({
  length: found.length,
  a: Int32Array.from(found, ({ a }) => a),
  b: Int32Array.from(found, ({ b }) => b),
  objects: Int32Array.from(found, ({ objects }) => objects),
});

const random = new Random(4);
const heavy = (n: number, accounts: number, objects: number, span: number): Share[] =>
  Array.from({ length: n }, () => ({
    account: Math.floor(accounts * random.uniform() ** 2),
    object: Math.floor(objects * random.uniform() ** 2),
    time: Math.floor(span * random.uniform()),
  }));

describe("the score of a shuffle", () => {
  it("equals the definition, pair by pair", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ account: fc.nat(9), object: fc.nat(11), time: fc.nat(80) }), {
          minLength: 20,
          maxLength: 120,
        }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 2, max: 3 }),
        fc.constantFrom(0.5, 0.2, 0.03),
        fc.nat(1e6),
        (list, w, minimum, primary, seed) => {
          const first = incidenceOf(list, 10, 12);
          const fixed = margins(first, w);
          const { space, state } = stateOf(first, fixed, w, minimum, primary);
          for (let r = 0; r < 4; r++) {
            deal(space, shuffleRandom(seed, "times", r));
            const got = run(scoreShuffle(space, state));
            const found = bruteForce(dealtShares(space), w, 2);
            const pairs = columns(found.filter(({ objects }) => objects >= minimum));
            const log10p = objectPairs(first, fixed, pairs);
            expect(got.three).toBe(found.filter(({ objects }) => objects >= 3).length);
            expect(got.edges).toBe(log10p.filter((p) => p <= Math.log10(primary)).length);
            expect(got.largest).toBeCloseTo(scoreOf(pairs, log10p, 10, primary), 8);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it("equals the sweep on the same shares on a larger case, with edges in most shuffles", () => {
    const first = incidenceOf(heavy(6000, 120, 400, 3000), 120, 400);
    const fixed = margins(first, 20);
    const { space, state } = stateOf(first, fixed, 20, 2, 1e-2);
    let edges = 0;
    for (let r = 0; r < 12; r++) {
      deal(space, shuffleRandom(3, "times", r));
      const got = run(scoreShuffle(space, state));
      const dealt = buildIncidence(toShares(dealtShares(space), 120, 400), { tickMs: 1, gridMs: 1 });
      const { pairs } = sweep(dealt, 20, { minimum: 2 });
      const log10p = objectPairs(first, fixed, pairs);
      expect(got.three).toBe(pairs.objects.filter((k) => k >= 3).length);
      expect(got.edges).toBe(log10p.filter((p) => p <= -2).length);
      expect(got.largest).toBeCloseTo(scoreOf(pairs, log10p, 120, 1e-2), 8);
      edges += got.edges;
    }
    expect(edges).toBeGreaterThan(20);
  });

  it("adds up components, and forgets them", () => {
    const scorer = new ComponentScorer(8);
    expect(scorer.largest()).toBe(0);
    for (const [x, y, score] of [
      [0, 1, 5],
      [2, 3, 4],
      [4, 3, 3],
      [2, 4, 2],
      [5, 6, 8.5],
    ] as const)
      scorer.add(x, y, score);
    expect(scorer.edges).toBe(5);
    expect(scorer.largest()).toBe(9);
    expect(scorer.edges).toBe(0);
    scorer.add(2, 0, 1);
    expect(scorer.largest()).toBe(1);
  });
});

describe("p of a group", () => {
  it("counts the shuffles that reach the score, itself among them", () => {
    expect(groupP(5, [])).toBe(1);
    expect(groupP(5, [4.9, 0, 5, 7])).toBe(3 / 5);
    expect(groupP(9, new Float64Array(199))).toBe(1 / 200);
  });

  it("comes near the enumeration of all shuffles of times", () => {
    // Three objects of four, three and three sharers: 24 x 6 x 6 arrangements.
    const list: Share[] = [
      ...[0, 1, 9, 30].map((time, account) => ({ account, object: 0, time })),
      ...[0, 2, 20].map((time, i) => ({ account: i, object: 1, time })),
      ...[5, 6, 40].map((time, i) => ({ account: [0, 1, 3][i]!, object: 2, time })),
    ];
    const first = incidenceOf(list, 4, 3);
    const fixed = margins(first, 2);
    const primary = 0.2;
    const scores: number[] = [];
    const groups = [0, 1, 2].map((object) => list.filter((s) => s.object === object));
    for (const x of permutations(4))
      for (const y of permutations(3))
        for (const z of permutations(3)) {
          const dealt = groups.flatMap((own, o) =>
            own.map((s, i) => ({ ...s, time: own[[x, y, z][o]![i]!]!.time })),
          );
          const pairs = columns(bruteForce(dealt, 2, 2));
          scores.push(scoreOf(pairs, objectPairs(first, fixed, pairs), 4, primary));
        }
    const { space, state } = stateOf(first, fixed, 2, 2, primary);
    const shuffles = 4000;
    const largest = Array.from({ length: shuffles }, (_, r) => {
      deal(space, shuffleRandom(2, "times", r));
      return run(scoreShuffle(space, state)).largest;
    });
    const distinct = [...new Set(scores)].filter((score) => score > 0);
    expect(distinct.length).toBeGreaterThan(0);
    for (const score of distinct) {
      const exact = scores.filter((s) => s >= score - 1e-9).length / scores.length;
      const error = 4 * Math.sqrt((exact * (1 - exact)) / shuffles) + 1 / shuffles;
      expect(Math.abs(groupP(score - 1e-9, largest) - exact)).toBeLessThan(error);
    }
  });

  it("is at most a in a share a of data sets drawn from the null", () => {
    const first = incidenceOf(heavy(700, 40, 60, 600), 40, 60);
    const fixed = margins(first, 10);
    const { space, state } = stateOf(first, fixed, 10, 2, 0.05);
    const sets = 60;
    const reached = new Map([0.05, 0.1, 0.25, 0.5].map((a) => [a, 0]));
    let r = 0;
    const next = (): number => {
      deal(space, shuffleRandom(8, "times", r++));
      return run(scoreShuffle(space, state)).largest;
    };
    for (let set = 0; set < sets; set++) {
      const p = groupP(next(), Array.from({ length: 19 }, next));
      for (const [a, n] of reached) if (p <= a + 1e-12) reached.set(a, n + 1);
    }
    for (const [a, n] of reached)
      expect(n / sets).toBeLessThanOrEqual(a + 3 * Math.sqrt((a * (1 - a)) / sets));
    expect(reached.get(0.5)).toBeGreaterThan(sets / 8);
  });

  it("finds a team of four that no single pair betrays", () => {
    // Ordinary shares of popular objects, and four accounts of which each three share an object within a second.
    const list = heavy(9000, 300, 60, 40_000);
    for (let i = 0; i < 4; i++)
      for (let m = 0; m < 4; m++)
        list.push({ account: 300 + m, object: i, time: 100 + 9000 * i + (m === i ? 5000 : 0) });
    const first = incidenceOf(list, 304, 60);
    const fixed = margins(first, 20);
    const { pairs } = sweep(first, 20, { minimum: 2 });
    const log10p = objectPairs(first, fixed, pairs);
    expect(Math.min(...log10p)).toBeGreaterThan(Math.log10(0.01 / ((304 * 303) / 2)));
    const { space, state } = stateOf(first, fixed, 20, 2, 1e-4);
    const largest = Array.from({ length: 199 }, (_, r) => {
      deal(space, shuffleRandom(1, "times", r));
      return run(scoreShuffle(space, state)).largest;
    });
    expect(groupP(scoreOf(pairs, log10p, 304, 1e-4), largest)).toBe(1 / 200);
  });
});

it("ranks of a space name every account once", () => {
  const first = incidenceOf(heavy(200, 20, 15, 100), 20, 15);
  const space = shuffleSpace(first, 5, 2);
  expect([...space.accountOf].sort((x, y) => x - y)).toEqual(Array.from({ length: 20 }, (_, a) => a));
  const activity = margins(first, 5).activity;
  space.accountOf.reduce((before, account) => {
    expect(activity[account]).toBeLessThanOrEqual(before);
    return activity[account]!;
  }, Infinity);
});
