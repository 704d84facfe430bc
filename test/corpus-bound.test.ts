/**
 * The corpus is bound to the log: what somebody else wrote into it, or chance, is seen when it is opened and by `verify`, and the rows that are
 * used are those of the file. Random bits: 25 in the corpus, or as many as PLUMBLINE_FLIPS says.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Random } from "../src/kernel/random.ts";
import { canonicalJson } from "../src/model/canonical.ts";
import { leafOfText } from "../src/model/merkle.ts";
import { withCase } from "../src/workbench/case.ts";
import { findActor, importFile, verifyCase, withdraw } from "../src/workbench/index.ts";
import { tempFolder } from "./support/temp.ts";

const ROWS = 400;
const rows = Array.from({ length: ROWS }, (_, i) => {
  const account = `account${i % 17}`;
  const time = new Date(Date.UTC(2031, 2, 1) + i * 61_000).toISOString();
  return `${account},${time},"a text, number ${i % 90} of many #topic${i % 5} https://example.org/${i % 40}",en,side ${i % 3}`;
});
const FILE = `account,time,text,language,side\n${rows.join("\n")}\n`;

const root = tempFolder(afterAll);
const made = join(root, "case");
let run: string;
let right: Awaited<ReturnType<typeof opening>>;
beforeAll(async () => {
  const file = join(root, "posts.csv");
  writeFileSync(file, FILE);
  const create = { by: "tester", organisation: "Desk" };
  run = await withCase(made, { create }, async (opened) => {
    const done = await importFile(opened, file, { actor: await findActor(opened, {}) });
    return done.run;
  });
  right = await opening(made);
  expect(right.said).toEqual([]);
});

/** A copy of the case, whose corpus is changed by these statements. */
async function changed(...statements: readonly string[]): Promise<string> {
  const folder = join(tempFolder(), "case");
  cpSync(made, folder, { recursive: true });
  const instance = await DuckDBInstance.create(join(folder, "corpus.duckdb"));
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  await connection.run("CHECKPOINT");
  connection.closeSync();
  instance.closeSync();
  return folder;
}

/** What is said when the corpus is opened, and every post as it is then shown. */
async function opening(folder: string): Promise<{ readonly said: string[]; readonly posts: string }> {
  const said: string[] = [];
  const posts = await withCase(folder, { say: (text) => said.push(text) }, async (opened) => {
    const corpus = await opened.corpus();
    const scope = (await corpus.imports()).map(({ id }) => id);
    const artifactId = (await corpus.imports())[0]?.artifactId ?? "none";
    const places = Array.from({ length: ROWS }, (_, i) => ({ artifactId, row: i + 1 }));
    const shares = await corpus.shares("url");
    const found = await corpus.posts.list(scope, { words: ["number", "7"] }, { limit: 500 });
    return canonicalJson({
      posts: (await corpus.posts.at(scope, places)) as never,
      stats: (await corpus.stats()) as never,
      shares: [...shares.time, ...shares.row],
      found: found.total,
    });
  });
  return { said, posts };
}

