import * as fc from "fast-check";
import { expect, it } from "vitest";
import { toShares } from "../../../test/support/coshare-oracle.ts";
import { buildIncidence, firstShares } from "../coshare/incidence.ts";
import { planSweep } from "../coshare/plan.ts";
import { prune } from "../coshare/prune.ts";
import { sweep } from "../coshare/sweep.ts";
import { pairContext } from "./context.ts";
import { margins } from "./margins.ts";
import { objectLists } from "./shared.ts";

const ACCOUNTS = 6;
const OBJECTS = 7;

/** P(at least k of independent trials), by all outcomes. */
function tail(p: readonly number[], k: number): number {
  let sum = 0;
  for (let outcome = 0; outcome < 2 ** p.length; outcome++) {
    const bits = p.map((_, i) => (outcome >> i) & 1);
    if (bits.reduce((n, bit) => n + bit, 0) < k) continue;
    sum += bits.reduce((product, bit, i) => product * (bit === 1 ? p[i]! : 1 - p[i]!), 1);
  }
  return sum;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((x, y) => x - y);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

it("equals the definition: delay, one source, and null 2 with the pair left out", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          account: fc.nat(ACCOUNTS - 1),
          object: fc.nat(OBJECTS - 1),
          time: fc.nat(40),
          author: fc.integer({ min: -1, max: 1 }),
        }),
        { minLength: 10, maxLength: 80 },
      ),
      fc.nat(8),
      (shares, w) => {
        // One share of an account and object, so that every share is a first one.
        const list = shares.filter(
          (s, i) => shares.findIndex((t) => t.account === s.account && t.object === s.object) === i,
        );
        const first = firstShares(
          buildIncidence(toShares(list, ACCOUNTS, OBJECTS), { tickMs: 1, gridMs: 1 }),
        );
        const fixed = margins(first, w);
        const { pairs } = sweep(first, w, { minimum: 1 });
        const firstShareOf = Int32Array.from({ length: OBJECTS }, (_, o) =>
          first.start[o + 1]! > first.start[o]! ? first.source[first.start[o]!]! : -1,
        );
        const got = pairContext(
          {
            plan: planSweep(prune(first, w, 1), w),
            lists: objectLists(first, fixed.matched),
            margins: fixed,
            time: Float64Array.from(list, ({ time }) => time),
            firstShareOf,
            author: Int32Array.from(list, ({ author }) => author),
          },
          pairs.a,
          pairs.b,
        );
        for (let i = 0; i < pairs.length; i++) {
          const [a, b] = [pairs.a[i]!, pairs.b[i]!];
          const both = Array.from({ length: OBJECTS }, (_, object) => {
            const own = list.filter((s) => s.object === object);
            const [x, y] = [own.find((s) => s.account === a), own.find((s) => s.account === b)];
            return { object, own, x, y };
          }).flatMap(({ object, own, x, y }) =>
            x === undefined || y === undefined
              ? []
              : [{ object, own, x, y, matched: Math.abs(x.time - y.time) <= w }],
          );
          const matched = both.filter((o) => o.matched);
          const delays = matched.map(
            ({ own, x, y }) => Math.min(x.time, y.time) - Math.min(...own.map((s) => s.time)),
          );
          expect(got.medianDelayMs[i]).toBe(median(delays));
          const authors = [0, 1].map(
            (author) => matched.filter(({ x, y }) => x.author === author && y.author === author).length,
          );
          const known = matched.some(({ x, y }) => x.author >= 0 || y.author >= 0);
          expect(got.oneSource[i]).toBe(known ? Math.max(...authors) / matched.length : Number.NaN);
          const left = both.filter(({ own }) => own.length > 2);
          const chances = left.map(({ object, own, matched: yes }) => {
            const all = (own.length * (own.length - 1)) / 2;
            return (fixed.matched[object]! - (yes ? 1 : 0)) / (all - 1);
          });
          const k = left.filter((o) => o.matched).length;
          expect(got.leftOutObjects[i]).toBe(k);
          expect(10 ** got.leftOutLog10p[i]!).toBeCloseTo(tail(chances, k), 10);
        }
      },
    ),
    { numRuns: 150 },
  );
});

it("says nothing about a source where no file names one", () => {
  const list = [0, 1].map((account) => ({ account, object: 0, time: account }));
  const first = firstShares(buildIncidence(toShares(list, 2, 1), { tickMs: 1, gridMs: 1 }));
  const input = {
    plan: planSweep(first, 5),
    lists: objectLists(first, margins(first, 5).matched),
    margins: margins(first, 5),
    time: Float64Array.of(0, 1),
    firstShareOf: Int32Array.of(0),
  };
  const { oneSource, leftOutObjects, leftOutLog10p } = pairContext(input, Int32Array.of(0), Int32Array.of(1));
  expect(oneSource[0]).toBeNaN();
  expect([leftOutObjects[0], leftOutLog10p[0]]).toEqual([0, 0]);
});
