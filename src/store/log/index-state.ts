/**
 * What the log has to remember of its records to judge the next one: type, parts, for whom, effective marking.
 * It grows with every record accepted; `verify` replays the same rules from the first record on.
 */
import { PlumblineError } from "../../errors.ts";
import { compareTlp, noHigher } from "../../model/marking.ts";
import type { Marking } from "../../model/marking.ts";
import { DeclaredKeys, positionSignatureHolds } from "../../model/position-signature.ts";
import { isType, recordSchema } from "../../model/records.ts";
import type { CaseRecord } from "../../model/records.ts";
import { partsOf, referencesOf, withdrawnBy } from "../../model/references.ts";
import type { Reference } from "../../model/references.ts";
import { ID_PREFIX, partOf, recordOf, typeOfRef } from "../../model/refs.ts";
import { CodingRules } from "./coding-rules.ts";

interface Known {
  readonly parts: readonly string[];
  readonly madeFor: string;
  marking: Marking;
}

const isClaim = isType("Claim");

export class LogState {
  readonly #known = new Map<string, Known>();
  readonly #keys = new DeclaredKeys();
  readonly #codings = new CodingRules();
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
    this.#known.set(id, { parts: [], madeFor: "", marking: { tlp: "RED" } });
  }

  /** Remembers a root of the tree, from the empty one on. */
  addRoot(root: string): void {
    this.#roots.add(root);
  }

  remember(record: CaseRecord): void {
    this.#keys.add(record);
    this.#codings.remember(record);
    this.#known.set(record.id, { parts: partsOf(record), madeFor: record.for, marking: record.marking });
    this.#lastAt = record.at;
    if (record.type === "Marking") {
      const target = this.#known.get(record.body.of);
      if (target !== undefined) target.marking = record.body.to;
    }
  }

  check(record: CaseRecord): void {
    const parsed = recordSchema.safeParse(record);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new PlumblineError(
        "RECORD_INVALID",
        `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}.`,
        {
          where: record.id,
        },
      );
    }
    if (this.#known.has(record.id))
      throw new PlumblineError("RECORD_INVALID", "The id names an earlier record.", { where: record.id });
    if (!record.id.startsWith(`${ID_PREFIX[record.type]}_`))
      throw new PlumblineError("RECORD_INVALID", `The id is not one of a ${record.type}.`, {
        where: record.id,
      });
    if (record.at < this.#lastAt)
      throw new PlumblineError("RECORD_INVALID", "The time is before the record above.", {
        where: record.id,
      });
    for (const reference of referencesOf(record)) this.#checkReference(record, reference);
    this.#checkSupersession(record);
    checkPosition(record);
    this.#checkSignature(record);
    if (record.type === "Coding") {
      const file = this.#known.get(recordOf(record.body.unit.artifact));
      this.#codings.check(record, file === undefined || file.madeFor === "" ? undefined : file.marking);
    }
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

  #checkReference(record: CaseRecord, { path, ref, types, part }: Reference): void {
    const fail = (why: string) =>
      new PlumblineError("REFERENCE", `${path}: ${ref} ${why}.`, { where: `${record.type} ${record.id}` });
    const id = recordOf(ref);
    // A Party may stand for itself: the first record of a case does.
    if (id === record.id) {
      if (path === "for" && record.type === "Party") return;
      throw fail("is the record itself");
    }
    const target = this.#known.get(id);
    if (target === undefined) throw fail("is not in the case");
    if (types.length > 0 && !types.includes(typeOfRef(ref)))
      throw fail(`is not of type ${types.join(" or ")}`);
    const named = partOf(ref);
    if (named === undefined) {
      if (part === "part") throw fail("names no part, such as #h1");
    } else if (part === "whole") throw fail("names a part where a whole record is meant");
    else if (target.madeFor !== "" && !target.parts.includes(named))
      throw fail("names a part that is not there");
  }

  /** What supersedes, withdraws or re-marks is itself marked no higher than what it is about. */
  #checkSupersession(record: CaseRecord): void {
    const targets: string[] = [];
    if (record.supersedes !== undefined) targets.push(record.supersedes);
    if (isClaim(record)) targets.push(...withdrawnBy(record, (id) => this.#known.get(id)?.madeFor));
    if (record.type === "Marking") {
      targets.push(record.body.of);
      if (!noHigher(record.marking, record.body.to))
        throw new PlumblineError(
          "MARKING_RULE",
          `A Marking that sets ${record.body.to.tlp} is itself marked ${record.marking.tlp}.`,
          { where: record.id },
        );
    }
    for (const id of targets) {
      const old = this.#known.get(id)?.marking;
      if (old !== undefined && !noHigher(record.marking, old))
        throw new PlumblineError(
          "MARKING_RULE",
          `${record.id} is marked ${record.marking.tlp}${compareTlp(record.marking.tlp, old.tlp) === 0 ? " with groups" : ""}, above ${id} (${old.tlp}), which it replaces.`,
          { where: record.id },
        );
    }
  }
}

/** Own positions are taken by the organisation that writes and say what they hold; reported ones cite their report. */
function checkPosition(record: CaseRecord): void {
  if (record.type !== "Position") return;
  const { stance, organisation, reportedIn, signature, likelihood, confidence, holds } = record.body;
  const refuse = (why: string) => new PlumblineError("INVARIANT", why, { where: `Position ${record.id}` });
  if (stance === "reported") {
    if (reportedIn === undefined) throw refuse("A reported position has to name the Claim that reports it.");
    if (signature !== undefined) throw refuse("A reported position is never signed.");
    return;
  }
  if (organisation !== record.for)
    throw refuse("An organisation takes its own position itself: `for` has to be it.");
  if (reportedIn !== undefined) throw refuse("An own position is not reported: leave out `reportedIn`.");
  if (holds === "abstains") return;
  if (likelihood === "not stated" || confidence === "not stated")
    throw refuse("An own position states a likelihood term and a confidence level, or abstains.");
}
