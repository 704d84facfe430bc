/**
 * Times that are numbers: counts since 1970 in seconds or parts of one, and days as a spreadsheet counts them. The unit is
 * told from the size of the column's median number; a number that fits no date in it is not read.
 */
import { literal } from "../store/corpus/sql.ts";
import type { Engine } from "./engine.ts";

const PLAIN = String.raw`^-?\d{1,19}(?:\.\d+)?$`;
/** With an exponent, or with commas between groups of three digits. */
const SCIENTIFIC = String.raw`^\d(?:\.\d+)?[eE]\+?\d{1,2}$`;
const GROUPED = String.raw`^\d{1,3}(?:,\d{3})+$`;

/** Regular expression for a text that is a number, for times. */
export const COUNT = String.raw`${PLAIN}|${SCIENTIFIC}|${GROUPED}`;

/** Among calendar dates a count from 1970 has to be this many seconds (1973): `2016` alone is a year, not a count. */
const LEAST_MIXED_SECONDS = 1e8;
/** 9999-12-31, the last day that dates here can have. */
const LAST_SECOND = 253_402_300_799;
/** Days since 1899-12-30 from 1954 to 2119, which as seconds since 1970 would be a few hours of its first day. */
const SERIAL = { from: 20_000, to: 80_000, of1970: 25_569 } as const;

/** What a column of numbers counts. */
export type CountUnit =
  | { readonly what: "days"; readonly withTimes: boolean }
  | {
      readonly what: "seconds" | "milliseconds" | "microseconds" | "nanoseconds";
      readonly perSecond: number;
      /** Most stand at the beginning of 1970, as counts from another instant do: there 0 is a time like any other. */
      readonly early: boolean;
    };

/** Units, how many make a second, and what numbers that count them lie below. */
const UNITS = [
  ["seconds", 1, "1e11"],
  ["milliseconds", 1e3, "1e14"],
  ["microseconds", 1e6, "1e17"],
] as const;

/**
 * SQL: a number with an exponent or groups of digits as plain digits. What an exponent rounds to more than a second is no
 * time: NULL.
 */
function digits(value: string): string {
  const places = `strlen(regexp_extract(${value}, '\\.(\\d+)', 1)) - TRY_CAST(regexp_extract(${value}, '[eE]\\+?(\\d+)$', 1) AS INTEGER)`;
  const whole = `CASE WHEN ${places} >= 0 THEN CAST(TRY_CAST(${value} AS DECIMAL(38, 9)) AS VARCHAR) END`;
  return (
    `(CASE WHEN regexp_matches(${value}, ${literal(GROUPED)}) THEN replace(${value}, ',', '') ` +
    `WHEN regexp_matches(${value}, ${literal(SCIENTIFIC)}) THEN ${whole} END)`
  );
}

/** What the numbers of a column count. */
export async function unitOf(engine: Engine, relation: string, value: string): Promise<CountUnit> {
  const most = (test: string) => `2 * count(*) FILTER (${test}) >= count(*)`;
  const below = UNITS.map(([, , limit], i) => `${most(`size < ${limit}`)} AS below${i}`);
  const number = `TRY_CAST(CASE WHEN contains(v, ',') THEN replace(v, ',', '') ELSE v END AS DOUBLE)`;
  const [row] = await engine.rows(
    `SELECT ${below.join(", ")}, ${most(`size BETWEEN ${SERIAL.from} AND ${SERIAL.to}`)} AS days,
            ${most(`size < ${LEAST_MIXED_SECONDS}`)} AS early, bool_or(size <> floor(size)) AS parts
       FROM (SELECT abs(${number}) AS size FROM (SELECT ${value} AS v FROM ${relation})) WHERE size IS NOT NULL`,
  );
  if (row?.["days"] === true) return { what: "days", withTimes: row["parts"] === true };
  const found = UNITS.find((_, i) => row?.[`below${i}`] === true);
  const [what, perSecond] = found ?? (["nanoseconds", 1e9] as const);
  return { what, perSecond, early: row?.["early"] === true };
}

/**
 * SQL: milliseconds since 1970 UTC of a text that is a number.
 * @param mixed calendar dates stand in the column, too
 * @param onUtc turns milliseconds of a clock without a zone into those of UTC
 */
export function countMs(
  value: string,
  unit: CountUnit,
  mixed: boolean,
  onUtc: (local: string) => string,
): string {
  const of = unit.what === "days" ? serialMs(onUtc) : epochMs(unit.perSecond, mixed);
  return (
    `(CASE WHEN regexp_matches(${value}, ${literal(PLAIN)}) THEN ${of(value)} ` +
    `ELSE list_transform([${digits(value)}], lambda n: ${of("n")})[1] END)`
  );
}

/** To the second: a day has more parts than a spreadsheet's number tells apart. */
const serialMs = (onUtc: (local: string) => string) => (n: string) => {
  const days = `TRY_CAST(${n} AS DOUBLE)`;
  const local = `(round((${days} - ${SERIAL.of1970}) * 86400)::BIGINT * 1000)`;
  return `(CASE WHEN ${days} BETWEEN ${SERIAL.from} AND ${SERIAL.to} THEN ${onUtc(local)} END)`;
};

/** By whole and fractional digits: exact, where a number of 19 digits would not be. */
const epochMs = (perSecond: number, mixed: boolean) => (n: string) => {
  const whole = `TRY_CAST(split_part(${n}, '.', 1) AS BIGINT)`;
  const fraction = `coalesce(TRY_CAST(rpad(left(split_part(${n}, '.', 2), 3), 3, '0') AS INTEGER), 0)`;
  const signed = `(CASE WHEN ${n}[1] = '-' THEN -${fraction} ELSE ${fraction} END)`;
  const ms = perSecond === 1 ? `${whole} * 1000 + ${signed}` : `${whole} // ${perSecond / 1000}`;
  const range = `BETWEEN ${mixed ? LEAST_MIXED_SECONDS * perSecond : 0} AND ${LAST_SECOND * perSecond}`;
  return `(CASE WHEN abs(TRY_CAST(${n} AS DOUBLE)) ${range} THEN ${ms} END)`;
};
