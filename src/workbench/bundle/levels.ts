/** The marking of an imported object: the highest level that its markings name, and never lower than they can be read. */
import { compareTlp, DEFAULT_MARKING, TLP_LEVELS } from "../../model/marking.ts";
import type { Marking, Tlp } from "../../model/marking.ts";
import type { BundleObject } from "../../ingest/index.ts";
import { tlpMarkings } from "../../release/index.ts";

/** Identifiers of the levels of TLP 1 in STIX 2.1; white is what CLEAR was called. */
const TLP_1: Readonly<Record<string, Tlp>> = {
  "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "CLEAR",
  "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "GREEN",
  "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "AMBER",
  "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "RED",
};

/** Level of a bundle's own definition, if it is one of TLP. */
function definedLevel(object: BundleObject): Tlp | undefined {
  const definition = object["definition"] as { readonly tlp?: unknown } | undefined;
  const extensions = object["extensions"] as Record<string, { readonly tlp_2_0?: unknown }> | undefined;
  const word = definition?.tlp ?? extensions?.[tlpMarkings().extension]?.tlp_2_0;
  if (typeof word !== "string") return undefined;
  const upper = word.toUpperCase();
  return upper === "WHITE" ? "CLEAR" : TLP_LEVELS.find((level) => level === upper);
}

/**
 * A function from an object to its marking. Known identifiers mean what they are known for, whatever the bundle says
 * of them. An object without a level, or with one that cannot be read, has the default.
 */
export function markingsOf(objects: readonly BundleObject[]): (object: BundleObject) => Marking {
  const levels = new Map<string, Tlp>();
  const statements = new Set<string>();
  for (const object of objects.filter(({ type }) => type === "marking-definition")) {
    const level = definedLevel(object);
    if (level !== undefined) levels.set(object.id, level);
    else if (object["definition_type"] === "statement") statements.add(object.id);
  }
  for (const [id, level] of Object.entries(TLP_1)) levels.set(id, level);
  for (const [level, id] of tlpMarkings().ids) levels.set(id, level);
  return (object) => {
    // A statement (a copyright, terms of use) is no level and takes none away.
    const named = markingRefs(object).filter((id) => !statements.has(id));
    const own = object.type === "marking-definition" ? levels.get(object.id) : undefined;
    const found: readonly Tlp[] = [
      ...named.map((id) => levels.get(id) ?? DEFAULT_MARKING.tlp),
      ...(own === undefined ? [] : (["CLEAR"] as const)),
    ];
    const [first, ...rest] = found;
    if (first === undefined) return DEFAULT_MARKING;
    return { tlp: rest.reduce((a, b) => (compareTlp(a, b) >= 0 ? a : b), first) };
  };
}

/** Markings of the object and of its parts: a record has one marking, so the part's counts for the whole. */
function markingRefs(object: BundleObject): string[] {
  const whole = object["object_marking_refs"];
  const parts = object["granular_markings"];
  const refs: unknown[] = Array.isArray(whole) ? [...(whole as readonly unknown[])] : [];
  if (Array.isArray(parts))
    for (const part of parts as readonly ({ readonly marking_ref?: unknown } | null)[])
      if (part?.marking_ref !== undefined) refs.push(part.marking_ref);
  return refs.map(String);
}
