/** Groups that keep hours, made up: by the clocks of a zone, by none, each account by its own, and days that hang together. */
import { Random, type GroupPosts } from "../../src/kernel/index.ts";

const DAY = 86_400_000;
const HOUR = DAY / 24;

export interface TeamOptions {
  /** A zone of the language; their hours are those of its clocks. */
  readonly zone: string;
  readonly from: string;
  readonly days: number;
  readonly accounts: number;
  /** Posts of an account on a weekday, on average; a fifth of it on Saturdays and Sundays. */
  readonly perDay: number;
  /** First hour of work, and how many there are. */
  readonly starts: number;
  readonly hours: number;
}

export const BERLIN: TeamOptions = {
  zone: "Europe/Berlin",
  from: "2016-06-01",
  days: 214,
  accounts: 20,
  perDay: 5,
  starts: 9,
  hours: 9,
};

/** A team that lives by the clocks of its zone; most posts in its hours, one in ten at any time. */
export function team(random: Random, options: TeamOptions = BERLIN): GroupPosts {
  const { zone, from, days, accounts, perDay, starts, hours } = options;
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" });
  const first = Date.parse(`${from}T00:00:00Z`);
  const posts: [number, number][] = [];
  for (let d = 0; d < days; d++) {
    const noon = first + d * DAY + DAY / 2;
    const ahead = Number(format.format(noon)) - 12;
    const weekend = new Date(noon).getUTCDay() % 6 === 0;
    for (let a = 0; a < accounts; a++) {
      const n = poisson(random, weekend ? perDay / 5 : perDay);
      for (let i = 0; i < n; i++) {
        const local = random.uniform() < 0.1 ? 24 * random.uniform() : starts + hours * random.uniform();
        posts.push([a, noon - DAY / 2 + (local - ahead) * HOUR]);
      }
    }
  }
  return groupOf(posts, accounts);
}

/** Accounts with hours of their own, each somewhere in the world: nothing in common. */
export function scattered(random: Random, accounts: number, days: number, perDay: number): GroupPosts {
  const posts: [number, number][] = [];
  for (let a = 0; a < accounts; a++) {
    const start = random.below(24);
    const length = 3 + random.below(8);
    const own = perDay * Math.exp(random.normal());
    for (let d = 0; d < days; d++)
      for (let n = poisson(random, own); n > 0; n--)
        posts.push([a, d * DAY + (start + length * random.uniform()) * HOUR]);
  }
  return groupOf(posts, accounts);
}

/**
 * Days whose volume and whose share between 9 and 18 hang together from day to day; on average that share is `share`.
 */
export function driftingDays(random: Random, days: number, share: number): GroupPosts {
  const posts: [number, number][] = [];
  let [volume, tilt] = [random.normal(), random.normal()];
  const keep = 0.5;
  for (let d = 0; d < days; d++) {
    volume = keep * volume + Math.sqrt(1 - keep ** 2) * random.normal();
    tilt = keep * tilt + Math.sqrt(1 - keep ** 2) * random.normal();
    const within = share + 0.1 * Math.max(-2, Math.min(2, tilt));
    for (let n = poisson(random, 60 * Math.exp(0.4 * volume)); n > 0; n--) {
      const hour = random.uniform() < within ? 9 + 9 * random.uniform() : 18 + 15 * random.uniform();
      posts.push([random.below(10), d * DAY + (hour % 24) * HOUR]);
    }
  }
  return groupOf(posts, 10);
}

/** To the whole minute, as most exports are. */
function groupOf(posts: readonly (readonly [number, number])[], accounts: number): GroupPosts {
  return {
    account: Int32Array.from(posts, ([account]) => account),
    time: Float64Array.from(posts, ([, time]) => Math.floor(time / 60_000) * 60_000),
    accounts,
    resolution: "minute",
  };
}

/** Knuth's product of uniforms; for the small means here. */
export function poisson(random: Random, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const limit = Math.exp(-mean);
  let n = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) n++;
  return n;
}
