/** `plumbline coshare FILE`: from a file to an edge list, byte for byte where a peer's own output is there. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { main } from "../src/cli/main.ts";
import { PlumblineError } from "../src/errors.ts";
import { stageFile } from "../src/ingest/index.ts";
import { Corpus } from "../src/store/corpus.ts";
import { StagedShares } from "../src/store/staged-shares.ts";
import { coShareFile, type CoShareFileOptions } from "../src/edges/index.ts";
import { describeWithData } from "./support/shared-data.ts";
import { readCsv } from "./support/parity-files.ts";
import { zipOf } from "./support/archives.ts";
import { tempFolder } from "./support/temp.ts";
import { workbookOf } from "./support/workbooks.ts";
import { elements, parseXml } from "./support/xml.ts";

/** Runs the command line without letting it write to the terminal; returns the exit status and what it wrote. */
async function plumbline(...words: string[]): Promise<{ status: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const stdout = vi
    .spyOn(process.stdout, "write")
    .mockImplementation((text) => ((out += String(text)), true));
  const stderr = vi
    .spyOn(process.stderr, "write")
    .mockImplementation((text) => ((err += String(text)), true));
  try {
    return { status: await main(words), out, err };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

/** Nine posts: two accounts that share two links together, a third that shares one of them later. */
const POSTS = `account,time,text,url,group
=cmd,2031-05-01T10:00:00Z,first,https://example.org/a,g1
bob,2031-05-01T10:00:30Z,second,https://example.org/a?utm_source=x,g1
cat,2031-05-01T12:00:00Z,third,https://example.org/a,g2
=cmd,2031-05-02T10:00:00Z,fourth,https://example.org/b,g1
bob,2031-05-02T10:01:00Z,fifth,https://example.org/b,g1
cat,2031-05-03T10:00:00Z,sixth,,g2
dan,2031-05-03T10:00:01Z,seventh,,g2
dan,2031-05-04T10:00:01Z,eighth,https://example.org/c,
=cmd,2031-05-05T10:00:00Z,first,https://example.org/a,g1
`;

function postsFile(): { folder: string; posts: string } {
  const folder = tempFolder();
  const posts = join(folder, "posts.csv");
  writeFileSync(posts, POSTS);
  return { folder, posts };
}

/** Those of this process: other tests work at the same time. */
const workFolders = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`plumbline-coshare-${process.pid}-`));

describe("a post that was collected several times", () => {
  const file = (rows: string) => {
    const folder = tempFolder();
    const path = join(folder, "posts.csv");
    writeFileSync(path, `account,time,text,post,url,likes\n${rows}`);
    return { path, out: join(folder, "edges.csv") };
  };
  const ROWS = [
    "ann,2031-05-01T10:00:00Z,same,p1,https://example.org/a https://example.org/b,1",
    "bob,2031-05-01T10:00:05Z,same,p2,https://example.org/a,1",
    "ann,2031-05-01T10:00:00Z,same,p1,https://example.org/a https://example.org/b,7",
    "ann,2031-05-01T10:00:00Z,same,p1,https://example.org/a https://example.org/b,9",
    // An edited post says something more, once.
    "bob,2031-05-01T10:00:05Z,other,p2,https://example.org/a https://example.org/b,2",
    // The column of ids may hold anything: another account's row is another post.
    "cat,2031-05-01T10:00:20Z,same,p1,https://example.org/a,2",
  ];

  it.each([true, false])("shares each thing once, in counts and in tests (tests: %s)", async (tests) => {
    for (const [object, pairs] of [
      ["text", ["ann,bob,1", "ann,cat,1", "bob,cat,1"]],
      ["url", ["ann,bob,2", "ann,cat,1", "bob,cat,1"]],
    ] as const) {
      const { path, out } = file(`${ROWS.join("\n")}\n`);
      const mode = { like: "plumbline", object, tests } as const;
      const { lines } = await coShareFile(path, { mode, window: 60, minimum: 1, out });
      const edges = readCsv(out);
      expect(edges.map((edge) => [edge["source"], edge["target"], edge["matches"]].join())).toEqual(pairs);
      expect(lines.join("\n")).toContain("4 rows repeat an earlier post; what it shared counts once.");
    }
  });
});

