import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parted, partsOfP, saySignificance, shortMeasured } from "./words.ts";

describe("a finding in parts", () => {
  const finding = (status: "finding" | "note", sentence: string) =>
    ({ status, title: "Co-share, group A", sentence }) as Parameters<typeof parted>[0];
  const said = "24 accounts posted identical texts: 64 in 948 posts. At a level of 0.01 all are significant.";

  it("has its first sentence as headline, a run as a whole too; one long sentence, its title", () => {
    expect(parted(finding("finding", said))).toEqual({
      headline: "24 accounts posted identical texts: 64 in 948 posts.",
      rest: ["At a level of 0.01 all are significant."],
    });
    expect(parted(finding("note", said))).toEqual(parted(finding("finding", said)));
    const long = `${"word ".repeat(60)}end.`;
    expect(parted(finding("finding", long))).toEqual({ headline: "Co-share, group A", rest: [long] });
  });

  it("loses no word", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom("finding", "note"), (text, status) => {
        const { headline, rest } = parted(finding(status, `${said} ${text}`));
        const words = [headline, ...rest].join("").replace(/\s/gu, "");
        expect(words).toBe(`${said} ${text}`.replace(/\s/gu, ""));
      }),
    );
  });
});

describe("a p-value in words", () => {
  it.each([
    [-300, "< 10", 300],
    [-20.7, "2·10", 21],
    [-6, "10", 6],
    [-5.02, "10", 5],
    [-2, "0.010", undefined],
    [Math.log10(0.3), "0.30", undefined],
    [0, "1.00", undefined],
  ])("%d is %s to the power of minus %s", (log10p, head, minusPower) => {
    expect(partsOfP(log10p)).toEqual(minusPower === undefined ? { head } : { head, minusPower });
  });

  it("is within half a digit of the value", () => {
    fc.assert(
      fc.property(fc.double({ min: -299, max: -3.01, noNaN: true }), (log10p) => {
        const { head, minusPower } = partsOfP(log10p);
        const digit = head.includes("·") ? Number(head.split("·")[0]) : 1;
        expect(Math.abs(digit / 10 ** (log10p + minusPower!) - 1)).toBeLessThan(0.34);
      }),
    );
  });

  it("says chance, correction and level", () => {
    const strong = { null: "null 1", log10p: -9, correction: "Holm", m: 36_000, level: 0.01 } as const;
    const weak = { ...strong, null: "null 2", log10p: -1 } as const;
    expect(saySignificance(strong)).toBe(
      "If null 1 alone decided, chance alone would do this less than once in a million times; corrected by Holm over 36,000 hypotheses, below the level of 0.01.",
    );
    expect(saySignificance(weak)).toContain("once in 10 times");
    expect(saySignificance(weak)).toContain("not below");
  });
});

describe("what was measured of an explanation", () => {
  it.each([
    [
      "Where two shared, they met in 62 of 70 sittings; expected: 33 if it holds, 63 if not (x).",
      "62 of 70; 33 if so, 63 if not",
    ],
    [
      "627 pairs of the 62 occasions begin in the same minute; expected: 112 or more if it holds, 31 if they lie as those of others do, 124 if moved.",
      "627; 112 or more if so, 31 if not",
    ],
    [
      "One was the source on 0 of 62 occasions; expected: 50 if it holds, 2.8 if not (x).",
      "0 of 62; 50 if so, 2.8 if not",
    ],
    ["Not measured: no object shows where a link leads.", "not measured"],
    [undefined, "not measured"],
    ["The client is the same for 12 accounts.", "The client is the same for 12 accounts."],
  ])("%s", (measured, words) => {
    expect(shortMeasured(measured)).toBe(words);
  });
});
