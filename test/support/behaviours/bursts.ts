/** Things that spread within minutes, events and audiences: people come after each other, nobody acts for another. */
import type { Random } from "../../../src/kernel/index.ts";
import {
  DAY,
  distinct,
  exponential,
  habit,
  HOUR,
  localHour,
  MINUTE,
  poisson,
  Stream,
  type Behaviour,
} from "./stream.ts";

function bursts(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let object = 0; object < 400 * size; object++) {
    const birth = 60 * DAY * size * random.uniform();
    const sharers = new Set<number>();
    for (let left = 1 + random.below(4); left > 0; left--) {
      const begin = birth + 5 * DAY * random.uniform();
      for (let people = poisson(random, 12); people > 0; people--) {
        let x = Math.floor(500 * random.uniform() ** 2);
        while (sharers.has(x)) x = Math.floor(500 * random.uniform() ** 2);
        sharers.add(x);
        stream.add(x, object, begin + exponential(random, 5 * MINUTE));
      }
    }
  }
  return stream;
}

/** Followers of some accounts share part of what these post, soon after. */
function followers(
  random: Random,
  of: { accounts: number; followers: number; posts: number; chance: number; mean: number },
): Stream {
  const stream = new Stream();
  for (let author = 0; author < of.accounts; author++) {
    const readers = distinct(of.followers, () => random.below(400));
    for (let post = 0; post < of.posts; post++) {
      const at = 60 * DAY * random.uniform();
      for (const x of readers)
        if (random.uniform() < of.chance)
          stream.add(x, author * of.posts + post, at + exponential(random, of.mean));
    }
  }
  return stream;
}

/** A burst among those who are awake; the others share it some time after they get up. */
function wakingBursts(random: Random, size: number, mean: number): Stream {
  const stream = new Stream();
  for (let object = 0; object < 300 * size; object++) {
    const birth = 60 * DAY * size * random.uniform();
    for (let x = 0; x < 300; x++) {
      if (random.uniform() >= 0.15) continue;
      const at = birth + exponential(random, mean);
      const hour = localHour(at, (x % 3) * 8);
      const later = hour < 8 ? 0 : (24 - hour + 6 * random.uniform()) * HOUR;
      stream.add(x, object, at + later);
    }
  }
  return stream;
}

function dayTimes(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let object = 0; object < 200 * size; object++) {
    const birth = random.below(60);
    const people = 10 + random.below(40);
    for (const x of distinct(people, () => Math.floor(300 * random.uniform() ** 2)))
      stream.add(x, object, (birth + exponential(random, 3)) * DAY);
  }
  return stream;
}

/** At unannounced times each of 25 fans uses one of six stock tags of the event within five minutes. */
function unannounced(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let event = 0; event < 30 * size; event++) {
    const at = 60 * DAY * random.uniform();
    for (let x = 0; x < 25; x++)
      if (random.uniform() < 0.5)
        stream.add(x, event * 6 + random.below(6), at + 5 * MINUTE * random.uniform());
    for (let tag = 0; tag < 6; tag++)
      for (let x = 25; x < 325; x++)
        if (random.uniform() < 0.03) stream.add(x, event * 6 + tag, at + 5 * DAY * random.uniform());
  }
  return stream;
}

/** Three goals, 25 minutes apart, in each of twenty matches. */
function goals(random: Random, size: number, viewers: number): Stream {
  const stream = new Stream();
  for (let match = 0; match < 20 * size; match++) {
    const begin = 90 * DAY * random.uniform();
    for (let goal = 0; goal < 3; goal++) {
      const at = begin + goal * 25 * MINUTE;
      for (let x = 0; x < viewers; x++)
        if (random.uniform() < 0.4) stream.add(x, match * 3 + goal, at + exponential(random, 5 * MINUTE));
      for (let x = viewers; x < viewers + 300; x++)
        if (random.uniform() < 0.04) stream.add(x, match * 3 + goal, at + 2 * DAY * random.uniform());
    }
  }
  return stream;
}

