/** One run of co-share: columns in; Findings, counts and the full result out. Deterministic; it draws no numbers. */
import { PlumblineError } from "../../../errors.ts";
import { timePlan } from "../../../kernel/index.ts";
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import { parseParameters } from "../../parameters.ts";
import { NEAR_COPY, nearCopyObjects } from "../near-copy/objects.ts";
import { analyse, type Analysis } from "./analyse.ts";
import { descriptor } from "./descriptor.ts";
import { makeFindings } from "./findings.ts";
import { objectWords } from "./format.ts";
import { findGroups, type Groups } from "./groups.ts";
import { makeOutput } from "./output.ts";
import { postsOf } from "./posts.ts";
import { unlisted } from "./wording.ts";

/** @throws PlumblineError PARAMETER, NO_DATA or STOPPED. */
export async function run(
  source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult> {
  const settings = parseParameters(descriptor, parameters);
  const object = String(settings["object"]);
  const words = objectWords(object);
  const { columns, names } =
    object === NEAR_COPY
      ? await nearCopyObjects(source, context)
      : { columns: await source.shares(object), names: source };
  if (columns.length === 0) throw new PlumblineError("NO_DATA", `No post holds a ${words.one} to compare.`);
  const time = timePlan(Number(settings["window"]), columns.resolution, columns.mixedResolution);
  const analysis = await analyse(
    columns,
    time,
    Number(settings["minimum"]),
    Number(settings["level"]),
    context,
  );
  const found = findGroups(analysis);
  const withPosts = found.groups.map((group) => ({ group, posts: postsOf(columns, group.evidence.shares) }));
  return {
    findings: makeFindings(analysis, found, withPosts, words),
    counts: countsOf(analysis, found),
    output: await makeOutput(names, object, analysis, withPosts),
  };
}

function countsOf(analysis: Analysis, found: Groups): DetectorResult["counts"] {
  const { columns, time, matched } = analysis;
  const findings = found.groups.filter(({ status }) => status === "finding").length;
  const cut = unlisted(found);
  return {
    shares: columns.length,
    accounts: columns.accounts,
    objects: columns.objects,
    repeatedShares: analysis.repeats,
    resolution: time.resolution,
    mixedResolution: columns.mixedResolution,
    windowSeconds: time.windowMs / 1000,
    possiblePairs: analysis.m,
    pairEvents: analysis.events,
    pairsMatched: matched.one,
    pairsOnTwo: matched.two,
    pairsOnMinimum: matched.minimum,
    pairsOnMinimumWithRepeats: matched.repeated,
    significantNull1: found.significantActivity,
    significantNull2: found.significantTimes,
    findingGroups: findings,
    candidateGroups: found.groups.length - findings,
    candidatesInsideFindings: found.insideFindings,
    groupsNotListed: cut.findings + cut.candidates,
    denseObjects: analysis.dense.length,
    null2CannotJudge: analysis.timesCannotJudge,
  };
}
