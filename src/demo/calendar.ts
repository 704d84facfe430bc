/** The invented country of the demo: its calendar, its topics and the rhythm of its people. All dates are UTC days. */

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** First and last day of the posts; the vote is on the day after. */
export const FIRST_DAY = "2031-09-03";
export const LAST_DAY = "2031-11-01";
export const VOTE_DAY = "2031-11-02";
export const DAYS = 60;
/** Local time of the country, all year round. */
export const ZONE_HOURS = 1;

/** The declared line: a lead of so many points in the daily average, crossed once, on this day. */
export const POLL_LINE = 6;
export const CROSSING_DAY = "2031-10-09";
/** From this day on the two teams choose other topics. */
export const SHIFT_DAY = "2031-10-10";
/** A court rules on how postal votes are counted: ordinary accounts, too, speak of the count a little more. */
export const RULING_DAY = "2031-10-14";
export const RELEASE_DAY = "2031-10-05";
/** First and last day on which pages with documents of the released set appear. */
export const LEAK_DAYS = ["2031-10-06", "2031-10-09"] as const;
/** The two teams begin. */
export const SIGNAL_DAY = "2031-09-15";

/** Values of the column `topic`; `count` is the conduct of the count, the topic that the teams turn to. */
export const TOPICS = [
  "alder",
  "rowan",
  "count",
  "prices",
  "schools",
  "health",
  "roads",
  "harbour",
  "sport",
] as const;
export type Topic = (typeof TOPICS)[number];
export const COUNT: Topic = "count";
/** The two subjects: the teams name the first far more often than the second. */
export const ALDER: Topic = "alder";
export const ROWAN: Topic = "rowan";

/** Milliseconds since 1970 UTC of the start of a day. */
export function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Number of a day, 0 for the first of the posts. */
export function dayNumber(day: string): number {
  return Math.round((dayStart(day) - dayStart(FIRST_DAY)) / DAY_MS);
}

/** `YYYY-MM-DD` of a day by its number. */
export function dayName(number: number): string {
  return new Date(dayStart(FIRST_DAY) + number * DAY_MS).toISOString().slice(0, 10);
}

/** ISO 8601 in UTC to the second. */
export function stamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** How awake people are at each local hour: a quiet night, a peak at noon and a higher one in the evening. */
export const HOUR_WEIGHTS: readonly number[] = [
  12, 6, 3, 2, 2, 4, 14, 34, 48, 50, 52, 58, 70, 64, 54, 52, 56, 64, 74, 86, 94, 84, 58, 30,
];
/** Sunday first. */
export const WEEKDAY_WEIGHTS: readonly number[] = [78, 100, 102, 101, 100, 104, 82];
