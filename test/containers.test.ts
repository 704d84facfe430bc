/**
 * Files of posts in containers, through a whole case: the same rows as without, the hash of what was handed over, read again, verified, taken
 * out. Uses the compiled program. Random tables: 3.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposeFile } from "../src/ingest/index.ts";
import { withCase } from "../src/workbench/case.ts";
import type { Case } from "../src/workbench/case.ts";
import { withGiven } from "../src/workbench/given-paths.ts";
import { bringIn, findActor, importFile, purge, verifyCase } from "../src/workbench/index.ts";
import { tarOf, zipOf, zstdOf } from "./support/archives.ts";
import { PLATFORM_FILES } from "./support/platform-files.ts";
import { tempFolder } from "./support/temp.ts";

const create = { by: "tester", organisation: "Desk" };
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const table = (name: string, rows = 3) =>
  `account,time,text\n${Array.from({ length: rows }, (_, i) => `${name}${i},2031-10-05T20:19:${10 + (i % 50)}Z,text ${i} of ${name}\n`).join("")}`;

/** A new case with one import. */
async function imported<T>(
  given: string | readonly string[],
  work: (opened: Case, done: Awaited<ReturnType<typeof bringIn>>, folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(tempFolder(), "case");
  return withCase(folder, { create }, async (opened) => {
    const done = await bringIn(opened, given, { actor: await findActor(opened, {}) });
    return work(opened, done, folder);
  });
}

const runsOf = async (opened: Case) =>
  (await opened.fullFold()).all("Run").filter(({ body }) => body.detector === "import");

const countsOf = async (opened: Case) => (await runsOf(opened)).map(({ body }) => body.counts);

/** A file of zstd as a compressor writes it. */
async function zstdByEngine(folder: string, path: string): Promise<Buffer> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const out = join(folder, "packed.zst");
  await connection.run(`COPY (FROM read_csv('${path}', all_varchar = true)) TO '${out}' (COMPRESSION zstd)`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(out);
}

describe("an import through a container", () => {
  it("gives the rows and the digest that the plain file gives", async () => {
    const cell = fc.stringMatching(/^[a-z#@ ]{0,40}$/);
    const tables = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.nat(86_399), cell), {
      minLength: 1,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const lines = rows.map(
          ([account, second, text]) =>
            `${account},${new Date(Date.UTC(2031, 2, 1) + second * 1000).toISOString()},${text}`,
        );
        const folder = tempFolder();
        const file = join(folder, "posts.csv");
        const plain = Buffer.from(`account,time,text\n${lines.join("\n")}\n`);
        writeFileSync(file, plain);
        const bare = await imported(file, async (opened) => countsOf(opened));
        const packed: [string, Buffer][] = [
          ["posts.csv.gz", gzipSync(plain)],
          ["posts.zip", zipOf([{ name: "posts.csv", content: plain }])],
          ["posts.tgz", gzipSync(tarOf([{ name: "posts.csv", content: plain }]))],
          ["posts.zst", zstdOf(plain)],
        ];
        for (const [name, bytes] of packed) {
          const path = join(folder, name);
          writeFileSync(path, bytes);
          expect(await imported(path, async (opened) => countsOf(opened)), name).toEqual(bare);
        }
      }),
      { numRuns: 3 },
    );
  });

  it("takes zstd as a compressor writes it", async () => {
    const folder = tempFolder();
    const path = join(folder, "posts.csv");
    writeFileSync(path, table("a", 40));
    const packed = join(folder, "posts.csv.zst");
    writeFileSync(packed, await zstdByEngine(folder, path));
    const [bare] = await imported(path, countsOf);
    const [zstd] = await imported(packed, countsOf);
    expect(zstd).toEqual(bare);
  });

  it("goes by the bytes: a plain file named .gz is read, and one that is nothing is refused", async () => {
    const folder = tempFolder();
    const plain = join(folder, "posts.csv.gz");
    writeFileSync(plain, table("a"));
    await imported(plain, async (opened) => expect((await countsOf(opened))[0]).toMatchObject({ kept: 3 }));
    const nothing = join(folder, "nothing.gz");
    writeFileSync(nothing, Buffer.from([1, 2, 3, 0, 5]));
    await expect(imported(nothing, async () => undefined)).rejects.toMatchObject({ code: "FILE_BINARY" });
  });

  it("keeps what was handed over by its hash, and says what of it was read", async () => {
    const path = join(tempFolder(), "posts.zip");
    const bytes = zipOf([{ name: "data/a.csv", content: table("a") }]);
    writeFileSync(path, bytes);
    await imported(path, async (opened, done) => {
      const fold = await opened.fullFold();
      const [container, file] = fold.all("Artifact");
      expect(container?.body).toMatchObject({ sha256: sha256(bytes), held: true, derivedFrom: "original" });
      expect(file?.body).toMatchObject({
        title: "data/a.csv in posts.zip",
        sha256: sha256(Buffer.from(table("a"))),
        held: false,
        derivedFrom: [container?.id],
      });
      expect(await opened.artifacts.list()).toEqual([sha256(bytes)]);
      const [run] = await runsOf(opened);
      expect(run?.body.parameters).toMatchObject({
        container: sha256(bytes),
        member: "data/a.csv",
        packing: "zip",
      });
      expect(done.lines.join("\n")).toContain(sha256(bytes));
    });
  });

  it("survives the loss of its corpus and fails verification when its container is changed", async () => {
    const root = tempFolder();
    const path = join(root, "posts.tgz");
    const bytes = gzipSync(tarOf(["a", "b"].map((name) => ({ name, content: table(name) }))));
    writeFileSync(path, bytes);
    const folder = join(root, "case");
    await withCase(folder, { create }, async (opened) => {
      await importFile(opened, path, { actor: await findActor(opened, {}) });
    });
    const posts = async () =>
      withCase(folder, {}, async (opened) => {
        const corpus = await opened.corpus();
        const scope = (await corpus.imports()).map(({ id }) => id);
        return (await corpus.posts.list(scope, { words: [] }, { limit: 50 })).total;
      });
    rmSync(join(folder, "corpus.duckdb"));
    expect(await posts()).toBe(6);
    expect((await verifyCase(folder)).holds).toBe(true);
    const held = join(folder, "artifacts", sha256(bytes).slice(0, 2), sha256(bytes));
    writeFileSync(held, Buffer.concat([bytes, Buffer.from([0])]));
    rmSync(join(folder, "corpus.duckdb"));
    await expect(posts()).rejects.toMatchObject({ code: "CASE_DAMAGED" });
    expect((await verifyCase(folder)).holds).toBe(false);
  });

  it("takes the container out with everything in it, and no file of it alone", async () => {
    const path = join(tempFolder(), "posts.zip");
    writeFileSync(path, zipOf(["a", "b"].map((name) => ({ name, content: table(name) }))));
    await imported(path, async (opened) => {
      const actor = await findActor(opened, {});
      const [container, file] = (await opened.fullFold()).all("Artifact");
      await expect(purge(opened, file!.id, "why", actor)).rejects.toMatchObject({
        code: "INVARIANT",
        hint: expect.stringContaining(container!.id) as unknown,
      });
      expect(await opened.artifacts.list()).toHaveLength(1);
      const { records } = await purge(opened, container!.id, "why", actor);
      expect(records).toHaveLength(3);
      expect(await opened.artifacts.list()).toEqual([]);
      expect(await (await opened.corpus()).imports()).toEqual([]);
    });
  });
});

