/** Ordinary reasons for reach, each with the check that would tell. */
import type { Descriptor } from "../../detector.ts";

export const EXPLANATIONS: Descriptor["explanations"] = Object.freeze([
  {
    title: "They reshared it because they agreed with it, or to contradict it.",
    predicts: "Their reshares carry words of their own.",
    check: "Read a sample of these posts: a count of reshares does not tell assent from mockery.",
  },
  {
    title: "They belong to the groups, and no detector found them.",
    predicts: "They reshare little else, and within seconds.",
    check: "Run co-share over these posts; a group that is found later is no longer outside.",
  },
  {
    title: "The platform, not the groups, brought it before them.",
    predicts: "Reshares begin hours later and at once, from accounts that never met the groups before.",
    check: "Ask the platform what it recommended; posts do not tell.",
  },
  {
    title: "The news would have got there without the groups.",
    predicts: "The same story was passed on from other sources at the same time.",
    check: "Count reshares of posts about the same event that no flagged account wrote.",
  },
]);
