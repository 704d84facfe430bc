/** Numbers, times and shares as sentences of all detectors use them. English, UTC, no locale of the machine. */

/** 1234567 as `1,234,567`. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `1 account`, `27 accounts`. */
export function counted(n: number, one: string, many: string): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A small positive number with two digits that matter: 0.036, 1.4, 27. */
export function rough(x: number): string {
  if (x >= 10) return count(Math.round(x));
  if (x === 0) return "0";
  return x < 0.001 ? "less than 0.001" : String(Number(x.toPrecision(2)));
}

/** A share in percent, never rounded to 0 or 100 unless it is. */
export function percent(part: number, whole: number): string {
  const p = whole === 0 ? 0 : (100 * part) / whole;
  if (p > 0 && p < 0.1) return "less than 0.1 %";
  if (p < 100 && p > 99.9) return "more than 99.9 %";
  return `${p < 10 && p > 0 ? p.toFixed(1) : p.toFixed(p > 99 && p < 100 ? 1 : 0)} %`;
}

/** `90 s`, `10 minutes`, `3 hours`, `2 days`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds <= 120 || seconds % 60 !== 0) return `${count(seconds)} s`;
  if (seconds < 7200 || seconds % 3600 !== 0) return `${count(seconds / 60)} minutes`;
  if (seconds < 172_800 || seconds % 86_400 !== 0) return `${count(seconds / 3600)} hours`;
  return `${count(seconds / 86_400)} days`;
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** `on 7 October 2016 (UTC)`, `between 2 and 9 October 2016 (UTC)`, with month and year where they differ. */
export function between(from: number, to: number): string {
  const [a, b] = [new Date(from), new Date(to)];
  const day = (d: Date): string => String(d.getUTCDate());
  const month = (d: Date): string => MONTHS[d.getUTCMonth()]!;
  const year = (d: Date): string => String(d.getUTCFullYear());
  const end = `${day(b)} ${month(b)} ${year(b)} (UTC)`;
  if (year(a) !== year(b)) return `between ${day(a)} ${month(a)} ${year(a)} and ${end}`;
  if (month(a) !== month(b)) return `between ${day(a)} ${month(a)} and ${end}`;
  return day(a) === day(b) ? `on ${end}` : `between ${day(a)} and ${end}`;
}
