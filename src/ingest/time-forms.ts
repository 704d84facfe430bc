/**
 * Written forms of a date with a time, as patterns, and the SQL that turns each into milliseconds since 1970 UTC: ISO 8601
 * and its relatives, year-first digits without separators, numeric dates with the year last, dates with the name of a month
 * in ten languages, and dates of East Asia. Below a millisecond, digits are cut off.
 */
import { literal } from "../store/corpus/sql.ts";
import type { DateOrder } from "./report.ts";

/** A space, also those that no line breaks at and that programs write before PM. */
const SPACE = String.raw`[ \x{A0}\x{2009}\x{202F}]`;
const CLOCK = String.raw`(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(?:${SPACE}*([AaPp])\.?[Mm]\.?)?`;

/**
 * Minutes east of UTC of zones with one meaning: those that RFC 5322 fixes, and names that no other zone has. A name such
 * as BST or IST, which stands for several offsets, is not read.
 */
const ZONES: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
};
const NAMES = Object.keys(ZONES).sort((a, b) => b.length - a.length);
/** Those that are said in the report when they occur, because somebody may have meant another one. */
export const NAMED_ZONE = String.raw`[0-9Mm\x{A0}\x{202F} .(](${NAMES.filter((name) => ZONES[name] !== 0).join("|")})(?:\)|$| )`;
const OFFSET = String.raw`(?:UTC|GMT)?[+\x{2212}-]\d{1,2}(?::?\d{2})?`;
/** The offset stands alone, before a name in brackets, or in brackets. */
const ZONE = String.raw`${SPACE}*(?:(${OFFSET}|[Zz]|${NAMES.join("|")})(?:${SPACE}*\([^()]{1,60}\))?|\((${OFFSET}|${NAMES.join("|")})\))?`;
/** A letter, roughly: the class of all of them, repeated, makes an automaton that takes longer to build than a file to read. */
const LETTER = String.raw`[A-Za-z\x{AA}-\x{1FFF}\x{2C00}-\x{FFFF}]`;
const WEEKDAY = String.raw`(?:${LETTER}{2,14}\.?,?${SPACE}+)?`;
const MONTH = String.raw`(${LETTER}{3,12})\.?`;
const CLOCK_AND_ZONE = CLOCK + ZONE;
const AFTER_DATE = String.raw`(?:[Tt ,\x{A0}\x{202F}]+${CLOCK_AND_ZONE})?`;
/** What most files write after a date: a pattern that the engine matches several times as fast. */
const AFTER_PLAIN_DATE = String.raw`(?:[T ,]+(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(?: *([AaPp])[Mm])? *([Zz]|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?`;
/** Between a date in words and its clock: `at`, `à`, `um` … */
const AFTER_WORDS = String.raw`(?:(?:T|[,@ \x{A0}\x{202F}]+(?:(?:at|à|um|a las|a la|às|alle|alle ore|om|o|о|в|saat)${SPACE}+)?)${CLOCK_AND_ZONE})?`;

export interface Form {
  readonly id: string;
  readonly pattern: string;
  /** Names of the groups of the pattern, in order. */
  readonly groups: readonly string[];
}

const PLAIN_GROUPS = ["h", "mi", "s", "f", "ap", "z"];
const CLOCK_GROUPS = [...PLAIN_GROUPS, "zb"];
const YEAR_LAST = String.raw`(\d{1,2})(?:[/.](\d{1,2})[/.](\d{4}|\d{2})|-(\d{1,2})-(\d{4}))`;
/** Day and month in figures, the year after them: which comes first has to be decided. */
export const isNumeric = (form: Form): boolean => form.groups.includes("a");

