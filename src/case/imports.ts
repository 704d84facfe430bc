/** Imports in a log: Runs whose detector is `import`, over one file each. */
import { isDeclaration } from "../model/records.ts";
import type { CaseRecord } from "../model/records.ts";
import type { CaseFold } from "./fold.ts";
import { keptIn } from "./kept.ts";
import { isSetMail } from "./mail-sets.ts";

/** An import is a Run: inputs by hash, parameters, counts, and the list of rejects as its output. */
export const IMPORT_DETECTOR = "import";

export const isImport = (record: CaseRecord): record is CaseRecord<"Run"> =>
  record.type === "Run" && record.body.detector === IMPORT_DETECTOR;

/** An import that no longer stands. */
export interface EndedImport {
  readonly run: CaseRecord<"Run">;
  readonly ended: "replaced" | "withdrawn";
  readonly by: CaseRecord;
}

/** Imports that were replaced or withdrawn, with the visible record that did it; in the order of these records. */
export const endedImports = keptIn((fold: CaseFold): readonly EndedImport[] =>
  fold.ending().flatMap((record) =>
    fold.endedBy(record).flatMap((id): EndedImport[] => {
      const run = fold.get(id);
      const ended = record.type === "Claim" ? "withdrawn" : "replaced";
      return run !== undefined && isImport(run) ? [{ run, ended, by: record }] : [];
    }),
  ),
);

/** Where an import stands in the order of imports: a replacement stands in the place of what it replaced. */
export function placeOfImport(fold: CaseFold, { id, supersedes }: CaseRecord<"Run">): number {
  const old = supersedes === undefined ? undefined : fold.find("Run", supersedes);
  return old === undefined ? fold.place(id) : placeOfImport(fold, old);
}

/** Imports that stand in what a reader sees, in order of arrival. */
export function importsIn(fold: CaseFold): CaseRecord<"Run">[] {
  return fold
    .all("Run")
    .filter(isImport)
    .filter(({ body }) => body.inputs.every(({ artifact }) => fold.get(artifact) !== undefined));
}

/**
 * The imports whose posts the reader of a fold may see: they stand, and Run and file are visible. A file that came in twice counts
 * once, as its first import; one that replaced another has its place.
 */
export function readableImportsIn(fold: CaseFold): CaseRecord<"Run">[] {
  const seen = new Set<string>();
  const inOrder = importsIn(fold)
    .map((run) => ({ run, place: placeOfImport(fold, run) }))
    .sort((a, b) => a.place - b.place)
    .map(({ run }) => run);
  return inOrder.filter(({ body: { inputs } }) => {
    const file = inputs.map(({ sha256 }) => sha256).join(" ");
    return !seen.has(file) && seen.add(file);
  });
}

/** Runs that bring a file in: posts, a bundle, mails, or a table that they declare. Another run may read a document, which stays one. */
const bringsIn = (run: CaseRecord<"Run">): boolean =>
  /^import(?:-|$)/.test(run.body.detector) || isDeclaration(run);

/** Files that stand and that no standing run has brought in or made: what people read. Mails of a set wait for nobody. */
export const documentArtifacts = keptIn((fold: CaseFold): readonly CaseRecord<"Artifact">[] => {
  const computed = new Set(
    fold
      .all("Run")
      .flatMap((run) => [
        ...(bringsIn(run) ? run.body.inputs.map(({ artifact }) => fold.latest(artifact)) : []),
        ...(run.body.output === undefined ? [] : [fold.latest(run.body.output)]),
      ]),
  );
  return fold.all("Artifact").filter((one) => !computed.has(one.id) && !isSetMail(one));
});
