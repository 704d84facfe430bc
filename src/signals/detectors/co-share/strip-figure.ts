/**
 * Account by time: who shared the objects of a group, and when. Members are rows under their pseudonyms; others who shared
 * the same objects stand below without a name, because columns among members prove nothing where everybody has them.
 *
 * Drawn are the best attended occasions, the members who took part most often, and of the others those with most shares in
 * the time that is drawn: the ones that look most like members. Whatever is not drawn is counted. Linear in shares, but for
 * sorting each row.
 */
import type { StripFigure } from "../../../model/finding.ts";
import { bestAttended, type Occasion } from "./occasions-figure.ts";

/** Shares side by side: account and object codes, times in milliseconds since 1970 UTC. */
export interface Shares {
  readonly account: Int32Array;
  readonly object: Int32Array;
  readonly time: Float64Array;
}

export interface StripInput {
  /** Letter of the group, codes of its members and their pseudonyms in the same order. */
  readonly group: {
    readonly id: string;
    readonly accounts: Int32Array;
    readonly pseudonyms: readonly string[];
  };
  readonly occasions: readonly Occasion[];
  /** Shares of the group's objects: by its members, and by anybody else. */
  readonly shares: Shares;
  readonly outsiders: Shares;
  /** Up to so many milliseconds apart counts as close. */
  readonly windowMs: number;
  /** At least so much time is drawn before and after an occasion: window plus twice an account's own scale. */
  readonly reachMs: number;
}

const MOST_MEMBERS = 40;
const MOST_OUTSIDERS = 20;
/** Marks of one kind in one row; of more, so many evenly taken. */
const MOST_MARKS = 60;
/** The axis is broken, the longest gap first, where nobody meets for longer than this part of what is left; so often at most. */
const BREAK_PART = 1 / 8;
const MOST_BREAKS = 8;
/** Room before and after what is drawn, as a part of it. */
const MARGIN_PART = 0.03;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface Row {
  readonly met: number[];
  readonly other: number[];
}

/** The strip of a group; undefined where it has no occasion. */
export function stripFigure(input: StripInput): StripFigure | undefined {
  const drawn = bestAttended(input.occasions);
  const stretches = stretchesOf(drawn, input.reachMs);
  const [first] = stretches;
  if (first === undefined) return undefined;
  const seconds = (time: number): number => Math.floor((time - first.from) / 1000);
  const members = drawnMembers(input, stretches);
  const outsiders = drawnOutsiders(input.outsiders, stretches);
  const rows = members.map(({ pseudonym, row }) => ({
    id: pseudonym,
    met: thinned(row.met).map(seconds),
    other: thinned(row.other).map(seconds),
  }));
  const below = outsiders.map((times) => thinned(times).map(seconds));
  const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0);
  return {
    kind: "strip",
    group: input.group.id,
    from: new Date(first.from).toISOString(),
    unit: "s",
    stretches: stretches.map(({ from, to }) => ({ from: seconds(from), to: seconds(to) })),
    occasions: drawn.map((one) => ({
      from: seconds(one.time),
      to: seconds(one.until),
      accounts: one.members.length,
      objects: one.objects.length,
    })),
    members: rows,
    outsiders: below,
    omitted: {
      members: input.group.accounts.length - rows.length,
      outsiders: new Set(input.outsiders.account).size - below.length,
      occasions: input.occasions.length - drawn.length,
      shares: input.shares.time.length - sum(rows.map(({ met, other }) => met.length + other.length)),
      outsiderShares: input.outsiders.time.length - sum(below.map((times) => times.length)),
    },
  };
}

/** The time around the occasions, in whole seconds, broken where nobody meets for long. */
function stretchesOf(occasions: readonly Occasion[], reachMs: number): Stretch[] {
  const parts = broken(joined(occasions, 2 * reachMs));
  const shown = parts.reduce((sum, { from, to }) => sum + to - from, 0);
  const margin = Math.max(1000, reachMs, shown * MARGIN_PART);
  const wide = parts.map(({ from, to }) => ({ time: from - margin, until: to + margin }));
  return joined(wide, 0).map(({ from, to }) => ({
    from: Math.floor(from / 1000) * 1000,
    to: Math.ceil(to / 1000) * 1000,
  }));
}

