/** The records that the import of a bundle made: they are withdrawn and purged with it. */
import type { CaseRecord } from "../../model/records.ts";
import { STIX_SCHEME } from "../../release/index.ts";

/** An import of a bundle is a Run, as an import of posts is; its name is another, because it has no rows. */
export const BUNDLE_DETECTOR = "import-stix";

/** Records made from objects of the bundle in this Artifact, in order of arrival. */
export function recordsFromBundle(records: readonly CaseRecord[], artifact: string): CaseRecord[] {
  return records.filter((record) => {
    const from = "from" in record.body ? record.body.from : undefined;
    if (from?.length !== 1 || from[0]!.artifact !== artifact) return false;
    if (record.type === "Claim") return record.body.carries !== undefined;
    if (record.type === "Party")
      return record.body.identifiers?.some(({ scheme }) => scheme === STIX_SCHEME) ?? false;
    return record.type === "Appraisal" && record.body.aspect === "technique";
  });
}
