/** Findings of a run: a note about the whole, and one candidate per listed cluster. No names, no texts. */
import type { Finding } from "../../../model/finding.ts";
import { fingerprint, postsOf } from "../../shared/posts.ts";
import { timeline } from "../../shared/timeline.ts";
import type { TextAnalysis } from "./analyse.ts";
import type { Cluster, Clusters } from "./clusters.ts";
import { LISTED_CLUSTERS } from "./descriptor.ts";
import { EXPLANATIONS } from "./explanations.ts";
import type { NearCopyOutput } from "./output.ts";
import { clusterWords, runWords } from "./wording.ts";

/** Clusters that get a series of their own in the figure of the run. */
const OVERVIEW_CLUSTERS = 12;

/** The run as a whole first, then the clusters f1, f2, …; the run has the number after the last. */
export function makeFindings(analysis: TextAnalysis, found: Clusters, minimum: number): Finding[] {
  const listed = found.reported.slice(0, LISTED_CLUSTERS);
  return [
    runFinding(analysis, found, minimum, `f${listed.length + 1}`),
    ...listed.map((cluster, i) => clusterFinding(analysis, cluster, `f${i + 1}`)),
  ];
}

/** Which clusters each of these Findings speaks of: its own, and the run as a whole of all. */
export function clustersOfFindings({ reported }: Clusters): NearCopyOutput["findings"] {
  const listed = reported
    .slice(0, LISTED_CLUSTERS)
    .map(({ id }, i) => [`f${i + 1}`, { sets: [id] }] as const);
  const whole = [`f${listed.length + 1}`, { sets: reported.map(({ id }) => id) }] as const;
  return Object.fromEntries([...listed, whole]);
}

function clusterFinding(analysis: TextAnalysis, cluster: Cluster, id: string): Finding {
  const { accounts, accountPosts, texts, textPosts, forms, bodies, inside, posts, negation } = cluster;
  return {
    id,
    status: "candidate",
    ...clusterWords(analysis, cluster),
    statistics: [
      { name: "accounts", value: accounts.length },
      { name: "posts", value: posts.row.length },
      { name: "posts of the account with most", value: accountPosts[0]! },
      { name: "distinct texts", value: texts.length },
      { name: "posts of the commonest text", value: textPosts[0]! },
      { name: "distinct texts after folding", value: forms },
      { name: "the same without hashtags at the end", value: bodies },
      { name: "texts with a negation that another text lacks", value: negation?.texts ?? 0 },
      { name: "pairs of folded texts compared inside", value: inside.pairs },
      { name: "lowest similarity of these pairs", value: inside.lowest },
      { name: "median similarity of these pairs", value: inside.median },
    ],
    significance: [],
    explanations: [...EXPLANATIONS],
    rows: fingerprint(analysis.shares, posts),
    figures: timeline([{ id: cluster.id, posts: [posts] }]),
  };
}

function runFinding(analysis: TextAnalysis, found: Clusters, minimum: number, id: string): Finding {
  const { shares, joined } = analysis;
  const { reported } = found;
  const rest = reported.slice(OVERVIEW_CLUSTERS);
  const series = reported
    .slice(0, OVERVIEW_CLUSTERS)
    .map((cluster) => ({ id: cluster.id, posts: [cluster.posts] }));
  if (rest.length > 0)
    series.push({ id: `${rest.length} other clusters`, posts: rest.map(({ posts }) => posts) });
  return {
    id,
    status: "note",
    ...runWords(analysis, found, minimum),
    statistics: [
      { name: "posts", value: shares.length },
      { name: "accounts", value: shares.accounts },
      { name: "distinct texts", value: shares.objects },
      { name: "distinct texts too short to compare", value: analysis.tooShort },
      { name: "distinct texts after folding", value: analysis.forms },
      { name: "clusters of two texts or more", value: found.several },
      { name: "clusters reported", value: reported.length },
      { name: "of these, marked for a negation", value: markedFor(reported) },
      { name: "pairs of texts compared", value: joined.compared },
      { name: "pairs left out in dense groups, at most", value: joined.notCompared },
    ],
    significance: [],
    explanations: [...EXPLANATIONS],
    rows: fingerprint(shares, joinPosts(reported)),
    figures: timeline(series),
  };
}

const markedFor = (clusters: readonly Cluster[]): number =>
  clusters.filter(({ negation }) => negation !== undefined).length;

/** The posts of all clusters; a post is in one cluster at most. */
function joinPosts(clusters: readonly Cluster[]): ReturnType<typeof postsOf> {
  return {
    artifact: clusters.flatMap(({ posts }) => posts.artifact),
    row: clusters.flatMap(({ posts }) => posts.row),
    time: clusters.flatMap(({ posts }) => posts.time),
    account: clusters.flatMap(({ posts }) => posts.account),
  };
}
