/** Ratios over accounts against full enumeration and numpy 2.4, and short simulations whose truth is known. */
import { describe, expect, it } from "vitest";
import { mentionsOf, stanceOf, wordsOf } from "../../../test/support/preference-worlds.ts";
import { Random } from "../random.ts";
import { estimateRatio, permuteLabels, ratioOf, type Ratios } from "./ratios.ts";
import { compareStance, correctedParts, lessParts, sampleParts, type CodedPosts } from "./stance.ts";
import { compareVolume, shareParts, volumeShare } from "./volume.ts";
import { distinguishingWords, logOdds } from "./words.ts";

const one = (x: readonly number[], y: readonly number[]): Ratios => [
  { x: Float64Array.from(x), y: Float64Array.from(y), weight: 1 },
];

describe("ratios", () => {
  it("has the bootstrap of all 5^5 resamples", () => {
    const [x, y] = [
      [2, 5, 1, 9, 4],
      [9, 11, 4, 20, 13],
    ];
    const { value, percentile, bca, interval, draws, empty } = estimateRatio(one(x, y), 1);
    expect([value, draws, empty]).toEqual([21 / 57, 4000, 0]);
    // numpy: 0.2564 to 0.4394, and by BCa 0.2647 to 0.44.
    expect(percentile.low).toBeCloseTo(0.256, 2);
    expect(percentile.high).toBeCloseTo(0.439, 2);
    expect(bca.low).toBeCloseTo(0.265, 2);
    expect(bca.high).toBeCloseTo(0.44, 2);
    expect(interval.low).toBeLessThan(percentile.low);
    expect(interval.high).toBeGreaterThan(percentile.high);
  });

  it("counts as many accounts as they are worth: all of equal ones, hardly more than one beside a giant", () => {
    expect(estimateRatio(one([1, 2, 3, 1], [4, 4, 4, 4]), 1).effective).toBeCloseTo(4, 10);
    expect(estimateRatio(one([1, 2, 3, 100], [4, 4, 4, 400]), 1).effective).toBeLessThan(2);
  });

  it("has the p of all 35 labellings", () => {
    const { p, turns } = permuteLabels(one([3, 1, 4], [4, 3, 5]), one([2, 0, 1, 2], [8, 3, 6, 5]), 1);
    expect(turns).toBe(999);
    // By enumeration in numpy: 3 of 35 are as far apart.
    expect(Math.abs(p - 3 / 35)).toBeLessThan(0.03);
  });

  it("has both chances of all labellings, and of those alone that are admitted", () => {
    const x = [3, 1, 4, 2, 0, 1, 2, 6];
    const y = [4, 3, 5, 8, 3, 6, 5, 7];
    const own = 3;
    const side = (members: readonly number[]): readonly [number, number] => {
      const [xs, ys] = [x, y].map((v) => members.reduce((total, i) => total + v[i]!, 0)) as [number, number];
      const squares = members.reduce((total, i) => total + ((x[i]! - (xs / ys) * y[i]!) / ys) ** 2, 0);
      return [xs / ys, (squares * members.length) / (members.length - 1)];
    };
    const every = [...x.keys()];
    const labellings = every.flatMap((i) =>
      every.flatMap((j) => every.flatMap((k) => (i < j && j < k ? [[i, j, k]] : []))),
    );
    const of = (members: readonly number[]): number => {
      const [[a, va], [b, vb]] = [side(members), side(every.filter((i) => !members.includes(i)))];
      return (a - b) / Math.sqrt(va + vb);
    };
    const least = (members: Iterable<number>): boolean =>
      [...members].reduce((total, i) => total + x[i]!, 0) >= 8;
    const group = one(x.slice(0, own), y.slice(0, own));
    const other = one(x.slice(own), y.slice(own));
    for (const admits of [undefined, least]) {
      const all = labellings.filter(
        (members) =>
          admits === undefined || (admits(members) && admits(every.filter((i) => !members.includes(i)))),
      );
      const seen = of([0, 1, 2]);
      const share = (is: (value: number) => boolean): number =>
        all.filter((m) => is(of(m))).length / all.length;
      const found = permuteLabels(group, other, 1, admits);
      const slack = 1e-9;
      expect(Math.abs(found.p - share((value) => Math.abs(value) >= Math.abs(seen) - slack))).toBeLessThan(
        0.04,
      );
      const smaller = Math.min(
        share((value) => value >= seen - slack),
        share((value) => value <= seen + slack),
      );
      expect(Math.abs(found.tails - Math.min(1, 2 * smaller))).toBeLessThan(0.07);
      if (admits !== undefined) expect(all.length).toBeLessThan(labellings.length);
    }
  });

  it("leaves out draws in which there is nothing to divide by, and says how many", () => {
    const { empty, draws } = estimateRatio(one([1, 0, 0], [2, 0, 0]), 1);
    // Two of three accounts have nothing: (2/3)^3 of draws.
    expect(empty / draws).toBeCloseTo(8 / 27, 1);
  });

  it("gives the same for the same seed", () => {
    expect(estimateRatio(one([1, 2, 5], [4, 4, 9]), 7)).toEqual(estimateRatio(one([1, 2, 5], [4, 4, 9]), 7));
  });
});

