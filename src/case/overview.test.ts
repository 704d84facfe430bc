import { describe, expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import type { Reader } from "../model/marking.ts";
import type { Body } from "../model/records.ts";
import { CaseFold } from "./fold.ts";
import { nextSteps, sectionCounts } from "./overview.ts";

const CLEAR: Reader = { ceiling: "CLEAR", groups: [] };
const RED: Reader = { ceiling: "RED", groups: [] };
const SHA = "a".repeat(64);

const foldOf = async (builder: CaseBuilder, reader = RED) => new CaseFold(await builder.entries(), reader);
const acts = async (builder: CaseBuilder, reader = RED) =>
  nextSteps(await foldOf(builder, reader), [builder.org]).map(({ stage, act, name, waiting }) => [
    stage,
    act,
    name,
    waiting,
  ]);

function run(
  artifact: string,
  detector: string,
  more: Partial<Pick<Body<"Run">, "counts" | "findings">> = {},
): Body<"Run"> {
  return {
    detector,
    version: "1.0.0",
    inputs: [{ artifact, sha256: SHA }],
    parameters: {},
    seed: 1,
    counts: {},
    findings: [],
    ...more,
  };
}

const finding = (id: string, status: "finding" | "not answerable" = "finding") => ({
  id,
  status,
  title: "Accounts that share links",
  sentence: "Five accounts shared the same links.",
  statistics: [],
  significance: [],
  explanations: [],
  refutedBy: "A feed that all of them follow.",
  comparison: "All other accounts.",
  rows: { count: 5, sha256: SHA },
  figures: [],
});

describe("the next step of each stage", () => {
  it("is to bring in a file where there is nothing, and nothing else", async () => {
    const builder = await CaseBuilder.make();
    expect(await acts(builder)).toEqual([["bring in", "bring in a file", undefined, 1]]);
  });

  it("goes on as the case does, and ends where nothing waits", async () => {
    const builder = await CaseBuilder.make();
    const file = await builder.add("Artifact", { title: "river.csv", sha256: SHA, held: true });
    await builder.add("Run", run(file.id, "import", { counts: { kept: 12 } }));
    expect(await acts(builder)).toEqual([["find", "look for coordination", "river.csv", 1]]);

    const found = await builder.add(
      "Run",
      run(file.id, "co-share", { findings: [finding("f1"), finding("f2", "not answerable")] }),
    );
    expect(await acts(builder)).toEqual([["judge", "ask a question", "F1", 1]]);

    const question = await builder.add("Question", {
      text: "Who runs them?",
      exclusive: true,
      exhaustive: false,
      hypotheses: [
        { id: "h1", text: "One desk runs them." },
        { id: "h2", text: "Nobody runs them." },
      ],
    });
    expect(await acts(builder)).toEqual([["judge", "begin a judgment", "F1", 1]]);

    const judgment = await builder.add("Judgment", { states: { hypothesis: `${question.id}#h1` } });
    await builder.add("Basis", { judgment: judgment.id, entry: `${found.id}#f1`, stands: "for" });
    expect(await acts(builder)).toEqual([["judge", "take a position", "J1", 1]]);

    await builder.add("Position", {
      judgment: judgment.id,
      organisation: builder.org,
      stance: "own",
      holds: "abstains",
      likelihood: "not stated",
      confidence: "not stated",
    });
    expect(await acts(builder)).toEqual([]);
  });

  it("asks to read a document, then to grade what comes from it", async () => {
    const builder = await CaseBuilder.make();
    const letter = await builder.add("Artifact", { title: "Letter", sha256: SHA, held: true });
    await builder.add("Artifact", { title: "Known by hash alone", sha256: SHA, held: false });
    expect(await acts(builder)).toEqual([["weigh", "read a document", "Letter", 1]]);
    const claim = await builder.add("Claim", {
      speaker: builder.org,
      polarity: "asserts",
      proposition: "It rained.",
      from: [{ artifact: letter.id }],
      derivedFrom: "original",
    });
    expect(await acts(builder)).toEqual([["weigh", "grade claims", undefined, 1]]);
    await builder.add("Appraisal", { of: claim.id, aspect: "credibility", value: "2" });
    expect(await acts(builder)).toEqual([]);
  });

  it("knows of nothing that the reader does not see", async () => {
    const builder = await CaseBuilder.make();
    const before = await foldOf(builder, CLEAR);
    const counted = sectionCounts(before);
    const file = await builder.add(
      "Artifact",
      { title: "hidden.csv", sha256: SHA, held: true },
      { marking: "RED" },
    );
    await builder.add("Run", run(file.id, "import", { counts: { kept: 12 } }), { marking: "RED" });
    const after = await foldOf(builder, CLEAR);
    expect(nextSteps(after, [builder.org])).toEqual(nextSteps(before, [builder.org]));
    expect(sectionCounts(after)).toEqual(counted);
    expect(sectionCounts(await foldOf(builder)).corpus).toBe(12);
  });

  it("counts the posts of a file that came in twice once, as the corpus does", async () => {
    const builder = await CaseBuilder.make();
    for (const title of ["river.csv", "river again.csv"]) {
      const file = await builder.add("Artifact", { title, sha256: SHA, held: true });
      await builder.add("Run", run(file.id, "import", { counts: { kept: 12 } }));
    }
    expect(sectionCounts(await foldOf(builder)).corpus).toBe(12);
  });
});
