/** DISARM techniques by id: those of the vocabulary, and those of imported objects that the case carries. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { CaseRecord, IssuedDraft } from "../model/records.ts";
import type { CaseFold } from "./fold.ts";
import { keptIn } from "./kept.ts";

const fileSchema = z.object({ techniques: z.array(z.object({ id: z.string(), name: z.string() })) });

let vocabulary: ReadonlySet<string> | undefined;

function vocabularyIds(): ReadonlySet<string> {
  if (vocabulary === undefined) {
    const text = readFileSync(new URL("../../vocabularies/disarm.json", import.meta.url), "utf8");
    vocabulary = new Set(fileSchema.parse(JSON.parse(text)).techniques.map(({ id }) => id));
  }
  return vocabulary;
}

/** The DISARM id of an imported attack pattern; ids of other frameworks begin with another digit. */
export function techniqueId(object: Readonly<Record<string, unknown>>): string | undefined {
  if (object["type"] !== "attack-pattern") return undefined;
  const references = object["external_references"];
  const ids: readonly unknown[] = Array.isArray(references)
    ? (references as readonly ({ readonly external_id?: unknown } | null)[]).map((one) => one?.external_id)
    : [];
  return [...ids, object["x_mitre_id"]].find(
    (id): id is string => typeof id === "string" && /^T0\d{3}(\.\d{3})?$/.test(id),
  );
}

/** The technique that a record carries, if it is the statement of an imported attack pattern. */
export function carriedTechnique(record: CaseRecord | IssuedDraft): string | undefined {
  const carries = record.type === "Claim" ? record.body.carries : undefined;
  return carries === undefined ? undefined : techniqueId(carries.object);
}

const carriedIn = keptIn(
  (fold: CaseFold): ReadonlySet<string> =>
    new Set(fold.all("Claim").flatMap((claim) => carriedTechnique(claim) ?? [])),
);

/** Is there a technique of this id, in the vocabulary or in a bundle of the case? */
export function isTechnique(fold: CaseFold, id: string): boolean {
  return vocabularyIds().has(id) || carriedIn(fold).has(id);
}

/** Techniques that these records name and the vocabulary does not have, sorted. */
export function unknownTechniques(drafts: readonly IssuedDraft[]): string[] {
  const ids = drafts.flatMap((draft) =>
    draft.type === "Appraisal" && draft.body.aspect === "technique" ? [draft.body.value.id] : [],
  );
  return [...new Set(ids)].filter((id) => !vocabularyIds().has(id)).sort();
}