describe("volume", () => {
  const mentions = { a: Float64Array.of(10, 0, 2, 0), b: Float64Array.of(30, 5, 2, 0) };

  it("says whom they speak of, and how much of it is one account's", () => {
    const found = volumeShare(mentions, 1)!;
    expect(found.share.value).toBeCloseTo(12 / 49, 12);
    expect([found.mentionsA, found.mentionsB]).toEqual([12, 37]);
    expect(found.drivers).toMatchObject({ accounts: 3, largest: 40 / 49, half: 1, withoutLargest: 2 / 9 });
    expect(found.drivers.leastWithoutOne).toBeCloseTo(2 / 9, 12);
    expect(found.drivers.mostWithoutOne).toBeCloseTo(12 / 44, 12);
  });

  it("has no answer where neither is mentioned", () => {
    const none = { a: new Float64Array(4), b: new Float64Array(4) };
    expect(volumeShare(none, 1)).toBeUndefined();
    expect(compareVolume(mentions, none, 1)).toBeUndefined();
  });

  it("holds the true share in 95 of 100, counted by accounts and not by posts", () => {
    let [held, byPosts] = [0, 0];
    const runs = 100;
    for (let seed = 1; seed <= runs; seed++) {
      const { a, b } = mentionsOf(new Random(seed), { accounts: 40, share: 0.4, spread: 0.3, size: 20 });
      const { value, interval } = estimateRatio(shareParts({ a, b }), seed);
      if (interval.low <= 0.4 && 0.4 <= interval.high) held++;
      const n = a.reduce((sum, x, i) => sum + x + b[i]!, 0);
      if (Math.abs(value - 0.4) < 1.96 * Math.sqrt((value * (1 - value)) / n)) byPosts++;
    }
    expect(held / runs).toBeGreaterThan(0.9);
    expect(byPosts / runs).toBeLessThan(0.8);
  });
});

describe("stance", () => {
  const coded: CodedPosts = {
    posts: Float64Array.of(10, 20, 30),
    coded: Float64Array.of(2, 3, 0),
    codes: Float64Array.of(1, -2, 0),
    predicted: Float64Array.of(5, 5, 5),
    predictedCoded: Float64Array.of(1, 1, 0),
  };

  it("is mean(f) over all and mean(y - f) over the sample", () => {
    expect(ratioOf(sampleParts(coded))).toBeCloseTo(-1 / 5, 12);
    expect(ratioOf(correctedParts(coded))).toBeCloseTo(15 / 60 + (0 - 3) / 5, 12);
  });

  it("is that of the sample where nothing is predicted, or the same of all", () => {
    const { posts, coded: n, codes } = coded;
    expect(correctedParts({ posts, coded: n, codes })).toEqual(sampleParts(coded));
    const same = { ...coded, predicted: posts, predictedCoded: n };
    expect(ratioOf(correctedParts(same))).toBeCloseTo(ratioOf(sampleParts(coded)), 12);
  });

  it("takes one subject from the other, and one group from the other", () => {
    const less = lessParts(sampleParts(coded), correctedParts(coded));
    expect(ratioOf(less)).toBeCloseTo(-0.2 - (0.25 - 0.6), 12);
    expect(compareStance(less, less, 1).difference.value).toBe(0);
  });

  it("is right on average whatever the lexicon says, and narrower where it is good", () => {
    const truth = 0.1;
    const of = (hits: number, otherwise: number) =>
      Array.from({ length: 60 }, (_, i) => {
        const world = { accounts: 60, stance: truth, coded: 200, hits, otherwise };
        const posts = stanceOf(new Random(i + 1), world);
        return { naive: ratioOf([correctedParts(posts)[0]!]), ...estimateRatio(correctedParts(posts), i) };
      });
    for (const [hits, otherwise] of [
      [0.8, 0],
      [0.3, -1],
    ] as const) {
      const found = of(hits, otherwise);
      const mean = found.reduce((sum, { value }) => sum + value, 0) / found.length;
      expect(Math.abs(mean - truth)).toBeLessThan(0.02);
      const held = found.filter(({ interval }) => interval.low <= truth && truth <= interval.high).length;
      expect(held / found.length).toBeGreaterThan(0.88);
      if (otherwise === -1) expect(found[0]!.naive).toBeLessThan(-0.4);
    }
    const width = (found: ReturnType<typeof of>): number =>
      found.reduce((sum, { interval }) => sum + interval.high - interval.low, 0) / found.length;
    expect(width(of(0.9, 0))).toBeLessThan(0.8 * width(of(0, 1)));
  });
});

describe("words", () => {
  it("has the log-odds of the formula in numpy", () => {
    const [own, other] = [
      [12, 3, 40, 0, 5],
      [2, 30, 42, 6, 5],
    ];
    const use = {
      account: Int32Array.from([...own.map(() => 0), ...other.map(() => 1)]),
      word: Int32Array.from([...own.keys(), ...other.keys()]),
      uses: Float64Array.from([...own, ...other]),
      words: 5,
      inGroup: Uint8Array.of(1, 0),
    };
    const expected = [
      1.304202102898565, -1.705882354835052, 1.098692503104486, -0.7511259808765012, 0.20843331366327209,
    ];
    logOdds(use, Int32Array.of(1, 0)).forEach((z, w) => expect(z).toBeCloseTo(expected[w]!, 10));
  });

  it("tells no word of groups that are alike, and the one that a group uses more", () => {
    let told = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const { score, threshold } = distinguishingWords(wordsOf(new Random(seed), 30, 60), seed);
      if (score.some((x) => Math.abs(x) > threshold)) told++;
    }
    // 5 % of 60, and three deviations.
    expect(told).toBeLessThanOrEqual(8);
    const use = wordsOf(new Random(1), 30, 60);
    const more = use.uses.map((n, i) => (use.word[i] === 5 && use.account[i]! < 15 ? 8 * n : n));
    const { score, threshold } = distinguishingWords({ ...use, uses: more }, 1);
    expect([...score.keys()].filter((w) => score[w]! > threshold)).toEqual([5]);
  });
});
