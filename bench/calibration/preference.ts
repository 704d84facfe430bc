/**
 * Calibration of preference: how often its intervals hold what is true, and how often it tells two groups apart that are alike.
 * `npm run bench -- bench/calibration/preference.ts`; prints a table and asserts that every run was made, nothing about rates.
 *
 * - PLUMBLINE_CALIBRATION_RUNS: runs of each world, 1,000 unless told;
 * - PLUMBLINE_CALIBRATION_FIRST: the first seed, 1 unless told.
 */
import { expect, it } from "vitest";
import {
  compareStance,
  correctedParts,
  estimateRatio,
  lessParts,
  permuteLabels,
  Random,
  sampleParts,
  shareParts,
  distinguishingWords,
  type Interval,
  type RatioEstimate,
} from "../../src/kernel/index.ts";
import { mentionsOf, stanceOf, wordsOf } from "../../test/support/preference-worlds.ts";
import { tableOf } from "../support/rates.ts";

const { runs, head, rate } = tableOf("preference");
const holds = ({ low, high }: Interval, truth: number): boolean => low <= truth && truth <= high;

/** Two intervals of each seed's estimate, computed once. */
async function covers(what: string, truth: number, of: (seed: number) => RatioEstimate): Promise<void> {
  const known = new Map<number, RatioEstimate>();
  const at = (seed: number): RatioEstimate => {
    const estimate = known.get(seed) ?? of(seed);
    known.set(seed, estimate);
    return estimate;
  };
  await rate(what, "95 %", (seed) => holds(at(seed).interval, truth));
  await rate(`the same by BCa, which is printed beside it`, "95 %", (seed) => holds(at(seed).bca, truth));
}

it("prints its head", () => head());

for (const accounts of [20, 80])
  it(`volume of ${accounts}`, () =>
    covers(`share of mentions, ${accounts} accounts of very different size`, 0.4, (seed) =>
      estimateRatio(
        shareParts(mentionsOf(new Random(seed), { accounts, share: 0.4, spread: 0.3, size: 20 })),
        seed,
      ),
    ));

it("difference of volumes", () =>
  covers("difference of shares, 30 and 60 accounts", 0.1, (seed) => {
    const random = new Random(seed);
    const group = mentionsOf(random, { accounts: 30, share: 0.5, spread: 0.3, size: 20 });
    const other = mentionsOf(random, { accounts: 60, share: 0.4, spread: 0.2, size: 10 });
    return estimateRatio(shareParts(group), seed, shareParts(other));
  }));

it("labels", async () => {
  const p = (seed: number, size: number): number => {
    const random = new Random(seed);
    const group = mentionsOf(random, { accounts: 25, share: 0.4, spread: 0.3, size: 20 });
    const other = mentionsOf(random, { accounts: 50, share: 0.4, spread: 0.3, size });
    return permuteLabels(shareParts(group), shareParts(other), seed).p;
  };
  await rate(
    "group against comparison, p <= 0.05: accounts alike",
    "at most 5 %",
    (seed) => p(seed, 20) <= 0.05,
  );
  await rate(
    "the same: those of the group post five times as much",
    "at most 5 %",
    (seed) => p(seed, 4) <= 0.05,
  );
});

const stance = { accounts: 80, stance: 0.1, coded: 300 };
for (const [name, lexicon] of [
  ["a good lexicon", { hits: 0.8, otherwise: 0 }],
  ["a lexicon that is against everybody half of the time", { hits: 0.5, otherwise: -1 }],
  ["a lexicon that says for of all", { hits: 0, otherwise: 1 }],
] as const)
  it(`corrected by ${name}`, () =>
    covers(`stance of 300 coded posts, corrected: ${name}`, 0.1, (seed) =>
      estimateRatio(correctedParts(stanceOf(new Random(seed), { ...stance, ...lexicon })), seed),
    ));

it("sample alone", () =>
  covers("stance of 300 coded posts alone", 0.1, (seed) =>
    estimateRatio(sampleParts(stanceOf(new Random(seed), { ...stance, hits: 0.8, otherwise: 0 })), seed),
  ));

it("difference of differences", async () => {
  const of = (seed: number) => {
    const random = new Random(seed);
    const one = () => correctedParts(stanceOf(random, { ...stance, accounts: 50, hits: 0.5, otherwise: -1 }));
    return [lessParts(one(), one()), lessParts(one(), one())] as const;
  };
  await covers("difference of differences of stance, corrected", 0, (seed) => {
    const [group, other] = of(seed);
    return estimateRatio(group, seed, other);
  });
  await rate("the same, p <= 0.05: groups alike", "at most 5 %", (seed) => {
    const [group, other] = of(seed);
    return compareStance(group, other, seed).permutation.p <= 0.05;
  });
});

it("words", () =>
  rate("words, any told: groups alike, 40 accounts, 200 words", "at most 5 %", (seed) => {
    const { score, threshold } = distinguishingWords(wordsOf(new Random(seed), 40, 200), seed);
    return score.some((one) => Math.abs(one) > threshold);
  }));

it("made every run", () => expect(runs()).toBeGreaterThan(0));
