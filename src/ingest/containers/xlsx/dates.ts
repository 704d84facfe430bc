/**
 * Numbers that a workbook shows as dates: which formats do so (ECMA-376, 18.8.30), and the clock that a number of days stands for. A clock
 * says no zone.
 */

export type Shown = "date" | "time";

/** Formats by number, where a workbook does not write them out; those of East Asian locales included. */
const BUILT_IN: readonly (readonly [number, number, Shown])[] = [
  [14, 17, "date"],
  [18, 21, "time"],
  [22, 22, "date"],
  [27, 36, "date"],
  [45, 47, "time"],
  [50, 58, "date"],
];

/** How a number of this format is shown; undefined for a number. */
export function shownBy(id: number, code: string | undefined): Shown | undefined {
  if (code === undefined) return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2];
  // What is quoted, escaped or in brackets is no part of a date; hours in brackets are a length of time.
  if (/\[(?:h+|m+|s+)\]/i.test(code)) return undefined;
  const [plain = ""] = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "").split(";");
  const letters = plain.replaceAll(/general|e[+-]|am\/pm|a\/p/gi, (part) => (/^a/i.test(part) ? "h" : ""));
  if (/[yd]/i.test(letters) || (/m/i.test(letters) && !/[hs]/i.test(letters))) return "date";
  return /[hs]/i.test(letters) ? "time" : undefined;
}

const DAY_MS = 86_400_000;
/** Days of workbooks that count from 1904 on. */
const FROM_1904 = 1462;
/** 1899-12-30, from which the days since March 1900 are counted. */
const EPOCH = Date.UTC(1899, 11, 30);
/** 9999-12-31. */
const LAST_DAY = 2_958_465;
/** The 29th of February 1900, which programs count and no calendar has. */
const NO_DAY = 60;

/** ISO 8601 without a zone: a date, with its time of day where it has one, or a time of day alone; undefined for what is no day. */
export function clockOf(days: number, shown: Shown, from1904: boolean): string | undefined {
  if (!(days >= 0 && days < LAST_DAY + 1)) return undefined;
  const alone = shown === "time" && days < 1;
  const counted = from1904 && !alone ? days + FROM_1904 : days;
  // A day has more parts than a number of days tells apart; to the second they do.
  const ms = Math.round(((counted < NO_DAY && !alone ? counted + 1 : counted) * DAY_MS) / 1000) * 1000;
  const iso = new Date(EPOCH + ms).toISOString();
  if (alone) return iso.slice(11, 19);
  return ms % DAY_MS === 0 && shown === "date" ? iso.slice(0, 10) : iso.slice(0, 19);
}
