/** Tables of text as Parquet files. */
import { dirname, join } from "node:path";
import { Database } from "./corpus/database.ts";
import { identifier, literal } from "./corpus/sql.ts";

export interface ParquetColumn {
  readonly name: string;
  readonly type: "VARCHAR" | "INTEGER" | "DOUBLE";
}

const OPTIONS = { memoryMb: 256, threads: 1 };

/**
 * Turns a plain table into Parquet, rows in their order.
 * @param plain CSV without a header: the number of the row, then the columns; texts quoted, other empty cells are NULL
 * @param folder where work files may be
 * @throws PlumblineError STORE.
 */
export async function writeParquet(
  plain: string,
  columns: readonly ParquetColumn[],
  path: string,
  folder: string,
): Promise<void> {
  const types = columns.map(({ type }, i) => `c${i}: '${type}'`);
  const names = columns.map(({ name }, i) => `c${i} AS ${identifier(name)}`);
  const texts = columns.flatMap(({ type }, i) => (type === "VARCHAR" ? [`'c${i}'`] : []));
  const database = await Database.open(join(folder, "parquet.duckdb"), {
    ...OPTIONS,
    folders: [dirname(plain), dirname(path)],
  });
  try {
    await database.run(
      `COPY (SELECT ${names.join(", ")} FROM read_csv(${literal(plain)}, auto_detect=false, header=false, delim=',',
         quote='"', escape='"', new_line='\\n', nullstr='', force_not_null=[${texts.join(", ")}], parallel=false,
         columns={n: 'INTEGER', ${types.join(", ")}}) ORDER BY n)
       TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    database.close();
  }
}
