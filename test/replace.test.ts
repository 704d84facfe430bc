/**
 * An import under a poor mapping is replaced in one act: the corpus shows the new rows only, the log keeps both imports, and what stands on
 * the old one is named and not touched.
 */
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StaleView } from "../src/views/stale.ts";
import {
  Case,
  detect,
  findActor,
  importFile,
  importFiles,
  lint,
  purge,
  reasoning,
  trace,
  verifyCase,
  withCase,
  withdraw,
} from "../src/workbench/index.ts";
import type { Actor, Imported, ImportOptions } from "../src/workbench/index.ts";
import { runCommand } from "./support/command.ts";
import { tempFolder } from "./support/temp.ts";

const POOR = "account=uploader,time=created,text=body,url=link";
const RIGHT = "account=author,time=created,text=body,url=link";
const KILLED = fileURLToPath(new URL("support/replace-killed.mjs", import.meta.url));

/** Four authors, each of whom another two people uploaded; they share ten links within seconds. */
const rows = Array.from({ length: 40 }, (_, i) => {
  const time = new Date(Date.UTC(2031, 2, 1) + Math.floor(i / 4) * 3_600_000 + (i % 4) * 3000).toISOString();
  return `author${i % 4},up${i % 2},${time},text ${i},https://example.org/${Math.floor(i / 4)}`;
});
const FILE = `author,uploader,created,body,link\n${rows.join("\n")}\n`;

interface Made {
  readonly opened: Case;
  readonly actor: Actor;
  readonly old: Imported;
  readonly file: string;
  readonly folder: string;
}

const open: Case[] = [];
afterAll(async () => {
  for (const one of open) await one.close();
});

async function make(map = POOR, bytes: string | Uint8Array = FILE, name = "posts.csv"): Promise<Made> {
  const root = tempFolder(afterAll);
  const file = join(root, name);
  writeFileSync(file, bytes);
  const folder = join(root, "case");
  const opened = await Case.open(folder, { create: { by: "tester", organisation: "Desk" } });
  open.push(opened);
  const actor = await findActor(opened, { by: "tester" });
  return { opened, actor, old: await importFile(opened, file, { actor, map }), file, folder };
}

const replace = ({ opened, actor, file }: Made, more: Partial<ImportOptions> = {}): Promise<Imported> =>
  importFile(opened, file, { actor, replace: true, map: RIGHT, ...more });

async function accounts(opened: Case): Promise<readonly string[]> {
  const corpus = await opened.corpus();
  const { account } = await corpus.shares("url");
  return [...new Set(await corpus.accountNames(account))].sort();
}

const AUTHORS = ["author0", "author1", "author2", "author3"];
const UPLOADERS = ["up0", "up1"];

/** The case holds, and there is not a word on its corpus. */
async function expectWhole(folder: string): Promise<void> {
  const { holds, notes } = await verifyCase(folder);
  expect([holds, notes.filter((note) => /corpus|import/i.test(note))]).toEqual([true, []]);
}

const runOf = async (opened: Case, id: string) => (await opened.fullFold()).find("Run", id)!;

