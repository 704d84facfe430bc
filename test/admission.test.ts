/**
 * Every refusal through every door: whatever a record is refused for, it is refused for by a record file, by the server, as a
 * document and as a run, with the same code, and the case stays as it was. A rule without a row does not compile, and neither
 * does a row without one of the doors; a door that this file does not know fails the last test.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlumblineError } from "../src/errors.ts";
import { RULES } from "../src/model/fault.ts";
import type { Rule } from "../src/model/fault.ts";
import { detect, recordFile, resolveName, trace, verifyCase } from "../src/workbench/index.ts";
import type { Case } from "../src/workbench/index.ts";
import { asJson, asYaml, GREEN, makeWorld } from "./support/doors.ts";
import type { Item, World } from "./support/doors.ts";
import { testServer } from "./support/site.ts";
import type { TestServer } from "./support/site.ts";
import { tempFolder } from "./support/temp.ts";

/** What is tried at a door, or why the refusal cannot come up there. */
interface Row {
  readonly code: string;
  /** One batch, for the two doors that take any record. */
  readonly batch: (world: World) => readonly Item[];
  readonly file: true | string;
  readonly server: true | string;
  /** Fields of the request that makes a document of an upload. */
  readonly document: ((world: World) => object) | string;
  /** Key of a run. */
  readonly run: ((world: World) => string) | string;
}

const NO_FIELD = "it has no such field";
const ONE_RECORD = "it writes one record and supersedes none";
const anywhere = { file: true, server: true, document: NO_FIELD, run: NO_FIELD } as const;

const gap = (more: Partial<Item> = {}, body: object = {}): Item => ({
  type: "Premise",
  body: { kind: "gap", text: "Not known.", ...body },
  ...more,
});
const claim = (world: World, about: string): Item => ({
  type: "Claim",
  body: { speaker: world.ids["DESK"], polarity: "asserts", proposition: "So it is.", about: [about] },
});
const position = (world: World, body: object): Item => ({
  type: "Position",
  body: {
    judgment: world.ids["J"],
    organisation: world.ids["DESK"],
    stance: "own",
    holds: "joins",
    likelihood: { scale: "icd203/1", term: "likely" },
    confidence: "low",
    ...body,
  },
});
const coding = (world: World, body: object, more: Partial<Item> = {}): Item => ({
  type: "Coding",
  marking: { tlp: "AMBER" },
  body: {
    codebook: world.ids["CB"],
    unit: { artifact: world.ids["FILE"], row: 2 },
    says: ["c"],
    ...body,
  },
  ...more,
});
const judgment = (hypothesis: string): Item => ({ type: "Judgment", body: { states: { hypothesis } } });
const SIGNATURE = { key: "a".repeat(64), value: "b".repeat(128), root: "c".repeat(64) };

