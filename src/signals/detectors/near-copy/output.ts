/**
 * The full result of a run: names, texts and posts of every reported cluster. It keeps the marking of the posts; Findings
 * refer to it by pseudonym and by the fingerprint of rows.
 */
import type { DetectorSource } from "../../detector.ts";
import type { DetectorOutput, ResultSet } from "../../result.ts";
import { resultHead } from "../../shared/head.ts";
import { lookup } from "../../shared/lookup.ts";
import type { TextAnalysis } from "./analyse.ts";
import type { Cluster } from "./clusters.ts";
import { descriptor, QUOTED_TEXTS } from "./descriptor.ts";

export interface ClusterDetails {
  /** Distinct texts that are left after case, links, mentions and look-alikes are folded. */
  readonly forms: number;
  /** Of pairs of folded texts: how many were compared, whether all, and the lowest and median Jaccard similarity. */
  readonly similarity: {
    readonly pairs: number;
    readonly all: boolean;
    readonly lowest: number;
    readonly median: number;
  };
  /** Distinct texts that are left when the hashtags at their end are left out, too. */
  readonly bodies: number;
  /**
   * Where texts differ in the number of words that deny: how many hold more of them than the one with the fewest, and the
   * commonest text of each kind. Null if they do not differ, or not in a language that is looked at.
   */
  readonly negation: { readonly texts: number; readonly more: string; readonly fewest: string } | null;
}

/** Its `objects` are distinct texts; an account's `shares` its posts in the cluster. */
export interface OutputCluster extends ResultSet {
  readonly details: ClusterDetails;
}

export interface NearCopyOutput extends DetectorOutput {
  readonly sets: readonly OutputCluster[];
}

/** Fetches names and texts of what the result names, and writes it down. */
export async function makeOutput(
  source: DetectorSource,
  { shares }: TextAnalysis,
  clusters: readonly Cluster[],
  findings: NearCopyOutput["findings"],
): Promise<NearCopyOutput> {
  const quoted = clusters.map(({ texts }) => texts.subarray(0, QUOTED_TEXTS));
  const names = await lookup(
    clusters.map(({ accounts }) => accounts),
    (codes) => source.accountNames(codes),
  );
  const denying = clusters.flatMap(({ negation }) =>
    negation === undefined ? [] : [negation.more, negation.fewest],
  );
  const values = await lookup([...quoted, denying], (codes) => source.objectValues("text", codes));
  return {
    ...resultHead(descriptor, shares.artifacts),
    findings,
    sets: clusters.map((cluster, c) => ({
      id: cluster.id,
      status: "candidate",
      accounts: Array.from(cluster.accounts, (account, i) => ({
        pseudonym: cluster.pseudonyms[i]!,
        name: names(account),
        shares: cluster.accountPosts[i]!,
      })),
      objects: cluster.texts.length,
      commonest: Array.from(quoted[c]!, (code, i) => ({ value: values(code), count: cluster.textPosts[i]! })),
      posts: outputPosts(cluster),
      details: {
        forms: cluster.forms,
        bodies: cluster.bodies,
        similarity: { ...cluster.inside },
        negation: negationDetails(cluster, values),
      },
    })),
  };
}

function negationDetails(
  { negation }: Cluster,
  values: (code: number) => string,
): ClusterDetails["negation"] {
  if (negation === undefined) return null;
  return { ...negation, more: values(negation.more), fewest: values(negation.fewest) };
}

function outputPosts({ posts, accounts, pseudonyms }: Cluster): OutputCluster["posts"] {
  const pseudonym = new Map(Array.from(accounts, (account, i) => [account, pseudonyms[i]!]));
  return posts.row.map((row, i) => ({
    artifact: posts.artifact[i]!,
    row,
    account: pseudonym.get(posts.account[i]!)!,
  }));
}
