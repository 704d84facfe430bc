/**
 * Calibration of leak-trail: how often its intervals hold the true share, how often it speaks where flagged groups post with a marker as
 * they post without, and how often a mark that was long in use is taken for new. `npm run bench -- bench/calibration/leak-trail.ts`; prints
 * a table and asserts that every run was made, nothing about rates. Runs and first seed: see `preference.ts` beside this.
 */
import { expect, it } from "vitest";
import { shareOf } from "../../src/signals/detectors/leak-trail/share.ts";
import type { Share } from "../../src/signals/detectors/leak-trail/share.ts";
import { markedPosts, trueShares, usesOf } from "../../test/support/leak-worlds.ts";
import type { LeakWorld } from "../../test/support/leak-worlds.ts";
import { tableOf } from "../support/rates.ts";

const { head, rate, runs } = tableOf("leak-trail");
const EVEN = { flagged: 0.25, markedFlagged: 0.2, markedOthers: 0.2, spread: 0.8, leaning: 0.4 };
const TILTED = { ...EVEN, markedFlagged: 0.3, markedOthers: 0.15 };

/** The first world of a seed that gives an answer: one that gives none says nothing that could be wrong. */
function answered(seed: number, world: LeakWorld): Share {
  for (let again = 0; ; again++) {
    const found = shareOf(markedPosts(seed + 1e6 * again, world), [], seed);
    if (!("because" in found)) return found;
  }
}

const speaks = ({ permutation, difference }: Share): boolean => permutation.p <= 0.05 && difference.value > 0;

it("prints its head", () => head());

for (const accounts of [20, 40, 120])
  it(`${accounts} accounts`, async () => {
    const holds = (world: LeakWorld, what: "share" | "difference") => (seed: number) => {
      const found = answered(seed, { ...world, accounts });
      const { low, high } = (what === "share" ? found.whole : found.difference).interval;
      const truth = trueShares({ ...world, accounts })[what];
      return low <= truth && truth <= high;
    };
    const tilted = { ...TILTED, accounts };
    await rate(`share, interval holds the true one: ${accounts} accounts`, "95 %", holds(tilted, "share"));
    await rate(`difference, the same: ${accounts} accounts`, "95 %", holds(tilted, "difference"));
    await rate(`nothing is there, and it speaks: ${accounts} accounts`, "at most 2.5 %", (seed) =>
      speaks(answered(seed, { ...EVEN, accounts })),
    );
    await rate(
      `the same, flagged accounts post five times as much: ${accounts} accounts`,
      "at most 2.5 %",
      (seed) => speaks(answered(seed, { ...EVEN, accounts, busier: 5 })),
    );
    await rate(`twice as often by flagged accounts, and it speaks: ${accounts} accounts`, "often", (seed) =>
      speaks(answered(seed, tilted)),
    );
  });

for (const perDay of [1, 0.5, 0.25, 0.1])
  it(`a mark used ${perDay} times a day`, () =>
    rate(
      `a mark used ${perDay} times a day since long before is taken for new, with 7 days of margin`,
      "rare",
      (seed) => usesOf(seed, perDay)[0]! >= 7 * 86_400_000,
    ));

it("made all its runs", () => expect(runs()).toBeGreaterThan(0));
