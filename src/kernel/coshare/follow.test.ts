/** Pairs on three occasions, counted as shares come in, against the declared run over the same shares. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coShare } from "../../signals/coshare.ts";
import { OccasionCounter } from "./follow.ts";
import type { FollowedShares } from "./follow.ts";

const START = Date.UTC(2031, 2, 5);
type Share = readonly [account: number, object: number, second: number];

function columns(shares: readonly Share[]): FollowedShares {
  return {
    length: shares.length,
    account: Int32Array.from(shares, ([account]) => account),
    object: Int32Array.from(shares, ([, object]) => object),
    time: Float64Array.from(shares, ([, , second]) => START + second * 1000),
  };
}

/** In order of time, each account's first share of each object only: what the declared run counts. */
function firsts(shares: readonly Share[]): Share[] {
  const seen = new Set<string>();
  return [...shares]
    .sort((a, b) => a[2] - b[2])
    .filter(([account, object]) => !seen.has(`${account} ${object}`) && seen.add(`${account} ${object}`));
}

const anyShares = fc.array(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 60 }), fc.nat({ max: 40_000 })), {
  minLength: 1,
  maxLength: 400,
});

/** Companies of some accounts over one object each, at times far apart and near. */
const meetings = fc
  .array(
    fc.tuple(fc.nat({ max: 60_000 }), fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 5 })),
    { minLength: 1, maxLength: 60 },
  )
  .map((all) =>
    all.flatMap(([second, accounts], object) =>
      accounts.map((account, i): Share => [account, object, second + ((i * 37) % 90)]),
    ),
  );

/** Cut into calls at these places. */
function counted(shares: readonly Share[], windowSeconds: number, parts: number): OccasionCounter {
  const counter = new OccasionCounter(windowSeconds);
  const size = Math.ceil(shares.length / parts);
  for (let from = 0; from < shares.length; from += size)
    counter.take(columns(shares.slice(from, from + size)));
  return counter;
}

async function declared(shares: readonly Share[], windowSeconds: number): Promise<number> {
  const { edges } = await coShare(columns(shares), { windowSeconds, minimum: 1 });
  return edges.moments.reduce((n, moments) => n + (moments >= 3 ? 1 : 0), 0);
}

describe("occasions counted as shares come in", () => {
  it("are those of the declared run", async () => {
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyShares, meetings),
        fc.constantFrom(0, 10, 60, 600),
        fc.integer({ min: 1, max: 5 }),
        async (given, windowSeconds, parts) => {
          const shares = firsts(given);
          const expected = await declared(shares, windowSeconds);
          reached += expected;
          expect(counted(shares, windowSeconds, parts).reached).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
    expect(reached).toBeGreaterThan(100);
  });

  it("count one sitting once, and an account with itself never", () => {
    const sitting = [0, 1, 2, 3, 4].flatMap((object): Share[] => [
      [1, object, object * 10],
      [2, object, object * 10 + 5],
      [1, object, object * 10 + 6],
    ]);
    expect(counted(sitting, 60, 1).reached).toBe(0);
    const days = [0, 1, 2].flatMap((day): Share[] => [
      [1, day, day * 86_400],
      [2, day, day * 86_400 + 60],
    ]);
    expect(counted(days, 60, 3).reached).toBe(1);
    expect(counted(days, 59, 3).reached).toBe(0);
  });

  it("forget pairs that met once where the table is full, and say so, and count no pair twice", () => {
    const counter = new OccasionCounter(60, 4);
    const day = (n: number, accounts: readonly number[]): FollowedShares =>
      columns(accounts.map((account): Share => [account, n, n * 86_400]));
    for (const n of [0, 1, 2]) counter.take(day(n, [1, 2]));
    expect([counter.reached, counter.forgotten]).toEqual([1, 0]);
    for (let n = 3; n < 60; n++) counter.take(day(n, [10 * n, 10 * n + 1, 10 * n + 2]));
    expect(counter.forgotten).toBeGreaterThan(100);
    for (const n of [60, 61, 62, 63]) counter.take(day(n, [1, 2]));
    expect(counter.reached).toBe(1);
    for (const n of [70, 71, 72]) counter.take(day(n, [5, 6]));
    expect(counter.reached).toBe(2);
  });
});
