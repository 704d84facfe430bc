/** A folder into which files are put: those that are new and no longer grow, in the order in which they came. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";

/** A file is taken once it is this old and has not changed since it was last looked at. */
const SETTLED_MS = 1500;
/** Names of files that another program is still writing. */
const UNFINISHED = /^\.|\.(?:part|partial|tmp|temp|crdownload|download|filepart|swp)$|~$/i;
/** Files that are remembered; a folder with more is for `import`. */
const MOST_FILES = 100_000;

export interface FoundFile {
  readonly path: string;
  readonly name: string;
}

export class WatchedFolder {
  readonly #path: string;
  /** State of each file when it was last seen, and whether it was given. */
  readonly #seen = new Map<string, { readonly state: string; readonly given: boolean }>();

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Files that were not given before, or are others now.
   * @param settled they are taken as they are, however new
   * @throws PlumblineError FILE_MISSING, IMPORT_LIMIT.
   */
  async look(settled: boolean): Promise<FoundFile[]> {
    const entries = await readdir(this.#path, { withFileTypes: true }).catch((cause: unknown) => {
      throw new PlumblineError("FILE_MISSING", "The folder cannot be read.", { where: this.#path, cause });
    });
    if (entries.length > MOST_FILES)
      throw new PlumblineError("IMPORT_LIMIT", "The folder holds more than 100,000 files.", {
        where: this.#path,
        hint: "Move away what was imported.",
      });
    const found: (FoundFile & { readonly changed: number })[] = [];
    for (const entry of entries) {
      if (!entry.isFile() || UNFINISHED.test(entry.name)) continue;
      const path = join(this.#path, entry.name);
      const now = await stat(path).catch(() => undefined);
      if (now === undefined || now.size === 0) continue;
      const state = `${now.ino} ${now.size} ${now.mtimeMs}`;
      const before = this.#seen.get(entry.name);
      const same = before?.state === state;
      if (same && before.given) continue;
      const old = Date.now() - now.mtimeMs >= SETTLED_MS;
      const ready = settled || (same && old);
      this.#seen.set(entry.name, { state, given: ready });
      if (ready) found.push({ path, name: entry.name, changed: now.mtimeMs });
    }
    return found
      .sort((a, b) => a.changed - b.changed || (a.name < b.name ? -1 : 1))
      .map(({ path, name }) => ({ path, name }));
  }
}
