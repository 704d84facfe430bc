/**
 * Explanations by where the objects come from: one account's audience, a notification, a feed. A source is looked for among
 * the accounts of these posts; one outside of them is not seen, and each explanation says so in its check.
 */
import { DAY, placeOf, someoneElse, type GroupShares, type Occasion, type Shares } from "./input.ts";
import { inNumbers, judge, traced, type Trials } from "./judge.ts";
import { answered, unanswered, type Measured } from "./measured.ts";
import { duration } from "../../../../words.ts";

/** Longest a notification is allowed to take, and shares of an object that are searched before an occasion. */
const QUICK_MS = 900_000;
const SEARCHED = 500;
/** Accounts tried as the feed. */
const FEEDS = 20;

const rate = (part: number, whole: number): number => (part + 1) / (whole + 2);

/** The first share of an object by anybody. */
const firstOf = ({ time, account }: Shares): { time: number; account: number } => ({
  time: time[0]!,
  account: account[0]!,
});

// --- notification -----------------------------------------------------------------------------------------------------

export function notification(group: GroupShares): Measured {
  const { occasions, members, windowMs, stepMs } = group;
  const quick = Math.max(2 * stepMs, Math.min(5 * windowMs, QUICK_MS));
  let hits = 0;
  let soon = 0;
  let later = 0;
  const counted = new Set<number>();
  for (const { object, from } of occasions) {
    const { time, account } = group.ofObject(object);
    const first = firstOf({ time, account, object: account });
    if (!members.has(first.account) && from - first.time <= quick) hits++;
    if (counted.has(object)) continue;
    counted.add(object);
    for (let i = 1; i < time.length; i++) {
      if (members.has(account[i]!)) continue;
      later++;
      if (time[i]! - first.time <= quick) soon++;
    }
  }
  const trials: Trials = { hits, ...traced(occasions.map(() => rate(soon, later))) };
  return answered(
    judge(trials),
    `Somebody outside was first, at most ${duration(quick)} before the group, on ${inNumbers(trials, "occasions", "as soon after the first as others come")}`,
  );
}

// --- a feed among these posts -----------------------------------------------------------------------------------------

/** Delay of an occasion after each outside account that had its object before, the latest share of each. */
function delaysBy({ members, ofObject }: GroupShares, { object, from }: Occasion): Map<number, number> {
  const { time, account } = ofObject(object);
  const delays = new Map<number, number>();
  const end = placeOf(time, from);
  for (let i = end - 1; i >= Math.max(0, end - SEARCHED); i--)
    if (!members.has(account[i]!) && !delays.has(account[i]!)) delays.set(account[i]!, from - time[i]!);
  return delays;
}

/** Most values inside one band of this width, and where it begins. */
function fullestBand(values: readonly number[], width: number): { most: number; from: number } {
  const sorted = [...values].sort((x, y) => x - y);
  let best = { most: 0, from: 0 };
  let low = 0;
  sorted.forEach((value, high) => {
    while (value - sorted[low]! > width) low++;
    if (high - low + 1 > best.most) best = { most: high - low + 1, from: sorted[low]! };
  });
  return best;
}

interface Feed {
  readonly account: number;
  readonly delays: readonly number[];
  readonly most: number;
  readonly from: number;
}

export function feed(group: GroupShares): Measured {
  const { occasions, windowMs, stepMs } = group;
  const width = Math.max(windowMs, 2 * stepMs);
  const byAccount = new Map<number, number[]>();
  for (const occasion of occasions)
    for (const [account, delay] of delaysBy(group, occasion)) {
      const known = byAccount.get(account);
      if (known === undefined) byAccount.set(account, [delay]);
      else known.push(delay);
    }
  const candidates = [...byAccount]
    .sort(([x, a], [y, b]) => b.length - a.length || x - y)
    .slice(0, FEEDS)
    .map(([account, delays]): Feed => ({ account, delays, ...fullestBand(delays, width) }));
  const best = candidates.reduce<Feed | undefined>(
    (a, b) => (a === undefined || b.most > a.most ? b : a),
    undefined,
  );
  const chosenFrom = candidates.reduce((n, { delays }) => n + delays.length, 0);
  const otherwise = best === undefined ? 0 : inBandOtherwise(group, best, width);
  const trials: Trials = { hits: best?.most ?? 0, chosenFrom, ...traced(occasions.map(() => otherwise)) };
  const where =
    best === undefined
      ? "One account outside had the object as long before (nobody outside was before the group at all)"
      : `The account outside that fits best had the object as long before, within ${duration(width)},`;
  return answered(
    judge(trials),
    `${where} on ${inNumbers(trials, "occasions", "as often as delays of others lie so close")}`,
    false,
  );
}

