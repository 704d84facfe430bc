/**
 * Whom it reached: accounts outside of the flagged groups that passed on what these shared, each once in all and once in each platform
 * and community. A platform and community with fewer than `least` of them is left out, unnamed. Linear in posts.
 */
import { shownValues, UNSAID } from "../../shared/post-columns.ts";
import type { Passed } from "./passed.ts";
import type { Settings } from "./settings.ts";

export interface Cell {
  /** Undefined where the posts do not say. */
  readonly platform: string | undefined;
  readonly community: string | undefined;
  readonly accounts: number;
  readonly posts: number;
}

export interface Reach {
  /** Reached platforms and communities, most accounts first. */
  readonly cells: readonly Cell[];
  /** Platforms and communities with some accounts, and too few. */
  readonly leftOut: number;
  /** Distinct accounts of these. */
  readonly accounts: number;
  /** Indices of their posts, ascending. */
  readonly posts: Int32Array;
  /** Platforms and communities that posts of any account say; 0 where none does. */
  readonly platforms: number;
  readonly communities: number;
}

interface Tally {
  readonly platform: string | undefined;
  readonly community: string | undefined;
  readonly accounts: Set<number>;
  readonly posts: number[];
}

export function reachOf({ table, flagged, passes }: Passed, settings: Settings): Reach {
  const { posts, columns } = table;
  const valuesOf = (kind: string): string[] | undefined => shownValues(posts.length, columns.get(kind), kind);
  const [platforms, communities] = [valuesOf(settings.platform), valuesOf(settings.community)];
  const said = (values: string[] | undefined, post: number): string | undefined =>
    values?.[post] === UNSAID ? undefined : values?.[post];
  const tallies = new Map<string, Tally>();
  passes.forEach((is, post) => {
    const account = posts.account[post]!;
    if (is === 0 || flagged[account] === 1) return;
    const [platform, community] = [said(platforms, post), said(communities, post)];
    const key = JSON.stringify([platform ?? null, community ?? null]);
    const tally = tallies.get(key) ?? { platform, community, accounts: new Set<number>(), posts: [] };
    tally.accounts.add(account);
    tally.posts.push(post);
    tallies.set(key, tally);
  });
  const reached = [...tallies]
    .filter(([, { accounts }]) => accounts.size >= settings.least)
    .sort(([a, { accounts: x }], [b, { accounts: y }]) => y.size - x.size || (a < b ? -1 : 1))
    .map(([, tally]) => tally);
  return {
    cells: reached.map((tally) => ({
      platform: tally.platform,
      community: tally.community,
      accounts: tally.accounts.size,
      posts: tally.posts.length,
    })),
    leftOut: tallies.size - reached.length,
    accounts: new Set(reached.flatMap(({ accounts }) => [...accounts])).size,
    posts: Int32Array.from(reached.flatMap((tally) => tally.posts)).sort(),
    platforms: distinct(platforms),
    communities: distinct(communities),
  };
}

const distinct = (values: string[] | undefined): number =>
  new Set(values?.filter((value) => value !== UNSAID)).size;
