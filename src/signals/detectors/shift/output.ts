/** The full result of a run: the posts behind each Finding with names, and each series day by day. */
import type { DetectorSource } from "../../detector.ts";
import type { DetectorOutput, ResultSet, ResultTable } from "../../result.ts";
import { resultHead } from "../../shared/head.ts";
import { lookup } from "../../shared/lookup.ts";
import { postsOf, type Posts } from "../../shared/posts.ts";
import type { Analysed, Analysis } from "./analyse.ts";
import { descriptor, MOST_POSTS } from "./descriptor.ts";
import type { Daily } from "./series.ts";
import { DAY, isoDay } from "../../shared/dates.ts";

/** Posts behind a Finding, as a set of the result. */
export interface Behind {
  /** Id of the set. */
  readonly id: string;
  readonly status: ResultSet["status"];
  readonly one: Analysed;
  readonly posts: Posts;
}

/**
 * Posts of a theme on some days, the earliest ones where they are too many.
 * @param wanted whether a day, counted from the first, is meant; where none of its posts lies there, all its days are
 */
export function postsBehind(daily: Daily, one: Analysed, wanted: (day: number) => boolean): Posts {
  const { time, artifact, row } = daily.posts;
  const own = [...one.theme.posts];
  const meant = own.filter((i) => wanted(daily.of[i]!));
  const listed = (meant.length > 0 ? meant : own).sort(
    (a, b) => time[a]! - time[b]! || artifact[a]! - artifact[b]! || row[a]! - row[b]!,
  );
  return postsOf(daily.posts, Int32Array.from(listed.slice(0, MOST_POSTS)));
}

export async function makeOutput(
  source: DetectorSource,
  { daily, series, gaps }: Analysis,
  behind: readonly Behind[],
  findings: DetectorOutput["findings"],
): Promise<DetectorOutput> {
  const names = await lookup(
    behind.map(({ posts }) => posts.account),
    (codes) => source.accountNames(codes),
  );
  return {
    ...resultHead(descriptor, daily.posts.artifacts),
    sets: behind.map((one) => setOf(one, names)),
    tables: [daysTable(daily, series)],
    findings,
    details: {
      gaps: gaps.map(({ at, kind, expected }) => ({
        day: dateOf(daily, at),
        kind,
        expected: Math.round(expected),
      })),
      series: series.map(({ theme, p, corrected, phi, penalty, why }) => ({
        name: theme.name,
        value: theme.value,
        posts: theme.posts.length,
        p,
        corrected,
        phi,
        penalty,
        why: why ?? null,
      })),
    },
  };
}

function setOf({ id, status, one, posts }: Behind, names: (code: number) => string): ResultSet {
  const written = new Map<number, number>();
  for (const code of posts.account) written.set(code, (written.get(code) ?? 0) + 1);
  const accounts = [...written].sort(([a, m], [b, n]) => n - m || a - b);
  const pseudonym = new Map(accounts.map(([code], i) => [code, `${id}-${i + 1}`]));
  return {
    id,
    status,
    accounts: accounts.map(([code, shares]) => ({
      pseudonym: pseudonym.get(code)!,
      name: names(code),
      shares,
    })),
    posts: posts.row.map((row, i) => ({
      artifact: posts.artifact[i]!,
      row,
      account: pseudonym.get(posts.account[i]!)!,
    })),
    objects: 1,
    ...(one.theme.value === "" ? {} : { commonest: [{ value: one.theme.value, count: posts.row.length }] }),
  };
}

const dateOf = ({ start }: Daily, day: number): string => isoDay((start + day) * DAY);

/** Every series day by day, beside all posts of the group and all that was collected. */
function daysTable(daily: Daily, series: readonly Analysed[]): ResultTable {
  return {
    id: "days",
    title: "Posts of each day",
    columns: [
      { name: "day" },
      { name: "collected" },
      { name: "group" },
      ...series.flatMap(({ theme }) => [
        { name: theme.name.slice(0, 180) },
        { name: `${theme.name.slice(0, 180)}, outside` },
      ]),
    ],
    rows: Array.from(daily.all, (all, day) => ({
      cells: [
        dateOf(daily, day),
        all,
        daily.group[day]!,
        ...series.flatMap(({ theme }) => [theme.counts[day]!, theme.outside[day]!]),
      ],
    })),
  };
}
