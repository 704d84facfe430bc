/**
 * Delimited text. The rows are scanned first (`rows.ts`). A file that is regular throughout is then read by DuckDB as
 * it is, in parallel, into a table or where it lies; one with anything irregular (malformed rows, mixed line ends, blank lines, quotes inside unquoted
 * fields, another quoting than doubled `"`) is first written out again in the plainest dialect, with its row numbers,
 * so that no other reader's idea of a row can shift the numbers.
 */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { literal } from "../../store/corpus/sql.ts";
import { layOf } from "./dialect.ts";
import { FOREIGN_HINT } from "./encoding.ts";
import { bomLength } from "../head.ts";
import { columnsIn } from "../mapping.ts";
import { TextRows } from "../scan/text-rows.ts";
import { loadOr, loads } from "./load.ts";
import type { Engine } from "../engine.ts";
import { columnNames, MAX_MALFORMED, MAX_VALUE, sayRenamed } from "./contract.ts";
import type { Format, MalformedRow, OpenContext, SourceTable } from "./contract.ts";
import { counted, plural } from "../../words.ts";
import type { RejectCode } from "../report.ts";
import {
  AFTER_QUOTE,
  fieldsOf,
  LONE_CR,
  MAX_COLUMNS,
  MAX_ROW_BYTES,
  NO_TEXT,
  QUOTE_INSIDE,
  rowsOf,
  scanRows,
} from "./rows.ts";
import type { Dialect, OnRow } from "./rows.ts";

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
};

interface Survey {
  readonly header: readonly string[];
  readonly rows: number;
  readonly malformed: readonly MalformedRow[];
  readonly regular: boolean;
  readonly notes: readonly string[];
  readonly newline: "LF" | "CRLF" | "CR";
}

/** One pass over the file: header, row count, malformed rows, and whether everything is regular. */
async function survey(context: OpenContext, dialect: Dialect, above: number): Promise<Survey> {
  const { path, where, onBytes } = context;
  let header: string[] | undefined;
  const malformed: MalformedRow[] = [];
  let flags = 0;
  let row = -1 - above;
  let last = 0;
  const refuse = (bytes: Buffer, start: number, end: number, offset: number, code?: RejectCode) => {
    if (malformed.length >= MAX_MALFORMED) throw tooMany(where, offset);
    const value = bytes.toString("utf8", start, Math.min(end, start + 4 * MAX_VALUE)).slice(0, MAX_VALUE);
    malformed.push({ row, byte: offset, value, ...(code === undefined ? {} : { code }) });
  };
  const onRow: OnRow = ({ bytes, start, end, columns, flags: rowFlags, offset }) => {
    row++;
    if (row < 0) return;
    flags |= rowFlags;
    last = columns;
    if (header === undefined) {
      if (columns > MAX_COLUMNS)
        throw new PlumblineError(
          "FILE_TOO_WIDE",
          `The header has ${columns} columns; ${MAX_COLUMNS} is the most.`,
          { where },
        );
      if (rowFlags & NO_TEXT)
        throw new PlumblineError("FILE_ENCODING", "The first line holds bytes that are no text in UTF-8.", {
          where,
          hint: FOREIGN_HINT,
        });
      header = fieldsOf(bytes, start, end, dialect);
    } else if (rowFlags & NO_TEXT) refuse(bytes, start, end, offset, "ROW_ENCODING");
    else if (columns !== header.length || rowFlags & AFTER_QUOTE) refuse(bytes, start, end, offset);
  };
  const scan = await scanRows({ path, where, dialect, onRow, onBytes });
  if (header === undefined || row < 1)
    throw new PlumblineError("FILE_EMPTY", "The file has a header and no rows.", { where });
  if (!scan.closed && last < header.length && malformed.at(-1)?.row === row)
    throw new PlumblineError(
      "FILE_TRUNCATED",
      `The last row ends after ${last} of ${header.length} columns, at byte ${context.bytes}.`,
      { where },
    );
  const mixed = scan.lf > 0 && scan.crlf > 0;
  const notes = [];
  if (scan.blankLines > 0) notes.push(`${scan.blankLines} blank lines are not rows.`);
  if (above > 0)
    notes.push(`${counted(above, "line")} above the header ${plural(above, "is no row", "are no rows")}.`);
  if (mixed) notes.push(`Line ends are mixed: ${scan.lf} LF, ${scan.crlf} CRLF.`);
  const plain =
    dialect.quote === '"' &&
    dialect.escape === '"' &&
    dialect.newline === "\n" &&
    !(flags & (QUOTE_INSIDE | LONE_CR | AFTER_QUOTE));
  return {
    header,
    rows: row,
    malformed,
    regular: plain && !mixed && malformed.length === 0 && scan.blankLines === 0 && above === 0,
    notes,
    newline: dialect.newline === "\r" ? "CR" : scan.crlf > scan.lf ? "CRLF" : "LF",
  };
}

