/** What people hand in over the server, as drafts for the log: rights, names, references and scales checked in the fold they see. */
import type { z } from "zod";
import { bandOf } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import type { Permission, Principal } from "../model/access.ts";
import { may } from "../model/access.ts";
import { BODY } from "../model/records.ts";
import type { CaseRecord } from "../model/records.ts";
import { partsOf, referencesOf, replaceReferences } from "../model/references.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { RecordType, Ref } from "../model/refs.ts";
import type { IssuedDraft } from "../store/log/case-log.ts";
import type { Actor } from "../workbench/case.ts";
import type { NewRecord } from "./new-record.ts";

/** Who hands records in: what they may do, and whom they write for. */
interface Writer {
  readonly principal: Principal;
  /** @throws PlumblineError FORBIDDEN. */
  demand(permission: Permission): void;
  actor(organisation?: Ref): Promise<Actor>;
}

interface Context {
  readonly fold: CaseFold;
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

/** @throws PlumblineError FORBIDDEN, RECORD_INVALID, REFERENCE, KEY_TAKEN, INVARIANT. */
export async function draftRecords(
  records: readonly NewRecord[],
  context: Context,
): Promise<readonly IssuedDraft[]> {
  const names = new Map<string, string>();
  const batch = new Map<string, IssuedDraft>();
  for (const [i, item] of records.entries()) {
    const id = context.issueId(item.type);
    const draft = {
      id,
      type: item.type,
      ...(await context.seat.actor(item.for)),
      marking: item.marking,
      ...(item.heldAt === undefined ? {} : { heldAt: item.heldAt }),
      ...(item.supersedes === undefined ? {} : { supersedes: item.supersedes }),
      body: parseBody(item, `records.${i}`, names),
    } as IssuedDraft;
    if (item.as !== undefined) names.set(item.as, id);
    check(draft, `records.${i}`, context, batch);
    batch.set(id, draft);
  }
  return [...batch.values()];
}

function parseBody(item: NewRecord, where: string, names: ReadonlyMap<string, string>): CaseRecord["body"] {
  const body = structuredClone(item.body);
  replaceReferences(item.type, body, (ref) => {
    if (!ref.startsWith("@")) return ref;
    const part = partOf(ref);
    const id = names.get(recordOf(ref).slice(1));
    if (id === undefined) throw notThere(where, ref);
    return part === undefined ? id : `${id}#${part}`;
  });
  const parsed = (BODY[item.type] as z.ZodType<CaseRecord["body"]>).safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PlumblineError("RECORD_INVALID", `${issue?.message ?? "invalid"}.`, {
    where: [where, "body", ...(issue?.path ?? [])].join("."),
  });
}

/** One answer for what is above the person's level and for what was never there. */
const notThere = (where: string, ref: string) =>
  new PlumblineError("REFERENCE", `${ref} is not in the case.`, { where });

function check(
  draft: IssuedDraft,
  where: string,
  { fold, seat }: Context,
  batch: ReadonlyMap<string, IssuedDraft>,
): void {
  const permission = permissionFor(draft);
  if (permission === undefined)
    throw new PlumblineError("FORBIDDEN", "Only the program itself writes such a record.", { where });
  const ownDraft = permission === "record" && draft.type === "Edition" && may(seat.principal, "release");
  if (!ownDraft) seat.demand(permission);
  for (const { ref, path } of referencesOf(draft)) {
    const own = batch.get(recordOf(ref));
    const part = partOf(ref);
    const there = own === undefined ? fold.resolves(ref) : part === undefined || partsOf(own).includes(part);
    if (!there) throw notThere(`${where}.${path}`, ref);
  }
  checkReplaced(draft, where, fold);
  checkHeld(draft, where, fold);
  const { key } = draft.body;
  const taken =
    key !== undefined &&
    draft.supersedes === undefined &&
    (fold.visible.some(({ record }) => record.body.key === key && fold.stands(record.id)) ||
      [...batch.values()].some((other) => other.body.key === key));
  if (taken) throw new PlumblineError("KEY_TAKEN", `The key ${key} names another record.`, { where });
  // A signature names a root over the whole log, and whether the log had it would tell of what is hidden.
  if (draft.type === "Position" && draft.body.signature !== undefined)
    throw new PlumblineError("INVARIANT", "A signed position is recorded where its key is.", {
      where,
      hint: "Record it from a file, with the key file, on the machine that holds the case.",
    });
  if (draft.type === "Position" && draft.body.likelihood !== "not stated") {
    const { scale, term, percent } = draft.body.likelihood;
    bandOf(scale, term, percent);
  }
}

/** A record is superseded by the organisation that made it, while it stands. */
function checkReplaced(draft: IssuedDraft, where: string, fold: CaseFold): void {
  if (draft.supersedes === undefined) return;
  const old = fold.get(draft.supersedes);
  if (old !== undefined && old.for !== draft.for)
    throw new PlumblineError("INVARIANT", "A record is superseded by the organisation that made it.", {
      where,
      hint: "Take a position of your own, or ask them.",
    });
}

/**
 * Bytes are held because they came in as an upload or an import, not because somebody says so: else a hash that is known
 * would give the bytes of a file that is not visible.
 */
function checkHeld(draft: IssuedDraft, where: string, fold: CaseFold): void {
  if (draft.type !== "Artifact" || !draft.body.held) return;
  const old = draft.supersedes === undefined ? undefined : fold.find("Artifact", draft.supersedes);
  if (old?.body.held !== true || old.body.sha256 !== draft.body.sha256)
    throw new PlumblineError("FORBIDDEN", "Only the program itself says that bytes are held.", {
      where,
      hint: "Upload the file, and make the Artifact of the upload.",
    });
}
