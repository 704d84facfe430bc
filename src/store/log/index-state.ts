/**
 * What the log has to remember of its records to judge the next one. It grows with every record accepted; `verify` replays the
 * same rules from the first record on.
 */
import { PlumblineError } from "../../errors.ts";
import type { Marking } from "../../model/marking.ts";
import { DeclaredKeys, positionSignatureHolds } from "../../model/position-signature.ts";
import { faultsOf } from "../../model/record-rules.ts";
import { recordSchema } from "../../model/records.ts";
import type { CaseRecord } from "../../model/records.ts";
import { ID_PREFIX } from "../../model/refs.ts";

interface Remembered {
  readonly record: CaseRecord | undefined;
  marking: Marking;
}

export class LogState {
  readonly #known = new Map<string, Remembered>();
  readonly #keys = new DeclaredKeys();
  /** Every root the log has had: a signature names one of them. */
  readonly #roots = new Set<string>();
  #lastAt = "";

  /** Time of the newest record, or "" in an empty log. */
  get lastAt(): string {
    return this.#lastAt;
  }

  has(id: string): boolean {
    return this.#known.has(id);
  }

  /** Effective marking: the latest Marking about the record, else its own. */
  marking(id: string): Marking | undefined {
    return this.#known.get(id)?.marking;
  }

  /**
   * Accepts a record, or says why not.
   * @throws PlumblineError RECORD_INVALID, REFERENCE, MARKING_RULE or INVARIANT.
   */
  accept(record: CaseRecord): void {
    this.check(record);
    this.remember(record);
  }

  /** Remembers an id whose record was purged: it may still be named, and has no marking any more. */
  acceptPurged(id: string): void {
    this.#known.set(id, { record: undefined, marking: { tlp: "RED" } });
  }

  /** Remembers a root of the tree, from the empty one on. */
  addRoot(root: string): void {
    this.#roots.add(root);
  }

  remember(record: CaseRecord): void {
    this.#keys.add(record);
    this.#known.set(record.id, { record, marking: record.marking });
    this.#lastAt = record.at;
    if (record.type === "Marking") {
      const target = this.#known.get(record.body.of);
      if (target !== undefined) target.marking = record.body.to;
    }
  }

  check(record: CaseRecord): void {
    const invalid = (why: string) => new PlumblineError("RECORD_INVALID", why, { where: record.id });
    const parsed = recordSchema.safeParse(record);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw invalid(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}.`);
    }
    if (this.#known.has(record.id)) throw invalid("The id names an earlier record.");
    if (!record.id.startsWith(`${ID_PREFIX[record.type]}_`))
      throw invalid(`The id is not one of a ${record.type}.`);
    if (record.at < this.#lastAt) throw invalid("The time is before the record above.");
    const [fault] = faultsOf(record, (id) => this.#known.get(id));
    if (fault !== undefined)
      throw new PlumblineError(fault.code, `${fault.path.join(".")}: ${fault.message}`, {
        where: `${record.type} ${record.id}`,
        ...(fault.hint === undefined ? {} : { hint: fault.hint }),
      });
    this.#checkSignature(record);
  }

  /** A signature counts by its place in the log: under a key declared above it, over a root above it. */
  #checkSignature(record: CaseRecord): void {
    if (record.type !== "Position" || record.body.signature === undefined) return;
    const { key, root } = record.body.signature;
    const refuse = (why: string) => new PlumblineError("INVARIANT", why, { where: `Position ${record.id}` });
    if (!this.#keys.holds(record.for, key))
      throw refuse("The signature's key was not declared by the organisation, or was revoked.");
    if (!positionSignatureHolds(record)) throw refuse("The signature does not hold.");
    if (!this.#roots.has(root)) throw refuse("The signature names a root that this log never had.");
  }
}
