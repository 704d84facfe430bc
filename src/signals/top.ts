/**
 * The commonest values of a column over time: what people look for first, and the way to choose a theme before a run. Counts and no
 * test: among many values some rise by chance. Linear in posts and in shares of the column.
 */
import { PlumblineError } from "../errors.ts";
import type { DetectorSource } from "./detector.ts";
import type { GivenGroup } from "./given.ts";
import { kindOfGroup, postsOfGroup, readPosts } from "./shared/post-columns.ts";
import type { PostTable, PostValues } from "./shared/post-columns.ts";
import { DAY, isoDay } from "./shared/dates.ts";

/** Days of a period that is drawn as one. */
export const PERIODS = { day: 1, week: 7 } as const;
export type Period = keyof typeof PERIODS;
/** Periods at most: a column of years by day would be no table. */
const MOST_PERIODS = 2000;

export interface TopAsked {
  /** `hashtag`, `domain`, `url`, `mention`, `account`, or the name of a column. */
  readonly column: string;
  readonly by: Period;
  readonly most: number;
  /** Whose posts; all without one. */
  readonly group?: GivenGroup;
  /** With whose posts they are compared; with all others where there is a group and nothing is named. */
  readonly comparison?: GivenGroup;
}

export interface TopRow {
  readonly value: string;
  /** Posts of the group that have it, and the accounts of these. */
  readonly posts: number;
  readonly accounts: number;
  /** Of the posts of the group, and of the comparison, the share that has it, 0 to 1. */
  readonly share: number;
  readonly elsewhere: number | null;
  /** Posts of each period. */
  readonly counts: readonly number[];
}

export interface Top {
  readonly column: string;
  readonly by: Period;
  /** First day of each period, `YYYY-MM-DD` UTC; weeks begin on a Monday. */
  readonly periods: readonly string[];
  /** Posts of the group in all, and of the comparison; null without one. */
  readonly posts: number;
  readonly elsewhere: number | null;
  /** Distinct values in posts of the group. */
  readonly values: number;
  /** The commonest first; equal ones in order of their text. */
  readonly rows: readonly TopRow[];
}

const KINDS = new Set(["hashtag", "domain", "url", "exact-url", "mention", "reshare", "media"]);

/** The kind of object that a column's name means; undefined for accounts, which every post has. */
const kindOf = (column: string): string | undefined =>
  column === "account" ? undefined : KINDS.has(column) || column.includes(":") ? column : `column:${column}`;

/**
 * @throws PlumblineError NO_DATA without posts, or without a value; PARAMETER for no such column, IMPORT_LIMIT for too many periods.
 */
export async function topValues(source: DetectorSource, asked: TopAsked): Promise<Top> {
  const { column, by, most, group, comparison } = asked;
  const kind = kindOf(column);
  const kinds = [...(kind === undefined ? [] : [kind]), ...kindOfGroup(group), ...kindOfGroup(comparison)];
  const table = await readPosts(source, kinds);
  const isIn = await postsOfGroup(source, table, group);
  const isOther =
    comparison === undefined
      ? group === undefined
        ? undefined
        : isIn.map((one) => 1 - one)
      : await postsOfGroup(source, table, comparison);
  const values = kind === undefined ? accountsAsValues(table) : table.columns.get(kind);
  if (values === undefined)
    throw new PlumblineError("NO_DATA", `No post has a value of ${column}.`, {
      hint: "Name another column: hashtag, domain, url, mention, account, or one of the file.",
    });
  const counted = countValues(table, values, isIn, isOther);
  const first = [...counted.posts.keys()]
    .filter((code) => counted.posts[code]! > 0)
    .sort((a, b) => counted.posts[b]! - counted.posts[a]!);
  const kept = first.slice(0, most);
  const names =
    kind === undefined
      ? await source.accountNames(Int32Array.from(kept))
      : kept.map((code) => values.values[code]!);
  const periods = periodsOf(table, isIn, by);
  const counts = countsOf(table, values, isIn, kept, periods);
  const posts = sum(isIn);
  const elsewhere = isOther === undefined ? null : sum(isOther);
  return {
    column,
    by,
    periods: periods.days,
    posts,
    elsewhere,
    values: first.length,
    rows: kept
      .map((code, i) => ({
        value: names[i]!,
        posts: counted.posts[code]!,
        accounts: counted.accounts[code]!,
        share: counted.posts[code]! / Math.max(1, posts),
        elsewhere: elsewhere === null ? null : counted.others[code]! / Math.max(1, elsewhere),
        counts: counts[i]!,
      }))
      .sort((a, b) => b.posts - a.posts || (a.value < b.value ? -1 : 1)),
  };
}

