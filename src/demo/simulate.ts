/**
 * The demo's simulator: an invented country before an election, for scoring detectors against a known truth.
 *
 * Ordinary accounts have heavy-tailed activity and a day and a week; items have heavy-tailed reach and cascades with
 * log-normal delays. Into this go a synthetic test signal (three teams that share numbered placeholders at set times), a
 * newsroom's automatic feed and a community, both harmless, a tilt and a shift of the teams' topics, a one-sided release on its way through the posts, and
 * rows that an import has to reject. All of it but the harmless can be left out, for the rate at which nothing is found. Texts are placeholders such as `item 0412 #tag3`; nothing here is of use outside a test.
 *
 * Pure: the same seed gives the same bytes. About 29,000 posts in about 0.3 s.
 */
import { Random } from "../kernel/random.ts";
import {
  COUNT,
  ALDER,
  CROSSING_DAY,
  FIRST_DAY,
  LAST_DAY,
  POLL_LINE,
  ROWAN,
  SHIFT_DAY,
  VOTE_DAY,
  dayStart,
  stamp,
} from "./calendar.ts";
import { csv } from "./csv.ts";
import { leakTruth, leakedPages, markersOf, ordinaryPages } from "./leak.ts";
import { TEAM_PLANS, newsroomLife, teamLife } from "./groups.ts";
import type { Slot } from "./groups.ts";
import { communityLife, ordinaryLife, ordinaryTopic, steadyTopic } from "./ordinary.ts";
import { GROUP_SIZES, population } from "./population.ts";
import type { Account, GroupName, Role } from "./population.ts";
import type { Topic } from "./calendar.ts";
import { Crowd, Stream } from "./stream.ts";
import type { Post } from "./stream.ts";
import {
  EVENTS,
  SET_PLANS,
  collectedTable,
  evenPlans,
  eventTable,
  markerTable,
  pollSeries,
  pollTable,
} from "./tables.ts";
import type { DemoTruth, GroupTruth, RejectTruth } from "./truth.ts";

/** File name to UTF-8 text: `posts.csv`, `polls.csv`, `collected.csv`, `events.csv`, `markers.csv`, `truth.json`. */
export type DemoFiles = ReadonlyMap<string, string>;

/** The seed of the demo case; the reasoning in `examples/demo` cites hashes and rows of this one. */
export const DEMO_SEED = 2031;

export const DEMO_NOTICE = "Demonstration. The country, persons and posts are invented.";

const POST_COLUMNS = ["post", "account", "time", "text", "url", "reshare", "language", "topic"] as const;
const DUPLICATES = 12;

/** Each part has a stream of numbers of its own, so that a change of one part leaves the others as they are. */
const PARTS = [
  "accounts",
  "ordinary",
  "community",
  "team-1",
  "team-2",
  "team-3",
  "newsroom",
  "rows",
  "polls",
  "sets",
  "releases",
] as const;

export interface DemoOptions {
  /**
   * Whether anything is planted. Without, the same accounts live as the others do, nobody minds the court's ruling, the polls stay at
   * one level, sets come out by tosses, and there is no `truth.json`, because there is nothing to be found. True unless told.
   */
  readonly plants?: boolean;
}

/**
 * @param seed an integer from 0 to 2^46
 * @returns the files of one simulated case; no clock, no environment, no file is read
 */
