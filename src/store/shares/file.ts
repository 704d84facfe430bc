/** Opening a file of shares: its format, its columns, its order, and the parts in which threads can read it. */
import { open, rm, stat, symlink } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { tmpdir } from "node:os";
import { PlumblineError } from "../../errors.ts";
import { identifier, literal } from "../corpus/sql.ts";
import { makeWorkFolder } from "../work-folders.ts";
import type { HashedFile } from "./hashed.ts";
import { TableEngine } from "./tables.ts";
import { relationSql } from "./request.ts";
import type { RowRange, ShareColumnsOfFile, ShareFormat, ShareRelation } from "./request.ts";

export interface OpenShareFile {
  readonly path: string;
  readonly columns: ShareColumnsOfFile;
  /** Told from the name's ending unless given. */
  readonly format?: ShareFormat;
  /** Where the working folder is made; the system's folder for temporary files by default. */
  readonly tempDir?: string;
}

export interface ShareFile {
  readonly relation: ShareRelation;
  /** How the file is called in messages. */
  readonly where: string;
  /** A folder of our own: spilled rows, files that are not whole yet. Removed by `dispose`. */
  readonly folder: string;
  readonly bytes: number;
  /** Rows, where the file says so without being read. */
  readonly rows: number | undefined;
  /** False if the file itself says that its rows are not in order of time. */
  readonly mayBeOrdered: boolean;
  /** Rows of each group that can be read by itself; empty if there are none. */
  readonly groups: readonly number[];
  /** Shares that were read, hashed and filtered already; the relation then gives accounts alone. */
  readonly hashed?: HashedFile;
  dispose(): Promise<void>;
}

const ENDINGS: Readonly<Record<string, ShareFormat>> = {
  ".parquet": "parquet",
  ".csv": "csv",
  ".tsv": "csv",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
};
/** How work folders of co-share outside a case are called. */
export const COSHARE_FOLDERS = "plumbline-coshare-";

/** @throws PlumblineError FILE_MISSING, FILE_BINARY, FILE_MALFORMED, MAPPING_WRONG. */
export async function openShareFile(request: OpenShareFile): Promise<ShareFile> {
  const where = basename(request.path);
  const bytes = await sizeOf(request.path, where);
  const ending = extname(request.path).toLowerCase();
  const format = request.format ?? ENDINGS[ending];
  if (format === undefined)
    throw new PlumblineError("FILE_BINARY", "The name does not tell the format.", {
      where,
      hint: "Use a name that ends in .parquet, .csv, .tsv, .ndjson or .jsonl.",
    });
  const folder = await makeWorkFolder(request.tempDir ?? tmpdir(), COSHARE_FOLDERS);
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    // A name without characters that the database would take for a pattern of names.
    const path = join(folder, `input.${format}`);
    await symlink(resolve(request.path), path);
    const engine = await TableEngine.open({ threads: 1, memoryMb: 256, spill: folder });
    try {
      const bare = { path, format, columns: request.columns, types: { account: "", object: "", time: "" } };
      const relation = { ...bare, types: await typesOf(engine, bare, where) };
      const groups = format === "parquet" ? await groupsOf(engine, relation, where) : undefined;
      return {
        relation,
        where,
        folder,
        bytes,
        rows: groups?.rows.reduce((sum, n) => sum + n, 0),
        mayBeOrdered: groups?.ordered ?? true,
        groups: groups?.rows ?? [],
        dispose,
      };
    } finally {
      engine.close();
    }
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function sizeOf(path: string, where: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === false)
    throw new PlumblineError("FILE_MISSING", "It is not a regular file.", { where });
  try {
    await (await open(path, "r")).close();
  } catch (cause) {
    throw new PlumblineError("FILE_MISSING", "The file cannot be read.", { where, cause });
  }
  if (found === undefined || found.size === 0)
    throw new PlumblineError("FILE_EMPTY", "The file is empty.", { where });
  return found.size;
}

async function typesOf(
  engine: TableEngine,
  relation: ShareRelation,
  where: string,
): Promise<ShareRelation["types"]> {
  const { account, object, time } = relation.columns;
  // NDJSON names its columns row by row: those asked for are read as text, and are missing where they are missing.
  const described = await engine.rows(`DESCRIBE SELECT * FROM ${relationSql(relation)}`, where);
  const types = new Map(described.map((row) => [String(row["column_name"]), String(row["column_type"])]));
  const type = (name: string): string => {
    const found = types.get(name);
    if (found !== undefined) return found;
    throw new PlumblineError("MAPPING_WRONG", `There is no column \`${name}\`.`, {
      where,
      hint: `The columns are ${[...types.keys()].join(", ")}.`,
    });
  };
  return { account: type(account), object: type(object), time: type(time) };
}

interface Groups {
  readonly rows: readonly number[];
  readonly ordered: boolean;
}

/** Row groups, and whether the ranges of time that they state follow one another. */
async function groupsOf(engine: TableEngine, relation: ShareRelation, where: string): Promise<Groups> {
  const sql = (columns: string) =>
    `SELECT row_group_id AS id, ${columns} FROM parquet_metadata(${literal(relation.path)})`;
  const rows = await engine.rows(
    `SELECT row_group_num_rows::INTEGER AS n FROM (${sql("any_value(row_group_num_rows) AS row_group_num_rows")} GROUP BY 1) ORDER BY id`,
    where,
  );
  const type = relation.types.time;
  const stated = await engine.rows(
    `SELECT coalesce(bool_and(low >= before), true) AS ordered FROM (
       SELECT low, lag(high) OVER (ORDER BY id) AS before FROM (
         ${sql(`try_cast(stats_min_value AS ${type}) AS low, try_cast(stats_max_value AS ${type}) AS high`)}
          WHERE path_in_schema = ${literal(relation.columns.time)})) WHERE low IS NOT NULL AND before IS NOT NULL`,
    where,
  );
  return { rows: rows.map(({ n }) => Number(n)), ordered: stated[0]?.["ordered"] === true };
}

/** At most `parts` ranges of whole groups of about the same number of rows. */
export function partsOf(groups: readonly number[], parts: number): RowRange[] {
  const total = groups.reduce((sum, n) => sum + n, 0);
  const ranges: RowRange[] = [];
  let from = 0;
  let to = 0;
  for (const [i, n] of groups.entries()) {
    to += n;
    const enough = to >= (total * (ranges.length + 1)) / parts;
    if (!enough && i < groups.length - 1) continue;
    ranges.push({ from, to });
    from = to;
  }
  return ranges;
}

/** The values of a column in these rows, by row. One pass over the column. */
export async function valuesOf(
  file: ShareFile,
  column: string,
  rows: Iterable<number>,
): Promise<Map<number, string>> {
  const engine = await TableEngine.open({ threads: 2, memoryMb: 512, spill: file.folder });
  try {
    await engine.fill("wanted", rows);
    const found = await engine.rows(
      `SELECT file_row_number::BIGINT AS r, ${identifier(column)}::VARCHAR AS v
         FROM ${relationSql(file.relation, true)} SEMI JOIN wanted ON file_row_number = wanted.value`,
      file.where,
    );
    return new Map(found.map(({ r, v }) => [Number(r), String(v)]));
  } finally {
    engine.close();
  }
}