const HOSTILE: readonly (readonly [name: string, ...sql: string[]])[] = [
  ["an account's name", "UPDATE accounts SET name = 'innocent' WHERE id = 0"],
  ["texts", "UPDATE posts SET text = 'FORGED: it was ordered' WHERE row <= 200"],
  ["one text", "UPDATE posts SET text = text || '.' WHERE row = 7"],
  ["a time", "UPDATE posts SET time_ms = time_ms + 1 WHERE row = 7"],
  ["the account of a post", "UPDATE posts SET account = 3 WHERE row = 7"],
  ["an extra column", "UPDATE posts SET x0 = 'other' WHERE row = 7"],
  ["a language taken out", "UPDATE posts SET language = NULL WHERE row = 7"],
  ["the mark of a repeat", "UPDATE posts SET repeat = 2 WHERE row = 7"],
  ["a row that is gone", "DELETE FROM posts WHERE row = 7"],
  ["a row twice", "INSERT INTO posts FROM posts WHERE row = 7"],
  ["a row before the first", "INSERT INTO posts SELECT * REPLACE (-5 AS row) FROM posts WHERE row = 7"],
  ["the value of a link", "UPDATE objects_url SET value = 'https://example.org/forged' WHERE id = 2"],
  ["whose share it is", "UPDATE shares_url SET account = 1 WHERE row = 7"],
  ["when it was shared", "UPDATE shares_hashtag SET time_ms = time_ms + 60000 WHERE row = 7"],
  ["what was shared", "UPDATE shares_text SET object = 1 WHERE row = 7"],
  ["a share that is gone", "DELETE FROM shares_url WHERE row = 7"],
  ["an id of no value", "UPDATE shares_url SET object = 2147483647 WHERE row = 7"],
  ["no value where a number belongs", "UPDATE posts SET time_ms = NULL WHERE row = 7"],
  ["which column is where", "UPDATE import_columns SET held = 'language' WHERE held = 'x0'"],
  ["a column that is not there", "UPDATE import_columns SET held = 'x99' WHERE held = 'x0'"],
  ["the resolution", "UPDATE imports SET resolution = 'day'"],
  ["the file it is said to be of", "UPDATE imports SET artifact = 'art_0000000000'"],
  ["an import twice", "INSERT INTO imports FROM imports"],
  ["the report", "UPDATE imports SET report = '{'"],
  ["posts of no import", "INSERT INTO posts SELECT * REPLACE (9 AS import) FROM posts WHERE row = 7"],
  ["an account without posts", "INSERT INTO accounts VALUES (500, 'nobody')"],
  ["a view", "ALTER TABLE accounts RENAME TO hidden", "CREATE VIEW accounts AS FROM hidden"],
  ["a macro in the place of a function", "CREATE MACRO strlen(x) AS 5"],
  ["a macro in the place of a list", "CREATE MACRO duckdb_views() AS TABLE SELECT 1 AS view_name"],
  ["another table", "CREATE TABLE more (a INTEGER)"],
  ["another column", "ALTER TABLE accounts ADD COLUMN more VARCHAR"],
  ["a default", "ALTER TABLE posts ALTER COLUMN text SET DEFAULT 'FORGED'"],
  ["another type", "ALTER TABLE accounts ALTER COLUMN id TYPE DOUBLE"],
  ["another schema", "CREATE SCHEMA other", "CREATE TABLE other.posts AS FROM main.posts"],
  ["a type", "CREATE TYPE mood AS ENUM ('sad')"],
  ["a sequence", "CREATE SEQUENCE s"],
  ["an index", "CREATE INDEX i ON accounts (name)"],
];

describe("a corpus that somebody changed", () => {
  it.each(HOSTILE)("%s: is found, said, and built again from the file", async (_name, ...sql) => {
    const folder = await changed(...sql);
    const verdict = await verifyCase(folder);
    expect(verdict.holds).toBe(false);
    expect(verdict.failure).toMatch(/^The corpus/);
    const { said, posts } = await opening(folder);
    expect(said).toHaveLength(1);
    expect(posts).toBe(right.posts);
    expect(await verifyCase(folder)).toMatchObject({ holds: true });
  });

  it("the index of words: verify makes it again from the texts", async () => {
    for (const sql of [
      "UPDATE posts SET folded = 'nothing' WHERE row = 7",
      "UPDATE word_segments SET pieces = 'nothing'::BLOB",
      "DELETE FROM word_segments",
    ]) {
      const { failure } = await verifyCase(await changed(sql));
      expect(failure).toContain("index of words");
    }
  });

  it("reads no file of the machine, even where a view asks for one", async () => {
    const secret = join(tempFolder(), "secret");
    writeFileSync(secret, "TOP-SECRET");
    const view = `CREATE VIEW accounts AS SELECT id, (SELECT content FROM read_text('${secret}')) AS name FROM hidden`;
    const folder = await changed("ALTER TABLE accounts RENAME TO hidden", view);
    const { posts } = await opening(folder);
    expect(posts).not.toContain("TOP-SECRET");
    expect(posts).toContain("account3");
  });

  it.each(["symlink", "pipe", "folder", "no database", "nothing in it"])(
    "in its place a %s: built again",
    async (kind) => {
      const folder = await changed();
      const path = join(folder, "corpus.duckdb");
      const outside = join(tempFolder(), "outside");
      cpSync(path, outside);
      const before = readFileSync(outside);
      rmSync(path);
      if (kind === "symlink") symlinkSync(outside, path);
      else if (kind === "pipe") execFileSync("mkfifo", [path]);
      else if (kind === "folder") cpSync(join(folder, "artifacts"), path, { recursive: true });
      else writeFileSync(path, kind === "no database" ? "hello ".repeat(4000) : "");
      expect((await verifyCase(folder)).failure).toMatch(/^The corpus/);
      const { said, posts } = await opening(folder);
      expect(said).toHaveLength(1);
      expect(posts).toBe(right.posts);
      expect(readFileSync(outside).equals(before)).toBe(true);
    },
  );

  it("random bits: each is found, or lies where nothing is read", async () => {
    const random = new Random(20310301);
    const flips = Number(process.env["PLUMBLINE_FLIPS"] ?? 25);
    const folder = await changed();
    const path = join(folder, "corpus.duckdb");
    const whole = readFileSync(path);
    let unseen = 0;
    for (let i = 0; i < flips; i++) {
      const bytes = Buffer.from(whole);
      bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
      rmSync(path, { force: true });
      writeFileSync(path, bytes);
      const { holds, failure } = await verifyCase(folder);
      if (holds) unseen++;
      else expect(failure).toMatch(/^The corpus/);
      // Seen or not: what is used is what the file says.
      const { said, posts } = await opening(folder);
      expect(posts).toBe(right.posts);
      if (!holds) expect(said).toHaveLength(1);
    }
    // Free space, and headers that a newer copy has taken the place of: no row lies there.
    expect(unseen).toBeLessThan(flips / 4);
  });
});

