/**
 * Reading a column of times: which written forms occur, which order of day and month the data decide, and the SQL that
 * turns every value into milliseconds since 1970 UTC.
 *
 * Forms: ISO 8601 and its relatives, year-first digits without separators, numeric dates with the year last, dates with
 * an English month, and counts since 1970 in s, ms, µs or ns. A zone is Z, UTC, GMT or an offset; a named zone such as
 * EST stands for several offsets and is not read. Below a millisecond, digits are cut off.
 */
import { PlumblineError } from "../errors.ts";
import { RESOLUTIONS, RESOLUTION_MS } from "../kernel/columns.ts";
import type { Resolution } from "../kernel/columns.ts";
import type { Engine } from "./engine.ts";
import type { ColumnType } from "./formats/contract.ts";
import type { DateOrder } from "./report.ts";
import { literal } from "../store/corpus/sql.ts";
import { isPlainTime, plainTimeMs } from "./time-plain.ts";

const CLOCK = String.raw`(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(?: *([AaPp])\.?[Mm]\.?)?`;
const ZONE = String.raw` *([Zz]|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?: *\(UTC\))?`;
const WEEKDAY = "(?:[A-Za-z]{3,9},? +)?";

interface Form {
  readonly id: string;
  readonly pattern: string;
  /** Names of the groups of the pattern, in order. */
  readonly groups: readonly string[];
}

const CLOCK_GROUPS = ["h", "mi", "s", "f", "ap", "z"];

