import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DARK, LIGHT, TLP_COLOURS } from "../src/release/drawing/tokens.ts";
import { contrast } from "./support/contrast.ts";

const WEB = new URL("../src/web/", import.meta.url);
const tokens = readFileSync(new URL("tokens.css", WEB), "utf8");

/** In one mode. */
function colours(mode: "light" | "dark"): Record<string, string> {
  return Object.fromEntries(
    [...tokens.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
      ([, name, light, dark]) => [name!, mode === "light" ? light! : dark!],
    ),
  );
}

/** Text on the grounds it stands on in the page. */
const TEXT: readonly (readonly [string, string])[] = [
  ...["ink", "ink-2", "ink-3", "accent", "for", "against", "c1", "c2", "c3", "c4", "c5"].flatMap(
    (front): [string, string][] => [
      [front, "ground"],
      [front, "side"],
    ],
  ),
  ["ink", "accent-ground"],
  ["ink-2", "accent-ground"],
  ["ink-3", "accent-ground"],
  ["for", "accent-ground"],
  ["against", "accent-ground"],
  ["accent", "accent-ground"],
  ...["for-1", "for-2", "against-1", "against-2", "h1", "h2", "h3", "h4"].map((back): [string, string] => [
    "ink",
    back,
  ]),
  ...["c1", "c2", "c3", "c4", "c5"].map((back): [string, string] => ["ground", back]),
];

describe.each([
  ["light", colours("light"), LIGHT],
  ["dark", colours("dark"), DARK],
] as const)("colours of the page, %s", (_, page, report) => {
  it("are those of the printed report", () => {
    expect(page).toMatchObject(report);
  });

  it.each(TEXT)("%s on %s is at least 4.5", (front, back) => {
    expect(contrast(page[front]!, page[back]!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["ground", "side"])("ticks on %s are at least 3", (back) => {
    expect(contrast(page["tick"]!, page[back]!)).toBeGreaterThanOrEqual(3);
  });
});

it("no style names a colour but the tokens and the marking label", () => {
  const labels = [...Object.values(TLP_COLOURS).map((colour) => colour.toLowerCase()), "#000", "#fff"];
  const files = readdirSync(WEB, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".css") && name !== "tokens.css")) {
    const named = readFileSync(new URL(file, WEB), "utf8").match(/#[0-9a-f]{3,8}\b/g) ?? [];
    expect(
      file === "components/tlp.css" ? named.filter((colour) => !labels.includes(colour)) : named,
      file,
    ).toEqual([]);
  }
});
