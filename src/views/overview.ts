/** The first screen of a case: how much is in it, what it comes to, what stands in the way of an edition, one next step a stage. */
import { z } from "zod";
import { tlpSchema } from "../model/marking.ts";
import { refSchema } from "../model/refs.ts";
import { instantSchema } from "../model/time.ts";
import { partySchema, positionSchema } from "./basics.ts";
import { count, list, shape, text, view } from "./plain.ts";

/** How much the reader may see of each section of a case. */
export const sectionCountsSchema = view("SectionCounts", {
  /** Posts of the imports that stand. */
  corpus: count,
  findings: count,
  /** Items of the ledger: claims, events and findings. */
  evidence: count,
  questions: count,
  judgments: count,
  /** Published editions. */
  release: count,
  log: count,
});
export type SectionCounts = z.infer<typeof sectionCountsSchema>;

/** From raw posts to an edition. */
const STAGES = ["bring in", "find", "weigh", "judge", "release"] as const;

const stepActSchema = z.enum([
  /** Nothing is in the case. */
  "bring in a file",
  /** An import that no detector has looked at. */
  "look for coordination",
  /** A document that no claim comes from. */
  "read a document",
  /** Claims whose credibility nobody has graded. */
  "grade claims",
  /** Findings are there and no question is. */
  "ask a question",
  /** A finding that no judgment cites. */
  "begin a judgment",
  /** A judgment on which an organisation of the reader has no position. */
  "take a position",
  /** Judgments are there and no draft of an edition is. */
  "write a draft",
  /** Reasons against publishing the newest draft. */
  "clear what blocks it",
  /** Nothing is against it. */
  "publish",
]);
export type StepAct = z.infer<typeof stepActSchema>;

/** The one thing to do next in a stage; a stage without one waits for nothing. */
const nextStepSchema = view("NextStep", {
  stage: z.enum(STAGES),
  act: stepActSchema,
  /** What it is done to: the import, document, claim, finding or judgment. */
  ref: refSchema.exactOptional(),
  /** Its title or label. */
  name: text.exactOptional(),
  /** How many wait like it, itself among them. */
  waiting: count,
});
export type NextStep = z.infer<typeof nextStepSchema>;

const keyJudgmentSchema = view("KeyJudgment", {
  ref: refSchema,
  label: text,
  /** What it states, without anybody's likelihood. */
  text,
  positions: list(positionSchema),
  /** Own positions as they were taken, those that were changed since among them, each on the day it is held for. */
  taken: list(shape({ ref: refSchema, organisation: partySchema, on: text })),
});
export type KeyJudgment = z.infer<typeof keyJudgmentSchema>;

const blockerSchema = shape({
  code: text,
  /** What it is about, as the page names it. */
  about: text,
  /** Where the line of it begins; absent for what has no record. */
  ref: refSchema.exactOptional(),
  text,
});

export const overviewSchema = view("Overview", {
  /** The newest record; absent where there is none. */
  newest: shape({ ref: refSchema, at: instantSchema }).exactOptional(),
  /** The first of those that the newest draft prints, else of all in order of arrival. */
  judgments: list(keyJudgmentSchema),
  /** Judgments that are not in the list. */
  further: count,
  /** The newest draft; `published` where an edition of its title and level is newer. */
  edition: shape({
    ref: refSchema,
    title: text,
    ceiling: tlpSchema,
    published: instantSchema.exactOptional(),
    /** The first reasons against publishing it, and how many there are. */
    blockers: list(blockerSchema),
    blocked: count,
  }).exactOptional(),
  steps: list(nextStepSchema),
});
export type Overview = z.infer<typeof overviewSchema>;
