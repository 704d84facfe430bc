/**
 * A case folder that somebody else has made, or chance has damaged: what lies in it is refused with one line, nothing outside of it is read,
 * and a server goes on with the cases beside it.
 */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listEditions, readEditionFile } from "../src/desk/editions.ts";
import { ownerSite } from "../src/desk/index.ts";
import { PlumblineError } from "../src/errors.ts";
import type { Reader } from "../src/model/marking.ts";
import { SqliteLog } from "../src/store/log/sqlite-log.ts";
import { systemEffects } from "../src/store/effects.ts";
import { withCase } from "../src/workbench/case.ts";
import { findActor, importFile, verifyCase } from "../src/workbench/index.ts";
import { tempFolder } from "./support/temp.ts";

const root = tempFolder(afterAll);
const made = join(root, "case");
beforeAll(async () => {
  const file = join(root, "posts.csv");
  writeFileSync(file, `account,time,text\na,2031-03-01T00:00:00Z,one\nb,2031-03-01T00:00:05Z,one\n`);
  await withCase(made, { create: { by: "tester", organisation: "Desk" } }, async (opened) => {
    await importFile(opened, file, { actor: await findActor(opened, {}) });
  });
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PlumblineError) return error.code;
    throw error;
  }
  return "none";
}

function copied(): string {
  const folder = join(tempFolder(), "case");
  cpSync(made, folder, { recursive: true });
  return folder;
}

const opens = (folder: string): Promise<string> =>
  codeOf(withCase(folder, {}, (opened) => opened.fullFold()));

function sql(folder: string, ...statements: readonly string[]): void {
  const db = new Database(join(folder, "log.db"));
  for (const one of statements) db.exec(one);
  db.close();
}

describe("a log that holds more than records, or less", () => {
  it.each([
    ["a trigger that swallows", "CREATE TRIGGER t BEFORE INSERT ON log BEGIN SELECT RAISE(IGNORE); END"],
    [
      "a trigger that rewrites",
      "CREATE TRIGGER t AFTER INSERT ON log BEGIN UPDATE log SET record = '{}' WHERE seq = new.seq; END",
    ],
    [
      "a view without end in its place",
      "ALTER TABLE log RENAME TO log0",
      "CREATE VIEW log AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n AS seq, 'clm_' || n AS id, randomblob(32) AS leaf, randomblob(32) AS salt, '{}' AS record FROM c",
    ],
    ["another table", "CREATE TABLE more (a TEXT)"],
    ["another index", "CREATE INDEX i ON log (leaf)"],
    ["a table of another shape", "ALTER TABLE log ADD COLUMN more TEXT"],
    ["no table", "DROP TABLE log"],
  ])("%s: is refused", async (_name, ...statements) => {
    const folder = copied();
    sql(folder, ...statements);
    expect(await opens(folder)).toBe("CASE_DAMAGED");
    expect(await codeOf(verifyCase(folder))).toBe("CASE_DAMAGED");
  });

  it("a trigger that comes while the case is open: nothing is acknowledged that was not written", async () => {
    const folder = copied();
    const log = SqliteLog.open(join(folder, "log.db"), systemEffects);
    const { id: party } = (await log.entries())[0]!;
    sql(folder, "CREATE TRIGGER t BEFORE INSERT ON log BEGIN SELECT RAISE(IGNORE); END");
    const body = { kind: "gap" as const, text: "Who paid?" };
    const draft = {
      id: log.issueId("Premise"),
      type: "Premise" as const,
      by: "t",
      for: party,
      marking: { tlp: "AMBER" as const },
      body,
    };
    expect(await codeOf(log.append([draft]))).toBe("CASE_DAMAGED");
    expect(await log.size()).toBe(3);
    await log.close();
  });

  it("no bytes, or no records, is not a whole log", async () => {
    const folder = copied();
    writeFileSync(join(folder, "log.db"), "");
    expect(await opens(folder)).toBe("CASE_DAMAGED");
    expect(await codeOf(verifyCase(folder))).toBe("CASE_DAMAGED");
    const emptied = copied();
    sql(emptied, "DELETE FROM log");
    expect(await verifyCase(emptied)).toMatchObject({
      holds: false,
      failure: "The log: it holds no record.",
    });
  });

  it("one byte that is no UTF-8: the record is named, and the process goes on", async () => {
    for (const column of ["record", "id"]) {
      const folder = copied();
      sql(
        folder,
        `UPDATE log SET ${column} = CAST(CAST(substr(${column}, 1, 8) AS BLOB) || x'ff' || CAST(substr(${column}, 10) AS BLOB) AS TEXT) WHERE seq = 2`,
      );
      expect(await opens(folder)).toBe("CASE_DAMAGED");
      const { holds, failure } = await verifyCase(folder);
      expect(holds).toBe(false);
      expect(failure).toMatch(/^Record 2, /);
    }
  });

  it("a record that says it is longer than any is not read", async () => {
    const folder = copied();
    sql(folder, `UPDATE log SET record = CAST(zeroblob(${(1 << 26) + 1}) AS TEXT) WHERE seq = 2`);
    expect(await opens(folder)).toBe("CASE_DAMAGED");
  });
});

