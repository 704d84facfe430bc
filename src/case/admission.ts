/**
 * The admission of records: everything that is asked of a batch before the log takes it, over what its writer may see. It reads
 * nothing and writes nothing. Record files, the server, runs, imports and publishing all pass here, with the same words for
 * the same refusal; a record that is hidden from the writer is refused as one that never was.
 */
import { PlumblineError } from "../errors.ts";
import type { Fault, Known, Rule } from "../model/fault.ts";
import { mayRead, noHigher } from "../model/marking.ts";
import type { Marking, Reader } from "../model/marking.ts";
import { faultsOf } from "../model/record-rules.ts";
import type { CaseRecord, IssuedDraft } from "../model/records.ts";
import { withdrawnBy } from "../model/references.ts";
import { recordOf } from "../model/refs.ts";
import type { CaseFold } from "./fold.ts";
import { endedImports } from "./imports.ts";
import { holdersOf, keyFault } from "./keys.ts";
import { bandOf } from "../reading/words/scales.ts";
import { carriedTechnique, isTechnique } from "./techniques.ts";

/** An item of a batch whose content could not be read: it may be named by those below it, and has its key. */
export interface Unread {
  readonly id: string;
  readonly unread: true;
  readonly key?: string | undefined;
}

/** What a batch consists of, in its order. */
export type BatchItem = IssuedDraft | Unread;

/** What an admission has to know of whom it admits. */
export interface Writer {
  /** The records that the writer may see. */
  readonly fold: CaseFold;
  /** Ceiling and groups of the writer; undefined for the owner, who writes at every level. */
  readonly reader?: Reader | undefined;
  /**
   * Organisations that the writer is known to write for: by the membership, not by what is seen, so that somebody whose own
   * organisation is marked higher can write.
   */
  readonly organisations?: ReadonlySet<string>;
  /** Hashes of bytes that came in with this batch, as files and not as words. */
  readonly brought?: ReadonlySet<string>;
  /** Positions of this batch that the program signed, by id. */
  readonly signed?: ReadonlySet<string>;
  /** References whose faults are settled: purged records that the program names again, names that were complained of already. */
  readonly nameable?: ReadonlySet<string>;
}

/** Why a draft is not admitted. */
export interface DraftRefusal extends Fault {
  /** Place of the draft in the batch, from 0. */
  readonly at: number;
}

/** Every refusal of a batch, in its order; empty if it may be written. */
export function admit(batch: readonly BatchItem[], writer: Writer): readonly DraftRefusal[] {
  const admission = new Admission(writer);
  return batch.flatMap((item, at) => admission.faults(item).map((fault) => ({ at, ...fault })));
}

/** The case as it would be with the items read so far. */
class Admission {
  readonly #writer: Writer;
  readonly #fold: CaseFold;
  readonly #items = new Map<string, CaseRecord | IssuedDraft | undefined>();
  readonly #markings = new Map<string, Marking>();
  readonly #gone = new Set<string>();
  readonly #keys = new Map<string, string[]>();
  readonly #techniques = new Set<string>();

  constructor(writer: Writer) {
    this.#writer = writer;
    this.#fold = writer.fold;
  }

