/**
 * Newline-delimited JSON: one object per line. Lines stay text until their fields are taken out in SQL, so that a
 * number keeps the digits it was written with. Members of an object become columns of their own, one level deep
 * (`user.screen_name`); lists stay JSON text.
 */
import { open as openFile } from "node:fs/promises";
import { PlumblineError } from "../../errors.ts";
import { bomLength } from "../head.ts";
import { literal } from "../../store/corpus/sql.ts";
import { columnsIn } from "../mapping.ts";
import { offsetsOf } from "./csv.ts";
import { MAX_MALFORMED, MAX_VALUE } from "./contract.ts";
import { loadOr, loads } from "./load.ts";
import type { Format, MalformedRow, OpenContext, SourceTable } from "./contract.ts";
import { LINES, MAX_COLUMNS, MAX_ROW_BYTES, NO_TEXT, scanRows } from "./rows.ts";

const OPENING_BRACE = 0x7b;

/** First byte that is no white space. */
function firstByte(head: Uint8Array): number | undefined {
  return head.subarray(bomLength(head)).find((byte) => byte > 0x20);
}

interface Column {
  readonly name: string;
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
}

/** One pass: count of lines, whether one holds a control character that no JSON has, and the lines that are no text. */
async function survey(context: OpenContext) {
  let controls = false;
  const noText = new Set<number>();
  let row = 0;
  const scan = await scanRows({
    path: context.path,
    where: context.where,
    dialect: LINES,
    onBytes: context.onBytes,
    onRow: ({ columns, flags }) => {
      row++;
      controls ||= columns > 1;
      if (flags & NO_TEXT) noText.add(row);
    },
  });
  return { ...scan, controls, noText };
}

/**
 * The table `lines (good, line, bad)`: good is one JSON object, and any other line stands in `bad`, cut, so that the database, which looks at
 * conditions in an order of its own, takes no such line for JSON.
 */
async function readLines(context: OpenContext, rows: number, regular: boolean): Promise<void> {
  const { engine, where } = context;
  const table = (path: string) =>
    `CREATE TABLE lines AS SELECT good, CASE WHEN good THEN line END AS line,
       CASE WHEN NOT good THEN left(line, ${MAX_VALUE}) END AS bad FROM (
       SELECT line, CASE WHEN json_valid(line) THEN json_type(line) = 'OBJECT' ELSE false END AS good
       FROM read_csv(${literal(path)}, auto_detect=false, header=false, ` +
    `delim=${literal("\u0001")}, quote='', escape='', comment='', nullstr='', strict_mode=true, ` +
    `max_line_size=${2 * MAX_ROW_BYTES}, buffer_size=${4 * MAX_ROW_BYTES}, columns={line: 'VARCHAR'}))`;
  const direct = regular && (await loads(engine, table(context.path)));
  if (!direct) await loadOr(engine, table(await rewriteLines(context)), where);
  const [count] = await engine.rows("SELECT count(*)::INTEGER AS n FROM lines");
  if (count?.["n"] !== rows)
    throw new PlumblineError(
      "FILE_MALFORMED",
      `The file was read as ${String(count?.["n"])} lines, not ${rows}.`,
      { where },
    );
}

/** Begins a line that is no text, and no JSON. */
const NO_JSON = "\uFFFD";

/** Lines again, without blank ones and without the control character that parts columns. */
async function rewriteLines(context: OpenContext): Promise<string> {
  const path = `${context.folder}/plain.ndjson`;
  const handle = await openFile(path, "w");
  const stream = handle.createWriteStream();
  await scanRows({
    path: context.path,
    where: context.where,
    dialect: LINES,
    onRow: ({ bytes, start, end, flags }) => {
      const line = bytes
        .toString("utf8", start, end)
        .replaceAll("\u0000", "\uFFFD")
        .replaceAll("\u0001", "\uFFFD");
      stream.write(`${flags & NO_TEXT ? NO_JSON : ""}${line}\n`);
    },
  });
  await new Promise<void>((resolve, reject) => {
    stream.once("error", reject);
    stream.end(resolve);
  });
  return path;
}

