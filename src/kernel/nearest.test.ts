import { describe, expect, it } from "vitest";
import { nearest } from "./nearest.ts";

describe("the nearest known word", () => {
  it.each([
    ["nmae", ["kind", "name", "initials"], "name"],
    ["Asserts", ["asserts", "denies"], "asserts"],
    ["likly", ["unlikely", "likely"], "likely"],
    ["heldat", ["heldAt"], "heldAt"],
    ["derivedfrom", ["derivedFrom"], "derivedFrom"],
    ["C-minstry", ["C-ministry", "C-ledger"], "C-ministry"],
    ["colour", ["kind", "name"], undefined],
    ["a", ["b", "c"], undefined],
    ["clame", ["party", "claim"], "claim"],
    ["C1", ["C2"], undefined],
    ["", ["a"], undefined],
    ["x".repeat(10_000), ["name"], undefined],
  ])("to %s among %j is %s", (word, known, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });
});
