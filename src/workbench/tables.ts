/** Tables that a case holds, read whole and kept for a while: cells of a declared series are looked up again and again. */
import { PlumblineError } from "../errors.ts";
import type { TableRead } from "../ingest/index.ts";
import type { ArtifactStore } from "../store/artifacts.ts";
import { Kept } from "../store/kept.ts";

/** Cells that are kept. */
const KEPT = 2_000_000;

export class Tables {
  readonly #store: ArtifactStore;
  readonly #kept = new Kept<TableRead>(KEPT);

  constructor(store: ArtifactStore) {
    this.#store = store;
  }

  /**
   * The table of these bytes.
   * @throws PlumblineError FILE_*, ARCHIVE_*, IMPORT_LIMIT.
   */
  async of(sha256: string, name: string): Promise<TableRead> {
    // Another program may have destroyed the bytes since.
    if (!this.#store.has(sha256)) this.#kept.forget();
    // The bytes are opened as the store opens them: what is no plain file, or lies behind a link, is refused.
    await this.#store.size(sha256);
    const read = async () => {
      const { readTable } = await import("../ingest/index.ts");
      return readTable({ path: this.#store.path(sha256), name });
    };
    return this.#kept.of(sha256, read, ({ rows, columns }) => rows.length * columns.length);
  }

  /** The same, or undefined for bytes that are not here or no table. */
  async ifAny(sha256: string): Promise<TableRead | undefined> {
    try {
      return await this.of(sha256, "the table");
    } catch (error) {
      if (error instanceof PlumblineError && error.code !== "INTERNAL") return undefined;
      throw error;
    }
  }

  forget(): void {
    this.#kept.forget();
  }
}
