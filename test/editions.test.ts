import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlumblineError } from "../src/errors.ts";
import {
  Case,
  checklist,
  diff,
  findActor,
  parity,
  parseReader,
  planPublication,
  publish,
  recordFile,
} from "../src/workbench/index.ts";
import { tempFolder } from "./support/temp.ts";

/** Two organisations, two judgments; what is withheld from CLEAR bears on the first. */
const STORY = `
plumbline: 1
by: ada
for: Desk
marking: CLEAR
records:
  - party: A
    kind: organisation
    name: First Office
    initials: A
  - party: B
    kind: organisation
    name: Second Office
    initials: B
  - artifact: S
    title: A public report
    sha256: not recorded
    held: false
  - artifact: S2
    marking: AMBER
    title: A closed report
    sha256: not recorded
    held: false
  - question: Q
    text: Who moved the crate?
    hypotheses: [{ id: h1, text: The east yard. }, { id: h2, text: The west yard. }]
    exclusive: true
    exhaustive: true
  - claim: C1
    speaker: A
    polarity: asserts
    proposition: The crate stood in the east yard at noon.
    from: [{ artifact: S, page: 1 }]
    derivedFrom: original
  - claim: C2
    marking: AMBER
    speaker: A
    polarity: asserts
    proposition: A guard saw the crate.
    from: [{ artifact: S2, page: 3 }]
    derivedFrom: original
  - claim: C3
    marking: AMBER
    speaker: B
    polarity: asserts
    proposition: The gate log is empty.
    derivedFrom: original
  - judgment: J
    states: { hypothesis: "Q#h1" }
  - wording: W
    judgment: J
    language: en
    text: It is likely that the east yard moved the crate.
  - basis: B1
    judgment: J
    entry: C1
    stands: for
  - basis: B2
    marking: AMBER
    judgment: J
    entry: C2
    stands: for
  - basis: B3
    marking: AMBER
    judgment: J
    entry: C3
    stands: against
  - appraisal: E
    aspect: search effort
    of: J
    value: { found: none found, searched: Both gate logs and the yard book. }
  - position: PA
    for: A
    judgment: J
    organisation: A
    stance: own
    holds: joins
    likelihood: { scale: icd203/1, term: likely }
    confidence: moderate
  - edition: LOW
    title: The crate
    language: en
    ceiling: CLEAR
    authors: [A]
    blocks: [{ block: judgment, judgment: J }]
  - edition: HIGH
    marking: AMBER
    title: The crate
    language: en
    ceiling: AMBER
    authors: [A]
    blocks: [{ block: judgment, judgment: J }]
    redactions: []
`;