describe("links, pipes and folders where plain files belong", () => {
  const places = ["log.db", "log.db-wal", "log.db-shm", "unsaved.db", "artifacts", "staging"];
  it.each(places)("%s: is refused, and nothing behind it is touched", async (name) => {
    for (const kind of ["link", "pipe"]) {
      const folder = copied();
      const outside = join(tempFolder(), "outside");
      if (readdirSync(folder).includes(name)) renameSync(join(folder, name), outside);
      else writeFileSync(outside, "somebody's");
      if (kind === "link") symlinkSync(outside, join(folder, name));
      else execFileSync("mkfifo", [join(folder, name)]);
      expect(await codeOf(verifyCase(folder))).toBe("CASE_DAMAGED");
      expect(await opens(folder)).toBe("CASE_DAMAGED");
    }
  });

  it("an artifact that is a link or lies behind one is not read", async () => {
    const folder = copied();
    const [two = ""] = readdirSync(join(folder, "artifacts"));
    const [name = ""] = readdirSync(join(folder, "artifacts", two));
    const path = join(folder, "artifacts", two, name);
    const outside = join(tempFolder(), "outside");
    renameSync(path, outside);
    for (const put of [() => symlinkSync(outside, path), () => execFileSync("mkfifo", [path])]) {
      rmSync(path, { force: true });
      put();
      await withCase(folder, {}, async ({ artifacts }) => {
        expect(await codeOf(artifacts.read(name))).toBe("CASE_DAMAGED");
        expect(await codeOf(artifacts.stream(name))).toBe("CASE_DAMAGED");
      });
      expect((await verifyCase(folder)).failure).toContain("no plain file");
    }
    rmSync(join(folder, "artifacts", two), { recursive: true });
    const away = tempFolder();
    cpSync(outside, join(away, name));
    symlinkSync(away, join(folder, "artifacts", two));
    expect((await verifyCase(folder)).failure).toContain("no plain file");
  });
});

describe("links that wait for what is written", () => {
  const bring = async (folder: string): Promise<string> => {
    const file = join(tempFolder(), "more.csv");
    writeFileSync(file, `account,time,text\nc,2031-03-01T00:00:00Z,two\n`);
    return codeOf(
      withCase(folder, {}, async (opened) =>
        importFile(opened, file, { actor: await findActor(opened, {}) }),
      ),
    );
  };

  it("in staging, under the number of the process: nothing is written behind it", async () => {
    const folder = copied();
    const outside = tempFolder();
    mkdirSync(join(folder, "staging"));
    symlinkSync(outside, join(folder, "staging", String(process.pid)));
    const { mtimeNs } = statSync(outside, { bigint: true });
    expect(await bring(folder)).toBe("none");
    expect(statSync(outside, { bigint: true }).mtimeNs).toBe(mtimeNs);
    expect(readdirSync(folder)).not.toContain("staging");
  });

  it("in artifacts, whatever the hash is: the import is refused, and a purge reaches nothing behind it", async () => {
    const folder = copied();
    const outside = tempFolder();
    const artifacts = join(folder, "artifacts");
    rmSync(artifacts, { recursive: true });
    mkdirSync(artifacts);
    for (let byte = 0; byte < 256; byte++)
      symlinkSync(outside, join(artifacts, byte.toString(16).padStart(2, "0")));
    expect(await bring(folder)).toBe("CASE_DAMAGED");
    expect(readdirSync(outside)).toEqual([]);
    const name = "ab".repeat(32);
    writeFileSync(join(outside, name), "somebody's");
    await withCase(folder, {}, async (opened) => opened.artifacts.remove(name));
    expect(readdirSync(outside)).toEqual([name]);
  });
});

