/**
 * The mean stance of a group's posts towards a subject, from codes that people gave to a random sample of them.
 *
 * - The sample alone: mean(y) over the coded posts.
 * - Corrected: mean(f) over all posts + mean(y - f) over the coded ones, where f is what a lexicon or a column says of every
 *   post: prediction-powered inference (A. N. Angelopoulos, S. Bates, C. Fannjiang, M. I. Jordan and T. Zrnic 2023,
 *   doi:10.1126/science.adi6000). Right on average whatever f is, as long as the sample is random; narrower than the
 *   sample alone only where f goes with y. Departure: the interval draws accounts anew, not posts.
 *
 * Sentiment is not stance (S. E. Bestvater and B. L. Monroe 2022, doi:10.1017/pan.2022.10): f alone is never given as an
 * estimate here. Cost: that of `ratios.ts`.
 */
import { estimateRatio, permuteLabels, type Permutation, type RatioEstimate, type Ratios } from "./ratios.ts";

/** Sums by account. */
export interface CodedPosts {
  /** Posts about the subject, from which the sample was drawn. */
  readonly posts: Float64Array;
  /** Coded posts, and the sum of their codes: -1 against, 0 neither, 1 for; a post coded twice counts once, with its mean. */
  readonly coded: Float64Array;
  readonly codes: Float64Array;
  /** Sums of f, over all posts and over the coded ones. */
  readonly predicted?: Float64Array;
  readonly predictedCoded?: Float64Array;
}

/** The mean of the sample alone. */
export const sampleParts = ({ codes, coded }: CodedPosts): Ratios => [{ x: codes, y: coded, weight: 1 }];

/** The corrected mean; of the sample alone where nothing was predicted. */
export function correctedParts(group: CodedPosts): Ratios {
  const { posts, coded, codes, predicted, predictedCoded } = group;
  if (predicted === undefined || predictedCoded === undefined) return sampleParts(group);
  return [
    { x: predicted, y: posts, weight: 1 },
    { x: codes.map((y, i) => y - predictedCoded[i]!), y: coded, weight: 1 },
  ];
}

/** The stance towards one subject less that towards another, in one group whose accounts are in the same order in both. */
export const lessParts = (a: Ratios, b: Ratios): Ratios => [
  ...a,
  ...b.map((part) => ({ ...part, weight: -part.weight })),
];

export interface Contrast {
  readonly difference: RatioEstimate;
  readonly permutation: Permutation;
}

/** A group beside a comparison with the same parts; of differences, the difference of differences. */
export const compareStance = (group: Ratios, other: Ratios, seed: number): Contrast => ({
  difference: estimateRatio(group, seed, other),
  permutation: permuteLabels(group, other, seed),
});
