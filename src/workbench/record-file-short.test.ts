/** What makes a record file short, and what it says when it is wrong: `joint`, `section`, and what to write instead. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../test/support/temp.ts";
import { PlumblineError } from "../errors.ts";
import { Case } from "./case.ts";
import { recordFile } from "./record-file.ts";

let folder: string;
let opened: Case;

beforeEach(async () => {
  folder = tempFolder();
  opened = await Case.open(join(folder, "case"), { create: { by: "tester", organisation: "Desk" } });
  onTestFinished(() => opened.close());
});

async function record(text: string) {
  const path = join(folder, "file.yaml");
  writeFileSync(path, text);
  return recordFile(opened, path);
}

/** `line:column CODE message; hint` of every refusal. */
async function refusals(text: string): Promise<readonly string[]> {
  const said: unknown = await record(text).catch((error: unknown) => error);
  if (!(said instanceof PlumblineError)) throw new Error("nothing was refused");
  return said.all.map(
    ({ where, code, message, hint }) => `${where?.replace(/^.*file\.yaml:/, "")} ${code} ${message} ${hint}`,
  );
}

const HEAD = `plumbline: 1
by: tester
for: D
marking: CLEAR
records:
  - { party: D, kind: organisation, name: Desk two, initials: D }
  - { party: A, kind: service, name: Service one }
  - { party: B, kind: service, name: Service two }
  - { claim: C1, speaker: A, polarity: asserts, proposition: They did. }
  - question: Q1
    text: Who?
    exclusive: false
    exhaustive: false
    hypotheses: [{ id: h1, text: These. }]
  - { judgment: J1, states: { hypothesis: "Q1#h1" } }
`;

describe("a joint", () => {
  const JOINT = `  - joint: [A, B]
    judgment: J1
    holds: joins
    likelihood: not stated
    confidence: high
    why: We have high confidence
    reportedIn: C1
    movedBy: [C1]
`;

  it("is one reported position for each organisation, in their order, all with the same fields", async () => {
    const records = await record(HEAD + JOINT);
    const [, one, two] = records;
    const [judgment, claim] = [records.at(-3), records[3]];
    const shared = {
      judgment: judgment?.id,
      stance: "reported",
      holds: "joins",
      likelihood: "not stated",
      confidence: "high",
      why: "We have high confidence",
      reportedIn: claim?.id,
      movedBy: [claim?.id],
    };
    expect(records.slice(-2).map(({ type, body }) => ({ type, body }))).toEqual([
      { type: "Position", body: { ...shared, organisation: one?.id } },
      { type: "Position", body: { ...shared, organisation: two?.id } },
    ]);
  });

  it("gives what the same positions written out give", async () => {
    const written = ["A", "B"].map((organisation) =>
      JOINT.replace(
        "  - joint: [A, B]\n",
        `  - position:\n    organisation: ${organisation}\n    stance: reported\n`,
      ),
    );
    const bodies = (await record(HEAD + JOINT)).slice(-2).map(({ body }) => body);
    const other = await Case.open(join(folder, "other"), { create: { by: "tester", organisation: "Desk" } });
    onTestFinished(() => other.close());
    const path = join(folder, "long.yaml");
    writeFileSync(path, HEAD + written.join(""));
    const long = (await recordFile(other, path)).slice(-2).map(({ body }) => body);
    const bare = (all: readonly object[]) =>
      JSON.parse(JSON.stringify(all).replaceAll(/[a-z]{3}_[0-9a-z]{10}/g, "id")) as unknown;
    expect(bare(bodies)).toEqual(bare(long));
  });

  it.each([
    ["of one", "joint: [A]", /^16:\d+ RECORD_FILE two organisations or more/],
    ["of no list", "joint: A", /^16:\d+ RECORD_FILE two organisations or more/],
    ["of an organisation that is not there", "joint: [A, Bb]", /^16:16 REFERENCE Bb is not above/],
    ["that is somebody's own", "joint: [A, B]\n    stance: own", /^17:13 RECORD_FILE A joint holds reported/],
    [
      "that names one more",
      "joint: [A, B]\n    organisation: D",
      /^17:19 RECORD_FILE Organisations of a joint/,
    ],
  ])("%s is refused at its place", async (_, words, expected) => {
    const size = await opened.log.size();
    const said = await refusals(HEAD + JOINT.replace("joint: [A, B]", words));
    expect(said[0]).toMatch(expected);
    expect(said).toHaveLength(1);
    expect(await opened.log.size()).toBe(size);
  });

  it("says once what is wrong in it", async () => {
    const said = await refusals(HEAD + JOINT.replace("holds: joins", "holds: join"));
    expect(said).toEqual([
      "18:12 RECORD_FILE holds: “join” is none of the words here. Write `joins` instead.",
    ]);
  });
});

