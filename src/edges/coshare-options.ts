/** What a co-share at scale is asked: which file, which pairs, and with how many threads and how much memory. */
import type { Resolution } from "../kernel/columns.ts";
import type { PairTimes } from "../kernel/coshare/evidence.ts";
import type { PairList } from "../kernel/coshare/sweep.ts";
import type { ShareColumnsOfFile, ShareFormat } from "../store/shares/request.ts";
import type { OnMeter } from "./meter.ts";

export interface CoShareStreamOptions extends CoShareStreamWork {
  readonly path: string;
  readonly columns: ShareColumnsOfFile;
  readonly format?: ShareFormat;
  readonly tempDir?: string;
}

/** What to do with the shares, wherever they come from. */
export interface CoShareStreamWork {
  /** Seconds, both ends included. */
  readonly window: number;
  /** Least number of distinct objects of a pair, 1 or more. */
  readonly minimum: number;
  /** How finely times are compared; seconds unless given. */
  readonly resolution?: Resolution;
  /** What to do with rows that are not in order of time: sort them, spilling to disk, or refuse with UNORDERED. */
  readonly unordered?: "sort" | "refuse";
  /** Threads that read, and threads that sweep; 0 works in the calling thread. Chosen by size unless given. */
  readonly threads?: number;
  /** False sweeps by TypeScript, and not by its form in WebAssembly: the same pairs, for comparison, or where that is not trusted. */
  readonly compiled?: boolean;
  /** Memory of the database in MB: buffers of the reading, and rows while they are sorted. */
  readonly databaseMb?: number;
  /** Objects with more pair events than this are reported; a million unless given. */
  readonly denseAbove?: number;
  /**
   * Takes pairs as they are found, in no order, with the codes of `accountRow`; the result then lists none. For lists
   * that exceed memory.
   */
  readonly onPairs?: (pairs: PairList, times?: PairTimes) => void;
  /** Hand over the times of the pairs with them: median distance, and who was first. */
  readonly times?: boolean;
  /** Whether names of accounts are looked up, by one more pass over their column; true unless `onPairs` is given. */
  readonly names?: boolean;
  /**
   * Keeps the encoding of the file, so that the next window or minimum need not read it. The first run then encodes
   * every share, at about 30 bytes a share. `sha256` is computed unless given.
   */
  readonly cache?: { readonly folder: string; readonly sha256?: string };
  readonly onProgress?: OnMeter;
  readonly signal?: AbortSignal;
  /** Of the window filter, for measurements and tests; results do not depend on them. */
  readonly filter?: { readonly off?: boolean; readonly slotBits?: number; readonly ringBits?: number };
  readonly blockShares?: number;
}
