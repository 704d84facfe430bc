/** The page marks the same characters as the model writes out: it does not import the model, so this holds them together. */
import { expect, it } from "vitest";
import { visible } from "../src/model/visible.ts";
import { partsOf } from "../src/web/components/imported-parts.ts";

it("marks exactly the characters that the model makes visible", () => {
  const differ: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    const marked = partsOf(character).length > 1;
    if (marked !== visible(character).startsWith("[U+")) differ.push(code.toString(16));
  }
  expect(differ).toEqual([]);
});

it("keeps every character, and puts the unseen ones at odd places", () => {
  expect(partsOf("safe\u202etxt\u200b.exe")).toEqual(["safe", "\u202e", "txt", "\u200b", ".exe"]);
});
