/** What spread is, asks, takes and does not say: the source of its flags, form and page. */
import type { Descriptor } from "../../detector.ts";
import { EVERY_FLAGGED } from "../../parameters.ts";
import { EXPLANATIONS } from "./explanations.ts";

/** Accounts of which nothing is said where they are fewer. */
export const LEAST_ACCOUNTS = 5;
export const WAYS = ["own", "passed-on", "links"] as const;

export const descriptor = Object.freeze<Descriptor>({
  id: "spread",
  version: "0.1.0",
  title: "Spread",
  question: "How far did what the flagged groups shared get, at least?",
  parameters: [
    {
      name: "groups",
      title: "Flagged groups",
      help: "Accounts that do not count as reached: `flagged` for every finding and candidate that stands, findings, or a column and its value (column:NAME=VALUE). Empty: posts are not counted.",
      kind: "input",
      takes: "group",
      default: EVERY_FLAGGED,
    },
    {
      name: "what",
      title: "What was passed on",
      help: "own: reshares of posts that flagged accounts wrote. passed-on: these, and reshares of what a flagged account had reshared before. links: posts with a page that a flagged account had linked before. Of the last two, later is not because.",
      kind: "choice",
      choices: [...WAYS],
      default: "own",
    },
    {
      name: "platform",
      title: "Platform",
      help: "Column that says on which platform a post is.",
      kind: "text",
      default: "platform",
    },
    {
      name: "community",
      title: "Community",
      help: "Column that says in which community of its platform a post is: a channel, a forum, a page, a language.",
      kind: "text",
      default: "community",
    },
    {
      name: "least",
      title: "Least accounts",
      help: "Accounts outside of the flagged groups from which a platform or community counts as reached.",
      kind: "integer",
      default: LEAST_ACCOUNTS,
      min: LEAST_ACCOUNTS,
      max: 100_000,
      unit: "accounts",
    },
    {
      name: "mainstream",
      title: "Taken up by mainstream media",
      help: "Claims that say that mainstream media took it up. One counts only with a passage.",
      kind: "input",
      takes: "claims",
      default: "",
    },
    {
      name: "persons",
      title: "Taken up by persons of note",
      help: "Claims that say that a named person of note took it up: somebody in office, a candidate, a celebrity. One counts only with a passage.",
      kind: "input",
      takes: "claims",
      default: "",
    },
    {
      name: "response",
      title: "Answered by acts",
      help: "Claims that say that it led to a response of policy or another concrete act, or that it called for violence. One counts only with a passage.",
      kind: "input",
      takes: "claims",
      default: "",
    },
    {
      name: "acts",
      title: "Such acts",
      help: "Events that are such a response or act, as sanctions for it: keys or kinds. One counts only with a passage.",
      kind: "input",
      takes: "events",
      default: "",
    },
    {
      name: "effect",
      title: "Effect assessed",
      help: "Claims that say what effect it had on people. Without one the effect is not assessed.",
      kind: "input",
      takes: "claims",
      default: "",
    },
  ],
  inputs:
    "Flagged groups with posts that say what they reshare, and claims and events with passages. In a case without posts these alone. All are named before the run.",
  posts: "if any",
  speaks: {
    category: "contextual",
    to: ["spread", "reach", "breakout", "break out", "audience", "amplif", "went round", "effect"],
  },
  nulls: [
    {
      name: "none: nothing is tested",
      excludes: "nothing. These are counts, and a table of decisions",
      doesNotExclude: "that it would have got as far without the groups",
    },
  ],
  explanations: EXPLANATIONS,
  limits: [
    "A level says where something got to, not whom it moved: effect is another question, and stands as not assessed unless a record says otherwise.",
    "It is a lower bound. What was not collected, or not named, is not counted; a question that is not answered is no “no”.",
    "Who reshares is not thereby part of a campaign, nor taken in by it.",
    "Levels 4 to 6 stand on the word of those who say it, or on an event with its source, without a grade. What denies it is named beside it.",
    "Level 3 is read strictly: two communities or more on each of two platforms or more.",
    "With passed-on and links an account counts because it came later; it may have seen the same thing elsewhere.",
    "An id that posts of flagged and of other accounts have both is not counted.",
    "Nothing is said of a platform and community with fewer accounts than are asked for, at least five.",
  ],
  references: [
    {
      text: "Nimmo (2020). The Breakout Scale: measuring the impact of influence operations. Brookings Institution.",
    },
  ],
});
