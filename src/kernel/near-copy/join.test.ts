import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allPairs,
  chained,
  exactJoin,
  partsOf,
  partSimilarity,
  textSimilarity as similarityOfTexts,
  type Part,
  type SimilarPair,
} from "../../../test/support/near-copy-oracle.ts";
import { chanceClusters, SCRIPTS } from "../../../test/support/independent-texts.ts";
import { plantedTexts } from "../../../test/support/planted-texts.ts";
import { Random } from "../random.ts";
import { similarityInside, textSimilarity } from "./inside.ts";
import { DENSE, joinNearCopies, NearCopyJoin, REACH, type NearCopies, type NearCopyOptions } from "./join.ts";
import { ShingleMatcher } from "./shingles.ts";
import { bandPlan } from "./sketch.ts";
import { TextSet } from "./text-set.ts";

const setOf = (texts: Iterable<string>, shortest = 5): TextSet => {
  const set = new TextSet(shortest);
  for (const text of texts) set.add(text);
  return set;
};
const forms = (set: TextSet): string[] => Array.from({ length: set.length }, (_, i) => set.text(i));
/** The texts of a set by definition; bodies that it added on its own are texts like any other. */
const oracleTexts = (set: TextSet, shingle: number): (readonly Part[])[] =>
  forms(set).map((form) => partsOf(form, set.shortest, shingle));
const usual: NearCopyOptions = { similarity: 0.8, shingle: 5 };

/** Labels numbered by first appearance, so that two ways of naming the same clusters are equal. */
const canonical = (label: ArrayLike<number>): number[] => {
  const names = new Map<number, number>();
  return Array.from(label, (l) => {
    if (!names.has(l)) names.set(l, names.size);
    return names.get(l)!;
  });
};
const together = (found: NearCopies, pairs: readonly SimilarPair[]): number =>
  pairs.filter(({ a, b }) => found.label[a] === found.label[b]).length;

/** Short texts of few letters in several scripts, with hashtags: many pairs of every similarity. */
const letters = fc.string({
  unit: fc.constantFrom(...Array.from("aab กข 中文字 かー 한글 ☃👍🏽♂🇹🇭"), "\ud83d", "\u200d", "1\u20e3"),
  minLength: 3,
  maxLength: 24,
});
const tags = fc.string({
  unit: fc.constantFrom("#a", " #a", "#b", " #中", "#か", "!", "#", " ", "👍", "a"),
  maxLength: 6,
});
const fewLetters = fc.oneof(
  letters,
  fc.tuple(letters, tags).map((parts) => parts.join("")),
);

