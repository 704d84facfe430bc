/**
 * Behaviours with a common trigger: something moves several people within a window, so what is found of them is true and
 * has an ordinary cause. The last one lacks the trigger and differs in nothing else.
 */
import type { Random } from "../../../src/kernel/index.ts";
import {
  between,
  DAY,
  distinct,
  exponential,
  HOUR,
  localHour,
  lognormal,
  MINUTE,
  Stream,
  type Behaviour,
} from "./stream.ts";

function newsroom(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let item = 0; item < 150 * size; item++) {
    const at = item * 3 * HOUR + HOUR * random.uniform();
    for (let desk = 0; desk < 8; desk++)
      if (random.uniform() < 0.7) stream.add(desk, item, at + between(random, 10, 40));
    for (const reader of distinct(25, () => Math.floor(300 * random.uniform() ** 1.5)))
      stream.add(8 + reader, item, at + lognormal(random, 2 * HOUR, 1.5));
  }
  return stream;
}

/** Newsrooms in four zones, staffed from 6 to 22 o'clock; those on duty post the agency's item as it comes in. */
function agencyWire(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let item = 0; item < 200 * size; item++) {
    const at = 60 * DAY * size * random.uniform();
    for (let desk = 0; desk < 20; desk++) {
      const hour = localHour(at, (desk % 4) * 6);
      if (hour >= 6 && hour < 22 && random.uniform() < 0.5)
        stream.add(desk, item, at + between(random, 5, 45));
    }
    for (const reader of distinct(25, () => random.below(400)))
      stream.add(20 + reader, item, at + lognormal(random, 3 * HOUR, 1.5));
  }
  return stream;
}

/** The usual time to react differs between people from twenty seconds to a day. */
function reactionTime(random: Random, size: number): Stream {
  const stream = new Stream();
  const usual = Float64Array.from({ length: 500 }, () => 20 * Math.exp(8.3 * random.uniform()));
  for (let item = 0; item < 400 * size; item++) {
    const at = 60 * DAY * size * random.uniform();
    for (const x of distinct(20 + random.below(60), () => random.below(500)))
      stream.add(x, item, at + lognormal(random, usual[x]!, 0.5));
  }
  return stream;
}

/** The train of the day is late by minutes; all aboard go online as it leaves. */
function lateTrain(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let day = 0; day < 60 * size; day++) {
    const left = 8 * HOUR + 7 * MINUTE + exponential(random, 6 * MINUTE);
    for (let link = 0; link < 4; link++) {
      for (let x = 0; x < 40; x++)
        if (random.uniform() < 0.3) stream.add(x, day * 4 + link, day * DAY + left + between(random, 10, 70));
      for (let x = 40; x < 340; x++)
        if (random.uniform() < 0.05) stream.add(x, day * 4 + link, day * DAY + DAY * random.uniform());
    }
  }
  return stream;
}

/** Followers of ten accounts share a post soon after it, and 300 others in the days that follow. */
function audienceAndOthers(random: Random, size: number, mean: number): Stream {
  const stream = new Stream();
  for (let author = 0; author < 10; author++) {
    const followers = distinct(40, () => random.below(400));
    for (let post = 0; post < 60 * size; post++) {
      const at = 60 * DAY * random.uniform();
      const object = author * 60 + post;
      for (const x of followers)
        if (random.uniform() < 0.25) stream.add(x, object, at + exponential(random, mean));
      for (const x of distinct(12, () => random.below(300)))
        stream.add(400 + x, object, at + lognormal(random, 12 * HOUR, 1));
    }
  }
  return stream;
}

export const TRIGGERS: readonly Behaviour[] = [
  {
    name: "newsroom feed",
    says: "Eight desks post most items of one feed 10 to 40 seconds after they come, others read them for hours.",
    trigger: "one feed",
    windowSeconds: 60,
    draw: (random, size) => newsroom(random, size).columns(),
  },
  {
    name: "agency wire",
    says: "Twenty newsrooms in four time zones post half of an agency's items within a minute when they are staffed.",
    trigger: "one agency's wire",
    windowSeconds: 60,
    draw: (random, size) => agencyWire(random, size).columns(),
  },
  {
    name: "reaction time",
    says: "500 people share what comes up, each at a usual distance of twenty seconds to a day; the quick ones meet.",
    trigger: "the moment at which the thing came up",
    windowSeconds: 60,
    draw: (random, size) => reactionTime(random, size).columns(),
  },
  {
    name: "a late train",
    says: "Forty passengers go online within a minute as their train leaves, some minutes late, each day others.",
    trigger: "the departure of the train",
    windowSeconds: 60,
    draw: (random, size) => lateTrain(random, size).columns(),
  },
  {
    name: "notified audiences",
    says: "Followers of ten accounts share a post two minutes after it on average, and others in the days that follow.",
    trigger: "a notification of the post",
    windowSeconds: 60,
    draw: (random, size) => audienceAndOthers(random, size, 2 * MINUTE).columns(),
  },
  {
    name: "audiences that read later",
    says: "The same followers without a notification, half an hour after it on average.",
    windowSeconds: 60,
    draw: (random, size) => audienceAndOthers(random, size, 30 * MINUTE).columns(),
  },
];
