/** Times as people know them: an instant in UTC, or a date with its precision. */
import { z } from "zod";

export const PRECISIONS = ["year", "month", "day", "hour", "minute", "second"] as const;
export type Precision = (typeof PRECISIONS)[number];

/** ISO 8601 in UTC with milliseconds, as the log writes it. */
export const instantSchema = z.iso.datetime({ precision: 3 });

const DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d{1,3})?)?)?Z)?)?)?$/;

/** `2016`, `2016-10`, `2016-10-07`, `2016-10-07T20Z`, `2016-10-07T20:32Z`, `2016-10-07T20:32:00Z`: the length is the precision. */
export const datedSchema = z
  .string()
  .regex(DATE, { error: "a date in UTC such as 2016-10-07 or 2016-10-07T20:32Z", abort: true })
  .refine((text) => !Number.isNaN(datedToMs(text)), "not a date of the calendar");

/** Start of the dated interval, in milliseconds since 1970 UTC; NaN if it is no date of the calendar. */
export function datedToMs(text: string): number {
  const [date = "", clock = ""] = text.replace(/Z$/, "").split("T");
  const [year, month = "01", day = "01"] = date.split("-");
  const [hour = "00", minute = "00", second = "00"] = clock.split(":");
  const whole = second.slice(0, 2);
  const ms = Date.UTC(+year!, +month - 1, +day, +hour || 0, +minute, +whole);
  const back = Number.isNaN(ms) ? "" : new Date(ms).toISOString();
  const wanted = `${year}-${month}-${day}T${hour || "00"}:${minute}:${whole}`;
  return back.startsWith(wanted) ? ms + Math.round(Number(`0${second.slice(2)}`) * 1000) : Number.NaN;
}

/** How exactly the text says it. */
export function datedPrecision(text: string): Precision {
  const length = text.replace(/Z$/, "").length;
  if (length <= 4) return "year";
  if (length <= 7) return "month";
  if (length <= 10) return "day";
  if (length <= 13) return "hour";
  return length <= 16 ? "minute" : "second";
}

/** Last millisecond of the dated interval: `2016-10` ends with October. NaN if it is no date of the calendar. */
export function datedEndMs(text: string): number {
  const start = datedToMs(text);
  const date = new Date(start);
  switch (datedPrecision(text)) {
    case "year":
      return date.setUTCFullYear(date.getUTCFullYear() + 1) - 1;
    case "month":
      return date.setUTCMonth(date.getUTCMonth() + 1) - 1;
    case "day":
      return start + 86_400_000 - 1;
    case "hour":
      return start + 3_600_000 - 1;
    case "minute":
      return start + 60_000 - 1;
    case "second":
      return text.includes(".") ? start : start + 999;
  }
}
