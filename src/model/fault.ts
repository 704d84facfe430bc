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

/** A rule that a record breaks, and where in the record. */
export interface Fault {
  readonly code: ErrorCode;
  /** Steps from the record down: `["body", "about", 0]`. */
  readonly path: readonly (string | number)[];
  /** One sentence. */
  readonly message: string;
  /** Replaces the general hint of the code. */
  readonly hint?: string;
}
