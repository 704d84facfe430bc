/** Which records an edition lacks, and which of them no list lets out together. */
import { expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import type { Tlp } from "../model/marking.ts";
import { CaseFold } from "./fold.ts";
import { removals } from "./withheld.ts";

const AMBER = { marking: "AMBER" as Tlp };
const SHA = "a".repeat(64);

async function made() {
  const builder = await CaseBuilder.make();
  const add = builder.add.bind(builder);
  const file = (title: string, mediaType?: string) =>
    add(
      "Artifact",
      { title, sha256: "not recorded", held: false, ...(mediaType ? { mediaType } : {}) },
      AMBER,
    );
  const said = (proposition: string, artifact: string, more: object = {}) =>
    add(
      "Claim",
      {
        speaker: builder.org,
        polarity: "asserts",
        proposition,
        derivedFrom: "original",
        from: [{ artifact, ...more }],
      },
      AMBER,
    );
  const posts = await file("posts.csv");
  await add(
    "Run",
    {
      detector: "import",
      version: "1",
      inputs: [{ artifact: posts.id, sha256: SHA }],
      parameters: {},
      seed: 1,
      counts: {},
      findings: [],
    },
    AMBER,
  );
  const mail = await file("a letter", "message/rfc822");
  const report = await file("a report");
  const cited = await said("The report says so.", report.id);
  await said("A row says so.", posts.id, { row: 3 });
  await said("A mail says so.", mail.id);
  await add("Party", { kind: "account", name: "heron" }, AMBER);
  await add("Premise", { kind: "gap", text: "Nobody knows who." } as never, {
    marking: { tlp: "CLEAR", groups: ["cell"] },
  });
  const question = await add("Question", {
    text: "Who?",
    exclusive: true,
    exhaustive: false,
    hypotheses: [
      { id: "h1", text: "One." },
      { id: "h2", text: "Two." },
    ],
  });
  const judgment = await add("Judgment", { states: { hypothesis: `${question.id}#h1` } });
  await add("Basis", { judgment: judgment.id, entry: cited.id, stands: "for" } as never, AMBER);
  const fold = new CaseFold(await builder.entries(), { ceiling: "RED", groups: ["cell"] });
  return { fold, lower: fold.forCeiling({ tlp: "CLEAR" }) };
}

it("says what hangs on what is shown, and why a record goes out alone", async () => {
  const { fold, lower } = await made();
  const found = removals(fold, lower).map(({ type, text, missed, alone }) => [
    type,
    text,
    missed,
    alone ?? "together",
  ]);
  expect(found).toEqual([
    ["Artifact", "posts.csv", false, "it holds posts or accounts"],
    ["Run", expect.any(String), false, "it brings posts in"],
    ["Artifact", "a letter", false, "it is mail, or a member of a set"],
    ["Artifact", "a report", false, "together"],
    ["Claim", expect.stringContaining("The report says so."), true, "together"],
    ["Claim", expect.stringContaining("A row says so."), false, "it quotes a row of posts"],
    ["Claim", expect.stringContaining("A mail says so."), false, "it quotes mail or posts"],
    ["Party", "heron", false, "it names one"],
    ["Premise", expect.stringContaining("Nobody knows who."), false, "it is for a group alone"],
    ["Basis", expect.any(String), true, "together"],
  ]);
});
