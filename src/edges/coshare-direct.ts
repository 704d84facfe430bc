/**
 * Counts of shares that a confined process reads straight from the file: it hands them over without names, the pairs are counted here, and
 * it looks up the accounts that are in some.
 */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { NAMES_FILE, SHARES_FILE, WANTED_FILE } from "../ingest/index.ts";
import type { SharesRead, TakeShares } from "../ingest/index.ts";
import { literal } from "../store/corpus/sql.ts";
import type { ShareFile } from "../store/shares/file.ts";
import { countPairs, settledEdges } from "./coshare-counts.ts";
import type { CountedEdges, CountedPairs, CountsWork } from "./coshare-counts.ts";

export interface DirectRequest extends CountsWork {
  /** How the file is called in messages. */
  readonly where: string;
  /** For work files; the caller's. */
  readonly folder: string;
  /** Is the whole report asked for? */
  readonly report: boolean;
}

export class DirectCount {
  readonly #request: DirectRequest;
  #pairs: CountedPairs | undefined;

  constructor(request: DirectRequest) {
    this.#request = request;
  }

  /** What the reader of the file is asked for. */
  get shares(): TakeShares {
    const { window, report, scan } = this.#request;
    return { windowSeconds: window, report, scan, take: (read, from) => this.#take(read, from) };
  }

  async #take({ counts, sorted, resolution }: SharesRead, from: string): Promise<void> {
    const { where, folder } = this.#request;
    const path = join(from, SHARES_FILE);
    const names = join(from, NAMES_FILE);
    const file: ShareFile = {
      relation: {
        path: names,
        format: "parquet",
        columns: { account: "account", object: "account", time: "file_row_number" },
        query: `SELECT account, file_row_number FROM read_parquet(${literal(names)})`,
        types: { account: "VARCHAR", object: "VARCHAR", time: "BIGINT" },
      },
      where,
      folder,
      bytes: (await stat(path)).size,
      rows: counts.kept,
      mayBeOrdered: true,
      groups: [],
      hashed: { path, counts, sorted },
      dispose: () => Promise.resolve(),
    };
    this.#pairs = await countPairs(file, resolution, this.#request);
    this.#pairs.store.writeWanted(join(from, WANTED_FILE), this.#pairs.accountRow);
  }

  /** Once the names are there. @throws PlumblineError STOPPED, STORE. */
  edges(): Promise<CountedEdges> {
    if (this.#pairs === undefined) throw new PlumblineError("INTERNAL", "No shares were handed over.");
    return settledEdges(this.#pairs, this.#request);
  }

  /** Lets go of what was counted, where the reading failed after it. */
  close(): void {
    this.#pairs?.store.close();
  }
}
