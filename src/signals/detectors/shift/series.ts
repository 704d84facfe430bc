/** Posts as daily counts: of everything, of the group, and of each theme inside the group and outside of it. */
import { PlumblineError } from "../../../errors.ts";
import type { ShareColumns } from "../../../kernel/index.ts";
import { flagged, kindOfGroup, postsOfGroup, readPosts } from "../../shared/post-columns.ts";
import type { PostTable, PostValues } from "../../shared/post-columns.ts";
import { bitsInTexts, nameFinder, searchTexts } from "../../shared/names.ts";
import type { SubjectName, TextSearch } from "../../shared/names.ts";
import type { DetectorContext, DetectorSource } from "../../detector.ts";
import type { GivenSubject } from "../../given.ts";
import { count } from "../../../words.ts";
import { LEAST_POSTS } from "./descriptor.ts";
import type { Settings } from "./settings.ts";
import { accountsAmong, mayNameAccount } from "../../shared/account-values.ts";
import { DAY } from "../../shared/dates.ts";

const HOUR = 3_600_000;
/** More days than a century are a mistake in the times, and are not counted. */
const MOST_DAYS = 40_000;

export interface Theme {
  /** How Findings call it: the value that was named, or V1, V2, … for values that the posts brought or that may name an account. */
  readonly name: string;
  readonly value: string;
  /** Posts of the group that have it, by index; ascending. */
  readonly posts: Int32Array;
  readonly counts: Float64Array;
  /** The same outside of the group. */
  readonly outside: Float64Array;
}

export interface Days {
  /** Day number of the first day: days since 1970, from the hour at which days begin. */
  readonly start: number;
  readonly length: number;
  /** Posts of each day: all that was collected, and those of the group. */
  readonly all: Float64Array;
  readonly group: Float64Array;
  /** Day of each post, counted from the first. */
  readonly of: Int32Array;
}

export interface Daily extends Days {
  readonly posts: ShareColumns;
  /** 1 for each post of the group. */
  readonly member: Uint8Array;
  /** Accounts of the group that have posts, and the code of the one with most. */
  readonly accounts: number;
  readonly busiest: number;
  readonly themes: readonly Theme[];
  /** Values that had enough posts, of which `themes` are the commonest. */
  readonly candidates: number;
}

/**
 * @throws PlumblineError NO_DATA without posts.
 */
export async function readDaily(
  source: DetectorSource,
  settings: Settings,
  context: DetectorContext,
): Promise<Daily> {
  const { group, subjects } = settings;
  const kind = subjects.length > 0 ? undefined : settings.kind;
  const named = subjects.length > 0 ? await searchSubjects(source, subjects, context) : undefined;
  const table = await readPosts(source, [...(kind === undefined ? [] : [kind]), ...kindOfGroup(group)]);
  const member = await postsOfGroup(source, table, group);
  const days = daysOf(table.posts, member, settings.dayStart);
  const { themes, candidates } =
    named === undefined
      ? await themesIn(source, table, settings, days, member)
      : themesOfSubjects(table, named, days, member, settings);
  return {
    ...days,
    posts: table.posts,
    member,
    ...groupOf(table.posts, member),
    themes,
    candidates,
  };
}

interface Themes {
  readonly themes: readonly Theme[];
  readonly candidates: number;
}

/** The value that was named, or the commonest values of the column. */
async function themesIn(
  source: DetectorSource,
  table: PostTable,
  settings: Settings,
  days: Days,
  member: Uint8Array,
): Promise<Themes> {
  const { kind, value, most } = settings;
  if (kind === undefined)
    return { themes: [themeOf("posts", "", flagged(member), days, member)], candidates: 1 };
  const found = table.columns.get(kind);
  const all = found === undefined ? [] : themesOf(found, days, member, settings);
  const enough = all.filter(({ posts }) => posts.length >= (value === "" ? LEAST_POSTS : 1));
  const shown = value !== "" && !(await isOfAccount(source, table.posts, settings));
  const themes = shown
    ? enough
    : enough.slice(0, most).map((theme, i): Theme => ({ ...theme, name: `V${i + 1}` }));
  return { themes, candidates: enough.length };
}

interface Subjects {
  readonly subjects: readonly GivenSubject[];
  readonly names: readonly SubjectName[];
  readonly found: TextSearch;
}

async function searchSubjects(
  source: DetectorSource,
  subjects: readonly GivenSubject[],
  context: DetectorContext,
): Promise<Subjects> {
  const { names, find } = nameFinder(subjects);
  return { subjects, names, found: await searchTexts(source, find, context) };
}

/** The posts that name each subject; a post that names two is of both themes. */
function themesOfSubjects(
  { posts }: PostTable,
  { subjects, names, found }: Subjects,
  days: Days,
  member: Uint8Array,
  { most }: Settings,
): Themes {
  const { bits } = bitsInTexts(posts, found);
  const themes = subjects
    .map(({ name }, subject) => {
      let own = 0;
      names.forEach(({ subjects: bearers }, i) => {
        if (bearers.length === 1 && bearers[0] === subject) own |= 1 << i;
      });
      return themeOf(
        name,
        name,
        flagged(Uint8Array.from(bits, (bit) => Number((bit & own) !== 0))),
        days,
        member,
      );
    })
    .filter((theme) => theme.posts.length > 0);
  return { themes: themes.slice(0, most), candidates: themes.length };
}

