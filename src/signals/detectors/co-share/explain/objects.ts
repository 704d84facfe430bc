/** Explanations by what the objects are: stock phrases, one publisher's links, a crowd's headline, the call of one day. */
import { DAY, placeOf, someoneElse, type GroupShares, type Shares } from "./input.ts";
import { inNumbers, judge, traced, type Trials } from "./judge.ts";
import { answered, unanswered, type Measured } from "./measured.ts";
import { coverage } from "./sources.ts";

/** Objects of others, as widely shared, with which the group's are compared. */
const COMPARED = 60;
/** Shares of an object that are looked at around an occasion. */
const LOOKED_AT = 5000;

// --- stock phrases ----------------------------------------------------------------------------------------------------

/** Whether most other shares of an object lie more than a day away from this time. */
function inUseAtAnyTime({ time }: Shares, from: number, to: number): boolean {
  const near = placeOf(time, to + DAY) - placeOf(time, from - DAY);
  const together = placeOf(time, to + 1) - placeOf(time, from);
  return time.length - together >= 3 && 2 * (near - together) < time.length - together;
}

export function stockPhrase(group: GroupShares): Measured {
  const { occasions, around, members, ofObject } = group;
  const others = [...around.sample]
    .map((object) => ofObject(object))
    .filter(({ time, account }) => time.length >= 3 && !account.some((who) => members.has(who)))
    .sort((x, y) => x.time.length - y.time.length);
  if (others.length < COMPARED / 2) return unanswered("too few objects of others to compare with");
  let hits = 0;
  const otherwise = occasions.map(({ object, from, to }) => {
    const shares = ofObject(object);
    if (inUseAtAnyTime(shares, from, to)) hits++;
    return usualAmong(others, shares.time.length);
  });
  const trials: Trials = { hits, ...traced(otherwise) };
  return answered(
    judge(trials),
    `Most other shares of the object lie more than a day away on ${inNumbers(trials, "occasions", "as with objects of others that as many share")}`,
  );
}

/** How often a share of others is of an object in use at any time, among objects that as many share. */
function usualAmong(others: readonly Shares[], shares: number): number {
  let at = 0;
  while (at < others.length && others[at]!.time.length < shares) at++;
  const from = Math.max(0, Math.min(at - COMPARED / 2, others.length - COMPARED));
  const near = others.slice(from, from + COMPARED);
  const stock = near.filter((object) => {
    const middle = object.time[object.time.length >> 1]!;
    return inUseAtAnyTime(object, middle, middle);
  }).length;
  return (stock + 1) / (near.length + 2);
}

// --- one publisher ----------------------------------------------------------------------------------------------------

export function publisher(group: GroupShares): Measured {
  const known = group.occasions
    .map(({ objects }) => new Set(objects.flatMap((object) => group.hosts.get(object) ?? [])))
    .filter((hosts) => hosts.size > 0);
  if (known.length === 0) return unanswered("no object shows where a link leads");
  const counts = new Map<string, number>();
  for (const hosts of known) for (const host of hosts) counts.set(host, (counts.get(host) ?? 0) + 1);
  const [[host]] = [...counts].sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1)) as [[string, number]];
  const elsewhere = group.otherHosts.filter((other) => other === host).length;
  const otherwise = known.map(() => (elsewhere + 1) / (group.otherHosts.length + 2));
  const hits = known.filter((hosts) => hosts.size === 1 && hosts.has(host)).length;
  const trials: Trials = { hits, chosenFrom: counts.size, ...traced(otherwise) };
  return answered(
    judge(trials),
    `All links lead to the group's commonest host on ${inNumbers(trials, "occasions with a link", "as among the links of others")}`,
    false,
  );
}

// --- a crowd ----------------------------------------------------------------------------------------------------------

export function crowd(group: GroupShares): Measured {
  const { occasions, members, windowMs, ofObject } = group;
  let hits = 0;
  const explained: number[] = [];
  const otherwise: number[] = [];
  for (const { object, from, to } of occasions) {
    const all = ofObject(object);
    // Who was first is no crowd.
    const known = new Set(members).add(all.account[0]!);
    const shares = around(all, from);
    const rate = metByOthers(shares, known, windowMs);
    if (rate === undefined) continue;
    explained.push(rate);
    otherwise.push(coverage(shares, known, windowMs + (to - from) / 2));
    if (someoneElse(shares, from - windowMs, to + windowMs, known)) hits++;
  }
  if (explained.length === 0) return unanswered("on no occasion three or more others have the object");
  const trials: Trials = { hits, explained, otherwise };
  return answered(
    judge(trials),
    `Others than the group, and than who was first, came within the window on ${inNumbers(trials, "occasions", "as at a time taken at random from the object's life")}`,
  );
}

/** The shares nearest to a time where there are very many. */
function around({ time, account, object }: Shares, from: number): Shares {
  if (time.length <= LOOKED_AT) return { time, account, object };
  const start = Math.min(Math.max(0, placeOf(time, from) - LOOKED_AT / 2), time.length - LOOKED_AT);
  const end = start + LOOKED_AT;
  return {
    time: time.subarray(start, end),
    account: account.subarray(start, end),
    object: object.subarray(start, end),
  };
}

/** Part of the outsiders' shares that have another outsider within the window; undefined below three. */
function metByOthers(
  { time, account }: Shares,
  members: ReadonlySet<number>,
  windowMs: number,
): number | undefined {
  const outside = [...time.keys()].filter((i) => !members.has(account[i]!));
  if (outside.length < 3) return undefined;
  const close = (i: number | undefined, j: number | undefined): boolean =>
    i !== undefined &&
    j !== undefined &&
    account[i] !== account[j] &&
    Math.abs(time[i]! - time[j]!) <= windowMs;
  return (
    outside.filter((i, z) => close(i, outside[z - 1]) || close(i, outside[z + 1])).length / outside.length
  );
}

// --- the call of one day ----------------------------------------------------------------------------------------------

export function publicCall(group: GroupShares): Measured {
  const { occasions, members, around: surroundings, ofObject } = group;
  const all = new Map<number, number>();
  const followed = new Map<number, number>();
  for (const { object, from, accounts } of occasions) {
    const day = Math.floor(from / DAY);
    all.set(day, (all.get(day) ?? 0) + 1);
    const { time, account } = ofObject(object);
    const others = new Set<number>();
    for (let i = placeOf(time, day * DAY); i < time.length && time[i]! < (day + 1) * DAY; i++)
      if (!members.has(account[i]!)) others.add(account[i]!);
    if (others.size >= accounts) followed.set(day, (followed.get(day) ?? 0) + 1);
  }
  const days = [...all.keys()].sort(
    (x, y) => (followed.get(y) ?? 0) - (followed.get(x) ?? 0) || all.get(y)! - all.get(x)! || x - y,
  );
  const day = days[0];
  if (day === undefined) return unanswered("the group has no occasions");
  if (surroundings.days.size < 3) return unanswered("the posts are of one or two days");
  const otherwise = occasions.map(() => (surroundings.days.get(day) ?? 0) / surroundings.shares);
  const trials: Trials = { hits: followed.get(day) ?? 0, chosenFrom: days.length, ...traced(otherwise) };
  return answered(
    judge(trials),
    `The day is the same, and no fewer others than members shared the object on it, on ${inNumbers(trials, "occasions", "as the shares of all accounts lie over the days")}`,
    false,
  );
}
