/**
 * What reading a document gives: proposals, each a span of the text with the rule that found it and what that rule did not
 * understand. A proposal is no record, and nothing in it is composed: names, verbs and contents are cut from the document. Offsets
 * are UTF-16 code units in the whole text, paragraphs with one empty line between them, end exclusive, as a Claim cites them.
 */
import { z } from "zod";
import { datedSchema } from "../model/time.ts";
import { count, list, shape, text, view } from "../views/plain.ts";

/** A stretch of the text, with the words that stand there. */
export const stretchSchema = view("TextStretch", { start: count, end: count, text });
export type Stretch = z.infer<typeof stretchSchema>;

/** What a speaker does with the content: the four polarities of a Claim, and the verbs that say more than one of them. */
export const ACTS = ["asserts", "denies", "qualifies", "retracts", "accuses", "blames", "concedes"] as const;
export const actSchema = z.enum(ACTS);
export type Act = z.infer<typeof actSchema>;

/** Who speaks, as the text names it. Several of one proposal speak together, and become one position each. */
export const speakerSchema = view("ProposedSpeaker", {
  /** The words at the place: "he", "the agencies", "Alda Courier". */
  mention: stretchSchema,
  /** The name it stands for, as the document spells it; null where the rule leaves that open. */
  name: text.nullable(),
  /** How the mention was read: "as written", "acronym of the document", "pronoun, same paragraph". */
  rule: text,
});
export type Speaker = z.infer<typeof speakerSchema>;

/** A date as the text says it, resolved against the document's own date with the precision that it has. */
export const proposedDateSchema = view("ProposedDate", {
  date: datedSchema,
  said: stretchSchema,
  /** What the precision does not carry, such as "early". */
  qualifier: text.nullable(),
});
export type ProposedDate = z.infer<typeof proposedDateSchema>;

/** Estimative language inside a content, mapped to a declared scale where it has a term. */
export const estimateSchema = view("ProposedEstimate", {
  said: stretchSchema,
  /** Scale and term, such as icd203/1 and "likely"; null where no declared scale has the words. */
  likelihood: shape({ scale: text, term: text }).nullable(),
  confidence: z.enum(["low", "moderate", "high"]).nullable(),
});
export type Estimate = z.infer<typeof estimateSchema>;

/** One attribution: somebody does something with a content. */
export const proposedClaimSchema = view("ProposedClaim", {
  /** `p1`, `p2` … in order of place; same text and same version, same ids. */
  id: text,
  /** Id of the rule that found it. */
  rule: text,
  act: actSchema,
  polarity: z.enum(["asserts", "denies", "qualifies", "retracts"]),
  /** The words that carry the act, such as "denied" or "according to"; null for the document's own assertion. */
  cue: stretchSchema.nullable(),
  /** Whether the verb vouches for the content, as "showed" and "revealed" do. */
  vouches: z.boolean(),
  /** Empty where the speaker is left open; the author of the document where it asserts itself. */
  speakers: list(speakerSchema),
  /** Whom an accusation or a blame is about. */
  target: speakerSchema.nullable(),
  /** What is said, in order: one part, or several where the attribution stands between them. */
  content: list(stretchSchema),
  /** Whether the content says something by itself; else it is what the verb governs, as in "praised the plan". */
  statement: z.boolean(),
  /** Direct speech, indirect, or both. */
  manner: z.enum(["direct", "indirect", "mixed"]),
  /** When it was said. */
  date: proposedDateSchema.nullable(),
  estimates: list(estimateSchema),
  /** What the rule did not understand, a phrase each. */
  doubts: list(text),
});
export type ProposedClaim = z.infer<typeof proposedClaimSchema>;

export const proposedEventSchema = view("ProposedEvent", {
  id: text,
  rule: text,
  /** The words that name it. */
  said: stretchSchema,
  date: proposedDateSchema,
  place: stretchSchema.nullable(),
  actors: list(speakerSchema),
  doubts: list(text),
});
export type ProposedEvent = z.infer<typeof proposedEventSchema>;

/** "X, Y and Z have high confidence": a reported position of each, on one claim of the document. */
export const proposedPositionSchema = view("ProposedPosition", {
  id: text,
  rule: text,
  /** The claim whose content is held so; null where the text does not tell which. */
  of: text.nullable(),
  speakers: list(speakerSchema),
  estimate: estimateSchema,
  doubts: list(text),
});
export type ProposedPosition = z.infer<typeof proposedPositionSchema>;

export const RELATIONS = ["denies", "answers", "retells", "raises", "lowers"] as const;
export const proposedRelationSchema = view("ProposedRelation", {
  rule: text,
  kind: z.enum(RELATIONS),
  /** Ids of proposals. */
  from: text,
  to: text,
  /** Words that are stronger than those of what they retell: "ordered" over "sought". */
  drift: shape({ stronger: stretchSchema, weaker: stretchSchema }).nullable(),
  doubts: list(text),
});
export type ProposedRelation = z.infer<typeof proposedRelationSchema>;

export const readingSchema = view("Reading", {
  /** Version of the rules: same text and same version, same proposals. */
  version: text,
  /** ISO 639 code as the text was recognised; only English is read for claims. */
  language: text.nullable(),
  sentences: shape({ all: count, read: count }),
  claims: list(proposedClaimSchema),
  events: list(proposedEventSchema),
  positions: list(proposedPositionSchema),
  relations: list(proposedRelationSchema),
  notes: list(text),
});
export type Reading = z.infer<typeof readingSchema>;

/** A paragraph of an extracted text. */
export interface ReadParagraph {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly place: string | null;
  /** Addresses that words of it carry and do not show. */
  readonly links?: readonly { readonly address: string; readonly words: string }[];
}

export interface ReadInput {
  readonly paragraphs: readonly ReadParagraph[];
  /** The document's own date, as far as known: relative dates count from it. */
  readonly published: string | null;
  /** Who speaks where the document asserts something itself; null leaves that open. */
  readonly author: string | null;
}
