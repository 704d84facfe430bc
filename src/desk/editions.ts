/** Published editions as they lie on disk: which there are, and the bytes of the files that their manifests list. */
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { markingSchema, mayRead } from "../model/marking.ts";
import type { Marking, Reader } from "../model/marking.ts";

/** A folder with a manifest. */
export interface PublishedEdition {
  readonly name: string;
  readonly title: string;
  readonly ceiling: Marking;
  /** Names of the files that may be served: those the manifest lists, the manifest, its signature. */
  readonly files: readonly string[];
}

const SEALS = ["manifest.json", "manifest.sig"];
const manifestSchema = z.looseObject({
  edition: z.looseObject({ title: z.string(), ceiling: markingSchema }),
  files: z.record(z.string(), z.unknown()),
});

/** Editions under `folder` whose ceiling this reader may read, in order of name. */
export async function listEditions(folder: string, reader: Reader): Promise<readonly PublishedEdition[]> {
  if (!existsSync(folder)) return [];
  const found: PublishedEdition[] = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name, "manifest.json");
    if (!existsSync(path)) continue;
    const { edition, files } = manifestSchema.parse(JSON.parse(await readFile(path, "utf8")));
    if (!mayRead(edition.ceiling, reader)) continue;
    const seals = SEALS.filter((file) => existsSync(join(folder, name, file)));
    found.push({
      name,
      title: edition.title,
      ceiling: edition.ceiling,
      files: [...Object.keys(files).sort(), ...seals],
    });
  }
  return found;
}

/** Bytes of one listed file, or undefined: a name that no manifest lists is never turned into a path. */
export async function readEditionFile(
  folder: string,
  reader: Reader,
  edition: string,
  file: string,
): Promise<Uint8Array | undefined> {
  const found = (await listEditions(folder, reader)).find(({ name }) => name === edition);
  return found?.files.includes(file) === true ? readFile(join(folder, edition, file)) : undefined;
}
