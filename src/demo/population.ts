/** The accounts: their part in the demo, how active they are, and when they are awake. */
import type { Random } from "../kernel/random.ts";
import {
  DAY_MS,
  DAYS,
  FIRST_DAY,
  HOUR_MS,
  HOUR_WEIGHTS,
  WEEKDAY_WEIGHTS,
  ZONE_HOURS,
  dayStart,
} from "./calendar.ts";
import { Weighted, pareto, pick } from "./draws.ts";

/** Group of an account and its number of accounts; all others are ordinary. */
export const GROUP_SIZES = Object.freeze({
  "team-1": 24,
  "team-2": 12,
  "team-3": 8,
  newsroom: 8,
  community: 90,
});
export type GroupName = keyof typeof GROUP_SIZES;
export type Role = GroupName | "ordinary";

export const ACCOUNTS = 1500;

export interface Account {
  readonly name: string;
  readonly role: Role;
  /** Relative number of posts: heavy-tailed. */
  readonly activity: number;
  /** Hours to add to UTC for the clock this account lives by, chronotype included. */
  readonly clock: number;
}

/** Every account, in no order that tells its part: names are a seeded permutation of the numbers. */
export function population(random: Random): readonly Account[] {
  const roles: Role[] = [];
  for (const [role, size] of Object.entries(GROUP_SIZES) as [GroupName, number][]) {
    for (let i = 0; i < size; i++) roles.push(role);
  }
  while (roles.length < ACCOUNTS) roles.push("ordinary");
  const numbers = Int32Array.from({ length: ACCOUNTS }, (_, i) => i);
  random.shuffle(numbers);
  return roles.map((role, i) => ({
    name: `acct-${String(numbers[i]! + 1).padStart(4, "0")}`,
    role,
    activity:
      role === "ordinary" || role === "community" ? pareto(random, 1, 1.3, 60) : 0.8 + random.uniform(),
    // one in seven lives abroad; chronotypes differ by an hour and a half
    clock: (random.uniform() < 0.86 ? ZONE_HOURS : pick(random, [-5, 0, 2, 9])) + 1.5 * random.normal(),
  }));
}

const dayWeights = Array.from({ length: DAYS }, (_, day) => {
  const weekday = new Date(dayStart(FIRST_DAY) + day * DAY_MS).getUTCDay();
  // the country speaks more as the vote comes nearer
  return WEEKDAY_WEIGHTS[weekday]! * (1 + (0.7 * day) / DAYS);
});
const DAY_DRAW = new Weighted(dayWeights);
const HOUR_DRAW = new Weighted(HOUR_WEIGHTS);
const PEAK = Math.max(...HOUR_WEIGHTS);
export const END_MS = dayStart(FIRST_DAY) + DAYS * DAY_MS;

/** A second of the period at which the account would be awake, in milliseconds since 1970 UTC. */
export function wakingTime(random: Random, account: Account): number {
  for (;;) {
    const day = dayStart(FIRST_DAY) + DAY_DRAW.draw(random) * DAY_MS;
    const local = HOUR_DRAW.draw(random) + random.uniform();
    const time = day + (local - account.clock) * HOUR_MS;
    if (inPeriod(time)) return wholeSecond(time);
  }
}

/** Whether the account happens to be awake then: yes in proportion to the weight of its local hour. */
export function awake(random: Random, account: Account, time: number): boolean {
  const local = Math.floor((((time / HOUR_MS + account.clock) % 24) + 24) % 24);
  return random.uniform() * PEAK < HOUR_WEIGHTS[local]!;
}

export function inPeriod(time: number): boolean {
  return time >= dayStart(FIRST_DAY) && time < END_MS;
}

export function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000;
}
