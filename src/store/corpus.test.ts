import { DuckDBInstance } from "@duckdb/node-api";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PlumblineError } from "../errors.ts";
import { Corpus } from "./corpus.ts";
import type { LoadReport } from "./corpus.ts";
import { Database, workFolder } from "./corpus/database.ts";
import { literal } from "./corpus/sql.ts";
import { OBJECT_KINDS, TEXT_COLUMNS } from "./corpus/staged.ts";
import * as postStatements from "./corpus/post-statements.ts";
import * as corpusStatements from "./corpus/statements.ts";
import { folded } from "./corpus/values.ts";
import * as wordStatements from "./corpus/words/statements.ts";

const { SEGMENT_PARTS, ...wordSql } = wordStatements;
const statements = { ...corpusStatements, ...postStatements, ...wordSql };

interface Post {
  readonly account: string;
  readonly time: number;
  readonly text?: string;
  readonly post?: string;
  readonly reshare?: string;
  readonly language?: string;
  readonly urls?: readonly string[];
  readonly hashtags?: readonly string[];
  readonly extra?: readonly (string | null)[];
  readonly repeats?: 1 | 2;
  /** Row in the file, where it is not the next one. */
  readonly row?: number;
}

let folder: string;
let writer: DuckDBInstance;
beforeAll(async () => {
  writer = await DuckDBInstance.create(":memory:", { threads: "1" });
});
afterAll(() => writer.closeSync());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-corpus-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const sqlText = (value: string | null | undefined) =>
  value === null || value === undefined ? "NULL::VARCHAR" : literal(value);
const sqlList = (values: readonly string[] | undefined) =>
  values === undefined ? "NULL::VARCHAR[]" : `[${values.map(literal).join(", ")}]`;

let stagedCount = 0;

/** A folder of staged rows, written as an import writes them. */
async function staged(
  posts: readonly Post[],
  extra: readonly string[] = [],
  mapping: Record<string, string> = {},
) {
  const path = join(folder, `staged-${stagedCount++}`);
  await mkdir(path);
  const connection = await writer.connect();
  const names = [
    "row",
    "account",
    "time_ms",
    ...TEXT_COLUMNS,
    "normal_text",
    "plain_url",
    "plain_domain",
    "urls",
    "domains",
    "hashtags",
    "mentions",
  ];
  const rows = posts.map((post, i) => {
    const domains = post.urls?.map((url) => new URL(url).host);
    const [plain, plainDomain] = post.urls?.length === 1 ? [post.urls[0], domains?.[0]] : [];
    const cells = [
      `${post.row ?? i + 1}::INTEGER`,
      literal(post.account),
      `${post.time}::BIGINT`,
      ...TEXT_COLUMNS.map((name) => sqlText(name === "reply" ? null : post[name])),
      sqlText(post.text?.toLowerCase()),
      sqlText(plain),
      sqlText(plainDomain),
      sqlList(plain === undefined ? post.urls : undefined),
      sqlList(plain === undefined ? domains : undefined),
      sqlList(post.hashtags),
      "NULL::VARCHAR[]",
      ...extra.map((_, n) => sqlText(post.extra?.[n])),
    ];
    return `(${cells.join(", ")})`;
  });
  const columns = [...names, ...extra.map((_, n) => `x${n}`)].join(", ");
  await connection.run(
    `COPY (SELECT * FROM (VALUES ${rows.join(", ")}) AS t(${columns})) TO '${path}/posts-00000.parquet' (FORMAT parquet)`,
  );
  const repeats = posts.flatMap((post, i) =>
    post.repeats ? [`(${post.row ?? i + 1}, ${post.repeats})`] : [],
  );
  await connection.run(
    `COPY (SELECT * FROM (VALUES (-1, 0)${repeats.map((one) => `, ${one}`).join("")}) AS t(row, kind) WHERE row > 0)
     TO '${path}/repeats.parquet' (FORMAT parquet)`,
  );
  connection.closeSync();
  const report: LoadReport = { resolution: "second", kept: posts.length, mapping, extra };
  return { path, report };
}

const SHA = (letter: string) => letter.repeat(64);

async function withCorpus<T>(work: (corpus: Corpus) => Promise<T>): Promise<T> {
  const corpus = await Corpus.open(join(folder, "corpus.duckdb"), { memoryMb: 256 });
  try {
    return await work(corpus);
  } finally {
    corpus.close();
  }
}

async function refusedCode(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof PlumblineError) return error.code;
    throw error;
  }
  return "nothing was refused";
}

/** Shares with names in the place of codes, sorted: what a plain program would list. */
async function named(corpus: Corpus, object: string) {
  const shares = await corpus.shares(object);
  const accounts = await corpus.accountNames(shares.account);
  const values = await corpus.objectValues(object, shares.object);
  return accounts.map((account, i) => [
    account,
    values[i]!,
    shares.time[i]!,
    shares.artifacts[shares.artifact[i]!]!.id,
    shares.row[i]!,
  ]);
}

