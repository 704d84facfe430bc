/**
 * Reading a column of times: which written forms occur (`time-forms.ts`, `time-counts.ts`), which order of day and month the
 * data decide, and the SQL that turns every value into milliseconds since 1970 UTC.
 */
import { PlumblineError } from "../errors.ts";
import { RESOLUTIONS, RESOLUTION_MS } from "../kernel/columns.ts";
import type { Resolution } from "../kernel/columns.ts";
import type { Engine } from "./engine.ts";
import type { ColumnType } from "./formats/contract.ts";
import type { DateOrder } from "./report.ts";
import { literal } from "../store/corpus/sql.ts";
import { listed, plural } from "../words.ts";
import { COUNT, countMs, unitOf } from "./time-counts.ts";
import type { CountUnit } from "./time-counts.ts";
import { calendarMs, FORMS, groupsOf, isNumeric, NAMED_ZONE } from "./time-forms.ts";
import { isPlainTime, plainTimeMs } from "./time-plain.ts";
import type { TimeZone } from "./time-zone.ts";

/** How one column of times is read. */
export interface TimePlan {
  /** Milliseconds since 1970 UTC of the expression, NULL where it cannot be read. */
  milliseconds(value: string): string;
  /** Is the value a date that exists only in the other order of day and month? */
  contradicts(value: string): string;
  /** Are milliseconds those of an instant that programs write where they know none? */
  isPlaceholder(ms: string): string;
  readonly dateOrder: DateOrder | "not needed";
  readonly dateOrderBy: string;
  readonly zoneStated: "data" | "partly" | "nowhere" | "given" | "partly given";
  /** The zone that was given, where times without one stand in the column. */
  readonly zone: string | undefined;
  /** SQL: does the zone's clock show a moment's time twice? Undefined where no zone was given for every time. */
  readonly twofold: ((utc: string) => string) | undefined;
  /** The finest step in which any value is written; undefined where the file types its times. */
  readonly written: Resolution | undefined;
  readonly notes: readonly string[];
}

/** What is known of a column of times beforehand. */
export interface TimeKnown {
  /** The order of day and month given by the user or by the layout, and by which. */
  readonly order?: { readonly order: DateOrder; readonly by: string } | undefined;
  /** The zone of clocks that are written without one; UTC where nobody gave any. */
  readonly zone?: TimeZone | undefined;
  /** Every value is a plain time without fractions: how many, and how many end in Z. */
  readonly plain?: { readonly all: number; readonly zoned: number } | undefined;
}

/**
 * Looks at a column and decides how to read it.
 * @param value the column as trimmed text, NULL where missing (or typed by the file).
 * @throws PlumblineError DATE_ORDER_NEEDED.
 */
export async function planTime(
  engine: Engine,
  relation: string,
  column: string,
  value: string,
  type: ColumnType,
  { order: fixed, zone, plain }: TimeKnown,
  where: string,
): Promise<TimePlan> {
  const onUtc = zone === undefined ? (local: string) => local : zone.onUtc;
  if (type !== "text") return typedPlan(type, zone);
  const forms: Survey =
    plain === undefined ? await engine.rows(surveySql(relation, value)) : plainSurvey(plain);
  const present = FORMS.filter((form) => forms.some((row) => row["form"] === form.id));
  // A column of bare years is no column of counts.
  const counts = forms.find((row) => row["form"] === "count" && row["years"] !== true);
  let order = fixed?.order;
  let by = "no date of this file has day and month in figures side by side";
  if (present.some(isNumeric)) {
    if (fixed === undefined) ({ order, by } = await decideOrder(engine, relation, column, value, where));
    else by = fixed.by;
  } else order = undefined;
  const unit = counts === undefined ? undefined : await unitOf(engine, relation, value);
  const zoned = forms.reduce((sum, row) => sum + zonedIn(row, unit), 0);
  const readable = forms.reduce((sum, row) => sum + (row["form"] === null ? 0 : Number(row["n"])), 0);
  return {
    milliseconds: (v) =>
      coalesce([
        ...present.flatMap((form) => [
          ...(form.id === "iso" ? [plainTimeMs(v, onUtc)] : []),
          calendarMs(form, v, order, onUtc),
        ]),
        ...(unit === undefined ? [] : [countMs(v, unit, present.length > 0, onUtc)]),
      ]),
    contradicts: (v) => (order === undefined ? "false" : contradictsSql(v, order)),
    isPlaceholder: (ms) =>
      placeholderSql(ms, present.length === 0 && unit !== undefined && unit.what !== "days" && unit.early),
    dateOrder: order ?? "not needed",
    dateOrderBy: by,
    zoneStated: statedIn(zoned, readable, zone),
    zone: zoned === readable ? undefined : zone?.name,
    twofold: zoned === 0 ? zone?.isTwofold : undefined,
    written: finest(forms, unit),
    notes: notesOf(forms, unit, present.some(isNumeric) ? forms : []),
  };
}

