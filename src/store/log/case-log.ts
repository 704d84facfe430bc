/**
 * The interface of a case log, for every backend. A log is append-only; a batch is appended whole or not at all, and
 * when `append` has returned, its records survive a crash of the program or the machine.
 */
import type { CaseRecord, IssuedDraft } from "../../model/records.ts";
import type { Marking } from "../../model/marking.ts";
import type { RecordType } from "../../model/refs.ts";

export type { IssuedDraft };

/** One leaf: the record with its salt, or the tombstone of a purged one. */
export interface LogEntry {
  readonly seq: number;
  readonly id: string;
  /** Lower-case hexadecimal. */
  readonly leaf: string;
  readonly salt: string | undefined;
  readonly record: CaseRecord | undefined;
}

export interface CaseLog {
  /** Number of leaves, tombstones included. */
  size(): Promise<number>;
  /** Root of the tree over all leaves, lower-case hexadecimal. */
  root(): Promise<string>;
  /** A fresh id, to be used in the next batch. */
  issueId(type: RecordType): string;
  /**
   * Appends drafts in order as one batch and returns the records as they were written.
   * @param admit is given the newest leaves while nobody else can write; what it throws refuses the batch
   * @throws PlumblineError RECORD_INVALID, REFERENCE, MARKING_RULE, INVARIANT, STORE.
   */
  append(
    drafts: readonly IssuedDraft[],
    admit?: (entries: readonly LogEntry[]) => void,
  ): Promise<readonly CaseRecord[]>;
  /** All leaves in order of arrival. */
  entries(): Promise<readonly LogEntry[]>;
  /** Effective marking of a record, or undefined if there is none by that id. */
  marking(id: string): Promise<Marking | undefined>;
  /**
   * Destroys body and salt of records and appends, in the same transaction, one purge Claim for each.
   * @throws PlumblineError NOT_FOUND if a record is not there or is a tombstone already.
   */
  purge(ids: readonly string[], claim: (id: string, leaf: string) => IssuedDraft): Promise<void>;
  close(): Promise<void>;
}