describe("several files in one call", () => {
  it("are an import each, in a report of at most twelve lines, and what is none of posts is counted", async () => {
    const root = tempFolder();
    const names = Array.from({ length: 9 }, (_, i) => `f${i}`);
    const posts = names.map((name) => ({ name: `${name}.csv`, content: table(name) }));
    const others = ["x", "y", "z", "w", "v"].map((name) => ({
      name: `${name}.jpg`,
      content: Buffer.from([0xff, 0xd8, 0xff, 0]),
    }));
    const path = join(root, "posts.zip");
    writeFileSync(path, zipOf([...others, ...posts, { name: "again.csv", content: table("f3") }]));
    await imported(path, async (opened, { lines }) => {
      expect(await runsOf(opened)).toHaveLength(9);
      expect(lines.length).toBeLessThanOrEqual(11);
      expect(lines[0]).toBe(
        "9 files of posts: 27 rows read, 27 kept, 0 rejected, 0 repeat an earlier row of their file (kept and marked)",
      );
      expect(lines.join("\n")).toMatch(/Not imported: 6 files \(1 ALREADY_IMPORTED and 5 FILE_BINARY\)/);
      const { code } = await importFile(opened, path, { actor: await findActor(opened, {}) }).then(
        () => ({ code: "" }),
        (error: { code: string }) => error,
      );
      expect(code).toBe("ALREADY_IMPORTED");
    });
  });

  it("come from a folder, whose links are not followed, from patterns, and together", async () => {
    const root = tempFolder();
    mkdirSync(join(root, "in", "below"), { recursive: true });
    writeFileSync(join(root, "in", "a.csv"), table("a"));
    writeFileSync(join(root, "in", "below", "b.csv.gz"), gzipSync(table("b")));
    writeFileSync(join(root, "outside.csv"), table("o"));
    symlinkSync(join(root, "outside.csv"), join(root, "in", "link.csv"));
    const titles = async (given: readonly string[]) =>
      imported(given, async (opened) => {
        const fold = await opened.fullFold();
        return (await runsOf(opened)).map(
          ({ body }) => fold.find("Artifact", body.inputs[0]!.artifact)?.body.title,
        );
      });
    expect(await titles([join(root, "in")])).toEqual(["a.csv", "the content of below/b.csv.gz"]);
    expect(await titles([join(root, "in", "?.c*")])).toEqual(["a.csv"]);
    expect(await titles([join(root, "outside.csv"), join(root, "in", "a.csv")])).toEqual([
      "outside.csv",
      "a.csv",
    ]);
    await expect(titles([join(root, "in", "*.none")])).rejects.toMatchObject({ code: "FILE_MISSING" });
  });

  it("come in together or not at all", async () => {
    const root = tempFolder();
    const path = join(root, "posts.zip");
    writeFileSync(path, zipOf(["a", "b", "c"].map((name) => ({ name, content: table(name) }))));
    const folder = join(root, "case");
    await withCase(folder, { create }, async (opened) => {
      const actor = await findActor(opened, {});
      const before = await opened.log.size();
      const stop = new AbortController();
      let loads = 0;
      const done = importFile(opened, path, {
        actor,
        signal: stop.signal,
        onProgress: ({ stage, done: rows }) => {
          if (stage === "loading" && rows > 0 && ++loads === 2) stop.abort();
        },
      });
      await expect(done).rejects.toMatchObject({ code: "STOPPED" });
      expect(loads).toBe(2);
      expect(await opened.log.size()).toBe(before);
      expect(await (await opened.corpus()).imports()).toEqual([]);
      expect(await opened.artifacts.list()).toEqual([]);
      expect(readdirSync(opened.makeStaging())).toEqual([]);
    });
  });

  it("that hold no posts are refused, each with its reason", async () => {
    const path = join(tempFolder(), "none.zip");
    writeFileSync(
      path,
      zipOf([
        { name: "a.jpg", content: Buffer.from([0xff, 0xd8, 0xff, 0]) },
        { name: "b", content: "" },
      ]),
    );
    await expect(imported(path, async () => undefined)).rejects.toMatchObject({ code: "NO_POSTS" });
    writeFileSync(path, zipOf([{ name: "a.csv", content: table("a"), flags: 1 }]));
    await expect(imported(path, async () => undefined)).rejects.toMatchObject({
      code: "ARCHIVE_LOCKED",
      where: "a.csv in none.zip",
    });
  });
});