describe("an import that is replaced", () => {
  it("stays in the log, and the corpus holds the new rows only: the same as of a first import", async () => {
    const made = await make();
    const { opened, old, folder } = made;
    expect(await accounts(opened)).toEqual(UPLOADERS);
    const before = await opened.log.size();
    const done = await replace(made);
    expect(await accounts(opened)).toEqual(AUTHORS);
    const corpus = await opened.corpus();
    expect((await corpus.imports()).map(({ id }) => id)).toEqual([done.run]);
    expect((await corpus.stats()).posts).toBe(40);
    // One record: the Run. File and rows keep their names.
    expect(await opened.log.size()).toBe(before + 1);
    expect(done.artifact).toBe(old.artifact);
    const fold = await opened.fullFold();
    expect([fold.get(old.run) !== undefined, fold.stands(old.run), fold.latest(old.run)]).toEqual([
      true,
      false,
      done.run,
    ]);
    const fresh = await make(RIGHT);
    const digest = async ({ opened: at, run }: { opened: Case; run: string }) =>
      (await runOf(at, run)).body.counts["rows"];
    expect(await digest({ opened, run: done.run })).toBe(
      await digest({ opened: fresh.opened, run: fresh.old.run }),
    );
    expect(done.lines.length).toBeLessThanOrEqual(12);
    expect(done.lines.join("\n")).toContain(`${done.run} replaces ${old.run}`);
    await opened.close();
    open.splice(open.indexOf(opened), 1);
    await expectWhole(folder);
    // Built again from the bytes, it is the same; and a folder that is only read gives the same posts.
    for (const access of ["read", "write"] as const) {
      rmSync(join(folder, "corpus.duckdb"), { force: true });
      await withCase(folder, { access }, async (again) => expect(await accounts(again)).toEqual(AUTHORS));
    }
    await expectWhole(folder);
  });

  it("keeps what was proposed and what was chosen", async () => {
    const made = await make();
    const done = await replace(made);
    const parameters = async (id: string) => (await runOf(made.opened, id)).body.parameters;
    const proposed = "account=author,time=created,text=body,url=link";
    expect(await parameters(made.old.run)).toMatchObject({ layout: "given", mapping: POOR, proposed });
    expect(await parameters(done.run)).toMatchObject({ layout: "given", mapping: RIGHT, proposed });
  });

  it("is refused where it would change nothing, where there is nothing, and the second of two", async () => {
    const made = await make();
    const { opened, actor, old, file } = made;
    const root = async () => [await opened.log.root(), await opened.artifacts.list(), await accounts(opened)];
    const before = await root();
    await expect(importFile(opened, file, { actor, map: RIGHT })).rejects.toMatchObject({
      code: "ALREADY_IMPORTED",
    });
    await expect(replace(made, { map: POOR })).rejects.toMatchObject({ code: "ALREADY_IMPORTED" });
    const other = join(tempFolder(), "other.csv");
    writeFileSync(other, FILE.replaceAll("author", "writer"));
    await expect(importFile(opened, other, { actor, replace: true, map: RIGHT })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    // Another organisation's import is not anybody's to replace.
    const second = opened.log.issueId("Party");
    await opened.append([
      {
        id: second,
        type: "Party",
        ...actor,
        marking: { tlp: "AMBER" },
        body: { kind: "organisation", name: "Other Desk" },
      },
    ]);
    await expect(replace(made, { actor: { by: "else", for: second } })).rejects.toMatchObject({
      code: "INVARIANT",
    });
    expect((await root()).slice(1)).toEqual(before.slice(1));
    // Two at once: one holds, whole.
    const both = await Promise.allSettled([
      replace(made),
      importFile(opened, file, { actor, replace: true, map: "account=author,time=created,text=link" }),
    ]);
    const [won] = both.filter((one) => one.status === "fulfilled");
    expect(both.filter((one) => one.status === "rejected")).toMatchObject([
      { reason: { code: "INVARIANT" } },
    ]);
    expect((await opened.fullFold()).latest(old.run)).toBe(won?.value.run);
    expect((await (await opened.corpus()).imports()).map(({ id }) => id)).toEqual([won?.value.run]);
  });

  it("can be replaced again, withdrawn and imported anew, and purged with all its readings", async () => {
    const made = await make();
    const { opened, actor, old, file } = made;
    const second = await replace(made);
    const third = await replace(made, { map: "account=author,time=created,text=body" });
    expect((await opened.fullFold()).latest(old.run)).toBe(third.run);
    expect(second.run).not.toBe(third.run);
    await withdraw(opened, third.run, "Wrong file.", actor);
    expect((await (await opened.corpus()).stats()).posts).toBe(0);
    const anew = await importFile(opened, file, { actor, map: RIGHT });
    expect(await accounts(opened)).toEqual(AUTHORS);
    await purge(opened, anew.artifact, "Not ours.", actor);
    expect((await (await opened.corpus()).stats()).posts).toBe(0);
  });

  it("in a container: each file of it, from the bytes that the case holds", async () => {
    const made = await make(POOR, gzipSync(FILE), "posts.csv.gz");
    const { opened, actor, old, folder } = made;
    const held = await opened.artifacts.list();
    // The same bytes, not packed: they are known, and not stored once more.
    const plain = join(tempFolder(), "plain.csv");
    writeFileSync(plain, FILE);
    const done = await importFiles(opened, [{ path: plain, name: "plain.csv" }], {
      actor,
      replace: true,
      map: RIGHT,
    });
    expect(await opened.artifacts.list()).toEqual(held);
    const { parameters } = (await runOf(opened, done.run)).body;
    expect(parameters["container"]).toBe((await runOf(opened, old.run)).body.parameters["container"]);
    await opened.close();
    open.splice(open.indexOf(opened), 1);
    rmSync(join(folder, "corpus.duckdb"));
    await withCase(folder, {}, async (again) => expect(await accounts(again)).toEqual(AUTHORS));
    await expectWhole(folder);
  });
});

describe("what stands on an import that was replaced", () => {
  let made: Made;
  let done: Imported;
  let stale: readonly StaleView[];
  let ids: Readonly<Record<"claim" | "kept" | "basis" | "judgment" | "top" | "run", string>>;
  beforeAll(async () => {
    made = await make();
    const { opened, actor, old } = made;
    const run = (await detect(opened, { detector: "co-share", parameters: {}, actor, key: "found" })).id;
    const marking = { tlp: "AMBER+STRICT" } as const;
    const add = async (type: string, body: object): Promise<string> => {
      const id = opened.log.issueId(type as "Claim");
      await opened.append([{ id, type, ...actor, marking, body } as never]);
      return id;
    };
    const question = await add("Question", {
      text: "Who?",
      hypotheses: [{ id: "h1", text: "These." }],
      exclusive: false,
      exhaustive: false,
    });
    const said = { speaker: actor.for, polarity: "asserts", proposition: "It was posted." };
    const claim = await add("Claim", { ...said, from: [{ artifact: old.artifact, row: 3 }] });
    // The file itself, and not a post of it, is the same after.
    const kept = await add("Claim", { ...said, from: [{ artifact: old.artifact }] });
    const judgment = await add("Judgment", { states: { hypothesis: `${question}#h1` } });
    const basis = await add("Basis", { judgment, entry: `${run}#f1`, stands: "for" });
    await add("Basis", { judgment, entry: kept, stands: "context" });
    const top = await add("Judgment", { states: { hypothesis: `${question}#h1` }, restsOn: [judgment] });
    ids = { claim, kept, basis, judgment, top, run };
    done = await replace(made);
    stale = (await reasoning(opened, await opened.owner(), {})).stale();
  });

  it("is listed, with what rests on it, and nothing else", () => {
    const refs = stale.map(({ kind, ref }) => `${kind} ${ref}`);
    expect(refs).toContain(`Finding ${ids.run}#f1`);
    expect(refs).toContain(`Claim ${ids.claim}`);
    expect(refs).toContain(`Basis ${ids.basis}`);
    expect(refs).toContain(`Judgment ${ids.judgment}`);
    expect(refs).toContain(`Judgment ${ids.top}`);
    expect(refs.join()).not.toContain(ids.kept);
    for (const one of stale)
      expect(one).toMatchObject({ import: made.old.run, ended: "replaced", by: done.run });
    expect(stale.find(({ ref }) => ref === ids.top)?.through).toBe(ids.judgment);
    expect(done.stale).toEqual(stale);
    expect(done.lines.join("\n")).toMatch(/Stale, .*1 claim, .*1 basis, 2 judgments\. Nothing was changed/);
  });

  it("is as it was: no record moved", async () => {
    const fold = await made.opened.fullFold();
    for (const id of Object.values(ids)) expect(fold.stands(id)).toBe(true);
  });

  it("is said by trace, and asked by lint until somebody answers", async () => {
    const { opened, actor } = made;
    const reader = await opened.owner();
    const line = await trace(opened, ids.judgment, reader);
    const said = `stale: stands on import ${made.old.run}, which was replaced by ${done.run}`;
    expect(line.details).toContain(said);
    expect(line.next.find(({ kind }) => kind === "Finding")?.details).toContain(said);
    const hits = async () => (await lint(opened, reader)).hits.filter(({ code }) => code === "LINT-STALE");
    expect(await hits()).toMatchObject([{ ref: ids.basis, severity: "question", text: done.run }]);
    await opened.append([
      {
        id: opened.log.issueId("Appraisal"),
        type: "Appraisal",
        ...actor,
        marking: { tlp: "AMBER+STRICT" },
        body: {
          aspect: "checklist",
          of: ids.basis,
          value: { list: "plumbline lint", item: `LINT-STALE: ${done.run}`, answer: "no" },
          why: "The same posts.",
        },
      },
    ]);
    expect(await hits()).toEqual([]);
  });

  it("is over once it is made of the new posts", async () => {
    const { opened, actor } = made;
    const fresh = await detect(opened, { detector: "co-share", parameters: {}, actor });
    const marking = { tlp: "AMBER+STRICT" } as const;
    const claim = opened.log.issueId("Claim");
    const body = { speaker: actor.for, polarity: "asserts", proposition: "It was posted." } as const;
    const from = [{ artifact: done.artifact, row: 3 }];
    await opened.append([
      { id: claim, type: "Claim", ...actor, marking, supersedes: ids.claim, body: { ...body, from } },
    ]);
    const refs = (await reasoning(opened, await opened.owner(), {})).stale().map(({ ref }) => ref);
    expect(refs).not.toContain(claim);
    expect(refs).not.toContain(ids.claim);
    expect(refs.join()).not.toContain(fresh.id);
    expect(refs).toContain(`${ids.run}#f1`);
  });

  it("is not shown to who may not see it, and a withdrawn import is named in the same way", async () => {
    const { opened, actor } = made;
    const low = { ceiling: "AMBER", groups: [] } as const;
    expect((await reasoning(opened, low, {})).stale()).toEqual([]);
    const other = await make(RIGHT);
    const run = (await detect(other.opened, { detector: "co-share", parameters: {}, actor: other.actor })).id;
    await withdraw(other.opened, other.old.run, "Not ours.", other.actor);
    const views = (await reasoning(other.opened, await other.opened.owner(), {})).stale();
    expect(views[0]).toMatchObject({ ref: `${run}#f1`, ended: "withdrawn", import: other.old.run });
    expect(actor.for).toBeDefined();
  });
});

describe("a marking", () => {
  it("does not lift the end of an import out of the sight of those who see the import", async () => {
    const made = await make();
    const { opened, actor, old } = made;
    const done = await replace(made);
    const mark = (of: string, tlp: "RED" | "GREEN") =>
      opened.append([
        {
          id: opened.log.issueId("Marking"),
          type: "Marking",
          ...actor,
          marking: { tlp: "GREEN" },
          body: { of, to: { tlp } },
        },
      ]);
    await expect(mark(done.run, "RED")).rejects.toMatchObject({ code: "MARKING_RULE" });
    await expect(mark(old.run, "GREEN")).rejects.toMatchObject({ code: "MARKING_RULE" });
    await mark(old.run, "RED");
    await mark(done.run, "RED");
    await mark(done.run, "GREEN");
    await mark(old.run, "GREEN");
    expect((await opened.fullFold()).marking(old.run)).toEqual({ tlp: "GREEN" });
  });
});

describe("a replacement that is killed", () => {
  const root = tempFolder(afterAll);
  let file: string;
  beforeAll(async () => {
    const made = await make();
    await made.opened.close();
    open.splice(open.indexOf(made.opened), 1);
    cpSync(made.folder, join(root, "case"), { recursive: true });
    file = made.file;
  });

  it.each([
    ["before the rows", UPLOADERS],
    ["after the rows", UPLOADERS],
    ["before the log", UPLOADERS],
    ["after the log", AUTHORS],
    ["before the old rows go", AUTHORS],
    ["after the old rows went", AUTHORS],
  ])("%s: the one or the other holds, whole", async (step, expected) => {
    const folder = join(tempFolder(), "case");
    cpSync(join(root, "case"), folder, { recursive: true });
    const { signal } = spawnSync(process.execPath, [KILLED, folder, file, step]);
    expect(signal).toBe("SIGKILL");
    expect(await verifyCase(folder)).toMatchObject({ holds: true });
    await withCase(folder, {}, async (again) => {
      expect(await accounts(again)).toEqual(expected);
      expect((await (await again.corpus()).imports()).length).toBe(1);
    });
    await expectWhole(folder);
  });
});

describe("on the command line", () => {
  it("replaces, lists what is stale, and lists it again when it is asked", async () => {
    const { opened, actor, folder, file } = await make();
    await detect(opened, { detector: "co-share", parameters: {}, actor, key: "found" });
    await opened.close();
    open.splice(open.indexOf(opened), 1);
    const refused = await runCommand(["import", folder, file, "--map", RIGHT]);
    expect([refused.status, refused.printed]).toMatchObject([3, expect.stringContaining("ALREADY_IMPORTED")]);
    const { status, printed } = await runCommand(["import", folder, file, "--replace", "--map", RIGHT]);
    expect(status).toBe(0);
    expect(printed).toContain("Finding found#f1");
    expect(printed).toContain(`Next: plumbline stale ${folder}`);
    expect((await runCommand(["stale", folder])).printed).toContain("found#f1");
    expect((await runCommand(["stale", folder, "--ceiling", "CLEAR"])).printed).toContain(
      "Nothing stands on",
    );
  });
});
