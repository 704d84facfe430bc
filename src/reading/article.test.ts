import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { paragraphsOf } from "../../test/support/reading.ts";
import { readText } from "./index.ts";

/** An invented article: a joint report, its lead, a denial, charges and answers. */
const TEXT = readFileSync(
  new URL("../../test/golden/reading/article.txt", import.meta.url),
  "utf8",
).trimEnd();
const reading = readText({ paragraphs: paragraphsOf(TEXT), published: "2031-01-06", author: "Alda Courier" });
const { claims, positions, relations, events } = reading;
const contentOf = (id: string) =>
  claims
    .find((claim) => claim.id === id)!
    .content.map(({ text }) => text)
    .join(" ");
const paragraphOf = (at: number) => TEXT.slice(0, at).split("\n\n").length - 1;

describe("an article built like the project's first one", () => {
  it("gives at least thirteen claims: who says, who denies, who accuses and who blames", () => {
    expect(claims.length).toBeGreaterThanOrEqual(13);
    const said = claims.map(({ act, speakers }) => `${act} ${speakers[0]?.mention.text ?? "?"}`);
    for (const expected of [
      "denies A spokesman for the president of Castrel",
      "accuses Ms. Solane",
      "accuses Mr. Ardan",
      "blames The outgoing government",
    ])
      expect(said).toContain(expected);
    expect(
      claims.filter(
        ({ cue, act }) =>
          act === "asserts" && /^(?:also )?(?:says|assesses|judge|believe)$/.test(cue?.text ?? ""),
      ).length,
    ).toBeGreaterThanOrEqual(4);
  });

  it("has both dates, each as exactly as it is said", () => {
    expect(claims.map(({ date }) => date?.date)).toContain("2031-01-03");
    expect(events.map(({ date, said }) => [date.date, said.text])).toContainEqual([
      "2030-11-08",
      expect.stringContaining("lost the election"),
    ]);
  });

  it("has a position of each of the three agencies, with high confidence and no likelihood", () => {
    const held = positions.filter(({ rule }) => rule === "a confidence in judgments told before");
    expect(held.length).toBeGreaterThan(0);
    for (const { speakers, estimate, of } of held) {
      expect(speakers.map(({ name }) => name)).toEqual([
        "Northern Bureau",
        "Signals Office",
        "Coastal Service",
      ]);
      expect(estimate).toMatchObject({ likelihood: null, confidence: "high" });
      expect(of).not.toBeNull();
    }
    expect(held.map(({ of }) => contentOf(of!))).toContainEqual(expect.stringContaining("sought to help"));
  });

  it("finds that title and lead are stronger than the third paragraph", () => {
    const drifts = relations.filter(({ drift }) => drift !== null);
    const places = drifts.map(({ drift }) => [
      drift!.stronger.text,
      paragraphOf(drift!.stronger.start),
      drift!.weaker.text,
      paragraphOf(drift!.weaker.start),
    ]);
    expect(places).toEqual(
      expect.arrayContaining([
        ["ordered", 0, "sought", 3],
        ["ordered", 1, "sought", 3],
      ]),
    );
    for (const { drift } of drifts)
      for (const { start, end, text } of [drift!.stronger, drift!.weaker])
        expect(TEXT.slice(start, end)).toBe(text);
  });

  it("ties the denial to what is denied, the charges to each other, and what moved a judgment to it", () => {
    const tied = relations.map(({ kind, from, to }) => [kind, contentOf(from), contentOf(to)]);
    expect(tied).toContainEqual(["denies", "the accusation", "Castrel for the theft"]);
    expect(tied).toContainEqual([
      "answers",
      expect.stringContaining("of hiding the letters"),
      expect.stringContaining("of profiting from theft"),
    ]);
    expect(tied).toContainEqual([
      "raises",
      expect.stringContaining("raised the credibility"),
      expect.stringMatching(/undermine faith|sought to help/),
    ]);
  });

  it("cuts every word from its place", () => {
    const places = [
      ...claims.flatMap(({ cue, content, estimates, date }) => [
        ...(cue === null ? [] : [cue]),
        ...content,
        ...estimates.map(({ said }) => said),
        ...(date === null ? [] : [date.said]),
      ]),
      ...positions.flatMap(({ speakers, estimate }) => [
        estimate.said,
        ...speakers.map(({ mention }) => mention),
      ]),
      ...events.flatMap(({ said, date, place }) => [said, date.said, ...(place === null ? [] : [place])]),
    ];
    for (const { start, end, text } of places) expect(TEXT.slice(start, end)).toBe(text);
  });
});
