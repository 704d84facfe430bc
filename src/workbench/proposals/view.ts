/** What is shown of a document that was read: the proposals, what became of each, and what accepting it would record. */
import { z } from "zod";
import { BODY } from "../../model/records.ts";
import { recordTypeSchema, refSchema } from "../../model/refs.ts";
import { markingSchema } from "../../model/marking.ts";
import { datedSchema } from "../../model/time.ts";
import { readingSchema, stretchSchema } from "../../reading/contract.ts";
import { proposedOriginSchema } from "../../reading/origins/contract.ts";
import { count, list, shape, text, view } from "../../views/plain.ts";

export const STATES = ["open", "accepted", "mended", "refused"] as const;

/**
 * A record that accepting makes; others of the batch are named by `@name`. Marking and organisation are the writer's, but for one that
 * takes the place of another: that keeps the other's marking.
 */
export const batchRecordSchema = view("ProposedRecord", {
  as: text.exactOptional(),
  type: recordTypeSchema,
  heldAt: datedSchema.exactOptional(),
  /** The record whose place it takes. */
  supersedes: refSchema.exactOptional(),
  marking: markingSchema.exactOptional(),
  body: z.record(z.string(), z.unknown()).readonly(),
});
export type BatchRecord = z.infer<typeof batchRecordSchema>;

const speakerViewSchema = view("SpeakerView", {
  /** Null where the rule left it open. */
  name: text.nullable(),
  /** The Party of the case that bears the name; null where there is none, or not one alone. */
  party: refSchema.nullable(),
  /** Of the Party, or of the one that would be made. */
  kind: BODY.Party.shape.kind,
});
export type SpeakerView = z.infer<typeof speakerViewSchema>;

export const standingSchema = view("ProposalStanding", {
  /** Of the proposal. */
  id: text,
  kind: z.enum(["claim", "event", "position", "origin"]),
  state: z.enum(STATES),
  /** Records that came of it. */
  records: list(refSchema),
  speakers: list(speakerViewSchema),
  /** Whom an accusation is about. */
  target: speakerViewSchema.nullable(),
  /** The passage that is cited, from its first character to its last, and where the source counts it: "page 3". Null for a position. */
  passage: stretchSchema.nullable(),
  place: text.nullable(),
  /** What accepting it records, in one batch; empty while something of it is open. */
  batch: list(batchRecordSchema),
  /** What has to be said before it can be accepted, a phrase each. */
  open: list(text),
});
export type Standing = z.infer<typeof standingSchema>;

export const proposalsSchema = view("Proposals", {
  artifact: refSchema,
  /** Length of the text that was read, in characters. */
  characters: count,
  /** Of the document, by its record or its first lines; relative dates count from it. */
  published: datedSchema.nullable(),
  /** Who speaks where the document asserts something itself. */
  author: text.nullable(),
  reading: readingSchema,
  /** Passages that may come from other documents of the case. */
  origins: list(proposedOriginSchema),
  /** One for each proposal: claims, then events, then positions, then origins. */
  standings: list(standingSchema),
  tally: shape({ all: count, open: count, accepted: count, mended: count, refused: count }),
});
export type ProposalsView = z.infer<typeof proposalsSchema>;
