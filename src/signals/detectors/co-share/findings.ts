/** Findings of a run: sentences, statistics, significance and figures put together. No names, no texts. */
import type { Finding, GridFigure } from "../../../model/finding.ts";
import type { Analysis } from "./analyse.ts";
import type { Tested } from "./correct.ts";
import { LISTED_CANDIDATES, LISTED_FINDINGS, NULL_ACTIVITY, NULL_TIMES } from "./descriptor.ts";
import { EXPLANATIONS, explanationsFor } from "./explain/index.ts";
import { groupNetwork, runNetwork, runTimeline, timeline, type GroupWithPosts } from "./figures.ts";
import type { ObjectWords } from "./object-words.ts";
import type { Group } from "./groups.ts";
import type { CoShareOutput } from "./output.ts";
import { fingerprint, postsOf } from "./posts.ts";
import { runWords, type RunFacts } from "./run-wording.ts";
import { candidateWords, findingWords } from "./wording.ts";

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
 * The run as a whole first, then one Finding per listed group. Groups are f1, f2, … in the order of their letters; the
 * run as a whole has the number after the last.
 */
export function makeFindings(
  facts: RunFacts,
  withPosts: readonly GroupWithPosts[],
  grid: GridFigure | undefined,
  words: ObjectWords,
): Finding[] {
  const listed = listedGroups(withPosts);
  const groups = listed.map((entry, i) => groupFinding(facts.analysis, entry, words, `f${i + 1}`));
  return [runFinding(facts, listed, withPosts, grid, words, `f${groups.length + 1}`), ...groups];
}

/** Which groups each of these Findings speaks of: its own, and the run as a whole of all. */
export function setsOfFindings(withPosts: readonly GroupWithPosts[]): CoShareOutput["findings"] {
  const groups = listedGroups(withPosts).map(({ group }, i) => [`f${i + 1}`, { sets: [group.id] }] as const);
  const whole = [`f${groups.length + 1}`, { sets: withPosts.map(({ group }) => group.id) }] as const;
  return Object.fromEntries([...groups, whole]);
}

function groupFinding(analysis: Analysis, entry: GroupWithPosts, words: ObjectWords, id: string): Finding {
  const { group, posts, shares } = entry;
  const own = group.status === "finding" ? findingWords : candidateWords;
  const nulls = [
    significance(analysis, analysis.nullTimes, group.edges),
    significance(analysis, analysis.nullActivity, group.edges),
  ];
  return {
    id,
    status: group.status,
    ...own(analysis, group, posts, words),
    statistics: groupStatistics(analysis, entry, words),
    significance: [
      ...networkSignificance(analysis, group),
      ...(group.status === "finding" ? nulls : nulls.reverse()),
    ],
    explanations: shares === undefined ? [...EXPLANATIONS] : explanationsFor(shares),
    rows: fingerprint(analysis.columns, posts),
    figures: [groupNetwork(analysis, entry), ...timeline([{ id: group.id, posts: [posts] }])],
  };
}

function significance(analysis: Analysis, tested: Tested, edges: Int32Array): Significance {
  return {
    null: tested === analysis.nullTimes ? NULL_TIMES : NULL_ACTIVITY,
    log10p: edges.reduce((low, pair) => Math.min(low, tested.corrected[pair]!), 0),
    correction: analysis.settings.multiplicity === "holm" ? "Holm" : "Tarone",
    m: tested.over,
    level: analysis.level,
  };
}

/** The group as a whole against the shuffles of its own null. */
function networkSignificance(analysis: Analysis, { network, status }: Group): Significance[] {
  if (network === undefined) return [];
  return [
    {
      null: status === "finding" ? NULL_TIMES : NULL_ACTIVITY,
      log10p: Math.log10(network.p),
      correction: "network-based statistic",
      m: network.shuffles,
      level: analysis.level,
    },
  ];
}

function groupStatistics(
  analysis: Analysis,
  { group, posts }: GroupWithPosts,
  words: ObjectWords,
): Statistic[] {
  const { evidence, edges, context } = group;
  const n = group.accounts.length;
  const possible = (n * (n - 1)) / 2;
  const k = Float64Array.from(edges, (pair) => analysis.pairs.objects[pair]!);
  const seconds = evidence.medianTicks.map((ticks) => (ticks * analysis.time.tickMs) / 1000);
  const tested = group.status === "finding" ? analysis.nullTimes : analysis.nullActivity;
  const likely = evidence.objectCodes.reduce((sum, o) => sum + analysis.likely[o]!, 0);
  return [
    { name: "accounts", value: n },
    { name: "posts", value: posts.row.length },
    { name: `distinct ${words.many}`, value: evidence.objectCodes.length },
    { name: "pairs that hold the group together", value: edges.length },
    { name: "significant pairs", value: group.significant },
    { name: "pairs significant under null 2", value: group.significantTimes },
    { name: "possible pairs inside the group", value: possible },
    { name: "density: pairs that hold it of possible pairs", value: edges.length / possible },
    quartiles(`distinct ${words.many} per pair, median`, k, undefined),
    quartiles("median distance of matches per pair, median", seconds, "s"),
    quartiles(
      `delay after the first share of the ${words.one} per pair, median`,
      context.medianDelayMs.map((ms) => ms / 1000),
      "s",
    ),
    oneSource(context.oneSource, words),
    { name: `${words.many} of the strongest pair`, value: k[0]! },
    {
      name:
        group.status === "finding"
          ? "expected of that pair, null 2"
          : "expected of that pair at most, null 1",
      value: tested.expected[edges[0]!]!,
    },
    {
      name: `share of ${words.many} with a chance of at least one half to match however times are dealt`,
      value: evidence.objectCodes.length === 0 ? 0 : likely / evidence.objectCodes.length,
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
  all: readonly GroupWithPosts[],
  grid: GridFigure | undefined,
  words: ObjectWords,
  id: string,
): Finding {
  const { analysis, found, shuffled } = facts;
  const { columns, matched, minimum } = analysis;
  const shares = new Set<number>();
  for (const { group } of all) for (const share of group.evidence.shares) shares.add(share);
  const every = Int32Array.from({ length: analysis.pairs.length }, (_, i) => i);
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
      ...(shuffled === undefined
        ? []
        : [
            shuffledPairs(`the same in shuffles of the times, median`, shuffled.times.three),
            shuffledPairs(`the same in shuffles of the accounts, median`, shuffled.activity.three),
          ]),
      ...(minimum <= 3
        ? []
        : [{ name: `pairs on ${minimum} ${words.many} or more`, value: matched.minimum }]),
      { name: `pairs on ${minimum} ${words.many} or more, repeats counted`, value: matched.repeated },
      { name: "pairs significant under null 2", value: found.significantTimes },
      { name: "pairs significant under null 1", value: found.significantActivity },
    ],
    significance: [
      significance(analysis, analysis.nullTimes, every),
      significance(analysis, analysis.nullActivity, every),
    ],
    explanations: [...EXPLANATIONS],
    rows: fingerprint(columns, postsOf(columns, Int32Array.from(shares))),
    figures: [
      runNetwork(analysis, listed, found.groups),
      ...runTimeline(all),
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
