/** Findings of a run: sentences, statistics, significance and figures put together. No names, no texts. */
import type { Resample } from "../../../kernel/index.ts";
import type { Finding, GridFigure } from "../../../model/finding.ts";
import type { Analysis } from "./analyse.ts";
import type { Tested } from "./correct.ts";
import {
  LISTED_CANDIDATES,
  LISTED_FINDINGS,
  NULL_ACTIVITY,
  NULL_BOTH,
  NULL_TIMES,
  NULL_TIMETABLE,
} from "./descriptor.ts";
import { EXPLANATIONS, explanationsFor } from "./explain/index.ts";
import {
  groupNetwork,
  meetingFigures,
  runNetwork,
  runTimeline,
  timeline,
  type GroupWithPosts,
} from "./figures.ts";
import type { ObjectWords } from "./object-words.ts";
import type { Group } from "./groups.ts";
import type { Look } from "./look.ts";
import type { CoShareOutput } from "./output.ts";
import { fingerprint, postsOf } from "./posts.ts";
import { runWords, type RunFacts } from "./run-wording.ts";
import { groupWords } from "./wording.ts";

type Statistic = Finding["statistics"][number];
type Significance = Finding["significance"][number];

/** The groups that become Findings: the strongest of each kind. */
export function listedGroups<T extends { readonly group: Group }>(all: readonly T[]): T[] {
  return [
    ...all.filter(({ group }) => group.status === "finding").slice(0, LISTED_FINDINGS),
    ...all.filter(({ group }) => group.status === "candidate").slice(0, LISTED_CANDIDATES),
  ];
}

/**
 * The runs as wholes first, one for each window, then one Finding per listed group. Groups are f1, f2, … in the order of
 * their letters; the runs as wholes have the numbers after the last.
 */
export function makeFindings(
  looks: readonly Look[],
  all: Pick<RunFacts, "allShares" | "pictures">,
  grid: GridFigure | undefined,
  words: ObjectWords,
): Finding[] {
  const listed = looks.map(({ withPosts }) => listedGroups(withPosts));
  const before = places(listed);
  const groups = looks.flatMap(({ analysis }, z) =>
    listed[z]!.map((entry, i) => groupFinding(analysis, entry, words, `f${before[z]! + i + 1}`)),
  );
  const wholes = looks.map((look, z) =>
    runFinding(
      { ...look, ...all },
      listed[z]!,
      z === 0 ? grid : undefined,
      words,
      `f${groups.length + z + 1}`,
    ),
  );
  return [...wholes, ...groups];
}

/** Listed groups of the windows before each. */
function places(listed: readonly (readonly unknown[])[]): number[] {
  return listed.map((_, z) => listed.slice(0, z).reduce((n, { length }) => n + length, 0));
}

/** Which groups each of these Findings speaks of: its own, and the run as a whole of all. */
export function setsOfFindings(looks: readonly Look[]): CoShareOutput["findings"] {
  const named = (sets: readonly string[]) => ({ sets, places: [], tables: [] });
  const listed = looks.flatMap(({ withPosts }) => listedGroups(withPosts));
  const groups = listed.map(({ group }, i) => [`f${i + 1}`, named([group.id])] as const);
  const wholes = looks.map(
    ({ withPosts }, z) =>
      [`f${groups.length + z + 1}`, named(withPosts.map(({ group }) => group.id))] as const,
  );
  return Object.fromEntries([...groups, ...wholes]);
}

function groupFinding(analysis: Analysis, entry: GroupWithPosts, words: ObjectWords, id: string): Finding {
  const { group, shares, posts } = entry;
  return {
    id,
    status: group.status,
    ...groupWords(analysis, entry, words),
    statistics: groupStatistics(analysis, entry, words),
    significance: [...networkSignificance(analysis, group), ...pairSignificance(analysis, group)],
    explanations: shares === undefined ? [...EXPLANATIONS] : explanationsFor(shares),
    rows: fingerprint(analysis.columns, posts),
    figures: [
      groupNetwork(analysis, entry),
      ...meetingFigures(analysis, group),
      ...timeline([{ id: group.id, posts: [posts] }]),
    ],
  };
}

