/** Parquet. Texts are as they are: nothing takes a Parquet cell for a formula. */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeParquet } from "../../store/parquet.ts";
import type { EdgeFormat } from "./format.ts";
import { cellText, type EdgeTable } from "./table.ts";

const TYPES = { text: "VARCHAR", integer: "INTEGER", number: "DOUBLE" } as const;

/** Rows as text, every text quoted, so that an empty cell and an empty text stay apart. */
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
  const columns = table.columns.map(({ name, kind }) => ({ name, type: TYPES[kind] }));
  await writeParquet(plain, columns, path, folder);
}

export const parquet: EdgeFormat = Object.freeze({ extension: "parquet", title: "Parquet", file });
