/**
 * Looks at pictures in child processes that reach nothing but a folder with some of them. A picture that a decoder crashes on, or takes too
 * long or too much memory for, costs that picture alone. The copies are removed batch by batch; what stays are the hashes.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { PICTURE_READER } from "../confine.ts";
import { runConfined } from "../run-child.ts";
import type { ChildLimits } from "../run-child.ts";
import { confinedFolder } from "../work-folder.ts";
import type { Pictures } from "./collection.ts";
import { pictureFile, RESULTS_FILE } from "./messages.ts";
import type { NoHashes, PictureAnswer, PictureHashes, PictureLine, PictureRequest } from "./messages.ts";

/** Pictures that are copied at a time. */
const BATCH = 256;
/** A child stops by itself after a quarter of it: the rest is for the last picture. */
const TIMEOUT_MS = 40_000;
const MEMORY_MB = 1024;

export type Looked = PictureHashes | NoHashes;

/**
 * @returns what came of each file, in the order of the names
 * @throws PlumblineError STOPPED, STORE, INTERNAL.
 */
export async function lookAt(
  pictures: Pictures,
  names: readonly string[],
  { tempDir, onProgress, signal }: Pick<ChildLimits, "onProgress" | "signal"> & { readonly tempDir?: string },
): Promise<Map<string, Looked>> {
  const looked = new Map<string, Looked>();
  for (let from = 0; from < names.length; from += BATCH) {
    const { folder, dispose } = await confinedFolder(tempDir);
    try {
      const taken: string[] = [];
      for (const name of names.slice(from, from + BATCH)) {
        const failed = await pictures
          .take(name, join(folder, pictureFile(taken.length)))
          .then(() => undefined, reasonOf);
        if (failed === undefined) taken.push(name);
        else looked.set(name, failed);
      }
      for (let first = 0; first < taken.length;) {
        const results = await oneChild({ folder, first, count: taken.length }, signal);
        for (const [i, result] of results.entries()) looked.set(taken[first + i]!, result);
        first += results.length;
        onProgress?.({ stage: "pictures", done: from + first, total: names.length, unit: "pictures" });
      }
    } finally {
      await dispose();
    }
  }
  return looked;
}

function reasonOf(error: unknown): NoHashes {
  if (!(error instanceof PlumblineError) || error.code === "INTERNAL") throw error;
  return { code: error.code, message: error.message };
}

/** What one child found, at least of one picture: of the one that ended it, that it did. */
async function oneChild(request: PictureRequest, signal: AbortSignal | undefined): Promise<Looked[]> {
  const { folder } = request;
  const file = join(folder, RESULTS_FILE);
  await writeFile(file, "");
  const limits = { memoryMb: MEMORY_MB, timeoutMs: TIMEOUT_MS, ...(signal === undefined ? {} : { signal }) };
  let ended: PlumblineError | undefined;
  try {
    await runConfined<PictureAnswer>(PICTURE_READER, request, limits, { file, folder, where: "pictures" });
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code === "STOPPED") throw error;
    ended = error;
  }
  const lines = (await readFile(file, "utf8"))
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as PictureLine);
  const results = lines.filter((line) => typeof line !== "number");
  if (ended === undefined && results.length > 0) return results;
  // Not one was begun: the fault is no picture's.
  if (ended === undefined || typeof lines.at(-1) !== "number")
    throw ended ?? new PlumblineError("INTERNAL", "The pictures were not looked at.");
  const isLimit = ended.code === "IMPORT_LIMIT";
  const message = isLimit
    ? "It needs more time or memory than a picture may."
    : "The picture is damaged: its decoder gave up.";
  return [...results, { code: isLimit ? "IMPORT_LIMIT" : "FILE_MALFORMED", message }];
}
