/** What comparing a document with others gives: passages that may come from one of them, each with its rule and its doubts. */
import { z } from "zod";
import { count, list, text, view } from "../../views/plain.ts";
import { stretchSchema, type ReadParagraph } from "../contract.ts";

export const proposedOriginSchema = view("ProposedOrigin", {
  /** `o1`, `o2` … in order of place. */
  id: text,
  /** What was found: "quotes its words", "tells nearly the same words", "gives its address". */
  rule: text,
  /** The other document, by the name that it was handed over with, and its title. */
  document: text,
  title: text,
  /** The passage of this document. */
  said: stretchSchema,
  /** The passage of the other; null where only its address stands here. */
  source: stretchSchema.nullable(),
  /** Words that both passages have. */
  words: count,
  /** Whether a date, a name or an address says that this document has it from the other; else that is left open. */
  directed: z.boolean(),
  /** What was not understood, a phrase each. */
  doubts: list(text),
});
export type ProposedOrigin = z.infer<typeof proposedOriginSchema>;

export interface OriginsFound {
  readonly origins: readonly ProposedOrigin[];
  /** What is said beside them: quotations that both have of a third. */
  readonly notes: readonly string[];
}

/** A document as the rules compare it. */
export interface ComparedDocument {
  /** A name for it that the answer uses. */
  readonly id: string;
  readonly title: string;
  /** As exactly as it is known. */
  readonly published: string | null;
  /** Who publishes it. */
  readonly author: string | null;
  /** Where it was captured, where that is a web address. */
  readonly address: string | null;
  readonly paragraphs: readonly ReadParagraph[];
}

export interface CompareInput {
  readonly document: ComparedDocument;
  readonly others: readonly ComparedDocument[];
}