  /** What is wrong with the next item. Those after it see it, whether it is admitted or not. */
  faults(item: BatchItem): Fault[] {
    const unread = "unread" in item;
    const key = unread ? item.key : item.body.key;
    const faults = unread ? [] : this.#draftFaults(item);
    if (key !== undefined) faults.push(...this.#keyFaults(key, unread ? undefined : item.supersedes));
    this.#remember(item, key);
    return faults;
  }

  #draftFaults(draft: IssuedDraft): Fault[] {
    return [
      ...this.#levelFaults(draft),
      ...faultsOf(draft, (id) => this.#above(id)).filter(
        (fault) => !this.#isOwn(draft, fault) && !this.#isSettled(draft, fault),
      ),
      ...this.#successionFaults(draft),
      ...(draft.type === "Position" ? this.#positionFaults(draft) : []),
      ...(draft.type === "Marking" ? this.#endFaults(draft) : []),
      ...(draft.type === "Appraisal" ? this.#techniqueFaults(draft) : []),
      ...(draft.type === "Artifact" ? this.#bytesFaults(draft) : []),
    ];
  }

  /** Is the fault that the writer's own organisation, as which the record speaks, is not visible? */
  #isOwn(draft: IssuedDraft, { rule, path }: Fault): boolean {
    if (rule !== "reference: absent" || this.#writer.organisations?.has(draft.for) !== true) return false;
    const field = path.join(".");
    if (draft.type === "Claim" && field === "body.speaker") return draft.body.speaker === draft.for;
    if (draft.type === "Position" && field === "body.organisation")
      return draft.body.organisation === draft.for;
    return field === "for";
  }

  /** Is the fault of a reference that was complained of already, or that the program repeats? */
  #isSettled(draft: IssuedDraft, { rule, path }: Fault): boolean {
    const { nameable } = this.#writer;
    if (nameable === undefined || !rule.startsWith("reference: ")) return false;
    let ref: unknown = draft;
    for (const step of path) ref = (ref as Readonly<Record<string | number, unknown>>)[step];
    return typeof ref === "string" && (nameable.has(ref) || nameable.has(recordOf(ref)));
  }

  #above(id: string): Known | undefined {
    const record = this.#items.get(id) ?? this.#fold.get(id);
    const marking = this.#markings.get(id) ?? this.#fold.marking(id);
    if (record !== undefined && marking !== undefined) return { record, marking };
    return this.#items.has(id) ? { record: undefined, marking: { tlp: "RED" } } : undefined;
  }

  #stands(id: string): boolean {
    return !this.#gone.has(id) && (this.#items.has(id) || this.#fold.stands(id));
  }

  #keyFaults(key: string, supersedes: string | undefined): Fault[] {
    const holders = [...holdersOf(this.#fold, key), ...(this.#keys.get(key) ?? [])].filter(
      (id) => id !== supersedes && this.#stands(id),
    );
    const fault = keyFault(key, holders, supersedes !== undefined);
    return fault === undefined ? [] : [fault];
  }

  /** A record is superseded by the organisation that made it, while it stands. */
  #successionFaults({ supersedes, for: organisation }: IssuedDraft): Fault[] {
    const old = supersedes === undefined ? undefined : this.#above(supersedes)?.record;
    if (supersedes === undefined || old === undefined) return [];
    const fault = (rule: Rule, message: string, hint: string): Fault => ({
      rule,
      code: "INVARIANT",
      path: ["supersedes"],
      message,
      hint,
    });
    const faults: Fault[] = [];
    if (old.for !== organisation)
      faults.push(
        fault(
          "supersession: of another organisation",
          "A record is superseded by the organisation that made it.",
          "Take a position of your own, or ask them.",
        ),
      );
    if (!this.#stands(supersedes))
      faults.push(
        fault(
          "supersession: no longer stands",
          `${supersedes} no longer stands: it was superseded or withdrawn.`,
          "Supersede the record that took its place, or record a new one.",
        ),
      );
    return faults;
  }

  #levelFaults({ marking }: IssuedDraft): Fault[] {
    const { reader } = this.#writer;
    if (reader === undefined || mayRead(marking, reader)) return [];
    return [
      {
        rule: "level: above the writer",
        code: "CEILING",
        path: ["marking"],
        message: "You cannot write what you could not read.",
        hint: `Mark it ${reader.ceiling} or lower, with groups that you belong to.`,
      },
    ];
  }

