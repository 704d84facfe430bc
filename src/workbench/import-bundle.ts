/** Brings in what is named, whether it is posts, bundles of STIX objects, or both in one archive. */
import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { StaleView } from "../views/stale.ts";
import { BUNDLE_LIMITS } from "../ingest/index.ts";
import type { Actor, Case } from "./case.ts";
import { withGiven } from "./given-paths.ts";
import { importFiles } from "./import-files.ts";
import type { ImportOptions } from "./import.ts";
import { loadBundle } from "./load-bundle.ts";
import type { ImportedBundle } from "./load-bundle.ts";

/** What came in, whichever kind of file it was. */
export interface BroughtIn {
  /** `posts` if any came in. */
  readonly kind: "posts" | "bundle";
  readonly run: string;
  readonly artifact: string;
  readonly sha256: string;
  /** What stands on imports that were replaced. */
  readonly stale: readonly StaleView[];
  readonly lines: readonly string[];
  /** How many of these lines, from the first on, say what was kept and rejected. */
  readonly kept: number;
}

/**
 * Brings in what is named: STIX bundles, files of posts, folders of them, patterns, or standard input. On any refusal the case is
 * as it was.
 * @throws PlumblineError what `withGiven` and `importFiles` throw.
 */
export async function bringIn(
  opened: Case,
  given: string | readonly string[],
  options: ImportOptions,
): Promise<BroughtIn> {
  const paths = typeof given === "string" ? [given] : given;
  const { onProgress, signal } = options;
  return withGiven(paths, { staging: opened.makeStaging(), onProgress, signal }, async (files) => {
    const done = await importFiles(opened, files, options);
    return { kind: done.files.length > 0 ? "posts" : "bundle", ...done };
  });
}

/**
 * Imports the bundle at `path`. On any refusal the case is as it was.
 * @throws PlumblineError FILE_MISSING, FILE_MALFORMED, FILE_ENCODING, FILE_EMPTY, IMPORT_LIMIT, ALL_REJECTED,
 * ALREADY_IMPORTED, STORE.
 */
export async function importBundle(opened: Case, path: string, actor: Actor): Promise<ImportedBundle> {
  const name = basename(path);
  if (!existsSync(path) || !statSync(path).isFile())
    throw new PlumblineError("FILE_MISSING", "There is no such file.", { where: path });
  if (statSync(path).size > BUNDLE_LIMITS.bytes)
    throw new PlumblineError("IMPORT_LIMIT", `A bundle may have ${BUNDLE_LIMITS.bytes} bytes.`, {
      where: name,
      hint: "Export it in parts.",
    });
  const before = new Set(await opened.artifacts.list());
  const bytes = await opened.artifacts.addFile(path);
  const added = [bytes.sha256];
  try {
    const content = await opened.artifacts.read(bytes.sha256);
    const {
      drafts,
      rejects,
      marking: _,
      ...done
    } = await loadBundle(opened, { name, bytes }, content, actor);
    if (rejects !== undefined) added.push(rejects.sha256);
    await opened.append(drafts, { brought: new Set(added) });
    return done;
  } catch (error) {
    for (const sha256 of added) if (!before.has(sha256)) await opened.artifacts.remove(sha256);
    throw error;
  }
}
