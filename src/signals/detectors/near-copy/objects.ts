/** Clusters of near copies as objects of co-share: the same message in other words counts as the same thing. */
import type { ShareColumns } from "../../../kernel/index.ts";
import type { DetectorContext, DetectorSource } from "../../detector.ts";
import { parseParameters } from "../../parameters.ts";
import { analyseTexts, type TextAnalysis } from "./analyse.ts";
import { descriptor } from "./descriptor.ts";

/** The kind of object by which co-share asks for them. */
export const NEAR_COPY = "near-copy";

export interface NearCopyObjects {
  /**
   * One share per post whose text is long enough: the object is its cluster, and a text that is like no other is an
   * object of its own. Accounts without such a post have no code.
   */
  readonly columns: ShareColumns;
  /** Names of accounts by their code here; the value of an object is the commonest text of its cluster. */
  readonly names: Pick<DetectorSource, "accountNames" | "objectValues">;
}

/**
 * Runs near-copy with its default parameters and turns the clusters into columns for co-share.
 * @throws PlumblineError NO_DATA, STOPPED.
 */
export async function nearCopyObjects(
  source: DetectorSource,
  context: DetectorContext,
): Promise<NearCopyObjects> {
  const settings = parseParameters(descriptor, {});
  const analysis = await analyseTexts(
    source,
    {
      similarity: Number(settings["similarity"]),
      shingle: Number(settings["shingle"]),
      shortest: Number(settings["shortest"]),
    },
    context,
  );
  return clusterObjects(analysis, source);
}

/** The clusters of an analysis as objects, with the source that names the texts. */
export function clusterObjects(
  analysis: TextAnalysis,
  source: Pick<DetectorSource, "accountNames" | "objectValues">,
): NearCopyObjects {
  const { shares, clusterOf, clusters } = analysis;
  const kept = new Int32Array(shares.length)
    .map((_, i) => i)
    .filter((i) => clusterOf[shares.object[i]!]! >= 0);
  const { codeOf, ids } = denseAccounts(shares, kept);
  const commonest = commonestTexts(analysis);
  return {
    columns: {
      ...shares,
      length: kept.length,
      account: kept.map((i) => codeOf[shares.account[i]!]!),
      object: kept.map((i) => clusterOf[shares.object[i]!]!),
      time: Float64Array.from(kept, (i) => shares.time[i]!),
      artifact: Uint16Array.from(kept, (i) => shares.artifact[i]!),
      row: kept.map((i) => shares.row[i]!),
      ...(shares.author === undefined ? {} : { author: kept.map((i) => shares.author![i]!) }),
      accounts: ids.length,
      objects: clusters,
    },
    names: {
      accountNames: (codes) => source.accountNames(codes.map((code) => ids[code]!)),
      objectValues: (_object, codes) =>
        source.objectValues(
          "text",
          codes.map((code) => commonest[code]!),
        ),
    },
  };
}

/** Accounts of some shares under new codes, in the order of the old ones. */
function denseAccounts(shares: ShareColumns, kept: Int32Array): { codeOf: Int32Array; ids: Int32Array } {
  const codeOf = new Int32Array(shares.accounts);
  for (const share of kept) codeOf[shares.account[share]!] = 1;
  const ids = new Int32Array(shares.accounts).map((_, id) => id).filter((id) => codeOf[id] === 1);
  ids.forEach((id, code) => (codeOf[id] = code));
  return { codeOf, ids };
}

/** The text of each cluster that most posts carry; of several the one with the smallest code. */
function commonestTexts({ shares, clusterOf, clusters }: TextAnalysis): Int32Array {
  const posts = new Int32Array(shares.objects);
  for (let i = 0; i < shares.length; i++) posts[shares.object[i]!]!++;
  const commonest = new Int32Array(clusters).fill(-1);
  for (let code = 0; code < clusterOf.length; code++) {
    const cluster = clusterOf[code]!;
    if (cluster < 0) continue;
    const best = commonest[cluster]!;
    if (best < 0 || posts[code]! > posts[best]!) commonest[cluster] = code;
  }
  return commonest;
}
