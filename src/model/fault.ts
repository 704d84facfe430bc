/** What a rule of the model is told, and what it answers: the records above, and the faults of the one that is judged. */
import type { ErrorCode } from "../errors.ts";
import type { Marking } from "./marking.ts";
import type { CaseRecord, IssuedDraft } from "./records.ts";

/** A record above, as far as it is known. */
export interface Known {
  /** Undefined where nothing is known of it but that it may be named: its content was purged, or could not be read. */
  readonly record: CaseRecord | IssuedDraft | undefined;
  /** Effective marking. */
  readonly marking: Marking;
}

/** The record of this id above; undefined if there is none, or none that the writer may see. */
export type Above = (id: string) => Known | undefined;

/** The rules that a record can break by what stands above it, each with one name. */
export const RULES = [
  "reference: itself",
  "reference: absent",
  "reference: type",
  "reference: needs a part",
  "reference: takes no part",
  "reference: part absent",
  "marking: above what it replaces",
  "marking: above what it sets",
  "claim: act of another polarity",
  "position: reported by nobody",
  "position: reported and signed",
  "position: of another organisation",
  "position: own and reported",
  "position: says nothing",
  "position: signed elsewhere",
  "position: scale",
  "coding: no such code",
  "coding: one code",
  "coding: kind of unit",
  "coding: below its file",
  "coding: of another",
  "supersession: of another organisation",
  "supersession: no longer stands",
  "key: form of an id",
  "key: taken",
  "key: foreign",
  "level: above the writer",
  "technique: unknown",
  "bytes: not held",
  "passage: not there",
] as const;
export type Rule = (typeof RULES)[number];

/** A rule that a record breaks, and where in the record. */
export interface Fault {
  readonly rule: Rule;
  readonly code: ErrorCode;
  /** Steps from the record down: `["body", "about", 0]`. */
  readonly path: readonly (string | number)[];
  /** One sentence. */
  readonly message: string;
  /** Replaces the general hint of the code. */
  readonly hint?: string;
}
