/**
 * One run of co-share: columns in; Findings, counts and the full result out. The seed decides the shuffles and the
 * communities, and nothing else is drawn.
 */
import { PlumblineError } from "../../../errors.ts";
import { timePlan, type ShareColumns, type TimePlan } from "../../../kernel/index.ts";
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import { parseParameters } from "../../parameters.ts";
import { NEAR_COPY, nearCopyObjects, nearCopySettings } from "../near-copy/objects.ts";
import { analyse, type Analysis } from "./analyse.ts";
import { findAside, without, type Aside } from "./aside.ts";
import { listedPairs, significantPairs } from "./correct.ts";
import { descriptor, NETWORK_SHARES } from "./descriptor.ts";
import { factsOf } from "./facts.ts";
import type { GroupWithPosts } from "./figures.ts";
import { listedGroups, makeFindings, setsOfFindings } from "./findings.ts";
import { objectWords } from "./object-words.ts";
import { makeGrid } from "./grid.ts";
import { findGroups, type BothShuffled } from "./groups.ts";
import { shuffled } from "../../threads/shuffle.ts";
import { commonest, makeOutput } from "./output.ts";
import type { CoShareOutput } from "./output.ts";
import { postsOf } from "./posts.ts";
import { unlisted, type Before, type RunFacts } from "./run-wording.ts";
import { settingsOf, type Settings } from "./settings.ts";
import { restrict, stratum } from "./within.ts";