describe("shingles", () => {
  it("give the similarity of texts and of parts by definition", () => {
    const matchers = new Map<TextSet, ShingleMatcher>();
    fc.assert(
      fc.property(
        fc.array(fewLetters, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (texts, shingle, least) => {
          const set = setOf(texts, shingle);
          const matcher = new ShingleMatcher(set, shingle);
          matchers.set(set, matcher);
          const parts = oracleTexts(set, shingle);
          for (let a = 0; a < set.length; a++)
            for (let b = 0; b < set.length; b++) {
              const truth = partSimilarity(parts[a]![0]!, parts[b]![0]!);
              expect(textSimilarity(set, matcher, a, b)).toBe(similarityOfTexts(parts[a]!, parts[b]!));
              expect(matcher.similarity(a, b)).toBe(truth);
              expect(matcher.similar(a, b, least)).toBe(truth >= least);
              expect(matcher.similar(b, a, truth === 0 ? 1 : truth)).toBe(truth > 0);
            }
        },
      ),
    );
  });

  it("compare a huge text with small ones and stay right afterwards", () => {
    const random = new Random(4);
    const huge = Array.from({ length: 20_000 }, () => random.uint32().toString(36)).join(" ");
    const small = huge.slice(5000, 5100);
    const set = setOf([huge, `${huge} and more`, small, `${small}x`]);
    const matcher = new ShingleMatcher(set, 5);
    expect(matcher.similarity(0, 1)).toBeGreaterThan(0.9999);
    expect(matcher.similar(2, 0, 0.5)).toBe(false);
    const [, , small0, small1] = oracleTexts(set, 5);
    expect(matcher.similarity(3, 2)).toBe(similarityOfTexts(small0!, small1!));
    expect(joinNearCopies(set, usual).label).toEqual(Int32Array.of(0, 0, 1, 1));
  });

  it("tell how similar a cluster is inside, of all pairs or of a sample", () => {
    const set = setOf(["one message", "one message.", "one message..", "another thing"]);
    const matcher = new ShingleMatcher(set, 5);
    const of = (a: number, b: number): number => matcher.similarity(a, b);
    const three = [of(0, 1), of(0, 2), of(1, 2)].sort((x, y) => x - y);
    expect(similarityInside(set, matcher, Int32Array.of(0, 1, 2), 10)).toEqual({
      pairs: 3,
      all: true,
      lowest: three[0],
      median: three[1],
    });
    const sample = similarityInside(set, matcher, Int32Array.of(0, 1, 2, 3), 5);
    expect(sample).toMatchObject({ pairs: 5, all: false });
    expect(sample.lowest).toBeGreaterThanOrEqual(0);
    expect(sample.median).toBeGreaterThanOrEqual(sample.lowest);
    expect(similarityInside(set, matcher, Int32Array.of(2), 5)).toEqual({
      pairs: 0,
      all: true,
      lowest: 1,
      median: 1,
    });
  });
});

describe("the plan of bands", () => {
  it("makes just similar pairs candidates in 99.5 of 100 cases, for every similarity", () => {
    for (let similarity = 0.5; similarity <= 1; similarity += 0.01) {
      const { rows, bands, recall } = bandPlan(similarity);
      expect(recall).toBeGreaterThanOrEqual(0.995);
      expect(recall).toBeCloseTo(1 - (1 - similarity ** rows) ** bands, 12);
      expect(rows * bands).toBeLessThanOrEqual(80);
    }
    expect(bandPlan(0.8)).toMatchObject({ rows: 5, bands: 14 });
  });
});

describe("the join", () => {
  it("never joins what an exact join keeps apart, and misses next to nothing, on small texts of every script", () => {
    let truePairs = 0;
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fewLetters, { minLength: 2, maxLength: 30 }),
        fc.constantFrom(0.5, 0.65, 0.8, 0.9, 1),
        fc.integer({ min: 1, max: 5 }),
        (list, similarity, shingle) => {
          const set = setOf(list, shingle);
          const texts = oracleTexts(set, shingle);
          const pairs = allPairs(texts, similarity);
          const result = joinNearCopies(set, { similarity, shingle });
          expect(exactJoin(texts, similarity)).toEqual(pairs);
          const truth = chained(set.length, pairs);
          for (let a = 0; a < set.length; a++)
            for (let b = 0; b < a; b++)
              if (result.label[a] === result.label[b]) expect(truth[a]).toBe(truth[b]);
          expect(result.count).toBe(new Set(result.label).size);
          expect(canonical(result.label)).toEqual([...result.label]);
          truePairs += pairs.length;
          found += together(result, pairs);
        },
      ),
      { numRuns: 800, seed: 11 },
    );
    expect(truePairs).toBeGreaterThan(300);
    expect(found / truePairs).toBeGreaterThan(0.99);
  });

  it("finds 99 of 100 pairs that an exact join finds in a corpus with planted families, and no false one", () => {
    const { texts } = plantedTexts(6000, 8, 0.15);
    const set = setOf(texts, 20);
    const all = forms(set);
    const pairs = exactJoin(oracleTexts(set, 5), 0.8);
    const result = joinNearCopies(set, usual);
    expect(pairs.length).toBeGreaterThan(2000);
    expect(together(result, pairs) / pairs.length).toBeGreaterThanOrEqual(0.99);
    const truth = chained(all.length, pairs);
    const labelOf = new Map<number, number>();
    for (let i = 0; i < all.length; i++) {
      const label = result.label[i]!;
      if (!labelOf.has(label)) labelOf.set(label, truth[i]!);
      expect(labelOf.get(label)).toBe(truth[i]);
    }
    expect(result).toMatchObject({ denseBuckets: 0, notCompared: 0 });
  });

  it.each([
    ["letters", 0xa000, 1100, 36, 46],
    ["ideographs", 0x4e00, 20_000, 42, 46],
    ["Hangul", 0xac00, 11_000, 40, 46],
  ])(
    "finds pairs of %s at exactly the asked similarity as often as the plan says",
    (_, first, kinds, shared, all) => {
      // 1,000 pairs of texts with 45 letters each of which one in the middle differs. Letters: 36 of 46 runs are shared.
      const random = new Random(6);
      const letter = (): string => String.fromCharCode(first + random.below(kinds));
      const texts = Array.from({ length: 1000 }, () => {
        const base = Array.from({ length: 45 }, letter);
        const other = base.slice();
        other[20] = letter();
        return [base.join(""), other.join("")];
      }).flat();
      const set = setOf(texts, 20);
      const similarity = shared / all;
      const result = joinNearCopies(set, { similarity, shingle: 5 });
      let found = 0;
      for (let i = 0; i < 2000; i += 2) if (result.label[i] === result.label[i + 1]) found++;
      const { recall } = bandPlan(similarity);
      // Five standard deviations below what the plan promises.
      expect(found).toBeGreaterThan(1000 * recall - 5 * Math.sqrt(1000 * recall * (1 - recall)) - 1);
      // A hair above, not one pair is similar enough.
      expect(joinNearCopies(set, { similarity: similarity + 1e-6, shingle: 5 }).count).toBe(2000);
    },
  );

  it("is the same whatever the order of the texts, and however often they come", () => {
    const { texts } = plantedTexts(600, 3, 0.2);
    // Enough alike to fill dense buckets.
    const template = "the weather in our beautiful town today is";
    const random = new Random(1);
    for (let i = 0; i < 1200; i++) texts.push(`${template} ${random.uint32().toString(2).slice(0, 20)}`);
    const clustersOf = (list: readonly string[], step: number): string[] => {
      const set = setOf(list, 20);
      const join = new NearCopyJoin(set, usual);
      for (let from = 0; from < join.length; from += step)
        join.sketch(from, Math.min(join.length, from + step));
      for (let band = 0; band < join.plan.bands; band++) join.joinBand(band);
      const members = new Map<number, string[]>();
      const { label, denseBuckets } = join.result();
      expect(denseBuckets).toBeGreaterThan(0);
      for (let i = 0; i < set.length; i++)
        members.set(label[i]!, [...(members.get(label[i]!) ?? []), set.text(i)]);
      return [...members.values()].map((m) => m.sort().join("\n")).sort();
    };
    const once = clustersOf(texts, texts.length);
    const order = Int32Array.from(texts.keys());
    random.shuffle(order);
    expect(
      clustersOf(
        [...order].map((i) => texts[i]!),
        7,
      ),
    ).toEqual(once);
    expect(clustersOf([...texts, ...texts.toReversed()], 100)).toEqual(once);
  });

  it("joins the same message in Thai, Chinese, Arabic, Cyrillic and emoji, and keeps others apart", () => {
    const messages = [
      ["ขอเชิญทุกคนร่วมงานประชุมใหญ่ประจำปีที่ห้องประชุมชั้นสองวันเสาร์นี้เวลาเก้าโมงเช้า", "นะครับ"],
      ["请大家注意本周六上午九点在二楼会议室举行年度大会欢迎所有会员准时参加不要迟到谢谢合作", "！"],
      ["ندعو جميع الأعضاء إلى حضور الاجتماع السنوي يوم السبت في القاعة الكبرى الساعة التاسعة", " شكرا"],
      ["Приглашаем всех членов на ежегодное собрание в субботу в большом зале в девять часов утра", " Ждём"],
      ["🎉🎊🎈🎁🎂🍰🎆🎇✨🎐🎏🎎🎍🎋🎄🎃🎭🎨🎬🎤🎧🎼🎹🥁", "🎷"],
    ];
    const set = setOf(
      messages.flatMap(([text, more]) => [text!, text! + more!]),
      20,
    );
    expect([...joinNearCopies(set, usual).label]).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it("takes no text, one text, and texts as short as a shingle", () => {
    expect(joinNearCopies(setOf([]), usual)).toEqual({
      label: new Int32Array(0),
      count: 0,
      compared: 0,
      denseBuckets: 0,
      notCompared: 0,
    });
    expect(joinNearCopies(setOf(["alone"]), usual).label).toEqual(Int32Array.of(0));
    expect(joinNearCopies(setOf(["abcde", "abcdf", "aaaaaa", "aaaaaaaa"]), usual).label).toEqual(
      Int32Array.of(0, 1, 2, 2),
    );
  });
});

