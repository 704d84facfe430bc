/**
 * Planted teams among ordinary shares: 6,000 accounts share 3,000 things 60,000 times in thirty days, and a team shares
 * some of them together. What is measured is the part of the members that Findings hold.
 */
import type { Random, ShareColumns } from "../../src/kernel/index.ts";
import { DAY, HOUR, lognormal, MINUTE, Stream } from "./behaviours/stream.ts";

export interface Team {
  readonly name: string;
  readonly accounts: number;
  readonly objects: number;
  /** Whose objects: those of others, the twenty most popular ones, or ones that nobody else shares. */
  readonly of: "ordinary" | "viral" | "own";
  /** Members share within so many seconds of each other. */
  readonly jitter: number;
  readonly windowSeconds: number;
  /** Chance that a member takes part in an object. */
  readonly takesPart: number;
  /** All objects one minute apart, instead of on days of their own. */
  readonly burst: boolean;
  /** Ordinary posts of each member besides. */
  readonly posts: number;
}

export interface Planted {
  readonly columns: ShareColumns;
  /** Codes of the members that shared anything. */
  readonly members: readonly number[];
}

const DAYS = 30;

/** @param size of the ordinary shares, accounts and things; the team is always whole */
export function plant(random: Random, team: Team, size: number): Planted {
  const accounts = Math.ceil(6000 * size);
  const things = Math.max(300, Math.ceil(3000 * size));
  const stream = new Stream();
  const births = Float64Array.from({ length: things }, () => DAYS * DAY * random.uniform());
  const ordinary = (account: number): void => {
    const thing = Math.floor(things * random.uniform() ** 2.5);
    stream.add(account, thing, births[thing]! + lognormal(random, 2 * HOUR, 1.8));
  };
  for (let left = 60_000 * size; left > 0; left--) ordinary(Math.floor(accounts * random.uniform() ** 2));
  for (let m = 0; m < team.accounts; m++)
    for (let left = team.posts; left > 0; left--) ordinary(accounts + m);
  const occasion = occasions(random, team, births);
  for (let i = 0; i < team.objects; i++) {
    const { object, at } = occasion(i);
    for (let m = 0; m < team.accounts; m++)
      if (random.uniform() < team.takesPart)
        stream.add(accounts + m, object, at + team.jitter * random.uniform());
  }
  const { columns, codeOf } = stream.coded();
  const members = Array.from({ length: team.accounts }, (_, m) => codeOf(accounts + m));
  return { columns, members: members.filter((code) => code >= 0) };
}

/** What the team shares as its i-th object, and when. Ordinary objects come from below the two hundred most popular. */
function occasions(
  random: Random,
  team: Team,
  births: Float64Array,
): (i: number) => { readonly object: number; readonly at: number } {
  const begin = (2 + 25 * random.uniform()) * DAY;
  const popular = Math.min(200, Math.floor(births.length / 3));
  const any = (): number => popular + random.below(births.length - popular);
  return (i) => {
    const own = births.length + i;
    if (team.burst) {
      const at = begin + i * MINUTE;
      if (team.of === "own") return { object: own, at };
      let object = any();
      while (births[object]! >= at || births[object]! <= at - 5 * DAY) object = any();
      return { object, at };
    }
    if (team.of === "own") return { object: own, at: DAYS * DAY * random.uniform() };
    const object = team.of === "viral" ? random.below(20) : any();
    return { object, at: births[object]! + MINUTE + 5 * DAY * random.uniform() };
  };
}

const team = (name: string, accounts: number, objects: number, more: Partial<Team> = {}): Team => ({
  name,
  accounts,
  objects,
  of: "ordinary",
  jitter: 20,
  windowSeconds: 60,
  takesPart: 1,
  burst: false,
  posts: 0,
  ...more,
});

/** Accounts x objects, with what is special to each. */
export const TEAMS: readonly Team[] = [
  team("5x6", 5, 6),
  team("5x6 viral", 5, 6, { of: "viral" }),
  team("5x6, 100 normal posts each", 5, 6, { posts: 100 }),
  team("3x4", 3, 4),
  team("3x4 viral", 3, 4, { of: "viral" }),
  team("4x3", 4, 3),
  team("12x10, each takes part in 60 %", 12, 10, { takesPart: 0.6 }),
  team("2x10", 2, 10),
  team("5x6, jitter 60 s", 5, 6, { jitter: 60 }),
  team("5x10, jitter 60 s", 5, 10, { jitter: 60 }),
  team("20x3", 20, 3),
  team("10x20, jitter 30 min", 10, 20, { jitter: 30 * MINUTE }),
  team("5x6, jitter 30 min, window 30 min", 5, 6, { jitter: 30 * MINUTE, windowSeconds: 30 * MINUTE }),
  team("10x20, jitter 30 min, window 30 min", 10, 20, { jitter: 30 * MINUTE, windowSeconds: 30 * MINUTE }),
  team("5x6 own objects", 5, 6, { of: "own" }),
  team("2x10 own objects", 2, 10, { of: "own" }),
  team("12x10 own objects, 60 %", 12, 10, { of: "own", takesPart: 0.6 }),
  team("3x4 own objects", 3, 4, { of: "own" }),
  team("5x6 in one burst", 5, 6, { burst: true }),
  team("20x6 in one burst", 20, 6, { burst: true }),
  team("12x10 own objects in one burst", 12, 10, { of: "own", burst: true }),
];