describe("standard input", () => {
  const taken = async (input: Readable) => {
    const staging = tempFolder();
    const content = await withGiven(["-"], { staging, input }, async ([file]) => {
      expect(file?.name).toBe("standard input");
      return readFileSync(file!.path, "utf8");
    });
    expect(readdirSync(staging)).toEqual([]);
    return content;
  };

  it("is a file for as long as it is read, and refused where nothing comes", async () => {
    expect(await taken(Readable.from([Buffer.from("account,"), Buffer.from("time\n")]))).toBe(
      "account,time\n",
    );
    await expect(taken(Readable.from([]))).rejects.toMatchObject({ code: "FILE_EMPTY" });
  });

  it("is imported by the command, packed or not", async () => {
    const folder = join(tempFolder(), "case");
    const program = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
    const out = await new Promise<string>((resolve, reject) => {
      const child = execFile(process.execPath, [program, "import", folder, "-"], (error, stdout) =>
        error === null ? resolve(stdout) : reject(error),
      );
      child.stdin!.end(gzipSync(table("a")));
    });
    expect(out).toContain("3 rows read, 3 kept");
    expect(readdirSync(folder).sort()).toEqual(["artifacts", "corpus.duckdb", "log.db"]);
  });
});

describe("a proposal", () => {
  it("shows the first file that has accounts and times, and reads no more than it needs", async () => {
    const folder = tempFolder();
    const path = join(folder, "posts.zip");
    const parts = [
      { name: "README.txt", content: "Read me,\nplease\n" },
      { name: "a.csv", content: table("a", 40) },
      { name: "b.csv", content: table("b") },
    ];
    writeFileSync(path, zipOf(parts));
    const proposal = await proposeFile({ path, tempDir: folder });
    expect(proposal.columns).toEqual(["account", "time", "text"]);
    expect(proposal.notes[0]).toContain("a.csv in posts.zip");
    const long = join(folder, "long.csv.gz");
    writeFileSync(long, gzipSync(table("a", 40).concat("a,2031-10-05T20:19:24Z,x\n".repeat(800_000))));
    expect((await proposeFile({ path: long, tempDir: folder })).sample[0]?.values[0]).toBe("a0");
    expect(readdirSync(folder).sort()).toEqual(["long.csv.gz", "posts.zip"]);
  });

  it("brings in a STIX bundle in an archive, beside posts and alone", async () => {
    const root = tempFolder();
    const object = {
      type: "campaign",
      spec_version: "2.1",
      id: "campaign--00000019-0000-4000-8000-000000000019",
      created: "2031-01-01T00:00:00.000Z",
      modified: "2031-01-01T00:00:00.000Z",
      name: "l1",
    };
    const bundle = (...objects: object[]) =>
      JSON.stringify({ type: "bundle", id: "bundle--00000003-0000-4000-8000-000000000003", objects });
    const both = join(root, "both.zip");
    writeFileSync(
      both,
      zipOf([
        { name: "a.csv", content: table("s1") },
        { name: "b.json", content: bundle(object) },
      ]),
    );
    const alone = join(root, "alone.json.gz");
    writeFileSync(alone, gzipSync(bundle({ ...object, modified: "2031-01-02T00:00:00.000Z" }, object)));
    const folder = join(root, "case");
    await withCase(folder, { create }, async (opened) => {
      const actor = await findActor(opened, {});
      const first = await bringIn(opened, both, { actor });
      expect([first.kind, first.lines.slice(0, 2)]).toEqual([
        "posts",
        [
          expect.stringMatching(/^a\.csv in both\.zip: 3 rows read, 3 kept/),
          expect.stringMatching(/^STIX bundle: 1 object kept, 0 rejected; run_/),
        ],
      ]);
      const second = await bringIn(opened, alone, { actor });
      expect([second.kind, second.lines[0]]).toEqual([
        "bundle",
        "the content of alone.json.gz: STIX bundle, 2 objects kept, 0 rejected",
      ]);
      const refused = await bringIn(opened, both, { actor }).catch((error: { code: string }) => error.code);
      expect(refused).toBe("ALREADY_IMPORTED");
      const { visible } = await opened.fullFold();
      expect(visible.filter(({ record }) => record.type === "Claim")).toHaveLength(3);
      const held = visible.flatMap(({ record }) =>
        record.type === "Artifact" && record.body.held ? [record.body.title] : [],
      );
      expect(held.sort()).toEqual(["alone.json.gz", "both.zip"]);
    });
    expect((await verifyCase(folder)).holds).toBe(true);
  });

  it("reports in at most twelve lines, what was kept first, whatever the platform", async () => {
    const root = tempFolder();
    await withCase(join(root, "case"), { create }, async (opened) => {
      const actor = await findActor(opened, {});
      for (const { platform, content, posts } of PLATFORM_FILES) {
        const path = join(root, platform);
        writeFileSync(path, content);
        const { lines, kept } = await bringIn(opened, path, { actor });
        // The command line says the next step in one line more, after those of what was kept.
        expect(lines.length, platform).toBeLessThanOrEqual(11);
        expect(lines[0]).toContain(`${posts.length} kept`);
        expect(kept).toBeLessThanOrEqual(2);
        expect(lines.join("\n")).toContain(`Layout ${platform} (`);
        expect(lines.join("\n")).not.toContain("account=account");
      }
    });
  });
});
