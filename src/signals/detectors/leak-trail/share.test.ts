import { expect, it } from "vitest";
import { markedPosts, trueShares, usesOf } from "../../../../test/support/leak-worlds.ts";
import { upperBound } from "../../../../test/support/binomial-bound.ts";
import { shareOf } from "./share.ts";
import type { MarkedPosts, Share } from "./share.ts";

const EVEN = { accounts: 40, flagged: 0.3, markedFlagged: 0.2, markedOthers: 0.2, spread: 0.7, leaning: 0.3 };
const TILTED = { ...EVEN, markedFlagged: 0.4, markedOthers: 0.1 };
const SEEDS = Array.from({ length: 120 }, (_, i) => i + 1);

const answered = (world: typeof EVEN): { readonly seed: number; readonly share: Share }[] =>
  SEEDS.flatMap((seed) => {
    const share = shareOf(markedPosts(seed, world), [], seed);
    return "because" in share ? [] : [{ seed, share }];
  });

it("holds the true share and difference about as often as it says", () => {
  const all = answered(TILTED);
  const truth = trueShares(TILTED);
  for (const [what, value] of [
    ["whole", truth.share],
    ["difference", truth.difference],
  ] as const) {
    const misses = all.filter(
      ({ share: { [what]: estimate } }) => estimate.interval.low > value || estimate.interval.high < value,
    ).length;
    expect(all.length).toBeGreaterThan(90);
    // 5 % would be missed: neither many more, nor so few that an interval says nothing.
    expect(misses / all.length).toBeLessThan(0.11);
    expect(upperBound(misses, all.length, 0.999)).toBeGreaterThan(0.05);
  }
});

it("seldom speaks where nothing is there, and speaks where it is", () => {
  const loud = (world: typeof EVEN): number => {
    const all = answered(world);
    return (
      all.filter(({ share }) => share.permutation.p <= 0.05 && share.difference.value > 0).length / all.length
    );
  };
  expect(loud(EVEN)).toBeLessThan(0.08);
  expect(loud(TILTED)).toBeGreaterThan(0.8);
});

it("a mark that is used daily is not taken for new, one that is rare often is", () => {
  const new7 = (perDay: number): number =>
    SEEDS.filter((seed) => usesOf(seed, perDay)[0]! >= 7 * 86_400_000).length / SEEDS.length;
  expect(new7(1)).toBeLessThan(0.03);
  expect(new7(0.1)).toBeGreaterThan(0.3);
});

/** A post each: account, day, marked, flagged. */
const postsOf = (rows: readonly (readonly [number, number, number, number])[]): MarkedPosts => ({
  account: Int32Array.from(rows, ([account]) => account),
  accounts: 40,
  time: Float64Array.from(rows, ([, day]) => day * 86_400_000),
  marked: Uint8Array.from(rows, ([, , marked]) => marked),
  flagged: Uint8Array.from(rows, ([, , , flagged]) => flagged),
});
const many = (n: number, of: (i: number) => readonly [number, number, number, number]) =>
  Array.from({ length: n }, (_, i) => of(i));

it("counts by phase, as a count by hand does", () => {
  const rows = [
    ...many(20, (i) => [i % 10, i % 8, 1, 1]),
    ...many(60, (i) => [10 + (i % 20), i % 8, 1, 0]),
    ...many(50, (i) => [i % 30, i % 8, 0, Number(i % 30 < 10)]),
  ] as const;
  const share = shareOf(postsOf(rows), [4 * 86_400_000], 1);
  if ("because" in share) throw new Error(share.because);
  expect([share.posts, share.flagged, share.accounts, share.flaggedAccounts]).toEqual([80, 20, 30, 10]);
  expect(share.whole.value).toBe(0.25);
  const early = rows.filter(([, day, marked]) => marked === 1 && day < 4);
  expect(share.phases.map(({ posts }) => posts)).toEqual([early.length, 80 - early.length]);
  expect(share.phases[0]!.flagged).toBe(early.filter(([, , , flagged]) => flagged === 1).length);
  const rate = (side: number): number => {
    const own = rows.filter(([, , , flagged]) => flagged === side);
    return own.filter(([, , marked]) => marked === 1).length / own.length;
  };
  expect([share.rateFlagged, share.rateOthers]).toEqual([rate(1), rate(0)]);
  expect(share.difference.value).toBeCloseTo(rate(1) - rate(0), 12);
});

it.each([
  ["one day", many(40, (i) => [i, 3, 1, Number(i < 10)])],
  ["few flagged", many(40, (i) => [i, i % 5, 1, Number(i < 4)])],
  ["few others", many(40, (i) => [i % 12, i % 5, 1, Number(i % 12 < 8)])],
  ["no others", many(40, (i) => [i, i % 5, 1, Number(i < 10)])],
  [
    "one account",
    [
      ...many(40, (i) => [i, i % 5, 1, Number(i < 10)] as const),
      ...many(60, (i) => [0, i % 5, 1, 1] as const),
    ],
  ],
] as const)("gives no share: %s", (because, rows) => {
  const found = shareOf(postsOf(rows as never), [], 1);
  expect("because" in found && found.because).toBe(because);
});