function significance(analysis: Analysis, name: string, tested: Tested, edges: Int32Array): Significance {
  return {
    null: name,
    log10p: edges.reduce((low, pair) => Math.min(low, tested.corrected[pair]!), 0),
    correction: analysis.settings.multiplicity === "holm" ? "Holm" : "Tarone",
    m: tested.over,
    level: analysis.share,
  };
}

/** The strongest pair under the nulls that decide, then under each. */
function pairSignificance(analysis: Analysis, { edges }: Group): Significance[] {
  return [
    significance(analysis, NULL_BOTH, analysis.nullBoth, edges),
    significance(analysis, NULL_TIMES, analysis.nullTimes, edges),
    { ...significance(analysis, NULL_TIMETABLE, analysis.nullTimetable, edges), correction: "Holm" },
    significance(analysis, NULL_ACTIVITY, analysis.nullActivity, edges),
  ];
}

const NULLS: Readonly<Record<Resample, string>> = {
  times: NULL_TIMES,
  timetable: NULL_TIMETABLE,
};

/** The group as a whole against the resamples of its nulls. */
function networkSignificance(analysis: Analysis, { network }: Group): Significance[] {
  if (network === undefined) return [];
  return Object.entries(network.nulls).map(([name, { p }]) => ({
    null: NULLS[name as Resample],
    log10p: Math.log10(p),
    correction: "network-based statistic",
    m: network.shuffles,
    level: analysis.share,
  }));
}

function groupStatistics(
  analysis: Analysis,
  { group, posts, denied }: GroupWithPosts,
  words: ObjectWords,
): Statistic[] {
  const { evidence, edges, context, meetings } = group;
  const n = group.accounts.length;
  const possible = (n * (n - 1)) / 2;
  const k = Float64Array.from(edges, (pair) => analysis.pairs.objects[pair]!);
  const moments = Float64Array.from(edges, (pair) => analysis.tests.moments[pair]!);
  const seconds = evidence.medianTicks.map((ticks) => (ticks * analysis.time.tickMs) / 1000);
  const strongest = edges[0]!;
  return [
    { name: "accounts", value: n },
    { name: "posts", value: posts.row.length },
    { name: `distinct ${words.many}`, value: evidence.objectCodes.length },
    ...(denied === undefined
      ? []
      : [{ name: `${words.many} in which some texts deny and others do not`, value: denied.length }]),
    { name: "occasions", value: meetings.occasions.length },
    { name: "possible pairs inside the group", value: possible },
    { name: "pairs that met at all", value: meetings.met },
    { name: "pairs that hold the group together", value: edges.length },
    { name: "pairs significant one by one", value: group.significant },
    quartiles("occasions per pair, median", moments, undefined),
    quartiles(`distinct ${words.many} per pair, median`, k, undefined),
    quartiles("median distance of matches per pair, median", seconds, "s"),
    quartiles(
      `delay after the first share of the ${words.one} per pair, median`,
      context.medianDelayMs.map((ms) => ms / 1000),
      "s",
    ),
    oneSource(context.oneSource, words),
    { name: "occasions of the strongest pair", value: analysis.tests.moments[strongest]! },
    { name: "expected of that pair, null 2", value: analysis.nullTimes.expected[strongest]! },
    { name: "expected of that pair, null 3", value: analysis.nullTimetable.expected[strongest]! },
    { name: "expected of that pair at most, null 1", value: analysis.nullActivity.expected[strongest]! },
    {
      name: `share of meetings on ${words.many} that nearly only these accounts shared`,
      value: meetings.blind,
    },
    { name: "sum of -log10 p over these pairs", value: group.score },
    ...communityStatistics(group),
  ];
}