function tooMany(where: string, byte: number): PlumblineError {
  return new PlumblineError(
    "FILE_MALFORMED",
    `More than 100,000 rows do not have the columns of the header; the last one seen is at byte ${byte}.`,
    { where },
  );
}

/** Writes the well-formed rows again: row number first, every field quoted, LF. */
async function rewrite(
  context: OpenContext,
  dialect: Dialect,
  found: Survey,
  above: number,
): Promise<string> {
  const path = join(context.folder, "plain.csv");
  const out = createWriteStream(path);
  const skip = new Set(found.malformed.map((one) => one.row));
  let row = -1 - above;
  let part: string[] = [];
  let size = 0;
  const flush = () => {
    out.write(part.join(""));
    part = [];
    size = 0;
  };
  await scanRows({
    path: context.path,
    where: context.where,
    dialect,
    onBytes: context.onBytes,
    onRow: ({ bytes, start, end }) => {
      row++;
      if (row < 0 || (row > 0 && skip.has(row))) return;
      const fields = fieldsOf(bytes, start, end, dialect);
      // Names of columns may hold line ends, by which the database would go for the rest; it is told its own.
      const cells = row === 0 ? fields.map((_, i) => `c${i}`) : fields;
      const line = `${row === 0 ? "row" : row},${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`;
      part.push(line);
      size += line.length;
      if (size > 1 << 18) flush();
    },
  });
  flush();
  out.end();
  await once(out, "close");
  return path;
}

/**
 * The read that leaves nothing to be sniffed.
 * @param crlf every row ends in CR and LF; the database would go by the first line end that it meets, be it inside of quotes
 */
export function readCsv(
  path: string,
  { delimiter }: Dialect,
  columns: readonly string[],
  crlf = false,
): string {
  const types = columns.map((name) => `${name}: 'VARCHAR'`).join(", ");
  return (
    `read_csv(${literal(path)}, auto_detect=false, header=true, delim=${literal(delimiter)}, new_line='${crlf ? "\\r\\n" : "\\n"}', quote='"', ` +
    `escape='"', comment='', nullstr='', encoding='utf-8', strict_mode=true, max_line_size=${2 * MAX_ROW_BYTES}, ` +
    `buffer_size=${4 * MAX_ROW_BYTES}, columns={${types}})`
  );
}

async function rowsLoaded(engine: Engine): Promise<number> {
  const [count] = await engine.rows("SELECT count(*)::INTEGER AS n FROM source");
  return Number(count?.["n"]);
}

async function open(context: OpenContext): Promise<SourceTable> {
  const { head, bytes } = context;
  const { dialect, above } = layOf(head, head.length === bytes);
  const scan = context.leave && context.scan && above === 0 ? scannedText(context, dialect) : undefined;
  const found = scan?.found ?? (await survey(context, dialect, above));
  const file = { context, dialect, above, found };
  return context.leave && found.regular ? left(file, scan?.rows) : loaded(file);
}

/** The same survey by the scanner, which knows regular texts with LF alone; undefined for any other. */
function scannedText(
  { path, head, mapping, onBytes }: OpenContext,
  dialect: Dialect,
): { readonly rows: TextRows; readonly found: Survey } | undefined {
  if (dialect.quote !== '"' || dialect.escape !== '"' || dialect.newline !== "\n") return undefined;
  const [first, second] = rowsOf(head, dialect, 2, false).rows;
  if (first === undefined || second === undefined || first.columns > MAX_COLUMNS) return undefined;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const header = fieldsOf(bytes, first.start, first.end, dialect);
  const names = columnNames(header);
  const times = fieldsOf(bytes, second.start, second.end, dialect).flatMap((cell, i) =>
    PLAIN_TIME.test(cell) ? [i] : [],
  );
  const asked = mapping === undefined ? [] : columnsIn(mapping);
  const rows = TextRows.survey({
    path,
    delimiter: dialect.delimiter,
    columns: first.columns,
    before: bomLength(head),
    timeColumn: times.find((i) => asked.includes(names[i]!)) ?? times[0] ?? -1,
    onBytes,
  });
  if (rows === undefined) return undefined;
  const found = { header, rows: rows.rows, malformed: [], regular: true, notes: [], newline: "LF" } as const;
  return { rows, found };
}

