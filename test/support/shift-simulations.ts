/** Daily series with known truth, and how often shift errs on them: shared by its calibration and by a short test. */
import {
  changeDate,
  eventDistances,
  eventTest,
  findChanges,
  findCrossings,
  findGaps,
  LEAST_DAYS,
  pulsesOf,
  Random,
  smoothSeries,
  weekdayScores,
  type DailyValues,
} from "../../src/kernel/index.ts";

export interface Rate {
  /** Runs, or days, in which it was seen, of so many. */
  readonly seen: number;
  readonly runs: number;
}

export type Noise = "normal" | "heavy tails" | "counts of 20 a day" | "counts of 2 a day";

interface Runs {
  readonly seed: number;
  readonly runs: number;
}

/** Monday to Sunday, on a log scale: a third less on Saturday, half on Sunday. */
const WEEK = [0, 0.2, 0.15, 0.1, 0, -0.5, -0.7];
const WARM_UP = 100;
/** Standard deviation of an innovation on the log scale. */
const SCALE = 0.5;

/** AR(1) with innovations of standard deviation 0.5; those with heavy tails have three degrees of freedom. */
function autoregressive(random: Random, days: number, phi: number, heavy: boolean): Float64Array {
  const value = new Float64Array(days);
  let noise = 0;
  for (let t = -WARM_UP; t < days; t++) {
    let innovation = random.normal();
    if (heavy)
      innovation /= Math.sqrt((random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2) / 3);
    noise = phi * noise + SCALE * innovation;
    if (t >= 0) value[t] = noise;
  }
  return value;
}

/** A Poisson draw; above 60 by the normal approximation. */
function poisson(random: Random, mean: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const least = Math.exp(-mean);
  let k = 0;
  for (let product = random.uniform(); product > least; product *= random.uniform()) k++;
  return k;
}

/** A series with a weekly pattern and no change, on the log scale; counts are Poisson about it, heavy-tailed in their mean. */
export function stillSeries(random: Random, noise: Noise, days: number, phi: number): DailyValues {
  const base = noise === "counts of 20 a day" ? 20 : noise === "counts of 2 a day" ? 2 : undefined;
  const drawn = autoregressive(random, days, phi, noise !== "normal");
  const value = drawn.map((x, t) => {
    const log = x + WEEK[t % 7]!;
    return base === undefined ? log : Math.log1p(poisson(random, Math.min(1e6, base * Math.exp(log))));
  });
  return { day: Int32Array.from({ length: days }, (_, t) => t), value };
}

/** In how many runs a change is found where there is none. */
export function changeRow(
  of: Runs & { readonly noise: Noise; readonly days: number; readonly phi: number; readonly draws?: number },
): Rate {
  let seen = 0;
  for (let run = 0; run < of.runs; run++) {
    const random = new Random(of.seed + run);
    const series = stillSeries(random, of.noise, of.days, of.phi);
    if (findChanges(series, random, 0.05, of.draws ?? 199).changes.length > 0) seen++;
  }
  return { seen, runs: of.runs };
}

interface DateRate extends Rate {
  /** Mean days of the interval. */
  readonly width: number;
}

/** Of the runs in which one change is found: in how many its interval holds the true date. */
export function dateRow(
  of: Runs & { readonly jump: number; readonly phi: number; readonly days: number },
): DateRate {
  return datesOf(of, (random, truth) => {
    const { value } = stillSeries(random, "normal", of.days, of.phi);
    const deviation = SCALE / Math.sqrt(1 - of.phi ** 2);
    return value.map((x, t) => (t < truth ? x : x + of.jump * deviation));
  });
}

/**
 * The same of shares of two items a day, each of the theme with one chance before the date and with another from it on: quiet on
 * the side that is near nought, and loud on the other.
 */
export function itemDateRow(
  of: Runs & { readonly before: number; readonly after: number; readonly days: number },
): DateRate {
  return datesOf(of, (random, truth) =>
    Float64Array.from({ length: of.days }, (_, t) => {
      const chance = t < truth ? of.before : of.after;
      const items = Number(random.uniform() < chance) + Number(random.uniform() < chance);
      return items / 2 + 0.02 * random.normal();
    }),
  );
}

