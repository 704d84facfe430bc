/** A table read whole, as it is: for series, sets and events, whose columns are named by whom declares them. Runs in the child process. */
import { PlumblineError } from "../errors.ts";
import { count } from "../words.ts";
import type { TableRead } from "./answers.ts";
import type { Engine } from "./engine.ts";
import { openTable } from "./formats/open.ts";

/** Characters of a cell; what is longer is cut. */
const MOST_CHARACTERS = 1000;
const MOST_COLUMNS = 200;
const MOST_CELLS = 4_000_000;
const BLOCK = 10_000;

/**
 * Rows in the order of the file.
 * @throws PlumblineError FILE_*, IMPORT_LIMIT for more rows or columns than a declared table may have.
 */
export async function readWhole(
  engine: Engine,
  request: {
    readonly path: string;
    readonly where: string;
    readonly folder: string;
    readonly rows: string | undefined;
  },
  mostRows: number,
): Promise<TableRead> {
  const { where } = request;
  const { format, table } = await openTable(engine, { ...request, mapping: undefined }, () => undefined);
  const cellsInAll = table.rows * table.columns.length;
  if (table.rows > mostRows || table.columns.length > MOST_COLUMNS || cellsInAll > MOST_CELLS)
    throw new PlumblineError(
      "IMPORT_LIMIT",
      `A table that is declared has at most ${count(mostRows)} rows, ${MOST_COLUMNS} columns and ${count(MOST_CELLS)} cells; this one has ${count(table.rows)} and ${table.columns.length}.`,
      { where, hint: "Leave out rows or columns that say nothing here." },
    );
  const cells = table.columns.map((_, i) => `left(c${i}::VARCHAR, ${MOST_CHARACTERS}) AS c${i}`);
  const rows: { row: number; cells: (string | null)[] }[] = [];
  for (let from = 0; from < table.rows; from += BLOCK) {
    const block = await engine.rows(
      `SELECT row, ${cells.join(", ")} FROM ${table.slice(from, from + BLOCK)} ORDER BY row`,
    );
    for (const held of block)
      rows.push({
        row: Number(held["row"]),
        cells: table.columns.map((_, i) => {
          const value = held[`c${i}`];
          return value === null || value === undefined ? null : String(value);
        }),
      });
  }
  return {
    format: format.id,
    columns: table.columns.map(({ name }) => name),
    rows,
    malformed: table.malformed.length,
    notes: [...table.notes],
  };
}
