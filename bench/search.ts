/**
 * Searches over more than a million posts, as the page asks them: the first 50 hits with everything that is shown of them and
 * the total. `npm run bench -- bench/search.ts`; prints wall time per class of words, the share of the index in import time
 * and on disk, and asserts nothing about time.
 */
import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "vitest";
import { stageFile } from "../src/ingest/index.ts";
import { Corpus } from "../src/store/corpus.ts";
import { count } from "../src/words.ts";
import { writePostFiles } from "./post-files.ts";

const REPEATS = 12;
const PAGE = 50;

/** Words of each class; a phrase has its spaces. */
const CLASSES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "common word": [["the"], ["trump"], ["you"], ["https"], ["clinton"]],
  "rare word": [["obamacare"], ["крым"], ["maidan"], ["sputnik"], ["benghazi"]],
  "two words": [
    ["trump", "clinton"],
    ["black", "police"],
    ["the", "wikileaks"],
  ],
  phrase: [["hillary clinton"], ["black lives"], ["of the"], ["fake news"]],
  "part of a word": [["iki"], ["mp"], ["ов"], ["e"]],
  Arabic: [["سلام"], ["حرية"], ["خبر", "سلام"]],
  Cyrillic: [["россия"], ["путин"], ["сша", "выборы"]],
  Chinese: [["选举"], ["新闻自由"], ["国"]],
  absent: [["zzzqxj"], ["plumbobine"], ["ыыщъ"]],
  "no word": [[]],
};

interface Filled {
  readonly corpus: Corpus;
  readonly imports: readonly string[];
  readonly lines: readonly string[];
}

const cpuNow = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function fill(folder: string): Promise<Filled> {
  const path = join(folder, "corpus.duckdb");
  const corpus = await Corpus.open(path);
  const imports: string[] = [];
  let load = 0;
  for (const file of await writePostFiles(folder)) {
    const staged = await stageFile({ path: file, tempDir: folder });
    const id = `run_${String(imports.length).padStart(10, "0")}`;
    const before = cpuNow();
    await corpus.load(
      id,
      id.replace("run", "art"),
      String(imports.length).repeat(64),
      staged.stagedPath,
      staged.report,
    );
    load += cpuNow() - before;
    await staged.dispose();
    await rm(file);
    imports.push(id);
  }
  const { posts } = await corpus.stats();
  const mb = Math.round(statSync(path).size / 1e6);
  return {
    corpus,
    imports,
    lines: [`${count(posts)} posts, ${mb} MB on disk, loading ${(load / 1000).toFixed(1)} CPU s`],
  };
}

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);

it("search", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  try {
    const { corpus, imports, lines } = await fill(folder);
    const first = performance.now();
    await corpus.posts.list(imports, { words: ["first"] }, { limit: PAGE });
    const table = [
      ...lines,
      `first search after opening: ${(performance.now() - first).toFixed(0)} ms`,
      "",
      "| words | calls | p50 ms | p95 ms | longest ms | CPU ms each |",
      "|---|---|---|---|---|---|",
    ];
    for (const [name, queries] of Object.entries(CLASSES)) {
      const taken: number[] = [];
      const cpu = cpuNow();
      for (let i = 0; i < REPEATS; i++)
        for (const words of queries) {
          const start = performance.now();
          await corpus.posts.list(imports, { words }, { limit: PAGE });
          taken.push(performance.now() - start);
        }
      const sorted = taken.toSorted((a, b) => a - b);
      const each = (cpuNow() - cpu) / taken.length;
      table.push(
        `| ${name} | ${sorted.length} | ${at(sorted, 0.5)} | ${at(sorted, 0.95)} | ${at(sorted, 1)} | ${each.toFixed(0)} |`,
      );
    }
    corpus.close();
    process.stdout.write(`${table.join("\n")}\n\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
