/** DISARM techniques by id: those of the vocabulary, and those of bundles that the case imported. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { CaseFold } from "../case/index.ts";
import type { BundleObject } from "../ingest/index.ts";
import type { IssuedDraft } from "../store/log/case-log.ts";
import { techniqueId } from "./bundle/names.ts";

const fileSchema = z.object({ techniques: z.array(z.object({ id: z.string(), name: z.string() })) });

let vocabulary: ReadonlySet<string> | undefined;

function vocabularyIds(): ReadonlySet<string> {
  if (vocabulary === undefined) {
    const text = readFileSync(new URL("../../vocabularies/disarm.json", import.meta.url), "utf8");
    vocabulary = new Set(fileSchema.parse(JSON.parse(text)).techniques.map(({ id }) => id));
  }
  return vocabulary;
}

/** Is there a technique of this id, in the vocabulary or in a bundle of the case? */
export function isTechnique(fold: CaseFold, id: string): boolean {
  if (vocabularyIds().has(id)) return true;
  return fold
    .all("Claim")
    .some(
      ({ body }) => body.carries !== undefined && techniqueId(body.carries.object as BundleObject) === id,
    );
}

/** Techniques that these records name and the vocabulary does not have, sorted. */
export function unknownTechniques(drafts: readonly IssuedDraft[]): string[] {
  const ids = drafts.flatMap((draft) =>
    draft.type === "Appraisal" && draft.body.aspect === "technique" ? [draft.body.value.id] : [],
  );
  return [...new Set(ids)].filter((id) => !vocabularyIds().has(id)).sort();
}
