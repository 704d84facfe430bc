/** Benchmark of import: posts per second of processor time from bytes to staged rows, from there to the corpus, and to columns. */
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stageFile } from "../src/ingest/index.ts";
import { Random } from "../src/kernel/random.ts";
import { Corpus } from "../src/store/corpus.ts";
import type { BenchRow } from "./row.ts";

const ROWS = 200_000;
const ACCOUNTS = 5_000;
const SEED = 20161005;

/** CPU seconds of this process and of children that have ended. */
async function cpuSeconds(): Promise<number> {
  const own = process.cpuUsage();
  let seconds = (own.user + own.system) / 1e6;
  try {
    // fields 16 and 17 of /proc/self/stat: children's time in ticks of 10 ms; the name before them may hold spaces
    const fields = (await readFile("/proc/self/stat", "utf8")).split(") ").at(-1)!.split(" ");
    seconds += (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    // without /proc the child is not counted
  }
  return seconds;
}

async function writePosts(path: string): Promise<void> {
  const random = new Random(SEED);
  const out = createWriteStream(path);
  out.write("account,time,text\n");
  for (let i = 0; i < ROWS; i++) {
    const account = random.below(ACCOUNTS);
    const time = new Date(Date.UTC(2016, 9, 1) + i * 7000).toISOString();
    const item = random.below(20_000);
    const text = `"item ${String(item).padStart(4, "0")}, #topic${item % 50} https://example.org/${item}?utm_source=x"`;
    if (!out.write(`account${account},${time},${text}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
}

async function measured(name: string, work: () => Promise<void>): Promise<BenchRow> {
  const before = await cpuSeconds();
  await work();
  const spent = (await cpuSeconds()) - before;
  return { name, n: ROWS, unit: "posts", cpuSeconds: spent, perSecond: Math.round(ROWS / spent) };
}

/** Stages and loads 200,000 generated posts (CSV with text, hashtag and URL). Needs the compiled program. */
export async function runImportBench(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  try {
    const path = join(folder, "posts.csv");
    await writePosts(path);
    let staged: Awaited<ReturnType<typeof stageFile>> | undefined;
    const stage = await measured("import: file to staged rows", async () => {
      staged = await stageFile({ path, tempDir: folder });
    });
    const corpus = await Corpus.open(join(folder, "corpus.duckdb"));
    try {
      const load = await measured(
        "import: staged rows to corpus",
        async () =>
          void (await corpus.load(
            "run_bench",
            "art_bench",
            "0".repeat(64),
            staged!.stagedPath,
            staged!.report,
          )),
      );
      const read = await measured(
        "corpus: shares of texts to columns",
        async () => void (await corpus.shares("text")),
      );
      return [stage, load, read];
    } finally {
      corpus.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
