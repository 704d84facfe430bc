/** One run of near-copy: texts in; Findings, counts and the full result out. Deterministic; its draws are fixed. */
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import { parseParameters } from "../../parameters.ts";
import { analyseTexts, textSettings } from "./analyse.ts";
import { findClusters } from "./clusters.ts";
import { descriptor, LISTED_CLUSTERS } from "./descriptor.ts";
import { clustersOfFindings, makeFindings } from "./findings.ts";
import { makeOutput } from "./output.ts";
import type { NearCopyOutput } from "./output.ts";

/** @throws PlumblineError PARAMETER, NO_DATA or STOPPED. */
export async function run(
  source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult<NearCopyOutput>> {
  const settings = parseParameters(descriptor, parameters);
  const minimum = Number(settings["minimum"]);
  const analysis = await analyseTexts(source, textSettings(settings), context);
  const found = await findClusters(analysis, minimum, source, context);
  const { shares, joined } = analysis;
  return {
    findings: makeFindings(analysis, found, minimum),
    counts: {
      posts: shares.length,
      accounts: shares.accounts,
      texts: shares.objects,
      textsTooShort: analysis.tooShort,
      textsAfterFolding: analysis.forms,
      clustersOfSeveral: found.several,
      textsInClusters: found.textsInSeveral,
      clustersMarkedForNegation: found.reported.filter(({ negation }) => negation !== undefined).length,
      clustersReported: found.reported.length,
      clustersNotListed: Math.max(0, found.reported.length - LISTED_CLUSTERS),
      pairsCompared: joined.compared,
      denseGroups: joined.denseBuckets,
      pairsLeftOut: joined.notCompared,
    },
    output: await makeOutput(source, analysis, found.reported, clustersOfFindings(found)),
  };
}