const sum = (flags: Uint8Array): number => flags.reduce((all, one) => all + one, 0);

/** Each post has its account. */
function accountsAsValues({ posts }: PostTable): PostValues {
  return {
    post: Int32Array.from({ length: posts.length }, (_, i) => i),
    object: posts.account,
    values: Array.from({ length: posts.accounts }, () => ""),
  };
}

/** Posts and distinct accounts of each value; a post that has a value twice counts once, as shares of one post follow one another. */
function countValues(
  { posts }: PostTable,
  { post, object, values }: PostValues,
  isIn: Uint8Array,
  isOther: Uint8Array | undefined,
): { readonly posts: Int32Array; readonly others: Int32Array; readonly accounts: Int32Array } {
  const n = values.length;
  const counted = { posts: new Int32Array(n), others: new Int32Array(n), accounts: new Int32Array(n) };
  const seen = new Set<number>();
  const lastPost = new Int32Array(n).fill(-1);
  for (let i = 0; i < object.length; i++) {
    const at = post[i]!;
    const code = object[i]!;
    if (at < 0 || lastPost[code] === at) continue;
    lastPost[code] = at;
    if (isOther?.[at] === 1) counted.others[code]!++;
    if (isIn[at] !== 1) continue;
    counted.posts[code]!++;
    const pair = code * posts.accounts + posts.account[at]!;
    if (seen.has(pair)) continue;
    seen.add(pair);
    counted.accounts[code]!++;
  }
  return counted;
}

interface Periods {
  readonly days: readonly string[];
  readonly indexOf: (time: number) => number;
}

function periodsOf({ posts }: PostTable, isIn: Uint8Array, by: Period): Periods {
  let [from, to] = [Infinity, -Infinity];
  for (let i = 0; i < posts.length; i++)
    if (isIn[i] === 1) {
      from = Math.min(from, posts.time[i]!);
      to = Math.max(to, posts.time[i]!);
    }
  if (from > to) throw new PlumblineError("NO_DATA", "The group has no posts.");
  const length = PERIODS[by] * DAY;
  const firstDay = Math.floor(from / DAY) * DAY;
  // The first of January 1970 was a Thursday.
  const start = by === "week" ? firstDay - ((firstDay / DAY + 3) % 7) * DAY : firstDay;
  const count = Math.floor((to - start) / length) + 1;
  if (count > MOST_PERIODS)
    throw new PlumblineError(
      "IMPORT_LIMIT",
      `The posts go over ${count} ${by}s; ${MOST_PERIODS} is the most.`,
      {
        hint: "Count by week.",
      },
    );
  return {
    days: Array.from({ length: count }, (_, i) => isoDay(start + i * length)),
    indexOf: (time) => Math.floor((time - start) / length),
  };
}

function countsOf(
  { posts }: PostTable,
  { post, object }: PostValues,
  isIn: Uint8Array,
  kept: readonly number[],
  periods: Periods,
): number[][] {
  const placeOf = new Map(kept.map((code, i) => [code, i]));
  const counts = kept.map(() => periods.days.map(() => 0));
  const last = new Int32Array(kept.length).fill(-1);
  for (let i = 0; i < object.length; i++) {
    const place = placeOf.get(object[i]!);
    const at = post[i]!;
    if (place === undefined || at < 0 || isIn[at] !== 1 || last[place] === at) continue;
    last[place] = at;
    counts[place]![periods.indexOf(posts.time[at]!)]!++;
  }
  return counts;
}
