/**
 * The posts of a group as its ordinary explanations read them (`explain/input.ts`): occasions, and the shares around them.
 * The one place where they are made. Columns are laid out once a run, by object and by account; lists are sorted when they
 * are asked for and kept.
 */
import {
  RESOLUTION_MS,
  sittingCut,
  sittings,
  sittingScale,
  type ShareColumns,
} from "../../../kernel/index.ts";
import {
  DAY,
  evenly,
  OCCASIONS_JUDGED,
  type GroupShares,
  type Occasion,
  type Shares,
  type Surroundings,
} from "./explain/input.ts";

const SAMPLED_OBJECTS = 500;

export interface ShareIndex {
  readonly columns: ShareColumns;
  readonly ofObject: (object: number) => Shares;
  readonly ofAccount: (account: number) => Shares;
  readonly around: Surroundings;
}

/** Two lists of all shares: 8 bytes a share, and what is asked for. */
export function shareIndex(columns: ShareColumns): ShareIndex {
  const byObject = places(columns.object, columns.objects);
  const byAccount = places(columns.account, columns.accounts);
  const list = (kept: Map<number, Shares>, lists: Lists) => (code: number) => {
    const known =
      kept.get(code) ?? sharesAt(columns, lists.order.subarray(lists.start[code], lists.start[code + 1]));
    kept.set(code, known);
    return known;
  };
  const shared = Array.from({ length: columns.objects }, (_, object) => object).filter(
    (object) => byObject.start[object + 1]! > byObject.start[object]!,
  );
  return {
    columns,
    ofObject: list(new Map(), byObject),
    ofAccount: list(new Map(), byAccount),
    around: surroundings(columns, Int32Array.from(evenly(shared, SAMPLED_OBJECTS))),
  };
}

interface Lists {
  readonly start: Int32Array;
  readonly order: Int32Array;
}

/** Places of the shares by code: counted, then dealt. */
function places(codes: Int32Array, n: number): Lists {
  const start = new Int32Array(n + 1);
  for (const code of codes) start[code + 1]!++;
  for (let code = 0; code < n; code++) start[code + 1]! += start[code]!;
  const next = start.slice();
  const order = new Int32Array(codes.length);
  codes.forEach((code, i) => (order[next[code]!++] = i));
  return { start, order };
}

function sharesAt({ time, account, object }: ShareColumns, places: Int32Array): Shares {
  const sorted = places
    .slice()
    .sort((x, y) => time[x]! - time[y]! || account[x]! - account[y]! || object[x]! - object[y]!);
  return {
    time: Float64Array.from(sorted, (i) => time[i]!),
    account: sorted.map((i) => account[i]!),
    object: sorted.map((i) => object[i]!),
  };
}

function surroundings({ time, resolution, length }: ShareColumns, sample: Int32Array): Surroundings {
  const fine = RESOLUTION_MS[resolution] <= RESOLUTION_MS.minute;
  const minutes = new Float64Array(60);
  const days = new Map<number, number>();
  for (const t of time) {
    if (fine) minutes[((Math.floor(t / 60_000) % 60) + 60) % 60]!++;
    const day = Math.floor(t / DAY);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return { ...(fine ? { minutes } : {}), days, shares: length, sample };
}

/** A group: its accounts, and the shares with which they met (indices in the columns). */
export interface Met {
  readonly accounts: Int32Array;
  readonly shares: Int32Array;
}

/** @param hosts of objects whose values were asked for (`hostOf`) */
export function groupShares(
  index: ShareIndex,
  { accounts, shares }: Met,
  windowMs: number,
  hosts: ReadonlyMap<number, string>,
): GroupShares {
  const { columns, ofObject, ofAccount, around } = index;
  const members = new Set(accounts);
  const stepMs = RESOLUTION_MS[columns.resolution];
  const sittingMs = sittingScale({ windowMs, resolution: columns.resolution });
  const apart = (object: number): boolean =>
    ofObject(object).account.every((account) => !members.has(account));
  return {
    members,
    windowMs,
    sittingMs,
    stepMs,
    occasions: evenly(occasionsOf(index, shares, sittingMs, windowMs), OCCASIONS_JUDGED),
    ofObject,
    ofAccount,
    around,
    hosts,
    otherHosts: [...around.sample].flatMap((object) => {
      const host = hosts.get(object);
      return host !== undefined && apart(object) ? [host] : [];
    }),
  };
}

/** Shares that met, cut into sittings. */
function occasionsOf(
  { columns, ofObject }: ShareIndex,
  shares: Int32Array,
  sittingMs: number,
  windowMs: number,
): Occasion[] {
  const { time } = columns;
  const order = [...shares].sort(
    (x, y) => time[x]! - time[y]! || columns.account[x]! - columns.account[y]! || x - y,
  );
  const starts = sittings(
    order.map((share) => time[share]!),
    sittingCut(sittingMs),
  );
  return starts
    .slice(1)
    .map((end, n) =>
      occasion(columns, order.slice(starts[n], end), (object) => ofObject(object).time.length, windowMs),
    );
}

/** Shares of one object that follow each other within the window. */
interface Meeting {
  readonly object: number;
  readonly places: readonly number[];
  readonly accounts: number;
}

function occasion(
  columns: ShareColumns,
  part: readonly number[],
  sharesOf: SharesOf,
  windowMs: number,
): Occasion {
  const { time, object, author } = columns;
  const byObject = new Map<number, number[]>();
  const authors = new Map<number, number>();
  for (const share of part) {
    const known = byObject.get(object[share]!);
    if (known === undefined) byObject.set(object[share]!, [share]);
    else known.push(share);
    const by = author?.[share] ?? -1;
    if (by >= 0) authors.set(by, (authors.get(by) ?? 0) + 1);
  }
  const [best] = [...byObject]
    .flatMap(([code, places]) => meetings(columns, code, places, windowMs))
    .sort(
      (x, y) => y.accounts - x.accounts || sharesOf(x.object) - sharesOf(y.object) || x.object - y.object,
    ) as [Meeting, ...Meeting[]];
  const [most] = [...authors].sort(([x, a], [y, b]) => b - a || x - y);
  return {
    from: time[best.places[0]!]!,
    to: time[best.places.at(-1)!]!,
    accounts: best.accounts,
    object: best.object,
    objects: [...byObject.keys()].sort((x, y) => x - y),
    ...(most === undefined ? {} : { author: most[0] }),
  };
}

type SharesOf = (object: number) => number;

function meetings(
  { time, account }: ShareColumns,
  object: number,
  shares: readonly number[],
  windowMs: number,
): Meeting[] {
  const parts: number[][] = [];
  for (const share of shares) {
    const last = parts.at(-1);
    if (last === undefined || time[share]! - time[last.at(-1)!]! > windowMs) parts.push([share]);
    else last.push(share);
  }
  return parts.map((places) => ({
    object,
    places,
    accounts: new Set(places.map((share) => account[share]!)).size,
  }));
}

const LINK = /https?:\/\/(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})/i;
const BARE = /^(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?:[/:?#]|$)/i;

/** Short links hide where they lead. */
const SHORT = new Set(
  "t.co bit.ly goo.gl tinyurl.com ow.ly buff.ly dlvr.it ift.tt is.gd fb.me wp.me lnkd.in cutt.ly rebrand.ly vk.cc clck.ru".split(
    " ",
  ),
);

/** The host that a value leads to; undefined where it holds no link or a short one. */
export function hostOf(value: string): string | undefined {
  const host = (LINK.exec(value) ?? BARE.exec(value))?.[1]?.toLowerCase();
  return host === undefined || SHORT.has(host) ? undefined : host;
}