type Survey = readonly Readonly<Record<string, unknown>>[];

/** What `surveySql` says of plain times without fractions. */
const plainSurvey = ({ all, zoned }: { readonly all: number; readonly zoned: number }): Survey => [
  {
    form: "iso",
    n: all,
    zoned,
    fractions: 0,
    seconds: all,
    minutes: all,
    hours: 0,
    short_years: 0,
    zones: [],
    years: false,
  },
];

/** Times that say themselves where they stand: a count from 1970 does, the days of a spreadsheet do not. */
const zonedIn = (row: Survey[number], unit: CountUnit | undefined): number =>
  row["form"] !== "count" ? Number(row["zoned"]) : unit?.what === "days" ? 0 : Number(row["n"]);

function statedIn(zoned: number, readable: number, zone: TimeZone | undefined): TimePlan["zoneStated"] {
  if (zoned === readable && readable > 0) return "data";
  if (zone !== undefined) return zoned === 0 ? "given" : "partly given";
  return zoned === 0 ? "nowhere" : "partly";
}

/** What a report says of times that are counts. */
export const countedIn = (unit: string): string => `Times are counted from 1970 in ${unit}.`;

function notesOf(forms: Survey, unit: CountUnit | undefined, numeric: Survey): string[] {
  const notes: string[] = [];
  if (numeric.some((row) => Number(row["short_years"]) > 0))
    notes.push("Years of two digits were read as 1970 to 2069.");
  if (unit?.what === "days")
    notes.push(
      "Numbers in the column of times are days as a spreadsheet counts them (43349.5 is noon of 6 September 2018), read to the second.",
    );
  else if (unit !== undefined) notes.push(countedIn(unit.what));
  const written = forms.flatMap((row) =>
    typeof row["form"] === "string" ? [row["form"].replace("+", "")] : [],
  );
  if (new Set(written).size > 1) notes.push("Times are written in more than one form.");
  const names = [...new Set(forms.flatMap((row) => (row["zones"] as readonly string[] | null) ?? []))].sort();
  if (names.length > 0)
    notes.push(
      `${listed(names)} ${plural(names.length, "was", "were")} read as ${plural(names.length, "a fixed offset", "fixed offsets")} from UTC, summer time by its own name.`,
    );
  return notes;
}

function coalesce(parts: readonly string[]): string {
  return parts.length === 0 ? "NULL::BIGINT" : `coalesce(${parts.join(", ")})`;
}

/**
 * What programs write where they know no time: 0 and -1 since 1970, the first and the last day of a calendar. Many posts at
 * one such instant would be linked all with all.
 */
const placeholderSql = (ms: string, early: boolean): string =>
  `(${early ? "false" : `${ms} BETWEEN -1000 AND 0`} OR ${ms} < -62135510400000 OR ${ms} >= 253402214400000)`;

/** Does a text that is no plain time say its zone? */
const ZONED = `form = 'count' OR regexp_matches(v, '(?:[0-9 ][Zz]|UTC|GMT|UT|UTC\\)|:[0-9.,]+ *[AaPpMm]* *\\(?(?:UTC|GMT)?[+−-][0-9:]{1,5}\\)?(?: *\\([^()]*\\))?(?: [0-9]{4})?)$') OR regexp_matches(v, ${literal(NAMED_ZONE)})`;