describe("what the log binds", () => {
  /** The case with the record of its import rewritten, as an earlier or a later version would have left it. */
  async function rewritten(
    change: (body: { counts: Record<string, unknown>; parameters: Record<string, unknown> }) => void,
  ) {
    const folder = await changed();
    const db = new Database(join(folder, "log.db"));
    const row = db.prepare("SELECT record, salt FROM log WHERE id = ?").get(run) as {
      record: string;
      salt: ArrayBuffer;
    };
    const record = JSON.parse(row.record) as {
      body: { counts: Record<string, unknown>; parameters: Record<string, unknown> };
    };
    change(record.body);
    const text = canonicalJson(record);
    const leaf = leafOfText(new Uint8Array(row.salt), text);
    db.prepare("UPDATE log SET record = ?, leaf = ? WHERE id = ?").run(text, leaf, run);
    db.close();
    return folder;
  }

  it("does not make a case false that was made before digests: it says that its rows are not bound", async () => {
    const folder = await rewritten(({ counts }) => delete counts["rows"]);
    const verdict = await verifyCase(folder);
    expect(verdict).toMatchObject({ holds: true });
    expect(verdict.notes.join(" ")).toContain(`The rows of import ${run} are not bound`);
    expect(await opening(folder)).toEqual(right);
  });

  it("takes no later reader's rows for those of the log, and tells how to import anew", async () => {
    const folder = await rewritten(({ counts, parameters }) => {
      counts["rows"] = `1:${"0".repeat(64)}`;
      parameters["reader"] = "0";
    });
    const said: string[] = [];
    await withCase(folder, { say: (text) => said.push(text) }, async (opened) => {
      expect(await (await opened.corpus()).imports()).toEqual([]);
      const actor = await findActor(opened, {});
      await withdraw(opened, run, "Read anew.", actor);
      const file = join(tempFolder(), "posts.csv");
      writeFileSync(file, FILE);
      await importFile(opened, file, { actor });
      expect((await (await opened.corpus()).stats()).posts).toBe(ROWS);
    });
    expect(said.join(" ")).toContain("was read by reader 0");
    expect(await verifyCase(folder)).toMatchObject({ holds: true });
  });

  it("refuses rows that this very reader does not find in the file", async () => {
    const folder = await rewritten(({ counts }) => (counts["rows"] = `1:${"0".repeat(64)}`));
    expect((await verifyCase(folder)).failure).toContain("the rows that the log binds");
    await expect(opening(folder)).rejects.toMatchObject({ code: "CASE_DAMAGED" });
  });

  it("is the same for the same rows, whatever was imported before and taken out since", async () => {
    const folder = await changed();
    const file = join(tempFolder(), "other.csv");
    writeFileSync(
      file,
      `account,time,text,more,side\n${rows
        .slice(0, 90)
        .reverse()
        .map((row) => row.replace(",en,", ",x,"))
        .join("\n")}\n`,
    );
    await withCase(folder, {}, async (opened) => {
      const actor = await findActor(opened, {});
      const second = await importFile(opened, file, { actor });
      await withdraw(opened, run, "To be read again.", actor);
      const path = join(tempFolder(), "posts.csv");
      writeFileSync(path, FILE);
      const again = await importFile(opened, path, { actor });
      const runs = (await opened.log.entries()).flatMap(({ record }) =>
        record?.type === "Run" ? [record] : [],
      );
      const digest = (id: string) => runs.find((one) => one.id === id)?.body.counts["rows"];
      expect(digest(again.run)).toBe(digest(run));
      expect(digest(second.run)).not.toBe(digest(run));
    });
    expect(await verifyCase(folder)).toMatchObject({ holds: true });
    expect(existsSync(join(folder, "corpus.duckdb.work"))).toBe(false);
  });
});
