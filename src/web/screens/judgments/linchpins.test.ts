import { describe, expect, it } from "vitest";
import type { Linchpin } from "../../../views/linchpin.ts";
import { sayLed, weightiest } from "./linchpins.ts";

const of = (
  change: Linchpin["change"],
  name: string,
  scores: Linchpin["scores"],
  after: string[],
): Linchpin => ({
  of: "joint",
  scores,
  dropped: "item",
  without: { ref: `clm_${name}`, name, text: name },
  items: [],
  before: ["h1"],
  after,
  change,
});

describe("which linchpins are said on a judgment", () => {
  it("says first what takes the lead away, and what does so in most scores", () => {
    const said = weightiest([
      of("narrows", "a", ["PARC weighted"], ["h1"]),
      of("moves", "b", ["PARC weighted"], ["h3"]),
      of("moves", "c", ["PARC weighted", "inconsistency score"], ["h2", "h3"]),
      of("empties", "d", ["PARC weighted"], []),
    ]);
    expect(said.map(({ without }) => without.name)).toEqual(["d", "c", "b"]);
    expect(weightiest([])).toEqual([]);
  });

  it.each([
    [[], "nothing is left to count"],
    [["h3"], "H3 leads"],
    [["h1", "h2"], "H1 and H2 lead"],
    [["h1", "h2", "h3"], "H1, H2 and H3 lead"],
  ])("puts %j into words", (after, words) => {
    expect(sayLed(of("moves", "a", [], after), (ref) => ref.toUpperCase())).toBe(words);
  });
});
