import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signEdition, unresolvedSentences } from "../src/release/index.ts";
import {
  Case,
  demoKey,
  findActor,
  importFile,
  detect,
  MAKER,
  parseReader,
  prepareDemo,
  prepareOwn,
  publish,
  purge,
  recordFile,
  trace,
  verifyCase,
  verifyEdition,
  withCase,
  withdraw,
} from "../src/workbench/index.ts";
import type { TraceStep } from "../src/workbench/index.ts";
import { partOf, recordOf } from "../src/model/refs.ts";
import { PlumblineError } from "../src/errors.ts";
import { filesBelow, tempFolder } from "./support/temp.ts";

const silent = { say: () => undefined };

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof PlumblineError ? error.code : String(error);
  }
  return "none";
}

const kindsOf = (step: TraceStep): string[] => [step.kind, ...step.next.flatMap(kindsOf)];
const flat = (step: TraceStep): TraceStep[] => [step, ...step.next.flatMap(flat)];

/** Detectors and declarations that read tables and no posts. */
const OF_TABLES = new Set(["series", "set", "series-check", "disclosure"]);

describe("the demo, from nothing to two editions", () => {
  let root: string;
  let folder: string;
  let editions: string;
  const cleanups: (() => void)[] = [];
  beforeAll(async () => {
    root = tempFolder((clean) => cleanups.push(clean));
    ({ folder, editions } = await prepareDemo(root, silent));
  });
  afterAll(() => {
    for (const clean of cleanups) clean();
  });

  it("publishes a public and a restricted edition that verify and are signed", async () => {
    const trust = join(root, "trust.json");
    writeFileSync(
      trust,
      JSON.stringify({ keys: [{ name: "Electoral Authority", key: demoKey("EA").publicKey }] }),
    );
    for (const name of ["public", "restricted"]) {
      expect(await verifyEdition(join(editions, name), trust)).toMatchObject({ verdict: "signed-trusted" });
      expect(await verifyEdition(join(editions, name))).toMatchObject({ verdict: "signed-unknown" });
    }
  });

  it("resolves every sentence of both editions down to records, and every finding to rows of the file", async () => {
    for (const [name, ceiling] of [
      ["public", "CLEAR"],
      ["restricted", "AMBER+STRICT"],
    ] as const) {
      const file = JSON.parse(readFileSync(join(editions, name, "edition.json"), "utf8")) as {
        sentences: { id: string; text: string; refs: string[] }[];
      };
      expect(file.sentences.length).toBeGreaterThan(300);
      const opened = await Case.open(folder);
      const fold = await opened.fold(parseReader(ceiling, ""));
      const records = fold.visible.map(({ record }) => record);
      expect(unresolvedSentences({ sentences: file.sentences }, records)).toEqual([]);
      const reader = await opened.owner();
      const findings = new Set(
        file.sentences.flatMap(({ refs }) => refs.filter((ref) => /^run_.*#f/.test(ref))),
      );
      expect(findings.size).toBeGreaterThan(3);
      for (const ref of findings) {
        const steps = flat(await trace(opened, ref, reader));
        const { detector, findings: own, inputs } = fold.find("Run", recordOf(ref))!.body;
        // A finding about a table goes down to its cells; one that answers nothing, or is about dates alone, to no row.
        if (OF_TABLES.has(detector)) expect(steps.map(({ kind }) => kind)).toContain("Cell");
        const { rows: named } = own.find(({ id }) => id === partOf(ref))!;
        if (named.count === 0) continue;
        const rows = steps.filter(({ kind, ref: of }) => kind === "Row" && of === inputs[0]!.artifact);
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) {
          // The last step is the line of the very file, found by its row number.
          const number = Number(row.relation.replace("row ", ""));
          const csv = readFileSync(join(root, "demo", "files", "posts.csv"), "utf8").split("\n");
          expect(csv[number]).toContain(row.text.split(", ")[1]!.split(":")[0]);
        }
      }
      await opened.close();
    }
  });

  it("measures both groups together, with the tables and events of the case, none of them twice", async () => {
    await withCase(folder, { access: "read" }, async (opened) => {
      const fold = await opened.fullFold();
      const run = (key: string) => fold.all("Run").find(({ body }) => body.key === key)!;
      const counted = run("attention").body.findings.find(({ id }) => id === "f1")!.statistics;
      expect(counted.find(({ name }) => name === "accounts that name either")?.value).toBe(36);
      const groups = ["f1", "f2"].map((id) => `${run("coshare").id}#${id}`);
      expect(run("turn").body.used).toEqual(
        expect.arrayContaining([...groups, run("above-six").id, ...fold.all("Event").map(({ id }) => id)]),
      );
      const tables = fold.all("Artifact").filter(({ body }) => body.mediaType === "text/csv");
      expect(tables.map(({ body }) => [body.key, body.held])).toEqual([
        ["polls", true],
        ["events", true],
        ["collected", true],
      ]);
      expect(fold.all("Event")).toHaveLength(11);
    });
  });

  it("shows no account name and no post text at CLEAR, and none in the records", () => {
    const truth = JSON.parse(readFileSync(join(root, "demo", "files", "truth.json"), "utf8")) as {
      accounts: Record<string, string>;
    };
    const shown = [...filesBelow(join(editions, "public")).values()]
      .map((bytes) => bytes.toString("utf8"))
      .join("\n");
    for (const account of Object.keys(truth.accounts)) expect(shown).not.toContain(account);
    expect(shown).not.toMatch(/item \d{4}/);
  });

  it("keeps terms, confidence and dissent the same in both editions", () => {
    const positions = (name: string) => {
      const records = readFileSync(join(editions, name, "records.jsonl"), "utf8")
        .trim()
        .split("\n");
      return records
        .map((line) => (JSON.parse(line) as { record: { type: string; body: unknown } }).record)
        .filter(({ type }) => type === "Position")
        .map(({ body }) => JSON.stringify(body));
    };
    expect(positions("public").length).toBeGreaterThan(5);
    expect(positions("restricted")).toEqual(expect.arrayContaining(positions("public")));
    expect(readFileSync(join(editions, "public", "index.html"), "utf8")).toContain("Dissent");
  });

  it("gives the same bytes from the same log, however often it is published", async () => {
    const again = tempFolder();
    await withCase(folder, {}, async (opened) => {
      const actor = await findActor(opened, {});
      for (const ceiling of ["CLEAR", "AMBER+STRICT"]) {
        const size = await opened.log.size();
        const out = join(again, ceiling);
        await publish(opened, { reader: parseReader(ceiling, ""), out, actor, signer: demoKey("EA") });
        expect(await opened.log.size()).toBe(size);
      }
    });
    // the demo's second organisation signs as well
    await signEdition(join(again, "CLEAR"), demoKey("SO"), "2031-11-06T09:00:00.000Z", MAKER);
    expect(filesBelow(join(again, "CLEAR"))).toEqual(filesBelow(join(editions, "public")));
    expect(filesBelow(join(again, "AMBER+STRICT"))).toEqual(filesBelow(join(editions, "restricted")));
  });

  it("gives the same bytes when the whole case is made anew", async () => {
    const other = tempFolder();
    const made = await prepareDemo(other, silent);
    expect(filesBelow(made.editions)).toEqual(filesBelow(editions));
  });

  it("finds any changed byte of any artifact", async () => {
    const copy = join(tempFolder(), "case");
    cpSync(folder, copy, { recursive: true });
    expect(await verifyCase(copy)).toMatchObject({ holds: true });
    const names = [...filesBelow(join(copy, "artifacts")).keys()];
    expect(names.length).toBeGreaterThan(2);
    for (const [i, name] of names.entries()) {
      const path = join(copy, "artifacts", name);
      const bytes = readFileSync(path);
      const place = (i * 7919) % bytes.length;
      bytes[place]! ^= 1;
      writeFileSync(path, bytes);
      const found = await verifyCase(copy);
      expect(found.holds).toBe(false);
      expect(found.failure).toContain(name.slice(3));
      bytes[place]! ^= 1;
      writeFileSync(path, bytes);
    }
    expect(await verifyCase(copy)).toMatchObject({ holds: true });
  });

  it("traces a judgment down to file, row and hash", async () => {
    await withCase(folder, {}, async (opened) => {
      const line = await trace(opened, "J1", await opened.owner());
      const kinds = kindsOf(line);
      for (const kind of ["Judgment", "Finding", "Posts", "Row", "Artifact"]) expect(kinds).toContain(kind);
      expect(await codeOf(trace(opened, "J99", await opened.owner()))).toBe("NOT_FOUND");
      // What is above the line is the same as what was never there.
      const output = line.next.flatMap(function outputs(step): string[] {
        return [...(step.relation === "full result" ? [step.ref] : []), ...step.next.flatMap(outputs)];
      })[0]!;
      expect(await codeOf(trace(opened, output, parseReader("CLEAR", "")))).toBe("NOT_FOUND");
    });
  });
});

const POSTS = ["account,time,text,url"];
for (let i = 0; i < 60; i++)
  for (const account of ["ann", "bob"])
    POSTS.push(
      `${account},2031-03-01T0${i % 10}:${String(i % 60).padStart(2, "0")}:00Z,placeholder ${i} quincunx,`,
    );

describe("a case of one's own", () => {
  async function ownCase() {
    const root = tempFolder();
    const file = join(root, "posts.csv");
    writeFileSync(file, `${POSTS.join("\n")}\n`);
    const folder = join(root, "case");
    const imported = await withCase(
      folder,
      { create: { by: "tester", organisation: "Desk" } },
      async (opened) => importFile(opened, file, { actor: await findActor(opened, {}) }),
    );
    return { root, file, folder, imported };
  }

  it("leaves the case as it was when a file is refused", async () => {
    const { root, folder } = await ownCase();
    const before = filesBelow(join(folder, "artifacts"));
    const log = readFileSync(join(folder, "log.db"));
    const bad = join(root, "bad.csv");
    for (const [text, code] of [
      ["", "FILE_EMPTY"],
      ["a,b\n1,2\n", "MAPPING_NEEDED"],
      ["account,time,text\nx,10/11/2031 09:00,y\n", "DATE_ORDER_NEEDED"],
      ["account,time,text\n,yesterday,y\n", "ALL_REJECTED"],
    ] as const) {
      writeFileSync(bad, text);
      await withCase(folder, {}, async (opened) => {
        expect(await codeOf(importFile(opened, bad, { actor: await findActor(opened, {}) }))).toBe(code);
      });
      expect(filesBelow(join(folder, "artifacts"))).toEqual(before);
      expect(readFileSync(join(folder, "log.db")).equals(log)).toBe(true);
    }
    expect(readdirSync(folder).filter((name) => name === "staging")).toEqual([]);
    // A case that would have been made for the file is not there either.
    const fresh = join(root, "fresh");
    writeFileSync(bad, "");
    const create = { by: "tester", organisation: "Desk" };
    expect(
      await codeOf(
        withCase(fresh, { create }, async (opened) =>
          importFile(opened, bad, { actor: await findActor(opened, {}) }),
        ),
      ),
    ).toBe("FILE_EMPTY");
    expect(readdirSync(root)).not.toContain("fresh");
  });

  it("refuses the same bytes twice, and takes them again after a withdrawal", async () => {
    const { file, folder, imported } = await ownCase();
    await withCase(folder, {}, async (opened) => {
      const actor = await findActor(opened, {});
      expect(await codeOf(importFile(opened, file, { actor }))).toBe("ALREADY_IMPORTED");
      await withdraw(opened, imported.run, "Wrong export.", actor);
      expect((await (await opened.corpus()).stats()).posts).toBe(0);
      expect(await codeOf(detect(opened, { detector: "co-share", parameters: {}, actor }))).toBe("NO_DATA");
      await importFile(opened, file, { actor });
      expect((await (await opened.corpus()).stats()).posts).toBe(120);
    });
    expect(await verifyCase(folder)).toMatchObject({ holds: true });
  });

  it("rebuilds a lost corpus from the bytes, and drops rows that no record vouches for", async () => {
    const { folder } = await ownCase();
    rmSync(join(folder, "corpus.duckdb"));
    await withCase(folder, {}, async (opened) => {
      expect((await (await opened.corpus()).stats()).posts).toBe(120);
    });
  });

  it("purges an artifact with every derived copy and leaves a tombstone", async () => {
    const { folder, imported } = await ownCase();
    await withCase(folder, {}, async (opened) => {
      const actor = await findActor(opened, {});
      await detect(opened, { detector: "co-share", parameters: {}, actor, key: "coshare" });
      const done = await purge(opened, imported.artifact, "Not ours to keep.", actor);
      expect(done.artifacts).toHaveLength(2);
    });
    for (const [name, bytes] of filesBelow(folder)) expect(bytes.includes("quincunx"), name).toBe(false);
    expect(await verifyCase(folder)).toMatchObject({ holds: true, tombstones: 2 });
    await withCase(folder, {}, async (opened) => {
      expect((await (await opened.corpus()).stats()).posts).toBe(0);
    });
  });

  it("publishes findings without a judgment, and refuses what nobody drafted", async () => {
    const { root, file } = await ownCase();
    const made = await prepareOwn(join(root, "started"), file, silent);
    expect(await verifyEdition(join(made.editions, "findings"))).toMatchObject({ verdict: "unsigned" });
    await withCase(made.folder, {}, async (opened) => {
      const actor = await findActor(opened, {});
      const options = { reader: parseReader("CLEAR", ""), out: join(root, "out"), actor };
      expect(await codeOf(publish(opened, options))).toBe("PUBLISH");
    });
  });

  it("records bytes that a record file names, and refuses a hash that is not theirs", async () => {
    const { root, folder } = await ownCase();
    const text = "a scanned page";
    const sha256 = createHash("sha256").update(text).digest("hex");
    writeFileSync(join(root, "page.txt"), text);
    const yaml = (fields: string) =>
      `plumbline: 1\nby: tester\nfor: D\nmarking: AMBER\nrecords:\n  - { party: D, kind: organisation, name: D }\n  - { artifact: page, title: A page, ${fields} }\n`;
    const path = join(root, "page.yaml");
    await withCase(folder, {}, async (opened) => {
      writeFileSync(path, yaml(`file: page.txt, sha256: ${"0".repeat(64)}`));
      expect(await codeOf(recordFile(opened, path))).toBe("RECORD_FILE");
      expect(opened.artifacts.has(sha256)).toBe(false);
      writeFileSync(path, yaml("file: page.txt"));
      const records = await recordFile(opened, path);
      expect(records[1]).toMatchObject({ body: { sha256, held: true, bytes: text.length } });
      expect((await opened.artifacts.read(sha256)).toString()).toBe(text);
    });
  });
});
