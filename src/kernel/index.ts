/**
 * The public face of `kernel`: pure functions on typed arrays, without Node, clock or database.
 * The data layout is described in `columns.ts` (shares as they come) and `coshare/incidence.ts` (shares as kernels
 * read them).
 */
export {
  RESOLUTIONS,
  RESOLUTION_MS,
  type JoinedLinks,
  type Resolution,
  type ShareColumns,
} from "./columns.ts";
export { Random } from "./random.ts";
export { GAP_LIMIT, timePlan, type TimePlan } from "./coshare/time.ts";
export { buildIncidence, firstShares, type Incidence, type Shares } from "./coshare/incidence.ts";
export { OccasionCounter, type FollowedShares } from "./coshare/follow.ts";
export { denseObjects, pairEvents } from "./coshare/density.ts";
export { prune } from "./coshare/prune.ts";
export { planSweep, rowBlocks, type SweepPlan } from "./coshare/plan.ts";
export {
  joinPairs,
  sweep,
  sweepRows,
  sweepState,
  type PairList,
  type SweepOptions,
  type SweepState,
} from "./coshare/sweep.ts";
export {
  eachRow,
  evidenceScratch,
  pairEvidence,
  type EvidenceScratch,
  type Match,
  type PairEvidence,
} from "./coshare/evidence.ts";
export {
  BLIND_SHARE,
  likelyObjects,
  margins,
  matchChance,
  timesCannotJudge,
  type Margins,
} from "./significance/margins.ts";
export { activityExpectation, testActivity, type ActivityTest } from "./significance/activity.ts";
export {
  jitterLaw,
  sittingCut,
  sittings,
  sittingScale,
  timetable,
  type JitterLaw,
  type Timetable,
} from "./significance/timetable.ts";
export { PairBlocks } from "./significance/blocks.ts";
export { LEAST_MOMENTS, objectChances, testMoments, type MomentTests } from "./significance/moments.ts";
export { correctedTimetable, type Pairs, type TimetableSpace } from "./significance/timetable-tests.ts";
export { teamPower, type Power } from "./significance/power.ts";
export { JitterSpace, TIMETABLE_P, type JitterScore } from "./significance/jitter.ts";
export { objectLists, type ObjectLists } from "./significance/shared.ts";
export { holmLog10, possiblePairs } from "./significance/holm.ts";
export {
  moreReadily,
  oddsRatio,
  reaches,
  type Bounds,
  type DisclosureTable,
  type NoOddsRatio,
  type OddsRatio,
  type Sides,
} from "./disclosure/odds-ratio.ts";
export { fewestCollected, mostCollected, mostReleased, type TurningPoint } from "./disclosure/hidden.ts";
export { shareLimits, signTail, studentQuantile, studentTail } from "./significance/beta.ts";
export { bySource, rowsWhere, TIE, type SeriesRows, type SeriesUnit } from "./series/rows.ts";
export { overlaps, type Overlap } from "./series/overlap.ts";
export {
  changesBySource,
  checkClaim,
  spansOf,
  type Check,
  type NoCheck,
  type SeriesClaim,
} from "./series/claims.ts";
export {
  clearCrossings,
  leadOfSources,
  meanChange,
  type ClearCrossings,
  type LeadOfSources,
  type MeanChange,
  type Span,
} from "./series/chances.ts";
export { surfaceOf, type Cell, type Reading, type Surface } from "./series/surface.ts";
export { UnionFind } from "./graph/union-find.ts";
export { hochbergLog10, yekutieliLog10 } from "./significance/corrections.ts";
export { attainableActivity, attainableTimes } from "./significance/attainable.ts";
export { Attainable, taroneCount } from "./significance/tarone.ts";
export { pairContext, type ContextInput, type PairContext } from "./significance/context.ts";
export {
  deal,
  shuffleRandom,
  shuffleSpace,
  type Resample,
  type ShuffleSpace,
} from "./significance/shuffle.ts";
export {
  ComponentScorer,
  groupP,
  networkState,
  PRIMARY_P,
  scoreShuffle,
  type NetworkOptions,
  type NetworkState,
  type ShuffleScore,
} from "./significance/network.ts";
export { poissonTailLog10 } from "./significance/poisson.ts";
export { timesPairTest } from "./significance/pair-tests.ts";
export { components, type Components } from "./graph/components.ts";
export { louvain, type Communities } from "./graph/louvain.ts";
export { partitionAgreement, stableCommunities, type StableCommunities } from "./graph/partition.ts";
export {
  adjustedRandIndex,
  agreementTable,
  normalisedMutualInformation,
  purity,
  type AgreementTable,
} from "./agreement.ts";
export { nominalAgreement, type NominalAgreement } from "./krippendorff.ts";
export { linkForm, PLAIN_LINK } from "./links/address.ts";
export { countJoined, joinedLink, PLAIN_PAGE, type LinkCounts } from "./links/joining.ts";
export { JOINING, LINK_RULES, SPELLING, type LinkRule } from "./links/rules.ts";
export { LOOK_ALIKES } from "./near-copy/fold.ts";
export { normaliseText } from "./near-copy/normalise.ts";
export { TextSet } from "./near-copy/text-set.ts";
export { ShingleMatcher } from "./near-copy/shingles.ts";
export { similarityInside, textSimilarity, type SimilarityInside } from "./near-copy/inside.ts";
export { bandPlan, type BandPlan } from "./near-copy/sketch.ts";
export { joinNearCopies, NearCopyJoin, type NearCopies, type NearCopyOptions } from "./near-copy/join.ts";
export {
  estimateRatio,
  permuteLabels,
  ratioOf,
  type Permutation,
  type RatioEstimate,
  type RatioPart,
  type Ratios,
} from "./preference/ratios.ts";
export {
  compareStance,
  correctedParts,
  lessParts,
  sampleParts,
  type CodedPosts,
  type Contrast,
} from "./preference/stance.ts";
export {
  compareVolume,
  shareParts,
  volumeShare,
  type Drivers,
  type Mentions,
  type VolumeContrast,
  type VolumeShare,
} from "./preference/volume.ts";
export { distinguishingWords, type WordTest, type WordUse } from "./preference/words.ts";
export { bcaInterval, LEVEL, percentileInterval, type Interval } from "./resample/intervals.ts";
export { clockChanges, type ClockChange } from "./rhythm/clock-changes.ts";
export { binTable, clockTests, type ClockAnswer, type ClockTest } from "./rhythm/clock-test.ts";
export { daysOf, refusal, spreadOf, type GroupPosts, type Refusal, type Spread } from "./rhythm/group.ts";
export { holidayTest, type HolidayRank, type HolidayTest } from "./rhythm/holidays.ts";
export { hourTable, weekTable, type HourTable } from "./rhythm/hours.ts";
export { schedulerMarks, type Mark } from "./rhythm/marks.ts";
export { commonHours, type Rotation } from "./rhythm/rotation.ts";
export { hoursOf, NEAR, offsetsUnder, type Estimate, type Hours, type WindowFound } from "./rhythm/window.ts";
export { dHash } from "./pictures/dhash.ts";
export { joinNear, mostDistance, type BitHashes, type NearJoin } from "./pictures/near.ts";
export { pdq, type PdqHash } from "./pictures/pdq.ts";
export type { Pixels } from "./pictures/pixels.ts";
export {
  findChanges,
  LEAST_DAYS,
  type Change,
  type Changes,
  type DailyValues,
  type Prepared,
} from "./shift/changes.ts";
export { changeDate, type DateInterval } from "./shift/change-date.ts";
export {
  findCrossings,
  smoothSeries,
  type Crossing,
  type Crossings,
  type DeclaredSeries,
  type Smooth,
} from "./shift/crossings.ts";
export {
  baseRate,
  eventDistances,
  eventTest,
  FAR,
  type Direction,
  type EventSpan,
  type EventTest,
} from "./shift/events.ts";
export { findGaps, type Gap } from "./shift/gaps.ts";
export { PULSE_Z, pulsesOf, weekdayScores, type Pulse } from "./shift/pulses.ts";
export { drawnShares, levelRatio, logCounts, type LevelRatio } from "./shift/scales.ts";
