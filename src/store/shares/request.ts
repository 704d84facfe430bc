/**
 * What is read of a file of shares, and the SQL that reads it. A share is a row with an account, an object and a time;
 * where the object column is a list, each of its entries is a share.
 */
import { identifier, literal } from "../corpus/sql.ts";

export const SHARE_FORMATS = ["parquet", "csv", "ndjson"] as const;
export type ShareFormat = (typeof SHARE_FORMATS)[number];

export interface ShareColumnsOfFile {
  readonly account: string;
  readonly object: string;
  readonly time: string;
  /** What a time that is a number counts; times that are text or timestamps need none. */
  readonly timeUnit?: "s" | "ms";
}

/** A file whose columns are known to exist. Plain data, so that it can be handed to a thread. */
export interface ShareRelation {
  readonly path: string;
  readonly format: ShareFormat;
  readonly columns: ShareColumnsOfFile;
  /** What gives the columns and `file_row_number` where it is not the file as it is. */
  readonly query?: string;
  /** Types of the columns in the database's words. */
  readonly types: { readonly account: string; readonly object: string; readonly time: string };
}

/** Rows [from, to) of a file, or all of it. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

export interface TickScale {
  readonly tickMs: number;
  readonly gridMs: number;
}

export const isList = (type: string): boolean => type.endsWith("[]");

/** The table function that reads the file, with the row's number from 0 as `file_row_number` if asked. */
export function relationSql({ path, format, columns, query }: ShareRelation, numbered = false): string {
  if (query !== undefined) return `(${query})`;
  if (format === "parquet")
    return `read_parquet(${literal(path)}${numbered ? ", file_row_number = true" : ""})`;
  const names = [...new Set([columns.account, columns.object, columns.time])];
  const rows =
    format === "csv"
      ? `read_csv(${literal(path)}, all_varchar = true, header = true)`
      : `read_ndjson(${literal(path)}, columns = {${names.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ")}})`;
  return numbered ? `(SELECT *, row_number() OVER () - 1 AS file_row_number FROM ${rows})` : rows;
}

/** Seconds (or milliseconds) since 1970 as a DOUBLE, NULL where there is no time. */
function timeSql({ columns, types }: ShareRelation, milliseconds: boolean): string {
  const name = identifier(columns.time);
  const type = types.time;
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL)/.test(type))
    return numberSql(`${name}::DOUBLE`, columns.timeUnit, milliseconds);
  if (type === "VARCHAR" && columns.timeUnit !== undefined)
    return numberSql(`try_cast(${name} AS DOUBLE)`, columns.timeUnit, milliseconds);
  const moment = type === "VARCHAR" ? `try_cast(${name} AS TIMESTAMPTZ)` : name;
  return milliseconds ? `epoch_ms(${moment})::DOUBLE` : `epoch(${moment})`;
}

function numberSql(number: string, unit: "s" | "ms" | undefined, milliseconds: boolean): string {
  if (unit === "ms") return milliseconds ? number : `${number} / 1000`;
  return milliseconds ? `${number} * 1000` : number;
}

/** Whole ticks, NaN where there is no time. */
function tickSql(relation: ShareRelation, { tickMs, gridMs }: TickScale): string {
  const fine = tickMs === 1;
  const time = timeSql(relation, fine);
  const steps = gridMs / tickMs;
  const whole = steps === 1 ? `floor(${time})` : `floor(${time} / ${steps}) * ${steps}`;
  return `coalesce(${whole}, 'NaN'::DOUBLE)`;
}

/** What a statement gives besides hashes and ticks. */
export interface HashSql {
  readonly sql: string;
  /** Whether there is a fourth column with the row's number. */
  readonly numbered: boolean;
}

/**
 * The statement that reads hash(account), hash(object), tick and, where rows are not consecutive, the row's number.
 * @param sorted in order of time and row
 */
export function hashSql(
  relation: ShareRelation,
  scale: TickScale,
  { range, sorted = false }: { range?: RowRange | undefined; sorted?: boolean } = {},
): HashSql {
  const list = isList(relation.types.object);
  const numbered = list || sorted || relation.query !== undefined;
  const account = identifier(relation.columns.account);
  const object = identifier(relation.columns.object);
  const from = relationSql(relation, numbered || range !== undefined);
  const where =
    range === undefined ? "" : ` WHERE file_row_number >= ${range.from} AND file_row_number < ${range.to}`;
  const one = [
    `hash(${account}) AS a`,
    list ? `unnest(list_transform(${object}, lambda x: hash(x))) AS o` : `hash(${object}) AS o`,
    `${tickSql(relation, scale)} AS t`,
    ...(numbered ? ["file_row_number::DOUBLE AS r"] : []),
  ];
  const sql = `SELECT ${one.join(", ")} FROM ${from}${where}`;
  return { sql: sorted ? `SELECT a, o, t, r FROM (${sql}) ORDER BY t, r` : sql, numbered };
}

/** Hashes of what counts as no account or no object: NULL and, in text, nothing. Two UBIGINT columns, one or two rows. */
export function emptyHashSql(type: string): string {
  const element = isList(type) ? type.slice(0, -2) : type;
  const none = `SELECT hash(NULL::${element}) AS h`;
  return element === "VARCHAR" ? `${none} UNION ALL SELECT hash('')` : none;
}
