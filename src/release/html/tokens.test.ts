import { describe, expect, it } from "vitest";
import { STYLES } from "./style.ts";
import { contrast, PAIRS } from "../../../test/support/contrast.ts";
import { DARK, LIGHT, TLP_COLOURS } from "../drawing/tokens.ts";

it("the contrast formula agrees with known values", () => {
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 10);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.478, 3);
});

describe.each([
  ["light", LIGHT],
  ["dark", DARK],
  ["print", { ...LIGHT, ground: "#ffffff" }],
] as const)("%s", (_, palette) => {
  it.each(PAIRS)("$front on $back is at least $least", ({ front, back, least }) => {
    expect(contrast(palette[front], palette[back])).toBeGreaterThanOrEqual(least);
  });
});

it.each(Object.entries(TLP_COLOURS))("the label of %s can be read on black", (_, colour) => {
  expect(contrast(colour, "#000000")).toBeGreaterThanOrEqual(4.5);
});

it("names no colour outside the tokens, the marking labels and the white of paper", () => {
  const allowed = new Set([
    ...Object.values(LIGHT),
    ...Object.values(DARK),
    ...Object.values(TLP_COLOURS),
    "#000",
    "#fff",
  ]);
  const named = STYLES.match(/#[0-9a-fA-F]{3,8}\b/g)!;
  expect(named.filter((colour) => !allowed.has(colour as never))).toEqual([]);
});

it("draws every text colour that the styles use in a tested pair", () => {
  const tested = new Set<string>(PAIRS.map((pair) => pair.front));
  const used = [...STYLES.matchAll(/(?<![-\w])(?:color|fill):var\(--([a-z0-9-]+)\)/g)].map(
    (match) => match[1]!,
  );
  expect(used.filter((name) => name !== "c" && !tested.has(name))).toEqual([]);
});
