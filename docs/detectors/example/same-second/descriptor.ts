/** What same-second is, asks, takes and does not say: the source of its flags, form and page. */
import type { Descriptor } from "../../detector.ts";

/** Chance, at most, that any pair at all is reported if the null holds. */
export const LEVEL = 0.01;
export const NULL = "activity x popularity (null 1)";

export const descriptor = Object.freeze<Descriptor>({
  id: "same-second",
  version: "0.1.0",
  title: "Same second",
  question: "Which accounts post in the same second again and again, whatever they write?",
  parameters: [
    {
      name: "minimum",
      title: "Minimum",
      help: "Least number of distinct seconds in which both accounts of a pair posted.",
      kind: "integer",
      default: 3,
      min: 2,
      max: 1000,
      unit: "seconds",
    },
  ],
  posts: true,
  speaks: { category: "behavioural", to: ["coordinat", "steer", "schedul"] },
  inputs: "Posts with account, text and a time recorded to the second. What the texts say is not compared.",
  nulls: [
    {
      name: NULL,
      excludes: "that two accounts meet because both post much, or in seconds in which many post",
      doesNotExclude: "one scheduler or one feed that serves accounts which know nothing of each other",
    },
  ],
  explanations: [
    {
      title: "A scheduler posts for several customers.",
      check: "See whether the seconds are :00, and what program the posts name as their source.",
    },
    {
      title: "One person posts the same day's work from several accounts that say so.",
      check: "Read the profiles for a common owner.",
    },
  ],
  limits: [
    "Times recorded to the minute or coarser cannot answer the question, and the run says so.",
    "Accounts that take turns, seconds apart, are not found; co-share with a window finds those that share something.",
    "A group is a candidate, never alone a finding of coordination.",
  ],
  references: [
    {
      text: "Pacheco, Hui, Torres-Lugo, Truong, Flammini, Menczer (2021). Uncovering coordinated networks on social media. ICWSM 15.",
      doi: "10.1609/icwsm.v15i1.18075",
    },
  ],
});
