/**
 * Invented posts in which one ordinary explanation of a group holds, and a group that simply meets. 300 others live for
 * sixty days among news (an item is shared for some hours) and phrases (shared on any day); the group has days of its own
 * besides its occasions. The worlds say by title which explanations hold in them, so that every other one is false.
 */
import { Random, type ShareColumns } from "../../src/kernel/index.ts";
import { groupShares, shareIndex } from "../../src/signals/detectors/co-share/facts.ts";
import type { GroupShares } from "../../src/signals/detectors/co-share/explain/input.ts";
import { columnsOf, type OneShare } from "./synthetic-source.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 60;
const START = Date.UTC(2031, 8, 28);

const OTHERS = 300;
const NEWS = 300;
const PHRASES = 40;

export interface World {
  readonly name: string;
  /** Beginnings of the titles of the explanations that hold here. */
  readonly holds: readonly string[];
  readonly make: (seed: number, occasions: number) => GroupShares;
}

interface Draft {
  readonly list: OneShare[];
  readonly members: readonly number[];
  readonly random: Random;
  /** Time of the first share of each news item. */
  readonly births: readonly number[];
  readonly hours: readonly number[];
}

interface Plan {
  readonly members?: number;
  readonly windowMs?: number;
  /** Others come to the news of the group's occasions as usual. */
  readonly othersFollow?: boolean;
  readonly own?: (draft: Draft) => void;
  /** The time at which the group begins occasion `i` with an object. */
  readonly occasion?: (draft: Draft, i: number) => { readonly object: number; readonly at: number };
  /** Where the group's links lead; others link to any of forty hosts. */
  readonly host?: string;
}

/** An hour of the day that an account keeps, give or take three. */
const inHours = ({ random, hours }: Draft, account: number, day: number): number =>
  START + day * DAY + Math.floor((hours[account]! + 3 * random.normal()) * HOUR);

const exponential = (random: Random, mean: number): number => -mean * Math.log(1 - random.uniform());
const someDay = (random: Random): number => random.below(DAYS);

/** News as others share it: some hours after it came up. */
function news(draft: Draft, object: number): void {
  const { random, list, births } = draft;
  const n = 6 + random.below(25);
  for (let i = 0; i < n; i++)
    list.push({
      account: random.below(OTHERS),
      object,
      time: births[object]! + Math.floor(Math.exp(Math.log(3 * HOUR) + 1.2 * random.normal())),
    });
}

function world(plan: Plan, seed: number, occasions: number): GroupShares {
  const random = new Random(seed);
  const count = plan.members ?? 6;
  const members = Array.from({ length: count }, (_, i) => OTHERS + i);
  const births = Array.from({ length: NEWS }, () => START + Math.floor(random.uniform() * DAYS * DAY));
  const hours = Array.from({ length: OTHERS + count }, () => 7 + random.below(15));
  const draft: Draft = { list: [], members, random, births, hours };
  const taken = plan.othersFollow === false ? occasions : 0;
  for (let object = taken; object < NEWS; object++) news(draft, object);
  for (let i = 0; i < 150 * PHRASES; i++) {
    const account = random.below(OTHERS);
    draft.list.push({
      account,
      object: NEWS + random.below(PHRASES),
      time: inHours(draft, account, someDay(random)),
    });
  }
  (plan.own ?? ownDays)(draft);
  if (plan.occasion !== undefined)
    for (let i = 0; i < occasions; i++) {
      const { object, at } = plan.occasion(draft, i);
      meet(draft, object, at);
    }
  const objects = NEWS + PHRASES + 2000;
  return shared(columnsOf(draft.list, OTHERS + count, objects, "second"), members, plan);
}

/** Posts of the members that nobody else has, in their own hours. */
function ownDays(draft: Draft): void {
  for (const account of draft.members)
    for (let i = 0; i < 40; i++)
      draft.list.push({
        account,
        object: NEWS + PHRASES + draft.random.below(2000),
        time: inHours(draft, account, someDay(draft.random)),
      });
}

