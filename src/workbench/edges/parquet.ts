/** Parquet by DuckDB. Texts are as they are: nothing takes a Parquet cell for a formula. */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Database } from "../../store/corpus/database.ts";
import { identifier, literal } from "../../store/corpus/sql.ts";
import type { EdgeFormat } from "./format.ts";
import { cellText, type EdgeTable } from "./table.ts";

const TYPES = { text: "VARCHAR", integer: "INTEGER", number: "DOUBLE" } as const;
const MEMORY_MB = 256;

/** Rows go through a plain table of text, every text quoted, so that an empty cell and an empty text stay apart. */
function* rows({ columns, length }: EdgeTable): Generator<string> {
  for (let row = 0; row < length; row++) {
    const cells = columns.map((column) =>
      column.kind === "text" ? `"${column.values[row]!.replaceAll('"', '""')}"` : cellText(column, row),
    );
    yield `${row},${cells.join(",")}\n`;
  }
}

async function file(table: EdgeTable, path: string, folder: string): Promise<void> {
  const plain = join(folder, "edges.text");
  await pipeline(Readable.from(rows(table)), createWriteStream(plain));
  const types = table.columns.map(({ kind }, i) => `c${i}: '${TYPES[kind]}'`);
  const names = table.columns.map(({ name }, i) => `c${i} AS ${identifier(name)}`);
  const database = await Database.open(join(folder, "edges.duckdb"), { memoryMb: MEMORY_MB, threads: 1 });
  try {
    await database.run(
      `COPY (SELECT ${names.join(", ")} FROM read_csv(${literal(plain)}, auto_detect=false, header=false, delim=',',
         quote='"', escape='"', nullstr='', force_not_null=[${textColumns(table)}], parallel=false,
         columns={n: 'INTEGER', ${types.join(", ")}}) ORDER BY n)
       TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    database.close();
  }
}

function textColumns({ columns }: EdgeTable): string {
  return columns.flatMap(({ kind }, i) => (kind === "text" ? [`'c${i}'`] : [])).join(", ");
}

export const parquet: EdgeFormat = Object.freeze({ extension: "parquet", title: "Parquet", file });
