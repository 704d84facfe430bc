import { describe, expect, it } from "vitest";
import type { HistoryChange } from "../../../views/reasoning.ts";
import { pathOf, rowsOf, walksOf } from "./steps.ts";

const PARTY: HistoryChange["organisation"] = {
  ref: "pty_a",
  name: "Authority",
  initials: "A",
  kind: "organisation",
};
const DAY = 86_400_000;
const START = Date.UTC(2031, 0, 1);

const term = (name: string, low: number, high: number) => ({
  scale: "icd203/1",
  term: name,
  band: [low, high] as [number, number],
});
const LIKELY = term("likely", 55, 80);
const EVEN = term("roughly even chance", 45, 55);

function taken(
  ref: string,
  day: number,
  likelihood: NonNullable<HistoryChange["position"]>["likelihood"],
  organisation = PARTY,
): HistoryChange {
  return {
    ref,
    person: "analyst",
    organisation,
    at: "2031-02-01T00:00:00Z",
    heldAt: new Date(START + day * DAY).toISOString().slice(0, 10),
    kind: "Position",
    change: "added",
    moved: ref,
    before: "nothing",
    after: "said",
    position: { organisation, stance: "own", holds: "joins", likelihood },
  };
}

const xOf = (at: number) => (at - START) / DAY;
const yOf = (rows: readonly string[]) => (name: string) => rows.indexOf(name) * 10;

describe("positions as steps", () => {
  it("holds a term from when it was taken until the next, and the last to the end", () => {
    const walks = walksOf([taken("a", 1, EVEN), taken("b", 5, LIKELY)]);
    const rows = rowsOf(walks);
    expect(rows).toEqual(["likely", "roughly even chance"]);
    expect(walks.map((walk) => pathOf(walk, xOf, yOf(rows), 20))).toEqual(["M1 10H5V0H20"]);
  });

  it("goes by the time that a position is held for, not by the order of arrival", () => {
    const walks = walksOf([taken("late", 7, LIKELY), taken("early", 2, EVEN)]);
    expect(walks[0]?.steps.map(({ ref }) => ref)).toEqual(["early", "late"]);
  });

  it("keeps organisations apart, and those that state no likelihood below the others", () => {
    const other = { ...PARTY, ref: "pty_b", name: "Office", initials: "O" };
    const walks = walksOf([taken("a", 1, "not stated"), taken("b", 2, EVEN, other)]);
    expect(walks.map(({ key }) => key)).toEqual(["pty_a own", "pty_b own"]);
    expect(rowsOf(walks)).toEqual(["roughly even chance", "not stated"]);
  });

  it("ends where the last position was withdrawn", () => {
    const withdrawn: HistoryChange = {
      ref: "clm_1",
      person: "analyst",
      organisation: PARTY,
      at: new Date(START + 9 * DAY).toISOString(),
      kind: "Withdrawal",
      change: "withdrawn",
      moved: "a",
      before: "said",
      after: "nothing",
    };
    const walks = walksOf([taken("a", 1, LIKELY), withdrawn]);
    expect(pathOf(walks[0]!, xOf, () => 0, 20)).toBe("M1 0H9");
    expect(walksOf([withdrawn])).toEqual([]);
  });
});
