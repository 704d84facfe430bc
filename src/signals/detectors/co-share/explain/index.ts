/**
 * Ordinary explanations of a co-share: what each predicts, how it is measured, and the check that would tell. A null rules
 * out none of them. Each answer is about one explanation; there is no sum over them, and none is about an account.
 */
import type { Explained } from "../../../../model/finding.ts";
import { onePerson, scheduler } from "./clocks.ts";
import { sameHours, sameMinutes } from "./hours.ts";
import type { GroupShares } from "./input.ts";
import type { Measured } from "./measured.ts";
import { crowd, publicCall, publisher, stockPhrase } from "./objects.ts";
import { audience, feed, notification } from "./sources.ts";
import { sameWeeks } from "./weeks.ts";

interface Rule {
  readonly title: string;
  readonly predicts: string;
  readonly check: string;
  /** The two models of a likelihood ratio. */
  readonly models?: readonly [explained: string, otherwise: string];
  readonly measure: (group: GroupShares) => Measured;
}

const PART_OF = "the trace on four of five occasions, and by chance on the others";

const RULES: readonly Rule[] = Object.freeze([
  {
    title: "The same hours of the day",
    predicts:
      "Two that share the same on one day meet as often as the hours which they keep on other days would have it.",
    check:
      "Compare with other accounts that keep these hours, such as a lunch break or a shift: do they meet as often?",
    models: [
      "times of day as on each account's other days, to and fro by half a sitting",
      "appointments on four of five sittings",
    ],
    measure: sameHours,
  },
  {
    title: "The same minutes of the day",
    predicts: "The same, where each account keeps its times of day to the minute: a slot day by day.",
    check:
      "Look at times of day over the whole period: a slot of a few minutes, each day, needs no appointment.",
    models: ["times of day as on each account's other days", "appointments on four of five sittings"],
    measure: sameMinutes,
  },
  {
    title: "The same weeks",
    predicts:
      "Two that share the same meet as often as if each came at some time when others shared it, while the account was active.",
    check: "Run again within these weeks only: does the group remain?",
    models: [
      "times dealt among all shares of the object in the weeks of the account",
      "appointments on four of five sittings",
    ],
    measure: sameWeeks,
  },
  {
    title: "Stock phrase or bare tag",
    predicts:
      "The objects are in use at any time: most of their other shares lie on other days than the occasion.",
    check:
      "Read the five objects that carry most pairs, set them aside, and run again: does the group remain?",
    models: [PART_OF, "as often as objects of others that as many share"],
    measure: stockPhrase,
  },
  {
    title: "The audience of one account",
    predicts:
      "The objects come from one account outside, and others than the group react as quickly: the group is a part of a larger audience.",
    check: "Look up who follows the source, and compare the group with other followers of it.",
    measure: audience,
  },
  {
    title: "A notification",
    predicts: "Somebody outside publishes the object, and the group follows within a few minutes.",
    check:
      "Look up whether the accounts follow the one that was first, or a channel that alerts its readers.",
    models: [PART_OF, "as soon after the first share as others come"],
    measure: notification,
  },
  {
    title: "A feed among these posts that all of them repost automatically",
    predicts:
      "One account outside has the objects first, and the group comes with the same delay every time.",
    check:
      "Look for an earlier public copy of each object, outside these posts too; if most have one with the same delay, the feed explains them.",
    measure: feed,
  },
  {
    title: "One scheduler with several customers",
    predicts: "Occasions begin on the marks of a clock: every five minutes, or fewer marks.",
    check:
      "Compare the posting client, and minutes past the hour; customers of one tool share its clock but not their texts.",
    measure: scheduler,
  },
  {
    title: "Newsroom, agency or local editions of one publisher",
    predicts: "The links lead to one host, which others link to less.",
    check:
      "Look up whether the accounts declare a common publisher, and whether the objects are its headlines.",
    measure: publisher,
  },
  {
    title: "Syndicated headline, share button or another event that a crowd follows",
    predicts:
      "Others share the object at the same moments: within the window of the group as often as of each other.",
    check:
      "Look for the same wording on a public page older than the first post; a share button adds a fixed phrase to each.",
    models: [
      "as often as others meet others on the object",
      "as for a time at random from the object's life",
    ],
    measure: crowd,
  },
  {
    title: "A public call: campaign day, fan club, hashtag game",
    predicts: "The occasions lie on one day, and others shared the objects that day too.",
    check:
      "Look for a public call with the time and the words, and for accounts outside the group that followed it too.",
    measure: publicCall,
  },
  {
    title: "One person or desk with several accounts",
    predicts:
      "The accounts are used in the same sittings, also where they share nothing in common: in every second one at least.",
    check:
      "Look for accounts that say so, and for profiles, clients and topics that differ in nothing but the name.",
    models: [
      "another account active in half of the sittings, and by chance in the others",
      "as at the same hour of other days",
    ],
    measure: onePerson,
  },
]);

/** All of them, as the run as a whole and the description of the detector list them. */
export const EXPLANATIONS: readonly Explained[] = Object.freeze(
  RULES.map(({ title, predicts, check }) => Object.freeze({ title, predicts, check })),
);

/** Each with its answer, in one order that does not depend on the answers. */
export function explanationsFor(group: GroupShares): Explained[] {
  return RULES.map(({ title, predicts, check, models, measure }) => {
    const { measured, answer, log10Ratio } = measure(group);
    return {
      title,
      predicts,
      check,
      measured,
      answer,
      ...(models === undefined || log10Ratio === undefined
        ? {}
        : { likelihoodRatio: { log10: log10Ratio, of: models[0], over: models[1] } }),
    };
  });
}
