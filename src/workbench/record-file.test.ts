import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../test/support/temp.ts";
import { PlumblineError } from "../errors.ts";
import type { IssuedDraft } from "../store/log/case-log.ts";
import { Case } from "./case.ts";
import { resolveName } from "./names.ts";
import { declareKey, makeKeyFile, readKeyFile } from "./keys.ts";
import { publish } from "./publish.ts";
import { recordFile } from "./record-file.ts";
import { verifyCase } from "./verify.ts";

let folder: string;
let opened: Case;

beforeEach(async () => {
  const cleanups: (() => void)[] = [];
  folder = tempFolder((clean) => cleanups.push(clean));
  opened = await Case.open(join(folder, "case"), { create: { by: "tester", organisation: "Desk" } });
  onTestFinished(async () => {
    await opened.close();
    for (const clean of cleanups) clean();
  });
});

const HEAD = "plumbline: 1\nby: tester\nfor: D\nmarking: CLEAR\nrecords:\n";
const DESK = "  - { party: D, kind: organisation, name: Desk two, initials: D }\n";

async function record(text: string, keys: Parameters<typeof recordFile>[2] = []) {
  const path = join(folder, "file.yaml");
  writeFileSync(path, text);
  return recordFile(opened, path, keys);
}

/** `line:column CODE message` of the refusal. */
async function refusal(text: string): Promise<string> {
  try {
    await record(text);
  } catch (error) {
    if (error instanceof PlumblineError)
      return `${error.where?.replace(/^.*file\.yaml:/, "")} ${error.code} ${error.message}`;
    throw error;
  }
  return "accepted";
}

