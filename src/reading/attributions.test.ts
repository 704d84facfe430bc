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

  it.each([
    ["As the Courier reported, the harbour was sold.", [["the Courier", "reported", "the harbour was sold"]]],
    [
      "As reported by the Courier, the harbour was sold.",
      [["the Courier", "reported", "the harbour was sold"]],
    ],
    ["She said, however, that it rained.", [["She", "said", "that it rained"]]],
    ["The clerk said, if elected, she would leave.", [["The clerk", "said", "she would leave"]]],
    [
      "Noting that it rained, Alda Courier said the ferry was late.",
      [
        ["Alda Courier", "Noting", "that it rained"],
        ["Alda Courier", "said", "the ferry was late"],
      ],
    ],
    [
      "The port office issued a statement saying the harbour was closed.",
      [["The port office", "saying", "the harbour was closed"]],
    ],
    ["He went on to say that the ferry was late.", [["He", "to say", "that the ferry was late"]]],
    ["The plan, which he described as a waste, was dropped.", [["he", "described as", "which … a waste"]]],
    [
      "It rained on the road that the mayor said would stay dry.",
      [["the mayor", "said", "that … would stay dry"]],
    ],
    ["The sale was first reported by the Courier.", [["the Courier", "was first reported", "The sale"]]],
    [
      "The crew was told by the mayor that the harbour was closed.",
      [["the mayor", "was told", "that the harbour was closed"]],
    ],
    ["Asked by a clerk whether it rained, she left.", [["a clerk", "Asked", "whether it rained"]]],
    ["Chances are small, according to exit polls.", [["exit polls", "according to", "Chances are small"]]],
    [
      "But, according to the survey, most growers remain.",
      [["the survey", "according to", "most growers remain"]],
    ],
    ["The mayor has since said that it rained.", [["The mayor", "has since said", "that it rained"]]],
    [
      "Critics argued the plan to pay the debt would fail.",
      [["Critics", "argued", "the plan to pay the debt would fail"]],
    ],
    [
      "Alda Courier: “The harbour is closed until the spring.”",
      [["Alda Courier", ":", "“The harbour is closed until the spring.”"]],
    ],
  ])("of a further construction: %s", (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it.each([
    "The mayor met the head of an agency called the Main Harbour Directorate.",
    "An agency called the Main Harbour Directorate bought the boats.",
    "She runs a group called Fair Harbour.",
    "The mayor called Alda Courier on Monday.",
    "The clerk laughed, referring to the vote.",
    "No one went on to say that it rained.",
  ])("are none where a participle tells what a thing is: %s", (text) => {
    expect(said(text)).toEqual([]);
  });

  it("hands the next paragraph over to who stands before a colon", () => {
    expect(said("The mayor wrote:\n\n“The harbour stays closed until the spring.”")).toEqual([
      ["The mayor", "wrote", "“The harbour stays closed until the spring.”"],
    ]);
  });

  it("goes on with a quotation that has a paragraph of its own", () => {
    expect(said("“It rained,” the mayor said.\n\n“And then the ferry sank in the harbour.”")).toEqual([
      ["the mayor", "said", "“It rained,” … “And then the ferry sank in the harbour.”"],
    ]);
  });

  it("makes two claims of those who accuse each other, tied as answers", () => {
    for (const words of ["each other", "one another"]) {
      const { claims, relations } = read(
        `Alda Norling and Rosa Holm accused ${words} of hiding the payments.`,
      );
      expect(claims.map(({ speakers, target }) => [speakers.map(({ name }) => name), target?.name])).toEqual([
        [["Alda Norling"], "Rosa Holm"],
        [["Rosa Holm"], "Alda Norling"],
      ]);
      expect(relations.map(({ kind, from, to }) => [kind, from, to])).toContainEqual(["answers", "p2", "p1"]);
    }
    const [open] = read("The two candidates accused each other of lying.").claims;
    expect(open!.target!.name).toBeNull();
  });

  it("offers no position on a judgment that the text does not tell", () => {
    expect(read("The agencies have high confidence in these judgments.").positions).toEqual([]);
  });
});