function datesOf(
  { seed, days, ...of }: Runs & { readonly days: number },
  valuesOf: (random: Random, truth: number) => Float64Array,
): DateRate {
  let [seen, runs, width] = [0, 0, 0];
  const day = Int32Array.from({ length: days }, (_, t) => t);
  for (let run = 0; run < of.runs; run++) {
    const random = new Random(seed + run);
    const truth = LEAST_DAYS + new Random(1_000_003 * (seed + run)).below(days - 2 * LEAST_DAYS);
    const { changes, prepared } = findChanges({ day, value: valuesOf(random, truth) }, random, 0.05, 99);
    if (changes.length !== 1) continue;
    runs++;
    const { first, last } = changeDate(prepared.cost, [0, changes[0]!.at, days], random);
    width += last - first + 1;
    if (first <= truth && truth <= last) seen++;
  }
  return { seen, runs, width: width / runs };
}

/** Of all days, those in a pulse where there is none. */
export function pulseRow(
  of: Runs & {
    readonly noise: Noise;
    readonly scale: "log" | "counts";
    readonly days: number;
    readonly phi: number;
  },
): Rate {
  let seen = 0;
  for (let run = 0; run < of.runs; run++) {
    const { day, value } = stillSeries(new Random(of.seed + run), of.noise, of.days, of.phi);
    const scaled = of.scale === "log" ? value : value.map((x) => Math.exp(x));
    for (const { from, to } of pulsesOf(day, weekdayScores({ day, value: scaled }))) seen += to - from;
  }
  return { seen, runs: of.runs * of.days };
}

/** Of all days, those called missing or thin where all were collected. */
export function gapRow(of: Runs & { readonly mean: number; readonly days: number }): Rate {
  let seen = 0;
  for (let run = 0; run < of.runs; run++) {
    const random = new Random(of.seed + run);
    const drawn = autoregressive(random, of.days, 0.5, false);
    seen += findGaps(drawn.map((x, t) => poisson(random, of.mean * Math.exp(x + WEEK[t % 7]!)))).length;
  }
  return { seen, runs: of.runs * of.days };
}

/** In how many runs dates that have nothing to do with the events pass for near, at 0.05. */
export function eventRow(
  of: Runs & {
    readonly dates: number;
    readonly events: number;
    readonly clustered: boolean;
    readonly days: number;
  },
): Rate {
  let seen = 0;
  const draw = (random: Random, n: number): number[] => {
    const middle = random.below(of.days);
    return Array.from({ length: n }, () =>
      of.clustered ? (middle + random.below(20)) % of.days : random.below(of.days),
    );
  };
  for (let run = 0; run < of.runs; run++) {
    const random = new Random(of.seed + run);
    const events = draw(random, of.events).map((day) => ({ first: day, last: day }));
    const distances = eventDistances(0, of.days, events);
    if (eventTest(draw(random, of.dates), distances).p <= 0.05) seen++;
  }
  return { seen, runs: of.runs };
}

const CROSSING_DAYS = 120;

/**
 * A series that rises by `slope` standard deviations a day through the line on a drawn day: in how many runs the interval
 * of its one crossing holds that day. With slope 0 it stays two deviations below: in how many it is called crossed.
 */
export function crossingRow(of: Runs & { readonly slope: number; readonly phi: number }): Rate {
  let [seen, runs] = [0, 0];
  for (let run = 0; run < of.runs; run++) {
    const random = new Random(of.seed + run);
    const noise = autoregressive(random, CROSSING_DAYS, of.phi, false);
    const truth = 40 + random.below(40);
    const deviation = SCALE / Math.sqrt(1 - of.phi ** 2);
    const mean = (t: number): number => (of.slope === 0 ? -2 : of.slope * (t - truth)) * deviation;
    const day = Int32Array.from({ length: CROSSING_DAYS }, (_, t) => t);
    const value = noise.map((x, t) => x + mean(t));
    const found = findCrossings(
      smoothSeries({ day, value, weight: new Float64Array(CROSSING_DAYS).fill(1) }, 14),
      0,
    );
    if (of.slope === 0) {
      runs++;
      if (found.status === "crossed") seen++;
    } else if (found.crossings.length === 1) {
      runs++;
      const { first, last } = found.crossings[0]!;
      if (first <= truth && truth <= last) seen++;
    }
  }
  return { seen, runs };
}