describe("editions that somebody put beside", () => {
  const reader: Reader = { ceiling: "RED", groups: [] };
  const manifest = (...files: readonly string[]) =>
    JSON.stringify({
      edition: { title: "An edition", ceiling: { tlp: "CLEAR" } },
      files: Object.fromEntries(files.map((name) => [name, {}])),
    });

  it("a name that leaves the folder, a link, a broken manifest: none, and the others are served", async () => {
    const folder = join(tempFolder(), "editions");
    const put = (name: string, text: string) => {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, "manifest.json"), text);
    };
    const secret = join(folder, "..", "secret.txt");
    put("good", manifest("index.html"));
    writeFileSync(join(folder, "good", "index.html"), "<p>good</p>");
    writeFileSync(secret, "TOP-SECRET");
    put("leaves", manifest("../../secret.txt"));
    put("linked", manifest("link.txt"));
    symlinkSync(secret, join(folder, "linked", "link.txt"));
    put("broken", "{not json");
    put("deep", "[".repeat(200_000));
    put("piped", manifest("pipe.txt"));
    execFileSync("mkfifo", [join(folder, "piped", "pipe.txt")]);
    symlinkSync(join(folder, "good"), join(folder, "alias"));
    mkdirSync(join(folder, "fifo"));
    execFileSync("mkfifo", [join(folder, "fifo", "manifest.json")]);
    expect((await listEditions(folder, reader)).map(({ name }) => name)).toEqual(["good", "linked", "piped"]);
    const read = (name: string, file: string) => readEditionFile(folder, reader, name, file);
    expect(Buffer.from((await read("good", "index.html"))!).toString()).toBe("<p>good</p>");
    expect(await read("leaves", "../../secret.txt")).toBeUndefined();
    expect(await read("linked", "link.txt")).toBeUndefined();
    expect(await read("piped", "pipe.txt")).toBeUndefined();
  });

  it("verify names each", async () => {
    const folder = copied();
    mkdirSync(join(folder, "editions", "evil"), { recursive: true });
    writeFileSync(join(folder, "editions", "evil", "manifest.json"), manifest("../../log.db"));
    expect((await verifyCase(folder)).failure).toMatch(/^Edition evil: /);
    rmSync(join(folder, "editions", "evil"), { recursive: true });
    symlinkSync(root, join(folder, "editions", "evil"));
    expect((await verifyCase(folder)).failure).toBe("Edition evil: it is no plain folder.");
    rmSync(join(folder, "editions"), { recursive: true });
    symlinkSync(root, join(folder, "editions"));
    expect((await verifyCase(folder)).failure).toBe("The folder of editions is no plain folder.");
  });
});

it("a server opens the cases beside a bad one, and says which is bad", async () => {
  const folder = tempFolder();
  for (const name of ["a-good", "bad-bytes", "bad-empty", "bad-trigger", "z-good"])
    cpSync(made, join(folder, name), { recursive: true });
  sql(join(folder, "bad-bytes"), "UPDATE log SET record = CAST(x'7bff7d' AS TEXT) WHERE seq = 2");
  sql(join(folder, "bad-trigger"), "CREATE TRIGGER t BEFORE INSERT ON log BEGIN SELECT RAISE(IGNORE); END");
  writeFileSync(join(folder, "bad-empty", "log.db"), "");
  const { site } = ownerSite({ folder });
  try {
    const failed = await site.addShelved();
    expect(failed.map(({ name }) => name)).toEqual(["bad-bytes", "bad-empty", "bad-trigger"]);
    for (const name of ["a-good", "z-good"]) expect(await site.served(name).opened.log.size()).toBe(3);
  } finally {
    await site.close();
  }
});

it("what a killed program left aside is said by verify, and goes with the next command that writes", async () => {
  const folder = copied();
  // No process has this id: the largest is 2^22 on 64 bits.
  mkdirSync(join(folder, "staging", "99999999"), { recursive: true });
  writeFileSync(join(folder, "staging", "99999999", "rows"), "somebody's words");
  expect((await verifyCase(folder)).notes.join(" ")).toContain("left 1 folder in staging");
  expect(readdirSync(folder)).toContain("staging");
  await opens(folder);
  expect(readdirSync(folder)).not.toContain("staging");
});
