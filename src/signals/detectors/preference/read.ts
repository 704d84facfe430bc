/** Posts that name a subject, of group and comparison, and what is known of each: the arrays that everything else is counted from. */
import { PlumblineError } from "../../../errors.ts";
import type { DetectorContext, DetectorSource } from "../../detector.ts";
import { demanded, givenFor, type GivenSubject } from "../../given.ts";
import { pause } from "../../shared/pause.ts";
import {
  flagged,
  kindOfGroup,
  postsOfGroup,
  readPosts,
  type PostTable,
  type PostValues,
} from "../../shared/post-columns.ts";
import {
  bitsInTexts,
  nameFinder,
  namedBy,
  searchTexts,
  type PostBits,
  type SubjectName,
} from "../../shared/names.ts";
import type { Settings } from "./settings.ts";

export interface Mentioning {
  readonly subjects: readonly [GivenSubject, GivenSubject];
  readonly names: readonly SubjectName[];
  readonly posts: PostTable["posts"];
  /** By post: bit 0 names the first, bit 1 the second, bit 2 is ambiguous. */
  readonly named: Uint8Array;
  /** By post: bits of the names that it holds, and the code of its text. */
  readonly bits: Int32Array;
  readonly textOf: Int32Array;
  /** Texts that name somebody, by code. */
  readonly texts: readonly (string | undefined)[];
  /** Posts in scope, in rising order; of the comparison none where nothing is compared. */
  readonly group: Int32Array;
  readonly comparison: Int32Array;
  /** By post; 0 where the score column has none. Absent without such a column. */
  readonly score: Float64Array | undefined;
  /** Posts of group and comparison that name a subject and have no score from -1 to 1. */
  readonly withoutScore: number;
}

export const [FIRST, SECOND, AMBIGUOUS] = [1, 2, 4] as const;
export const EITHER = FIRST | SECOND;

/** @throws PlumblineError PARAMETER, NO_DATA or STOPPED. */
export async function readMentions(
  source: DetectorSource,
  settings: Settings,
  context: DetectorContext,
): Promise<Mentioning> {
  const group = demanded(context, "group", "group");
  const { subjects } = demanded(context, "subjects", "subjects");
  const comparison = givenFor(context, "comparison", "group");
  const [first, second] = subjects;
  if (first === undefined || second === undefined)
    throw new PlumblineError("PARAMETER", "Two subjects are compared; fewer were named.");
  const finder = nameFinder(subjects);
  // Account codes are those of the last shares, so texts come first.
  const inTexts = settings.column === undefined ? await searchTexts(source, finder.find, context) : undefined;
  const { where, score, column } = settings;
  const kinds = [
    ...(column === undefined ? [] : [`column:${column}`]),
    ...kindOfGroup(group),
    ...kindOfGroup(comparison),
    ...kindOfGroup(where),
    ...(score === undefined ? [] : [`column:${score}`]),
  ];
  const table = await readPosts(source, kinds);
  const { posts } = table;
  if (posts.length === 0) throw new PlumblineError("NO_DATA", "There are no posts.");
  await pause(context, "finding the group", posts.length, posts.length, "posts");
  const { bits, textOf } =
    inTexts === undefined ? bitsInColumn(table, column!, finder.find) : bitsInTexts(posts, inTexts);
  const scope = await inScope(source, table, settings);
  const inGroup = (await postsOfGroup(source, table, group)).map((is, i) => is & scope[i]!);
  const compared =
    comparison === undefined
      ? new Uint8Array(posts.length)
      : comparable(posts, inGroup, scope, await postsOfGroup(source, table, comparison));
  const scores =
    score === undefined ? undefined : scoresOf(table.columns.get(`column:${score}`), posts.length);
  const named = namedPosts(bits, finder.names);
  const mentions = (i: number): boolean => (inGroup[i]! | compared[i]!) === 1 && (named[i]! & EITHER) !== 0;
  return {
    subjects: [first, second],
    names: finder.names,
    posts,
    named,
    bits,
    textOf,
    texts: inTexts?.texts ?? [],
    group: flagged(inGroup),
    comparison: flagged(compared),
    score: scores?.map((value) => (Number.isNaN(value) ? 0 : value)),
    withoutScore: scores?.reduce((n, value, i) => n + (Number.isNaN(value) && mentions(i) ? 1 : 0), 0) ?? 0,
  };
}

/** @throws PlumblineError PARAMETER if the posts have no such column. */
function bitsInColumn({ posts, columns }: PostTable, name: string, find: (text: string) => number): PostBits {
  const column = columns.get(`column:${name}`);
  if (column === undefined)
    throw new PlumblineError("PARAMETER", `The posts have no values in the column ${name}.`);
  const bits = new Int32Array(posts.length);
  const ofValue = Int32Array.from(column.values, find);
  column.object.forEach((object, i) => {
    if (column.post[i]! >= 0) bits[column.post[i]!]! |= ofValue[object]!;
  });
  return { bits, textOf: new Int32Array(posts.length).fill(-1) };
}

function namedPosts(bits: Int32Array, names: readonly SubjectName[]): Uint8Array {
  const known = new Map<number, number>([[0, 0]]);
  return Uint8Array.from(bits, (one) => {
    const said = known.get(one);
    if (said !== undefined) return said;
    const { first, second, ambiguous } = namedBy(names, one);
    const value = (first ? FIRST : 0) | (second ? SECOND : 0) | (ambiguous ? AMBIGUOUS : 0);
    known.set(one, value);
    return value;
  });
}

/** 1 for posts of the days and with the value that were asked for. */
async function inScope(
  source: DetectorSource,
  table: PostTable,
  { where, from, to }: Settings,
): Promise<Uint8Array> {
  const has = await postsOfGroup(source, table, where);
  return Uint8Array.from(table.posts.time, (time, i) => (time >= from && time < to ? has[i]! : 0));
}

/** Posts of the comparison: in scope, between the group's first and last post, of accounts that have none in the group. */
function comparable(
  { account, time, accounts }: PostTable["posts"],
  inGroup: Uint8Array,
  scope: Uint8Array,
  compared: Uint8Array,
): Uint8Array {
  const member = new Uint8Array(accounts);
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < inGroup.length; i++) {
    if (inGroup[i] !== 1) continue;
    member[account[i]!] = 1;
    first = Math.min(first, time[i]!);
    last = Math.max(last, time[i]!);
  }
  return compared.map((is, i) =>
    is === 1 && scope[i] === 1 && member[account[i]!] === 0 && time[i]! >= first && time[i]! <= last ? 1 : 0,
  );
}

/** Numbers from -1 to 1; NaN for all else. */
function scoresOf(column: PostValues | undefined, posts: number): Float64Array {
  const scores = new Float64Array(posts).fill(Number.NaN);
  const values = column?.values.map((value) => (value.trim() === "" ? Number.NaN : Number(value))) ?? [];
  column?.object.forEach((object, i) => {
    const value = values[object]!;
    if (column.post[i]! >= 0 && Math.abs(value) <= 1) scores[column.post[i]!] = value;
  });
  return scores;
}
