/** How figures and editions write numbers, units and days. Independent of locale and time zone. */
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
export function scientific(log10: number, negative = false): string {
  let exponent = Math.floor(log10);
  let lead = Math.round(10 ** (log10 - exponent));
  if (lead === 10) {
    lead = 1;
    exponent += 1;
  }
  return `${negative ? "−" : ""}${lead}·10${superscript(exponent)}`;
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

/** `7 October 2016`. */
export function longDay(ms: number): string {
  const at = new Date(ms);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]!} ${at.getUTCFullYear()}`;
}

export const DAY = 86_400_000;

/** Days by their place on an axis, `3 Oct` or `3 to 5 Oct`, both ends inclusive. */
export function shortDays(zero: number, from: number, to: number): string {
  const [first, last] = [zero + from * DAY, zero + to * DAY];
  if (from === to) return shortDay(first);
  const same = new Date(first).toISOString().slice(0, 7) === new Date(last).toISOString().slice(0, 7);
  const begin = same ? String(new Date(first).getUTCDate()) : shortDay(first);
  return `${begin} ${to === from + 1 ? "and" : "to"} ${shortDay(last)}`;
}