/** Most of the members share the object within 40 seconds. */
function meet({ list, members, random }: Draft, object: number, at: number): void {
  for (const account of members)
    if (random.uniform() < 0.7) list.push({ account, object, time: at + random.below(40) * SECOND });
}

function shared(columns: ShareColumns, members: readonly number[], plan: Plan): GroupShares {
  const windowMs = plan.windowMs ?? MINUTE;
  const inside = new Set(members);
  const index = shareIndex({
    ...columns,
    time: columns.time.map((time) => Math.floor(time / SECOND) * SECOND),
  });
  const { account, object, time } = index.columns;
  const byObject = new Map<number, number[]>();
  account.forEach((who, i) => {
    if (inside.has(who)) byObject.set(object[i]!, [...(byObject.get(object[i]!) ?? []), i]);
  });
  const met = new Set<number>();
  for (const shares of byObject.values())
    for (const i of shares)
      for (const j of shares)
        if (account[i] !== account[j] && Math.abs(time[i]! - time[j]!) <= windowMs) met.add(i);
  const hosts = new Map<number, string>();
  for (const code of new Set(object)) hosts.set(code, `host-${(code * 7) % 40}.example`);
  if (plan.host !== undefined) for (const i of met) hosts.set(object[i]!, plan.host);
  return groupShares(
    index,
    { accounts: Int32Array.from(members), shares: Int32Array.from(met).sort() },
    windowMs,
    hosts,
  );
}

/** A moment in the life of a news item at which nothing in particular happens. */
const anyMoment = ({ births, random }: Draft, object: number): number =>
  births[object]! + HOUR + Math.floor(random.uniform() * 20 * HOUR);

const usual = (draft: Draft, i: number): { object: number; at: number } => ({
  object: i,
  at: anyMoment(draft, i),
});

/** Everybody of the group is at it from 12:00 to 12:20, every day, with the news of the day. */
function lunch(draft: Draft): void {
  const { random, members, list } = draft;
  for (const account of members)
    for (let day = 0; day < DAYS; day++)
      for (let i = 0; i < 3; i++)
        list.push({
          account,
          object: NEWS + PHRASES + 6 * day + random.below(6),
          time: START + day * DAY + 12 * HOUR + random.below(20 * 60) * SECOND,
        });
}

/** The group exists for eight days and shares the phrases that everybody shares on any day. */
function eightDays(draft: Draft): void {
  const { random, members, list } = draft;
  const from = 10 + random.below(40);
  for (const account of members)
    for (let i = 0; i < 20; i++)
      list.push({
        account,
        object: NEWS + random.below(PHRASES),
        time: START + (from + random.below(8)) * DAY + Math.floor(random.uniform() * DAY),
      });
}

/** Each sitting is done with two to four of the accounts, a thing of its own with each. */
function inTurn(draft: Draft): void {
  const { random, members, list } = draft;
  for (let i = 0; i < 60; i++) {
    const at = START + someDay(random) * DAY + (9 + random.below(10)) * HOUR + random.below(HOUR);
    const some = members.filter(() => random.uniform() < 0.5);
    some.forEach((account, z) =>
      list.push({ account, object: NEWS + PHRASES + random.below(2000), time: at + z * 90 * SECOND }),
    );
  }
}

