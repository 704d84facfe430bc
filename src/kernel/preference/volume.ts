/**
 * How a group's mentions fall on two subjects. Volume is attention, not favour: who attacks somebody names them most. So the
 * share says whom the group speaks of, with an interval over accounts, and how much of it one account carries; no account gets a
 * figure of its own. One pass over the accounts, and the cost of `ratios.ts`.
 */
import { estimateRatio, permuteLabels, type Permutation, type RatioEstimate, type Ratios } from "./ratios.ts";

/** Posts that mention each subject, by account; a post that mentions both counts for both. */
export interface Mentions {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

export interface Drivers {
  /** Accounts with a mention of either. */
  readonly accounts: number;
  /** The largest account's part of all mentions, and how many of the largest hold half of them. */
  readonly largest: number;
  readonly half: number;
  /** The share of `a` without the largest account, and the least and the most that leaving out any one account gives. */
  readonly withoutLargest: number;
  readonly leastWithoutOne: number;
  readonly mostWithoutOne: number;
}

export interface VolumeShare {
  /** Mentions of `a` over those of both. */
  readonly share: RatioEstimate;
  readonly mentionsA: number;
  readonly mentionsB: number;
  readonly drivers: Drivers;
}

export const shareParts = ({ a, b }: Mentions): Ratios => [
  { x: a, y: a.map((n, i) => n + b[i]!), weight: 1 },
];

/** Undefined where neither is mentioned. */
export function volumeShare(mentions: Mentions, seed: number): VolumeShare | undefined {
  const [a, b] = [total(mentions.a), total(mentions.b)];
  if (a + b === 0) return undefined;
  return {
    share: estimateRatio(shareParts(mentions), seed),
    mentionsA: a,
    mentionsB: b,
    drivers: driversOf(mentions, a, b),
  };
}

const total = (values: Float64Array): number => values.reduce((sum, n) => sum + n, 0);

function driversOf(mentions: Mentions, a: number, b: number): Drivers {
  const sizes = mentions.a.map((n, i) => n + mentions.b[i]!);
  const order = [...sizes.keys()].filter((i) => sizes[i]! > 0).sort((x, y) => sizes[y]! - sizes[x]! || x - y);
  let [half, held] = [0, 0];
  while (held < (a + b) / 2) held += sizes[order[half++]!]!;
  const without = order.map((i) => (a - mentions.a[i]!) / (a + b - sizes[i]!));
  return {
    accounts: order.length,
    largest: sizes[order[0]!]! / (a + b),
    half,
    withoutLargest: without[0]!,
    leastWithoutOne: without.reduce((least, x) => Math.min(least, x)),
    mostWithoutOne: without.reduce((most, x) => Math.max(most, x)),
  };
}

export interface VolumeContrast {
  /** Share of `a` in the group less that in the comparison. */
  readonly difference: RatioEstimate;
  readonly permutation: Permutation;
}

/**
 * The group beside a comparison in the same period and language. As a difference of differences, share of `a` less share of `b`
 * in the one less the same in the other, it is twice this. Undefined where a side mentions neither.
 */
export function compareVolume(group: Mentions, other: Mentions, seed: number): VolumeContrast | undefined {
  if ([group, other].some(({ a, b }) => total(a) + total(b) === 0)) return undefined;
  return {
    difference: estimateRatio(shareParts(group), seed, shareParts(other)),
    permutation: permuteLabels(shareParts(group), shareParts(other), seed),
  };
}
