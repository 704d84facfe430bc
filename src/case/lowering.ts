/**
 * Lowering the markings of what an edition leaves out: which records its readers would miss, and which are looked at one by one,
 * because they let out more than words of ours: accounts, posts, mail, what names people, what another organisation answers for.
 */
import type { CaseRecord } from "../model/records.ts";
import { referencesOf } from "../model/references.ts";
import { recordOf } from "../model/refs.ts";
import type { CaseFold } from "./fold.ts";
import { documentArtifacts, isImport } from "./imports.ts";
import { keptIn } from "./kept.ts";

/** Ids of hidden records that visible ones name, and of what hangs on judgments that the edition shows. */
export function missedBy(full: CaseFold, lower: CaseFold): ReadonlySet<string> {
  const missed = new Set<string>();
  const miss = (ref: string): void => {
    const id = full.latest(recordOf(ref));
    if (full.get(id) !== undefined && lower.get(id) === undefined) missed.add(id);
  };
  for (const { record } of lower.visible)
    if (lower.stands(record.id)) for (const { ref } of referencesOf(record)) miss(ref);
  const shown = (judgment: string): boolean => lower.stands(full.latest(judgment));
  for (const { id, body } of full.all("Position")) if (shown(body.judgment)) miss(id);
  for (const { id, body } of full.all("Basis"))
    if (shown(body.judgment)) {
      miss(id);
      if (body.entry !== "not public") miss(body.entry);
    }
  return missed;
}

/** Why the marking of a record is lowered alone, by a look at it; undefined where it may go with others. */
export function aloneBecause(full: CaseFold, record: CaseRecord): string | undefined {
  const { groups = [] } = full.marking(record.id)!;
  if (groups.length > 0) return "it is for a group alone";
  switch (record.type) {
    case "Party":
      return record.body.kind === "account" || record.body.kind === "person" ? "it names one" : undefined;
    case "Artifact":
      return fileOf(full, record);
    case "Run":
      return isImport(record) ? "it brings posts in" : undefined;
    case "Coding":
      return "it is about posts";
    case "Claim":
      return claimed(full, record);
    default:
      return undefined;
  }
}

const MAIL = "message/rfc822";

function fileOf(full: CaseFold, { id, body }: CaseRecord<"Artifact">): string | undefined {
  if (body.mediaType === MAIL || body.memberOf !== undefined) return "it is mail, or a member of a set";
  return documents(full).has(id) ? undefined : "it holds posts or accounts";
}

const documents = keptIn(
  (fold: CaseFold): ReadonlySet<string> => new Set(documentArtifacts(fold).map(({ id }) => id)),
);

function claimed(full: CaseFold, { body }: CaseRecord<"Claim">): string | undefined {
  if (body.carries !== undefined) return "it carries an object of a bundle";
  for (const { artifact, row } of body.from ?? []) {
    if (row !== undefined) return "it quotes a row of posts";
    const file = full.find("Artifact", full.latest(artifact));
    if (file !== undefined && fileOf(full, file) !== undefined) return "it quotes mail or posts";
  }
  return undefined;
}
