/** Cells of a declared table: columns by name, numbers, days, yes and no; and the rows that a filter keeps. */
import { PlumblineError } from "../../errors.ts";
import { namesOf } from "../../words.ts";
import type { GivenTable } from "../given.ts";
import type { DetectorOutput } from "../result.ts";
import { isoDay, dayStart } from "../shared/dates.ts";

export type Row = GivenTable["rows"][number];

/**
 * Place of a column by its name, without regard to case where that is enough.
 * @throws PlumblineError PARAMETER with the columns that there are.
 */
export function columnAt({ columns, title }: GivenTable, name: string): number {
  const exact = columns.indexOf(name);
  if (exact >= 0) return exact;
  const alike = columns.flatMap((column, i) => (column.toLowerCase() === name.toLowerCase() ? [i] : []));
  if (alike.length === 1) return alike[0]!;
  throw new PlumblineError("PARAMETER", `The table has no column “${name.slice(0, 60)}”.`, {
    where: title,
    hint: `It has ${namesOf(columns)}.`,
  });
}

/** The column that the places of a declared table lie in; they all lie in one. */
export function columnOfPlaces({ places }: DetectorOutput): string {
  const [first] = places;
  return first?.kind === "cell" ? first.column : "";
}

/** A plain decimal number, with a percent sign or thousands between commas; undefined for anything else. */
export function numberIn(cell: string | null | undefined): number | undefined {
  const text = cell?.trim().replace(/\s*%$/, "") ?? "";
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

const WRITTEN_DAY = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/;

/** The day of an ISO 8601 date or time as `YYYY-MM-DD`, as it is written; undefined for anything else. */
export function dayIn(cell: string | null | undefined): string | undefined {
  const found = WRITTEN_DAY.exec(cell?.trim() ?? "");
  if (found === null) return undefined;
  const day = found[0].slice(0, 10);
  const ms = dayStart(day);
  return Number.isNaN(ms) || isoDay(ms) !== day ? undefined : day;
}

const YES = new Set(["yes", "y", "true", "1", "x"]);
const NO = new Set(["no", "n", "false", "0", "", "none", "never"]);

/** Whether something happened, and when if the cell is a day; undefined where the cell says neither. */
export function happened(
  cell: string | null | undefined,
): { readonly is: boolean; readonly on?: string } | undefined {
  const text = cell?.trim().toLowerCase() ?? "";
  if (NO.has(text)) return { is: false };
  if (YES.has(text)) return { is: true };
  const on = dayIn(cell);
  return on === undefined ? undefined : { is: true, on };
}

/** One condition of a filter: a column has one of these values, or none of them. */
export interface Condition {
  readonly column: string;
  readonly keeps: (cell: string | null | undefined) => boolean;
}

/** `COLUMN=VALUE`, `COLUMN=VALUE|VALUE` or `COLUMN!=VALUE`; undefined for anything else. */
export function conditionIn(text: string): Condition | undefined {
  const found = /^(.+?)\s*(!?=)(.*)$/.exec(text);
  if (found === null) return undefined;
  const values = new Set(found[3]!.split("|").map((value) => value.trim()));
  const is = found[2] === "=";
  return { column: found[1]!.trim(), keeps: (cell) => values.has(cell?.trim() ?? "") === is };
}

/**
 * Rows that fit every line of a filter.
 * @throws PlumblineError PARAMETER for a line that is no condition, or a column that is not there.
 */
export function filtered(table: GivenTable, lines: readonly string[]): readonly Row[] {
  const conditions = lines.map((line) => {
    const condition = conditionIn(line);
    if (condition === undefined)
      throw new PlumblineError("PARAMETER", `where takes COLUMN=VALUE; “${line.slice(0, 60)}” is not.`);
    return { at: columnAt(table, condition.column), keeps: condition.keeps };
  });
  return table.rows.filter(({ cells }) => conditions.every(({ at, keeps }) => keeps(cells[at])));
}