/** How often others come after the same account with a delay in one band; no less than if delays were spread evenly. */
function inBandOtherwise(group: GroupShares, { account: source, delays }: Feed, width: number): number {
  const others: number[] = [];
  for (const object of new Set(group.occasions.map((occasion) => occasion.object))) {
    const { time, account } = group.ofObject(object);
    const at = account.indexOf(source);
    if (at < 0) continue;
    for (let i = at + 1; i < Math.min(time.length, at + SEARCHED); i++)
      if (!group.members.has(account[i]!) && account[i] !== source) others.push(time[i]! - time[at]!);
  }
  const even = width / Math.max(width, ...delays);
  return Math.max(even, others.length < 20 ? 0 : fullestBand(others, width).most / others.length);
}

// --- the audience of one account --------------------------------------------------------------------------------------

/** The author whose posts were reshared where it is known, else who shared the object first. */
const sourceOf = (group: GroupShares, { object, author }: Occasion): string =>
  author === undefined ? `first ${firstOf(group.ofObject(object)).account}` : `author ${author}`;

export function audience(group: GroupShares): Measured {
  const { occasions, members, windowMs } = group;
  const inside = new Set([...members].map((member) => `first ${member}`));
  const counts = new Map<string, number>();
  for (const occasion of occasions) {
    const source = sourceOf(group, occasion);
    if (!inside.has(source)) counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1));
  const followed = occasions.map((occasion) => {
    if (sourceOf(group, occasion) !== best?.[0]) return false;
    const known = new Set(members);
    if (occasion.author === undefined) known.add(firstOf(group.ofObject(occasion.object)).account);
    const { from, to, object } = occasion;
    return someoneElse(group.ofObject(object), from - windowMs, to + windowMs, known);
  });
  const elsewhere = shareOfSource(group, best?.[0]);
  const otherwise = occasions.map((occasion) =>
    Math.max(elsewhere, coverage(group.ofObject(occasion.object), members, windowMs)),
  );
  const trials: Trials = {
    hits: followed.filter(Boolean).length,
    chosenFrom: counts.size,
    ...traced(otherwise),
  };
  if (occasions.length === 0) return unanswered("the group has no occasions");
  return answered(
    judge(trials),
    `One account outside was the source, and others than the group came within the window too, on ${inNumbers(trials, "occasions", "as often as with others, or at a time taken at random from the object's life")}`,
    false,
  );
}

/** Part of the sampled objects that nobody of the group shared which come from this account. */
function shareOfSource({ around, members, ofObject }: GroupShares, source: string | undefined): number {
  let known = 0;
  let same = 0;
  for (const object of around.sample) {
    const shares = ofObject(object);
    if (shares.time.length < 2 || shares.account.some((account) => members.has(account))) continue;
    known++;
    if (`first ${shares.account[0]!}` === source) same++;
  }
  return rate(same, known);
}

/**
 * Part of an object's life, from its first share to nine tenths of them, that lies within the window of a share of an
 * outsider: the chance to find one there for somebody who comes at any time.
 */
export function coverage({ time, account }: Shares, members: ReadonlySet<number>, windowMs: number): number {
  const end = time[Math.max(0, Math.ceil(0.9 * time.length) - 1)]!;
  const life = Math.max(end - time[0]!, 2 * windowMs);
  let covered = 0;
  let until = -Infinity;
  for (let i = 0; i < time.length && time[i]! <= end; i++) {
    if (members.has(account[i]!)) continue;
    covered += Math.max(0, time[i]! + windowMs - Math.max(until, time[i]! - windowMs));
    until = time[i]! + windowMs;
  }
  return Math.min(1, covered / Math.min(life + 2 * windowMs, life + DAY));
}
