/** Findings of a run: sentences, statistics, significance and figures put together. No names, no texts. */
import type { Finding } from "../../../model/finding.ts";
import type { Analysis, Tested } from "./analyse.ts";
import { LISTED_CANDIDATES, LISTED_FINDINGS, NULL_ACTIVITY, NULL_TIMES } from "./descriptor.ts";
import { EXPLANATIONS, STOCK_PHRASE } from "./explanations.ts";
import { groupNetwork, runNetwork, runTimeline, timeline, type GroupWithPosts } from "./figures.ts";
import type { ObjectWords } from "./format.ts";
import type { Groups } from "./groups.ts";
import { fingerprint, postsOf } from "./posts.ts";
import { candidateWords, findingWords, runWords } from "./wording.ts";

type Statistic = Finding["statistics"][number];

/**
 * The run as a whole first, then one Finding per listed group. Groups are f1, f2, … in the order of their letters; the
 * run as a whole has the number after the last.
 */
export function makeFindings(
  analysis: Analysis,
  found: Groups,
  withPosts: readonly GroupWithPosts[],
  words: ObjectWords,
): Finding[] {
  const listed = [
    ...withPosts.filter(({ group }) => group.status === "finding").slice(0, LISTED_FINDINGS),
    ...withPosts.filter(({ group }) => group.status === "candidate").slice(0, LISTED_CANDIDATES),
  ];
  const groups = listed.map((entry, i) => groupFinding(analysis, entry, words, `f${i + 1}`));
  return [runFinding(analysis, found, listed, withPosts, words, `f${groups.length + 1}`), ...groups];
}

function groupFinding(analysis: Analysis, entry: GroupWithPosts, words: ObjectWords, id: string): Finding {
  const { group, posts } = entry;
  const own = group.status === "finding" ? findingWords : candidateWords;
  const most = group.evidence.objectPairs.reduce((high, n) => Math.max(high, n), 0);
  const stock = group.edges.length > 1 && most * 2 >= group.edges.length;
  const nulls = [
    significance(analysis, analysis.nullTimes, group.edges),
    significance(analysis, analysis.nullActivity, group.edges),
  ];
  return {
    id,
    status: group.status,
    ...own(analysis, group, posts, words),
    statistics: groupStatistics(analysis, entry, words),
    significance: group.status === "finding" ? nulls : nulls.reverse(),
    explanations: [...(stock ? [STOCK_PHRASE] : []), ...EXPLANATIONS],
    rows: fingerprint(analysis.columns, posts),
    figures: [groupNetwork(analysis, entry), ...timeline([{ id: group.id, posts: [posts] }])],
  };
}

function significance(
  analysis: Analysis,
  tested: Tested,
  edges: Int32Array,
): Finding["significance"][number] {
  return {
    null: tested === analysis.nullTimes ? NULL_TIMES : NULL_ACTIVITY,
    log10p: edges.reduce((low, pair) => Math.min(low, tested.holm[pair]!), 0),
    correction: "Holm",
    m: analysis.m,
    level: analysis.level,
  };
}

function groupStatistics(
  analysis: Analysis,
  { group, posts }: GroupWithPosts,
  words: ObjectWords,
): Statistic[] {
  const { evidence, edges } = group;
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
    { name: "significant pairs", value: edges.length },
    { name: "possible pairs inside the group", value: possible },
    { name: "density: significant of possible pairs", value: edges.length / possible },
    quartiles(`distinct ${words.many} per pair, median`, k, undefined),
    quartiles("median distance of matches per pair, median", seconds, "s"),
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
    { name: "sum of -log10 p over the significant pairs", value: group.score },
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
  analysis: Analysis,
  found: Groups,
  listed: readonly GroupWithPosts[],
  all: readonly GroupWithPosts[],
  words: ObjectWords,
  id: string,
): Finding {
  const { columns, matched, minimum } = analysis;
  const shares = Int32Array.from(new Set(all.flatMap(({ group }) => [...group.evidence.shares])));
  const every = Int32Array.from({ length: analysis.pairs.length }, (_, i) => i);
  return {
    id,
    status: "note",
    ...runWords(analysis, found, words),
    statistics: [
      { name: "shares", value: columns.length },
      { name: "accounts", value: columns.accounts },
      { name: words.many, value: columns.objects },
      { name: "pairs of posts inside the window", value: analysis.events },
      { name: "pairs of accounts that matched", value: matched.one },
      { name: `pairs on two ${words.many} or more`, value: matched.two },
      ...(minimum === 2
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
    rows: fingerprint(columns, postsOf(columns, shares)),
    figures: [runNetwork(analysis, listed, found.groups), ...runTimeline(all)],
  };
}