export function simulateDemo(seed: number = DEMO_SEED, { plants = true }: DemoOptions = {}): DemoFiles {
  const random = (part: (typeof PARTS)[number]): Random => new Random(seed * 64 + PARTS.indexOf(part));
  const accounts = population(random("accounts"));
  const of = (role: Role): readonly Account[] => accounts.filter((account) => account.role === role);
  // the teams have ordinary days, too; the newsroom's accounts carry the feed and nothing else
  const crowd = new Crowd(accounts.filter((account) => account.role !== "newsroom"));

  const stream = new Stream();
  const topicAt = plants ? ordinaryTopic : steadyTopic;
  ordinaryLife(stream, random("ordinary"), crowd, topicAt);
  communityLife(stream, random("community"), new Crowd(of("community")));
  const slots = new Map<GroupName, readonly Slot[]>();
  if (plants)
    for (const team of ["team-1", "team-2", "team-3"] as const)
      slots.set(team, teamLife(stream, random(team), of(team), crowd, TEAM_PLANS[team]));
  slots.set("newsroom", newsroomLife(stream, random("newsroom"), of("newsroom"), crowd, topicAt));

  const posts = stream.posts
    .map((post, made) => ({ post, made }))
    .sort((a, b) => a.post.time - b.post.time || a.made - b.made)
    .map(({ post }) => post);
  const table = postTable(random("rows"), posts);
  const series = pollSeries(random("polls"), plants);
  const collected = collectedTable(random("sets"), plants ? SET_PLANS : evenPlans(random("releases")));
  const events = plants ? EVENTS : EVENTS.filter(({ kind }) => kind !== "poll crossing");
  const pages = plants ? leakedPages(TURNED.flatMap((name) => slots.get(name)!)) : ordinaryPages(posts);
  const files = [
    ["posts.csv", table.text],
    ["polls.csv", pollTable(random("polls"), series)],
    ["collected.csv", collected.text],
    ["events.csv", eventTable(events)],
    ["markers.csv", markerTable(markersOf(pages))],
  ] as const;
  if (!plants) return new Map(files);
  const truth: DemoTruth = {
    format: 1,
    notice: DEMO_NOTICE,
    seed,
    country: "Ostmere",
    zone: "UTC+01:00",
    period: { from: FIRST_DAY, to: LAST_DAY, vote: VOTE_DAY },
    counts: {
      rows: table.rows,
      posts: posts.length,
      rejected: table.rejects.length,
      duplicates: table.duplicates.length,
      accounts: new Set(posts.map((post) => post.account)).size,
    },
    accounts: Object.fromEntries(
      accounts.map(({ name, role }) => [name, role] as const).sort((a, b) => (a[0] < b[0] ? -1 : 1)),
    ),
    groups: groupTruths(of, slots),
    shift: shiftTruth(posts, slots),
    tilt: tiltTruth(posts, slots),
    leak: leakTruth(posts, pages, TURNED),
    poll: { line: POLL_LINE, crossing: CROSSING_DAY },
    sets: collected.sets,
    rejects: table.rejects,
    duplicates: table.duplicates,
  };
  return new Map([...files, ["truth.json", `${JSON.stringify(truth, null, 1)}\n`]]);
}

/** Identifiers as long as a platform's: beyond 2^53, so that a spreadsheet ruins them. */
function postId(index: number): string {
  return `1931${String(index * 7919 + 104_729).padStart(15, "0")}`;
}

interface PostTable {
  readonly text: string;
  readonly rows: number;
  readonly rejects: readonly RejectTruth[];
  readonly duplicates: readonly number[];
}

/** Posts in order of time, with some rows repeated and some that cannot be kept put in between. */
function postTable(random: Random, posts: readonly Post[]): PostTable {
  const ids = new Map(posts.map((post, index) => [post, postId(index)] as const));
  const good = (post: Post): string[] => [
    ids.get(post)!,
    post.account.name,
    stamp(post.time),
    post.text,
    post.url,
    post.reshares === undefined ? "" : ids.get(post.reshares)!,
    "xx",
    post.topic,
  ];
  const repeat = new Set<number>();
  while (repeat.size < DUPLICATES) repeat.add(random.below(posts.length));
  const bad = badRows(random, posts.length);

  const rows: string[][] = [];
  const rejects: RejectTruth[] = [];
  const duplicates: number[] = [];
  posts.forEach((post, index) => {
    const row = good(post);
    rows.push(row);
    if (repeat.has(index)) duplicates.push(rows.push(row));
    for (const { column, value, code } of bad.filter((other) => other.after === index)) {
      const broken = good(post);
      broken[0] = postId(posts.length + rejects.length);
      broken[POST_COLUMNS.indexOf(column)] = value;
      rejects.push({ row: rows.push(broken), code, column, value });
    }
  });
  return { text: csv(POST_COLUMNS, rows), rows: rows.length, rejects, duplicates };
}

