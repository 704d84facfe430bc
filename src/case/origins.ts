/**
 * Origins: where the line of an item ends. Items whose roots coincide are one origin, however often they are retold;
 * unknown lineage corroborates nothing. A root that the reader may not see still counts as itself, because its id
 * stands in the visible record that names it. Lineage is that of a passage: what a claim says of itself goes before what its
 * document says, so that an article may retell a report and have a passage of its own. A record that was corrected is the
 * correction, whichever of the two is named.
 */
import type { CaseRecord } from "../model/records.ts";
import type { Lineage, Ref } from "../model/refs.ts";
import { recordOf } from "../model/refs.ts";
import type { EvidenceView } from "../views/edition.ts";
import type { CaseFold } from "./fold.ts";
import { keptInPart } from "./kept.ts";

/** Distinct known roots of an item, sorted; `not recorded` if none is known. */
export const originsOf = keptInPart(recordOf, (fold: CaseFold, ref: Ref): readonly Ref[] | "not recorded" => {
  const roots = new Set<Ref>();
  walk(fold, recordOf(ref), roots, new Set());
  return roots.size === 0 ? "not recorded" : [...roots].sort();
});

function walk(fold: CaseFold, named: string, roots: Set<Ref>, seen: Set<string>): void {
  const latest = fold.latest(named);
  const id = seen.has(latest) ? named : latest;
  if (seen.has(id)) return;
  seen.add(id);
  const record = fold.get(id);
  if (record === undefined) {
    roots.add(id);
    return;
  }
  switch (record.type) {
    case "Run":
      // A finding rests on the bytes that were computed over.
      for (const input of record.body.inputs) walk(fold, input.artifact, roots, seen);
      return;
    case "Artifact":
      follow(fold, id, record.body.derivedFrom ?? "original", roots, seen);
      return;
    case "Claim":
    case "Event":
      if (record.body.derivedFrom !== undefined) follow(fold, id, record.body.derivedFrom, roots, seen);
      else for (const artifact of statingLineage(fold, record)) walk(fold, artifact, roots, seen);
      return;
    default:
      // A premise or an appraisal is nobody's observation.
      return;
  }
}

/** The documents of a passage that say where they come from; one that says nothing gives no lineage. */
function statingLineage(fold: CaseFold, { body }: CaseRecord<"Claim"> | CaseRecord<"Event">): readonly Ref[] {
  const documents = (body.from ?? []).map(({ artifact }) => fold.latest(recordOf(artifact)));
  return documents.filter((id) => fold.find("Artifact", id)?.body.derivedFrom !== undefined);
}

function follow(fold: CaseFold, id: string, lineage: Lineage, roots: Set<Ref>, seen: Set<string>): void {
  if (lineage === "not recorded") return;
  if (lineage === "original") roots.add(id);
  else for (const ref of lineage) walk(fold, recordOf(ref), roots, seen);
}

/** Number of distinct known origins over several items, and how many items have none. */
export function countOrigins(items: readonly EvidenceView["origins"][]): {
  readonly origins: number;
  readonly unknownLineage: number;
} {
  const roots = new Set<Ref>();
  let unknownLineage = 0;
  for (const item of items) {
    if (item === "not recorded") unknownLineage += 1;
    else if (item !== "not applicable") for (const root of item) roots.add(root);
  }
  return { origins: roots.size, unknownLineage };
}
