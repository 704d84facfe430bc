/** `plumbline coshare FILE --no-tests`: counts by the streaming kernel, against the tested edges and the definition. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { stageFile } from "../src/ingest/index.ts";
import { Random } from "../src/kernel/random.ts";
import { coShare } from "../src/signals/index.ts";
import { StagedShares } from "../src/store/staged-shares.ts";
import { openStagedShares } from "../src/store/shares/staged.ts";
import { coShareFile } from "../src/edges/index.ts";
import { coShareOf } from "../src/edges/coshare-stream.ts";
import { bruteForce, type Share } from "./support/coshare-oracle.ts";
import { readCsv } from "./support/parity-files.ts";
import { tempFolder } from "./support/temp.ts";
import { elements, parseXml } from "./support/xml.ts";

const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
const START = Date.UTC(2031, 4, 1);
/** Columns that edges with and without tests have in common. */
const COMMON = ["objects_with_repeats", "matches", "median_seconds", "source_first", "target_first"];

interface Post extends Share {
  /** Objects of the post; `object` is the first. */
  readonly tags: readonly number[];
}

/** Posts in no order, with ties, repeats and several objects a post. */
function randomPosts(seed: number, n: number): Post[] {
  const random = new Random(seed);
  return Array.from({ length: n }, () => {
    const tags = Array.from({ length: 1 + random.below(3) }, () => random.below(12));
    return { account: random.below(9), object: tags[0]!, tags, time: random.below(900) };
  });
}

