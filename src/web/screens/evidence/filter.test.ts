import { describe, expect, it } from "vitest";
import type { LedgerItem } from "../../../views/reasoning.ts";
import { chosenOf, countsOf, gradeOf } from "./filter.ts";

type Stands = LedgerItem["citedIn"][number]["stands"];

const item = (
  name: string,
  {
    cited = [],
    grade = ["not assessed", "not assessed"],
    speaker,
    origins = "not recorded",
  }: {
    cited?: readonly Stands[];
    grade?: readonly [string, string];
    speaker?: string;
    origins?: LedgerItem["origins"];
  },
): LedgerItem => ({
  ref: `clm_${name}`,
  name,
  text: name,
  kind: "Claim",
  ...(speaker === undefined
    ? {}
    : { speaker: { ref: speaker, name: speaker, initials: "X", kind: "organisation" } }),
  places: [],
  grade: { reliability: grade[0], credibility: grade[1] },
  grades: [],
  origins,
  citedIn: cited.map((stands, i) => ({ judgment: { ref: `jdg_${i}`, name: `J${i}`, text: "" }, stands })),
});

const ITEMS = [
  item("a", { cited: ["for", "for"], grade: ["B", "2"], speaker: "pty_1", origins: ["art_1"] }),
  item("b", { cited: ["against"], grade: ["B", "2"], speaker: "pty_1", origins: ["art_1", "art_2"] }),
  item("c", { speaker: "pty_2" }),
  item("d", { cited: ["for", "against"], grade: ["C", "not assessed"] }),
];
const names = (items: readonly LedgerItem[]) => items.map(({ name }) => name).join("");

describe("what the ledger is cut down to", () => {
  it("leaves what fits every choice", () => {
    expect(names(chosenOf(ITEMS, {}))).toBe("abcd");
    expect(names(chosenOf(ITEMS, { side: "against" }))).toBe("bd");
    expect(names(chosenOf(ITEMS, { side: "nowhere" }))).toBe("c");
    expect(names(chosenOf(ITEMS, { origin: "art_1", side: "for" }))).toBe("a");
    expect(names(chosenOf(ITEMS, { grade: "C –" }))).toBe("d");
    expect(names(chosenOf(ITEMS, { speaker: "pty_9" }))).toBe("");
  });

  it("counts a choice under the others, and an item once however often it is cited", () => {
    expect(countsOf(ITEMS, {}, "side")).toEqual([
      ["against", 2],
      ["for", 2],
      ["nowhere", 1],
    ]);
    expect(countsOf(ITEMS, { grade: "B 2", side: "nowhere" }, "side")).toEqual([
      ["against", 1],
      ["for", 1],
      ["nowhere", 0],
    ]);
    for (const aspect of ["side", "grade", "speaker", "origin"] as const)
      for (const [value, n] of countsOf(ITEMS, { side: "for" }, aspect))
        expect(chosenOf(ITEMS, { side: "for", [aspect]: value })).toHaveLength(n);
  });

  it("calls a grade by its letter and number, and says where there is none", () => {
    expect(ITEMS.map(gradeOf)).toEqual(["B 2", "B 2", "not graded", "C –"]);
  });
});
