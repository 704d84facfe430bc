import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasRightToLeft, splitSentences, visible } from "./text.ts";

describe("visible", () => {
  it.each([
    ["\u202Eevil\u202C", "[U+202E]evil[U+202C]"],
    ["a\u2066b\u2069", "a[U+2066]b[U+2069]"],
    ["\u200Ex\u200F", "[U+200E]x[U+200F]"],
    ["nul\u0000 esc\u001b[2J", "nul[U+0000] esc[U+001B][2J"],
    ["zero\u200Bwidth", "zero[U+200B]width"],
    ["tag\u{E0041}", "tag[U+E0041]"],
    ["half \uD800 pair", "half [U+D800] pair"],
    ["two\r\nlines\u2028three", "two lines three"],
    ["نص 漢字 Привет é 🙂 क\u200Dष", "نص 漢字 Привет é 🙂 क\u200Dष"],
  ])("%j", (text, expected) => expect(visible(text)).toBe(expected));

  it("leaves nothing unseen and changes nothing twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const once = visible(text);
        expect(once).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}]/u);
        expect(visible(once)).toBe(once);
      }),
    );
  });
});

describe("splitSentences", () => {
  it("keeps abbreviations, initials and quotations whole", () => {
    expect(splitSentences("Mr. Ode met J. Ray. He left.\n\n“It is so.” Nobody asked.")).toEqual([
      ["Mr. Ode met J. Ray.", "He left."],
      ["“It is so.”", "Nobody asked."],
    ]);
  });

  it("loses no word", () => {
    const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(words(splitSentences(text).flat().join(" "))).toEqual(words(text));
      }),
    );
  });
});

it("hasRightToLeft", () => {
  expect(hasRightToLeft("abc مرحبا")).toBe(true);
  expect(hasRightToLeft("abc 漢字 Привет")).toBe(false);
});