/** Forms with a calendar date; the first that matches is taken. One with a `+` reads whatever the one of its name reads, and more. */
export const FORMS: readonly Form[] = [
  {
    id: "iso",
    pattern: String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${AFTER_PLAIN_DATE}$`,
    groups: ["y", "mo", "d", ...PLAIN_GROUPS],
  },
  {
    id: "iso+",
    pattern: String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${AFTER_DATE}$`,
    groups: ["y", "mo", "d", ...CLOCK_GROUPS],
  },
  {
    id: "compact",
    pattern: String.raw`^((?:19|20)\d{2})(\d{2})(\d{2})[Tt]?(\d{2})(\d{2})(\d{2})?([Zz])?$`,
    groups: ["y", "mo", "d", "h", "mi", "s", "z"],
  },
  {
    id: "numeric",
    pattern: `^${YEAR_LAST}${AFTER_PLAIN_DATE}$`,
    groups: ["a", "b", "y", "b2", "y2", ...PLAIN_GROUPS],
  },
  {
    id: "numeric+",
    pattern: `^${YEAR_LAST}${AFTER_DATE}$`,
    groups: ["a", "b", "y", "b2", "y2", ...CLOCK_GROUPS],
  },
  {
    id: "month name, year last",
    pattern: String.raw`^${WEEKDAY}${MONTH}${SPACE}+(\d{1,2})${SPACE}+${CLOCK_AND_ZONE}${SPACE}+(\d{4})$`,
    groups: ["mon", "d", ...CLOCK_GROUPS, "y"],
  },
  {
    id: "month name, year before the time",
    pattern: String.raw`^${WEEKDAY}${MONTH}${SPACE}+(\d{1,2})(?:st|nd|rd|th)?,?${SPACE}+(\d{4})${AFTER_WORDS}$`,
    groups: ["mon", "d", "y", ...CLOCK_GROUPS],
  },
  {
    id: "day first, month name",
    pattern: String.raw`^${WEEKDAY}(\d{1,2})(?:\.|º|er|st|nd|rd|th)?(?:${SPACE}+de)?[- \x{A0}]?${MONTH}(?:${SPACE}+de)?,?[- \x{A0}](\d{4})(?:${SPACE}*г\.?)?${AFTER_WORDS}$`,
    groups: ["d", "mon", "y", ...CLOCK_GROUPS],
  },
  {
    id: "year, month and day with their signs",
    pattern: String.raw`^(\d{4})${SPACE}*[年년]${SPACE}*(\d{1,2})${SPACE}*[月월]${SPACE}*(\d{1,2})${SPACE}*[日일]${SPACE}*(?:${CLOCK_AND_ZONE})?$`,
    groups: ["y", "mo", "d", ...CLOCK_GROUPS],
  },
];

/** Names of months in lower case: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Turkish. */
const MONTHS: readonly string[] = [
  "jan january januar jänner jän janvier janv enero ene gennaio gen janeiro januari styczeń stycznia sty январь января янв ocak oca",
  "feb february februar février févr fév fevrier fev febrero febbraio fevereiro februari luty lutego lut февраль февраля фев февр şubat şub",
  "mar march märz mrz mär maerz mars marzo março marco maart mrt marzec marca март марта мар mart",
  "apr april avril avr abril abr aprile kwiecień kwietnia kwi апрель апреля апр nisan nis",
  "may mai mayo maggio mag maio mei maj maja май мая mayıs",
  "jun june juni juin junio giugno giu junho czerwiec czerwca cze июнь июня июн haziran haz",
  "jul july juli juillet juil julio luglio lug julho lipiec lipca lip июль июля июл temmuz tem",
  "aug august août aout agosto ago augustus sierpień sierpnia sie август августа авг ağustos ağu",
  "sep sept september septembre septiembre setiembre settembre set setembro wrzesień września wrz сентябрь сентября сен сент eylül eyl",
  "oct october oktober okt octobre octubre ottobre ott outubro out październik października paź октябрь октября окт ekim eki",
  "nov november novembre noviembre novembro listopad listopada lis ноябрь ноября ноя нояб kasım kas",
  "dec december dezember dez décembre déc decembre diciembre dic dicembre dezembro grudzień grudnia gru декабрь декабря дек aralık ara",
];
const MONTH_NUMBERS = `MAP {${MONTHS.flatMap((names, i) => names.split(" ").map((name) => `${literal(name)}: ${i + 1}`)).join(", ")}}`;

