/**
 * First mentions of markers by platform and party, each as an interval: from the first post that was seen to the end of its resolution,
 * and from the start of collection where it lies within the margin of it (left-censored). A platform and party with fewer
 * than five accounts is left out; where fewer than five accounts hold a marker, its first mention is known to the day. Linear in posts.
 */
import { RESOLUTION_MS } from "../../../kernel/index.ts";
import { DAY } from "../../shared/dates.ts";
import { shownValues } from "../../shared/post-columns.ts";
import type { PostTable } from "../../shared/post-columns.ts";
import { LEAST_ACCOUNTS } from "./descriptor.ts";
import type { Found } from "./find.ts";
import type { Settings } from "./settings.ts";

export interface Cell {
  /** Undefined where the posts say no platform. */
  readonly platform: string | undefined;
  readonly party: string;
  readonly accounts: number;
  readonly posts: number;
  /** Collection: first and last post. */
  readonly start: number;
  readonly end: number;
}

export interface First {
  /** Indices of the marker and of the cell. */
  readonly marker: number;
  readonly cell: number;
  /** The first mention lies in it; the end exclusive. */
  readonly from: number;
  readonly to: number;
  /** It may lie before `from`. */
  readonly censored: boolean;
  readonly toDay: boolean;
  readonly posts: number;
  readonly accounts: number;
}

export interface Firsts {
  /** In order of their posts, most first. */
  readonly cells: readonly Cell[];
  /** In order of time. */
  readonly firsts: readonly First[];
  /** Platforms among all posts; 0 where no post says one. */
  readonly platforms: number;
  /** Platforms and parties of too few accounts. */
  readonly leftOut: number;
}

interface Sorted {
  /** By post: its cell. */
  readonly cellOf: Int32Array;
  readonly cells: readonly Cell[];
}

/** @param flagged by post: 1 where its account is in a flagged group */
export function firstMentions(found: Found, flagged: Uint8Array, settings: Settings): Firsts {
  const { posts } = found.table;
  const { cellOf, cells: all } = sortedPosts(found.table, flagged, settings);
  const order = [...all.keys()]
    .filter((cell) => all[cell]!.accounts >= LEAST_ACCOUNTS)
    .sort((a, b) => all[b]!.posts - all[a]!.posts || (all[a]!.party < all[b]!.party ? -1 : 1));
  const cells = order.map((cell) => all[cell]!);
  const place = new Map(order.map((cell, i) => [cell, i]));
  const step = RESOLUTION_MS[posts.resolution];
  const firsts = found.hits.flatMap((hits, marker) => {
    const byCell = new Map<number, { first: number; posts: number; accounts: Set<number> }>();
    for (const post of hits) {
      const cell = place.get(cellOf[post]!);
      if (cell === undefined) continue;
      const known = byCell.get(cell) ?? { first: Infinity, posts: 0, accounts: new Set<number>() };
      known.first = Math.min(known.first, posts.time[post]!);
      known.posts++;
      known.accounts.add(posts.account[post]!);
      byCell.set(cell, known);
    }
    return [...byCell].map(([cell, { first, posts: n, accounts }]): First => {
      const toDay = accounts.size < LEAST_ACCOUNTS;
      const unit = toDay ? Math.max(DAY, step) : step;
      const at = Math.floor(first / unit) * unit;
      const { start } = cells[cell]!;
      const censored = first - start < settings.margin;
      return {
        marker,
        cell,
        from: censored ? Math.min(at, Math.floor(start / unit) * unit) : at,
        to: at + unit,
        censored,
        toDay,
        posts: n,
        accounts: accounts.size,
      };
    });
  });
  firsts.sort((a, b) => a.to - b.to || a.marker - b.marker || a.cell - b.cell);
  const platforms = new Set(all.map(({ platform }) => platform).filter((one) => one !== undefined)).size;
  return { cells, firsts, platforms, leftOut: all.length - cells.length };
}

function sortedPosts(
  { posts, columns }: PostTable,
  flagged: Uint8Array,
  { platform, party, group }: Settings,
): Sorted {
  const platforms = shownValues(posts.length, columns.get(platform), platform);
  const parties = party === undefined ? undefined : shownValues(posts.length, columns.get(party), party);
  const partyAt = (i: number): string =>
    parties?.[i] ?? (group === undefined ? "all accounts" : flagged[i]! > 0 ? "flagged groups" : "others");
  const places = new Map<string, number>();
  const open: { platform: string | undefined; party: string; posts: number; start: number; end: number }[] =
    [];
  const accounts: Set<number>[] = [];
  const cellOf = Int32Array.from({ length: posts.length }, (_, i) => {
    const one = { platform: platforms?.[i], party: partyAt(i) };
    const key = JSON.stringify([one.platform ?? null, one.party]);
    const known = places.get(key);
    const cell = known ?? open.push({ ...one, posts: 0, start: Infinity, end: -Infinity }) - 1;
    if (known === undefined) {
      places.set(key, cell);
      accounts.push(new Set());
    }
    const tally = open[cell]!;
    tally.posts++;
    tally.start = Math.min(tally.start, posts.time[i]!);
    tally.end = Math.max(tally.end, posts.time[i]!);
    accounts[cell]!.add(posts.account[i]!);
    return cell;
  });
  return { cellOf, cells: open.map((cell, i) => ({ ...cell, accounts: accounts[i]!.size })) };
}