/** Not computed where no file tells whose posts were reshared. */
function oneSource(shares: Float64Array, words: ObjectWords): Statistic {
  const name = `share of a pair's ${words.many} reshared from one author, median`;
  const known = shares.filter((share) => !Number.isNaN(share));
  return known.length === 0 ? { name, value: "not computed" } : quartiles(name, known, undefined);
}

function communityStatistics({ communities }: Group): Statistic[] {
  if (communities === undefined) return [];
  return [
    { name: "communities inside the group", value: communities.count },
    { name: "modularity of these communities", value: communities.modularity },
    {
      name: `agreement of ${communities.runs} seeds about them, mean adjusted Rand index`,
      value: communities.agreement,
    },
  ];
}

/** Median with the middle half of the pairs. */
function quartiles(name: string, values: Float64Array, unit: string | undefined): Statistic {
  const sorted = values.slice().sort();
  const at = (part: number): number => {
    const place = part * (sorted.length - 1);
    const low = sorted[Math.floor(place)]!;
    return low + (place - Math.floor(place)) * (sorted[Math.ceil(place)]! - low);
  };
  return {
    name,
    value: at(0.5),
    ...(unit === undefined ? {} : { unit }),
    interval: [at(0.25), at(0.75)],
    intervalKind: "middle half of the pairs",
  };
}

function runFinding(
  facts: RunFacts,
  listed: readonly GroupWithPosts[],
  grid: GridFigure | undefined,
  words: ObjectWords,
  id: string,
): Finding {
  const { analysis, found, resampled, withPosts } = facts;
  const { columns, matched, minimum, tests } = analysis;
  const shares = new Set<number>();
  for (const { group } of withPosts) for (const share of group.evidence.shares) shares.add(share);
  const every = Int32Array.from({ length: analysis.pairs.length }, (_, i) => i);
  const onMoments = (least: number): number => tests.moments.reduce((n, m) => n + (m >= least ? 1 : 0), 0);
  return {
    id,
    status: "note",
    ...runWords(facts, words),
    statistics: [
      { name: "shares", value: columns.length },
      { name: "accounts", value: analysis.accounts },
      { name: words.many, value: analysis.objects },
      { name: "pairs of posts inside the window", value: analysis.events },
      { name: "pairs of accounts that matched", value: matched.one },
      { name: `pairs on two ${words.many} or more`, value: matched.two },
      { name: `pairs on three ${words.many} or more`, value: matched.three },
      ...(resampled === undefined
        ? []
        : [shuffledPairs(`the same in shuffles of the times, median`, resampled.times.three)]),
      ...(minimum <= 3
        ? []
        : [{ name: `pairs on ${minimum} ${words.many} or more`, value: matched.minimum }]),
      { name: `pairs on ${minimum} ${words.many} or more, repeats counted`, value: matched.repeated },
      { name: "pairs on two occasions or more", value: onMoments(2) },
      { name: "pairs on three occasions or more", value: onMoments(3) },
      { name: "pairs significant under nulls 2 and 3", value: found.significant.both },
      { name: "pairs significant under null 2", value: found.significant.times },
      { name: "pairs significant under null 1", value: found.significant.activity },
    ],
    significance: [
      significance(analysis, NULL_BOTH, analysis.nullBoth, every),
      significance(analysis, NULL_TIMES, analysis.nullTimes, every),
      significance(analysis, NULL_ACTIVITY, analysis.nullActivity, every),
    ],
    explanations: [...EXPLANATIONS],
    rows: fingerprint(columns, postsOf(columns, Int32Array.from(shares))),
    figures: [
      runNetwork(analysis, listed, found.groups),
      ...runTimeline(withPosts),
      { kind: "power", rows: [...facts.power] },
      ...(grid === undefined ? [] : [grid]),
    ],
  };
}

function shuffledPairs(name: string, three: Float64Array): Statistic {
  const sorted = three.slice().sort();
  return {
    name,
    value: sorted[sorted.length >> 1]!,
    interval: [sorted[0]!, sorted[sorted.length - 1]!],
    intervalKind: `least and most of ${three.length} shuffles`,
  };
}
