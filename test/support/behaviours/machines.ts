/**
 * Times that machines make: bots on the hour, pollers, and collectors. Where the time of a collector's pass stands in for
 * that of the post, the pass is a common trigger.
 */
import type { Random } from "../../../src/kernel/index.ts";
import { evenings } from "./hours.ts";
import { between, DAY, exponential, HOUR, lognormal, MINUTE, Stream, type Behaviour } from "./stream.ts";

function hourBots(random: Random, size: number): Stream {
  const stream = new Stream();
  const hours = Math.ceil(20 * 24 * size);
  const current = (hour: number): number => Math.floor(hour / 6) * 10 + random.below(40);
  for (let bot = 0; bot < 60; bot++)
    for (let hour = 0; hour < hours; hour++)
      if (random.uniform() < 0.7) stream.add(bot, current(hour), hour * HOUR + random.below(3));
  for (let left = 6000 * size; left > 0; left--) {
    const hour = hours * random.uniform();
    stream.add(60 + random.below(600), current(hour), hour * HOUR);
  }
  return stream;
}

function minuteBots(random: Random, size: number): Stream {
  const stream = new Stream();
  const minutes = Math.ceil(3 * 1440 * size);
  const current = (minute: number): number => Math.floor(minute / 60) * 20 + random.below(120);
  for (let bot = 0; bot < 8; bot++)
    for (let minute = 0; minute < minutes; minute++) stream.add(bot, current(minute), minute * MINUTE);
  for (let left = 8000 * size; left > 0; left--) {
    const minute = minutes * random.uniform();
    stream.add(8 + random.below(800), current(minute), minute * MINUTE);
  }
  return stream;
}

/**
 * Sixty programs look at one feed at a period of their own and post what is new at their next look; 300 people share an
 * item some hours later.
 */
function pollers(random: Random, size: number, period: () => number): Stream {
  const stream = new Stream();
  const bots = Array.from({ length: 60 }, () => ({
    period: period(),
    phase: 15 * MINUTE * random.uniform(),
  }));
  for (let item = 0; item < 240 * size; item++) {
    const at = 30 * DAY * size * random.uniform();
    bots.forEach((bot, x) => {
      if (random.uniform() >= 0.6) return;
      const looks = Math.ceil((at - bot.phase) / bot.period);
      stream.add(x, item, bot.phase + looks * bot.period + 2 * random.uniform());
    });
    for (let x = 60; x < 360; x++)
      if (random.uniform() < 0.05) stream.add(x, item, at + lognormal(random, 2 * HOUR, 1.5));
  }
  return stream;
}

/** Evenings in three zones, with the time of the collector's next pass; passes come five minutes apart or more. */
function crawlStamps(random: Random, size: number): Stream {
  const passes: number[] = [];
  for (let at = 0; at < 90 * DAY; at += 5 * MINUTE + exponential(random, 5 * MINUTE))
    passes.push(Math.floor(at));
  return evenings(random, size).retimed((at) => firstAfter(passes, at));
}

/** The first of rising values that is no less than this one. */
function firstAfter(rising: readonly number[], least: number): number | undefined {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return rising[low];
}

/** Evenings in three zones, of which the collector, which failed every few minutes, kept three minutes in nine. */
function failingCollector(random: Random, size: number): Stream {
  const ends: number[] = [];
  for (let at = 0; at < 90 * DAY; at += 3 * MINUTE + exponential(random, 6 * MINUTE)) ends.push(at);
  return evenings(random, size).retimed((at) => {
    const end = firstAfter(ends, at);
    return end !== undefined && end - at <= 3 * MINUTE ? at : undefined;
  });
}

export const MACHINES: readonly Behaviour[] = [
  {
    name: "bots on the hour",
    says: "Sixty unconnected programs post on most full hours, each something that is current, beside 600 people.",
    windowSeconds: 60,
    draw: (random, size) => hourBots(random, size).columns(),
  },
  {
    name: "bots each minute",
    says: "Eight unconnected programs post on every full minute for three days, beside 800 people.",
    windowSeconds: 60,
    draw: (random, size) => minuteBots(random, size).columns(),
  },
  {
    name: "pollers on a clock",
    says: "Sixty unconnected programs look at one feed every quarter of an hour, each at a minute of its own, and post what is new.",
    limit:
      "One feed read by machines is a common feed: those that look at the same minute post the same, time after time.",
    windowSeconds: 60,
    draw: (random, size) => pollers(random, size, () => 15 * MINUTE).columns(),
  },
  {
    name: "pollers that drift",
    says: "The same programs, which wait a quarter of an hour after each look, so that their minute drifts, each at its own pace.",
    limit: "A feed read by machine draws its readers to the moment of each item, as a common trigger does.",
    windowSeconds: 60,
    draw: (random, size) => pollers(random, size, () => 15 * MINUTE + between(random, 1, 4)).columns(),
  },
  {
    name: "stamps of a collector x waking hours",
    says: "People share in the evening of their zone; what is recorded is when the collector next passed, every ten minutes or so.",
    trigger: "the pass of the collector",
    windowSeconds: 60,
    draw: (random, size) => crawlStamps(random, size).columns(),
  },
  {
    name: "a failing collector x waking hours",
    says: "People share in the evening of their zone; a collector that fails at any moment kept three minutes in nine.",
    windowSeconds: 60,
    draw: (random, size) => failingCollector(random, size).columns(),
  },
];