const A: Post[] = [
  {
    account: "ann",
    time: 5000,
    text: "Hello",
    post: "1",
    urls: ["https://a.org/", "https://b.org/x"],
    hashtags: ["one"],
    language: "en",
    extra: ["left", "9.06E+17"],
  },
  { account: "bob", time: 1000, text: "hello", post: "2", urls: ["https://a.org/"], extra: ["right", "12"] },
  {
    account: "ann",
    time: 3000,
    text: "bye",
    post: "2",
    reshare: "r1",
    extra: ["left", "NA"],
    repeats: 1,
    row: 7,
  },
  { account: "ann", time: 3000, extra: ["right", ""] },
];
const B: Post[] = [
  {
    account: "cy",
    time: 2000,
    text: "HELLO",
    urls: ["https://b.org/x"],
    hashtags: ["one", "two"],
    extra: ["zebra-secret", "left"],
  },
  { account: "ann", time: 86_400_000, text: "bye", extra: [null, "left"] },
];

async function loadBoth(corpus: Corpus): Promise<void> {
  const a = await staged(A, ["side", "number"], {
    account: "author",
    text: "body",
    language: "lang",
    url: "links",
  });
  const b = await staged(B, ["secret column", "side"], { account: "who" });
  await corpus.load("run_a", "art_a", SHA("a"), a.path, a.report);
  await corpus.load("run_b", "art_b", SHA("b"), b.path, { ...b.report, resolution: "minute" });
}

