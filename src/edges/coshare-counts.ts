/**
 * The edges of a file without the tests: counts only, by the kernel whose memory does not grow with the number of pair
 * events. The list is put in order on disk and written piece by piece, whatever its length.
 */
import type { ImportReport } from "../ingest/index.ts";
import type { Resolution } from "../kernel/columns.ts";
import type { TimePlan } from "../kernel/coshare/time.ts";
import type { ShareFile } from "../store/shares/file.ts";
import { noObjects } from "../store/staged-shares.ts";
import { PairStore } from "../store/shares/pairs.ts";
import { openStagedShares } from "../store/shares/staged.ts";
import { coShareOf, type CoShareStreamCounts } from "./coshare-stream.ts";
import type { OnMeter } from "./meter.ts";
import type { EdgeStream } from "./edge-table.ts";
import { countsShape, countsTable } from "./tables.ts";

export interface CountsWork {
  /** Seconds, both ends included. */
  readonly window: number;
  /** Least number of distinct objects of a pair, repeats counted. */
  readonly minimum: number;
  readonly description: string;
  /** Whether what is compiled to WebAssembly may run: the scanner of a regular text, and the sweep. */
  readonly scan: boolean;
  readonly onProgress?: OnMeter;
  readonly signal?: AbortSignal;
}

export interface CountsRequest extends CountsWork {
  readonly stagedPath: string;
  readonly report: ImportReport;
  readonly object: string;
  /** How the file is called in messages. */
  readonly where: string;
  /** For work files; the caller's. */
  readonly folder: string;
}

export interface CountedEdges {
  readonly edges: EdgeStream;
  readonly counts: CoShareStreamCounts;
  /** The edges can be read until then. */
  readonly close: () => void;
}

/** Pairs that were found and are in no order yet. */
export interface CountedPairs {
  readonly store: PairStore;
  readonly accountRow: Uint32Array;
  readonly counts: CoShareStreamCounts;
  readonly time: TimePlan;
}

/** @throws PlumblineError PARAMETER, NO_DATA, IMPORT_LIMIT, STOPPED, STORE. */
export async function countEdges(request: CountsRequest): Promise<CountedEdges> {
  const { stagedPath, report, object, where, folder } = request;
  const file = await openStagedShares({ stagedPath, facts: report, object, where, folder });
  if (file.rows === 0) throw noObjects(object);
  return settledEdges(await countPairs(file, report.resolution, request), request);
}

/** @throws PlumblineError PARAMETER, NO_DATA, IMPORT_LIMIT, STOPPED, STORE. */
export async function countPairs(
  file: ShareFile,
  resolution: Resolution,
  { window, minimum, scan, onProgress, signal }: CountsWork,
): Promise<CountedPairs> {
  const store = new PairStore(file, signal);
  try {
    const { accountRow, counts, time } = await coShareOf(file, {
      window,
      minimum,
      resolution,
      times: true,
      compiled: scan,
      onPairs: (pairs, times) => store.add(pairs, times!),
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(signal === undefined ? {} : { signal }),
    });
    return { store, accountRow, counts, time };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Puts the pairs in order, with the names of their accounts. @throws PlumblineError STOPPED, STORE. */
export async function settledEdges(
  { store, accountRow, counts, time }: CountedPairs,
  { description, onProgress }: Pick<CountsWork, "description" | "onProgress">,
): Promise<CountedEdges> {
  try {
    onProgress?.({ stage: "order", done: 0, total: store.length, unit: "pairs", rate: 0 });
    await store.settle(accountRow);
  } catch (error) {
    store.close();
    throw error;
  }
  const edges: EdgeStream = {
    length: store.length,
    shape: countsShape(description),
    nodes: () => store.names(),
    pieces: async function* () {
      for await (const page of store.pages())
        yield { table: countsTable(page, time.tickMs, description), source: page.a, target: page.b };
    },
  };
  return { edges, counts, close: () => store.close() };
}
