/**
 * Polls drawn from a race that is known: houses with a lean of their own, some of which poll every day with samples that
 * overlap, over some weeks. The lead is what the caller says, so that nothing, or just one thing, is there to be found.
 */
import type { Random, SeriesRows } from "../../src/kernel/index.ts";

const DAY = 86_400_000;
/** A Monday. */
const FIRST = Date.UTC(2031, 0, 6);

export interface Race {
  /** Houses that poll now and then, and such that track. */
  readonly houses: number;
  readonly trackers: number;
  readonly weeks: number;
  /** Standard deviations of a house's lean, and of the error of one sample, in points. */
  readonly lean: number;
  readonly error: number;
  /** True lead on a day. */
  readonly lead: (day: number) => number;
  /** To how many decimals a lead is published; not rounded where absent. */
  readonly decimals?: number;
}

export function drawRace(random: Random, race: Race): SeriesRows {
  const rows: { source: number; start: number; end: number; value: number }[] = [];
  const days = race.weeks * 7;
  const publish = (value: number): number =>
    race.decimals === undefined ? value : Number(value.toFixed(race.decimals));
  for (let source = 0; source < race.houses + race.trackers; source++) {
    const lean = race.lean * random.normal();
    if (source < race.houses) {
      const polls = 1 + random.below(race.weeks);
      for (let i = 0; i < polls; i++) {
        const end = random.below(days);
        const value = publish(race.lead(end) + lean + race.error * random.normal());
        rows.push({ source, start: end - 3, end, value });
      }
      continue;
    }
    // Each day a fifth of the sample is new; the published lead is the mean of five days.
    const daily = Array.from({ length: days + 5 }, () => race.error * Math.sqrt(5) * random.normal());
    for (let end = 0; end < days; end++) {
      const noise = daily.slice(end, end + 5).reduce((sum, x) => sum + x, 0) / 5;
      rows.push({ source, start: end - 4, end, value: publish(race.lead(end) + lean + noise) });
    }
  }
  return {
    length: rows.length,
    value: Float64Array.from(rows, ({ value }) => value),
    start: Float64Array.from(rows, ({ start }) => FIRST + start * DAY),
    end: Float64Array.from(rows, ({ end }) => FIRST + end * DAY),
    source: Int32Array.from(rows, ({ source }) => source),
    sources: race.houses + race.trackers,
  };
}

/** The moment of a day. */
export const momentOf = (day: number): number => FIRST + day * DAY;