const PLAIN_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}Z?$/;

/** A file that was surveyed. */
interface Surveyed {
  readonly context: OpenContext;
  readonly dialect: Dialect;
  /** Lines above the header. */
  readonly above: number;
  readonly found: Survey;
}

const cellsOf = ({ header }: Survey): string[] => header.map((_, i) => `c${i}`);

/** The read of a regular file as it lies. */
const readAsItIs = ({ context, dialect, found }: Surveyed): string =>
  readCsv(context.path, dialect, cellsOf(found), found.newline === "CRLF");

/** A regular file where it lies. Nobody has seen yet whether the database finds as many rows in it. */
function left(file: Surveyed, scan: TextRows | undefined): SourceTable {
  const source = `SELECT (row_number() OVER ())::INTEGER AS row, * FROM ${readAsItIs(file)}`;
  return {
    ...described(file),
    relation: `(${source})`,
    inFile: true,
    ...(scan === undefined ? {} : { scan }),
    load: () => loaded(file),
    slice: (from, to) => `(${source} LIMIT ${to - from} OFFSET ${from})`,
  };
}

/** The rows in a table of the database. */
async function loaded(file: Surveyed): Promise<SourceTable> {
  const { context, dialect, above, found } = file;
  const { engine, where } = context;
  const cells = cellsOf(found);
  const plain: Dialect = { delimiter: ",", quote: '"', escape: '"', newline: "\n" };
  const table = (source: string) => `CREATE OR REPLACE TABLE source AS SELECT * FROM ${source}`;
  const expected = found.rows - found.malformed.length;
  const direct =
    found.regular &&
    (await loads(engine, table(readAsItIs(file)))) &&
    (await rowsLoaded(engine)) === expected;
  if (!direct) {
    const source = readCsv(await rewrite(context, dialect, found, above), plain, ["file_row", ...cells]);
    await loadOr(engine, table(source), where);
    const read = await rowsLoaded(engine);
    if (read !== expected)
      throw new PlumblineError(
        "FILE_MALFORMED",
        `The file was read as ${read} rows, and it has ${expected} that are well-formed.`,
        { where },
      );
  }
  const rowNumber = direct ? "(rowid + 1)::INTEGER" : "file_row::INTEGER";
  const relation = (where: string) => `(SELECT ${rowNumber} AS row, ${cells.join(", ")} FROM source${where})`;
  return {
    ...described(file),
    relation: relation(""),
    slice: (from, to) => relation(` WHERE rowid >= ${from} AND rowid < ${to}`),
  };
}

/** What is told of the file however its rows are read. */
function described({ context, dialect, above, found }: Surveyed): Omit<SourceTable, "relation" | "slice"> {
  const names = columnNames(found.header);
  return {
    dialect: {
      delimiter: DELIMITER_NAMES[dialect.delimiter] ?? dialect.delimiter,
      quote: dialect.quote === "" ? "none" : dialect.quote,
      escape: dialect.escape === "\\" ? "backslash" : dialect.quote === "" ? "none" : "doubled quote",
      newline: found.newline,
    },
    columns: names.map((name) => ({ name, type: "text" })),
    rows: found.rows,
    malformed: found.malformed,
    notes: [...found.notes, ...sayRenamed(found.header, names)],
    offsets: (rows) => offsetsOf(context, dialect, rows, 1 + above),
  };
}

/** Byte offsets of ascending rows by another pass over the file; the first `skip` rows are no data. */
export async function offsetsOf(
  context: OpenContext,
  dialect: Dialect,
  rows: Int32Array,
  skip: number,
): Promise<Float64Array> {
  const offsets = new Float64Array(rows.length);
  let row = -skip;
  let at = 0;
  await scanRows({
    path: context.path,
    where: context.where,
    dialect,
    onRow: ({ offset }) => {
      row++;
      while (at < rows.length && rows[at] === row) offsets[at++] = offset;
    },
  });
  return offsets;
}

export const csv: Format = Object.freeze({
  id: "csv",
  title: "delimited text",
  text: true,
  recognises: () => true,
  open,
});