/** The stretches that are left when the longest gaps are cut out. */
function broken(parts: readonly Stretch[]): Stretch[] {
  const gaps = parts.slice(1).map(({ from }, i) => ({ from, gap: from - parts[i]!.to }));
  let shown = parts.length === 0 ? 0 : parts.at(-1)!.to - parts[0]!.from;
  const cut = new Set<number>();
  for (const { from, gap } of gaps.toSorted((x, y) => y.gap - x.gap)) {
    if (gap <= shown * BREAK_PART || cut.size === MOST_BREAKS) break;
    cut.add(from);
    shown -= gap;
  }
  const left: Stretch[] = [];
  for (const { from, to } of parts)
    if (left.length === 0 || cut.has(from)) left.push({ from, to });
    else left.push({ from: left.pop()!.from, to });
  return left;
}

/** Spans in order of their beginnings, joined where no more than `gap` lies between two. */
function joined(spans: readonly Pick<Occasion, "time" | "until">[], gap: number): Stretch[] {
  const parts: { from: number; to: number }[] = [];
  for (const { time, until } of spans) {
    const last = parts.at(-1);
    if (last !== undefined && time - last.to <= gap) last.to = Math.max(last.to, until);
    else parts.push({ from: time, to: until });
  }
  return parts;
}

const isIn = (stretches: readonly Stretch[], time: number): boolean =>
  stretches.some(({ from, to }) => time >= from && time < to);

/** The members who took part most often, in the order of their pseudonyms, with what they shared in these stretches. */
function drawnMembers(
  { group, occasions, shares, windowMs }: StripInput,
  stretches: readonly Stretch[],
): { readonly pseudonym: string; readonly row: Row }[] {
  const part = partOf(occasions, windowMs);
  const rows = new Map(
    Array.from(group.accounts, (account): [number, Row] => [account, { met: [], other: [] }]),
  );
  shares.time.forEach((time, i) => {
    const account = shares.account[i]!;
    if (!isIn(stretches, time)) return;
    rows.get(account)?.[part(account, shares.object[i]!, time) ? "met" : "other"].push(time);
  });
  const attended = new Map<number, number>();
  for (const { members } of occasions)
    for (const account of members) attended.set(account, (attended.get(account) ?? 0) + 1);
  const places = [...group.accounts.keys()];
  const often = (place: number): number => attended.get(group.accounts[place]!) ?? 0;
  return places
    .toSorted((x, y) => often(y) - often(x) || x - y)
    .slice(0, MOST_MEMBERS)
    .toSorted((x, y) => x - y)
    .map((place) => ({ pseudonym: group.pseudonyms[place]!, row: rows.get(group.accounts[place]!)! }));
}

/** Whether a share belongs to an occasion: its account took part, with this object, in this time. */
function partOf(
  occasions: readonly Occasion[],
  windowMs: number,
): (account: number, object: number, time: number) => boolean {
  interface Attended extends Pick<Occasion, "time" | "until"> {
    readonly members: ReadonlySet<number>;
  }
  const byObject = new Map<number, Attended[]>();
  for (const { time, until, members, objects } of occasions) {
    const attended = { time, until, members: new Set(members) };
    for (const object of objects)
      if (byObject.get(object)?.push(attended) === undefined) byObject.set(object, [attended]);
  }
  return (account, object, at) =>
    (byObject.get(object) ?? []).some(
      ({ time, until, members }) => at >= time - windowMs && at <= until + windowMs && members.has(account),
    );
}

/** Times in these stretches of the accounts that have most of them, the most first. */
function drawnOutsiders({ account, time }: Shares, stretches: readonly Stretch[]): number[][] {
  const rows = new Map<number, number[]>();
  time.forEach((at, i) => {
    if (!isIn(stretches, at)) return;
    if (rows.get(account[i]!)?.push(at) === undefined) rows.set(account[i]!, [at]);
  });
  return [...rows]
    .toSorted(([a, x], [b, y]) => y.length - x.length || a - b)
    .slice(0, MOST_OUTSIDERS)
    .map(([, times]) => times);
}

/** In order, and at most as many as a row shows, evenly taken. */
function thinned(times: readonly number[]): number[] {
  const inOrder = times.toSorted((x, y) => x - y);
  const step = Math.max(1, inOrder.length / MOST_MARKS);
  return Array.from(
    { length: Math.min(MOST_MARKS, inOrder.length) },
    (_, i) => inOrder[Math.floor(i * step)]!,
  );
}
