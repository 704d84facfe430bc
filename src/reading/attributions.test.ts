import { describe, expect, it } from "vitest";
import { paragraphsOf } from "../../test/support/reading.ts";
import { readText } from "./index.ts";

const read = (text: string) => readText({ paragraphs: paragraphsOf(text), published: null, author: null });

/** Speaker, cue, and content of each claim. */
const said = (text: string) =>
  read(text).claims.map(({ speakers, cue, content }) => [
    speakers.map(({ mention }) => mention.text).join(" + "),
    cue?.text ?? null,
    content.map((part) => part.text).join(" … "),
  ]);

describe("attributions", () => {
  it.each([
    ["Alda Courier said the harbour was closed.", ["Alda Courier", "said", "the harbour was closed"]],
    [
      "The mayor claimed that the figures were wrong.",
      ["The mayor", "claimed", "that the figures were wrong"],
    ],
    ["“The harbour is closed,” said Alda Courier.", ["Alda Courier", "said", "“The harbour is closed,”"]],
    ['"The harbour is closed," the mayor said on Monday.', ["the mayor", "said", '"The harbour is closed,"']],
    [
      "The harbour is closed, according to the port authority.",
      ["the port authority", "according to", "The harbour is closed"],
    ],
  ])("of %s", (text, expected) => {
    expect(said(text)).toEqual([expected]);
  });

  it.each([
    [
      "The director told the Courier her board had never met the lenders.",
      [["The director", "told", "her board had never met the lenders"]],
    ],
    [
      "Alda Courier, who said the harbour was closed, said the ferry would run.",
      [
        ["who", "said", "the harbour was closed"],
        ["Alda Courier", "said", "the ferry would run"],
      ],
    ],
    ["On trade, 47% say the tariff is too high.", [["47%", "say", "the tariff is too high"]]],
    ["The growers had asked the drivers for help.", []],
  ])("of %s", (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it("keeps both parts of a quotation that the speaker interrupts", () => {
    expect(said("“The harbour,” said Alda Courier, “will stay closed until spring.”")).toEqual([
      ["Alda Courier", "said", "“The harbour,” … “will stay closed until spring.”"],
    ]);
  });

  it("finds the speaker of a verb that follows another", () => {
    expect(said("The mayor said the harbour was closed, adding that the ferry would not run.")).toEqual([
      ["The mayor", "said", "the harbour was closed"],
      ["The mayor", "adding", "that the ferry would not run"],
    ]);
  });
});
