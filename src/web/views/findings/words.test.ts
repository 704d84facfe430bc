import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sayP, saySignificance, weakest } from "./words.ts";

describe("a p-value in words", () => {
  it.each([
    [-300, "< 10⁻³⁰⁰"],
    [-20.7, "2·10⁻²¹"],
    [-6, "10⁻⁶"],
    [-5.02, "10⁻⁵"],
    [-2, "0.010"],
    [Math.log10(0.3), "0.30"],
    [0, "1.00"],
  ])("%d is %s", (log10p, said) => {
    expect(sayP(log10p)).toBe(said);
  });

  it("is within half a digit of the value", () => {
    fc.assert(
      fc.property(fc.double({ min: -299, max: -3.01, noNaN: true }), (log10p) => {
        const said = sayP(log10p);
        const [left, right] = said.includes("·") ? said.split("·") : ["1", said];
        const power = Array.from(right!.slice(3), (one) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(one)).join("");
        expect(Math.abs(Number(left) / 10 ** (log10p + Number(power)) - 1)).toBeLessThan(0.34);
      }),
    );
  });

  it("says chance, correction and level, and which test is the weakest", () => {
    const strong = { null: "null 1", log10p: -9, correction: "Holm", m: 36_000, level: 0.01 } as const;
    const weak = { ...strong, null: "null 2", log10p: -1 } as const;
    expect(saySignificance(strong)).toBe(
      "If null 1 alone decided, chance alone would do this less than once in a million times; corrected by Holm over 36,000 hypotheses, below the level of 0.01.",
    );
    expect(saySignificance(weak)).toContain("once in 10 times");
    expect(saySignificance(weak)).toContain("not below");
    expect(weakest([strong, weak])).toBe(weak);
  });
});