const ROWS: { readonly [R in Rule]: Row } = {
  "reference: itself": {
    ...anywhere,
    // Only a name of the batch itself can name the record that it stands in, and both doors read names from above.
    code: "REFERENCE",
    batch: () => [gap({ name: "SELF" }, { about: ["SELF"] })],
  },
  "reference: absent": {
    code: "REFERENCE",
    batch: (world) => [claim(world, "clm_0000000000")],
    file: true,
    server: true,
    document: () => ({ body: { memberOf: "art_0000000000" } }),
    run: "it reads what the person may see",
  },
  "reference: type": {
    code: "REFERENCE",
    batch: ({ ids }) => [{ type: "Wording", body: { judgment: ids["Q"], language: "en", text: "So." } }],
    file: true,
    server: true,
    document: ({ ids }) => ({ body: { memberOf: ids["K1"] } }),
    run: "it names files that were imported",
  },
  "reference: needs a part": {
    ...anywhere,
    code: "REFERENCE",
    batch: ({ ids }) => [judgment(ids["Q"]!)],
  },
  "reference: takes no part": {
    code: "REFERENCE",
    batch: ({ ids }) => [
      { type: "Wording", body: { judgment: `${ids["Q"]!}#h1`, language: "en", text: "So." } },
    ],
    file: true,
    server: true,
    document: ({ ids }) => ({ body: { memberOf: `${ids["FILE"]!}#h1` } }),
    run: NO_FIELD,
  },
  "reference: part absent": {
    ...anywhere,
    code: "REFERENCE",
    batch: ({ ids }) => [judgment(`${ids["Q"]!}#h9`)],
  },
  "marking: above what it replaces": {
    ...anywhere,
    code: "MARKING_RULE",
    batch: ({ ids }) => [gap({ marking: { tlp: "RED" }, supersedes: ids["K1"]! })],
    document: ONE_RECORD,
    run: ONE_RECORD,
  },
  "marking: above what it sets": {
    ...anywhere,
    code: "MARKING_RULE",
    batch: ({ ids }) => [{ type: "Marking", marking: GREEN, body: { of: ids["K1"], to: { tlp: "CLEAR" } } }],
  },
  "claim: act of another polarity": {
    ...anywhere,
    code: "INVARIANT",
    batch: ({ ids }) => [
      {
        type: "Claim",
        body: { speaker: ids["DESK"], polarity: "denies", act: "blames", proposition: "It was they." },
      },
    ],
  },
  "position: reported by nobody": {
    ...anywhere,
    code: "INVARIANT",
    batch: (world) => [position(world, { stance: "reported" })],
  },
  "position: reported and signed": {
    ...anywhere,
    code: "INVARIANT",
    batch: (world) => [
      position(world, { stance: "reported", reportedIn: world.ids["C"], signature: SIGNATURE }),
    ],
  },
  "position: of another organisation": {
    ...anywhere,
    code: "INVARIANT",
    batch: (world) => [position(world, { organisation: world.ids["OTHER"] })],
  },
  "position: own and reported": {
    ...anywhere,
    code: "INVARIANT",
    batch: (world) => [position(world, { reportedIn: world.ids["C"] })],
  },
  "position: says nothing": {
    ...anywhere,
    code: "INVARIANT",
    batch: (world) => [position(world, { likelihood: "not stated" })],
  },
  "position: signed elsewhere": {
    ...anywhere,
    code: "INVARIANT",
    batch: (world) => [position(world, { signature: SIGNATURE })],
  },
  "position: scale": {
    ...anywhere,
    code: "INVARIANT",
    batch: (world) => [
      position(world, { likelihood: { scale: "icd203/1", term: "likely", percent: 99 } }),
      position(world, { likelihood: { scale: "icd203/1", term: "maybe" } }),
      position(world, { likelihood: { scale: "icd204/1", term: "likely" } }),
    ],
  },
  "coding: no such code": {
    ...anywhere,
    code: "REFERENCE",
    batch: (world) => [coding(world, { says: ["d"] })],
  },
  "coding: one code": { ...anywhere, code: "INVARIANT", batch: (world) => [coding(world, { says: [] })] },
  "coding: kind of unit": {
    ...anywhere,
    code: "INVARIANT",
    batch: (world) => [coding(world, { unit: { artifact: world.ids["FILE"], account: "ann" } })],
  },
  "coding: below its file": {
    ...anywhere,
    code: "MARKING_RULE",
    batch: (world) => [coding(world, {}, { marking: GREEN })],
  },
  "coding: of another": {
    ...anywhere,
    code: "INVARIANT",
    batch: (world) => [
      coding(
        world,
        { unit: { artifact: world.ids["FILE"], row: 1 } },
        { supersedes: world.ids["CODED"]!, by: "ada" },
      ),
    ],
  },
  "supersession: of another organisation": {
    ...anywhere,
    code: "INVARIANT",
    batch: ({ ids }) => [gap({ supersedes: ids["THEIRS"]! })],
    document: ONE_RECORD,
    run: ONE_RECORD,
  },
  "supersession: no longer stands": {
    ...anywhere,
    code: "INVARIANT",
    batch: ({ ids }) => [
      gap({ supersedes: ids["OLD"]! }),
      gap({ supersedes: ids["GONE"]! }),
      gap({ supersedes: ids["K1"]! }),
      gap({ supersedes: ids["K1"]! }),
    ],
    document: ONE_RECORD,
    run: ONE_RECORD,
  },
  "key: form of an id": {
    code: "KEY_TAKEN",
    batch: () => [gap({ name: "prm_0000000000" })],
    file: true,
    server: true,
    document: () => ({ body: { key: "prm_0000000000" } }),
    run: () => "run_0000000000",
  },
  "key: taken": {
    code: "KEY_TAKEN",
    batch: () => [gap({ name: "K1" }), gap({ name: "NEW" }), gap({ name: "NEW" })],
    file: true,
    server: true,
    document: () => ({ body: { key: "K1" } }),
    run: () => "K1",
  },
  "key: foreign": {
    ...anywhere,
    code: "KEY_TAKEN",
    batch: ({ ids }) => [gap({ name: "K2", supersedes: ids["K1"]! })],
    document: ONE_RECORD,
    run: ONE_RECORD,
  },
  "level: above the writer": {
    code: "CEILING",
    batch: () => [gap({ marking: { tlp: "CLEAR", groups: ["cell"] } })],
    file: "the owner of the machine writes at every level",
    server: true,
    document: () => ({ marking: { tlp: "CLEAR", groups: ["cell"] } }),
    run: "it is marked as the files that it reads",
  },
  "technique: unknown": {
    ...anywhere,
    code: "REFERENCE",
    batch: ({ ids }) => [
      {
        type: "Appraisal",
        body: { aspect: "technique", of: ids["K1"], value: { id: "T9999", name: "x", basis: "observed" } },
      },
    ],
  },
  "passage: not there": {
    ...anywhere,
    code: "QUOTATION",
    batch: ({ ids }) => [
      {
        type: "Claim",
        body: {
          speaker: ids["DESK"],
          polarity: "asserts",
          proposition: "So it is.",
          quote: "What nobody ever said.",
          from: [{ artifact: ids["NOTE"], start: 90_000, end: 90_100 }],
        },
      },
    ],
  },
  "bytes: not held": {
    code: "FORBIDDEN",
    batch: () => [{ type: "Artifact", body: { title: "A page", sha256: "a".repeat(64), held: true } }],
    file: true,
    server: true,
    document: "it brings its bytes",
    run: "it brings its bytes",
  },
};

