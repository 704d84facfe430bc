/** What reading a text promises whatever the text is: each stretch stands where it says, and time grows with the length alone. */
import fc from "fast-check";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Reading, Stretch } from "../src/reading/contract.ts";
import { readText } from "../src/reading/index.ts";
import { paragraphsOf } from "./support/reading.ts";

const POLNEAR = new URL("../../shared/data/polnear/", import.meta.url);

const read = (text: string): Reading =>
  readText({ paragraphs: paragraphsOf(text), published: "2031-01-06", author: null });

function stretchesOf({ claims }: Reading): Stretch[] {
  return claims.flatMap(({ cue, content, speakers, target }) => [
    ...(cue === null ? [] : [cue]),
    ...content,
    ...speakers.map(({ mention }) => mention),
    ...(target === null ? [] : [target.mention]),
  ]);
}

const words = fc.constantFrom(
  ..."said Alda Courier the mayor that , . “ ” \" '' `` ( ) — : ; and he who told adding according to denied not to by of accused 🙂 Ms. U.S. é".split(
    " ",
  ),
);

describe("a reading", () => {
  it("gives only stretches that stand in the text", () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 80 }), (list) => {
        const text = `The mayor said that the harbour was closed. ${list.join(" ")}`;
        for (const { start, end, text: words } of stretchesOf(read(text)))
          expect(text.slice(start, end)).toBe(words);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it.skipIf(!existsSync(POLNEAR))("does so over real articles", () => {
    const lines = readFileSync(new URL("dev.ndjson", POLNEAR), "utf8").trim().split("\n");
    let stretches = 0;
    for (const line of lines) {
      const { text } = JSON.parse(line) as { text: string };
      for (const { start, end, text: words } of stretchesOf(read(text))) {
        expect(text.slice(start, end)).toBe(words);
        stretches += 1;
      }
    }
    expect(stretches).toBeGreaterThan(1_000);
  });

  const sizes = [25_000, 200_000] as const;
  it.each([
    ["quotation marks", '" '],
    ["marks that open", "“"],
    ["brackets", "(("],
    ["said", "said "],
    ["one word", "a"],
    ["one sentence without end", "the mayor said that the port, which he said was closed, and "],
    ["short sentences", "He said it was. "],
    ["quotations in a row", "“It is closed.” "],
    ["names", "Alda Courier, "],
    ["adverbs of time", "on Monday late last week "],
    ["denials", "denied denying "],
    ["confidence", "confidence in high confidence in these "],
    ["dates", "early late May 2016 Tuesday "],
    ["credibility", "He said it raised the a b c credibility of the "],
    ["names of nothing", "the claim a b c d e f g is simply quite "],
  ])("takes time that grows with the length: %s", (_, piece) => {
    const lead = "The mayor said that the harbour was closed. ";
    const [short, long] = sizes.map((size) => {
      const text = lead + piece.repeat(Math.ceil(size / piece.length));
      const before = process.cpuUsage();
      read(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    });
    // Eight times the text: a square would take 64 times as long. Half a second covers what does not grow.
    expect(long!).toBeLessThan(24 * Math.max(short!, 0.1) + 0.5);
  });
});