function pointer(...keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Members of a line, for looking at; none of one that only the database reads (it takes NaN, which Python writes for nothing). */
function membersOf(line: unknown): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(String(line)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/**
 * Columns in order of first appearance; objects of the first thousand rows are opened one level, and a member that is an object
 * in some rows only is a column besides. A mapping may name members further down.
 */
async function columnsOf(context: OpenContext): Promise<Column[]> {
  const { engine, where } = context;
  const keys = await engine.rows(
    `SELECT key FROM (SELECT unnest(json_keys(line)) AS key, rowid AS r, generate_subscripts(json_keys(line), 1) AS i
       FROM lines WHERE good) GROUP BY key ORDER BY min(r), min(i) LIMIT ${MAX_COLUMNS + 1}`,
  );
  const names = keys.map((row) => String(row["key"]));
  const nested = new Map<string, Set<string>>();
  const mixed = new Set<string>();
  const sample = await engine.rows("SELECT line FROM lines WHERE good ORDER BY rowid LIMIT 1000");
  for (const { line } of sample)
    for (const [key, value] of Object.entries(membersOf(line))) {
      if (value === null) continue;
      if (typeof value !== "object" || Array.isArray(value)) {
        mixed.add(key);
        continue;
      }
      const members = nested.get(key) ?? new Set();
      for (const member of Object.keys(value)) members.add(member);
      nested.set(key, members);
    }
  const columns = names.flatMap((name): Column[] => {
    const members = nested.get(name);
    const own = members === undefined || mixed.has(name) ? [{ name, pointer: pointer(name) }] : [];
    const inside = [...(members ?? [])].map((member) => ({
      name: `${name}.${member}`,
      pointer: pointer(name, member),
    }));
    return [...own, ...inside];
  });
  const known = new Set(columns.map(({ name }) => name.toLowerCase()));
  for (const name of context.mapping === undefined ? [] : columnsIn(context.mapping))
    if (
      name.includes(".") &&
      !known.has(name.toLowerCase()) &&
      (await isThere(context, pointer(...name.split("."))))
    )
      columns.push({ name, pointer: pointer(...name.split(".")) });
  if (columns.length > MAX_COLUMNS)
    throw new PlumblineError("FILE_TOO_WIDE", `The rows have more than ${MAX_COLUMNS} different fields.`, {
      where,
    });
  return columns;
}

/** How deep members are looked for, how many rows are looked at, and how many of them are told. */
const DEEPEST = 6;
const LOOKED_AT = 50;
const MOST_DEEPER = 500;

/** Members of members of members, with values of the first rows. */
async function deeperThan({ engine }: OpenContext): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      if (path.length < 3 || found.size >= MOST_DEEPER) return;
      found.set(path.join("."), [...(found.get(path.join(".")) ?? []), String(value)]);
    } else if (typeof value === "object" && value !== null && !Array.isArray(value) && path.length < DEEPEST)
      for (const [name, member] of Object.entries(value))
        if (!name.includes(".")) visit(member, [...path, name]);
  };
  const rows = await engine.rows(`SELECT line FROM lines WHERE good ORDER BY rowid LIMIT ${LOOKED_AT}`);
  for (const { line } of rows) visit(membersOf(line), []);
  return found;
}

async function isThere({ engine }: OpenContext, path: string): Promise<boolean> {
  const [found] = await engine.rows(
    `SELECT count(*)::INTEGER AS n FROM lines WHERE good AND json_exists(line, ${literal(path)})`,
  );
  return Number(found?.["n"]) > 0;
}

/** Of these columns, the rows in which a member is an object, a list or a truth value; none for a column without such rows. */
async function misshapen(
  { engine }: OpenContext,
  columns: readonly Column[],
  indices: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const i of indices) {
    const at = literal(columns[i]!.pointer);
    // What is none of these does not begin like one, and is not looked at again.
    const suspect = `left(c${i}, 1) IN ('{', '[') OR c${i} IN ('true', 'false')`;
    const rows =
      `SELECT row FROM source JOIN lines ON lines.rowid + 1 = source.row ` +
      `WHERE (${suspect}) AND json_type(line, ${at}) IN ('OBJECT', 'ARRAY', 'BOOLEAN')`;
    const [any] = await engine.rows(`SELECT count(*)::INTEGER AS n FROM source WHERE ${suspect}`);
    if (Number(any?.["n"]) > 0) found.set(i, `(${rows})`);
  }
  return found;
}

