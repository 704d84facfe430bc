/** The records of a view as a writer of objects needs them: by id, what stands, and how each is marked. */
import type { Tlp } from "../../model/marking.ts";
import { isType } from "../../model/records.ts";
import type { CaseRecord } from "../../model/records.ts";
import { withdrawnBy } from "../../model/references.ts";
import { recordOf } from "../../model/refs.ts";
import type { RecordType, Ref } from "../../model/refs.ts";
import type { EditionView } from "../../views/edition.ts";
import type { StixObject } from "./objects.ts";

export class ViewRecords {
  readonly #records: readonly CaseRecord[];
  readonly #byId = new Map<string, CaseRecord>();
  readonly #replacedBy = new Map<string, string>();
  readonly #gone = new Set<string>();
  readonly #levels = new Map<string, Tlp>();

  constructor(view: EditionView) {
    this.#records = view.records.map(({ record }) => record);
    for (const record of this.#records) {
      this.#byId.set(record.id, record);
      this.#levels.set(record.id, record.marking.tlp);
      if (record.type === "Marking") this.#levels.set(record.body.of, record.body.to.tlp);
      if (record.supersedes !== undefined) this.#replacedBy.set(record.supersedes, record.id);
    }
    for (const claim of this.#records.filter(isType("Claim")))
      for (const id of withdrawnBy(claim, (target) => this.#byId.get(target)?.for)) this.#gone.add(id);
  }

  get(ref: Ref): CaseRecord | undefined {
    return this.#byId.get(recordOf(ref));
  }

  /** The record that stands in the place of this one. */
  latest(ref: Ref): Ref {
    let current = recordOf(ref);
    for (let next = this.#replacedBy.get(current); next !== undefined; next = this.#replacedBy.get(next))
      current = next;
    return current;
  }

  /** Records of a type that nothing replaced, in order of arrival; those that were withdrawn as well. */
  current<T extends RecordType>(type: T): CaseRecord<T>[] {
    return this.#records.filter(isType(type)).filter(({ id }) => !this.#replacedBy.has(id));
  }

  /** Records of a type that were neither replaced nor withdrawn, in order of arrival. */
  standing<T extends RecordType>(type: T): CaseRecord<T>[] {
    return this.current(type).filter(({ id }) => !this.#gone.has(id));
  }

  /** Effective level of a visible record. */
  level(ref: Ref): Tlp | undefined {
    return this.#levels.get(recordOf(ref));
  }

  /** The imported object that a Claim carries. */
  carried(ref: Ref): StixObject | undefined {
    const record = this.get(ref);
    return record?.type === "Claim" ? (record.body.carries?.object as StixObject | undefined) : undefined;
  }
}
