import { describe, expect, it } from "vitest";
import { kindOf, openFirst, sayHypotheses, sayIds } from "./rows.ts";

describe("the list of a review", () => {
  it("puts what is open first, and keeps the order within", () => {
    expect(
      openFirst([
        { id: "language", open: 0 },
        { id: "sign", open: 3 },
        { id: "1", open: 1 },
        { id: "2", open: 0 },
      ]),
    ).toEqual(["sign", "1", "language", "2"]);
    expect(openFirst([])).toEqual([]);
  });

  it("says what a record is, and no id", () => {
    expect(kindOf("clm_4k7m2p9qxt")).toBe("a claim");
    expect(kindOf("bas_4k7m2p9qxt")).toBe("an entry of a basis");
    expect(kindOf("zzz_4k7m2p9qxt")).toBe("a record");
  });

  it("names records inside a sentence", () => {
    const names = new Map([["edn_ewv00jqksm", "The first edition"]]);
    expect(sayIds("cited in edn_ewv00jqksm (CLEAR).", (ref) => names.get(ref) ?? kindOf(ref))).toBe(
      "cited in The first edition (CLEAR).",
    );
    expect(sayIds("known through art_s7aqytzv69 alone; C-art_x stays.", kindOf)).toBe(
      "known through a document alone; C-art_x stays.",
    );
  });

  it("says hypotheses as people do", () => {
    expect(sayHypotheses("without C-a, Q3#h1 and Q3#h12 would lead instead of Q-two#h2.")).toBe(
      "without C-a, H1 of Q3 and H12 of Q3 would lead instead of H2 of Q-two.",
    );
  });
});
