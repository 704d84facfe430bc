/** People who are awake, at work or interested at the same hours or in the same weeks, and nothing closer than that. */
import type { Random } from "../../../src/kernel/index.ts";
import {
  between,
  DAY,
  habit,
  HOUR,
  localHour,
  lognormal,
  MINUTE,
  poisson,
  Stream,
  type Behaviour,
} from "./stream.ts";

function lunch(random: Random, size: number): Stream {
  return habit(random, size, {
    days: 60,
    links: 6,
    people: 300,
    chance: 0.12,
    moment: (x) => (x < 60 ? 12 * HOUR + 20 * MINUTE * random.uniform() : between(random, 8, 22) * HOUR),
    outsiders: 0,
    outsiderChance: 0,
  });
}

/** Accounts in three zones that share what comes up in their own evening, from 18 to 23 o'clock. */
export function evenings(random: Random, size: number): Stream {
  const stream = new Stream();
  const eagerness = Float64Array.from({ length: 600 }, () => 0.05 + random.uniform() ** 2);
  for (let object = 0; object < 800 * size; object++) {
    const birth = 60 * DAY * size * random.uniform();
    const sharers = new Set<number>();
    for (let left = 30 + Math.floor(120 * random.uniform() ** 3); left > 0; left--) {
      let x = random.below(600);
      while (sharers.has(x) || random.uniform() > eagerness[x]!) x = random.below(600);
      sharers.add(x);
      stream.add(x, object, evening(random, birth, (x % 3) * 8));
    }
  }
  return stream;
}

/** A delay of some hours that ends in the evening of the zone, as far as fifty draws give one. */
function evening(random: Random, birth: number, zone: number): number {
  let at = 0;
  for (let tries = 0; tries < 50; tries++) {
    at = birth + lognormal(random, 6 * HOUR, 1.2);
    const hour = localHour(at, zone);
    if (hour >= 18 && hour < 23) break;
  }
  return at;
}

function evergreen(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let x = 0; x < 400; x++) {
    const begin = 300 * DAY * random.uniform();
    const stay = between(random, 3, 43) * DAY;
    for (let left = (30 + 200 * random.uniform() ** 2) * size; left > 0; left--)
      stream.add(x, Math.floor(150 * random.uniform() ** 3), begin + stay * random.uniform());
  }
  return stream;
}

function dailyRhythm(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let x = 0; x < 200; x++) {
    const peak = between(random, 17, 21);
    for (let d = 0; d < 60 * size; d++)
      for (let left = poisson(random, 1.5); left > 0; left--)
        stream.add(x, d * 3 + random.below(9), d * DAY + (peak + 1.2 * random.normal()) * HOUR);
  }
  return stream;
}

export const HOURS: readonly Behaviour[] = [
  {
    name: "lunch",
    says: "Sixty of 300 people share the day's six links between 12:00 and 12:20, the others at any hour of their day.",
    windowSeconds: 60,
    draw: (random, size) => lunch(random, size).columns(),
  },
  {
    name: "lunch, 600 s",
    says: "The same people, with a window of ten minutes.",
    windowSeconds: 600,
    draw: (random, size) => lunch(random, size).columns(),
  },
  {
    name: "three time zones",
    says: "600 people in three time zones share what is going round in their own evening.",
    windowSeconds: 60,
    draw: (random, size) => evenings(random, size).columns(),
  },
  {
    name: "hour times, 1 h",
    says: "The same people, where times are recorded to the hour, with a window of an hour.",
    windowSeconds: HOUR,
    small: { seeds: 1 },
    draw: (random, size) => evenings(random, size).columns("hour"),
  },
  {
    name: "evergreen tags",
    says: "400 people use 150 lasting hashtags while they are there, for three days to six weeks of a year.",
    windowSeconds: 60,
    draw: (random, size) => evergreen(random, size).columns(),
  },
  {
    name: "evergreen tags, 1 h",
    says: "The same people, with a window of an hour.",
    windowSeconds: HOUR,
    draw: (random, size) => evergreen(random, size).columns(),
  },
  {
    name: "daily rhythm, 1 h",
    says: "200 people post around an hour of the evening of their own about what is current, with a window of an hour.",
    windowSeconds: HOUR,
    draw: (random, size) => dailyRhythm(random, size).columns(),
  },
];
