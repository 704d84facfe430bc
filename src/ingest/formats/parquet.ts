/** Apache Parquet: columns come typed. Lists and structures are read as text, and as JSON for what takes them apart. */
import { open as openFile } from "node:fs/promises";
import { PlumblineError } from "../../errors.ts";
import { startsWith } from "../head.ts";
import { identifier, literal } from "../../store/corpus/sql.ts";
import { columnNames } from "./contract.ts";
import type { ColumnType, Format, OpenContext, SourceTable } from "./contract.ts";
import { MAX_COLUMNS } from "./rows.ts";

const MAGIC = [0x50, 0x41, 0x52, 0x31];
/** Magic at both ends and the length of the footer. */
const SMALLEST = 12;

async function checkFooter(context: OpenContext): Promise<void> {
  const { path, where, bytes } = context;
  const tail = Buffer.alloc(MAGIC.length);
  const handle = await openFile(path, "r");
  try {
    await handle.read(tail, 0, tail.length, Math.max(0, bytes - tail.length));
  } finally {
    await handle.close();
  }
  if (bytes < SMALLEST || !startsWith(tail, MAGIC))
    throw new PlumblineError("FILE_TRUNCATED", "The Parquet file has no footer: its end is missing.", {
      where,
    });
}

function typeOf(sqlType: string): ColumnType {
  if (sqlType.startsWith("TIMESTAMP WITH TIME ZONE")) return "zoned timestamp";
  if (sqlType.startsWith("TIMESTAMP")) return "timestamp";
  return sqlType === "DATE" ? "date" : "text";
}

const CASTS: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  timestamp: "TIMESTAMP",
  "zoned timestamp": "TIMESTAMPTZ",
  date: "DATE",
};

/** Is it a list, an array, a structure, a map or a union? */
const isNested = (sqlType: string): boolean => /\[\d*\]$|^(?:STRUCT|MAP|UNION)\(/.test(sqlType);

/** What DuckDB says about a broken file is the detail of one line. */
function unreadable(error: unknown, where: string): unknown {
  if (error instanceof PlumblineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new PlumblineError("FILE_MALFORMED", "The Parquet file cannot be read.", {
    where,
    hint: `The reader says: ${text.split("\n")[0]!.slice(0, 160)}`,
    cause: error,
  });
}

async function open(context: OpenContext): Promise<SourceTable> {
  const { engine, path, where } = context;
  await checkFooter(context);
  try {
    const file = `read_parquet(${literal(path)}, file_row_number=true)`;
    const all = await engine.rows(`SELECT column_name, column_type FROM (DESCRIBE FROM ${file})`);
    const described = all.filter((one) => one["column_name"] !== "file_row_number");
    if (described.length > MAX_COLUMNS)
      throw new PlumblineError(
        "FILE_TOO_WIDE",
        `The file has ${described.length} columns; ${MAX_COLUMNS} is the most.`,
        { where },
      );
    const names = columnNames(described.map((one) => String(one["column_name"])));
    const types = described.map((one) => typeOf(String(one["column_type"])));
    const nested = described.map((one) => isNested(String(one["column_type"])));
    const cells = described.flatMap((one, i) => {
      const column = identifier(String(one["column_name"]));
      const text = `${column}::${CASTS[types[i]!]} AS c${i}`;
      return nested[i] ? [text, `to_json(${column})::VARCHAR AS j${i}`] : [text];
    });
    const relation = (where: string) =>
      `(SELECT (file_row_number + 1)::INTEGER AS row, ${cells.join(", ")} FROM ${file}${where})`;
    const [count] = await engine.rows(`SELECT count(*)::INTEGER AS n FROM ${file}`);
    const rows = Number(count?.["n"]);
    if (rows === 0) throw new PlumblineError("FILE_EMPTY", "The Parquet file has no rows.", { where });
    return {
      dialect: {},
      columns: names.map((name, i) => ({ name, type: types[i]!, ...(nested[i] ? { json: `j${i}` } : {}) })),
      relation: relation(""),
      inFile: true,
      slice: (from, to) => relation(` WHERE file_row_number >= ${from} AND file_row_number < ${to}`),
      rows,
      malformed: [],
      notes: [],
    };
  } catch (error) {
    throw unreadable(error, where);
  }
}

export const parquet: Format = Object.freeze({
  id: "parquet",
  title: "Apache Parquet",
  text: false,
  recognises: (head: Uint8Array) => startsWith(head, MAGIC),
  open,
});