const plans: readonly (Omit<World, "make"> & Plan)[] = [
  { name: "a group that meets at any moment", holds: [], occasion: usual },
  {
    name: "a group with objects of its own",
    holds: [],
    othersFollow: false,
    occasion: (draft, i) => ({ object: i, at: anyMoment(draft, i) }),
  },
  {
    name: "lunch from 12:00 to 12:20",
    holds: ["The same hours", "The same minutes"],
    members: 12,
    own: lunch,
  },
  {
    name: "eight days together",
    holds: ["The same weeks", "Stock phrase"],
    members: 30,
    windowMs: HOUR,
    own: eightDays,
  },
  {
    name: "phrases of every day",
    holds: ["Stock phrase"],
    occasion: ({ random }, i) => ({
      object: NEWS + (i % PHRASES),
      at: START + Math.floor(random.uniform() * DAYS * DAY),
    }),
  },
  {
    name: "the audience of one account",
    holds: ["The audience", "A notification", "Syndicated headline"],
    othersFollow: false,
    occasion: ({ births, random, list }, i) => {
      const at = births[i]!;
      list.push({ account: 0, object: i, time: at });
      for (let follower = 1; follower <= 60; follower++)
        if (random.uniform() < 0.4)
          list.push({ account: follower, object: i, time: at + Math.floor(exponential(random, 2 * MINUTE)) });
      for (let late = 0; late < 8; late++)
        list.push({ account: 61 + random.below(200), object: i, time: at + HOUR + random.below(20 * HOUR) });
      return { object: i, at: at + (10 + random.below(120)) * SECOND };
    },
  },
  {
    name: "notified of whoever is first",
    holds: ["A notification"],
    occasion: ({ births, list, random }, i) => {
      list.push({ account: random.below(OTHERS), object: i, time: births[i]! });
      return { object: i, at: births[i]! + (15 + random.below(150)) * SECOND };
    },
  },
  {
    name: "a feed, 25 minutes later",
    holds: ["A feed"],
    occasion: (draft, i) => {
      const at = anyMoment(draft, i);
      draft.list.push({ account: 5, object: i, time: at - 25 * MINUTE - draft.random.below(20) * SECOND });
      return { object: i, at };
    },
  },
  {
    name: "a scheduler on three marks",
    holds: ["One scheduler"],
    occasion: (draft, i) => ({
      object: i,
      at:
        START + Math.floor((anyMoment(draft, i) - START) / HOUR) * HOUR + draft.random.below(3) * 20 * MINUTE,
    }),
  },
  { name: "one publisher's links", holds: ["Newsroom"], host: "page.example", occasion: usual },
  {
    name: "a crowd that comes at three moments",
    holds: ["Syndicated headline"],
    othersFollow: false,
    occasion: ({ births, random, list }, i) => {
      const moments = [0, 1, 2].map(() => births[i]! + HOUR + random.below(20 * HOUR));
      for (const moment of moments)
        for (let n = 0; n < 8; n++)
          list.push({ account: random.below(OTHERS), object: i, time: moment + random.below(90) * SECOND });
      list.push({ account: random.below(OTHERS), object: i, time: births[i]! });
      return { object: i, at: moments[0]! + random.below(60) * SECOND };
    },
  },
  {
    name: "the call of one day",
    holds: ["A public call"],
    othersFollow: false,
    occasion: ({ random, list }, i) => {
      const at = START + 30 * DAY + 8 * HOUR + random.below(12 * HOUR);
      for (let n = 0; n < 12; n++)
        list.push({ account: random.below(OTHERS), object: i, time: START + 30 * DAY + random.below(DAY) });
      return { object: i, at };
    },
  },
  {
    name: "a crowd at three moments, the group at another",
    holds: [],
    othersFollow: false,
    occasion: ({ births, random, list }, i) => {
      for (let moment = 1; moment <= 3; moment++)
        for (let n = 0; n < 8; n++)
          list.push({
            account: random.below(OTHERS),
            object: i,
            time: births[i]! + moment * 5 * HOUR + random.below(90) * SECOND,
          });
      return { object: i, at: births[i]! + 2 * HOUR + random.below(HOUR) };
    },
  },
  {
    name: "a group that boosts one account at its own time",
    holds: [],
    othersFollow: false,
    occasion: (draft, i) => {
      const { births, random, list } = draft;
      list.push({ account: 0, object: i, time: births[i]! });
      for (let n = 0; n < 15; n++)
        list.push({ account: 1 + random.below(60), object: i, time: births[i]! + random.below(20 * HOUR) });
      return { object: i, at: anyMoment(draft, i) };
    },
  },
  { name: "one person, accounts in turn", holds: ["One person"], own: inTurn, occasion: usual },
];

export const WORLDS: readonly World[] = plans.map(({ name, holds, ...plan }) => ({
  name,
  holds,
  make: (seed, occasions) => world(plan, seed, occasions),
}));
