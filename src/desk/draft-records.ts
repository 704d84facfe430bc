/** What people hand in over the server, as drafts for the log, with every mistake of the reading: rights, fields, names of the batch. */
import type { z } from "zod";
import type { BatchItem } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import type { Permission, Principal } from "../model/access.ts";
import { may } from "../model/access.ts";
import { BODY } from "../model/records.ts";
import type { CaseRecord, IssuedDraft } from "../model/records.ts";
import { replaceReferences } from "../model/references.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { RecordType, Ref } from "../model/refs.ts";
import type { Actor, Mistake } from "../workbench/case.ts";
import type { NewRecord } from "./new-record.ts";

/** Who hands records in: what they may do, and whom they write for. */
interface Writer {
  readonly principal: Principal;
  /** @throws PlumblineError FORBIDDEN. */
  demand(permission: Permission): void;
  actor(organisation?: Ref): Promise<Actor>;
  /** @throws PlumblineError FORBIDDEN. */
  founder(organisation: Ref): Actor;
}

interface Context {
  readonly seat: Writer;
  readonly issueId: (type: RecordType) => string;
}

/** Statements that Plumbline itself reads have verbs of their own; nobody writes them by hand. */
const OWN_PREDICATE = /^plumbline:/;

/** Aspects of an Appraisal that a reviewer may set. */
const REVIEW_ASPECTS: readonly string[] = ["checklist", "search effort"];

/** What somebody must be allowed to do to add this record; undefined if nobody may by hand. */
function permissionFor(draft: IssuedDraft): Permission | undefined {
  switch (draft.type) {
    case "Run":
      return undefined;
    case "Claim":
      return OWN_PREDICATE.test(draft.body.statement?.predicate ?? "") ? undefined : "record";
    case "Edition":
      return draft.body.manifest === undefined ? "record" : undefined;
    case "Marking":
      return "release";
    case "Appraisal":
      if (draft.body.aspect === "release") return "release";
      return REVIEW_ASPECTS.includes(draft.body.aspect) ? "review" : "record";
    default:
      return "record";
  }
}

/** A batch as it was handed in: what could be read of it, and what could not. */
export interface DraftedBatch {
  readonly batch: readonly BatchItem[];
  readonly mistakes: readonly Mistake[];
  /** Ids in the place of names that name nothing. */
  readonly nameable: ReadonlySet<string>;
}

/** Reads a batch. Mistakes are FORBIDDEN, RECORD_INVALID and REFERENCE; the rules of the case are for the admission. */
export async function draftRecords(
  records: readonly NewRecord[],
  { seat, issueId }: Context,
): Promise<DraftedBatch> {
  const mistakes: Mistake[] = [];
  const nameable = new Set<string>();
  const names = new Map<string, string>();
  const batch: BatchItem[] = [];
  for (const [at, item] of records.entries()) {
    const reading = new Reading(mistakes, at);
    const id = issueId(item.type);
    const isFounding = item.type === "Party" && item.as !== undefined && item.for === `@${item.as}`;
    const actor = await reading.attempt(async () => (isFounding ? seat.founder(id) : seat.actor(item.for)));
    const body = reading.body(item, (ref, path, type) => {
      const named = names.get(recordOf(ref).slice(1));
      if (named !== undefined) return named;
      // One answer for what is above the person's level and for what was never there.
      reading.complain("REFERENCE", `${ref} is not in the case.`, path);
      const stand = issueId(type);
      nameable.add(stand);
      return stand;
    });
    if (item.as !== undefined && names.has(item.as))
      reading.complain("KEY_TAKEN", `The name @${item.as} is given twice in this batch.`, ["as"]);
    if (item.as !== undefined) names.set(item.as, id);
    const { key } = item.body;
    if (actor === undefined || body === undefined) {
      batch.push({ id, unread: true, key: typeof key === "string" ? key : undefined });
      continue;
    }
    const draft = draftOf(id, actor, item, body);
    await reading.attempt(() => demandRight(seat, draft));
    batch.push(draft);
  }
  return { batch, mistakes, nameable };
}

function draftOf(id: string, actor: Actor, item: NewRecord, body: CaseRecord["body"]): IssuedDraft {
  return {
    id,
    type: item.type,
    ...actor,
    marking: item.marking,
    ...(item.heldAt === undefined ? {} : { heldAt: item.heldAt }),
    ...(item.supersedes === undefined ? {} : { supersedes: item.supersedes }),
    body,
  } as IssuedDraft;
}

/** @throws PlumblineError FORBIDDEN. */
async function demandRight(seat: Writer, draft: IssuedDraft): Promise<void> {
  const permission = permissionFor(draft);
  if (permission === undefined)
    throw new PlumblineError("FORBIDDEN", "Only the program itself writes such a record.");
  const ownDraft = permission === "record" && draft.type === "Edition" && may(seat.principal, "release");
  if (!ownDraft) seat.demand(permission);
}

/** The reading of one record: what is wrong with it, placed by its number. */
class Reading {
  readonly #mistakes: Mistake[];
  readonly #at: number;

  constructor(mistakes: Mistake[], at: number) {
    this.#mistakes = mistakes;
    this.#at = at;
  }

  complain(
    code: "REFERENCE" | "RECORD_INVALID" | "KEY_TAKEN",
    message: string,
    path: readonly PropertyKey[],
  ): void {
    this.#add(new PlumblineError(code, message, { where: ["records", this.#at, ...path].join(".") }));
  }

  /** What `work` gives; nothing where it refused. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PlumblineError)) throw error;
      const { code, message, hint } = error;
      this.#add(new PlumblineError(code, message, { where: `records.${this.#at}`, hint }));
      return undefined;
    }
  }

  /** The body, its names of this batch replaced by `resolve`; nothing where it does not fit its schema. */
  body(
    item: NewRecord,
    resolve: (ref: string, path: readonly (string | number)[], type: RecordType) => string,
  ): CaseRecord["body"] | undefined {
    const body = structuredClone(item.body);
    replaceReferences(item.type, body, (ref, path, { types: [expected] }) => {
      if (!ref.startsWith("@")) return ref;
      const part = partOf(ref);
      const id = resolve(ref, ["body", ...path], expected ?? "Claim");
      return part === undefined ? id : `${id}#${part}`;
    });
    const parsed = (BODY[item.type] as z.ZodType<CaseRecord["body"]>).safeParse(body);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      this.complain("RECORD_INVALID", `${issue.message}.`, ["body", ...issue.path]);
    return undefined;
  }

  #add(error: PlumblineError): void {
    this.#mistakes.push({ at: this.#at, error });
  }
}
