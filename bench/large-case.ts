/** What makes a case large for benchmarks: generated posts in any number, and records in any number. */
import { DuckDBInstance } from "@duckdb/node-api";
import type { Case } from "../src/workbench/index.ts";

const BATCH = 2000;

/** Posts of some 100 characters by a twentieth as many accounts: a fifth of the texts and of the links are shared. */
export async function writePosts(path: string, posts: number): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2", memory_limit: "4GB" });
  const connection = await instance.connect();
  await connection.run(`COPY (
    SELECT 'account' || (hash(i, 1) % ${Math.round(posts / 20)}) AS account,
           make_timestamp(((1704067200 + i * 2592000 // ${posts}))::BIGINT * 1000000) AS time,
           'word' || (hash(n, 2) % 20000) || ' word' || (hash(n, 3) % 20000) || ' said that word' || (hash(n, 4) % 20000) ||
             ' would not, and so did word' || (hash(n, 5) % 20000) || ' of item ' || n || ' #topic' || (n % 500) AS text,
           'https://news.example/' || n AS url
      FROM (SELECT i, CASE WHEN i % 5 = 0 THEN i // 50 ELSE i END AS n FROM range(${posts}) r(i)))
    TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

/** Records of some 300 characters, as a gap each. Returns their ids. */
export async function writeRecords(opened: Case, records: number): Promise<readonly string[]> {
  const keeper = await opened.keeper();
  const ids: string[] = [];
  for (let written = 0; written < records; written += BATCH) {
    const drafts = Array.from({ length: Math.min(BATCH, records - written) }, (_, i) => ({
      id: opened.log.issueId("Premise"),
      type: "Premise" as const,
      by: "founder",
      for: keeper,
      marking: { tlp: "AMBER" as const },
      body: {
        kind: "gap" as const,
        text: `What is not known, number ${written + i}. ${"Some words. ".repeat(20)}`,
      },
    }));
    await opened.log.append(drafts);
    ids.push(...drafts.map(({ id }) => id));
  }
  return ids;
}
