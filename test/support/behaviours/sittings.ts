/** People who read in sittings: what came up meanwhile is passed on in one go, newest first, each at a pace of their own. */
import type { Random } from "../../../src/kernel/index.ts";
import { between, DAY, HOUR, MINUTE, poisson, Stream, type Behaviour } from "./stream.ts";

interface Reading {
  readonly accounts: number;
  readonly days: number;
  /** Sittings of one account on one day. */
  readonly sittings: (account: number) => number;
  readonly itemsAnHour: number;
  /** Newest items that a sitting goes through, those shared before left out. */
  readonly back: number;
  /** Chance that an item is shared. */
  readonly chance: number;
  /** Seconds for one item; those skipped take as long where `readsAll`. */
  readonly pace: readonly [number, number];
  readonly readsAll: boolean;
}

function sittings(random: Random, size: number, of: Reading): Stream {
  const stream = new Stream();
  for (let x = 0; x < of.accounts; x++) {
    const shared = new Set<number>();
    for (let d = 0; d < Math.ceil(of.days * size); d++)
      for (let left = of.sittings(x); left > 0; left--) {
        let at = d * DAY + DAY * random.uniform();
        const newest = Math.floor(at / HOUR) * of.itemsAnHour;
        for (let item = newest; item > newest - of.back && item >= 0; item--) {
          if (shared.has(item)) continue;
          const shares = random.uniform() < of.chance;
          if (shares || of.readsAll) at += between(random, ...of.pace);
          if (!shares) continue;
          shared.add(item);
          stream.add(x, item, at);
        }
      }
  }
  return stream;
}

function denseSittings(random: Random, size: number): Stream {
  const rate = Float64Array.from({ length: 300 }, () => between(random, 1, 3));
  return sittings(random, size, {
    accounts: 300,
    days: 30,
    sittings: (x) => poisson(random, rate[x]!),
    itemsAnHour: 1,
    back: 12,
    chance: 0.5,
    pace: [2, 10],
    readsAll: false,
  });
}

/** Each post has three of the four tags of its theme. */
function threeTags(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let post = 0; post < 1200 * size; post++) {
    const account = random.below(40);
    const at = 3 * DAY * size * random.uniform();
    const theme = Math.floor(150 * random.uniform() ** 1.5);
    const left = random.below(4);
    for (let tag = 0; tag < 4; tag++) if (tag !== left) stream.add(account, theme * 4 + tag, at);
  }
  return stream;
}

function sprees(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let x = 0; x < 250; x++)
    for (let left = 2 + poisson(random, 4 * size); left > 0; left--) {
      const begin = random.below(Math.ceil(20 * size)) * DAY + between(random, 12, 20) * HOUR;
      const length = between(random, 10, 60) * MINUTE;
      for (let posts = 5 + poisson(random, 15); posts > 0; posts--)
        stream.add(x, Math.floor(500 * random.uniform() ** 2), begin + length * random.uniform());
    }
  return stream;
}

function veryActive(random: Random, size: number): Stream {
  const stream = new Stream();
  for (let x = 0; x < 60; x++)
    for (let left = (x < 10 ? 6000 : 300) * size; left > 0; left--) {
      const at = 10 * DAY * size * random.uniform();
      stream.add(x, Math.floor(at / HOUR) * 5 + random.below(25), at);
    }
  return stream;
}

export const SITTINGS: readonly Behaviour[] = [
  {
    name: "sittings, sparse",
    says: "200 people read a common feed in one sitting every other day and pass half of the last eight hours on within a minute.",
    windowSeconds: 60,
    draw: (random, size) =>
      sittings(random, size, {
        accounts: 200,
        days: 14,
        sittings: () => random.below(2),
        itemsAnHour: 1,
        back: 8,
        chance: 0.5,
        pace: [2, 10],
        readsAll: false,
      }).columns(),
  },
  {
    name: "sittings, dense",
    says: "300 people read a common feed one to three times a day and pass half of what is new to them on.",
    windowSeconds: 60,
    draw: (random, size) => denseSittings(random, size).columns(),
  },
  {
    name: "dense sittings, minute times",
    says: "The same people, where times are recorded to the minute.",
    windowSeconds: 60,
    draw: (random, size) => denseSittings(random, size).columns("minute"),
  },
  {
    name: "sittings of an hour",
    says: "200 people read for up to an hour a day, one to four minutes for each article, and share most of them.",
    windowSeconds: 60,
    draw: (random, size) =>
      sittings(random, size, {
        accounts: 200,
        days: 20,
        sittings: () => 1,
        itemsAnHour: 3,
        back: 20,
        chance: 0.6,
        pace: [60, 240],
        readsAll: true,
      }).columns(),
  },
  {
    name: "posts of three hashtags",
    says: "Forty people write 1,200 posts at any time, each with three of the four hashtags of its theme.",
    windowSeconds: 60,
    draw: (random, size) => threeTags(random, size).columns(),
  },
  {
    name: "sprees",
    says: "250 people now and then repost for ten minutes to an hour, five to thirty old things in a row.",
    windowSeconds: 60,
    draw: (random, size) => sprees(random, size).columns(),
  },
  {
    name: "very active",
    says: "Ten accounts post 600 times a day and fifty others thirty times, whatever is current in that hour.",
    windowSeconds: 60,
    draw: (random, size) => veryActive(random, size).columns(),
  },
];
