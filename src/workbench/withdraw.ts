/** Taking back and taking out: a withdrawal is a record; a purge destroys bytes and leaves a tombstone. */
import { IMPORT_DETECTOR, mailsDoomed, mailsOf, setOf } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { canonicalJson } from "../model/canonical.ts";
import type { Reader } from "../model/marking.ts";
import { isType, PREDICATES } from "../model/records.ts";
import type { CaseRecord } from "../model/records.ts";
import type { IssuedDraft } from "../store/log/case-log.ts";
import { UnsavedStore } from "../store/unsaved.ts";
import { BUNDLE_DETECTOR, recordsFromBundle } from "./bundle/imported.ts";
import type { Actor, Case } from "./case.ts";
import { resolveName } from "./names.ts";

/** Records that one Claim can be about. */
const MAX_ABOUT = 64;

/**
 * Withdraws a record: it stays in the log and no longer counts. A withdrawn import leaves the corpus; with the import of
 * a bundle go the records it made, with that of a set of mails the set and its messages.
 * @param reader who withdraws, and sees what is withdrawn; the owner without one
 * @returns the id of the record withdrawn
 * @throws PlumblineError NOT_FOUND, MARKING_RULE.
 */
export async function withdraw(
  opened: Case,
  name: string,
  why: string,
  actor: Actor,
  reader?: Reader,
): Promise<string> {
  const fold = reader === undefined ? await opened.fullFold() : await opened.fold(reader);
  const id = resolveName(fold, name);
  const record = fold.get(id);
  if (record === undefined || !fold.stands(id))
    throw new PlumblineError("NOT_FOUND", "The record does not stand any more.", { where: name });
  if (record.for !== actor.for)
    throw new PlumblineError("INVARIANT", "A record is withdrawn by the organisation that made it.", {
      where: name,
    });
  const made = record.type === "Run" ? [...madeByBundle(fold, record), ...mailsOfRun(fold, record)] : [];
  await opened.append(retractions(opened, fold, [id, ...made], why, actor), {
    reader,
    organisations: new Set([actor.for]),
  });
  if (record.type === "Run" && record.body.detector === IMPORT_DETECTOR)
    await (await opened.corpus()).withdraw(id);
  return id;
}

/** What stands of the records that the import of a bundle made. */
function madeByBundle(fold: CaseFold, run: CaseRecord<"Run">): string[] {
  if (run.body.detector !== BUNDLE_DETECTOR) return [];
  const records = fold.visible.map(({ record }) => record);
  return run.body.inputs
    .flatMap(({ artifact }) => recordsFromBundle(records, artifact))
    .filter((record) => fold.stands(record.id) && record.for === run.for)
    .map(({ id }) => id);
}

/** What stands of a set of mails that a Run brought in. */
function mailsOfRun(fold: CaseFold, run: CaseRecord<"Run">): string[] {
  const set = setOf(run);
  if (set === undefined) return [];
  return [set, ...mailsOf(fold, set).map(({ id }) => id)].filter((id) => fold.stands(id));
}

/** Claims that take the records back: one for each marking, and for each 64 records under it. */
function retractions(
  opened: Case,
  fold: CaseFold,
  ids: readonly string[],
  why: string,
  actor: Actor,
): IssuedDraft[] {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const key = canonicalJson(fold.marking(id)!);
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return [...groups.values()].flatMap((group) => {
    const claims: IssuedDraft[] = [];
    for (let at = 0; at < group.length; at += MAX_ABOUT)
      claims.push({
        id: opened.log.issueId("Claim"),
        type: "Claim",
        ...actor,
        marking: fold.marking(group[0]!)!,
        body: {
          speaker: actor.for,
          polarity: "retracts",
          proposition: why,
          about: group.slice(at, at + MAX_ABOUT),
        },
      });
    return claims;
  });
}

export interface Purged {
  readonly records: readonly string[];
  readonly artifacts: readonly string[];
}

/**
 * Destroys a record, or an artifact with everything computed from it: bytes, outputs of runs over it, corpus rows,
 * records made from the objects of a bundle; of a set of mails every message, and what cites one. What anybody typed here and did not record goes, too: it may quote the record.
 * @throws PlumblineError NOT_FOUND; INVARIANT for a file whose bytes are part of a container.
 */
