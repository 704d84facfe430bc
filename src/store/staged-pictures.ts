/**
 * Hashes of pictures beside staged rows: two extra columns, each a list in JSON of `HEX,QUALITY` for the pictures that a post shows. They
 * follow from the staged rows and the table of hashes alone, so that an import can be read again without the pictures.
 */
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { identifier, literal } from "./corpus/sql.ts";
import { extraColumn, PICTURE_COLUMNS, postsFile, stagedPosts } from "./corpus/staged.ts";
import { objectsInList, present } from "./corpus/values.ts";
import { TableEngine } from "./shares/tables.ts";

/** What a picture is known by: the value that stands in the column, or the post that shows it. */
export type PictureKey = { readonly picture: string } | { readonly post: string };

export type HashedPicture = PictureKey & {
  readonly pdq: string;
  readonly quality: number;
  readonly dhash: string;
};

/** Staged rows, and the number of the extra column that names pictures. */
export interface StagedColumn {
  readonly stagedPath: string;
  readonly column: number;
}

const OPTIONS = { threads: 2, memoryMb: 512 };

/** The distinct values of the column. */
export async function picturesNamed({ stagedPath, column }: StagedColumn): Promise<string[]> {
  return withEngine(stagedPath, async (engine, posts) => {
    const rows = await engine.rows(
      `SELECT DISTINCT unnest(${valuesOf(column)}) AS value FROM ${posts} ORDER BY value`,
      "pictures",
    );
    return rows.map((row) => String(row["value"]));
  });
}

const valuesOf = (column: number): string => objectsInList(present(identifier(extraColumn(column))));

/** Adds the columns after the extra ones that are there, `extra` of them. */
export async function addPictureColumns(
  { stagedPath, column }: StagedColumn,
  extra: number,
  hashes: readonly HashedPicture[],
): Promise<void> {
  const table = join(stagedPath, "pictures.ndjson");
  await writeFile(table, hashes.map((one) => `${JSON.stringify(one)}\n`).join(""));
  await withEngine(stagedPath, async (engine, posts, parts) => {
    const columns = ["picture", "post", "pdq", "quality", "dhash"];
    await engine.rows(
      `CREATE TABLE hashes AS SELECT picture, post, pdq || ',' || quality AS pdq, dhash || ',' || quality AS dhash
         FROM read_ndjson(${literal(table)}, columns = {${columns.map((name) => `${name}: 'VARCHAR'`).join(", ")}})`,
      "pictures",
    );
    const cell = (hash: string) => `to_json(list_sort(list_distinct(list(h.${hash}))))::VARCHAR AS ${hash}`;
    await engine.rows(
      `CREATE TABLE cells AS SELECT row, ${cell("pdq")}, ${cell("dhash")} FROM (
         SELECT row, h FROM (SELECT row, unnest(${valuesOf(column)}) AS value FROM ${posts}) JOIN hashes AS h ON h.picture = value
         UNION ALL SELECT row, h FROM ${posts} AS p JOIN hashes AS h ON h.post = p.post) GROUP BY row`,
      "pictures",
    );
    const added = PICTURE_COLUMNS.map(([, hash], i) => `c.${hash} AS ${identifier(extraColumn(extra + i))}`);
    for (let part = 0; part < parts; part++) {
      const path = join(stagedPath, postsFile(part));
      await engine.rows(
        `COPY (SELECT p.*, ${added.join(", ")} FROM read_parquet(${literal(path)}) AS p LEFT JOIN cells AS c USING (row) ORDER BY row)
           TO ${literal(`${path}.new`)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 61440)`,
        "pictures",
      );
      await rename(`${path}.new`, path);
    }
  });
  await rm(table);
}

async function withEngine<T>(
  stagedPath: string,
  work: (engine: TableEngine, posts: string, parts: number) => Promise<T>,
): Promise<T> {
  const parts = (await readdir(stagedPath)).filter((name) => /^posts-\d+\.parquet$/.test(name)).length;
  const spill = join(stagedPath, "spill");
  const engine = await TableEngine.open({ ...OPTIONS, spill });
  try {
    return await work(engine, stagedPosts(stagedPath, parts), parts);
  } finally {
    engine.close();
    await rm(spill, { recursive: true, force: true });
  }
}
