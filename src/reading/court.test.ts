import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { paragraphsOf } from "../../test/support/reading.ts";
import { readText } from "./index.ts";

/** An invented charge in the manner of courts: participles that look like verbs that report. */
const TEXT = readFileSync(new URL("../../test/golden/reading/court.txt", import.meta.url), "utf8").trimEnd();

it("takes no participle for a verb that reports", () => {
  const { claims } = readText({ paragraphs: paragraphsOf(TEXT), published: null, author: null });
  const said = claims
    .filter(({ cue }) => cue !== null)
    .map(({ speakers, cue, content }) => [
      speakers.map(({ mention }) => mention.text).join(" + "),
      cue!.text,
      content.map(({ text }) => text).join(" … "),
    ]);
  expect(said).toEqual([
    ["The indictment", "alleges", "that officers of a unit called the Signals Branch stole the letters"],
    ["the indictment", "According to", "the unit used a company named Harbour Works to rent servers abroad"],
    ["the Main Harbour Directorate", "asserts", "that its staff rented no servers"],
    ["The two defendants", "deny", "the charge"],
    ["A man named in the charge sheet", "denied", "it"],
    ["the prosecutor", "said", "Documents described as genuine were altered before they were published"],
    ["A witness called by the defence", "testified", "that the servers had been rented for a shop"],
    ["A clerk told to keep silent", "said", "that the contract was signed in May"],
    ["An expert asked by the court", "found", "that nine of the letters were altered"],
  ]);
});
