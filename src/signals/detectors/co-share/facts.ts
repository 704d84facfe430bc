/**
 * Facts of a group that ordinary explanations are chosen by: who was first with its objects, who else has them, on which
 * days and minutes they came, and to whom their links lead. Counts of what the corpus holds; no test.
 */
import { poissonTailLog10, RESOLUTION_MS } from "../../../kernel/index.ts";
import type { Analysis } from "./analyse.ts";
import type { Facts } from "./explanations.ts";
import type { Group } from "./groups.ts";
import type { Posts } from "./posts.ts";

/** @param values values of the group's objects, of as many as were asked for */
export function factsOf(analysis: Analysis, group: Group, posts: Posts, values: readonly string[]): Facts {
  const inside = insideOf(analysis, group);
  const delays: number[] = [];
  let popular = 0;
  let owned = 0;
  const members = new Set(group.accounts);
  for (const [object, { from, accounts }] of inside) {
    const first = analysis.firstShareOf[object]!;
    const before = from - analysis.columns.time[first]!;
    if (before > 0 && !members.has(analysis.columns.account[first]!)) delays.push(before);
    const outside = analysis.margins.sharers[object]! - accounts.size;
    if (outside >= accounts.size) popular++;
    if (outside <= 0) owned++;
  }
  const host = hostOf(values);
  const minutes = minutesOf(
    analysis,
    [...inside.values()].map(({ from }) => from),
  );
  return {
    accounts: group.accounts.length,
    objects: inside.size,
    outsideFirst: delays.length,
    delayMs: middleHalf(delays),
    popular,
    owned,
    busiestDay: busiestDay(posts),
    posts: posts.row.length,
    ...(minutes === undefined ? {} : { minutes }),
    ...(host === undefined ? {} : { host }),
    matches: group.evidence.objectPairs.reduce((sum, n) => sum + n, 0),
    commonest: [...group.evidence.objectPairs]
      .sort((x, y) => y - x)
      .slice(0, 5)
      .reduce((sum, n) => sum + n, 0),
  };
}

interface Inside {
  from: number;
  readonly accounts: Set<number>;
}

/** First time and accounts of the group's posts by object. */
function insideOf({ columns }: Analysis, { evidence }: Group): Map<number, Inside> {
  const inside = new Map<number, Inside>();
  for (const share of evidence.shares) {
    const object = columns.object[share]!;
    const known = inside.get(object) ?? { from: Infinity, accounts: new Set<number>() };
    known.from = Math.min(known.from, columns.time[share]!);
    known.accounts.add(columns.account[share]!);
    inside.set(object, known);
  }
  return inside;
}

function middleHalf(values: number[]): readonly [number, number] {
  const sorted = values.sort((x, y) => x - y);
  const n = sorted.length;
  return n === 0 ? [0, 0] : [sorted[Math.floor((n - 1) / 4)]!, sorted[Math.ceil((3 * (n - 1)) / 4)]!];
}

function busiestDay({ time }: Posts): number {
  const days = new Map<number, number>();
  for (const t of time) days.set(Math.floor(t / 86_400_000), (days.get(Math.floor(t / 86_400_000)) ?? 0) + 1);
  return [...days.values()].reduce((high, n) => Math.max(high, n), 0);
}

/** Whether the moments fall on the same minutes of the hour: pairs of moments that do, against one in sixty. */
function minutesOf({ time }: Analysis, starts: readonly number[]): Facts["minutes"] {
  if (RESOLUTION_MS[time.resolution] > RESOLUTION_MS.minute) return undefined;
  // Several objects in one minute are one moment.
  const moments = new Set(starts.map((start) => Math.floor(start / 60_000)));
  const counts = new Float64Array(60);
  for (const moment of moments) counts[((moment % 60) + 60) % 60]!++;
  const same = counts.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const expected = (moments.size * (moments.size - 1)) / 120;
  return {
    moments: moments.size,
    distinct: counts.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0),
    log10p: same > expected ? poissonTailLog10(same, expected) : 0,
  };
}

const LINK = /https?:\/\/(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})/i;
const BARE = /^(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?:[/:?#]|$)/i;

/** Short links hide where they lead. */
const SHORT = new Set(
  "t.co bit.ly goo.gl tinyurl.com ow.ly buff.ly dlvr.it ift.tt is.gd fb.me wp.me lnkd.in cutt.ly rebrand.ly vk.cc clck.ru".split(
    " ",
  ),
);

/** The host that most linked objects lead to. */
function hostOf(values: readonly string[]): Facts["host"] {
  const hosts = new Map<string, number>();
  for (const value of values) {
    const host = (LINK.exec(value) ?? BARE.exec(value))?.[1]?.toLowerCase();
    if (host !== undefined && !SHORT.has(host)) hosts.set(host, (hosts.get(host) ?? 0) + 1);
  }
  if (hosts.size === 0) return undefined;
  const counts = [...hosts.values()];
  return {
    linked: counts.reduce((sum, n) => sum + n, 0),
    commonest: counts.reduce((high, n) => Math.max(high, n), 0),
  };
}