describe("a packed file", () => {
  it("gives the edges of the file in it, and is asked about where there are several", async () => {
    const folder = tempFolder();
    const out = join(folder, "edges.csv");
    const edges = async (name: string, bytes: Buffer | string) => {
      writeFileSync(join(folder, name), bytes);
      const mode = { like: "plumbline", object: "url", tests: false } as const;
      const done = await coShareFile(join(folder, name), { mode, window: 60, minimum: 2, out, force: true });
      return { lines: done.lines, text: readFileSync(out, "utf8") };
    };
    const plain = await edges("posts.csv", POSTS);
    expect(plain.text).toContain("=cmd");
    for (const [name, bytes] of [
      ["posts.csv.gz", gzipSync(POSTS)],
      ["posts.zip", zipOf([{ name: "a.csv", content: POSTS }])],
      ["posts.txt", Buffer.from(POSTS, "utf16le")],
      [
        "posts.xlsx",
        workbookOf({
          sheets: [
            {
              name: "S",
              rows: POSTS.trim()
                .split("\n")
                .map((line) => line.split(",")),
            },
          ],
        }),
      ],
    ] as const) {
      const found = await edges(name, bytes);
      expect(found.text).toBe(plain.text);
      expect(found.lines[0]).toMatch(/9 rows read, 9 kept/);
    }
    const two = zipOf(["a.csv", "b.csv"].map((name) => ({ name, content: POSTS })));
    await expect(edges("two.zip", two)).rejects.toMatchObject({ code: "USAGE" });
  });
});

