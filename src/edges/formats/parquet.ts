/** Parquet. Texts are as they are: nothing takes a Parquet cell for a formula. */
import { join } from "node:path";
import { writeParquet } from "../../store/parquet.ts";
import type { EdgeFormat } from "./contract.ts";
import { writeText } from "../../store/put-files.ts";
import { type EdgeStream } from "../edge-table.ts";
import { cellText } from "../../store/table/table.ts";

const TYPES = { text: "VARCHAR", integer: "INTEGER", number: "DOUBLE" } as const;

/** Rows as text, every text quoted, so that an empty cell and an empty text stay apart. */
async function* rows({ pieces }: EdgeStream): AsyncGenerator<string> {
  let edge = 0;
  for await (const { table } of pieces())
    for (let row = 0; row < table.length; row++) {
      const cells = table.columns.map((column) =>
        column.kind === "text" ? `"${column.values[row]!.replaceAll('"', '""')}"` : cellText(column, row),
      );
      yield `${edge++},${cells.join(",")}\n`;
    }
}

async function file(edges: EdgeStream, path: string, folder: string): Promise<void> {
  const plain = join(folder, "edges.text");
  await writeText(plain, rows(edges));
  const columns = edges.shape.columns.map(({ name, kind }) => ({ name, type: TYPES[kind] }));
  await writeParquet(plain, columns, path, folder);
}

export const parquet: EdgeFormat = Object.freeze({ extension: "parquet", title: "Parquet", file });
