/** DISARM techniques: an attack-pattern for each that the edition names, and a relation from what it was seen on. */
import { visible } from "../text.ts";
import type { AppraisalBody, CaseRecord } from "../../model/records.ts";
import type { StixContext } from "./context.ts";
import type { StixObject } from "./objects.ts";

/** Object types that STIX 2.1 lets `uses` begin at; from all others the relation is `related-to`. */
const USERS: ReadonlySet<string> = new Set(["campaign", "intrusion-set", "threat-actor", "identity"]);

type Technique = CaseRecord<"Appraisal"> & {
  readonly body: AppraisalBody & { readonly aspect: "technique" };
};

const isTechnique = (record: CaseRecord<"Appraisal">): record is Technique =>
  record.body.aspect === "technique";

/** Techniques that the edition's own appraisals name. What was imported goes out as it came, and not twice. */
export function techniqueObjects(context: StixContext, imported: readonly StixObject[]): StixObject[] {
  const carried = new Set(imported.map(({ id }) => id));
  const patterns = new Map(imported.flatMap((object) => techniquesOf(object).map((id) => [id, object.id])));
  const objects: StixObject[] = [];
  for (const record of context.records.standing("Appraisal").filter(isTechnique)) {
    const source = context.idOf(record.body.of);
    const came = record.body.from?.some(({ place }) => place !== undefined && carried.has(place)) ?? false;
    if (source === undefined || came) continue;
    const { id, name, basis } = record.body.value;
    let target = patterns.get(id);
    if (target === undefined) {
      const pattern = patternObject(context, record.id, id, name);
      objects.push(pattern);
      target = pattern.id;
      patterns.set(id, target);
    }
    objects.push(
      context.object({
        type: "relationship",
        ref: record.id,
        properties: {
          relationship_type: USERS.has(source.split("--")[0]!) ? "uses" : "related-to",
          source_ref: source,
          target_ref: target,
          description: record.body.why === undefined ? undefined : visible(record.body.why),
        },
        extension: {
          kind: "technique",
          record: record.id,
          technique: id,
          basis,
          why: record.body.why === undefined ? undefined : visible(record.body.why),
        },
      }),
    );
  }
  return objects;
}

function patternObject(context: StixContext, dated: string, id: string, name: string): StixObject {
  return context.object({
    type: "attack-pattern",
    ref: `technique/${id}`,
    dated,
    properties: {
      name: visible(name),
      external_references: [
        {
          source_name: "DISARM",
          external_id: id,
          url: `https://github.com/DISARMFoundation/DISARMframeworks/blob/main/generated_pages/techniques/${id}.md`,
        },
      ],
    },
  });
}

/** DISARM ids that an imported technique names. */
function techniquesOf(object: StixObject): string[] {
  if (object.type !== "attack-pattern") return [];
  const references = object["external_references"];
  if (!Array.isArray(references)) return [];
  return (references as readonly ({ readonly external_id?: unknown } | null)[])
    .map((reference) => reference?.external_id)
    .filter((id): id is string => typeof id === "string" && /^T0\d{3}(\.\d{3})?$/.test(id));
}