export async function purge(opened: Case, name: string, why: string, actor: Actor): Promise<Purged> {
  const fold = await opened.fullFold();
  const target = fold.get(resolveName(fold, name));
  if (target === undefined)
    throw new PlumblineError("NOT_FOUND", "There is no such record.", { where: name });
  const records = fold.visible.map(({ record }) => record);
  refuseMember(fold, target);
  const doomed =
    target.type === "Artifact"
      ? [
          ...derivedArtifacts([target.id, ...mailsDoomed(target.id, records)], records),
          ...recordsFromBundle(records, target.id).map(({ id }) => id),
        ]
      : [target.id];
  const hashes = doomed.flatMap((id) => {
    const record = fold.get(id);
    return record?.type === "Artifact" && record.body.held && record.body.sha256 !== "not recorded"
      ? [record.body.sha256]
      : [];
  });
  const imports = records
    .filter(isType("Run"))
    .filter(
      ({ body }) =>
        body.detector === IMPORT_DETECTOR && body.inputs.some(({ artifact }) => doomed.includes(artifact)),
    );
  // Copies go first, the log last: should the program end in between, the log still says that they are there, and
  // the purge can be given again.
  const corpus = imports.length === 0 ? undefined : await opened.corpus();
  for (const { id } of imports) await corpus?.withdraw(id);
  const gone = hashes.filter((hash) => !otherwiseNamed(hash, doomed, records));
  for (const hash of gone) await opened.artifacts.remove(hash);
  opened.results.forget();
  opened.tables.forget();
  destroyUnsaved(opened.folder);
  await opened.log.purge(doomed, (id, leaf) => ({
    id: opened.log.issueId("Claim"),
    type: "Claim",
    ...actor,
    marking: fold.marking(id)!,
    body: {
      speaker: actor.for,
      polarity: "retracts",
      proposition: why,
      statement: { subject: id, predicate: PREDICATES.purged, object: leaf },
    },
  }));
  return { records: doomed, artifacts: gone };
}

function destroyUnsaved(folder: string): void {
  const unsaved = new UnsavedStore(folder);
  unsaved.clear();
  unsaved.close();
}

/** Is there another Artifact over the same bytes, which is not to be purged? */
function otherwiseNamed(sha256: string, doomed: readonly string[], records: readonly CaseRecord[]): boolean {
  return records
    .filter(isType("Artifact"))
    .some(({ id, body }) => body.sha256 === sha256 && !doomed.includes(id));
}

/** The bytes of a file in a container cannot be destroyed alone. */
function refuseMember(fold: CaseFold, target: CaseRecord): void {
  if (target.type !== "Artifact" || target.body.held || !isImported(fold, target.id)) return;
  const container = fold.find("Artifact", containersOf(target)[0] ?? "");
  if (container === undefined) return;
  throw new PlumblineError(
    "INVARIANT",
    "The bytes of this file are a part of another and cannot be destroyed alone.",
    {
      where: target.id,
      hint: `Purge ${container.id} (${container.body.title}): that destroys every file in it.`,
    },
  );
}

const isImported = (fold: CaseFold, artifact: string): boolean =>
  fold
    .all("Run")
    .some(
      ({ body }) =>
        body.detector === IMPORT_DETECTOR &&
        typeof body.parameters["container"] === "string" &&
        body.inputs.some((input) => input.artifact === artifact),
    );

function containersOf({ body }: CaseRecord<"Artifact">): readonly string[] {
  return Array.isArray(body.derivedFrom) ? body.derivedFrom : [];
}

/** These and, transitively, the outputs of runs over them, the files that lie in them, and the hashes of their pictures. */
function derivedArtifacts(roots: readonly string[], records: readonly CaseRecord[]): string[] {
  const doomed = [...roots];
  const runs = records.filter(isType("Run"));
  const tables = new Set(runs.map(({ body }) => body.parameters["pictures"]));
  const inside = records
    .filter(isType("Artifact"))
    .filter(({ body }) => !body.held || tables.has(body.sha256));
  const known = new Set(doomed);
  const add = (id: string) => known.size < known.add(id).size && doomed.push(id);
  for (const id of doomed) {
    for (const { body } of runs)
      if (body.output !== undefined && body.inputs.some(({ artifact }) => artifact === id)) add(body.output);
    for (const file of inside) if (containersOf(file).includes(id)) add(file.id);
  }
  return doomed;
}