describe("a record file", () => {
  it("takes years, grades and dates as they are written, without quotes", async () => {
    const [, event, appraisal] = await record(
      `${HEAD}${DESK}  - { event: E, title: A year, kind: vote, start: 2016 }\n  - { appraisal: , aspect: credibility, of: E, value: 2 }\n`,
    );
    expect(event?.body).toMatchObject({ start: "2016" });
    expect(appraisal?.body).toMatchObject({ value: "2" });
  });

  it("resolves keys of the file and of the case, and parts of questions", async () => {
    await record(
      `${HEAD}${DESK}  - question: Q\n    text: Who?\n    exclusive: false\n    exhaustive: false\n    hypotheses: [{ id: h1, text: These. }]\n`,
    );
    const [judgment] = await record(`${HEAD}  - { judgment: J, states: { hypothesis: "Q#h1" } }\n`);
    expect(judgment?.body).toMatchObject({
      states: { hypothesis: expect.stringMatching(/^qst_.*#h1$/) as string },
    });
    expect(await refusal(`${HEAD}  - { judgment: K, states: { hypothesis: "Q#h2" } }\n`)).toMatch(
      /^6:.*REFERENCE/,
    );
  });

  it.each([
    ["not YAML", "plumbline: [\n", /^\d+:\d+ RECORD_FILE/],
    ["two documents", `${HEAD}${DESK}---\nx: 1\n`, /RECORD_FILE/],
    ["another version", HEAD.replace("1", "2"), /^1:12 RECORD_FILE plumbline/],
    ["an unknown head field", `colour: red\n${HEAD}`, /^1:1 RECORD_FILE “colour”/],
    ["no type", `${HEAD}  - { kind: organisation }\n`, /^6:5 RECORD_FILE An item begins/],
    [
      "a promise that no filter keeps",
      `${HEAD}  - party: D\n    kind: person\n    name: X\n    marking: { tlp: GREEN, releasableTo: [D] }\n`,
      /RECORD_FILE marking: “releasableTo” is not a field here/,
    ],
    ["an unknown field", `${HEAD}  - party: D\n    kind: person\n    nmae: X\n`, /^8:5 RECORD_FILE “nmae”/],
    ["a missing field", `${HEAD}  - party: D\n    kind: person\n`, /^6:5 RECORD_FILE name/],
    ["an unknown level", HEAD.replace("CLEAR", "WHITE"), /^4:10 RECORD_FILE marking/],
    ["a key used twice", `${HEAD}${DESK}${DESK}`, /^7:14 KEY_TAKEN/],
    [
      "a later key",
      `${HEAD}${DESK}  - { claim: C, speaker: X, polarity: asserts, proposition: p }\n`,
      /^7:26 REFERENCE/,
    ],
    [
      "the wrong type",
      `${HEAD}${DESK}  - { event: E, title: t, kind: k, start: 2016, parties: [E2] }\n`,
      /^7:59 REFERENCE/,
    ],
    [
      "a date that is none",
      `${HEAD}${DESK}  - { event: E, title: t, kind: k, start: 2016-02-30 }\n`,
      /^7:43 RECORD_FILE start/,
    ],
    [
      "a number in no band",
      `${HEAD}${DESK}${judged("likelihood: { scale: icd203/1, term: likely, percent: 90 }")}`,
      /INVARIANT 90 %/,
    ],
    ["own without a term", `${HEAD}${DESK}${judged("likelihood: not stated")}`, /INVARIANT An own position/],
  ])("refuses %s, with line and column", async (_, text, expected) => {
    const size = await opened.log.size();
    expect(await refusal(text)).toMatch(expected);
    expect(await opened.log.size()).toBe(size);
  });

  it("lists every mistake at once, in the order of the file, and none that follows from another", async () => {
    const text = `${HEAD}${DESK}  - { premise: G, kind: gap, txet: "?" }
  - { claim: C, speaker: X, polarity: asserts, proposition: p, about: [G] }
  - { premise: G, kind: gap, text: "?" }
  - { appraisal: , aspect: technique, of: C, value: { id: T9999, name: n, basis: observed } }
  - { artifact: , title: Page, file: none.txt }
  - { artifact: , title: Page, sha256: ${"a".repeat(64)}, held: true }
  - 7
  - { event: E, title: t, kind: k, start: 2016-02-30, parties: [D, C] }
`;
    const size = await opened.log.size();
    const said = await record(text).catch((error: unknown) => error);
    expect(said).toBeInstanceOf(PlumblineError);
    const { all } = said as PlumblineError;
    expect(all.map(({ where, code }) => `${where?.replace(/^.*file\.yaml:/, "")} ${code}`)).toEqual([
      "7:30 RECORD_FILE",
      "7:5 RECORD_FILE",
      "8:26 REFERENCE",
      "9:16 KEY_TAKEN",
      "10:59 REFERENCE",
      "11:38 FILE_MISSING",
      expect.stringMatching(/^12:\d+ FORBIDDEN$/),
      "13:5 RECORD_FILE",
      "14:43 RECORD_FILE",
    ]);
    expect(all[0]?.message).toBe("“txet” is not a field here.");
    expect(await opened.log.size()).toBe(size);
    expect(await opened.artifacts.list()).toEqual([]);
  });

  it("says once what is wrong in the head, and what else it can see", async () => {
    const places = async (head: string) => {
      const text = `${head}${DESK}  - { premise: G, kind: gape, text: t }\n`;
      const said = await record(text).catch((error: unknown) => error);
      return (said as PlumblineError).all.map(({ where, code }) => `${where?.split(":").at(-2)} ${code}`);
    };
    expect(await places(HEAD.replace("for: D", "for: Nobody"))).toEqual(["3 REFERENCE", "7 RECORD_FILE"]);
    const coloured = HEAD.replace("records:", "colour: red\nrecords:");
    expect(await places(coloured)).toEqual(["5 RECORD_FILE", "8 RECORD_FILE"]);
  });

  it("lets a record keep the key of the one that it supersedes, in one file and across files", async () => {
    const premise = (text: string, more = "") => `  - { premise: G, kind: gap, text: ${text}${more} }\n`;
    const [, first, second] = await record(
      `${HEAD}${DESK}${premise("one")}${premise("two", ", supersedes: G")}`,
    );
    expect(second).toMatchObject({ supersedes: first!.id, body: { key: "G" } });
    const [third] = await record(`${HEAD}${premise("three", ", supersedes: G")}`);
    expect(third).toMatchObject({ supersedes: second!.id });
    expect(resolveName(await opened.fullFold(), "G")).toBe(third!.id);
    // The chain ends: what was superseded is not superseded again.
    expect(await refusal(`${HEAD}${premise("four", `, supersedes: ${first!.id}`)}`)).toMatch(/INVARIANT/);
    // A key whose records all fell names the last one that had it.
    await record(`${HEAD}  - { claim: , speaker: D, polarity: retracts, proposition: No., about: [G] }\n`);
    expect(resolveName(await opened.fullFold(), "G")).toBe(third!.id);
  });

  it("that an older version took with another's key is named by verify, and can be put right", async () => {
    const gap = (key: string, text: string) => `  - { premise: ${key}, kind: gap, text: ${text} }\n`;
    const [, one, two] = await record(`${HEAD}${DESK}${gap("K1", "a")}${gap("K2", "b")}`);
    // What the server of before let pass: a foreign key, straight into the log.
    const { at: _, ...old } = one!;
    const id = opened.log.issueId("Premise");
    const foreign = { ...old, id, supersedes: one!.id, body: { ...old.body, key: "K2" } } as IssuedDraft;
    await opened.log.append([foreign]);
    const note = async () =>
      (await verifyCase(join(folder, "case"))).notes.filter((line) => /key/.test(line));
    const [line] = await note();
    expect(line).toMatch(/^The key K2 names 2 standing records/);
    for (const named of [two!.id, id]) expect(line).toContain(named);
    expect((await verifyCase(join(folder, "case"))).holds).toBe(true);
    expect(await refusal(`${HEAD}  - { premise: K1, kind: gap, text: c, supersedes: ${id} }\n`)).toBe(
      "accepted",
    );
    expect(await note()).toEqual([]);
  });

  it("takes bytes from beside the file and below, and from nowhere else", async () => {
    const outside = tempFolder();
    writeFileSync(join(outside, "secret.txt"), "secret");
    symlinkSync(join(outside, "secret.txt"), join(folder, "link.txt"));
    mkdirSync(join(folder, "below"));
    writeFileSync(join(folder, "below", "page.txt"), "page");
    const attach = (file: string) => `${HEAD}${DESK}  - { artifact: , title: Page, file: "${file}" }\n`;
    for (const file of [
      "../secret.txt",
      join(outside, "secret.txt"),
      "link.txt",
      "/etc/passwd",
      "below",
      "none.txt",
    ])
      expect(await refusal(attach(file)), file).toMatch(/FILE_MISSING/);
    expect(await opened.artifacts.list()).toEqual([]);
    expect(await refusal(attach("below/page.txt"))).toBe("accepted");
  });

  it.each([
    ["lists", `${"[".repeat(3000)}${"]".repeat(3000)}`],
    ["members", `\n${Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i + 1)}a:\n`).join("")}`],
  ])("says where %s are nested too deeply", async (_, records) => {
    expect(await refusal(`plumbline: 1\nrecords: ${records}\n`)).toMatch(
      /RECORD_FILE It is nested too deeply/,
    );
  });

  it("does not expand a flood of aliases", async () => {
    const flood = [
      "a: &a [x, x]",
      ...Array.from(
        { length: 9 },
        (_, i) => `${"bcdefghij"[i]}: &${"bcdefghij"[i]} [${Array(9).fill(`*${"abcdefghi"[i]}`).join(", ")}]`,
      ),
    ];
    expect(await refusal(`${flood.join("\n")}\n`)).toMatch(/RECORD_FILE/);
  });
});

function judged(position: string): string {
  return `  - question: Q
    text: Who?
    exclusive: false
    exhaustive: false
    hypotheses: [{ id: h1, text: These. }]
  - { judgment: J, states: { hypothesis: "Q#h1" } }
  - position:
    judgment: J
    organisation: D
    stance: own
    holds: joins
    ${position}
    confidence: low
`;
}

describe("keys", () => {
  it("sign own positions once the organisation has declared them", async () => {
    const path = join(folder, "d.key");
    makeKeyFile(path, "Desk two", new Uint8Array(32).fill(7));
    const key = readKeyFile(path);
    const [desk] = await record(`${HEAD}${DESK}`);
    const position = judged("likelihood: { scale: icd203/1, term: likely }");
    const unsigned = (await record(`${HEAD}${position}`, [key])).at(-1);
    expect(unsigned?.body).not.toHaveProperty("signature");
    await declareKey(opened, { by: "tester", for: desk!.id }, key.publicKey, { tlp: "CLEAR" });
    const root = await opened.log.root();
    const again = position.replaceAll(" Q", " Q2").replaceAll('"Q#', '"Q2#').replaceAll(" J", " J2");
    const signed = (await record(`${HEAD}${again}`, [key])).at(-1);
    expect(signed?.body).toMatchObject({ signature: { key: key.publicKey, root } });
    // The secret is nowhere in the case.
    expect(readFileSync(join(folder, "case", "log.db")).toString("latin1")).not.toContain("07".repeat(32));
  });

  it("are not written over, and not taken from a file that is something else", () => {
    const path = join(folder, "d.key");
    makeKeyFile(path, "Desk");
    expect(() => makeKeyFile(path, "Desk")).toThrow(/written/);
    writeFileSync(path, "{}", { mode: 0o600 });
    expect(() => readKeyFile(path)).toThrow(/not a key file/);
  });
});

describe("publishing at CLEAR", () => {
  const edition = "  - { edition: , title: T, language: en, ceiling: CLEAR, authors: [D], blocks: [] }\n";
  const actor = async () => ({ by: "tester", for: await opened.keeper() });
  const reader = { ceiling: "CLEAR", groups: [] } as const;
  const publishing = async () => {
    try {
      await publish(opened, { reader, out: join(folder, "out"), actor: await actor() });
    } catch (error) {
      return error instanceof PlumblineError ? `${error.code} ${error.message}` : String(error);
    }
    return "published";
  };

  it("covers the names of accounts until a named person releases them", async () => {
    await record(`${HEAD}${DESK}  - { party: A, kind: account, name: loud_voice }\n${edition}`);
    expect(await publishing()).toMatch(/PUBLISH .*name of an account/);
    await record(
      `${HEAD}  - { appraisal: , aspect: release, of: A, value: { what: name, because: declared outlet } }\n`,
    );
    expect(await publishing()).toBe("published");
  });

  it("covers the text of posts until a named person releases it", async () => {
    const quote = "quote: item 0412, from: [{ artifact: F, row: 7 }]";
    await record(
      `${HEAD}${DESK}  - { artifact: F, title: Posts, sha256: not recorded, held: false }\n` +
        `  - { claim: C, speaker: D, polarity: asserts, proposition: p, ${quote} }\n${edition}`,
    );
    expect(await publishing()).toMatch(/PUBLISH .*text of a post/);
    await record(
      `${HEAD}  - { appraisal: , aspect: release, of: C, value: { what: text, because: verified public office } }\n`,
    );
    expect(await publishing()).toBe("published");
  });

  it("does not write over a folder that is no edition", async () => {
    await record(`${HEAD}${DESK}${edition}`);
    writeFileSync(join(folder, "out"), "mine");
    expect(await publishing()).toMatch(/OUT_EXISTS/);
    expect(readFileSync(join(folder, "out"), "utf8")).toBe("mine");
  });
});
