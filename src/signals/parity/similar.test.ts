import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jaccard, similarSets } from "./similar.ts";
import { wordSets, wordsOf } from "./word-sets.ts";

describe("similar sets", () => {
  it("finds exactly the pairs that reach the threshold, at any threshold", () => {
    const sets = fc.uniqueArray(fc.uniqueArray(fc.nat(9), { maxLength: 9 }), {
      maxLength: 24,
      selector: (set) => set.toSorted((x, y) => x - y).join(),
    });
    const threshold = fc.oneof(
      fc.constantFrom(0.2, 1 / 3, 0.5, 0.6, 0.75, 0.8, 0.9, 1),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(sets, threshold, (lists, t) => {
        const all = lists.map((list) => Int32Array.from(list).sort());
        const found = similarSets(all, 10, t);
        all.forEach((x, i) => {
          const expected = all.flatMap((y, j) =>
            x.length > 0 && y.length > 0 && jaccard(x, y) >= t ? [j] : [],
          );
          expect([...found.of(i)].sort((p, q) => p - q)).toEqual(expected);
        });
      }),
      { numRuns: 1500 },
    );
  });

  it("takes a similarity by counting", () => {
    expect(jaccard(Int32Array.of(1, 2, 3), Int32Array.of(2, 3, 4))).toBe(0.5);
    expect(jaccard(Int32Array.of(1), Int32Array.of(2))).toBe(0);
  });
});

describe("words", () => {
  it("cuts at default boundaries; punctuation marks are words", () => {
    expect(wordsOf("the lazy  dog.")).toEqual(["the", "lazy", "dog", "."]);
    expect(wordsOf("don't 3.5 e-mail")).toEqual(["don't", "3.5", "e", "-", "mail"]);
    expect(wordsOf(" \t\n")).toEqual([]);
  });

  it("cuts scripts without spaces by character, as the default boundaries do", () => {
    expect(wordsOf("東京です")).toEqual(["東", "京", "で", "す"]);
    expect(wordsOf("ภาษา")).toEqual(["ภ", "า", "ษ", "า"]);
    expect(wordsOf("カタカナ")).toEqual(["カタカナ"]);
  });

  it("gives equal sets one number, whatever the order and the repeats", () => {
    const { set, sets } = wordSets(["a b", "b a a", "c", ""]);
    expect([...set]).toEqual([0, 0, 1, 2]);
    expect(sets.map((words) => words.length)).toEqual([2, 1, 0]);
  });
});