  #positionFaults({ id, body: { likelihood, signature } }: IssuedDraft & { type: "Position" }): Fault[] {
    const faults: Fault[] = [];
    // A signature names a root over the whole log, and whether the log had it would tell of what is hidden.
    if (signature !== undefined && this.#writer.signed?.has(id) !== true)
      faults.push({
        rule: "position: signed elsewhere",
        code: "INVARIANT",
        path: ["body", "signature"],
        message: "A signed position is recorded where its key is.",
        hint: "Record it from a file, with the key file, on the machine that holds the case.",
      });
    if (likelihood !== "not stated")
      try {
        bandOf(likelihood.scale, likelihood.term, likelihood.percent);
      } catch (error) {
        if (!(error instanceof PlumblineError)) throw error;
        const { code, message, hint } = error;
        faults.push({ rule: "position: scale", code, path: ["body", "likelihood"], message, hint });
      }
    return faults;
  }

  /**
   * What ended an import stays visible to everybody who sees the import: the corpus holds no rows of the old reading, and a reader who
   * did not see its end would be shown an import without posts.
   */
  #endFaults({ body: { of, to } }: IssuedDraft & { type: "Marking" }): Fault[] {
    const marked = (id: string) => (id === of ? to : this.#above(id)?.marking);
    return endedImports(this.#fold).flatMap(({ run, by }): Fault[] => {
      const [end, old] = [marked(by.id), marked(run.id)];
      if ((of !== by.id && of !== run.id) || end === undefined || old === undefined || noHigher(end, old))
        return [];
      return [
        {
          rule: "marking: above what it replaces",
          code: "MARKING_RULE",
          path: ["body", "to"],
          message: `${by.id} ended import ${run.id}, and would be marked above it.`,
          hint: of === by.id ? `Mark ${run.id} so high first.` : `Mark ${by.id} so low first.`,
        },
      ];
    });
  }

  #techniqueFaults({ body }: IssuedDraft & { type: "Appraisal" }): Fault[] {
    if (body.aspect !== "technique") return [];
    const { id } = body.value;
    if (isTechnique(this.#fold, id) || this.#techniques.has(id)) return [];
    return [
      {
        rule: "technique: unknown",
        code: "REFERENCE",
        path: ["body", "value", "id"],
        message: `${id} is not a technique of DISARM, nor of a bundle in the case.`,
        hint: "Use an id of the vocabulary, such as T0049; `vocabularies/disarm.json` lists them.",
      },
    ];
  }

  /**
   * Bytes are held because they came in as a file, not because somebody says so: else `verify` would miss them, and a hash
   * that is known would give the bytes of a file that is not visible.
   */
  #bytesFaults({ supersedes, body }: IssuedDraft & { type: "Artifact" }): Fault[] {
    if (!body.held || this.#writer.brought?.has(body.sha256) === true) return [];
    const old = supersedes === undefined ? undefined : this.#above(supersedes)?.record;
    if (old?.type === "Artifact" && old.body.held && old.body.sha256 === body.sha256) return [];
    return [
      {
        rule: "bytes: not held",
        code: "FORBIDDEN",
        path: ["body", "held"],
        message: "Only the program itself says that bytes are held.",
        hint: "Give the bytes: an upload over the server, a `file` in a record file.",
      },
    ];
  }

  #remember(item: BatchItem, key: string | undefined): void {
    if (key !== undefined) {
      const holders = this.#keys.get(key);
      if (holders === undefined) this.#keys.set(key, [item.id]);
      else holders.push(item.id);
    }
    if ("unread" in item) {
      this.#items.set(item.id, undefined);
      return;
    }
    if (item.supersedes !== undefined) this.#gone.add(item.supersedes);
    if (item.type === "Claim")
      for (const id of withdrawnBy(item, (target) => this.#above(target)?.record?.for)) this.#gone.add(id);
    if (item.type === "Marking") this.#markings.set(item.body.of, item.body.to);
    const technique = carriedTechnique(item);
    if (technique !== undefined) this.#techniques.add(technique);
    this.#items.set(item.id, item);
    this.#markings.set(item.id, item.marking);
  }
}
