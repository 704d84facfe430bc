/** How an edition prints numbers, units and times. All of it is independent of locale and time zone. */
import { datedPrecision } from "../model/time.ts";
import { NARROW, NO_BREAK, number, scientific } from "../drawing/numbers.ts";
import { MONTHS } from "../words.ts";

export {
  counted,
  interval,
  NARROW,
  NO_BREAK,
  number,
  percent,
  quantity,
  shortDay,
  shortMonth,
  superscript,
} from "../drawing/numbers.ts";

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