/** @throws PlumblineError PARAMETER, NO_DATA or STOPPED. */
export async function run(
  source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult<CoShareOutput>> {
  const settings = settingsOf(parameters);
  const nearCopy = nearCopySettings(parseParameters(descriptor, parameters), settings.object);
  const words = objectWords(settings.object);
  const inside = settings.within === undefined ? undefined : await stratum(source, settings.within);
  const whole =
    settings.object === NEAR_COPY
      ? await nearCopyObjects(source, nearCopy, context)
      : { columns: await source.shares(settings.object), names: source };
  const { columns, names } = inside === undefined ? whole : restrict(whole.columns, whole.names, inside);
  if (columns.length === 0) throw new PlumblineError("NO_DATA", `No post holds a ${words.one} to compare.`);
  const time = timePlan(settings.windowSeconds, columns.resolution, columns.mixedResolution);
  const { analysis, aside, before } = await analyseScope(names, columns, time, settings, context);
  const both = await shuffleBoth(analysis, context);
  const found = findGroups(analysis, both, context.seed);
  const withPosts = await addFacts(
    names,
    analysis,
    found.groups.map((group) => ({ group, posts: postsOf(analysis.columns, group.evidence.shares) })),
  );
  const facts: RunFacts = { analysis, found, shuffled: both, before, allShares: whole.columns.length };
  const findings = makeFindings(facts, withPosts, await makeGrid(analysis, context), words);
  const index = setsOfFindings(withPosts);
  return {
    findings,
    counts: countsOf(facts),
    output: await makeOutput(names, analysis, withPosts, index, aside, before),
  };
}

/** Names and values by code: the corpus, or the clusters that near-copy made of its texts. */
type Names = Pick<DetectorSource, "accountNames" | "objectValues">;

interface Scope {
  readonly analysis: Analysis;
  readonly aside: Aside;
  readonly before: Before | undefined;
}

/** The analysis of what is in scope; where something is set aside, of everything first, for comparison. */
async function analyseScope(
  source: Names,
  columns: ShareColumns,
  time: TimePlan,
  settings: Settings,
  context: DetectorContext,
): Promise<Scope> {
  const listed = await findAside(source, columns, settings);
  const whole = await analyse(
    columns,
    { accounts: columns.accounts, objects: columns.objects },
    time,
    settings,
    context,
  );
  const { accounts, objects, commonest: most } = settings.aside;
  if (accounts.length + objects.length + most === 0)
    return { analysis: whole, aside: listed, before: undefined };
  const top = commonest(whole.carriers, most).map(({ object }) => object);
  const aside = { ...listed, objects: Int32Array.from(new Set([...listed.objects, ...top])).sort() };
  const rest = without(columns, aside);
  if (rest.length === 0) throw new PlumblineError("NO_DATA", "Nothing is left once the lists are set aside.");
  const before: Before = {
    accountsAside: aside.accounts.length,
    objectsAside: aside.objects.length,
    namesUnknown: aside.unknown.length,
    pairs: whole.matched.minimum,
    significantTimes: significantPairs(whole.nullTimes, settings.level).length,
    significantActivity: significantPairs(whole.nullActivity, settings.level).length,
  };
  const scope = {
    accounts: columns.accounts - aside.accounts.length,
    objects: columns.objects - aside.objects.length,
  };
  return { analysis: await analyse(rest, scope, time, settings, context), aside, before };
}

/** Shuffles of both nulls, unless they are not wanted or there are too many shares. */
async function shuffleBoth(analysis: Analysis, context: DetectorContext): Promise<BothShuffled | undefined> {
  const { first, margins, minimum, time, settings } = analysis;
  if (settings.shuffles === 0 || first.length > NETWORK_SHARES) return undefined;
  const input = { first, margins, windowTicks: time.windowTicks, minimum, shuffles: settings.shuffles };
  return {
    times: await shuffled(input, "times", context),
    activity: await shuffled(input, "activity", context),
  };
}

const VALUES_ASKED = 500;

/** Facts for the groups that are listed; links are looked for in some of their objects. */
async function addFacts(
  source: Names,
  analysis: Analysis,
  all: readonly GroupWithPosts[],
): Promise<GroupWithPosts[]> {
  const listed = new Set(listedGroups(all));
  const entries: GroupWithPosts[] = [];
  for (const entry of all) {
    if (!listed.has(entry)) {
      entries.push(entry);
      continue;
    }
    const codes = entry.group.evidence.objectCodes.slice(0, VALUES_ASKED);
    const values = await source.objectValues(analysis.settings.object, codes);
    entries.push({ ...entry, facts: factsOf(analysis, entry.group, entry.posts, values) });
  }
  return entries;
}

function countsOf({
  analysis,
  found,
  shuffled: both,
  before,
  allShares,
}: RunFacts): DetectorResult["counts"] {
  const { columns, time, matched, level, nullActivity, nullTimes } = analysis;
  const findings = found.groups.filter(({ status }) => status === "finding").length;
  const cut = unlisted(found);
  const times = listedPairs(nullTimes, level);
  const activity = listedPairs(nullActivity, level);
  return {
    shares: columns.length,
    accounts: analysis.accounts,
    objects: analysis.objects,
    repeatedShares: analysis.repeats,
    resolution: time.resolution,
    mixedResolution: columns.mixedResolution,
    windowSeconds: time.windowMs / 1000,
    possiblePairs: analysis.m,
    correctedOverNull1: nullActivity.over,
    correctedOverNull2: nullTimes.over,
    largestPNull1: level / nullActivity.over,
    largestPNull2: level / nullTimes.over,
    pairEvents: analysis.events,
    pairsMatched: matched.one,
    pairsOnTwo: matched.two,
    pairsOnThree: matched.three,
    pairsOnMinimum: matched.minimum,
    pairsOnMinimumWithRepeats: matched.repeated,
    significantNull1: found.significantActivity,
    significantNull2: found.significantTimes,
    yekutieliNull1: activity.yekutieli,
    yekutieliNull2: times.yekutieli,
    screeningNull1: activity.hochberg,
    screeningNull2: times.hochberg,
    shuffles: both?.times.shuffles ?? 0,
    networkGroupsNull1: found.networkActivity ?? "not computed",
    networkGroupsNull2: found.networkTimes ?? "not computed",
    findingGroups: findings,
    candidateGroups: found.groups.length - findings,
    candidatesInsideFindings: found.insideFindings,
    groupsNotListed: cut.findings + cut.candidates,
    denseObjects: analysis.dense.length,
    null2CannotJudge: analysis.timesCannotJudge,
    ...(analysis.settings.within === undefined ? {} : { sharesInAllStrata: allShares }),
    ...(before === undefined
      ? {}
      : {
          accountsSetAside: before.accountsAside,
          objectsSetAside: before.objectsAside,
          beforePairsOnMinimum: before.pairs,
          beforeSignificantNull1: before.significantActivity,
          beforeSignificantNull2: before.significantTimes,
        }),
  };
}
