import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editionView } from "../src/case/index.ts";
import type { JudgmentView } from "../src/views/edition.ts";
import {
  Case,
  findActor,
  parseReader,
  publish,
  reasoning,
  recordFile,
  trace,
  verifyEdition,
} from "../src/workbench/index.ts";
import { describeWithData } from "./support/shared-data.ts";
import { tempFolder } from "./support/temp.ts";

const FOLDER = fileURLToPath(new URL("../examples/us-2016/", import.meta.url));
const NOTICE = "A reconstruction from public sources by the Plumbline project; not an official document.";

describe("examples/us-2016", () => {
  const cleanups: (() => void)[] = [];
  let root: string;
  let opened: Case;
  const view = async (ceiling: string) => editionView(await opened.log.entries(), parseReader(ceiling, ""));
  const judgment = async (words: string): Promise<JudgmentView> => {
    const found = (await view("CLEAR")).view.judgments.find(({ wording }) => wording?.text.includes(words));
    if (found === undefined) throw new Error(`no judgment says “${words}”`);
    return found;
  };

  beforeAll(async () => {
    root = tempFolder((clean) => cleanups.push(clean));
    opened = await Case.open(join(root, "case"), {
      create: { by: "editor", organisation: "Reconstruction desk" },
    });
    const files = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml"));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files.sort()) await recordFile(opened, join(FOLDER, file));
  });
  afterAll(async () => {
    await opened.close();
    for (const clean of cleanups) clean();
  });

  it("publishes at CLEAR and AMBER, different and both intact, with the notice on every output", async () => {
    const actor = await findActor(opened, {});
    for (const ceiling of ["CLEAR", "AMBER"]) {
      const out = join(root, ceiling);
      await publish(opened, { reader: parseReader(ceiling, ""), out, actor });
      expect(await verifyEdition(out)).toMatchObject({ verdict: "unsigned" });
      for (const file of ["index.html", "edition.json"])
        expect(readFileSync(join(out, file), "utf8")).toContain(NOTICE);
    }
    const lines = (name: string) =>
      readFileSync(join(root, name, "records.jsonl"), "utf8")
        .trim()
        .split("\n");
    expect(lines("AMBER").length).toBeGreaterThan(lines("CLEAR").length);
    for (const line of lines("CLEAR")) expect(lines("AMBER")).toContain(line);
  });

  it("reports high confidence by all three, and the one split", async () => {
    const confidence = async (words: string) =>
      Object.fromEntries(
        (await judgment(words)).positions.map((p) => [p.organisation.initials, p.confidence]),
      );
    const all = { CIA: "high", FBI: "high", NSA: "high" };
    expect(await confidence("ordered an influence campaign")).toEqual(all);
    expect(await confidence("undermine public faith")).toEqual(all);
    expect(await confidence("clear preference")).toEqual(all);
    expect(await confidence("aspired to help")).toEqual({ CIA: "high", FBI: "high", NSA: "moderate" });
  });

  it("fills nothing in: likelihood not stated, basis not public, effect not assessed", async () => {
    const { judgments, gaps } = (await view("CLEAR")).view;
    expect(judgments).toHaveLength(10);
    for (const { positions, label } of judgments) {
      expect(positions.length, label).toBe(3);
      for (const position of positions) {
        expect(position).toMatchObject({ stance: "reported", likelihood: "not stated" });
        expect(position.signed).toBeUndefined();
        expect(position.reportedIn?.places.length).toBeGreaterThan(0);
      }
    }
    const ordered = await judgment("ordered an influence campaign");
    expect(ordered.effects.map(({ text }) => text)).toEqual(["not assessed"]);
    expect(ordered.states.rung).toContain("ordered");
    expect(gaps.filter(({ code }) => code === "NOT-PUBLIC").length).toBeGreaterThan(3);
    expect(gaps.filter(({ code }) => code === "NOT-STATED").length).toBeGreaterThanOrEqual(10);
  });

  it("keeps rivals alive: no question is declared exclusive, and each has at least two hypotheses", async () => {
    const { questions } = (await view("CLEAR")).view;
    expect(questions.length).toBeGreaterThan(5);
    for (const { exclusive, exhaustive, hypotheses } of questions) {
      expect([exclusive, exhaustive]).toEqual([false, false]);
      expect(hypotheses.length).toBeGreaterThan(1);
    }
  });

  it("gives every dated fact and every claim a place in a source, and leaves out what was measured in the tweets", async () => {
    const { events, claims } = (await view("CLEAR")).view;
    for (const event of events) {
      expect(event.places.length, event.title).toBeGreaterThan(0);
      expect(event.title).not.toMatch(/posting day/i);
    }
    for (const claim of claims) expect(claim.places.length, claim.text).toBeGreaterThan(0);
    expect(claims.filter(({ polarity }) => polarity === "denies").length).toBeGreaterThan(0);
  });

  it("answers all nine questions, with NSA's different confidence on one judgment", async () => {
    const ask = async (ceiling: string) =>
      (await reasoning(opened, parseReader(ceiling, ""))).nineQuestions().answers;
    const answers = await ask("CLEAR");
    expect(answers.map(({ state }) => state)).toEqual([
      "not recorded",
      "answered",
      "answered",
      "answered",
      "answered",
      "answered",
      "not recorded",
      "not recorded",
      "not public",
    ]);
    const known = new Set(
      (await opened.fold(parseReader("CLEAR", ""))).visible.map(({ record }) => record.id),
    );
    for (const { number, lines } of answers) {
      expect(lines.length, String(number)).toBeGreaterThan(0);
      for (const line of lines) for (const ref of line.refs) expect(known).toContain(ref.split("#")[0]);
    }
    const split = answers[3]!.lines.filter(({ text }) => text.startsWith("J4: "));
    expect(split.map(({ text }) => /^J4: (.*? confidence)/.exec(text)?.[1])).toEqual([
      "Central Intelligence Agency, high confidence",
      "Federal Bureau of Investigation, high confidence",
      "National Security Agency, moderate confidence",
    ]);
    // Who sees both levels can compare them.
    const above = (await ask("AMBER"))[8]!;
    expect(above.state).toBe("answered");
    expect(above.lines).toHaveLength(10);
    for (const { text } of above.lines)
      expect(text).toMatch(/are the same records; the wording is the same record/);
  });

  it("prints what the report's own high confidence would need, as gaps", async () => {
    const { gaps } = (await view("CLEAR")).view;
    const narrow = gaps.filter(({ code }) => code === "INV4").map(({ text }) => text);
    expect(narrow.length).toBeGreaterThan(0);
    for (const text of narrow) expect(text).toMatch(/two IIAF categories/);
  });

  it("traces the split down to the report, whose bytes are known by hash alone", async () => {
    const split = await judgment("aspired to help");
    const nsa = split.positions.find(({ organisation }) => organisation.initials === "NSA")!;
    const line = JSON.stringify(await trace(opened, nsa.ref, parseReader("CLEAR", "")));
    expect(line).toContain("263abb4fed558baa669cc5f84f37c587efe9a9dff217c0a77fb9a94ea69b67ca");
    expect(line).toContain("bytes not held");
  });
});

describeWithData(
  "hashes that examples/us-2016 cites",
  ["us_2016/facts.md", "polls_2016/events.csv"],
  (...paths) => {
    it("are those of the files", () => {
      const sources = readFileSync(join(FOLDER, "02-sources.yaml"), "utf8");
      for (const path of paths)
        expect(sources).toContain(createHash("sha256").update(readFileSync(path)).digest("hex"));
    });
  },
);
