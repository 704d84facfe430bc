import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counted, date, interval, number, percentRange, pValue, quantity, shortDay } from "./typography.ts";
import { listed } from "../words.ts";

describe("numbers", () => {
  it.each([
    [0, "0"],
    [36_001_855, "36,001,855"],
    [-1204, "−1,204"],
    [0.95, "0.95"],
    [12.3456, "12.35"],
    [1234.5, "1,235"],
    [0.00002, "2·10⁻⁵"],
    [3e15, "3·10¹⁵"],
  ])("%d", (value, text) => expect(number(value)).toBe(text));

  it("groups every integer in threes without losing a digit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (value) => {
        expect(number(value)).toMatch(/^\d{1,3}(,\d{3})*$/);
        expect(number(value).replaceAll(",", "")).toBe(String(value));
      }),
    );
  });

  it("puts units after the right space and dashes into ranges", () => {
    expect(percentRange([55, 80])).toBe("55–80\u202f%");
    expect(quantity(38, "s")).toBe("38\u00a0s");
    expect(quantity("not computed", "s")).toBe("not computed");
    expect(interval([13, 24], "%")).toBe("13–24\u202f%");
    expect(interval([-0.2, 0.4])).toBe("−0.2 to 0.4");
    expect(counted(1, "item")).toBe("1\u00a0item");
    expect(counted(0, "hypothesis", "hypotheses")).toBe("0\u00a0hypotheses");
  });
});

describe("p-values", () => {
  it.each([
    [-300, "< 1e-300"],
    [-4120, "< 1e-300"],
    [-20.7, "= 2·10⁻²¹"],
    [-20.02, "= 1·10⁻²⁰"],
    [-4 + Math.log10(9.7), "= 1·10⁻³"],
    [-2.4, "= 0.004"],
    [Math.log10(0.05), "= 0.05"],
    [0, "= 1"],
  ])("%d", (log10p, text) => expect(pValue(log10p)).toBe(text));
});

describe("dates are as exact as they are", () => {
  it.each([
    ["2016", "2016"],
    ["2016-10", "October 2016"],
    ["2016-10-07", "7 October 2016"],
    ["2016-10-07T20Z", "7 October 2016, 20\u00a0h UTC"],
    ["2016-10-07T20:32Z", "7 October 2016, 20:32 UTC"],
    ["2016-10-07T20:32:09Z", "7 October 2016, 20:32:09 UTC"],
    ["2016-10-07T20:32:00.000Z", "7 October 2016, 20:32 UTC"],
  ])("%s", (text, expected) => expect(date(text)).toBe(expected));

  it("on an axis", () => expect(shortDay(Date.UTC(2034, 4, 5))).toBe("5 May"));
});

it("list", () => {
  expect([listed([]), listed(["EA"]), listed(["EA", "SO"]), listed(["EA", "SO", "HL"])]).toEqual([
    "",
    "EA",
    "EA and SO",
    "EA, SO and HL",
  ]);
});
