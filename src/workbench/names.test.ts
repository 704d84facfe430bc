import { describe, expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import { CaseFold, reasoningOver } from "../case/index.ts";
import type { Tlp } from "../model/marking.ts";
import { resolveName, resolveWritten } from "./names.ts";

/** Two questions with keys, a judgment on each, and two drafts: the higher one lists the judgments the other way round. */
async function twoDrafts() {
  const builder = await CaseBuilder.make();
  const judged = async (key: string) => {
    const question = await builder.add("Question", {
      key: `q-${key}`,
      text: `Who, ${key}?`,
      exclusive: true,
      exhaustive: true,
      hypotheses: [
        { id: "h1", text: "These." },
        { id: "h2", text: "Those." },
      ],
    });
    const states = { hypothesis: `${question.id}#h1` };
    const judgment = await builder.add("Judgment", { key, states });
    const text = `It is likely that ${key} did it.`;
    await builder.add("Wording", { judgment: judgment.id, language: "en", text });
    return { question: question.id, judgment: judgment.id };
  };
  const first = await judged("first");
  const second = await judged("second");
  const draft = (tlp: Tlp, judgments: readonly string[]) =>
    builder.add("Edition", {
      title: `Edition at ${tlp}`,
      language: "en",
      ceiling: { tlp },
      authors: [builder.org],
      blocks: judgments.map((judgment) => ({ block: "judgment" as const, judgment })),
    });
  await draft("CLEAR", [first.judgment, second.judgment]);
  await draft("AMBER", [second.judgment, first.judgment]);
  const at = async (ceiling: Tlp) => new CaseFold(await builder.entries(), { ceiling, groups: [] });
  return { first, second, at };
}

describe("a name", () => {
  it("may be an id, a key, a part, or a label of the newest draft at the reader's ceiling", async () => {
    const { first, second, at } = await twoDrafts();
    const low = await at("CLEAR");
    const high = await at("RED");
    for (const name of [first.judgment, "first", "J1"]) expect(resolveName(low, name)).toBe(first.judgment);
    expect(resolveName(low, "q-first#h2")).toBe(`${first.question}#h2`);
    expect(resolveName(low, "Q2#h1")).toBe(`${second.question}#h1`);
    expect(resolveName(low, "J2")).toBe(second.judgment);
    expect(resolveName(high, "J1")).toBe(second.judgment);
  });

  it("is the same for every view of the reasoning", async () => {
    const { first, second, at } = await twoDrafts();
    const fold = await at("CLEAR");
    const views = reasoningOver(fold, (name) => resolveName(fold, name));
    expect(views.history("J1").judgment.ref).toBe(first.judgment);
    expect(views.chain("J2").steps.map(({ judgment }) => judgment.ref)).toEqual([second.judgment]);
    expect(views.matrix("Q2").question.ref).toBe(second.question);
  });

  it("that nothing has is refused, and so is a part that is not there", async () => {
    const { at } = await twoDrafts();
    const fold = await at("CLEAR");
    for (const name of ["J3", "Q0", "S1", "nothing"])
      expect(() => resolveName(fold, name)).toThrow("No record has this id or key at this level.");
    expect(() => resolveName(fold, "Q1#h3")).toThrow("Q1 has no part “h3”.");
  });

  it("inside a record file is no label", async () => {
    const { first, at } = await twoDrafts();
    const fold = await at("CLEAR");
    expect(resolveWritten(fold, "first")).toBe(first.judgment);
    for (const label of ["J1", "Q1"])
      expect(() => resolveWritten(fold, label)).toThrow("No record has this id or key at this level.");
  });
});
