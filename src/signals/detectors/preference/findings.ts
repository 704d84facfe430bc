/** Findings of preference. No account and no text: shares, means and differences of groups, and names of the subjects. */
import type { RatioEstimate } from "../../../kernel/index.ts";
import type { Figure, Finding } from "../../../model/finding.ts";
import { notAnswerable } from "../../shared/said.ts";
import type { Said } from "../../shared/said.ts";
import {
  LEAST_ACCOUNTS,
  LEAST_CODED,
  type Contrasted,
  type Measured,
  type Stance,
  type Volume,
} from "./measure.ts";
import { contrastWords, refusalWords, stanceWords, volumeWords, wordsWords } from "./wording.ts";

type Statistic = Finding["statistics"][number];

export const INTERVAL = "95 %, resampling accounts";
const LEVEL = 0.05;
const REFUTED = {
  volume:
    "Posts in which the names mean somebody else; or a coded sample in which the one who is named more is attacked.",
  stance: "Coders who see the posts without knowing whose they are, and do not agree with these codes.",
};
const ALONE = "With no one: it is the group's own share.";

export const unanswered = (title: string, because: string): Said =>
  notAnswerable(title, because, {
    refutedBy: REFUTED.volume,
    comparison: ALONE,
  });

const estimated = (name: string, { value, interval, bca, effective }: RatioEstimate): Statistic[] => [
  { name, value, interval: [interval.low, interval.high], intervalKind: INTERVAL },
  {
    name: `${name}, by BCa`,
    value,
    interval: [bca.low, bca.high],
    intervalKind: "95 % BCa, resampling accounts",
  },
  { name: `${name}: effective accounts`, value: effective },
];

const METHOD =
  "Accounts are drawn anew (4,000 times, 1,000 where there are many); percentiles, expanded for the effective number of accounts; BCa stands beside them, and is too narrow where a few accounts post most. ";

const excludes = ({ interval }: RatioEstimate, value: number): boolean =>
  interval.low > value || interval.high < value;

export function saidOf(measured: Measured): Said[] {
  const { other, stance, words } = measured;
  return [
    volumeSaid(measured),
    ...(other === undefined ? [] : [contrastSaid(measured, other)]),
    ...stanceSaid(measured, stance),
    ...(words === undefined ? [] : [wordsSaid(measured)]),
  ];
}

function volumeSaid(measured: Measured): Said {
  const { volume, subjects } = measured;
  return {
    // Half and half is no null: others may speak of one of them as much.
    status: "note",
    title: `Attention: ${subjects[0].name} and ${subjects[1].name}`,
    sentence: volumeWords(measured),
    method: `${METHOD}A share by itself is a note: half and half is no null, since all others may speak of one subject more. Beside a comparison volume is never more than a candidate. Two subjects and one period were declared before the run.`,
    statistics: [
      { name: `posts that name ${subjects[0].name}`, value: volume.mentionsA },
      { name: `posts that name ${subjects[1].name}`, value: volume.mentionsB },
      { name: "posts that name somebody who may be either", value: volume.ambiguous },
      ...estimated(`share of ${subjects[0].name} among mentions`, volume.share),
      { name: "accounts that name either", value: volume.drivers.accounts },
      { name: "largest account's share of mentions", value: volume.drivers.largest },
      { name: "largest accounts that hold half of the mentions", value: volume.drivers.half },
      { name: "share without the largest account", value: volume.drivers.withoutLargest },
    ],
    significance: [],
    refutedBy: REFUTED.volume,
    comparison:
      measured.other === undefined ? ALONE : "With the comparison, in the same period: see the next line.",
    figures: [volumeFigure(measured)],
  };
}

function volumeFigure({ volume, other, subjects }: Measured): Figure {
  const row = (label: string, { share }: Pick<Volume, "share">, comparison: boolean) => ({
    label,
    estimate: share.value,
    interval: [share.interval.low, share.interval.high] as const,
    ...(comparison ? { comparison } : {}),
  });
  return {
    kind: "intervals",
    of: `share of mentions that name ${subjects[0].name}`.slice(0, 120),
    unit: "",
    intervalKind: INTERVAL,
    scale: "linear",
    reference: 0.5,
    rows: [
      row("the group", volume, false),
      { label: "without its largest account", estimate: volume.drivers.withoutLargest, comparison: true },
      ...(other?.volume === undefined || "reason" in other.volume
        ? []
        : [row("comparison", other.volume, true)]),
    ],
  };
}

