/** Shares of staged rows as a file of shares: one kind of object, read where an import has left its rows. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { literal } from "../corpus/sql.ts";
import {
  isSet,
  saidAgain,
  stagedFiles,
  stagedObjects,
  stagedPosts,
  type StagedFacts,
} from "../staged-shares.ts";
import type { ShareFile } from "./file.ts";
import type { ShareRelation } from "./request.ts";
import { TableEngine } from "./tables.ts";

export interface StagedShareRequest {
  readonly stagedPath: string;
  readonly facts: StagedFacts;
  /** `url`, `domain`, `hashtag`, `mention`, `text`, `reshare` or `column:NAME`. */
  readonly object: string;
  /** How the file is called in messages. */
  readonly where: string;
  /** For work files; the caller's. */
  readonly folder: string;
}

/** @throws PlumblineError PARAMETER (no such kind), NO_DATA (no such column). */
export async function openStagedShares(request: StagedShareRequest): Promise<ShareFile> {
  const { stagedPath, facts, object, where, folder } = request;
  const files = await stagedFiles(stagedPath);
  const posts = await stagedPosts(stagedPath);
  const again = facts.duplicates.sameId === 0 ? undefined : await writeAgain(request, posts);
  const all = stagedObjects(posts, facts, object);
  const rows = again === undefined ? all : withoutAgain(all, again, isSet(object));
  const relation: ShareRelation = {
    path: stagedPath,
    format: "parquet",
    columns: { account: "account", object: "value", time: "time_ms", timeUnit: "ms" },
    query: `SELECT account, value, time_ms, row AS file_row_number FROM (${rows})`,
    types: { account: "VARCHAR", object: isSet(object) ? "VARCHAR[]" : "VARCHAR", time: "BIGINT" },
  };
  const sizes = await Promise.all(files.map((file) => stat(file)));
  const { groups, rows: kept, ordered } = await groupsOf(files, folder, where);
  return {
    relation,
    where,
    folder,
    bytes: sizes.reduce((sum, { size }) => sum + size, 0),
    rows: kept,
    // What a join gives may come in any order.
    mayBeOrdered: ordered && again === undefined,
    groups,
    dispose: () => Promise.resolve(),
  };
}

/** Shares that an earlier row of the same post made, in a file: `(row, again)` with a list of values. */
async function writeAgain(request: StagedShareRequest, posts: string): Promise<string> {
  const { stagedPath, facts, object, where, folder } = request;
  const path = join(folder, "again.parquet");
  const engine = await TableEngine.open({ threads: 1, memoryMb: 256, spill: folder });
  try {
    const again = saidAgain(stagedPath, posts, facts, object);
    await engine.rows(
      `COPY (SELECT row, list(value) AS again FROM (${again}) GROUP BY row) TO ${literal(path)} (FORMAT parquet)`,
      where,
    );
    return path;
  } finally {
    engine.close();
  }
}

function withoutAgain(rows: string, path: string, set: boolean): string {
  const joined = `(${rows}) LEFT JOIN read_parquet(${literal(path)}) USING (row)`;
  const left = "list_filter(value, lambda v: NOT list_contains(again, v))";
  return set
    ? `SELECT row, account, time_ms, CASE WHEN again IS NULL THEN value ELSE ${left} END AS value FROM ${joined}`
    : `SELECT row, account, time_ms, value FROM ${joined} WHERE again IS NULL`;
}

interface StagedGroups {
  /** Numbers of rows that each group spans, those that were rejected included. */
  readonly groups: readonly number[];
  readonly rows: number;
  readonly ordered: boolean;
}

/** Row groups of all files in order of their rows, and whether their ranges of time follow one another. */
async function groupsOf(files: readonly string[], folder: string, where: string): Promise<StagedGroups> {
  const engine = await TableEngine.open({ threads: 1, memoryMb: 256, spill: folder });
  try {
    const bound = (which: "min" | "max", column: string) =>
      `any_value(stats_${which}_value) FILTER (path_in_schema = '${column}')::DOUBLE`;
    const found = await engine.rows(
      `SELECT any_value(row_group_num_rows)::INTEGER AS n, ${bound("max", "row")} AS last,
              ${bound("min", "time_ms")} AS low, ${bound("max", "time_ms")} AS high
         FROM parquet_metadata([${files.map(literal).join(", ")}]) GROUP BY file_name, row_group_id
        HAVING n > 0 ORDER BY last`,
      where,
    );
    const number = (name: string) => found.map((row) => Number(row[name]));
    const [last, low, high] = [number("last"), number("low"), number("high")];
    return {
      groups: last.map((row, i) => row - (i === 0 ? -1 : last[i - 1]!)),
      rows: number("n").reduce((sum, n) => sum + n, 0),
      ordered: low.every((time, i) => i === 0 || time >= high[i - 1]!),
    };
  } finally {
    engine.close();
  }
}