/** Whether the theme that was named may be an account. */
async function isOfAccount(
  source: DetectorSource,
  { accounts }: ShareColumns,
  { kind = "", value }: Settings,
): Promise<boolean> {
  return mayNameAccount(kind, value) || (await accountsAmong(source, accounts, [value])).size > 0;
}

function daysOf({ time, length }: ShareColumns, member: Uint8Array, dayStart: number): Days {
  if (length === 0) throw new PlumblineError("NO_DATA", "There are no posts.");
  const day = Float64Array.from(time, (ms) => Math.floor((ms - dayStart * HOUR) / DAY));
  let [start, end] = [Infinity, -Infinity];
  for (const d of day) {
    start = Math.min(start, d);
    end = Math.max(end, d);
  }
  const n = end - start + 1;
  if (n > MOST_DAYS)
    throw new PlumblineError(
      "PARAMETER",
      `The posts go over ${count(n)} days, and ${count(MOST_DAYS)} are the most.`,
      {
        hint: "Some times are wrong: look at the first and the last post, and import the file with the right column or zone.",
      },
    );
  const of = Int32Array.from(day, (d) => d - start);
  const [all, group] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < length; i++) {
    all[of[i]!]!++;
    group[of[i]!]! += member[i]!;
  }
  return { start, length: n, all, group, of };
}

function groupOf(
  { account, accounts }: ShareColumns,
  member: Uint8Array,
): { accounts: number; busiest: number } {
  const written = new Int32Array(accounts);
  for (let i = 0; i < member.length; i++) written[account[i]!]! += member[i]!;
  let busiest = 0;
  for (let code = 1; code < accounts; code++) if (written[code]! > written[busiest]!) busiest = code;
  return { accounts: written.reduce((sum, n) => sum + Number(n > 0), 0), busiest };
}

/** The value that was named, or all values of the group's posts, the commonest first. */
function themesOf(found: PostValues, days: Days, member: Uint8Array, { value }: Settings): Theme[] {
  const wanted = found.values.map((text) => value === "" || same(text, value));
  const codes = found.values.flatMap((_, code) => (wanted[code] === true ? [code] : []));
  const lists = value === "" ? byCode(found, codes) : [{ value, posts: postsOfCodes(found, new Set(codes)) }];
  return lists
    .map((one) => themeOf(one.value, one.value, one.posts, days, member))
    .sort((a, b) => b.posts.length - a.posts.length || (a.value < b.value ? -1 : 1));
}

/** Case does not tell themes apart, as hashtags go. */
const same = (a: string, b: string): boolean =>
  a.toLowerCase().replace(/^#/, "") === b.toLowerCase().replace(/^#/, "");

function postsOfCodes({ post, object }: PostValues, codes: ReadonlySet<number>): Int32Array {
  const posts = new Set<number>();
  for (let i = 0; i < post.length; i++) if (post[i]! >= 0 && codes.has(object[i]!)) posts.add(post[i]!);
  return Int32Array.from(posts).sort();
}

function byCode(found: PostValues, codes: readonly number[]): { value: string; posts: Int32Array }[] {
  const { post, object, values } = found;
  const number = new Int32Array(values.length);
  for (let i = 0; i < post.length; i++) if (post[i]! >= 0) number[object[i]!]!++;
  const often = codes.filter((code) => number[code]! >= LEAST_POSTS);
  const lists = new Map(often.map((code) => [code, new Set<number>()]));
  for (let i = 0; i < post.length; i++) if (post[i]! >= 0) lists.get(object[i]!)?.add(post[i]!);
  return often.map((code) => ({ value: values[code]!, posts: Int32Array.from(lists.get(code)!).sort() }));
}

function themeOf(name: string, value: string, posts: Int32Array, days: Days, member: Uint8Array): Theme {
  const [counts, outside] = [new Float64Array(days.length), new Float64Array(days.length)];
  for (const i of posts) {
    const side = member[i] === 1 ? counts : outside;
    side[days.of[i]!]!++;
  }
  return { name, value, posts: posts.filter((i) => member[i] === 1), counts, outside };
}

/** The counts of a theme and of the group without the account with most posts. */
export function withoutBusiest(
  { posts, member, of, group, busiest }: Daily,
  theme: Theme,
): { readonly counts: Float64Array; readonly totals: Float64Array } {
  const counts = theme.counts.slice();
  const totals = group.slice();
  const { account } = posts;
  for (const i of theme.posts) if (account[i] === busiest) counts[of[i]!]!--;
  for (let i = 0; i < account.length; i++) if (account[i] === busiest && member[i] === 1) totals[of[i]!]!--;
  return { counts, totals };
}