function contrastSaid(measured: Measured, other: Contrasted): Said {
  const { contrast, volume } = other;
  const title = "Attention beside the comparison";
  if ("reason" in volume || contrast === undefined)
    return unanswered(
      title,
      `in the comparison ${"reason" in volume ? refusalWords(volume) : "neither is named"}`,
    );
  const { difference, permutation } = contrast;
  return {
    status: permutation.p <= LEVEL ? "candidate" : "note",
    title,
    sentence: contrastWords(measured, contrast, volume),
    method: `${METHOD}Null: labels of group and comparison permuted over accounts, ${permutation.turns} times, studentised, two-sided. The difference of differences is twice the difference of shares.`,
    statistics: estimated("difference of shares", difference),
    significance: [
      {
        null: "labels of accounts permuted",
        log10p: Math.log10(permutation.p),
        correction: "none",
        m: 1,
        level: LEVEL,
      },
    ],
    refutedBy: REFUTED.volume,
    comparison:
      "With accounts of the comparison that are not in the group, between the group's first and last post.",
    figures: [],
  };
}

function stanceSaid(measured: Measured, stance: Measured["stance"]): Said[] {
  const title = `Stance between ${measured.subjects[0].name} and ${measured.subjects[1].name}`;
  if (stance === undefined)
    return [unanswered(title, "no codes were given: volume is attention, and sentiment is not stance")];
  if ("tooFew" in stance)
    return [
      unanswered(
        title,
        `${stance.coded} posts of the group that name a subject are coded, of ${stance.accounts} accounts, and ${LEAST_CODED} of ${LEAST_ACCOUNTS} accounts are needed`,
      ),
    ];
  const headline = stance.corrected ?? stance.alone;
  const sure = excludes(headline, 0);
  const figure = stanceFigure(measured, stance);
  const one: Said = {
    status: !sure ? "note" : measured.random ? "finding" : "candidate",
    title,
    sentence: stanceWords(measured, stance),
    method: `${METHOD}A post for the first is 1, for the second -1, for neither or both 0; of several coders the mean. Corrected: mean of the score over all posts + mean of code less score over the coded (prediction-powered inference).`,
    statistics: [
      { name: "coded posts", value: stance.coded },
      { name: "accounts with coded posts", value: stance.accounts },
      ...estimated("stance, coded sample alone", stance.alone),
      ...(stance.corrected === undefined
        ? []
        : estimated("stance, score corrected by codes", stance.corrected)),
      { name: "Krippendorff's alpha", value: stance.agreement.alpha ?? "not computed" },
      { name: "posts coded by several", value: stance.agreement.units },
    ],
    significance: [],
    refutedBy: REFUTED.stance,
    comparison: "With a group that favours neither, whose mean is 0.",
    figures: [figure],
  };
  const { other } = measured;
  if (other?.stance === undefined || other.stanceContrast === undefined) return [one];
  const { difference, permutation } = other.stanceContrast;
  return [
    one,
    {
      ...one,
      status: permutation.p > LEVEL ? "note" : measured.random ? "finding" : "candidate",
      title: `${title}, beside the comparison`,
      sentence: `On average the posts of the group lie ${difference.value.toFixed(2)} (95 % ${difference.interval.low.toFixed(2)} to ${difference.interval.high.toFixed(2)}, over accounts) nearer to ${measured.subjects[0].name} than those of the comparison, on a scale from -1 to 1; accounts dealt anew to the two ${permutation.p <= LEVEL ? "would rarely" : "would often"} differ as much (p = ${permutation.p.toPrecision(2)}).`,
      statistics: estimated("difference of stances", difference),
      significance: [
        {
          null: "labels of accounts permuted",
          log10p: Math.log10(permutation.p),
          correction: "none",
          m: 1,
          level: LEVEL,
        },
      ],
      comparison:
        "With accounts of the comparison that are not in the group, between the group's first and last post.",
      figures: [],
    },
  ];
}

function stanceFigure({ subjects, other }: Measured, { alone, corrected }: Stance): Figure {
  const row = (label: string, { value, interval }: RatioEstimate, comparison = false) => ({
    label,
    estimate: value,
    interval: [interval.low, interval.high] as const,
    ...(comparison ? { comparison } : {}),
  });
  const compared =
    other?.stance === undefined
      ? []
      : [row("comparison", other.stance.corrected ?? other.stance.alone, true)];
  return {
    kind: "intervals",
    of: `stance from ${subjects[1].name} (-1) to ${subjects[0].name} (1)`.slice(0, 120),
    unit: "",
    intervalKind: INTERVAL,
    scale: "linear",
    reference: 0,
    rows: [
      ...(corrected === undefined ? [] : [row("score corrected by codes", corrected)]),
      row("coded sample alone", alone),
      ...compared,
    ],
  };
}

function wordsSaid({ words }: Measured): Said {
  return {
    status: "note",
    title: "Words that distinguish",
    sentence: wordsWords(words!),
    method: `Log-odds with a Dirichlet prior of 500 uses, over how far each strays when labels of accounts are permuted (${words!.turns} times); told beyond 95 % of the greatest of all words.`,
    statistics: [
      { name: "words tried", value: words!.tried },
      { name: "words told", value: words!.told.length },
    ],
    significance: [],
    refutedBy: "A difference of topic or trade between the two that explains the words.",
    comparison: "With posts of the comparison that name a subject.",
    figures: [],
  };
}