interface Refused {
  readonly code: string;
  readonly message: string;
  readonly where?: string;
  readonly hint: string;
}

describe("every refusal at every door", () => {
  const cleanups: (() => void)[] = [];
  let folder: string;
  let server: TestServer;
  let opened: Case;
  let world: World;

  beforeAll(async () => {
    folder = tempFolder((clean) => cleanups.push(clean));
    const reader = { ceiling: "RED", groups: [] } as const;
    server = await testServer(folder, {
      ada: { reader, roles: ["analyst", "reviewer", "releaser"] },
      bea: { reader, roles: ["analyst"] },
    });
    ({ opened } = server.site.served("alpha"));
    world = await makeWorld(server);
  });
  afterAll(async () => {
    await server.site.close();
    for (const clean of cleanups) clean();
  });

  const byFile = async (items: readonly Item[]): Promise<readonly Refused[]> => {
    const path = join(folder, "batch.yaml");
    writeFileSync(path, asYaml(items, world));
    return refusedBy(recordFile(opened, path));
  };
  const byServer = async (items: readonly Item[]): Promise<readonly Refused[]> => {
    const answer = await server.json<Refused & { refusals?: readonly Refused[] }>("ada", "/records", {
      records: asJson(items, world),
    });
    return answer.refusals ?? [answer];
  };
  const byDocument = async (fields: object): Promise<readonly Refused[]> => {
    const { id } = await server.upload("ada", "page.txt", "A page.");
    const answer = await server.json<Refused>("ada", "/artifacts", {
      upload: id,
      marking: GREEN,
      for: world.ids["DESK"],
      ...fields,
    });
    return [answer];
  };
  const byRun = async (key: string): Promise<readonly Refused[]> => {
    const asked = { detector: "co-share", key, for: world.ids["DESK"] };
    const answer = await server.json<Refused>("ada", "/runs", asked);
    const actor = { by: "ada", for: world.ids["DESK"]! };
    const direct = await refusedBy(detect(opened, { detector: "co-share", parameters: {}, key, actor }));
    expect(direct.map(({ code }) => code)).toEqual([answer.code]);
    return [answer];
  };

  /** The case holds, and what had a name has it still. */
  const expectUnchanged = async (root: string) => {
    expect(await opened.log.root()).toBe(root);
    const verified = await verifyCase(join(folder, "alpha"));
    expect(verified.failure).toBeUndefined();
    expect(verified.notes.filter((note) => note.startsWith("The key"))).toEqual([]);
    const fold = await opened.fullFold();
    for (const name of Object.keys(world.ids)) expect(resolveName(fold, name)).toMatch(/^[a-z]{3}_/);
  };

  it.each(RULES.map((rule) => [rule, ROWS[rule]] as const))("%s", async (_, row) => {
    const root = await opened.log.root();
    const artifacts = await opened.artifacts.list();
    const tries: [string, () => Promise<readonly Refused[]>][] = [];
    if (row.file === true) tries.push(["file", () => byFile(row.batch(world))]);
    if (row.server === true) tries.push(["server", () => byServer(row.batch(world))]);
    const { document, run } = row;
    if (typeof document === "function") tries.push(["document", () => byDocument(document(world))]);
    if (typeof run === "function") tries.push(["run", () => byRun(run(world))]);
    const said: Record<string, readonly Refused[]> = {};
    for (const [door, attempt] of tries) {
      said[door] = await attempt();
      expect(said[door].map(({ code }) => code)[0], door).toBe(row.code);
      await expectUnchanged(root);
    }
    expect(await opened.artifacts.list()).toEqual(artifacts);
    // The two doors for batches say the same of each record, in the same words.
    if (row.file === true && row.server === true)
      expect(said["file"]!.map(({ code }) => code)).toEqual(said["server"]!.map(({ code }) => code));
    for (const [door, refused] of Object.entries(said))
      for (const { message, hint, where } of refused) {
        expect(message.length, door).toBeGreaterThan(10);
        expect(hint.length, door).toBeGreaterThan(5);
        if (door === "file") expect(where).toMatch(/batch\.yaml:\d+:\d+$/);
        if (door === "server") expect(where).toMatch(/^records\.\d+/);
      }
  });

  it.each(["file", "server"] as const)(
    "a record keeps the key of the one it supersedes: %s",
    async (door) => {
      const key = door === "file" ? "KEEP1" : "KEEP2";
      const submit = door === "file" ? byFile : byServer;
      await submit([gap({ name: key })]);
      const old = resolveName(await opened.fullFold(), key);
      // And the reference of another record of the same batch means the new one.
      await submit([
        gap({ name: key, supersedes: old }, { text: "Known by now." }),
        gap({}, { about: [key] }),
      ]);
      const fold = await opened.fullFold();
      const now = resolveName(fold, key);
      expect(now).not.toBe(old);
      expect(fold.find("Premise", now)?.supersedes).toBe(old);
      expect(fold.all("Premise").at(-1)?.body.about).toEqual([now]);
      expect((await trace(opened, key, await opened.owner())).ref).toBe(now);
      world = { ids: { ...world.ids, [key]: now } };
    },
  );

  it("knows every door: no other file appends records", () => {
    const src = fileURLToPath(new URL("../src", import.meta.url));
    const files = readdirSync(src, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => join(src, name));
    const calling = (pattern: RegExp) =>
      files
        .filter((path) => pattern.test(readFileSync(path, "utf8")))
        .map((path) => relative(src, path).split(sep).join("/"))
        .sort();
    expect(calling(/\blog\s*\.append\(/)).toEqual(["workbench/case.ts"]);
    expect(calling(/\b(?:opened|this)\s*\.append\(/)).toEqual(
      [
        // The doors of the table.
        "workbench/record-file.ts",
        "desk/seat.ts",
        "workbench/detect.ts",
        // A document, for the desk's door and for the command line.
        "workbench/documents.ts",
        // What the program writes by itself, of which a person says no more than who writes, and how it is marked.
        "workbench/case.ts",
        "workbench/import-files.ts",
        "workbench/import-bundle.ts",
        // Rows of a table as events and parties, and what it is declared to be; each row says no more than its cells.
        "workbench/import-table.ts",
        // Mails of a set as files, and the set that they are members of.
        "workbench/import-mails.ts",
        "workbench/keys.ts",
        "workbench/prepare.ts",
        "workbench/publish.ts",
        "workbench/withdraw.ts",
      ].sort(),
    );
  });
});

async function refusedBy(work: Promise<unknown>): Promise<readonly Refused[]> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    return error.all.map(({ code, message, where, hint }) => ({
      code,
      message,
      hint,
      ...(where === undefined ? {} : { where }),
    }));
  }
  return [{ code: "accepted", message: "Nothing was refused.", hint: "accepted" }];
}
