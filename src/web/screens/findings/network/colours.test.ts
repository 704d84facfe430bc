import { describe, expect, it } from "vitest";
import { colouring, NONE, OTHER } from "./colours.ts";

const node = (id: string) => ({ id, name: id, group: "G", degree: 1, shares: 1, community: null });
/** The account's letter is its value: `a1`, `a2`, `b1`, …; `-` for none. */
const letterOf = ({ id }: { readonly id: string }) => (id.startsWith("-") ? null : id[0]!);
const nodes = ["b1", "a1", "a2", "c1", "d1", "e1", "f1", "g1", "g2", "g3", "-1"].map(node);

describe("what the colours of a network say", () => {
  it("gives the five commonest values a colour each, and counts what shares one", () => {
    const { toneOf, legend } = colouring(nodes, letterOf);
    expect(legend).toEqual([
      { tone: 1, name: "g", accounts: 3 },
      { tone: 2, name: "a", accounts: 2 },
      { tone: 3, name: "b", accounts: 1 },
      { tone: 4, name: "c", accounts: 1 },
      { tone: 5, name: "d", accounts: 1 },
      { tone: OTHER, name: "2 others", accounts: 2 },
      { tone: NONE, name: "none", accounts: 1 },
    ]);
    expect(["g2", "e1", "f1", "-1"].map(toneOf)).toEqual([1, OTHER, OTHER, NONE]);
  });

  it("keeps a given order, so that a group has the same colour whichever groups are drawn", () => {
    const order = ["f", "g", "a"];
    const { legend } = colouring([node("g1"), node("a1")], letterOf, order, (value) => `group ${value}`);
    expect(legend).toEqual([
      { tone: 2, name: "group g", accounts: 1 },
      { tone: 3, name: "group a", accounts: 1 },
    ]);
  });

  it("counts every account once", () => {
    const { legend } = colouring(nodes, letterOf);
    expect(legend.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(nodes.length);
  });
});
