/** The sentences of preference: whom they speak of, how sure, who carries it, and what it does not say. */
import type { RatioEstimate, VolumeContrast } from "../../../kernel/index.ts";
import { count, counted, percentOf, plural, rough } from "../../../words.ts";
import type { Measured, Refusal, Stance, Volume } from "./measure.ts";
import { LEAST_USERS, type WordsFound } from "./words.ts";

const share = (value: number): string => percentOf(value, 1);
const points = (value: number): string => (100 * value).toFixed(1);
const shares = ({ interval }: RatioEstimate): string =>
  `95 % interval ${share(interval.low)} to ${share(interval.high)}, over accounts`;

export function refusalWords(refused: Refusal): string {
  switch (refused.reason) {
    case "no posts":
      return "no post in scope is of an account of the group";
    case "no mentions":
      return `none of ${counted(refused.posts, "post")} names one of the two subjects`;
    case "few accounts":
      return `${counted(refused.accounts, "account")} ${plural(refused.accounts, "names", "name")} a subject, and fewer than five are persons and no group`;
    case "one account":
      return `one account has ${share(refused.share)} of the mentions, and more than half would be the preference of one person`;
    case "all alike":
      return `all ${counted(refused.accounts, "account")} name the two in one and the same proportion, so that nothing says how sure the share is`;
  }
}

export function volumeWords({ volume, subjects }: Measured): string {
  const { drivers, mentionsA, mentionsB, ambiguous } = volume;
  const [a, b] = subjects;
  const unclear =
    ambiguous === 0
      ? ""
      : ` ${counted(ambiguous, "post")} with a name that several bear ${plural(ambiguous, "counts", "count")} for neither.`;
  return (
    `Of ${count(mentionsA + mentionsB)} mentions by ${counted(drivers.accounts, "account")}, ${share(volume.share.value)} name ${a.name} (${shares(volume.share)}) and the others ${b.name}. ` +
    `The largest account has ${share(drivers.largest)} of them, and without it the share is ${share(drivers.withoutLargest)}; ${counted(drivers.half, "account")} hold half.${unclear} ` +
    `This is attention, not favour: who attacks somebody names them most.`
  );
}

export function contrastWords(
  { subjects }: Measured,
  { difference, permutation }: VolumeContrast,
  other: Volume,
): string {
  const { value, interval } = difference;
  return (
    `The share of ${subjects[0].name} is ${points(Math.abs(value))} points ${value < 0 ? "below" : "above"} that of the comparison, ${share(other.share.value)} of ${count(other.mentionsA + other.mentionsB)} mentions by ${counted(other.drivers.accounts, "account")} in the same period (95 % interval ${points(interval.low)} to ${points(interval.high)} points, accounts of both resampled). ` +
    `Accounts dealt anew to the two ${permutation.p <= 0.05 ? "would rarely" : "would often"} differ as much (p = ${rough(permutation.p)}, ${permutation.turns} permutations). It is a difference of attention.`
  );
}

export function stanceWords({ subjects, random, withoutScore }: Measured, stance: Stance): string {
  const { value, interval } = stance.corrected ?? stance.alone;
  const [a, b] = subjects;
  const side =
    interval.low > 0
      ? `towards ${a.name}`
      : interval.high < 0
        ? `towards ${b.name}`
        : "and neither side is sure";
  const how =
    stance.corrected === undefined
      ? `${count(stance.coded)} coded posts of ${counted(stance.accounts, "account")} alone`
      : `a score of every post, corrected by ${count(stance.coded)} coded posts of ${counted(stance.accounts, "account")} (alone ${stance.alone.value.toFixed(2)}, ${stance.alone.interval.low.toFixed(2)} to ${stance.alone.interval.high.toFixed(2)})`;
  const { alpha, units } = stance.agreement;
  const agreed =
    units === 0
      ? "No post was coded by two people."
      : `Coders agree with an alpha of ${alpha === undefined ? "no value" : alpha.toFixed(2)} on ${counted(units, "post")}.`;
  const drawn = random
    ? "The coded posts are stated to be a random sample."
    : "Nobody has stated that the coded posts are a random sample: they may not stand for the others.";
  const lacking = withoutScore === 0 ? "" : ` ${counted(withoutScore, "post")} without a score count as 0.`;
  return `From -1 (for ${b.name}) to 1 (for ${a.name}) the posts of the group that name either lie at ${value.toFixed(2)} on average (95 % ${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}, over accounts), ${side}: ${how}. ${agreed} ${drawn}${lacking}`;
}

export function wordsWords({ told, tried }: WordsFound): string {
  const own = told.filter(({ score }) => score > 0).length;
  if (told.length === 0)
    return `Of ${counted(tried, "word")} that ${LEAST_USERS} accounts or more use in posts that name a subject, none distinguishes the group from the comparison more than accounts dealt anew.`;
  return `Of ${counted(tried, "word")} that ${LEAST_USERS} accounts or more use in posts that name a subject, ${count(own)} distinguish the group and ${count(told.length - own)} the comparison, more than the greatest of all when accounts are dealt anew. They are listed in the result.`;
}