describe("plumbline coshare", () => {
  it("writes the edges of a file in each format", async () => {
    const { folder, posts } = postsFile();
    const words = ["--object", "url", "--window", "60", "--min", "2"];
    for (const extension of ["csv", "parquet", "gexf", "graphml"]) {
      const out = join(folder, `edges.${extension}`);
      const done = await plumbline("coshare", posts, ...words, "--out", out);
      expect([done.status, done.err]).toEqual([0, ""]);
      expect(done.out).toMatch(/1 pairs of accounts match on 2 or more/);
      expect(existsSync(out)).toBe(true);
    }
    const [edge, ...more] = readCsv(join(folder, "edges.csv"));
    expect(more).toEqual([]);
    expect(edge).toMatchObject({
      source: "'=cmd",
      target: "bob",
      weight: "2",
      objects_with_repeats: "2",
      matches: "2",
      median_seconds: "45",
      source_first: "2",
      target_first: "0",
    });
    for (const name of ["log10p_activity", "log10p_times", "holm_log10p_activity", "holm_log10p_times"])
      expect(Number(edge![name])).toBeLessThanOrEqual(0);
    const gexf = parseXml(readFileSync(join(folder, "edges.gexf"), "utf8"));
    expect(elements(gexf, "node").map((node) => node.attributes.get("label"))).toEqual(["=cmd", "bob"]);
    expect(elements(gexf, "edge")[0]!.attributes.get("weight")).toBe("2");
    expect(readdirSync(folder).sort()).toEqual([
      "edges.csv",
      "edges.gexf",
      "edges.graphml",
      "edges.parquet",
      "posts.csv",
    ]);
  });

  it("gives its result as JSON with the file's hash, and takes any column for an object", async () => {
    const { folder, posts } = postsFile();
    const words = ["--object", "column:group", "--window", "60", "--min", "1", "--json"];
    const done = await plumbline("coshare", posts, ...words, "--out", join(folder, "e.csv"));
    const result = JSON.parse(done.out) as { edges: number; sha256: string; report: { kept: number } };
    // cat and dan name g2 within a second of each other, but not for cat's first time.
    expect(result).toMatchObject({ edges: 1, report: { kept: 9 } });
    expect(result.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("keeps an output that exists unless told to replace it", async () => {
    const { folder, posts } = postsFile();
    const out = join(folder, "e.csv");
    writeFileSync(out, "mine");
    const refused = await plumbline("coshare", posts, "--object", "url", "--out", out);
    expect([refused.status, refused.err]).toEqual([2, expect.stringMatching(/OUT_EXISTS/)]);
    expect(readFileSync(out, "utf8")).toBe("mine");
    expect((await plumbline("coshare", posts, "--object", "url", "--out", out, "--force")).status).toBe(0);
    expect(readCsv(out)).toHaveLength(1);
  });

  it.each([
    ["USAGE", ["--out", "FOLDER/e.xlsx"]],
    ["USAGE", ["--out", "FOLDER/none/e.csv"]],
    ["OUT_EXISTS", ["--out", "FOLDER/posts.csv"]],
    ["PARAMETER", ["--out", "FOLDER/e.csv", "--object", "stars"]],
    ["NO_DATA", ["--out", "FOLDER/e.csv", "--object", "hashtag"]],
    ["NO_DATA", ["--out", "FOLDER/e.csv", "--object", "column:none"]],
    ["PARAMETER", ["--out", "FOLDER/e.csv", "--min", "0"]],
    ["PARAMETER", ["--out", "FOLDER/e.csv", "--min", "1.5"]],
    ["PARAMETER", ["--out", "FOLDER/e.csv", "--window", "-1"]],
    ["MAPPING_WRONG", ["--out", "FOLDER/e.csv", "--like", "coortweet"]],
    ["MAPPING_WRONG", ["--out", "FOLDER/e.csv", "--like", "cnt", "--network", "co_post"]],
    ["PARAMETER", ["--out", "FOLDER/e.csv", "--like", "coortweet", "--map", "account=account,time=time"]],
    ["must be|needs", ["--out", "FOLDER/e.csv", "--like", "cnt"]],
    ["needs", ["--out", "FOLDER/e.csv", "--fast", "10"]],
    ["needs", ["--out", "FOLDER/e.csv", "--like", "cnt", "--network", "co_post", "--object", "url"]],
    ["number", ["--out", "FOLDER/e.csv", "--window", "soon"]],
    ["required", []],
  ])("refuses with %s: %j", async (code, words) => {
    const { folder, posts } = postsFile();
    const done = await plumbline("coshare", posts, ...words.map((word) => word.replace("FOLDER", folder)));
    expect(done.err).toMatch(new RegExp(code));
    expect(done.status).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual(["posts.csv"]);
  });

  it("leaves nothing when stopped, at whatever stage", async () => {
    const { folder, posts } = postsFile();
    const before = workFolders();
    const options: CoShareFileOptions = {
      mode: { like: "plumbline", object: "url" },
      window: 60,
      minimum: 1,
      out: join(folder, "e.csv"),
    };
    const stages = new Set<string>();
    await coShareFile(posts, { ...options, onProgress: ({ stage }) => stages.add(stage) });
    expect(stages.size).toBeGreaterThan(4);
    for (const wanted of stages) {
      const stop = new AbortController();
      const stopped = coShareFile(posts, {
        ...options,
        out: join(folder, "other.csv"),
        signal: stop.signal,
        onProgress: ({ stage }) => {
          if (stage === wanted) stop.abort();
        },
      });
      await expect(stopped).rejects.toMatchObject({ code: "STOPPED" });
    }
    expect(readdirSync(folder).sort()).toEqual(["e.csv", "posts.csv"]);
    expect(workFolders()).toEqual(before);
  });
});

describe("shares straight from staged rows", () => {
  it("are those of a corpus with this one file", async () => {
    const { folder, posts } = postsFile();
    const stage = await stageFile({ path: posts, tempDir: folder });
    const { report, stagedPath } = stage;
    const pages = await stageFile({ path: posts, tempDir: folder, links: "joined" });
    const corpus = await Corpus.open(join(folder, "corpus.duckdb"));
    const staged = await StagedShares.open(stagedPath, report, folder);
    const joined = await StagedShares.open(pages.stagedPath, pages.report, pages.stagedPath);
    try {
      await corpus.load("import", "artifact", "hash", stagedPath, report);
      for (const object of ["url", "exact-url", "domain", "text", "column:group", "column:account"]) {
        const theirs = await corpus.shares(object);
        const mine = await (object === "url" ? joined : staged).shares(object);
        expect({ ...theirs, ...mine }).toEqual(theirs);
        if (object === "url") {
          expect(theirs.links).toEqual({ rules: report.links.rules, addresses: 4, joined: { tracking: 1 } });
          expect(pages.report.links.joined).toEqual({ tracking: 1 });
          continue;
        }
        const codes = Int32Array.from({ length: mine.accounts }, (_, code) => code).reverse();
        expect(await staged.accountNames(codes)).toEqual(await corpus.accountNames(codes));
      }
      await expect(staged.shares("hashtag")).rejects.toBeInstanceOf(PlumblineError);
      await expect(staged.texts(["group", "none"])).rejects.toMatchObject({ code: "MAPPING_WRONG" });
      expect((await staged.texts(["group"])).extra["group"]!.slice(-2)).toEqual(["", "g1"]);
    } finally {
      staged.close();
      joined.close();
      corpus.close();
      await pages.dispose();
      await stage.dispose();
    }
  });
});

/** Input, words of the call, and the file of the peer that the output has to equal byte for byte. */
const SAME_BYTES: readonly (readonly [string, string, string])[] = [
  [
    "coortweet/russian_coord_tweets.csv",
    "--like coortweet --window 10 --min 2",
    "coortweet/coort_russian_tw10_mp2",
  ],
  [
    "coortweet/russian_coord_tweets.csv",
    "--like coortweet --window 60 --min 2",
    "coortweet/coort_russian_tw60_mp2",
  ],
  [
    "coortweet/russian_coord_tweets.csv",
    "--like coortweet --window 60 --min 5 --fast 10",
    "coortweet/coort_russian_tw60_mp5_fast10",
  ],
  ["peers/synth_10000.coort.csv", "--like coortweet --window 60 --min 2", "peers/coort_synth10000_tw60_mp2"],
  [
    "coortweet/russian_coord_tweets.cnt.csv",
    "--like cnt --network co_retweet --window 60 --min 1",
    "coortweet/cnt_russian_coretweet_tw60_w1",
  ],
  [
    "peers/cnt_coretweet_test_input.csv",
    "--like cnt --network co_retweet --window 60 --min 1",
    "peers/cnt_testinput_coretweet_tw60_w1",
  ],
  ...["co_retweet", "co_link", "co_reply", "co_tweet", "co_similar_tweet", "co_post"].map(
    (network) =>
      [
        "peers/cnt_sample_data.csv",
        `--like cnt --network ${network} --window 1 --min 1`,
        `peers/cnt_sample_${network}_tw1_w1`,
      ] as const,
  ),
];

describe.each(SAME_BYTES)("plumbline coshare %s %s", (input, words, output) => {
  describeWithData("beside the peer's own file", [input, `${output}.edges.csv`], (file, edges) => {
    it("writes the same bytes", async () => {
      const folder = tempFolder();
      const out = join(folder, "edges.csv");
      const pairs = edges.replace(".edges.", ".pairs.");
      const withPairs = existsSync(pairs) ? ["--pairs", join(folder, "pairs.csv")] : [];
      const done = await plumbline("coshare", file, ...words.split(" "), ...withPairs, "--out", out);
      expect([done.status, done.err]).toEqual([0, ""]);
      expect(readFileSync(out).equals(readFileSync(edges))).toBe(true);
      if (withPairs.length > 0) expect(readFileSync(withPairs[1]!).equals(readFileSync(pairs))).toBe(true);
    });
  });
});

describe("what is given", () => {
  const into = (folder: string) => [
    "--object",
    "url",
    "--min",
    "2",
    "--out",
    join(folder, "e.csv"),
    "--force",
  ];

  it("may be a folder or a pattern that stands for one file, or standard input", async () => {
    const { folder, posts } = postsFile();
    const one = join(folder, "one");
    mkdirSync(one);
    writeFileSync(join(one, "posts.csv.gz"), gzipSync(POSTS));
    const edges: string[] = [];
    for (const given of [posts, one, join(one, "*.gz")]) {
      const { status, err } = await plumbline("coshare", given, ...into(folder));
      expect([given, status, err]).toEqual([given, 0, expect.any(String)]);
      edges.push(readFileSync(join(folder, "e.csv"), "utf8"));
    }
    const piped = spawnSync(
      process.execPath,
      [fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url)), "coshare", "-", ...into(folder)],
      { input: gzipSync(POSTS), encoding: "utf8" },
    );
    expect(piped.stdout).toContain("standard input: 9 rows read");
    edges.push(readFileSync(join(folder, "e.csv"), "utf8"));
    expect(new Set(edges.map((text) => text.replaceAll(/file [^;]*;/g, "")))).toHaveLength(1);
  });

  it("is one file: of several one is asked for, and nothing is written", async () => {
    const { folder, posts } = postsFile();
    writeFileSync(join(folder, "more.csv"), POSTS);
    for (const given of [[folder], [posts, join(folder, "more.csv")]]) {
      const { status, err } = await plumbline("coshare", ...given, ...into(folder));
      expect([status, err]).toEqual([
        2,
        expect.stringContaining("These are 2 files, and one is read. [USAGE]"),
      ]);
    }
    expect(existsSync(join(folder, "e.csv"))).toBe(false);
  });

  it("has a sheet only if it is a workbook", async () => {
    const { folder, posts } = postsFile();
    const { status, err } = await plumbline("coshare", posts, ...into(folder), "--sheet", "Posts");
    expect([status, err]).toEqual([
      2,
      expect.stringContaining("It is no workbook, so it has no sheet “Posts”. [USAGE]"),
    ]);
    expect(existsSync(join(folder, "e.csv"))).toBe(false);
    const made = await plumbline("import", join(folder, "case"), posts, "--sheet", "Posts");
    expect([made.status, made.err]).toEqual([
      2,
      expect.stringContaining("It is no workbook, so it has no sheet"),
    ]);
  });
});

describe("like CooRTweet", () => {
  it("says what that program would take otherwise: the unit of the window, and nothing for an object", async () => {
    const folder = tempFolder();
    const file = join(folder, "shares.csv");
    const rows = [
      "o1,u1,c1,1632904713000",
      "o1,u2,c2,1632904714000",
      "NA,u3,c3,1632904714000",
      ",u4,c4,1632904715000",
    ];
    writeFileSync(file, `object_id,account_id,content_id,timestamp_share\n${rows.join("\n")}\n`);
    const { out } = await plumbline(
      "coshare",
      file,
      "--like",
      "coortweet",
      "--min",
      "1",
      "--out",
      join(folder, "e.csv"),
    );
    expect(out).toContain(
      "Times are in milliseconds, and the window is 60 s; CooRTweet itself would take it for 60 milliseconds.",
    );
    expect(out).toContain("2 rows have no object (empty, NA and the like)");
  });
});