interface BadRow {
  readonly after: number;
  readonly code: RejectTruth["code"];
  readonly column: (typeof POST_COLUMNS)[number];
  readonly value: string;
}

function badRows(random: Random, posts: number): readonly BadRow[] {
  const kinds: readonly Omit<BadRow, "after">[] = [
    { code: "ACCOUNT_MISSING", column: "account", value: "" },
    { code: "ACCOUNT_MISSING", column: "account", value: "" },
    { code: "ACCOUNT_MISSING", column: "account", value: "" },
    { code: "TIME_UNREADABLE", column: "time", value: "yesterday" },
    { code: "TIME_UNREADABLE", column: "time", value: "late on Friday" },
    { code: "ID_SPREADSHEET", column: "post", value: "1.23E+18" },
    { code: "ID_SPREADSHEET", column: "post", value: "1.93E+18" },
  ];
  // not near the start, where a reader guesses the types of the columns
  const half = Math.floor(posts / 2);
  return kinds.map((kind) => ({ ...kind, after: half + random.below(posts - half) }));
}

function groupTruths(
  of: (role: Role) => readonly Account[],
  slots: ReadonlyMap<GroupName, readonly Slot[]>,
): readonly GroupTruth[] {
  return (Object.keys(GROUP_SIZES) as GroupName[]).map((name) => ({
    name,
    coordinated: name.startsWith("team-"),
    accounts: of(name)
      .map((account) => account.name)
      .sort(),
    slots: (slots.get(name) ?? []).map(({ item, time }) => ({
      time: stamp(time),
      url: item.url,
      topic: item.topic,
    })),
  }));
}

/** The groups whose topics are planted. */
const TURNED: readonly GroupName[] = ["team-1", "team-2"];

interface Kinds {
  /** A post of one of these groups that shares an item of its own schedule. */
  readonly team: (post: Post) => boolean;
  /** A post of an ordinary account with a topic that shares none of these items. */
  readonly ordinary: (post: Post) => boolean;
}

function kindsOf(slots: ReadonlyMap<GroupName, readonly Slot[]>): Kinds {
  const scheduled = new Map(
    TURNED.map((name) => [name as Role, new Set(slots.get(name)!.map(({ item }) => item.url))]),
  );
  const pushed = new Set([...scheduled.values()].flatMap((urls) => [...urls]));
  return {
    team: (post) => scheduled.get(post.account.role)?.has(post.url) ?? false,
    ordinary: (post) => post.account.role === "ordinary" && post.topic !== "" && !pushed.has(post.url),
  };
}

/** The share of a topic among these posts, to three decimals: counted as they are, not as they were planned. */
function shareOf(topic: Topic, among: readonly Post[]): number {
  return Math.round((1000 * among.filter((post) => post.topic === topic).length) / among.length) / 1000;
}

function shiftTruth(
  posts: readonly Post[],
  slots: ReadonlyMap<GroupName, readonly Slot[]>,
): DemoTruth["shift"] {
  const { team, ordinary } = kindsOf(slots);
  const day = dayStart(SHIFT_DAY);
  const share = (kept: (post: Post) => boolean): number => shareOf(COUNT, posts.filter(kept));
  return {
    from: SHIFT_DAY,
    groups: TURNED,
    topic: COUNT,
    before: share((post) => team(post) && post.time < day),
    after: share((post) => team(post) && post.time >= day),
    ordinaryBefore: share((post) => ordinary(post) && post.time < day),
    ordinaryAfter: share((post) => ordinary(post) && post.time >= day),
  };
}

function tiltTruth(
  posts: readonly Post[],
  slots: ReadonlyMap<GroupName, readonly Slot[]>,
): DemoTruth["tilt"] {
  const { team, ordinary } = kindsOf(slots);
  const either = posts.filter(({ topic }) => topic === ALDER || topic === ROWAN);
  return {
    groups: TURNED,
    subject: ALDER,
    other: ROWAN,
    share: shareOf(ALDER, either.filter(team)),
    ordinary: shareOf(ALDER, either.filter(ordinary)),
  };
}
