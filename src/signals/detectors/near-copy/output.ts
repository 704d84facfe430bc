/**
 * The full result of a run: names, texts and posts of every reported cluster. It keeps the marking of the posts; Findings
 * refer to it by pseudonym and by the fingerprint of rows.
 */
import type { DetectorSource } from "../../detector.ts";
import { lookup } from "../../shared/lookup.ts";
import type { TextAnalysis } from "./analyse.ts";
import type { Cluster } from "./clusters.ts";
import { descriptor, QUOTED_TEXTS } from "./descriptor.ts";

export interface OutputCluster {
  readonly id: string;
  readonly accounts: readonly {
    readonly pseudonym: string;
    readonly name: string;
    readonly posts: number;
  }[];
  /** Distinct texts; how many are left after case, links, mentions and look-alikes are folded; and the commonest. */
  readonly texts: number;
  readonly forms: number;
  readonly commonest: readonly { readonly value: string; readonly posts: number }[];
  /** Of pairs of folded texts: how many were compared, whether all, and the lowest and median Jaccard similarity. */
  readonly similarity: {
    readonly pairs: number;
    readonly all: boolean;
    readonly lowest: number;
    readonly median: number;
  };
  /** `artifact` is a place in `artifacts`. */
  readonly posts: readonly { readonly artifact: number; readonly row: number; readonly account: string }[];
}

export interface NearCopyOutput {
  readonly detector: "near-copy";
  readonly version: string;
  readonly artifacts: readonly { readonly id: string; readonly sha256: string }[];
  readonly clusters: readonly OutputCluster[];
}

/** Fetches names and texts of what the result names, and writes it down. */
export async function makeOutput(
  source: DetectorSource,
  { shares }: TextAnalysis,
  clusters: readonly Cluster[],
): Promise<NearCopyOutput> {
  const quoted = clusters.map(({ texts }) => texts.subarray(0, QUOTED_TEXTS));
  const names = await lookup(
    clusters.map(({ accounts }) => accounts),
    (codes) => source.accountNames(codes),
  );
  const values = await lookup(quoted, (codes) => source.objectValues("text", codes));
  return {
    detector: "near-copy",
    version: descriptor.version,
    artifacts: shares.artifacts.map(({ id, sha256 }) => ({ id, sha256 })),
    clusters: clusters.map((cluster, c) => ({
      id: cluster.id,
      accounts: Array.from(cluster.accounts, (account, i) => ({
        pseudonym: cluster.pseudonyms[i]!,
        name: names(account),
        posts: cluster.accountPosts[i]!,
      })),
      texts: cluster.texts.length,
      forms: cluster.forms,
      commonest: Array.from(quoted[c]!, (code, i) => ({ value: values(code), posts: cluster.textPosts[i]! })),
      similarity: { ...cluster.inside },
      posts: outputPosts(cluster),
    })),
  };
}

function outputPosts({ posts, accounts, pseudonyms }: Cluster): OutputCluster["posts"] {
  const pseudonym = new Map(Array.from(accounts, (account, i) => [account, pseudonyms[i]!]));
  return posts.row.map((row, i) => ({
    artifact: posts.artifact[i]!,
    row,
    account: pseudonym.get(posts.account[i]!)!,
  }));
}