describe("a section", () => {
  it("sets level, time, person and organisation of what stands below, until the next one; a record goes before it", async () => {
    const gap = (key: string, more = "") => `  - { premise: ${key}, kind: gap, text: t${more} }\n`;
    const records = await record(
      `${HEAD}  - { section: From the restricted report, marking: AMBER, heldAt: 2031-02, by: other, for: A }
${gap("P1")}${gap("P2", ", marking: GREEN, heldAt: 2031-03")}  - section: The rest\n${gap("P3")}`,
    );
    const [one, two, three] = records.slice(-3);
    expect(one).toMatchObject({
      marking: { tlp: "AMBER" },
      heldAt: "2031-02",
      by: "other",
      for: records[1]?.id,
    });
    expect(two).toMatchObject({ marking: { tlp: "GREEN" }, heldAt: "2031-03", by: "other" });
    expect(three).toMatchObject({ marking: { tlp: "CLEAR" }, by: "tester", for: records[0]?.id });
    expect(three).not.toHaveProperty("heldAt");
  });

  it("is wrong once, at its own place", async () => {
    const said = await refusals(
      `${HEAD}  - { section: Later, for: Nobody }
  - { premise: P1, kind: gap, text: t }
  - { premise: P2, kind: gap, text: t }
  - { section: Last, markin: AMBER }
`,
    );
    expect(said).toEqual([
      expect.stringMatching(/^16:28 REFERENCE Nobody is not above/) as string,
      "19:22 RECORD_FILE “markin” is not a field here. Write `marking` instead.",
    ]);
  });
});

describe("a file with many faults", () => {
  it("names every one, with what to write instead", async () => {
    const said = await refusals(`${HEAD}  - { party: MIN, kind: organization, name: Ministry }
  - { clame: C0, speaker: A, polarity: asserts, proposition: p }
  - { claim: C2, speaker: MINN, polarity: denied, proposition: p, abuot: [C1] }
  - { claim: C3, speaker: MIN, polarity: denies, act: blames, answers: [C1], proposition: p }
  - { event: E1, title: t, start: 7 October 2016 }
  - { question: Q2, text: Who?, exclusive: no, exhaustive: false, hypotheses: [{ id: h1, text: A. }] }
  - { judgment: J2, states: { hypothesi: "Q1#h1" } }
  - { judgment: J3, states: { rung: orderd, of: MIN } }
  - { appraisal: , aspect: credibilty, of: C1, value: 2 }
  - { appraisal: , aspect: credibility, of: C1, value: 9 }
  - { premise: P1, kind: gap, text: t, marking: WHITE }
  - { position: , judgment: J1, organisation: D, stance: own, holds: joins, likelihood: { scale: icd203/1, term: likly }, confidence: low }
`);
    expect(said).toEqual([
      "16:25 RECORD_FILE kind: “organization” is none of the words here. Write `organisation` instead.",
      "17:5 RECORD_FILE An item begins with the type of its record, and “clame” is none. Write `claim` instead.",
      "18:27 REFERENCE MINN is not above in this file and not in the case. Write `MIN` instead, or record it above.",
      "18:67 RECORD_FILE “abuot” is not a field here. Write `about` instead.",
      "18:43 RECORD_FILE polarity: “denied” is none of the words here. Write `denies` instead.",
      "19:55 INVARIANT Who denies does not do so as one who blames. Leave out `act`: `denies` is the verb.",
      "20:5 RECORD_FILE kind: it is missing. Add `kind`.",
      "20:35 RECORD_FILE start: “7 October 2016” does not fit. Write a date in UTC such as 2016-10-07 or 2016-10-07T20:32Z.",
      "21:44 RECORD_FILE exclusive: it is of another kind. Write true or false.",
      "22:31 RECORD_FILE states: “hypothesi” is not a field here. Write `hypothesis` instead.",
      "22:29 RECORD_FILE states.hypothesis: it is missing. Add `hypothesis`.",
      "23:37 RECORD_FILE states.rung: “orderd” is none of the words here. Write `ordered` instead.",
      "24:28 RECORD_FILE aspect: “credibilty” is none of the words here. Write `credibility` instead.",
      "25:56 RECORD_FILE value: “9” is none of the words here. Write one of: 1, 2, 3, 4, 5, 6, not assessed.",
      "26:49 RECORD_FILE marking: “WHITE” is none of the words here. Write one of: CLEAR, GREEN, AMBER, AMBER+STRICT, RED. Or give tlp, classification, groups.",
      "27:89 INVARIANT “likly” is not a term of ICD 203, row 1. Write `likely` instead.",
    ]);
    expect(await opened.log.size()).toBe(1);
  });
});
