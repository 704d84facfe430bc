import { describe, expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import type { Reader } from "../model/marking.ts";
import { answersOf } from "./answers.ts";
import { editionView } from "./edition-view.ts";
import { CaseFold } from "./fold.ts";
import { historyView } from "./history.ts";
import { ledgerView } from "./ledger.ts";
import { matrixView } from "./matrix.ts";
import { traceLine } from "./trace.ts";

const CLEAR: Reader = { ceiling: "CLEAR", groups: [] };
const RED: Reader = { ceiling: "RED", groups: [] };

/** A desk that accuses a ministry of something; what the ministry says is marked as given. */
async function accusation(level: "CLEAR" | "AMBER" = "CLEAR") {
  const builder = await CaseBuilder.make();
  const ministry = await builder.add("Party", { kind: "organisation", name: "Ministry of Norland" });
  const accuses = await builder.add("Claim", {
    key: "C-accuses",
    speaker: builder.org,
    polarity: "asserts",
    act: "accuses",
    proposition: "The ministry ran the accounts.",
    about: [ministry.id],
    derivedFrom: "original",
  });
  const denies = await builder.add(
    "Claim",
    {
      key: "C-denies",
      speaker: ministry.id,
      polarity: "denies",
      proposition: "The ministry ran the accounts.",
      quote: "We know nothing of it.",
      about: [ministry.id],
      answers: [accuses.id],
      derivedFrom: "original",
    },
    { marking: level, heldAt: "2031-03-02" },
  );
  const fold = async (reader = CLEAR) => new CaseFold(await builder.entries(), reader);
  return { builder, ministry, accuses, denies, fold };
}

describe("answers", () => {
  it("say by whom a claim is denied, in the speaker's words, and from the other end what was denied", async () => {
    const { accuses, denies, fold } = await accusation();
    expect(answersOf(await fold(), accuses)).toEqual({
      answeredBy: [
        {
          ref: denies.id,
          name: "C-denies",
          speaker: expect.objectContaining({ name: "Ministry of Norland" }) as object,
          polarity: "denies",
          date: "2031-03-02",
          says: "Denied by Ministry of Norland, who says: “We know nothing of it.”",
        },
      ],
    });
    const { answers, answeredBy } = answersOf(await fold(), denies);
    expect(answers?.map(({ ref, act, says }) => ({ ref, act, says }))).toEqual([
      {
        ref: accuses.id,
        act: "accuses",
        says: "Denies what First Desk said. First Desk accuses (its own origin): The ministry ran the accounts.",
      },
    ]);
    // A denial accuses nobody: nothing is missing where it is not answered.
    expect(answeredBy).toBeUndefined();
  });

  it("never print denied words without who denies them", async () => {
    const { builder, ministry, accuses, fold } = await accusation();
    await builder.add("Claim", {
      speaker: ministry.id,
      polarity: "denies",
      proposition: "The ministry paid for the accounts.",
      answers: [accuses.id],
    });
    const { answeredBy } = answersOf(await fold(), accuses);
    expect(answeredBy?.at(-1)).toMatchObject({
      says: "Denied by Ministry of Norland. Ministry of Norland denies (lineage not recorded): The ministry paid for the accounts.",
    });
  });

  it("tie two claims that accuse each other", async () => {
    const { builder, ministry, accuses, fold } = await accusation();
    const back = await builder.add("Claim", {
      speaker: ministry.id,
      polarity: "asserts",
      act: "blames",
      proposition: "The desk ran them itself.",
      about: [builder.org],
      answers: [accuses.id],
    });
    const [, second] = answersOf(await fold(), accuses).answeredBy as readonly { readonly says: string }[];
    expect(second?.says).toBe(
      "Accused in turn by Ministry of Norland. Ministry of Norland blames (lineage not recorded): The desk ran them itself.",
    );
    expect(answersOf(await fold(), back)).toMatchObject({
      answers: [
        { ref: accuses.id, says: expect.stringMatching(/^Accuses in turn what First Desk said/) as string },
      ],
      answeredBy: "no answer found",
    });
  });

  it.each([
    ["an accusation", "asserts", "accuses", true, false, "no answer found"],
    ["an accusation of nobody that is a Party", "asserts", "blames", false, false, "no answer found"],
    ["an assertion about another", "asserts", undefined, true, false, undefined],
    ["a warning about another", "asserts", "warns", true, false, undefined],
    ["an assertion about nobody", "asserts", undefined, false, false, undefined],
    ["an assertion against what another said", "asserts", undefined, false, true, "no answer found"],
    ["what confirms another", "asserts", "confirms", true, true, undefined],
    ["what concedes to another", "asserts", "concedes", true, true, undefined],
    ["a qualification of another", "qualifies", "doubts", true, true, undefined],
    ["a denial of another", "denies", undefined, true, true, undefined],
  ] as const)("say whether nobody answers %s", async (_, polarity, act, about, against, expected) => {
    const { builder, ministry, denies, fold } = await accusation();
    const claim = await builder.add("Claim", {
      speaker: builder.org,
      polarity,
      ...(act === undefined ? {} : { act }),
      proposition: "So it is.",
      about: about ? [ministry.id] : [builder.org],
      ...(against ? { answers: [denies.id] } : {}),
    });
    expect(answersOf(await fold(), claim).answeredBy).toBe(expected);
  });

  it("are said of what the reader sees: a denial above the line is no answer below it, and leaves no trace there", async () => {
    const { builder, accuses, denies, fold } = await accusation("AMBER");
    expect(answersOf(await fold(RED), accuses).answeredBy).toMatchObject([{ ref: denies.id }]);
    expect(answersOf(await fold(CLEAR), accuses)).toEqual({ answeredBy: "no answer found" });
    // A case without the denial gives the same ledger and the same line.
    const without = new CaseFold(
      (await builder.entries()).filter(({ id }) => id !== denies.id),
      CLEAR,
    );
    const below = await fold(CLEAR);
    expect(ledgerView(below)).toEqual(ledgerView(without));
    expect(traceLine(below, accuses.id)).toEqual(traceLine(without, accuses.id));
  });

  it("follow corrections, and end with what is withdrawn", async () => {
    const { builder, accuses, denies, fold } = await accusation();
    const mended = await builder.add(
      "Claim",
      { ...accuses.body, key: "C-mended", proposition: "The ministry paid for the accounts." },
      { supersedes: accuses.id },
    );
    expect(answersOf(await fold(), mended).answeredBy).toMatchObject([{ ref: denies.id }]);
    await builder.add("Claim", {
      speaker: builder.org,
      polarity: "retracts",
      proposition: "Misread.",
      about: [denies.id],
    });
    expect(answersOf(await fold(), mended).answeredBy).toBe("no answer found");
  });

  it("stand in ledger, matrix, line and edition", async () => {
    const { builder, accuses, denies, fold } = await accusation();
    const question = await builder.add("Question", {
      text: "Who?",
      exclusive: false,
      exhaustive: false,
      hypotheses: [{ id: "h1", text: "The ministry." }],
    });
    await builder.add("Appraisal", {
      aspect: "consistency",
      of: accuses.id,
      against: `${question.id}#h1`,
      value: "C",
    });
    await builder.add("Edition", {
      title: "Draft",
      language: "en",
      ceiling: { tlp: "CLEAR" },
      authors: [builder.org],
      blocks: [],
    });
    const now = await fold();
    const says = "Denied by Ministry of Norland, who says: “We know nothing of it.”";
    const items = ledgerView(now).items;
    expect(items.find(({ ref }) => ref === accuses.id)).toMatchObject({
      act: "accuses",
      answeredBy: [{ says }],
    });
    expect(matrixView(now, question).items).toMatchObject([{ ref: accuses.id, answeredBy: [{ says }] }]);
    const line = traceLine(now, accuses.id);
    expect(line?.details).toContain(says);
    expect(line?.next).toMatchObject([{ ref: denies.id, relation: "answered by" }]);
    const { claims } = editionView(await builder.entries(), CLEAR).view;
    expect(claims.find(({ ref }) => ref === accuses.id)).toMatchObject({ answeredBy: [{ says }] });
  });
});

describe("the history of a judgment", () => {
  it("names what raised or lowered a position, and says no more of it than the reader may see", async () => {
    const { builder, fold } = await accusation();
    const letter = await builder.add(
      "Event",
      { key: "letter", title: "A letter is found", kind: "letter", start: "2031-04" },
      { marking: "AMBER" },
    );
    const question = await builder.add("Question", {
      text: "Who?",
      exclusive: false,
      exhaustive: false,
      hypotheses: [{ id: "h1", text: "The ministry." }],
    });
    const judgment = await builder.add("Judgment", { states: { hypothesis: `${question.id}#h1` } });
    const position = {
      judgment: judgment.id,
      organisation: builder.org,
      stance: "own",
      holds: "joins",
      confidence: "low",
    } as const;
    const likely = (term: string) => ({ likelihood: { scale: "icd203/1", term } });
    await builder.add("Position", { ...position, ...likely("likely") });
    await builder.add("Position", { ...position, ...likely("very likely"), movedBy: [letter.id] });
    const changes = async (reader: Reader) => historyView(await fold(reader), judgment.id).changes;
    expect((await changes(RED)).map(({ movedBy }) => movedBy)).toEqual([
      undefined,
      undefined,
      [{ ref: letter.id, name: "letter", text: "A letter is found" }],
    ]);
    expect((await changes(CLEAR)).map((change) => change.position?.likelihood)).toEqual([
      undefined,
      { scale: "icd203/1", term: "likely", band: [55, 80] },
      { scale: "icd203/1", term: "very likely", band: [80, 95] },
    ]);
    expect((await changes(CLEAR)).at(-1)).toMatchObject({
      position: { organisation: { ref: builder.org }, stance: "own", holds: "joins" },
      before: expect.stringContaining(": likely") as string,
      after: expect.stringContaining(": very likely") as string,
      movedBy: [{ ref: letter.id, name: letter.id, text: "not shown at this level" }],
    });
  });
});
