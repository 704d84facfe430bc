/** What a run reports about itself in numbers. */
import type { ShareColumns } from "../../../kernel/index.ts";
import type { DetectorResult } from "../../detector.ts";
import { listedPairs } from "./correct.ts";
import { NETWORK_KINDS, type GroupKind } from "./groups.ts";
import type { Look } from "./look.ts";
import { unlisted, type RunFacts } from "./run-wording.ts";

type Counts = DetectorResult["counts"];

/** The counts of the only window; of a grid, those that all windows share, and then each window's after its seconds. */
export function countsOf(
  looks: readonly Look[],
  { allShares, pictures }: Pick<RunFacts, "allShares" | "pictures">,
): Counts {
  const [first] = looks;
  const { analysis, before } = first!;
  const { columns } = analysis;
  const common: Counts = {
    shares: columns.length,
    accounts: analysis.accounts,
    objects: analysis.objects,
    repeatedShares: analysis.repeats,
    resolution: analysis.time.resolution,
    mixedResolution: columns.mixedResolution,
    ...linkCounts(columns),
    ...pictures,
    possiblePairs: analysis.m,
    windows: looks.length,
    routeLevel: analysis.share,
    ...(analysis.settings.within === undefined ? {} : { sharesInAllStrata: allShares }),
    ...(before === undefined
      ? {}
      : { accountsSetAside: before.accountsAside, objectsSetAside: before.objectsAside }),
  };
  if (looks.length === 1) return { ...common, ...windowCounts(first!) };
  const each = looks.flatMap((look) =>
    Object.entries(windowCounts(look)).map(
      ([name, value]) => [`${look.analysis.time.windowMs / 1000}s.${name}`, value] as const,
    ),
  );
  const total = (status: "finding" | "candidate"): number =>
    looks.reduce((n, { found }) => n + found.groups.filter((group) => group.status === status).length, 0);
  return {
    ...common,
    findingGroups: total("finding"),
    candidateGroups: total("candidate"),
    ...Object.fromEntries(each),
  };
}

/** What the link rules joined, before anything else was counted. */
function linkCounts({ links }: Pick<ShareColumns, "links">): Counts {
  if (links === undefined) return {};
  return {
    linkRules: links.rules,
    linkAddresses: links.addresses,
    ...Object.fromEntries(Object.entries(links.joined).map(([rule, n]) => [`linksJoined.${rule}`, n])),
  };
}

function windowCounts({ analysis, found, resampled, before }: Look): Counts {
  const { time, matched, share, nullActivity, nullTimes, nullBoth, tests } = analysis;
  const cut = unlisted(found);
  const times = listedPairs(nullTimes, share);
  const activity = listedPairs(nullActivity, share);
  const of = (kind: GroupKind): number => found.groups.filter((group) => group.kind === kind).length;
  const onMoments = (least: number): number => tests.moments.reduce((n, m) => n + (m >= least ? 1 : 0), 0);
  return {
    windowSeconds: time.windowMs / 1000,
    correctedOverNull1: nullActivity.over,
    correctedOverNull2: nullTimes.over,
    largestPNull1: share / nullActivity.over,
    largestPNull2: share / nullTimes.over,
    pairEvents: analysis.events,
    pairsMatched: matched.one,
    pairsOnTwo: matched.two,
    pairsOnThree: matched.three,
    pairsOnMinimum: matched.minimum,
    pairsOnMinimumWithRepeats: matched.repeated,
    pairsOnTwoMoments: onMoments(2),
    pairsOnThreeMoments: onMoments(3),
    significantNull1: found.significant.activity,
    significantNull2: found.significant.times,
    significantBoth: found.significant.both,
    significanceOver: nullBoth.over,
    yekutieliNull1: activity.yekutieli,
    yekutieliNull2: times.yekutieli,
    screeningNull1: activity.hochberg,
    screeningNull2: times.hochberg,
    shuffles: resampled?.times.shuffles ?? 0,
    pairsWithinReach: analysis.reachable?.a.length ?? "not computed",
    ...Object.fromEntries(
      NETWORK_KINDS.map((kind) => [`networkGroups.${kind}`, found.networks?.[kind] ?? "not computed"]),
    ),
    findingGroups: of("finding"),
    ownObjectsGroups: of("own objects"),
    candidateGroups: found.groups.length - of("finding"),
    groupsInsideOthers: found.inside,
    groupsNotListed: cut.findings + cut.candidates,
    denseObjects: analysis.dense.length,
    null2CannotJudge: analysis.timesCannotJudge,
    ...(before === undefined
      ? {}
      : {
          beforePairsOnMinimum: before.pairs,
          beforeSignificantNull1: before.significantActivity,
          beforeSignificantNull2: before.significantTimes,
        }),
  };
}