describe("shares", () => {
  it("are the objects of the posts, in order of time, import, row and position", async () => {
    await withCorpus(async (corpus) => {
      await loadBoth(corpus);
      expect(await named(corpus, "url")).toEqual([
        ["bob", "https://a.org/", 1000, "art_a", 2],
        ["cy", "https://b.org/x", 2000, "art_b", 1],
        ["ann", "https://a.org/", 5000, "art_a", 1],
        ["ann", "https://b.org/x", 5000, "art_a", 1],
      ]);
      expect(await named(corpus, "text")).toEqual([
        ["bob", "hello", 1000, "art_a", 2],
        ["cy", "hello", 2000, "art_b", 1],
        ["ann", "bye", 3000, "art_a", 7],
        ["ann", "hello", 5000, "art_a", 1],
        ["ann", "bye", 86_400_000, "art_b", 2],
      ]);
      expect((await named(corpus, "domain")).map((one) => one[1])).toEqual([
        "a.org",
        "b.org",
        "a.org",
        "b.org",
      ]);
      expect((await named(corpus, "hashtag")).map((one) => one[1])).toEqual(["one", "two", "one"]);
      expect((await named(corpus, "reshare")).map((one) => [one[0], one[1]])).toEqual([["ann", "r1"]]);
      const text = await corpus.shares("text");
      expect(text).toMatchObject({
        length: 5,
        accounts: 3,
        objects: 2,
        resolution: "minute",
        mixedResolution: true,
      });
      expect([...text.account]).toEqual([0, 1, 2, 2, 2]);
      expect([...text.object]).toEqual([0, 0, 1, 0, 1]);
      expect(text.artifacts.map((one) => one.sha256)).toEqual([SHA("a"), SHA("b")]);
    });
  });

  it("take any column of the file, by its name there, missing and ruined values left out", async () => {
    await withCorpus(async (corpus) => {
      await loadBoth(corpus);
      expect((await named(corpus, "column:side")).map((one) => [one[0], one[1], one[3]])).toEqual([
        ["bob", "right", "art_a"],
        ["cy", "left", "art_b"],
        ["ann", "right", "art_a"],
        ["ann", "left", "art_a"],
        ["ann", "left", "art_a"],
        ["ann", "left", "art_b"],
      ]);
      expect((await named(corpus, "column:number")).map((one) => one[1])).toEqual(["12"]);
      expect((await named(corpus, "column:author")).map((one) => one[1])).toEqual([
        "bob",
        "ann",
        "ann",
        "ann",
      ]);
      expect((await named(corpus, "column:lang")).map((one) => one[1])).toEqual(["en"]);
    });
  });

  it("come with the texts themselves, each once, by code", async () => {
    await withCorpus(async (corpus) => {
      await loadBoth(corpus);
      const source = corpus.source();
      const { shares, batches } = await source.texts();
      const texts: string[] = [];
      for await (const batch of batches)
        batch.texts.forEach((text, i) => {
          expect(texts[batch.codes[i]!]).toBeUndefined();
          texts[batch.codes[i]!] = text;
        });
      expect(texts).toHaveLength(shares.objects);
      expect(texts).toEqual(await source.objectValues("text", Int32Array.from(texts.keys())));
      expect(new Set(texts).size).toBe(texts.length);
    });
  });

  it("refuse what is not there", async () => {
    await withCorpus(async (corpus) => {
      expect(await refusedCode(corpus.shares("url"))).toBe("NO_DATA");
      await loadBoth(corpus);
      expect(await refusedCode(corpus.shares("mention"))).toBe("NO_DATA");
      expect(await refusedCode(corpus.shares("colour"))).toBe("PARAMETER");
      expect(await refusedCode(corpus.shares("column:colour"))).toBe("NO_DATA");
      expect(await refusedCode(corpus.shares("column:links"))).toBe("NO_DATA");
      expect(await refusedCode(corpus.source().accountNames(Int32Array.of(0)))).toBe("INTERNAL");
    });
  });

  it("have codes of their own in each source", async () => {
    await withCorpus(async (corpus) => {
      await loadBoth(corpus);
      const [one, two] = [corpus.source(), corpus.source()];
      await one.shares("url");
      await two.shares("reshare");
      expect(await one.accountNames(Int32Array.of(2, 0))).toEqual(["ann", "bob"]);
      expect(await two.accountNames(Int32Array.of(0))).toEqual(["ann"]);
      await one.shares("hashtag");
      expect(await one.objectValues("url", Int32Array.of(1, 0, 1))).toEqual([
        "https://b.org/x",
        "https://a.org/",
        "https://b.org/x",
      ]);
      expect(await one.objectValues("hashtag", Int32Array.of(1))).toEqual(["two"]);
    });
  });

  it("are what a plain program lists from any posts, over any split into files and any order of loading", async () => {
    const post = fc.record({
      account: fc.constantFrom("a", "b", "c", "d"),
      time: fc.integer({ min: -3, max: 5 }).map((n) => n * 1000),
      hashtags: fc
        .uniqueArray(fc.constantFrom("x", "y", "z"), { minLength: 1, maxLength: 3 })
        .map((tags) => tags.sort()),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(post, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
        async (files) => {
          await rm(join(folder, "corpus.duckdb"), { force: true });
          await withCorpus(async (corpus) => {
            const expected: unknown[][] = [];
            for (const [f, posts] of files.entries()) {
              const { path, report } = await staged(posts);
              await corpus.load(`run_${f}`, `art_${f}`, SHA(String(f)), path, report);
              for (const [i, one] of posts.entries())
                for (const tag of one.hashtags)
                  expected.push([one.account, tag, one.time, `art_${f}`, i + 1]);
            }
            const found = await named(corpus, "hashtag");
            const key = (row: readonly unknown[]) => JSON.stringify(row);
            expect(found.map(key).sort()).toEqual(expected.map(key).sort());
            expect(found.map((row) => row[2])).toEqual(
              found.map((row) => row[2] as number).sort((x, y) => x - y),
            );
          });
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe("authors of reshared posts", () => {
  it("are the one account that posted under the id, in whatever file; else unknown", async () => {
    const id = fc.option(fc.constantFrom("1", "2", "3", "4"), { nil: undefined });
    const post = fc.record({
      account: fc.constantFrom("a", "b", "c"),
      post: id,
      reshare: id,
      tag: fc.constantFrom("x", "y"),
    });
    let known = 0;
    let unknown = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(post, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        async (files) => {
          await rm(join(folder, "corpus.duckdb"), { force: true });
          await withCorpus(async (corpus) => {
            const all = files.flat();
            for (const [f, posts] of files.entries()) {
              const full = posts.map(({ tag, post: own, reshare, account }, i) => ({
                account,
                time: 1000 * i,
                hashtags: [tag],
                ...(own === undefined ? {} : { post: own }),
                ...(reshare === undefined ? {} : { reshare }),
                extra: [tag],
              }));
              const { path, report } = await staged(full, ["topic"]);
              await corpus.load(`run_${f}`, `art_${f}`, SHA(String(f)), path, report);
            }
            const authorOf = (reshare: string | undefined): string | undefined => {
              const names = new Set(all.filter((one) => one.post === reshare).map(({ account }) => account));
              return reshare !== undefined && names.size === 1 ? [...names][0] : undefined;
            };
            for (const object of ["hashtag", "column:topic"]) {
              const { author, artifacts, artifact, row, length, accounts } = await corpus.shares(object);
              const expected = Array.from({ length }, (_, i) => {
                const file = Number(artifacts[artifact[i]!]!.id.slice(4));
                return authorOf(files[file]![row[i]! - 1]!.reshare);
              });
              expect(accounts).toBe(new Set(all.map((one) => one.account)).size);
              if (expected.every((name) => name === undefined)) {
                expect(author).toBeUndefined();
                unknown++;
                continue;
              }
              known++;
              const numbers = new Map<string | undefined, number>([[undefined, -1]]);
              expected.forEach((name, i) => {
                if (!numbers.has(name)) numbers.set(name, author![i]!);
                expect(author![i]).toBe(numbers.get(name));
              });
              expect(new Set(numbers.values()).size).toBe(numbers.size);
            }
          });
        },
      ),
      { numRuns: 12 },
    );
    expect(Math.min(known, unknown)).toBeGreaterThan(0);
  });
});

describe("what is held", () => {
  it("gives back one post with everything, and nothing for a rejected row", async () => {
    await withCorpus(async (corpus) => {
      await loadBoth(corpus);
      expect(await corpus.post(SHA("a"), 1)).toEqual({
        artifactId: "art_a",
        sha256: SHA("a"),
        row: 1,
        account: "ann",
        time: 5000,
        text: "Hello",
        post: "1",
        reshare: null,
        reply: null,
        language: "en",
        urls: ["https://a.org/", "https://b.org/x"],
        domains: ["a.org", "b.org"],
        hashtags: ["one"],
        mentions: [],
        repeats: null,
        extra: { side: "left", number: "9.06E+17" },
      });
      expect(await corpus.post(SHA("a"), 7)).toMatchObject({ repeats: "same id", reshare: "r1" });
      expect((await corpus.post(SHA("b"), 1))?.extra).toEqual({
        "secret column": "zebra-secret",
        side: "left",
      });
      expect(await corpus.post(SHA("a"), 3)).toBeUndefined();
      expect(await corpus.post(SHA("c"), 1)).toBeUndefined();
    });
  });

  it("counts posts, accounts, objects and days", async () => {
    await withCorpus(async (corpus) => {
      expect(await corpus.stats()).toMatchObject({
        imports: 0,
        posts: 0,
        timeFrom: null,
        resolution: "millisecond",
      });
      await loadBoth(corpus);
      expect(await corpus.stats()).toEqual({
        imports: 2,
        posts: 6,
        repeats: 1,
        accounts: 3,
        timeFrom: 1000,
        timeTo: 86_400_000,
        resolution: "minute",
        mixedResolution: true,
        objects: { url: 2, domain: 2, hashtag: 2, mention: 0, text: 2, reshare: 1 },
      });
      expect(await corpus.postsPerDay()).toEqual([
        { day: "1970-01-01", posts: 5 },
        { day: "1970-01-02", posts: 1 },
      ]);
    });
  });

  it("knows the most common value of a column for each account; ties go to the first in order", async () => {
    await withCorpus(async (corpus) => {
      await loadBoth(corpus);
      expect([...(await corpus.accountColumn("side"))]).toEqual([
        ["ann", "left"],
        ["bob", "right"],
        ["cy", "left"],
      ]);
      expect(await refusedCode(corpus.accountColumn("colour"))).toBe("NO_DATA");
      const [first, second] = await corpus.imports();
      expect(await refusedCode(corpus.accountColumn("side", []))).toBe("NO_DATA");
      expect(await corpus.describingColumns([])).toEqual([]);
      expect(await corpus.describingColumns([first!.id, second!.id])).toContain("side");
    });
  });

  it("refuses the same run twice, and keeps what it had", async () => {
    await withCorpus(async (corpus) => {
      await loadBoth(corpus);
      const { path, report } = await staged(B);
      expect(await refusedCode(corpus.load("run_a", "art_c", SHA("c"), path, report))).toBe(
        "ALREADY_IMPORTED",
      );
      expect(
        await refusedCode(corpus.load("run_c", "art_c", SHA("c"), join(folder, "nowhere"), report)),
      ).toBe("STORE");
      expect((await corpus.stats()).posts).toBe(6);
      expect((await corpus.imports()).map((one) => [one.id, one.artifactId, one.posts])).toEqual([
        ["run_a", "art_a", 4],
        ["run_b", "art_b", 2],
      ]);
    });
  });
});

describe("taking an import out", () => {
  async function bytesIn(): Promise<string> {
    const names = (await readdir(folder)).filter((name) => name.startsWith("corpus"));
    return (await Promise.all(names.map((name) => readFile(join(folder, name), "latin1")))).join("");
  }

  it("leaves no byte of its values, and everything of the others", async () => {
    const secret = (n: number) => `qzsecret${String(n * 7919).padStart(8, "0")}`;
    const hidden = Array.from({ length: 4000 }, (_, i) => ({
      account: i % 2 === 0 ? "ann" : secret(i),
      time: i * 1000,
      text: `Text ${secret(i)}`,
      post: `id-${secret(i)}`,
      urls: [`https://${secret(i)}.org/`],
      hashtags: [secret(i)],
      extra: [secret(i)],
    }));
    await withCorpus(async (corpus) => {
      await loadBoth(corpus);
      const before = [
        await named(corpus, "url"),
        await named(corpus, "column:side"),
        await corpus.stats(),
        await corpus.post(SHA("b"), 1),
      ];
      const { path, report } = await staged(hidden, ["qzsecretcolumn"]);
      await corpus.load("run_hidden", "art_hidden", SHA("e"), path, report);
      await corpus.shares("column:qzsecretcolumn");
      expect(await bytesIn()).toContain("qzsecret");
      expect(await corpus.withdraw("run_hidden")).toBe(true);
      expect(await bytesIn()).not.toContain("qzsecret");
      expect([
        await named(corpus, "url"),
        await named(corpus, "column:side"),
        await corpus.stats(),
        await corpus.post(SHA("b"), 1),
      ]).toEqual(before);
      expect(await corpus.withdraw("run_hidden")).toBe(false);
    });
    expect(await bytesIn()).not.toContain("qzsecret");
  });

  it("keeps accounts and objects that another import uses, and lets the file come in again", async () => {
    await withCorpus(async (corpus) => {
      await loadBoth(corpus);
      await corpus.withdraw("run_a");
      expect((await corpus.stats()).objects).toEqual({
        url: 1,
        domain: 1,
        hashtag: 2,
        mention: 0,
        text: 2,
        reshare: 0,
      });
      expect((await named(corpus, "text")).map((one) => one.slice(0, 2))).toEqual([
        ["cy", "hello"],
        ["ann", "bye"],
      ]);
      const again = await staged(A, ["side", "number"]);
      await corpus.load("run_a2", "art_a2", SHA("a"), again.path, again.report);
      expect((await named(corpus, "text")).length).toBe(5);
      expect((await corpus.post(SHA("a"), 1))?.extra).toEqual({ side: "left", number: "9.06E+17" });
      expect((await corpus.post(SHA("b"), 1))?.extra).toEqual({
        "secret column": "zebra-secret",
        side: "left",
      });
    });
  });

  it("drops what the log does not know, and survives being opened again", async () => {
    await withCorpus(async (corpus) => {
      await loadBoth(corpus);
      expect(await corpus.retainImports(["run_a", "run_b"])).toEqual([]);
      expect(await corpus.retainImports(["run_b"])).toEqual(["run_a"]);
    });
    await withCorpus(async (corpus) => {
      expect((await corpus.imports()).map((one) => one.id)).toEqual(["run_b"]);
      expect(await corpus.retainImports([])).toEqual(["run_b"]);
      expect(await corpus.stats()).toMatchObject({ posts: 0, accounts: 0 });
    });
  });
});

describe("a search", () => {
  const PARTS = [
    "Trump",
    "ТРАМП",
    "of",
    "the",
    " ",
    " ",
    "#a",
    "中国",
    "国",
    "新闻自由",
    "é",
    "e\u0301",
    "ไทย",
    ".",
    "\u0085",
  ];
  const anyText = fc
    .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.join(""));
  const anyWord = fc.array(fc.constantFrom(...PARTS, "ru", "m", "of the", "国新"), {
    minLength: 1,
    maxLength: 3,
  });
  const anyPosts = fc.array(
    fc.record({
      account: fc.constantFrom("a", "b", "c"),
      time: fc.integer({ min: 0, max: 50 }),
      text: fc.option(anyText, { nil: undefined }),
      language: fc.option(fc.constantFrom("en", "zh"), { nil: undefined }),
      hashtags: fc.option(fc.constant(["x"]), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 60 },
  );
  const anyQuery = fc.record(
    {
      words: fc.array(
        anyWord.map((parts) => parts.join("")),
        { maxLength: 2 },
      ),
      account: fc.constantFrom("a", "nobody"),
      language: fc.constantFrom("en", "zh"),
      object: fc.constant({ kind: "hashtag", value: "x" } as const),
      from: fc.integer({ min: 0, max: 30 }),
      to: fc.integer({ min: 10, max: 60 }),
    },
    { requiredKeys: ["words"] },
  );
  type Query = Parameters<Corpus["posts"]["list"]>[1];

  /** The rows of the posts sought, by a scan of the file's own tables. */
  async function scan(scope: readonly number[], query: Query) {
    const { words, account, language, object, from, to } = query;
    const asked = [
      `p.import IN (${scope.join(", ")})`,
      ...words.map((word) => `contains(p.folded, ${folded(literal(word))})`),
      ...(account === undefined ? [] : [`a.name = ${literal(account)}`]),
      ...(language === undefined ? [] : [`p.language = ${literal(language)}`]),
      ...(object === undefined
        ? []
        : [`EXISTS (FROM shares_hashtag AS s WHERE s.import = p.import AND s.row = p.row)`]),
      ...(from === undefined ? [] : [`p.time_ms >= ${from}`]),
      ...(to === undefined ? [] : [`p.time_ms < ${to}`]),
    ];
    const database = await Database.open(join(folder, "corpus.duckdb"), { memoryMb: 256, threads: 1 });
    try {
      const rows = await database.rows(
        `SELECT p.import, p.row, p.time_ms::INTEGER AS time FROM posts AS p JOIN accounts AS a ON a.id = p.account
          WHERE ${asked.join(" AND ")} ORDER BY p.time_ms, p.import, p.row`,
      );
      return rows.map((row) => ({
        file: Number(row["import"]),
        row: Number(row["row"]),
        time: Number(row["time"]),
      }));
    } finally {
      database.close();
    }
  }

  /** The same, page after page, with the total on each and the histogram. */
  async function search(imports: readonly string[], query: Query, limit: number) {
    return withCorpus(async (corpus) => {
      const found = [];
      for (let after: { artifactId: string; row: number; time: number } | undefined; ;) {
        const page = await corpus.posts.list(imports, query, {
          limit,
          ...(after === undefined ? {} : { after }),
        });
        found.push(
          ...page.posts.map(({ artifactId, row, time }) => ({ file: Number(artifactId.at(-1)), row, time })),
        );
        const bins = await corpus.posts.histogram(imports, query, 7);
        expect(bins.bins.reduce((sum, { count }) => sum + count, 0)).toBe(page.total);
        if (!page.more) {
          expect(page.total).toBe(found.length);
          return { found, bins };
        }
        after = page.posts.at(-1);
      }
    });
  }

  async function fill(...files: readonly (readonly Post[])[]): Promise<void> {
    await rm(join(folder, "corpus.duckdb"), { force: true });
    await withCorpus(async (corpus) => {
      for (const [i, posts] of files.entries()) {
        const { path, report } = await staged(posts);
        await corpus.load(`run_${i}`, `art_${i}`, SHA(String(i)), path, report);
      }
    });
  }

  it("finds what a scan of all texts finds, in one order, in the files that may be read and in no other", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPosts,
        anyPosts,
        fc.array(anyQuery, { minLength: 3, maxLength: 6 }),
        fc.integer({ min: 0, max: 2 }),
        async (one, two, queries, visible) => {
          // Rows far apart: several segments.
          await fill(
            one.map((post, i) => ({ ...post, row: i * 9000 + 1 }) as Post),
            two as Post[],
          );
          const scope = [[0], [1], [0, 1]][visible]!;
          for (const query of queries) {
            const expected = await scan(scope, query);
            const { found, bins } = await search(
              scope.map((n) => `run_${n}`),
              query,
              13,
            );
            expect(found).toEqual(expected);
            expect(bins.from).toBe(expected.length === 0 ? null : (query.from ?? expected[0]!.time));
            for (const { start, count } of bins.bins)
              expect(expected.filter(({ time }) => time >= start && time < start + bins.width)).toHaveLength(
                count,
              );
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it("looks through the texts where more posts have all pieces than are looked up one by one", async () => {
    const posts = Array.from({ length: 2500 }, (_, i) => ({
      account: "a",
      time: i,
      text: i % 2 === 0 ? "of the" : "the of",
    }));
    await fill(posts);
    const { found } = await search(["run_0"], { words: ["the of"] }, 500);
    expect(found).toHaveLength(1250);
  });

  it("knows an import no longer that was taken out, and still the others", async () => {
    const text = (word: string) => [{ account: "a", time: 1, text: `one ${word}` }];
    await fill(text("secret"), text("open"));
    await withCorpus(async (corpus) => {
      const total = async (word: string) =>
        (await corpus.posts.list(["run_0", "run_1"], { words: [word] }, { limit: 5 })).total;
      expect([await total("one"), await total("secret")]).toEqual([2, 1]);
      await corpus.withdraw("run_0");
      expect([await total("one"), await total("secret"), await total("open")]).toEqual([1, 0, 1]);
    });
  });

  it("works on a file from before there was an index, and on none that was not loaded whole", async () => {
    await fill([{ account: "a", time: 1, text: "Hallo Welt" }]);
    const path = join(folder, "corpus.duckdb");
    const older = await Database.open(path, { memoryMb: 256, threads: 1 });
    await older.run("DROP TABLE word_segments");
    older.close();
    await withCorpus(async (corpus) => {
      expect((await corpus.posts.list(["run_0"], { words: ["welt"] }, { limit: 5 })).total).toBe(1);
      const { path: rows, report } = await staged([{ account: "b", time: 2, text: "welt" }]);
      const stopped = corpus.load("run_1", "art_1", SHA("b"), rows, report, AbortSignal.abort());
      expect(await refusedCode(stopped)).toBe("STOPPED");
    });
    const after = await Database.open(path, { memoryMb: 256, threads: 1 });
    expect(await after.rows("SELECT DISTINCT import FROM word_segments")).toEqual([{ import: 0 }]);
    after.close();
  });
});

describe("a file of very many columns", () => {
  const names = Array.from({ length: 1990 }, (_, i) => `c${i}`);
  const wide = (account: string): Post => ({
    account,
    time: 1,
    text: "x",
    extra: names.map((name, i) => (i === 5 ? null : `${account} ${name}`)),
  });

  async function loadWide(corpus: Corpus): Promise<string> {
    const { path, report } = await staged([wide("a"), wide("b")], names);
    return corpus.load("run_0", "art_0", SHA("a"), path, report);
  }

  it("is loaded with little memory, read column by column, and taken out again", async () => {
    await withCorpus(async (corpus) => {
      const digest = await loadWide(corpus);
      const { posts } = await corpus.posts.list(["run_0"], { words: [] }, { limit: 5 });
      expect(posts.map(({ extra }) => [extra["c0"], extra["c5"], extra["c1989"]])).toEqual([
        ["a c0", null, "a c1989"],
        ["b c0", null, "b c1989"],
      ]);
      expect(Object.keys(posts[0]!.extra)).toHaveLength(1990);
      expect([...(await corpus.accountColumn("c1989"))]).toEqual([
        ["a", "a c1989"],
        ["b", "b c1989"],
      ]);
      const shares = await corpus.shares("column:c1000");
      expect((await corpus.objectValues("column:c1000", shares.object)).sort()).toEqual([
        "a c1000",
        "b c1000",
      ]);
      expect(await corpus.digest("run_0")).toBe(digest);
      expect(await corpus.isCurrent()).toBe(true);
      // Another that is taken out: what stays is copied.
      const { path, report } = await staged([{ account: "c", time: 2, extra: ["red"] }], ["colour"]);
      await corpus.load("run_1", "art_1", SHA("b"), path, report);
      await corpus.withdraw("run_1");
      expect(await corpus.digest("run_0")).toBe(digest);
    });
  });

  it("leaves the table as it is for files of few columns", async () => {
    await withCorpus(async (corpus) => {
      await loadWide(corpus);
      const { path, report } = await staged(
        [{ account: "c", time: 2, extra: ["red", "other"] }],
        ["colour", "c7"],
      );
      await corpus.load("run_1", "art_1", SHA("b"), path, report);
      const { posts } = await corpus.posts.list(["run_1"], { words: [] }, { limit: 5 });
      expect(posts[0]?.extra).toEqual({ colour: "red", c7: "other" });
      expect((await corpus.accountColumn("c7")).get("c")).toBe("other");
      expect((await corpus.accountColumn("c7")).get("a")).toBe("a c7");
    });
    const database = await Database.open(join(folder, "corpus.duckdb"), { memoryMb: 256, threads: 1 });
    const [columns] = await database.rows(
      "SELECT count(*)::INTEGER AS n FROM duckdb_columns() WHERE table_name = 'posts' AND column_name SIMILAR TO 'x[0-9]+'",
    );
    database.close();
    expect(columns).toEqual({ n: 2 });
  });

  it("goes into a corpus from before there was room for one", async () => {
    await withCorpus(async (corpus) => {
      const { path, report } = await staged([{ account: "z", time: 1, extra: ["old"] }], ["colour"]);
      await corpus.load("run_9", "art_9", SHA("c"), path, report);
    });
    const older = await Database.open(join(folder, "corpus.duckdb"), { memoryMb: 256, threads: 1 });
    await older.run("ALTER TABLE posts DROP COLUMN rest");
    older.close();
    await withCorpus(async (corpus) => {
      await loadWide(corpus);
      const { posts } = await corpus.posts.list(["run_9", "run_0"], { words: [] }, { limit: 5 });
      expect(posts.map(({ extra }) => extra["colour"] ?? extra["c1"])).toEqual(["old", "a c1", "b c1"]);
    });
  });
});

describe("one owner", () => {
  it("is told when the corpus is open here already", async () => {
    await withCorpus(async () => {
      expect(await refusedCode(Corpus.open(join(folder, "corpus.duckdb")))).toBe("CASE_BUSY");
    });
    await withCorpus(async (corpus) => expect(await corpus.imports()).toEqual([]));
  });

  const compiled = fileURLToPath(new URL("../../dist/store/corpus.js", import.meta.url));

  /** Runs a program that has the compiled corpus as `corpus`; it prints lines. */
  async function otherProcess(script: string) {
    expect(existsSync(compiled), "the program is compiled").toBe(true);
    const entry = join(folder, "other.mjs");
    await writeFile(
      entry,
      `import { Corpus } from ${JSON.stringify(pathToFileURL(compiled).href)};
       const corpus = await Corpus.open(${JSON.stringify(join(folder, "corpus.duckdb"))}, { memoryMb: 256 });
       ${script}`,
    );
    const child = spawn(process.execPath, [entry], { stdio: ["pipe", "pipe", "inherit"] });
    const lines: string[] = [];
    let wake = () => undefined as void;
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      lines.push(...part.trim().split("\n"));
      wake();
    });
    const exit = new Promise<void>((resolve) => child.once("close", () => resolve()));
    const line = async (text: string) => {
      while (!lines.includes(text)) {
        await Promise.race([new Promise<void>((resolve) => (wake = resolve)), exit]);
        if (child.exitCode !== null && !lines.includes(text)) throw new Error(`ended without ${text}`);
      }
    };
    return { line, kill: () => (child.kill("SIGKILL"), exit), end: () => (child.stdin.end(), exit) };
  }

  it("is told when another program has it, and gets it after that program was killed while loading", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({
      account: `a${i % 50}`,
      time: i * 1000,
      text: `text ${i}`,
      hashtags: ["t"],
    }));
    const first = await staged(many);
    const second = await staged(many.map((one) => ({ ...one, text: `other ${one.text}` })));
    const other = await otherProcess(`
      const load = (n, path, report) => corpus.load("run_" + n, "art_" + n, String(n).repeat(64), path, report);
      await load(1, ${JSON.stringify(first.path)}, ${JSON.stringify(first.report)});
      console.log("loaded");
      const going = load(2, ${JSON.stringify(second.path)}, ${JSON.stringify(second.report)});
      await new Promise((resolve) => setTimeout(resolve, 5));
      console.log("loading");
      await going;
      setInterval(() => undefined, 1000);`);
    await other.line("loaded");
    expect(await refusedCode(Corpus.open(join(folder, "corpus.duckdb")))).toBe("CASE_BUSY");
    await other.line("loading");
    await other.kill();
    await withCorpus(async (corpus) => {
      const ids = (await corpus.imports()).map((one) => one.id);
      expect(ids[0]).toBe("run_1");
      // The second is there whole or not at all.
      expect((await corpus.stats()).posts).toBe(3000 * ids.length);
      expect((await corpus.shares("hashtag")).length).toBe(3000 * ids.length);
      expect((await corpus.stats()).objects.text).toBe(3000 * ids.length);
      await corpus.retainImports(["run_1"]);
      expect(await corpus.stats()).toMatchObject({ posts: 3000, imports: 1, accounts: 50 });
    });
  });
});

describe("the statements", () => {
  it("all bind", async () => {
    const { path } = await staged(A, ["side", "number"]);
    const STAGED = { folder: join(workFolder(join(folder, "bind.duckdb")), "staged"), parts: 1 };
    const WIDE = {
      scope: [0, 1],
      words: ["it's", "ä"],
      account: "a",
      language: "en",
      object: { kind: "url", value: "https://example.org/" },
      cell: { places: [{ import: 0, held: "x0" }], value: "it's" },
      from: 0,
      to: 10,
    } as const;
    const samples: { [K in keyof typeof statements]: Parameters<(typeof statements)[K]>[] } = {
      schema: [["fresh"]],
      selectName: [[]],
      addExtraColumn: [["x1"]],
      insertAccounts: [[STAGED]],
      insertPosts: [
        [STAGED, 0, ["x0"]],
        [STAGED, 0, ["r0"]],
      ],
      selectKinds: [[STAGED]],
      insertObjects: (["url", "text"] as const).map((kind) => [STAGED, kind]),
      insertShares: (Object.keys(OBJECT_KINDS) as (keyof typeof OBJECT_KINDS)[]).map((kind) => [
        STAGED,
        0,
        kind,
      ]),
      selectHasLater: [[]],
      foldTexts: [[]],
      addRest: [[]],
      insertPlaces: [[0, [["it's", "x0"]]]],
      copyKept: [
        [[0, 1], []],
        [[], []],
      ],
      selectImports: [[]],
      selectImportColumns: [[]],
      selectTotals: [[]],
      selectHeldShares: [[0, "url"]],
      selectHeldAccounts: [[[0, 2]], [[]]],
      selectObjectTotals: [[]],
      countShares: [["url", undefined]],
      countAuthors: [[undefined], [[0, 2]], [[]]],
      selectObjectEntries: [
        ["url", undefined],
        ["url", [0, 2]],
      ],
      selectShares: [
        ["url", undefined, false],
        ["url", [0, 2], true],
        ["url", [], true],
      ],
      createPostObject: [["objects of post"]],
      countPosts: [[undefined], [[0, 2]], [[]]],
      selectPosts: [
        [undefined, false],
        [[0, 2], true],
      ],
      createColumnObjects: [
        [
          "t",
          {
            places: [
              { import: 0, held: "x0" },
              { import: 1, held: "account" },
            ],
            lists: false,
          },
        ],
        ["t", { places: [{ import: 0, held: "x0" }], lists: true }],
      ],
      countColumnShares: [["objects_url", { places: [{ import: 0, held: "x0" }], lists: false }]],
      selectColumnShares: [
        ["objects_url", { places: [{ import: 0, held: "language" }], lists: false }, false],
        ["objects_url", { places: [{ import: 0, held: "x0" }], lists: true }, true],
      ],
      selectAccountNames: [[[1, 2]]],
      selectObjectValues: [["objects_url", [1]]],
      selectMatching: [[WIDE], [{ ...WIDE, scope: [] }]],
      selectTables: [[]],
      selectColumns: [[]],
      selectOthers: [[]],
      selectStrays: [[]],
      readIndex: [[]],
      selectMisfolded: [[0]],
      selectDigestPosts: [[0, 0, ["text", "x0"]]],
      selectDigestShares: [[0, 0, "url"]],
      selectDigestAccounts: [[0]],
      selectDigestObjects: [[0, "text"]],
      selectDigestEntries: [
        ["accounts", "name", [0, 1]],
        ["objects_url", "value", [0, 1]],
      ],
      countRows: [[0]],
      selectLargestId: [["accounts"]],
      selectSegmentRows: [[0]],
      selectSegmentPosts: [[0, 0]],
      insertSegment: [[0, 0]],
      selectFirstRows: [[0]],
      selectSegment: [[0, 0]],
      selectUnindexed: [[]],
      selectFolded: [[["it's", "ä"]]],
      selectHaving: [
        ["it's", [0, 1], undefined],
        ["ä", [0], [{ import: 0, rows: [1, 2] }]],
        ["ä", [], []],
      ],
      drawPlaces: [
        [{ scope: [], words: [] }, [], 7, 10],
        [WIDE, [{ n: 0, sha256: "a" }], 7, 10],
      ],
      selectAccounts: [
        [{ scope: [0], words: [] }, undefined, 10],
        [WIDE, 7, 10],
      ],
      selectPostsAt: [[[{ import: 0, row: 1 }]], [[]]],
      selectTimesAt: [
        [[{ import: 0, row: 1 }], {}],
        [[{ import: 0, row: 1 }], { from: 0, to: 9 }],
        [[], { from: 0 }],
      ],
      selectSharesAt: [[[{ import: 0, row: 1 }]], [[]]],
      selectValues: [[new Map([["url", [1, 2]]])]],
      selectSharedAt: [["url", [{ import: 0, row: 1 }]]],
      selectOthersSharing: [
        ["hashtag", [0], ["a'b"], ["c'd"]],
        ["text", [0], [], []],
      ],
      countValues: [
        ["url", WIDE, 5],
        ["text", { scope: [0], words: [] }, 5],
        ["account", WIDE, 5],
        ["language", WIDE, 5],
        [{ places: [{ import: 0, held: "x0" }] }, WIDE, 5],
        [{ places: [] }, WIDE, 5],
      ],
      selectReadable: [[[0]]],
      selectLanguages: [[[0], 5]],
      suggestAccounts: [[[0], "a'b", 5]],
      suggestObjects: [["hashtag", [0], "a", 5]],
      selectAccountColumn: [[[{ import: 0, held: "x0" }]], [[{ import: 0, held: "r0" }]]],
      selectPostsPerDay: [[]],
    };
    const database = await Database.open(join(folder, "bind.duckdb"), { memoryMb: 128, threads: 1 });
    const work = workFolder(join(folder, "bind.duckdb"));
    await cp(path, join(work, "staged"), { recursive: true });
    try {
      await database.run(`ATTACH '${work}/other.duckdb' AS fresh`);
      for (const name of ["bind", "fresh"])
        for (const sql of statements.schema(name)) await database.run(sql);
      await database.run(statements.addExtraColumn("x0"));
      const makers = Object.fromEntries(Object.entries(statements));
      let bound = 0;
      for (const [name, all] of Object.entries(samples))
        for (const sample of all) {
          const make = makers[name] as (...given: unknown[]) => string | string[];
          const made = make(...(sample as unknown[]));
          for (const sql of Array.isArray(made) ? made : [made]) {
            // A column that the schema has by now.
            const bindable = `EXPLAIN ${sql.replace(/ADD COLUMN (?:folded|rest)/, "ADD COLUMN again")}`;
            const parameters = sql.includes("$1") ? SEGMENT_PARTS.map(() => new Uint8Array(4)) : [];
            await database.runWith(bindable, parameters);
            bound++;
          }
        }
      expect(bound).toBeGreaterThan(50);
    } finally {
      database.close();
    }
  });

  it("a statement that does not bind is an error that carries it", async () => {
    const database = await Database.open(join(folder, "bind.duckdb"), { memoryMb: 128, threads: 1 });
    try {
      await expect(database.run("SELECT nothing FROM nowhere")).rejects.toMatchObject({
        code: "STORE",
        cause: { message: expect.stringContaining("SELECT nothing FROM nowhere") as unknown },
      });
      await expect(database.stream("SELECT 'text'", () => undefined)).rejects.toMatchObject({
        code: "STORE",
      });
    } finally {
      database.close();
    }
  });
});
