/** Builds small logs for tests: real SQLite in memory, repeatable ids, times and salts. */
import { createHash } from "node:crypto";
import type { Marking, Tlp } from "../../src/model/marking.ts";
import type { Body, CaseRecord } from "../../src/model/records.ts";
import type { RecordType } from "../../src/model/refs.ts";
import { repeatableEffects } from "../../src/store/effects.ts";
import type { IssuedDraft, LogEntry } from "../../src/store/log/case-log.ts";
import { SqliteLog } from "../../src/store/log/sqlite-log.ts";

/** Bytes that repeat for a label. */
export function bytesOf(label: string): (count: number) => Uint8Array {
  let counter = 0;
  return (count) => createHash("sha256").update(`${label} ${counter++}`).digest().subarray(0, count);
}

interface Options {
  readonly marking?: Tlp | Marking;
  readonly supersedes?: string;
  readonly heldAt?: string;
  readonly for?: string;
}

export class CaseBuilder {
  readonly log: SqliteLog;
  org = "";

  private constructor(log: SqliteLog) {
    this.log = log;
  }

  static async make(label = "case"): Promise<CaseBuilder> {
    const effects = repeatableEffects("2031-01-01T00:00:00.000Z", bytesOf(label));
    const builder = new CaseBuilder(SqliteLog.open(":memory:", effects));
    builder.org = builder.log.issueId("Party");
    const body = { kind: "organisation" as const, name: "First Desk", initials: "FD" };
    await builder.log.append([
      { id: builder.org, type: "Party", by: "tester", for: builder.org, marking: { tlp: "CLEAR" }, body },
    ]);
    return builder;
  }

  /** Appends one record, marked CLEAR unless said otherwise, and returns it. */
  async add<T extends RecordType>(type: T, body: Body<T>, options: Options = {}): Promise<CaseRecord<T>> {
    const marking = typeof options.marking === "string" ? { tlp: options.marking } : options.marking;
    const draft = {
      id: this.log.issueId(type),
      type,
      by: "tester",
      for: options.for ?? this.org,
      marking: marking ?? { tlp: "CLEAR" },
      ...(options.supersedes === undefined ? {} : { supersedes: options.supersedes }),
      ...(options.heldAt === undefined ? {} : { heldAt: options.heldAt }),
      body,
    } as unknown as IssuedDraft;
    const [record] = await this.log.append([draft]);
    return record as CaseRecord<T>;
  }

  entries(): Promise<readonly LogEntry[]> {
    return this.log.entries();
  }
}
