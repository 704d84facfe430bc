/** Clusters with their posts, accounts and texts: from codes of texts back to who posted what. */
import { similarityInside, type ShareColumns, type SimilarityInside } from "../../../kernel/index.ts";
import type { DetectorContext, DetectorSource } from "../../detector.ts";
import { postsOf, type Posts } from "../../shared/posts.ts";
import type { TextAnalysis } from "./analyse.ts";
import { COMPARED_INSIDE } from "./descriptor.ts";
import { negationMarks, type NegationMark } from "./negation.ts";

export interface Cluster {
  /** N1, N2, … in the order of listing. */
  readonly id: string;
  readonly posts: Posts;
  /** Account codes, those with most posts in the cluster first; pseudonym `i` stands for account `i`. */
  readonly accounts: Int32Array;
  readonly accountPosts: Int32Array;
  readonly pseudonyms: readonly string[];
  /** Codes of distinct texts, those with most posts first, then by first row. */
  readonly texts: Int32Array;
  readonly textPosts: Int32Array;
  /** Distinct normal forms. */
  readonly forms: number;
  /** Distinct forms when the hashtags at the end of a text are left out. */
  readonly bodies: number;
  /** Forms that have hashtags at their end, and enough before them to be compared without. */
  readonly tagged: number;
  readonly inside: SimilarityInside;
  /** Whether some of its texts deny what others do not. */
  readonly negation: NegationMark | undefined;
}

export interface Clusters {
  /** Those with two texts and the asked number of accounts, the most posts first. */
  readonly reported: readonly Cluster[];
  /** Clusters with two texts or more, by however many accounts, and the distinct texts in them. */
  readonly several: number;
  readonly textsInSeveral: number;
}

/**
 * Clusters of at least two distinct texts, posted by at least `minimum` accounts.
 * @throws PlumblineError STOPPED.
 */
export async function findClusters(
  analysis: TextAnalysis,
  minimum: number,
  source: Pick<DetectorSource, "objectValues">,
  context: DetectorContext,
): Promise<Clusters> {
  const { shares, clusterOf, clusters } = analysis;
  const texts = new Int32Array(clusters);
  for (const cluster of clusterOf) if (cluster >= 0) texts[cluster]!++;
  const { start, members } = sharesByCluster(analysis);
  const seen = new Int32Array(shares.accounts).fill(-1);
  const drafts: Draft[] = [];
  let several = 0;
  let textsInSeveral = 0;
  for (let cluster = 0; cluster < clusters; cluster++) {
    if (texts[cluster]! < 2) continue;
    several++;
    textsInSeveral += texts[cluster]!;
    const own = members.subarray(start[cluster], start[cluster + 1]);
    let accounts = 0;
    for (const share of own) {
      const account = shares.account[share]!;
      if (seen[account] === cluster) continue;
      seen[account] = cluster;
      accounts++;
    }
    if (accounts >= minimum) drafts.push({ own, accounts, first: firstOf(shares, own) });
  }
  drafts.sort(
    (x, y) => y.own.length - x.own.length || y.accounts - x.accounts || byRow(shares, x.first, y.first),
  );
  const reported = drafts.map(({ own }, place) => describe(analysis, own, `N${place + 1}`));
  const marks = await negationMarks(source, reported, context);
  return {
    reported: reported.map((cluster, i) => ({ ...cluster, negation: marks[i] })),
    several,
    textsInSeveral,
  };
}

interface Draft {
  readonly own: Int32Array;
  readonly accounts: number;
  /** Share with the first row. */
  readonly first: number;
}

/** Shares of each cluster by counting sort; shares of texts that are too short are left out. */
function sharesByCluster({ shares, clusterOf, clusters }: TextAnalysis): {
  start: Int32Array;
  members: Int32Array;
} {
  const start = new Int32Array(clusters + 1);
  for (let i = 0; i < shares.length; i++) {
    const cluster = clusterOf[shares.object[i]!]!;
    if (cluster >= 0) start[cluster + 1]!++;
  }
  for (let c = 0; c < clusters; c++) start[c + 1]! += start[c]!;
  const members = new Int32Array(start[clusters]!);
  const cursor = start.slice(0, clusters);
  for (let i = 0; i < shares.length; i++) {
    const cluster = clusterOf[shares.object[i]!]!;
    if (cluster >= 0) members[cursor[cluster]!++] = i;
  }
  return { start, members };
}

function describe(analysis: TextAnalysis, own: Int32Array, id: string): Omit<Cluster, "negation"> {
  const { shares, formOf, texts: set, matcher } = analysis;
  const accounts = tally(shares, own, shares.account);
  const texts = tally(shares, own, shares.object);
  const forms = Int32Array.from(new Set(texts.codes.map((code) => formOf[code]!)));
  const width = Math.max(2, String(accounts.codes.length).length);
  return {
    id,
    posts: postsOf(shares, own),
    accounts: accounts.codes,
    accountPosts: accounts.counts,
    pseudonyms: Array.from(accounts.codes, (_, i) => `${id}-${String(i + 1).padStart(width, "0")}`),
    texts: texts.codes,
    textPosts: texts.counts,
    forms: forms.length,
    bodies: new Set(forms.map((form) => set.body[form]!)).size,
    tagged: forms.reduce((sum, form) => sum + (set.body[form] === form ? 0 : 1), 0),
    inside: similarityInside(set, matcher, forms, COMPARED_INSIDE),
  };
}

/** Distinct codes of some shares, the commonest first, then by first row. */
function tally(
  shares: ShareColumns,
  own: Int32Array,
  codes: Int32Array,
): { codes: Int32Array; counts: Int32Array } {
  const found = new Map<number, { count: number; first: number }>();
  for (const share of own) {
    const known = found.get(codes[share]!);
    if (known === undefined) found.set(codes[share]!, { count: 1, first: share });
    else {
      known.count++;
      if (byRow(shares, share, known.first) < 0) known.first = share;
    }
  }
  const sorted = [...found].sort(
    ([x, a], [y, b]) => b.count - a.count || byRow(shares, a.first, b.first) || x - y,
  );
  return {
    codes: Int32Array.from(sorted, ([code]) => code),
    counts: Int32Array.from(sorted, ([, { count }]) => count),
  };
}

function firstOf(shares: ShareColumns, own: Int32Array): number {
  return own.reduce((first, share) => (byRow(shares, share, first) < 0 ? share : first), own[0]!);
}

const byRow = ({ artifact, row }: ShareColumns, x: number, y: number): number =>
  artifact[x]! - artifact[y]! || row[x]! - row[y]!;
