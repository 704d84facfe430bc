/** The levels of TLP 2.0 as STIX marks them: identifiers and date are those of FIRST, read from the vocabulary. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { tlpSchema } from "../../model/marking.ts";
import type { Tlp } from "../../model/marking.ts";
import type { StixObject } from "./objects.ts";

const fileSchema = z.object({
  levels: z.array(z.object({ level: tlpSchema, stix: z.string() })),
  stixExtension: z.object({ id: z.string(), created: z.string() }),
});

interface TlpMarkings {
  readonly ids: ReadonlyMap<Tlp, string>;
  /** The extension that says the level. */
  readonly extension: string;
  readonly created: string;
}

let markings: TlpMarkings | undefined;

/** Identifiers by level, read once. */
export function tlpMarkings(): TlpMarkings {
  if (markings === undefined) {
    const text = readFileSync(new URL("../../../vocabularies/tlp2.json", import.meta.url), "utf8");
    const { levels, stixExtension } = fileSchema.parse(JSON.parse(text));
    markings = {
      ids: new Map(levels.map(({ level, stix }) => [level, stix])),
      extension: stixExtension.id,
      created: stixExtension.created,
    };
  }
  return markings;
}

/** The marking-definition of a level, as it travels in a bundle. */
export function tlpMarking(level: Tlp): StixObject {
  const { ids, extension, created } = tlpMarkings();
  return {
    type: "marking-definition",
    spec_version: "2.1",
    id: ids.get(level)!,
    created,
    name: `TLP:${level}`,
    extensions: {
      [extension]: { extension_type: "property-extension", tlp_2_0: level.toLowerCase() },
    },
  };
}
