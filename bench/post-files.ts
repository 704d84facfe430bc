/**
 * More than a million posts for benchmarks: those of `ira_2016` beside the checkout twice, the second time a second later, and
 * 60,000 generated ones in Arabic and Chinese letters. Without that data, 1.3 million generated ones and the same 60,000.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Random } from "../src/kernel/random.ts";
import { sharedData } from "../test/support/shared-data.ts";

const OTHER_SCRIPTS = 60_000;
const ARABIC = "سلام حرية خبر وطن شعب حكومة مدينة سوق بحر طريق كتاب مدرسة".split(" ");
const CHINESE = "选举新闻自由国家人民政府城市市场海路书学校天地山水火木金土".split("");

/** `account,time,text` of generated posts. */
function generated(rows: number, words: readonly string[], between: string, seed: number): string {
  const random = new Random(seed);
  const lines = Array.from({ length: rows }, (_, i) => {
    const text = Array.from({ length: 12 }, () => words[random.below(words.length)]).join(between);
    return `account${random.below(500)},${new Date(Date.UTC(2016, 5, 1) + i * 60_000).toISOString()},${text} ${i}`;
  });
  return `account,time,text\n${lines.join("\n")}\n`;
}

/** Files of posts, to be imported one by one. */
export async function writePostFiles(folder: string): Promise<string[]> {
  const other = join(folder, "other.csv");
  const half = OTHER_SCRIPTS / 2;
  await writeFile(
    other,
    generated(half, ARABIC, " ", 1) + generated(half, CHINESE, "", 2).replace(/^.*\n/, ""),
  );
  const ira = sharedData("ira_2016/ira_2016.parquet");
  if (ira === undefined) {
    const latin = join(folder, "latin.csv");
    const words = Array.from({ length: 5000 }, (_, i) => `word${Math.floor(i ** 1.3)}`);
    await writeFile(latin, generated(1_300_000, [...words, "the", "trump"], " ", 3));
    return [latin, other];
  }
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  const files = [0, 1].map((second) => ({ second, path: join(folder, `ira-${second}.csv`) }));
  for (const { second, path } of files)
    await connection.run(
      `COPY (SELECT account, strftime(posted_at + INTERVAL ${second} SECOND, '%Y-%m-%dT%H:%M:%SZ') AS time,
         text, language FROM '${ira}' ORDER BY posted_at) TO '${path}' (FORMAT csv, HEADER)`,
    );
  connection.closeSync();
  return [...files.map(({ path }) => path), other];
}
