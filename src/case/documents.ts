/**
 * The documents behind an item: those where its lineage ends, or where its passage stands. What rests on one document alone is known
 * through it and through nothing else, however many articles retell it. Where a document ends another's lineage it counts, not
 * the one that retells.
 */
import { recordOf, typeOfRef } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { OneDocument } from "../views/reasoning.ts";
import type { CaseFold } from "./fold.ts";
import { keptIn, keptInPart } from "./kept.ts";
import { named } from "./named.ts";
import { standingAbout } from "./relations.ts";
import { isLedgerClaim } from "./told.ts";

/** Distinct documents, sorted; one that the reader may not see counts by the id that a visible record shows. */
export const documentsOf = keptInPart(recordOf, (fold: CaseFold, ref: Ref): readonly Ref[] =>
  [...behind(fold, recordOf(ref), new Map())].sort(),
);

/** Each record is looked into once; one that names itself through what it corrects has nothing behind it there. */
function behind(fold: CaseFold, name: string, soFar: Map<string, ReadonlySet<Ref>>): ReadonlySet<Ref> {
  const id = fold.latest(name);
  const known = soFar.get(id);
  if (known !== undefined) return known;
  const found = new Set<Ref>();
  soFar.set(id, found);
  for (const document of look(fold, id, soFar)) found.add(document);
  return found;
}

function look(fold: CaseFold, id: string, soFar: Map<string, ReadonlySet<Ref>>): Iterable<Ref> {
  const record = fold.get(id);
  const all = (refs: readonly Ref[]) => refs.flatMap((ref) => [...behind(fold, recordOf(ref), soFar)]);
  switch (record?.type) {
    case undefined:
      return typeOfRef(id) === "Artifact" ? [id] : [];
    case "Run":
      return all(record.body.inputs.map(({ artifact }) => artifact));
    case "Artifact":
      return typeof record.body.derivedFrom === "object" ? all(record.body.derivedFrom) : [id];
    case "Claim":
    case "Event": {
      const { derivedFrom, from = [] } = record.body;
      const stands = from.map(({ artifact }) => fold.latest(recordOf(artifact)));
      const lineage =
        derivedFrom === undefined ? all(stands) : typeof derivedFrom === "object" ? all(derivedFrom) : [];
      // A passage of its own, one whose lineage nobody knows, or one that ends above the line, is known through where it stands.
      return lineage.length > 0 ? lineage : stands;
    }
    default:
      return [];
  }
}

/**
 * The one document on which everything rests that stands for a judgment and has a document behind it; undefined where there are
 * several, or none.
 * @param items claims, events and findings
 */
export function oneDocumentUnder(fold: CaseFold, items: readonly Ref[]): Ref | undefined {
  const documents = new Set(items.flatMap((item) => documentsOf(fold, item)));
  const [only] = documents;
  return documents.size === 1 ? only : undefined;
}

/** Each document that carries something alone, with the items and judgments that rest on it; those with most items first. */
export const onOneDocument = keptIn((fold: CaseFold): readonly OneDocument[] => {
  const items = new Map<Ref, Ref[]>();
  const judgments = new Map<Ref, Ref[]>();
  const put = (to: Map<Ref, Ref[]>, document: Ref | undefined, ref: Ref) => {
    if (document !== undefined) to.set(document, [...(to.get(document) ?? []), ref]);
  };
  const claims = fold.all("Claim").filter((claim) => isLedgerClaim(fold, claim));
  const findings = fold
    .all("Run")
    .flatMap(({ id, body }) => body.findings.map((finding) => `${id}#${finding.id}`));
  for (const ref of [...[...claims, ...fold.all("Event")].map(({ id }) => id), ...findings])
    put(items, oneDocumentUnder(fold, [ref]), ref);
  for (const { id } of fold.all("Judgment"))
    put(judgments, oneDocumentUnder(fold, standingFor(fold, id)), id);
  return [...new Set([...items.keys(), ...judgments.keys()])]
    .map((document) => ({
      document: named(fold, document),
      items: (items.get(document) ?? []).map((ref) => named(fold, ref)),
      judgments: (judgments.get(document) ?? []).map((ref) => named(fold, ref)),
    }))
    .toSorted((a, b) => b.items.length - a.items.length);
});

/** What stands for a judgment as evidence, as far as it is shown. */
function standingFor(fold: CaseFold, judgment: Ref): readonly Ref[] {
  return standingAbout(fold, "Basis", judgment).flatMap(({ body }) => {
    const entry = body.stands === "for" && body.entry !== "not public" ? fold.current(body.entry) : undefined;
    return entry === undefined ? [] : [entry];
  });
}