async function malformedRows(
  context: OpenContext,
  placesOf: (rows: Int32Array) => Promise<Float64Array>,
  noText: ReadonlySet<number>,
): Promise<MalformedRow[]> {
  const bad = await context.engine.rows(
    `SELECT (rowid + 1)::INTEGER AS row, bad AS value FROM lines WHERE NOT good
     ORDER BY rowid LIMIT ${MAX_MALFORMED + 1}`,
  );
  if (bad.length > MAX_MALFORMED)
    throw new PlumblineError("FILE_MALFORMED", "More than 100,000 lines are not one JSON object.", {
      where: context.where,
    });
  const rows = Int32Array.from(bad, (one) => Number(one["row"]));
  const offsets = rows.length === 0 ? new Float64Array() : await placesOf(rows);
  return bad.map((one, i) => ({
    row: rows[i]!,
    byte: offsets[i]!,
    value: String(one["value"]).replace(NO_JSON, ""),
    ...(noText.has(rows[i]!) ? { code: "ROW_ENCODING" as const } : {}),
  }));
}

/**
 * @param offsets where the lines stand in the original file, where this one was made of it
 * @throws PlumblineError FILE_*.
 */
export async function openLines(context: OpenContext, offsets?: readonly number[]): Promise<SourceTable> {
  const { engine, where } = context;
  const placesOf = async (rows: Int32Array): Promise<Float64Array> =>
    offsets === undefined
      ? offsetsOf(context, LINES, rows, 0)
      : Float64Array.from(rows, (row) => offsets[row - 1]!);
  const scan = await survey(context);
  const regular = scan.blankLines === 0 && !scan.controls && scan.noText.size === 0;
  await readLines(context, scan.rows, regular);
  const malformed = await malformedRows(context, placesOf, scan.noText);
  const none = malformed.length === scan.rows;
  if (!scan.closed && malformed.at(-1)?.row === scan.rows && (scan.rows === 1 || !none))
    throw new PlumblineError("FILE_TRUNCATED", `The last line is cut off, at byte ${context.bytes}.`, {
      where,
    });
  if (none)
    throw new PlumblineError("FILE_MALFORMED", "Not one line is a JSON object.", {
      where,
      hint: "NDJSON has one whole object on each line; jq -c . writes it so.",
    });
  const columns = await columnsOf(context);
  if (columns.length === 0) throw new PlumblineError("FILE_EMPTY", "No record has a member.", { where });
  const pointers = columns.map((column) => literal(column.pointer)).join(", ");
  await engine.run(
    `CREATE TABLE source AS SELECT row, ${columns.map((_, i) => `v[${i + 1}] AS c${i}`).join(", ")} FROM (
       SELECT (rowid + 1)::INTEGER AS row, json_extract_string(line, [${pointers}]) AS v FROM lines WHERE good)`,
  );
  return {
    dialect: {},
    columns: columns.map(({ name }) => ({ name, type: "text" })),
    relation: "source",
    slice: (from, to) => `(SELECT * FROM source WHERE rowid >= ${from} AND rowid < ${to})`,
    rows: scan.rows,
    malformed,
    notes: scan.blankLines > 0 ? [`${scan.blankLines} blank lines are not rows.`] : [],
    offsets: placesOf,
    deeper: await deeperThan(context),
    misshapen: (indices) => misshapen(context, columns, indices),
    unsafeIntegers: (column) => unsafeIntegers(columns[column]!.pointer),
  };
}

/** Rows in which the member is a number beyond 2^53 - 1, told by its digits and not by a rounded value. */
function unsafeIntegers(path: string): string {
  const at = literal(path);
  return `(SELECT row FROM (
     SELECT (rowid + 1)::INTEGER AS row, json_extract_string(line, ${at}) AS value FROM lines
      WHERE good AND json_type(line, ${at}) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE'))
    WHERE CASE WHEN TRY_CAST(value AS HUGEINT) IS NOT NULL AND NOT contains(value, '.') AND NOT contains(lower(value), 'e')
               THEN abs(TRY_CAST(value AS HUGEINT)) > ${Number.MAX_SAFE_INTEGER}
               ELSE abs(TRY_CAST(value AS DOUBLE)) > ${Number.MAX_SAFE_INTEGER} END)`;
}

export const ndjson: Format = Object.freeze({
  id: "ndjson",
  title: "newline-delimited JSON",
  text: true,
  recognises: (head: Uint8Array) => firstByte(head) === OPENING_BRACE,
  open: (context: OpenContext) => openLines(context),
});
