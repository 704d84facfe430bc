/** A log as it was read: its leaves in order, their tree, and what the next record is judged by. */
import { PlumblineError } from "../../errors.ts";
import { MerkleTree } from "../../model/merkle.ts";
import type { CaseRecord } from "../../model/records.ts";
import { purgedBy } from "../../model/references.ts";
import { RECORD_TYPES, typeOfRef } from "../../model/refs.ts";
import type { LogEntry } from "./case-log.ts";
import { LogState } from "./index-state.ts";
import { textOf } from "./log-file.ts";
import type { LogRow } from "./log-file.ts";

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

export class LogImage {
  readonly entries: LogEntry[] = [];
  readonly state = new LogState();
  readonly tree = new MerkleTree();

  constructor() {
    this.state.addRoot(this.tree.root());
  }

  /**
   * Takes in rows that follow the last one.
   * @returns whether one says that a record was destroyed, which this image may hold
   * @throws PlumblineError CASE_DAMAGED
   */
  take(rows: readonly LogRow[], path: string): boolean {
    let purged = false;
    for (const row of rows) {
      const record = row.record === null ? undefined : parseRecord(row, path);
      if (record === undefined) this.state.acceptPurged(row.id);
      else this.state.remember(record);
      purged ||= record?.type === "Claim" && purgedBy(record) !== undefined;
      const salt = row.salt === null ? undefined : hex(row.salt);
      this.push({ seq: row.seq, id: row.id, leaf: hex(row.leaf), salt, record }, row.leaf);
    }
    return purged;
  }

  push(entry: LogEntry, leaf: Uint8Array): void {
    this.entries.push(entry);
    this.tree.add(leaf);
    this.state.addRoot(this.tree.root());
  }
}

/** @throws PlumblineError CASE_DAMAGED */
function parseRecord(row: LogRow, path: string): CaseRecord {
  const damaged = () =>
    new PlumblineError("CASE_DAMAGED", `Record ${row.seq} (${row.id}) cannot be read.`, { where: path });
  let record: CaseRecord;
  try {
    record = JSON.parse(textOf(row.record!) ?? "") as CaseRecord;
  } catch {
    throw damaged();
  }
  if (record?.id !== row.id || !RECORD_TYPES.includes(record.type) || typeOfRef(row.id) !== record.type)
    throw damaged();
  return record;
}
