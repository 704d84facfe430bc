import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countBits, eachBit, emptyBits, fullBits, keepCommon, setBit } from "./bits.ts";
import { mayBeUnspaced, piecesOf, queryOf } from "./pieces.ts";
import { Segment, SegmentBuilder } from "./segment.ts";

const LETTERS = ["a", "b", "ab", "к", "ы", "س", "中", "国", "人", "ไ", "。", "#", "𠀀", "😀"];
const text = fc.array(fc.constantFrom(...LETTERS, " "), { maxLength: 14 }).map((parts) => parts.join(""));
const word = fc
  .array(fc.constantFrom(...LETTERS, " "), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(""));

function segmentOf(texts: readonly (string | null)[]): Segment {
  const builder = new SegmentBuilder();
  for (const [i, one] of texts.entries()) builder.add(2 * i + 1, 1000 * i, Buffer.from(one ?? ""));
  return new Segment(builder.data());
}

function listOf(bits: ReturnType<typeof emptyBits>): number[] {
  const all: number[] = [];
  eachBit(bits, 0, (n) => void all.push(n));
  return all;
}

/** Posts that have a piece for every piece of the word. */
function candidates(segment: Segment, asked: string): number[] {
  const bits = fullBits(segment.size);
  for (const piece of queryOf(asked).pieces) keepCommon(bits, segment.find(piece));
  return listOf(bits);
}

describe("the index of words", () => {
  it("finds every post in whose text the word occurs, and, where it says so, no other", () => {
    fc.assert(
      fc.property(fc.array(fc.option(text), { maxLength: 80 }), word, (texts, asked) => {
        const segment = segmentOf(texts);
        const having = texts.flatMap((one, i) => (one?.includes(asked) === true ? [i] : []));
        const found = candidates(segment, asked);
        if (queryOf(asked).exact) expect(found).toEqual(having);
        else expect(found).toEqual(expect.arrayContaining(having));
      }),
      { numRuns: 1000 },
    );
  });

  it("is exact for a word of one script, and for one or two letters of a script without spaces", () => {
    for (const asked of ["trump", "#maga", "крым", "https://t.co/x", "中", "中国", "é"])
      expect(queryOf(asked).exact, asked).toBe(true);
    for (const asked of ["中国人", "of the", "中a", " ", "", " a"])
      expect(queryOf(asked).exact, asked).toBe(false);
  });

  it("cuts at spaces, and letters of scripts without them into pairs", () => {
    expect(piecesOf("we 我们的 ไทย, x中y")).toEqual(["we", "我们", "们的", "ไท", "ทย", ",", "x", "中", "y"]);
    expect(piecesOf("")).toEqual([]);
  });

  it("knows from the bytes of a text whether it is cut at its spaces alone", () => {
    const plain = ["who, “said” it — we 😀", "ваш أنتم שלום é", "ﬁ ％", ""];
    for (const one of plain)
      expect(mayBeUnspaced(Buffer.from(one), 0, Buffer.byteLength(one)), one).toBe(false);
    for (const one of ["a中", "ไทย", "ကခ", "ខ្មែរ", "カ", "豈", "ｶ", "𠀀", "⺀"])
      expect(mayBeUnspaced(Buffer.from(one), 0, Buffer.byteLength(one)), one).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (one) => {
        const bytes = Buffer.from(one);
        const cutAtSpaces = one.split(" ").filter((word) => word !== "");
        if (!mayBeUnspaced(bytes, 0, bytes.length)) expect(piecesOf(one)).toEqual(cutAtSpaces);
      }),
      { numRuns: 5000 },
    );
  });

  it("keeps lists of any length and distance", () => {
    const texts = Array.from({ length: 40_000 }, (_, i) =>
      i % 20_001 === 0 ? "rare often" : i % 3 === 0 ? "often" : "x",
    );
    const segment = segmentOf(texts);
    const having = (asked: string) => texts.flatMap((one, i) => (one.includes(asked) ? [i] : []));
    for (const asked of ["rare", "often", "x", "e", "none"])
      expect(candidates(segment, asked)).toEqual(having(asked));
  });

  it("knows the post of a row and the first one at a time", () => {
    const segment = segmentOf(["a", "b", null]);
    expect([1, 2, 3, 5, 7].map((row) => segment.numberOf(row))).toEqual([0, undefined, 1, 2, undefined]);
    expect([-1, 0, 1, 1000, 2001].map((time) => segment.firstAt(time))).toEqual([0, 0, 1, 1, 3]);
  });
});

describe("bits", () => {
  it("are sets of numbers", () => {
    const numbers = fc.uniqueArray(fc.nat(199));
    fc.assert(
      fc.property(numbers, numbers, fc.nat(199), (one, two, from) => {
        const [a, b] = [one, two].map((list) => {
          const bits = emptyBits(200);
          for (const n of list) setBit(bits, n);
          return bits;
        }) as [ReturnType<typeof emptyBits>, ReturnType<typeof emptyBits>];
        keepCommon(a, b);
        const common = one.filter((n) => two.includes(n)).sort((x, y) => x - y);
        expect(countBits(a)).toBe(common.length);
        const later: number[] = [];
        eachBit(a, from, (n) => void later.push(n));
        expect(later).toEqual(common.filter((n) => n >= from));
      }),
    );
    for (const size of [0, 1, 31, 32, 33, 64]) expect(countBits(fullBits(size))).toBe(size);
  });
});