const accountName = (account: number) => `=a"${account}`;
const iso = (time: number) => new Date(START + 1000 * time).toISOString();
const tagText = (tags: readonly number[]) => tags.map((tag) => `#tag${tag}`).join(" ");
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The posts as a file of each format; returns the paths. */
async function writeAs(folder: string, posts: readonly Post[]): Promise<string[]> {
  const rows = posts.map((post, i) => ({
    account: accountName(post.account),
    time: iso(post.time),
    text: `${i} ${tagText(post.tags)}`,
    topic: `t${post.object}`,
  }));
  const [csv, ndjson, parquet] = ["csv", "ndjson", "parquet"].map((ending) =>
    join(folder, `posts.${ending}`),
  );
  const lines = rows.map((row) => Object.values(row).map(cell).join(","));
  writeFileSync(csv!, `account,time,text,topic\n${lines.join("\n")}\n`);
  writeFileSync(ndjson!, `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(
    `COPY (FROM read_csv('${csv!}', all_varchar = true)) TO '${parquet!}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  );
  connection.closeSync();
  return [csv!, ndjson!, parquet!];
}

type Edge = Readonly<Record<string, string>>;

/** Edges by their ends, whichever is called the source. */
function byEnds(edges: readonly Edge[], columns: readonly string[]): Map<string, string[]> {
  return new Map(
    edges.map((edge) => {
      const turned = edge["source"]! > edge["target"]!;
      const named = (column: string) =>
        turned && column === "source_first"
          ? "target_first"
          : turned && column === "target_first"
            ? "source_first"
            : column;
      const ends = [edge["source"]!, edge["target"]!].map((name) => name.replace(/^'/, "")).sort();
      return [ends.join(" "), columns.map((column) => edge[named(column)]!)];
    }),
  );
}

async function edgesOf(path: string, object: string, tests: boolean, window: number, minimum: number) {
  const out = `${path}.${tests}.csv`;
  await coShareFile(path, { mode: { like: "plumbline", object, tests }, window, minimum, out, force: true });
  return { edges: readCsv(out), bytes: readFileSync(out, "utf8") };
}

describe("plumbline coshare --no-tests", () => {
  it.each([
    [1, "column:topic", 60, 1],
    [2, "hashtag", 60, 2],
    [3, "hashtag", 0, 1],
    [4, "column:topic", 300, 3],
  ] as const)(
    "counts as the definition does, and as the tested edges do, from each format: posts %i, %s, %i s, %i objects",
    async (seed, object, window, minimum) => {
      const posts = randomPosts(seed, 300);
      const folder = tempFolder();
      const written: string[] = [];
      for (const path of await writeAs(folder, posts)) {
        const counted = await edgesOf(path, object, false, window, minimum);
        const tested = await edgesOf(path, object, true, window, minimum);
        const mine = byEnds(counted.edges, COMMON);
        // First shares match on fewer objects: tested edges are among the counted ones.
        for (const [ends, values] of byEnds(tested.edges, COMMON)) expect(mine.get(ends)).toEqual(values);
        written.push(counted.bytes);
        const shares = posts.flatMap((post) => {
          const tags = object === "hashtag" ? [...new Set(post.tags)] : [post.object];
          return tags.map((tag) => ({ ...post, object: tag }));
        });
        const truth = bruteForce(shares, window, minimum).map((pair) => ({
          source: accountName(pair.a),
          target: accountName(pair.b),
          objects_with_repeats: String(pair.objects),
          matches: String(pair.matches),
          median_seconds: String(pair.median),
          source_first: String(pair.aFirst),
          target_first: String(pair.bFirst),
        }));
        expect(truth.length).toBeGreaterThan(3);
        expect(mine).toEqual(byEnds(truth, COMMON));
      }
      expect(new Set(written).size).toBe(1);
    },
  );

  it("names the columns it has, in each format of edges", async () => {
    const folder = tempFolder();
    const [path] = await writeAs(folder, randomPosts(5, 200));
    const base = {
      mode: { like: "plumbline", object: "hashtag", tests: false },
      window: 60,
      minimum: 2,
    } as const;
    const out = (ending: string) => join(folder, `edges.${ending}`);
    for (const ending of ["csv", "parquet", "gexf", "graphml"])
      expect((await coShareFile(path!, { ...base, out: out(ending) })).summary).toBeNull();
    const edges = readCsv(out("csv"));
    expect(Object.keys(edges[0]!)).toEqual(["source", "target", ...COMMON]);
    const connection = await (await DuckDBInstance.create()).connect();
    const rows = (await connection.runAndReadAll(`FROM read_parquet('${out("parquet")}')`)).getRowObjects();
    connection.closeSync();
    expect(rows.map((row) => [`'${String(row["source"])}`, String(row["matches"])])).toEqual(
      edges.map((edge) => [edge["source"], edge["matches"]]),
    );
    for (const [ending, label] of [["gexf", "label"]] as const) {
      const root = parseXml(readFileSync(out(ending), "utf8"));
      const names = new Map(
        elements(root, "node").map(({ attributes }) => [attributes.get("id"), attributes.get(label)]),
      );
      const read = elements(root, "edge").map(({ attributes }) => [
        `'${names.get(attributes.get("source"))}`,
        `'${names.get(attributes.get("target"))}`,
        attributes.get("weight"),
      ]);
      expect(read).toEqual(
        edges.map((edge) => [edge["source"], edge["target"], edge["objects_with_repeats"]]),
      );
    }
    expect(elements(parseXml(readFileSync(out("graphml"), "utf8")), "edge")).toHaveLength(edges.length);
  });

  it("reads staged rows in parts and threads as in one go", async () => {
    const folder = tempFolder();
    const random = new Random(6);
    const line = (i: number) =>
      i % 1000 === 7
        ? "nobody,never,lost"
        : `a${random.below(3000)},${iso(i)},"${tagText([random.below(9000), random.below(9000)])}"`;
    const path = join(folder, "long.csv");
    const n = 270_000;
    writeFileSync(path, `account,time,text\n${Array.from({ length: n }, (_, i) => line(i)).join("\n")}\n`);
    const stage = await stageFile({ path, tempDir: folder });
    const { report, stagedPath } = stage;
    expect(readdirSync(stagedPath).filter((name) => name.startsWith("posts"))).toHaveLength(2);
    const request = { stagedPath, facts: report, where: "long.csv", folder, object: "hashtag" };
    const staged = await StagedShares.open(stagedPath, report, folder);
    try {
      const file = await openStagedShares(request);
      expect([file.rows, file.mayBeOrdered]).toEqual([n - 270, true]);
      const runs = [];
      for (const threads of [0, 3]) runs.push(await coShareOf(file, { window: 900, minimum: 2, threads }));
      expect(runs[0]!.counts.pairs).toBeGreaterThan(50);
      for (const run of runs) {
        expect(run.pairs).toEqual(runs[0]!.pairs);
        expect(run.accountName).toEqual(runs[0]!.accountName);
        expect(run.counts.sorted).toBe(false);
      }
      const { summary } = await coShare(await staged.shares("hashtag"), { windowSeconds: 900, minimum: 2 });
      expect(summary.pairsWithRepeats).toBe(runs[0]!.counts.pairs);
      expect([summary.shares, summary.pairEvents]).toEqual([runs[0]!.counts.shares, runs[0]!.counts.events]);
    } finally {
      staged.close();
      await stage.dispose();
    }
  });
});

describe("a program that is stopped or killed", () => {
  /** A file that keeps the program busy for some seconds, and a folder for its work files. */
  function busy(): { folder: string; work: string; words: string[]; path: string } {
    const folder = tempFolder();
    const work = join(folder, "work");
    mkdirSync(work);
    const random = new Random(7);
    const path = join(folder, "posts.csv");
    const lines = Array.from(
      { length: 400_000 },
      (_, i) => `a${random.below(40)},${iso(i)},x${random.below(50)}`,
    );
    writeFileSync(path, `account,time,topic\n${lines.join("\n")}\n`);
    const words = [
      "coshare",
      path,
      "--object",
      "column:topic",
      "--window",
      "86400",
      "--min",
      "2",
      "--no-tests",
    ];
    return { folder, work, words, path };
  }
  const start = (work: string, words: readonly string[]): ChildProcess =>
    spawn(process.execPath, [PROGRAM, ...words], { env: { ...process.env, TMPDIR: work }, stdio: "ignore" });

  async function untilWork(work: string, child: ChildProcess): Promise<string> {
    const own = () => readdirSync(work).find((name) => name.startsWith(`plumbline-coshare-${child.pid}-`));
    while (own() === undefined && child.exitCode === null) await wait(20);
    return own()!;
  }

  it("ends on Ctrl-C, whatever it does, and leaves nothing", async () => {
    const { folder, work, words } = busy();
    const out = join(folder, "edges.csv");
    const took: number[] = [];
    for (const delay of [0, 700, 2500, 4500]) {
      const child = start(work, [...words, "--out", out]);
      await untilWork(work, child);
      await wait(delay);
      expect(child.exitCode).toBeNull();
      const begun = performance.now();
      const ended = once(child, "exit");
      child.kill("SIGINT");
      const [code] = (await ended) as [number];
      took.push(performance.now() - begun);
      expect(code).toBeGreaterThan(0);
      expect(readdirSync(work)).toEqual([]);
      expect(readdirSync(folder).sort()).toEqual(["posts.csv", "work"]);
    }
    process.stdout.write(`Ctrl-C: ended after at most ${Math.round(Math.max(...took))} ms\n`);
  });

  it("is cleared up after by the next one, which leaves alone what still runs", async () => {
    const { folder, work, words } = busy();
    const killed = start(work, [...words, "--out", join(folder, "killed.csv")]);
    const left = await untilWork(work, killed);
    const ended = once(killed, "exit");
    killed.kill("SIGKILL");
    await ended;
    expect(existsSync(join(work, left))).toBe(true);
    writeFileSync(join(folder, `.small.out.csv.${killed.pid}-x.part`), "half");
    const running = start(work, [...words, "--out", join(folder, "running.csv")]);
    const alive = await untilWork(work, running);
    writeFileSync(join(folder, `.small.out.csv.${running.pid}-x.part`), "half");
    const small = join(folder, "small.csv");
    writeFileSync(small, "account,time,topic\na,2031-05-01T00:00:00Z,x\nb,2031-05-01T00:00:01Z,x\n");
    const words2 = ["coshare", small, "--object", "column:topic", "--min", "1", "--no-tests"];
    const next = start(work, [...words2, "--out", join(folder, "small.out.csv")]);
    expect(await once(next, "exit")).toEqual([0, null]);
    expect(running.exitCode).toBeNull();
    expect(readdirSync(work)).toEqual([alive]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([
      `.small.out.csv.${running.pid}-x.part`,
    ]);
    const stopped = once(running, "exit");
    running.kill("SIGINT");
    await stopped;
    expect(readdirSync(work)).toEqual([]);
  });
});
