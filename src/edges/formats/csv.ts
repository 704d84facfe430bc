/** Comma-separated text with a header: the table's own style, or that of the peer whose list it is. */
import { csvLines, rowLines } from "../../store/table/csv.ts";
import type { EdgeStream } from "../edge-table.ts";
import type { EdgeFormat } from "./contract.ts";

async function* text({ shape, pieces }: EdgeStream): AsyncGenerator<string> {
  yield* csvLines(shape);
  for await (const { table } of pieces()) yield* rowLines(table);
}

export const csv: EdgeFormat = Object.freeze({
  extension: "csv",
  title: "comma-separated text",
  text,
});