describe("two editions of one case", () => {
  const cleanups: (() => void)[] = [];
  let root: string;
  let opened: Case;
  const header = "plumbline: 1\nby: bo\nfor: A\nmarking: CLEAR\nrecords:\n";

  const record = async (text: string) => {
    const path = join(root, "more.yaml");
    writeFileSync(path, text);
    await recordFile(opened, path);
  };
  const release = async (ceiling: string, out: string, attest = false) =>
    publish(opened, {
      reader: parseReader(ceiling, ""),
      out: join(root, out),
      actor: await findActor(opened, { by: "releaser", for: "A" }),
      attest,
      force: true,
    });
  const plan = (ceiling: string) => planPublication(opened, { reader: parseReader(ceiling, "") });
  const codes = async (ceiling: string) => (await plan(ceiling)).refused.map(({ code }) => code);

  beforeAll(async () => {
    root = tempFolder((clean) => cleanups.push(clean));
    opened = await Case.open(join(root, "case"), { create: { by: "ada", organisation: "Desk" } });
    await record(STORY.replace("for: Desk", `for: ${await opened.keeper()}`));
  });
  afterAll(async () => {
    await opened.close();
    for (const clean of cleanups) clean();
  });

  it("names each removal with marking and reason, and nothing else", async () => {
    const { removals, refused } = await plan("CLEAR");
    expect(refused).toEqual([]);
    expect(removals.map(({ type, marking }) => `${type} ${marking}`)).toEqual([
      "Party TLP:AMBER+STRICT",
      "Artifact TLP:AMBER",
      "Claim TLP:AMBER",
      "Claim TLP:AMBER",
      "Basis TLP:AMBER",
      "Basis TLP:AMBER",
      "Edition TLP:AMBER",
    ]);
    expect((await plan("AMBER")).removals.map(({ type }) => type)).toEqual(["Party"]);
  });

  it("proves parity of what was published, and prints the releaser's word", async () => {
    await release("AMBER", "high");
    const { view } = await release("CLEAR", "low", true);
    expect(view.parity).toMatchObject({ by: "releaser", organisation: { initials: "A" } });
    // the attestation came after the higher edition: it has to be published again to hold it
    expect((await parity(join(root, "low"), join(root, "high"))).breaches).toHaveLength(1);
    await release("AMBER", "high");
    expect(await parity(join(root, "low"), join(root, "high"))).toMatchObject({
      holds: true,
      withheld: [],
      pairs: [{ lower: "J1", higher: "J1", positions: 1 }],
    });
    expect((await parity(join(root, "high"), join(root, "low"))).holds).toBe(false);
  });

  it("checks what is said about the withheld against the truth above the line", async () => {
    let said = 0;
    const say = (predicate: string, object: string) =>
      record(
        `${header}  - claim: W-${predicate}
    speaker: A
    polarity: asserts
    proposition: What is withheld.
    about: [J]
    statement: { subject: "TLP:CLEAR", predicate: "plumbline:withheld-${predicate}", object: "${object}" }
    derivedFrom: original
`.replace("W-", `W${said++}-`),
      );
    await say("count", "1-3");
    await say("contrary", "exists");
    expect(await codes("CLEAR")).toEqual([]);
    expect((await plan("CLEAR")).view.withheld.map(({ about }) => about)).toEqual([["J1"], ["J1"]]);
    expect((await plan("AMBER")).view.withheld).toEqual([]);
    await say("count", "5-10");
    await say("contrary", "none");
    await say("count", "some");
    expect(await codes("CLEAR")).toEqual(["INV8", "INV8", "INV8"]);
    expect(await codes("AMBER")).toEqual([]);
    const wrong = (await plan("CLEAR")).refused.map(({ about }) => about);
    await record(
      `${header}  - claim: gone\n    speaker: A\n    polarity: retracts\n    proposition: They were wrong.\n    about: [${wrong.join(", ")}]\n`,
    );
    expect(await codes("CLEAR")).toEqual([]);
  });

  it("says in words what changed, and by whom", async () => {
    await release("CLEAR", "before");
    expect((await diff(join(root, "before"), join(root, "before"))).changes).toEqual([]);
    await record(`${header}  - position: PA2
    supersedes: PA
    judgment: J
    organisation: A
    stance: own
    holds: joins
    likelihood: { scale: icd203/1, term: very likely }
    confidence: low
  - wording: W2
    for: ${await opened.keeper()}
    supersedes: W
    judgment: J
    language: en
    text: It is very likely that the east yard moved the crate.
  - claim: C4
    speaker: A
    polarity: asserts
    proposition: The yard book names the east yard.
    derivedFrom: original
  - basis: B4
    judgment: J
    entry: C4
    stands: for
`);
    await release("CLEAR", "after");
    const { changes } = await diff(join(root, "before"), join(root, "after"));
    expect(changes.map(({ what, judgment }) => `${what} ${judgment ?? ""}`.trim())).toEqual([
      "wording J1",
      "position J1",
      "position J1",
      "basis J1",
    ]);
    expect(changes[1]?.text).toBe(
      "First Office: likelihood likely became very likely, by bo for First Office.",
    );
    expect(changes[2]?.text).toContain("confidence moderate became low");
    const { changes: back } = await diff(join(root, "after"), join(root, "before"));
    expect(back.map(({ what }) => what)).toEqual(changes.map(({ what }) => what));
  });

  it("refuses an edition that would hide a dissent, an undescribed source or a denial", async () => {
    cpSync(join(root, "case"), join(root, "copy"), { recursive: true });
    const extra = await Case.open(join(root, "copy"));
    try {
      const path = join(root, "dissent.yaml");
      writeFileSync(
        path,
        `${header.replace("for: A", "for: B").replace("marking: CLEAR", "marking: AMBER")}  - position: PB
    judgment: J
    organisation: B
    stance: own
    holds: dissents
    likelihood: { scale: icd203/1, term: unlikely }
    confidence: low
    why: The gate log says otherwise.
  - claim: D
    marking: CLEAR
    speaker: B
    polarity: denies
    proposition: It did not stand there.
    about: [C1]
    from: [{ artifact: S2, page: 9 }]
    derivedFrom: original
`,
      );
      await recordFile(extra, path);
      const { refused } = await planPublication(extra, { reader: parseReader("CLEAR", "") });
      expect(refused.map(({ code }) => code)).toEqual(["INV7", "COVERAGE", "COVERAGE"]);
      const actor = await findActor(extra, { by: "releaser" });
      const attempt = publish(extra, { reader: parseReader("CLEAR", ""), out: join(root, "never"), actor });
      await expect(attempt).rejects.toThrow(PlumblineError);
    } finally {
      await extra.close();
    }
  });

  it("refuses an edition whose author would stand in it without a name", async () => {
    cpSync(join(root, "case"), join(root, "nameless"), { recursive: true });
    const extra = await Case.open(join(root, "nameless"));
    try {
      const path = join(root, "nameless.yaml");
      writeFileSync(path, `${header}  - re-marking:\n    of: A\n    to: AMBER\n    why: It asked for it.\n`);
      await recordFile(extra, path);
      const { refused } = await planPublication(extra, { reader: parseReader("CLEAR", "") });
      const author = (await extra.fullFold()).all("Party").find(({ body }) => body.key === "A")!.id;
      expect(refused.map(({ code, about }) => [code, about])).toEqual([["COVERAGE", author]]);
    } finally {
      await extra.close();
    }
  });

  it("puts what the records say beside each question of the checklists, and answers none", async () => {
    const ask = () => checklist(opened, { reader: parseReader("CLEAR", "") });
    const item = async (list: string, name: string) =>
      (await ask()).lists.find((one) => one.list === list)?.items.find((one) => one.item === name);
    expect((await ask()).lists.map(({ items }) => items.length)).toEqual([9, 18]);
    expect(
      (await ask()).lists.flatMap(({ items }) => items).every(({ answer }) => answer === "not answered"),
    ).toBe(true);
    expect(await item("icd203", "6")).toMatchObject({ logSays: { points: "yes" } });
    expect(await item("icd203", "1")).toMatchObject({ logSays: { points: "no" } });
    expect(await item("icd203", "5")).toMatchObject({ logSays: "nothing" });
    await record(`${header}  - appraisal: A5
    aspect: checklist
    of: LOW
    value: { list: icd203, item: "5", answer: "yes" }
    why: It answers what the board asked.
`);
    expect(await item("icd203", "5")).toMatchObject({ answer: { value: "yes", by: "bo" } });
  });

  it("publishes a judgment whose question, or the judgment it rests on, is above the line", async () => {
    const folder = join(root, "hidden-question");
    const extra = await Case.open(folder, { create: { by: "ada", organisation: "Desk" } });
    try {
      const path = join(root, "hidden.yaml");
      const story = STORY.replace("for: Desk", `for: ${await extra.keeper()}`)
        .replace("  - question: Q\n", "  - question: Q\n    marking: AMBER\n")
        .replace(
          "  - judgment: J\n",
          '  - judgment: J0\n    marking: AMBER\n    states: { hypothesis: "Q#h2" }\n  - judgment: J\n    restsOn: [J0]\n',
        );
      expect(story).toContain("restsOn: [J0]");
      writeFileSync(path, story);
      await recordFile(extra, path);
      const actor = await findActor(extra, { by: "releaser", for: "A" });
      const out = join(root, "hidden-question-out");
      const { view } = await publish(extra, { reader: parseReader("CLEAR", ""), out, actor });
      expect(view.judgments[0]).toMatchObject({
        states: { ref: view.judgments[0]?.ref, text: "a hypothesis not shown at this level" },
        restsOn: [{ ref: view.judgments[0]?.ref }],
      });
    } finally {
      await extra.close();
    }
  });

  it("compares nothing that is not intact", async () => {
    cpSync(join(root, "after"), join(root, "spoiled"), { recursive: true });
    writeFileSync(join(root, "spoiled", "edition.json"), "{}\n");
    await expect(diff(join(root, "before"), join(root, "spoiled"))).rejects.toThrow(/another hash/);
  });
});