/** Only what was posted in the first two minutes of an hour was collected. */
function collectedHourly(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let x = 0; x < 300; x++)
    for (let d = 0; d < 30 * size; d++)
      for (let left = poisson(random, 6); left > 0; left--) {
        const at = d * DAY + random.below(24) * HOUR + 2 * MINUTE * random.uniform();
        stream.add(x, d * 40 + Math.floor(40 * random.uniform() ** 1.5), at);
      }
  return stream;
}

const weekly = (
  random: Random,
  size: number,
  of: { people: number; chance: number; links: number; from: number; length: number },
): Stream =>
  habit(random, size, {
    days: 20 * 7,
    period: 7 * DAY,
    links: of.links,
    people: of.people,
    chance: of.chance,
    moment: () => of.from + of.length * random.uniform(),
    outsiders: 300,
    outsiderChance: 0.05,
  });

export const BURSTS: readonly Behaviour[] = [
  {
    name: "bursts",
    says: "400 things spread in one to four bursts of some minutes among 500 people, some far more active than others.",
    windowSeconds: 60,
    draw: (random, size) => bursts(random, size).columns(),
  },
  {
    name: "audiences of ten accounts",
    says: "Each of ten accounts has sixty followers, a quarter of whom share a post of it, two minutes later on average.",
    windowSeconds: 60,
    draw: (random, size) =>
      followers(random, {
        accounts: 10,
        followers: 60,
        posts: Math.ceil(60 * size),
        chance: 0.25,
        mean: 2 * MINUTE,
      }).columns(),
  },
  {
    name: "small feeds",
    says: "A hundred feeds have six followers each, who share two items in five some minutes later; nobody else does.",
    windowSeconds: 60,
    draw: (random, size) =>
      followers(random, {
        accounts: 100,
        followers: 6,
        posts: Math.ceil(25 * size),
        chance: 0.4,
        mean: 5 * MINUTE,
      }).columns(),
  },
  {
    name: "bursts x waking hours, 3 min",
    says: "News spreads in three minutes among those of 300 people who are awake, and reaches the others in their morning.",
    windowSeconds: 60,
    draw: (random, size) => wakingBursts(random, size, 3 * MINUTE).columns(),
  },
  {
    name: "bursts x waking hours, 30 min",
    says: "The same, in half an hour.",
    windowSeconds: 60,
    draw: (random, size) => wakingBursts(random, size, 30 * MINUTE).columns(),
  },
  {
    name: "day times, 1 day",
    says: "200 things are shared within days, where times are recorded to the day.",
    windowSeconds: DAY,
    draw: (random, size) => dayTimes(random, size).columns("day"),
  },
  {
    name: "a weekly club hour",
    says: "Forty members share some of the week's twelve links on one evening between 18:00 and 18:20.",
    windowSeconds: 60,
    draw: (random, size) =>
      weekly(random, size, {
        people: 40,
        chance: 0.3,
        links: 12,
        from: 18 * HOUR,
        length: 20 * MINUTE,
      }).columns(),
  },
  {
    name: "a weekly livestream",
    says: "25 viewers share some of six links during ten minutes of a weekly stream.",
    windowSeconds: 60,
    draw: (random, size) =>
      weekly(random, size, {
        people: 25,
        chance: 0.4,
        links: 6,
        from: 20 * HOUR,
        length: 10 * MINUTE,
      }).columns(),
  },
  {
    name: "unannounced events",
    says: "Thirty times, without notice, half of 25 fans use a tag of the event within five minutes.",
    windowSeconds: 60,
    draw: (random, size) => unannounced(random, size).columns(),
  },
  {
    name: "goals of a match",
    says: "Two in five of sixty viewers share a goal, five minutes later on average, three goals a match.",
    windowSeconds: 60,
    draw: (random, size) => goals(random, size, 60).columns(),
  },
  {
    name: "goals of a match, many viewers",
    says: "The same with two hundred viewers: small departures of a null add up over twenty thousand pairs.",
    windowSeconds: 60,
    draw: (random, size) => goals(random, size, 200).columns(),
  },
  {
    name: "collection in bursts",
    says: "300 people post at any time, but only the first two minutes of each hour were collected.",
    windowSeconds: 60,
    draw: (random, size) => collectedHourly(random, size).columns(),
  },
];