export function groupsOf(form: Form, value: string): string {
  return `regexp_extract(${value}, ${literal(form.pattern)}, [${form.groups.map(literal).join(", ")}])`;
}

/** Parts of a date as integers under an order of day and month; fields absent from a form are ''. */
function dateText(form: Form, order: DateOrder | undefined): string {
  if (form.groups.includes("mon")) return `concat_ws('-', g.y, ${MONTH_NUMBERS}[lower(g.mon)], g.d)`;
  if (!isNumeric(form)) return "concat_ws('-', g.y, g.mo, g.d)";
  const digits = "(g.y || g.y2)";
  const year = `(CASE WHEN len(${digits}) = 4 THEN ${digits} WHEN ${digits} < '70' THEN '20' || ${digits} ELSE '19' || ${digits} END)`;
  const [month, day] = order === "dmy" ? ["(g.b || g.b2)", "g.a"] : ["g.a", "(g.b || g.b2)"];
  return `concat_ws('-', ${year}, ${month}, ${day})`;
}

/** SQL: minutes east of UTC of a written zone that is not empty. */
function offsetMinutes(zone: string): string {
  const names = NAMES.map((name) => `WHEN ${literal(name)} THEN ${ZONES[name]}`).join(" ");
  const digits = `regexp_replace(${zone}, '[^0-9]', '', 'g')`;
  const hours = `TRY_CAST(CASE WHEN len(${digits}) > 2 THEN left(${digits}, len(${digits}) - 2) ELSE ${digits} END AS INTEGER)`;
  const minutes = `coalesce(TRY_CAST(CASE WHEN len(${digits}) > 2 THEN right(${digits}, 2) END AS INTEGER), 0)`;
  const sign = `(CASE WHEN regexp_matches(${zone}, '[-−]') THEN -1 ELSE 1 END)`;
  return `(CASE WHEN ${digits} = '' THEN CASE upper(${zone}) ${names} END ELSE ${sign} * (${hours} * 60 + ${minutes}) END)`;
}

/**
 * SQL: milliseconds of a text in a form, NULL where it has another one or names no moment.
 * @param onUtc turns milliseconds of a clock without a zone into those of UTC
 */
export function calendarMs(
  form: Form,
  value: string,
  order: DateOrder | undefined,
  onUtc: (local: string) => string,
): string {
  const has = (group: string) => form.groups.includes(group);
  const int = (group: string) => (has(group) ? `coalesce(TRY_CAST(g.${group} AS INTEGER), 0)` : "0");
  const hour = has("ap")
    ? `(CASE WHEN g.ap = '' THEN ${int("h")} WHEN ${int("h")} NOT BETWEEN 1 AND 12 THEN 99
         ELSE ${int("h")} % 12 + (CASE WHEN lower(g.ap) = 'p' THEN 12 ELSE 0 END) END)`
    : int("h");
  const milli = has("f") ? "coalesce(TRY_CAST(rpad(left(g.f, 3), 3, '0') AS INTEGER), 0)" : "0";
  const zone = has("zb") ? "(g.z || g.zb)" : "g.z";
  const day = `epoch_ms(TRY_CAST(${dateText(form, order)} AS DATE)::TIMESTAMP)`;
  const clock = `${hour} * 3600000 + ${int("mi")} * 60000 + ${int("s")} * 1000 + ${milli}`;
  // 24:00 is the end of a day.
  const valid = `(${hour} < 24 OR (${hour} = 24 AND ${int("mi")} + ${int("s")} + ${milli} = 0)) AND ${int("mi")} < 60 AND ${int("s")} <= 60`;
  const local = `(${day} + ${clock})`;
  const moment = `(CASE WHEN ${zone} = '' THEN ${onUtc(local)} ELSE ${local} - ${offsetMinutes(zone)} * 60000 END)`;
  return `list_transform([${groupsOf(form, value)}], lambda g: CASE WHEN g.y${has("y2") ? " || g.y2" : ""} <> '' AND ${valid} THEN ${moment} END)[1]`;
}
