/** Days of all detectors, and periods in their sentences. English, UTC. */
import { MONTHS } from "../../words.ts";

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** Milliseconds since 1970 of the start of a day that is written `YYYY-MM-DD`. */
export const dayStart = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** `YYYY-MM-DD` of the day of a moment. */
export const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

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