/** Forms with a calendar date; the first that matches is taken. */
const FORMS: readonly Form[] = [
  {
    id: "iso",
    pattern: String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+${CLOCK}${ZONE})?$`,
    groups: ["y", "mo", "d", ...CLOCK_GROUPS],
  },
  {
    id: "compact",
    pattern: String.raw`^((?:19|20)\d{2})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})?([Zz])?$`,
    groups: ["y", "mo", "d", "h", "mi", "s", "z"],
  },
  {
    id: "numeric",
    pattern: String.raw`^(\d{1,2})(?:[/.](\d{1,2})[/.](\d{4}|\d{2})|-(\d{1,2})-(\d{4}))(?:[T ,]+${CLOCK}${ZONE})?$`,
    groups: ["a", "b", "y", "b2", "y2", ...CLOCK_GROUPS],
  },
  {
    id: "month name, year last",
    pattern: String.raw`^${WEEKDAY}([A-Za-z]{3,9})\.? +(\d{1,2}) +${CLOCK}${ZONE} +(\d{4})$`,
    groups: ["mon", "d", ...CLOCK_GROUPS, "y"],
  },
  {
    id: "day first, month name",
    pattern: String.raw`^${WEEKDAY}(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})(?:[T ,]+${CLOCK}${ZONE})?$`,
    groups: ["d", "mon", "y", ...CLOCK_GROUPS],
  },
  {
    id: "month name first",
    pattern: String.raw`^${WEEKDAY}([A-Za-z]{3,9})\.? +(\d{1,2}),? +(\d{4})(?:(?:,| at| @|T)? *${CLOCK}${ZONE})?$`,
    groups: ["mon", "d", "y", ...CLOCK_GROUPS],
  },
];
const EPOCH = String.raw`^-?\d{1,19}(?:\.\d+)?$`;
/** Among calendar dates a count from 1970 has to be this many seconds (1973): `2016` alone is a year, not a count. */
const LEAST_MIXED_SECONDS = 1e8;
const MONTHS = "['jan','feb','mar','apr','may','jun','jul','aug','sep','oct','nov','dec']";

/** How one column of times is read. */
export interface TimePlan {
  /** Milliseconds since 1970 UTC of the expression, NULL where it cannot be read. */
  milliseconds(value: string): string;
  /** Is the value a date that exists only in the other order of day and month? */
  contradicts(value: string): string;
  readonly dateOrder: DateOrder | "not needed";
  readonly dateOrderBy: string;
  readonly zoneStated: "data" | "partly" | "nowhere";
  /** The finest step in which any value is written; undefined where the file types its times. */
  readonly written: Resolution | undefined;
  readonly notes: readonly string[];
}

/**
 * Looks at a column and decides how to read it.
 * @param value the column as trimmed text, NULL where missing (or typed by the file).
 * @param fixed the order of day and month given by the user or by the layout, and by which.
 * @throws PlumblineError DATE_ORDER_NEEDED.
 */
export async function planTime(
  engine: Engine,
  relation: string,
  column: string,
  value: string,
  type: ColumnType,
  fixed: { readonly order: DateOrder; readonly by: string } | undefined,
  where: string,
): Promise<TimePlan> {
  if (type !== "text") return typedPlan(type);
  const forms = await engine.rows(surveySql(relation, value));
  const present = FORMS.filter((form) => forms.some((row) => row["form"] === form.id));
  // A column of bare years is no column of counts.
  const epoch = forms.find((row) => row["form"] === "epoch" && row["years"] !== true);
  const notes: string[] = [];
  let order = fixed?.order;
  let by = "no date of this file has day and month in figures side by side";
  if (present.some((form) => form.id === "numeric")) {
    if (fixed === undefined) ({ order, by } = await decideOrder(engine, relation, column, value, where));
    else by = fixed.by;
    if (forms.some((row) => Number(row["short_years"]) > 0))
      notes.push("Years of two digits were read as 1970 to 2069.");
  } else order = undefined;
  const unit = epoch === undefined ? 1 : await epochUnit(engine, relation, value);
  if (epoch !== undefined) notes.push(`Times are counted from 1970 in ${UNIT_NAMES[unit]}.`);
  if (forms.filter((row) => row["form"] !== null).length > 1)
    notes.push("Times are written in more than one form.");
  const zoned = forms.reduce((sum, row) => sum + Number(row["zoned"]), 0);
  const readable = forms.reduce((sum, row) => sum + (row["form"] === null ? 0 : Number(row["n"])), 0);
  return {
    milliseconds: (v) =>
      coalesce([
        ...present.flatMap((form) => [
          ...(form.id === "iso" ? [plainTimeMs(v)] : []),
          calendarMs(form, v, order),
        ]),
        ...(epoch ? [epochMs(v, unit, present.length > 0)] : []),
      ]),
    contradicts: (v) => (order === undefined ? "false" : contradictsSql(v, order)),
    dateOrder: order ?? "not needed",
    dateOrderBy: by,
    zoneStated: zoned === 0 ? "nowhere" : zoned === readable ? "data" : "partly",
    written: finest(forms, unit),
    notes,
  };
}

/** Parts of a second, and what numbers that count them lie below. */
const EPOCH_UNITS = [
  [1, "1e11"],
  [1e3, "1e14"],
  [1e6, "1e17"],
] as const;
const UNIT_NAMES: Readonly<Record<number, string>> = {
  1: "seconds",
  1e3: "milliseconds",
  1e6: "microseconds",
  1e9: "nanoseconds",
};

function coalesce(parts: readonly string[]): string {
  return parts.length === 0 ? "NULL::BIGINT" : `coalesce(${parts.join(", ")})`;
}

function groupsOf(form: Form, value: string): string {
  return `regexp_extract(${value}, ${literal(form.pattern)}, [${form.groups.map(literal).join(", ")}])`;
}

/** Counts per form, and what is needed to know how finely and in which zone times are written. */
function surveySql(relation: string, value: string): string {
  const cases = FORMS.map(
    (form) => `WHEN regexp_matches(v, ${literal(form.pattern)}) THEN ${literal(form.id)}`,
  );
  // What the patterns would say of a plain time is known without asking them.
  const count = (name: string, ofPlain: string, ofOther: string) =>
    `count(*) FILTER (CASE WHEN plain THEN ${ofPlain} ELSE ${ofOther} END)::INTEGER AS ${name}`;
  return `SELECT form, count(v)::INTEGER AS n,
      ${count("zoned", "ends_with(v, 'Z')", "form = 'epoch' OR regexp_matches(v, '(?:[0-9 ][Zz]|UTC|GMT|UTC\\)|:[0-9.,]+ *[AaPpMm]* *[+-][0-9:]{2,5}(?: [0-9]{4})?)$')")},
      ${count("fractions", "contains(v, '.')", "regexp_matches(v, ':[0-9]{2}[.,][0-9]') OR (form = 'epoch' AND contains(v, '.'))")},
      ${count("seconds", "true", "regexp_matches(v, ':[0-9]{2}:[0-9]{2}') OR (form = 'compact' AND regexp_matches(v, '[0-9]{14}|T[0-9]{6}'))")},
      ${count("minutes", "true", "contains(v, ':') OR form = 'compact'")},
      ${count("hours", "false", "regexp_matches(v, '[0-9][T ,]+[0-9]{1,2}(?: *[AaPp][Mm])?$')")},
      ${count("short_years", "false", "form = 'numeric' AND regexp_matches(v, '^[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2}(?:[^0-9]|$)')")},
      bool_and(CASE WHEN form = 'epoch' THEN regexp_matches(v, '^(?:19|20)[0-9]{2}$') ELSE false END) AS years
    FROM (SELECT v, plain, CASE WHEN plain THEN 'iso' ${cases.join(" ")} WHEN regexp_matches(v, ${literal(EPOCH)}) THEN 'epoch' END AS form
      FROM (SELECT v, ${isPlainTime("v")} AS plain FROM (SELECT ${value} AS v FROM ${relation})))
    GROUP BY form ORDER BY n DESC, form`;
}

/** What counts from 1970 count, as parts of a second: told from the size of the median number of the column. */
async function epochUnit(engine: Engine, relation: string, value: string): Promise<number> {
  const below = EPOCH_UNITS.map(
    ([, limit], i) => `2 * count(*) FILTER (size < ${limit}) >= count(*) AS below${i}`,
  );
  const [row] = await engine.rows(
    `SELECT ${below.join(", ")} FROM (SELECT abs(TRY_CAST(${value} AS DOUBLE)) AS size FROM ${relation})
      WHERE size IS NOT NULL`,
  );
  return EPOCH_UNITS.find((_, i) => row?.[`below${i}`] === true)?.[0] ?? 1e9;
}

function finest(forms: readonly Readonly<Record<string, unknown>>[], unit: number): Resolution {
  const any = (name: string) => forms.some((row) => row["form"] !== null && Number(row[name]) > 0);
  const epoch = forms.some((row) => row["form"] === "epoch" && row["years"] !== true);
  if (any("fractions") || (epoch && unit > 1)) return "millisecond";
  if (any("seconds") || epoch) return "second";
  if (any("minutes")) return "minute";
  return any("hours") ? "hour" : "day";
}

/** Share of contrary dates up to which the other order is taken to be decided, and they to be faults. */
const STRAY = 0.01;

async function decideOrder(
  engine: Engine,
  relation: string,
  column: string,
  value: string,
  where: string,
): Promise<{ order: DateOrder; by: string }> {
  const form = FORMS.find((one) => one.id === "numeric")!;
  const [row] = await engine.rows(
    `SELECT count(*) FILTER (a > 12 AND b BETWEEN 1 AND 12)::INTEGER AS dmy,
            count(*) FILTER (b > 12 AND a BETWEEN 1 AND 12)::INTEGER AS mdy,
            count(*) FILTER (a <> b)::INTEGER AS open, any_value(v) AS example
       FROM (SELECT v, TRY_CAST(g.a AS INTEGER) AS a, TRY_CAST(g.b || g.b2 AS INTEGER) AS b
               FROM (SELECT v, ${groupsOf(form, "v")} AS g FROM (SELECT ${value} AS v FROM ${relation})) WHERE g.a <> '')`,
  );
  const dmy = Number(row?.["dmy"]);
  const mdy = Number(row?.["mdy"]);
  const order: DateOrder = dmy > mdy ? "dmy" : "mdy";
  const most = Math.max(dmy, mdy);
  const stray = Math.min(dmy, mdy);
  if (most > 0 && stray <= most * STRAY) {
    const faults = stray === 0 ? "" : ` (${stray} say otherwise and are rejected)`;
    return { order, by: `decided by ${most} dates that exist in one order only${faults}` };
  }
  if (Number(row?.["open"]) === 0) return { order, by: "day and month are equal in every date" };
  const why =
    most === 0
      ? `no date in it has a number above 12 for the day, for example ${String(row?.["example"])}`
      : `${dmy} dates have the day first and ${mdy} the month`;
  throw new PlumblineError(
    "DATE_ORDER_NEEDED",
    `The column ${column} does not say whether the day or the month comes first: ${why}.`,
    { where },
  );
}

/** Parts of a date as integers under an order of day and month; fields absent from a form are ''. */
function dateText(form: Form, order: DateOrder | undefined): string {
  if (form.groups.includes("mon"))
    return `concat_ws('-', g.y, list_position(${MONTHS}, lower(left(g.mon, 3))), g.d)`;
  if (form.id !== "numeric") return "concat_ws('-', g.y, g.mo, g.d)";
  const digits = "(g.y || g.y2)";
  const year = `(CASE WHEN len(${digits}) = 4 THEN ${digits} WHEN ${digits} < '70' THEN '20' || ${digits} ELSE '19' || ${digits} END)`;
  const [month, day] = order === "dmy" ? ["(g.b || g.b2)", "g.a"] : ["g.a", "(g.b || g.b2)"];
  return `concat_ws('-', ${year}, ${month}, ${day})`;
}

function calendarMs(form: Form, value: string, order: DateOrder | undefined): string {
  const has = (group: string) => form.groups.includes(group);
  const int = (group: string) => (has(group) ? `coalesce(TRY_CAST(g.${group} AS INTEGER), 0)` : "0");
  const hour = has("ap")
    ? `(CASE WHEN g.ap = '' THEN ${int("h")} WHEN ${int("h")} NOT BETWEEN 1 AND 12 THEN 99
         ELSE ${int("h")} % 12 + (CASE WHEN lower(g.ap) = 'p' THEN 12 ELSE 0 END) END)`
    : int("h");
  const milli = has("f") ? "coalesce(TRY_CAST(rpad(left(g.f, 3), 3, '0') AS INTEGER), 0)" : "0";
  const digits = "replace(g.z, ':', '')";
  const offset = has("ap")
    ? `(CASE WHEN g.z[1] IN ('+', '-') THEN (CASE WHEN g.z[1] = '-' THEN -1 ELSE 1 END)
         * (TRY_CAST(${digits}[2:3] AS INTEGER) * 60 + coalesce(TRY_CAST(${digits}[4:5] AS INTEGER), 0)) ELSE 0 END)`
    : "0";
  const day = `epoch_ms(TRY_CAST(${dateText(form, order)} AS DATE)::TIMESTAMP)`;
  const clock = `${hour} * 3600000 + ${int("mi")} * 60000 + ${int("s")} * 1000 + ${milli} - ${offset} * 60000`;
  const valid = `${hour} < 24 AND ${int("mi")} < 60 AND ${int("s")} <= 60`;
  return `list_transform([${groupsOf(form, value)}], lambda g: CASE WHEN g.y${has("y2") ? " || g.y2" : ""} <> '' AND ${valid} THEN ${day} + ${clock} END)[1]`;
}

/** By whole and fractional digits: exact, where a number of 19 digits would not be. */
function epochMs(value: string, unit: number, mixed: boolean): string {
  const whole = `TRY_CAST(split_part(${value}, '.', 1) AS BIGINT)`;
  const fraction = `coalesce(TRY_CAST(rpad(left(split_part(${value}, '.', 2), 3), 3, '0') AS INTEGER), 0)`;
  const signed = `(CASE WHEN ${value}[1] = '-' THEN -${fraction} ELSE ${fraction} END)`;
  const ms = unit === 1 ? `${whole} * 1000 + ${signed}` : `${whole} // ${unit / 1000}`;
  // 9999-12-31, the last day that dates here can have
  const range = `BETWEEN ${mixed ? LEAST_MIXED_SECONDS * unit : 0} AND ${253_402_300_799 * unit}`;
  return `(CASE WHEN regexp_matches(${value}, ${literal(EPOCH)}) AND abs(TRY_CAST(${value} AS DOUBLE)) ${range} THEN ${ms} END)`;
}

function contradictsSql(value: string, order: DateOrder): string {
  const form = FORMS.find((one) => one.id === "numeric")!;
  const other = order === "dmy" ? "mdy" : "dmy";
  return `${calendarMs(form, value, order)} IS NULL AND ${calendarMs(form, value, other)} IS NOT NULL`;
}

function typedPlan(type: ColumnType): TimePlan {
  return {
    milliseconds: (v) => `(CASE WHEN isfinite(${v}) THEN epoch_ms(${v}) END)`,
    contradicts: () => "false",
    dateOrder: "not needed",
    dateOrderBy: "the file types its times",
    zoneStated: type === "zoned timestamp" ? "data" : "nowhere",
    written: undefined,
    notes: [],
  };
}

/** The largest step on which all these times stand, from counts of times off each step. */
export function measuredResolution(offStep: (step: Resolution) => number): Resolution {
  const steps = [...RESOLUTIONS].sort((a, b) => RESOLUTION_MS[b] - RESOLUTION_MS[a]);
  return steps.find((step) => offStep(step) === 0) ?? "millisecond";
}
