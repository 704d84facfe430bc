/** A log that is only read: as it was when it was opened, from then on in memory. What would write is refused. */
import { PlumblineError } from "../../errors.ts";
import type { Effects } from "../../model/effects.ts";
import type { Marking } from "../../model/marking.ts";
import type { CaseRecord } from "../../model/records.ts";
import type { RecordType } from "../../model/refs.ts";
import type { CaseLog, LogEntry } from "./case-log.ts";
import { readRows } from "./log-file.ts";
import { LogImage } from "./log-image.ts";
import { lookAtLog } from "./look.ts";

export class ReadLog implements CaseLog {
  readonly #image: LogImage;
  readonly #refuse: () => PlumblineError;
  readonly #effects: Effects;

  private constructor(image: LogImage, effects: Effects, refuse: () => PlumblineError) {
    this.#image = image;
    this.#effects = effects;
    this.#refuse = refuse;
  }

  /**
   * @param refuse makes the refusal of a write
   * @throws PlumblineError CASE_DAMAGED, CASE_BUSY, STORE.
   */
  static open(path: string, effects: Effects, refuse: () => PlumblineError): ReadLog {
    const image = lookAtLog(path, (db) => {
      const read = new LogImage();
      read.take(readRows(db), path);
      return read;
    });
    return new ReadLog(image, effects, refuse);
  }

  async size(): Promise<number> {
    return this.#image.tree.size;
  }

  async root(): Promise<string> {
    return this.#image.tree.root();
  }

  /** For what is checked against the log, and never written. */
  issueId(type: RecordType): string {
    return this.#effects.id(type);
  }

  async entries(): Promise<readonly LogEntry[]> {
    return this.#image.entries;
  }

  async marking(id: string): Promise<Marking | undefined> {
    return this.#image.state.marking(id);
  }

  async append(): Promise<readonly CaseRecord[]> {
    throw this.#refuse();
  }

  async purge(): Promise<void> {
    throw this.#refuse();
  }

  async close(): Promise<void> {}
}
