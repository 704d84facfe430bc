/**
 * Posts with what they have in columns: shares of one kind laid beside shares of another by file and row. Account codes are those
 * of the last shares that a source gave, so what is needed of other kinds is read first.
 */
import type { ShareColumns } from "../../kernel/index.ts";
import type { DetectorSource } from "../detector.ts";
import type { GivenGroup } from "../given.ts";
import { mayNameAccount } from "./account-values.ts";

/** Which posts have which value of a column: share i says that post `post[i]` has the value `values[object[i]]`. */
export interface PostValues {
  /** Index of the post; -1 where that is not among the posts. */
  readonly post: Int32Array;
  readonly object: Int32Array;
  readonly values: readonly string[];
}

export interface PostTable {
  /** Every post once. */
  readonly posts: ShareColumns;
  /** By the kind of object that was asked for. */
  readonly columns: ReadonlyMap<string, PostValues>;
}

/**
 * Every post, and for each kind of object its values by post. A kind of which there is nothing has no values.
 * @param kinds as `DetectorSource.shares` takes them: `column:topic`, `hashtag`, …; a value each is looked up, so not for texts
 * @throws PlumblineError NO_DATA if there are no posts; PARAMETER for no such kind.
 */
export async function readPosts(source: DetectorSource, kinds: readonly string[]): Promise<PostTable> {
  const read: { kind: string; shares: ShareColumns; values: string[] }[] = [];
  for (const kind of new Set(kinds)) {
    const shares = await orNone(() => source.shares(kind));
    if (shares === undefined) continue;
    const codes = Int32Array.from({ length: shares.objects }, (_, i) => i);
    read.push({ kind, shares, values: await source.objectValues(kind, codes) });
  }
  const posts = await source.shares("post");
  const columns = read.map(({ kind, shares, values }): [string, PostValues] => [
    kind,
    { post: placesIn(posts, shares), object: shares.object, values },
  ]);
  return { posts, columns: new Map(columns) };
}

/** What is read; undefined where there is nothing of it. @throws what else the source throws. */
export async function orNone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === "NO_DATA") return undefined;
    throw error;
  }
}

const keyOf = ({ artifact, row }: ShareColumns, i: number): number => artifact[i]! * 2 ** 32 + row[i]!;

/** For each share of `other` the place of the same post in `base`, or -1. Linear; both are usually in the same order. */
export function placesIn(base: ShareColumns, other: ShareColumns): Int32Array {
  const places = new Int32Array(other.length);
  let at = 0;
  for (let i = 0; i < other.length; i++) {
    const key = keyOf(other, i);
    while (at < base.length && keyOf(base, at) !== key) at++;
    // A share that is not further on stands in another order, or has no post here.
    if (at === base.length) return placesByKey(base, other);
    places[i] = at;
  }
  return places;
}

function placesByKey(base: ShareColumns, other: ShareColumns): Int32Array {
  const placeOf = new Map(Array.from({ length: base.length }, (_, i) => [keyOf(base, i), i]));
  return Int32Array.from({ length: other.length }, (_, i) => placeOf.get(keyOf(other, i)) ?? -1);
}

/** The kind of object that a group by a column needs. */
export const kindOfGroup = (group: GivenGroup | undefined): string[] =>
  group?.by === "column" ? [`column:${group.column}`] : [];

/**
 * Which posts are of a group: 1 for each that is. Without a group every post is. To be asked after `readPosts`, whose account
 * codes it looks up.
 * @param table read with `kindOfGroup(group)`
 */
export async function postsOfGroup(
  source: DetectorSource,
  { posts, columns }: PostTable,
  group: GivenGroup | undefined,
): Promise<Uint8Array> {
  const isIn = new Uint8Array(posts.length);
  if (group === undefined) return isIn.fill(1);
  if (group.by === "names") {
    const wanted = new Set(group.names);
    const names = await source.accountNames(Int32Array.from({ length: posts.accounts }, (_, i) => i));
    const member = Uint8Array.from(names, (name) => Number(wanted.has(name)));
    for (let i = 0; i < posts.length; i++) isIn[i] = member[posts.account[i]!]!;
    return isIn;
  }
  const column = columns.get(`column:${group.column}`);
  if (column === undefined) return isIn;
  const code = column.values.indexOf(group.value);
  column.object.forEach((object, i) => {
    const post = column.post[i]!;
    if (object === code && post >= 0) isIn[post] = 1;
  });
  return isIn;
}

/** Indices of what is flagged, ascending. */
export function flagged(flags: Uint8Array): Int32Array {
  let n = 0;
  for (const flag of flags) n += flag;
  const found = new Int32Array(n);
  let at = 0;
  for (let i = 0; i < flags.length; i++) if (flags[i] === 1) found[at++] = i;
  return found;
}

/** Of a post that does not say. */
export const UNSAID = "what the posts do not say";
const HIDDEN = "one value, named in the posts";

/** Value of a column by post, as a Finding may show it; undefined where no post has one. A value that may name an account has no words. */
export function shownValues(
  posts: number,
  column: PostValues | undefined,
  kind: string,
): string[] | undefined {
  if (column === undefined || column.values.length === 0) return undefined;
  const values = Array.from({ length: posts }, () => UNSAID);
  const shown = column.values.map((value) => (mayNameAccount(kind, value) ? HIDDEN : value.slice(0, 60)));
  column.object.forEach((object, i) => {
    if (column.post[i]! >= 0) values[column.post[i]!] = shown[object]!;
  });
  return values;
}
