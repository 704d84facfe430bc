/** The files that artifacts of a record file name: taken into the case by hash, from beside the record file and below. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import type { StoredBytes } from "../store/artifacts.ts";
import type { Case, Mistake } from "./case.ts";
import type { Source } from "./record-source.ts";
import { pathOf } from "./written-items.ts";
import type { WrittenItem } from "./written-items.ts";

/** In the place of the bytes of a file that is missing: that was complained of already. */
const NO_BYTES: StoredBytes = { sha256: "0".repeat(64), bytes: 0 };

/** The file's real path, if it is one in `folder` or below: a record file from a stranger must not reach for others. */
function fileBelow(folder: string, file: string): string | undefined {
  const path = resolve(folder, file);
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  const real = realpathSync(path);
  return real.startsWith(join(realpathSync(folder), sep)) ? real : undefined;
}

/** Takes the bytes of every artifact that names a `file` into the case; by the record's place in the batch. */
export async function attachFiles(
  opened: Case,
  source: Source,
  items: readonly WrittenItem[],
  folder: string,
  mistakes: Mistake[],
): Promise<ReadonlyMap<number, StoredBytes>> {
  const attached = new Map<number, StoredBytes>();
  for (const [i, item] of items.entries()) {
    const { value } = item;
    const file: unknown = (value as { file?: unknown } | null)?.file;
    if (typeof file !== "string" || !Object.hasOwn(value as object, "artifact")) continue;
    const path = fileBelow(folder, file);
    if (path === undefined) {
      const why = "There is no such file beside this one or below.";
      mistakes.push({ at: i, error: source.refuse(pathOf(item, ["file"]), why, "FILE_MISSING") });
      attached.set(i, NO_BYTES);
    } else attached.set(i, await opened.artifacts.addFile(path));
  }
  return attached;
}