/** Counts per form, and what is needed to know how finely and in which zone times are written. */
function surveySql(relation: string, value: string): string {
  const cases = FORMS.map(
    (form) => `WHEN regexp_matches(v, ${literal(form.pattern)}) THEN ${literal(form.id)}`,
  );
  // What the patterns would say of a plain time is known without asking them.
  const count = (name: string, ofPlain: string, ofOther: string) =>
    `count(*) FILTER (CASE WHEN plain THEN ${ofPlain} ELSE ${ofOther} END)::INTEGER AS ${name}`;
  return `SELECT form, count(v)::INTEGER AS n,
      ${count("zoned", "ends_with(v, 'Z')", ZONED)},
      ${count("fractions", "contains(v, '.')", "regexp_matches(v, ':[0-9]{2}[.,][0-9]') OR (form = 'count' AND contains(v, '.'))")},
      ${count("seconds", "true", "regexp_matches(v, ':[0-9]{2}:[0-9]{2}') OR (form = 'compact' AND regexp_matches(v, '[0-9]{14}|[Tt][0-9]{6}'))")},
      ${count("minutes", "true", "contains(v, ':') OR form = 'compact'")},
      ${count("hours", "false", "regexp_matches(v, '[0-9][Tt ,]+[0-9]{1,2}(?: *[AaPp][Mm])?$')")},
      ${count("short_years", "false", "form LIKE 'numeric%' AND regexp_matches(v, '^[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2}(?:[^0-9]|$)')")},
      list_distinct(list(CASE WHEN plain OR form IS NULL THEN NULL ELSE nullif(regexp_extract(v, ${literal(NAMED_ZONE)}, 1), '') END)) AS zones,
      bool_and(CASE WHEN form = 'count' THEN regexp_matches(v, '^(?:19|20)[0-9]{2}$') ELSE false END) AS years
    FROM (SELECT v, plain, CASE WHEN plain THEN 'iso' ${cases.join(" ")} WHEN regexp_matches(v, ${literal(COUNT)}) THEN 'count' END AS form
      FROM (SELECT v, ${isPlainTime("v")} AS plain FROM (SELECT ${value} AS v FROM ${relation})))
    GROUP BY form ORDER BY n DESC, form`;
}

function finest(forms: Survey, unit: CountUnit | undefined): Resolution {
  const any = (name: string) => forms.some((row) => row["form"] !== null && Number(row[name]) > 0);
  if (unit?.what === "days")
    return any("seconds") || unit.withTimes ? "second" : any("minutes") ? "minute" : "day";
  if (any("fractions") || (unit !== undefined && unit.perSecond > 1)) return "millisecond";
  if (any("seconds") || unit !== undefined) return "second";
  if (any("minutes")) return "minute";
  return any("hours") ? "hour" : "day";
}

const NUMERIC = FORMS.filter(isNumeric);

/** Share of contrary dates up to which the other order is taken to be decided, and they to be faults. */
const STRAY = 0.01;

async function decideOrder(
  engine: Engine,
  relation: string,
  column: string,
  value: string,
  where: string,
): Promise<{ order: DateOrder; by: string }> {
  const [plain, more] = NUMERIC.map((form) => groupsOf(form, "v"));
  const groups = `CASE WHEN (${plain}).a <> '' THEN ${plain} ELSE ${more} END`;
  const [row] = await engine.rows(
    `SELECT count(*) FILTER (a > 12 AND b BETWEEN 1 AND 12)::INTEGER AS dmy,
            count(*) FILTER (b > 12 AND a BETWEEN 1 AND 12)::INTEGER AS mdy,
            count(*) FILTER (a <> b)::INTEGER AS open, any_value(v) AS example
       FROM (SELECT v, TRY_CAST(g.a AS INTEGER) AS a, TRY_CAST(g.b || g.b2 AS INTEGER) AS b
               FROM (SELECT v, ${groups} AS g FROM (SELECT ${value} AS v FROM ${relation})) WHERE g.a <> '')`,
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

function contradictsSql(value: string, order: DateOrder): string {
  const other = order === "dmy" ? "mdy" : "dmy";
  const read = (as: DateOrder) =>
    coalesce(NUMERIC.map((form) => calendarMs(form, value, as, (local) => local)));
  return `${read(order)} IS NULL AND ${read(other)} IS NOT NULL`;
}

function typedPlan(type: ColumnType, zone: TimeZone | undefined): TimePlan {
  const given = type === "zoned timestamp" ? undefined : zone;
  const onUtc = given === undefined ? (local: string) => local : given.onUtc;
  return {
    milliseconds: (v) => `(CASE WHEN isfinite(${v}) THEN ${onUtc(`epoch_ms(${v})`)} END)`,
    contradicts: () => "false",
    isPlaceholder: (ms) => placeholderSql(ms, false),
    dateOrder: "not needed",
    dateOrderBy: "the file types its times",
    zoneStated: type === "zoned timestamp" ? "data" : given === undefined ? "nowhere" : "given",
    zone: given?.name,
    twofold: given?.isTwofold,
    written: undefined,
    notes: [],
  };
}

/** The largest step on which all these times stand, from counts of times off each step. */
export function measuredResolution(offStep: (step: Resolution) => number): Resolution {
  const steps = [...RESOLUTIONS].sort((a, b) => RESOLUTION_MS[b] - RESOLUTION_MS[a]);
  return steps.find((step) => offStep(step) === 0) ?? "millisecond";
}
