/**
 * The posts of a group as a set of the result. A large group lists posts that are drawn at random, by file and row and a fixed
 * seed, so that the same posts give the same list in whatever order they come; a Finding counts those that are listed.
 */
import { Random, type ShareColumns } from "../../kernel/index.ts";
import type { Finding } from "../../model/finding.ts";
import { count } from "../../words.ts";
import type { DetectorSource } from "../detector.ts";
import type { ResultSet } from "../result.ts";
import { lookup } from "./lookup.ts";
import { fingerprint, postsOf } from "./posts.ts";

/** Posts that a set lists. */
export const LISTED_POSTS = 10_000;
const ROWS = 2 ** 32;

export interface GroupSet {
  readonly set: ResultSet;
  readonly rows: Finding["rows"];
  /** Posts of the group, of which the set lists `rows.count`. */
  readonly posts: number;
}

/**
 * @param members indices of the group's posts, at least one
 * @param objects what the set is made of: distinct hours, mentions, …
 */
export async function groupSet(
  source: DetectorSource,
  posts: ShareColumns,
  members: Int32Array,
  { id, status, objects }: Pick<ResultSet, "id" | "status" | "objects">,
): Promise<GroupSet> {
  const listed = postsOf(posts, drawn(posts, members));
  const own = new Map<number, number>();
  for (const i of members) own.set(posts.account[i]!, (own.get(posts.account[i]!) ?? 0) + 1);
  const accounts = [...new Set(listed.account)].sort((x, y) => own.get(y)! - own.get(x)! || x - y);
  const names = await lookup([accounts], (codes) => source.accountNames(codes));
  const pseudonym = new Map(accounts.map((code, i) => [code, `${id}${i + 1}`]));
  return {
    set: {
      id,
      status,
      accounts: accounts.map((code) => ({
        pseudonym: pseudonym.get(code)!,
        name: names(code),
        shares: own.get(code)!,
      })),
      posts: listed.row.map((row, i) => ({
        artifact: listed.artifact[i]!,
        row,
        account: pseudonym.get(listed.account[i]!)!,
      })),
      objects,
    },
    rows: fingerprint(posts, listed),
    posts: members.length,
  };
}

/** All, or as many as are listed, by file and row. */
export function drawn({ artifact, row }: ShareColumns, members: Int32Array): Int32Array {
  if (members.length <= LISTED_POSTS) return members;
  const keyOf = (i: number): number => artifact[i]! * ROWS + row[i]!;
  const keys = Float64Array.from(members, keyOf).sort();
  const order = Int32Array.from(keys, (_, i) => i);
  new Random(1).sample(order, 0, order.length, LISTED_POSTS);
  const chosen = new Set(Array.from(order.subarray(0, LISTED_POSTS), (at) => keys[at]!));
  return members.filter((i) => chosen.has(keyOf(i)));
}

/** What a reader of the list has to know; empty where all are listed. */
export const listedWords = ({ rows, posts }: Pick<GroupSet, "rows" | "posts">): string =>
  rows.count === posts
    ? ""
    : ` The result lists ${count(rows.count)} of the ${count(posts)} posts, drawn at random with a fixed seed; the figures are of all.`;