describe("very many texts alike", () => {
  it("that are identical are one text, in time that grows with their number", () => {
    const text =
      "An identical post of ordinary length that a great many accounts have copied word for word, link and all";
    const set = new TextSet(20);
    const cpu = (n: number): number => {
      const before = process.cpuUsage().user;
      for (let i = 0; i < n; i++) set.add(text);
      return process.cpuUsage().user - before;
    };
    cpu(20_000);
    // Ten times as many take about ten times as long; a quadratic method would take a hundred times.
    const tenth = cpu(40_000);
    expect(cpu(400_000)).toBeLessThan(40 * Math.max(10_000, tenth));
    expect(set.length).toBe(1);
    expect(joinNearCopies(set, usual)).toMatchObject({ count: 1, compared: 0 });
  });

  it("that differ in a number are one cluster, with few comparisons each", () => {
    const n = 20_000;
    const set = setOf(
      Array.from(
        { length: n },
        (_, i) => `Our petition for a cleaner river has been signed by number ${1_000_000 + i} today`,
      ),
      20,
    );
    const result = joinNearCopies(set, usual);
    expect(result.count).toBe(1);
    expect(result.denseBuckets).toBeGreaterThan(0);
    expect(result.notCompared).toBe(0);
    expect(result.compared).toBeLessThan(10 * n);
  });

  it("that share a template and are not similar enough are compared among neighbours, and the rest is counted", () => {
    const random = new Random(2);
    const n = 1500;
    const own = (): string => Array.from({ length: 6 }, () => random.uint32().toString(36)).join("");
    const template =
      "when the long winter is over we shall all meet again on the market place and sing the old songs of the";
    const base = Array.from({ length: n }, () => `${template} ${own()}`);
    const set = setOf([...base, ...base.map((text) => `${text}!`)], 20);
    const result = joinNearCopies(set, usual);
    expect(result.denseBuckets).toBeGreaterThan(0);
    expect(result.notCompared).toBeGreaterThan(0);
    expect(result.compared).toBeLessThan(2 * n * REACH * bandPlan(0.8).bands);
    let pairs = 0;
    for (let i = 0; i < n; i++) if (result.label[i] === result.label[n + i]) pairs++;
    expect(pairs / n).toBeGreaterThan(0.99);
    expect(result.count).toBeLessThan(n + 20);
    expect(DENSE).toBeLessThan(n);
  });
});

describe("where nothing is there", () => {
  it.each(Object.keys(SCRIPTS))("independent texts of the shortest lengths are no clusters: %s", (script) => {
    for (const kind of ["words", "hashtags"] as const) {
      const { forms, clusters } = chanceClusters(script, kind, 2000, 11);
      expect(forms).toBeGreaterThan(1900);
      expect(clusters, kind).toBeLessThanOrEqual(1);
    }
  });

  it.each(Object.keys(SCRIPTS))(
    "texts of stock phrases meet now and then, as the page says: %s",
    (script) => {
      const { forms, joined } = chanceClusters(script, "phrases", 5000, 12);
      expect(forms).toBeGreaterThan(4500);
      expect(joined / forms).toBeLessThan(0.05);
    },
  );
});
