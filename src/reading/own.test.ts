import { describe, expect, it } from "vitest";
import { paragraphsOf } from "../../test/support/reading.ts";
import { readText } from "./index.ts";

const own = (text: string, author: string | null = null) =>
  readText({ paragraphs: paragraphsOf(text), published: null, author })
    .claims.filter(({ cue }) => cue === null)
    .map(({ rule, content, speakers }) => [
      rule.split(" ")[0],
      content.map((part) => part.text).join(" "),
      speakers[0]?.name ?? null,
    ]);

const REST = "\n\nThe mayor said that the ferry would run again in spring.";

describe("what a document asserts in its own voice", () => {
  it("is its headline and its lead, said by who publishes it", () => {
    const text = `Storm closes the harbour of Ostrand\n\nThe Alda Courier, 29 October 2031\n\nA storm closed the harbour of Ostrand on Tuesday. Four boats were lost.${REST}`;
    expect(own(text, "The Alda Courier")).toEqual([
      ["headline", "Storm closes the harbour of Ostrand", "The Alda Courier"],
      ["lead", "A storm closed the harbour of Ostrand on Tuesday", "The Alda Courier"],
      ["lead", "Four boats were lost", "The Alda Courier"],
    ]);
    expect(own(text).map(([, , speaker]) => speaker)).toEqual([null, null, null]);
  });

  it("is an estimate that it gives itself, wherever that stands", () => {
    const text = `Storm closes the harbour\n\nA storm closed the harbour on Tuesday.\n\nThe ferry runs twice a day. The quay will very likely stay closed until spring.${REST}`;
    expect(own(text)).toContainEqual([
      "estimate",
      "The quay will very likely stay closed until spring",
      null,
    ]);
    expect(own(text).map(([, words]) => words)).not.toContain("The ferry runs twice a day");
    const held = "The port has high confidence that the quay will very likely stay closed.";
    expect(own(`A storm closed the harbour on Tuesday.\n\n${held}${REST}`).map(([rule]) => rule)).toEqual([
      "lead",
    ]);
  });

  it.each([
    ["is attributed", "The harbour will stay closed, the mayor said."],
    ["is attributed by a phrase", "According to the port, the harbour will stay closed."],
    ["is said by sources", "Sources close to the port expect that the harbour will stay closed."],
    ["has a quotation", "The harbour is “closed until further notice” since Tuesday."],
    ["asks", "Will the harbour of Ostrand ever be opened again?"],
    ["has a verb of saying that no rule has read", "The unions are threatening the port with a strike."],
  ])("is nothing that %s", (_, sentence) => {
    expect(own(`${sentence}${REST}`)).toEqual([]);
  });

  it.each(["Storm over Ostrand harbour and its ferry", "Boats seized in Ostrand harbour after storm"])(
    "is no headline without a finite verb: %s",
    (headline) => {
      const text = `${headline}\n\nA storm closed the harbour on Tuesday.${REST}`;
      expect(own(text)).toEqual([["lead", "A storm closed the harbour on Tuesday", null]]);
    },
  );

  it("begins behind a dateline", () => {
    const text = `Storm closes the harbour\n\nOSTRAND (Courier) — A storm closed the harbour on Tuesday.${REST}`;
    expect(own(text)).toContainEqual(["lead", "A storm closed the harbour on Tuesday", null]);
  });

  it("is not told as derived from itself, and drifts from what it retells", () => {
    const text =
      "Castrel ordered a campaign to help Ardan win\n\nCastrel ordered a campaign to help Ardan win the election.\n\nThe report says that Castrel sought to help Ardan win the election.";
    const { claims, relations } = readText({ paragraphs: paragraphsOf(text), published: null, author: null });
    expect(claims.map(({ cue }) => cue?.text ?? null)).toEqual([null, null, "says"]);
    const retold = relations.filter(({ kind }) => kind === "retells");
    expect(retold.map(({ from, to, drift }) => [from, to, drift?.stronger.text])).toEqual([
      ["p1", "p3", "ordered"],
      ["p2", "p3", "ordered"],
    ]);
  });
});
