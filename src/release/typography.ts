/** How an edition prints numbers, units and times. All of it is independent of locale and time zone. */
import { datedPrecision } from "../model/time.ts";
import { measured, MONTHS, plural } from "../words.ts";

/** Narrow no-break space: between a number and its sign. */
export const NARROW = "\u202f";
/** No-break space: between a number and its unit. */
export const NO_BREAK = "\u00a0";

/** Digits in groups of three: `36001855` is `36,001,855`. Non-integers keep up to four significant digits. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e15)) return scientific(Math.log10(size), value < 0);
  return `${value < 0 ? "−" : ""}${measured(size)}`;
}

const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** `-21` as `⁻²¹`. */
export function superscript(exponent: number): string {
  const digits = String(Math.abs(exponent))
    .split("")
    .map((digit) => SUPERSCRIPT[Number(digit)]!)
    .join("");
  return exponent < 0 ? `⁻${digits}` : digits;
}

/** `2·10⁻²¹` from its logarithm: one digit, as more is never known of a tail. */
function scientific(log10: number, negative = false): string {
  let exponent = Math.floor(log10);
  let lead = Math.round(10 ** (log10 - exponent));
  if (lead === 10) {
    lead = 1;
    exponent += 1;
  }
  return `${negative ? "−" : ""}${lead}·10${superscript(exponent)}`;
}

/** A p-value from its decimal logarithm, `= 2·10⁻²¹`, `= 0.002`, or `< 1e-300` from -300 down. */
export function pValue(log10p: number): string {
  if (log10p <= -300) return "< 1e-300";
  if (log10p < -3) return `= ${scientific(log10p)}`;
  const value = 10 ** log10p;
  return `= ${Number(value.toFixed(value < 0.01 ? 4 : 3))}`;
}

/** `55–80 %` */
export function percentRange(band: readonly [number, number]): string {
  return `${number(band[0])}–${number(band[1])}${NARROW}%`;
}

export function percent(value: number): string {
  return `${number(value)}${NARROW}%`;
}

/** A number with its unit; a percent sign stands after a narrow space. */
export function quantity(value: number | "not computed", unit?: string): string {
  if (value === "not computed") return value;
  if (unit === undefined || unit === "") return number(value);
  return unit === "%" ? percent(value) : `${number(value)}${NO_BREAK}${unit}`;
}

/** `[0.81, 0.93]` as `0.81–0.93`; with a negative end `−0.2 to 0.4`, so that no dash is read as a minus. */
export function interval(ends: readonly [number, number], unit?: string): string {
  const [low, high] = ends;
  const dash = low < 0 || high < 0 ? " to " : "–";
  return `${number(low)}${dash}${quantity(high, unit)}`;
}

/** `1 item`, `4 items`, `no items` is never printed: zero is `0 items`. */
export function counted(n: number, one: string, many?: string): string {
  return `${number(n)}${NO_BREAK}${plural(n, one, many)}`;
}

/** A sentence with its full stop, once. */
export function endStop(text: string): string {
  return /[.!?…]["”’)]?$/u.test(text) ? text : `${text}.`;
}

/** A date as exact as it is: `2016`, `October 2016`, `7 October 2016`, `7 October 2016, 20:32 UTC`. */
export function date(text: string): string {
  const [day = "", clock = ""] = text.replace(/Z$/, "").split("T");
  const [year = "", month, dayOfMonth] = day.split("-");
  const precision = datedPrecision(text);
  if (precision === "year" || month === undefined) return year;
  const name = MONTHS[Number(month) - 1] ?? month;
  if (precision === "month" || dayOfMonth === undefined) return `${name} ${year}`;
  const written = `${Number(dayOfMonth)} ${name} ${year}`;
  if (precision === "day") return written;
  if (precision === "hour") return `${written}, ${clock}${NO_BREAK}h UTC`;
  const seconds = clock.slice(6, 8);
  return `${written}, ${clock.slice(0, 5)}${seconds === "" || seconds === "00" ? "" : `:${seconds}`} UTC`;
}

/** `2 October 2031 to 9 October 2031`, or one date. */
export function period(start: string, end?: string): string {
  return end === undefined || end === start ? date(start) : `${date(start)} to ${date(end)}`;
}

/** `7 Oct`, for axes. */
export function shortDay(ms: number): string {
  const at = new Date(ms);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]!.slice(0, 3)}`;
}

/** `Oct 2016`, for axes. */
export function shortMonth(ms: number): string {
  const at = new Date(ms);
  return `${MONTHS[at.getUTCMonth()]!.slice(0, 3)} ${at.getUTCFullYear()}`;
}
