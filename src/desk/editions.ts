/** Published editions as they lie on disk: which there are, and the bytes of the files that their manifests list. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { markingSchema, mayRead } from "../model/marking.ts";
import type { Marking, Reader } from "../model/marking.ts";
import { fileNameSchema } from "../release/index.ts";
import { isFolder, isPlainFile, openPlain } from "../store/plain-files.ts";

/** A folder with a manifest. */
export interface PublishedEdition {
  readonly name: string;
  readonly title: string;
  readonly ceiling: Marking;
  /** Names of the files that may be served: those the manifest lists, the manifest, its signature. */
  readonly files: readonly string[];
}

const SEALS = ["manifest.json", "manifest.sig"];
/** A manifest names its files and their hashes: far below this. */
const MAX_MANIFEST = 1 << 22;
const manifestSchema = z.looseObject({
  edition: z.looseObject({ title: z.string(), ceiling: markingSchema }),
  files: z.record(fileNameSchema, z.unknown()),
});

/**
 * Editions under `folder` whose ceiling this reader may read, in order of name. A folder whose manifest cannot be read is none, and takes no
 * other with it; links are not followed.
 */
export async function listEditions(folder: string, reader: Reader): Promise<readonly PublishedEdition[]> {
  if (!isFolder(folder)) return [];
  const found: PublishedEdition[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!isFolder(join(folder, name))) continue;
    const manifest = await manifestIn(join(folder, name));
    if (manifest === undefined || !mayRead(manifest.edition.ceiling, reader)) continue;
    const seals = SEALS.filter((file) => isPlainFile(join(folder, name, file)));
    found.push({
      name,
      title: manifest.edition.title,
      ceiling: manifest.edition.ceiling,
      files: [...Object.keys(manifest.files).sort(), ...seals],
    });
  }
  return found;
}

async function manifestIn(folder: string): Promise<z.infer<typeof manifestSchema> | undefined> {
  const bytes = await plainBytes(join(folder, "manifest.json"), MAX_MANIFEST);
  if (bytes === undefined) return undefined;
  try {
    return manifestSchema.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    return undefined;
  }
}

/** The bytes of a plain file; undefined if there is none, or it is longer. */
async function plainBytes(path: string, most: number): Promise<Buffer | undefined> {
  const handle = await openPlain(path).catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    return (await handle.stat()).size > most ? undefined : await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Bytes of one listed file, or undefined: a name that no manifest lists is never turned into a path. */
export async function readEditionFile(
  folder: string,
  reader: Reader,
  edition: string,
  file: string,
): Promise<Uint8Array | undefined> {
  const found = (await listEditions(folder, reader)).find(({ name }) => name === edition);
  if (found?.files.includes(file) !== true) return undefined;
  return plainBytes(join(folder, edition, file), Number.POSITIVE_INFINITY);
}
