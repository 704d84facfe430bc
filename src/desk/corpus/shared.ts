/** What the accounts of a finding shared, how many of them and in how many posts, and how many other accounts shared it too. */
import { kindOf } from "../../store/corpus/staged.ts";
import type { ResultSet } from "../../signals/index.ts";
import { count, list, shape, text, view } from "../../views/plain.ts";
import type { Seat } from "../seat.ts";
import { placeKey, resultOf, valuesOf } from "./network.ts";
import { postView } from "./post-view.ts";
import { readable } from "./posts.ts";

/** Posts that are looked at, and values that are listed. */
const MOST_POSTS = 20_000;
const MOST_ROWS = 100;
/** Characters of a value. */
const MOST_TEXT = 300;

export const sharedSchema = view("FindingShared", {
  /** `text`, `hashtag`, `url`, … ; null where the detector does not tie posts by what they share. */
  object: text.nullable(),
  /** Those that two accounts or more of one group shared. */
  all: count,
  /** By accounts, then by posts, the most first. */
  rows: list(
    shape({
      value: text,
      group: text,
      accounts: count,
      posts: count,
      /** Accounts outside the group, in all posts that may be read; null where that is not counted. */
      others: count.nullable(),
    }),
  ),
  /** Posts of the result that were not looked at because there are too many, or that may not be seen. */
  left: count,
});
export type SharedView = ReturnType<typeof sharedSchema.parse>;
type Row = SharedView["rows"][number];

/**
 * @param name a finding, `run_…#f1` or `KEY#f1`; a run for all its groups
 * @throws PlumblineError NOT_FOUND.
 */
export async function findingShared(seat: Seat, name: string): Promise<SharedView> {
  const { run, output, part } = await resultOf(seat, name);
  const { posts: reader, imports } = await readable(seat);
  seat.note("finding shared", run.id);
  const object = output.pairing?.object ?? null;
  if (object === null) return { object, all: 0, rows: [], left: 0 };
  const tallies: Row[] = [];
  let left = 0;
  for (const set of part.sets) {
    const places = set.posts.slice(0, MOST_POSTS).map(({ artifact, row }) => ({
      artifactId: output.artifacts[artifact]!.id,
      row,
    }));
    const found = (await reader.at(imports, places)).map(postView);
    left += set.posts.length - found.length;
    const values = await valuesOf(object, found, (kind) => reader.shared(imports, kind, places));
    if (values === undefined) continue;
    tallies.push(...tallied(set, found, values));
  }
  tallies.sort((x, y) => y.accounts - x.accounts || y.posts - x.posts || (x.value < y.value ? -1 : 1));
  const rows = tallies.slice(0, MOST_ROWS);
  const kind = object === "url" ? undefined : kindOf(object);
  if (kind === undefined) return { object, all: tallies.length, rows: rows.map(shown), left };
  const counted = new Map<string, ReadonlyMap<string, { readonly accounts: number }>>();
  for (const { id, accounts } of part.sets) {
    const values = rows.filter(({ group }) => group === id).map(({ value }) => value);
    if (values.length === 0) continue;
    const names = accounts.map(({ name: called }) => called);
    counted.set(id, await reader.others(imports, kind, values, names));
  }
  return {
    object,
    all: tallies.length,
    rows: rows.map((row) => shown({ ...row, others: counted.get(row.group)!.get(row.value)?.accounts ?? 0 })),
    left,
  };
}

function tallied(
  { id }: ResultSet,
  posts: readonly { readonly artifact: string; readonly row: number; readonly account: string }[],
  values: ReadonlyMap<string, readonly string[]>,
): Row[] {
  const sharers = new Map<string, { readonly accounts: Set<string>; posts: number }>();
  for (const { artifact, row, account } of posts)
    for (const value of values.get(placeKey(artifact, row)) ?? []) {
      const known = sharers.get(value) ?? { accounts: new Set(), posts: 0 };
      known.accounts.add(account);
      known.posts++;
      sharers.set(value, known);
    }
  return [...sharers]
    .filter(([, { accounts }]) => accounts.size > 1)
    .map(([value, { accounts, posts: n }]) => ({
      value,
      group: id,
      accounts: accounts.size,
      posts: n,
      others: null,
    }));
}

const shown = (row: Row): Row => ({ ...row, value: Array.from(row.value).slice(0, MOST_TEXT).join("") });
