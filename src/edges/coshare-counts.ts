/**
 * The edges of a file without the tests: counts only, by the kernel whose memory does not grow with the number of pair
 * events. The list is put in order on disk and written piece by piece, whatever its length.
 */
import type { ImportReport } from "../ingest/index.ts";
import { noObjects } from "../store/staged-shares.ts";
import { PairStore } from "../store/shares/pairs.ts";
import { openStagedShares } from "../store/shares/staged.ts";
import { coShareOf, type CoShareStreamCounts } from "./coshare-stream.ts";
import type { OnMeter } from "./meter.ts";
import type { EdgeStream } from "./edge-table.ts";
import { countsShape, countsTable } from "./tables.ts";

export interface CountsRequest {
  readonly stagedPath: string;
  readonly report: ImportReport;
  readonly object: string;
  /** Seconds, both ends included. */
  readonly window: number;
  /** Least number of distinct objects of a pair, repeats counted. */
  readonly minimum: number;
  /** How the file is called in messages. */
  readonly where: string;
  readonly description: string;
  /** For work files; the caller's. */
  readonly folder: string;
  readonly onProgress?: OnMeter;
  readonly signal?: AbortSignal;
}

export interface CountedEdges {
  readonly edges: EdgeStream;
  readonly counts: CoShareStreamCounts;
  /** The edges can be read until then. */
  readonly close: () => void;
}

/** @throws PlumblineError PARAMETER, NO_DATA, IMPORT_LIMIT, STOPPED, STORE. */
export async function countEdges(request: CountsRequest): Promise<CountedEdges> {
  const { stagedPath, report, object, where, folder, window, minimum, onProgress, signal } = request;
  const file = await openStagedShares({ stagedPath, facts: report, object, where, folder });
  if (file.rows === 0) throw noObjects(object);
  const store = new PairStore(file, signal);
  try {
    const { accountRow, counts, time } = await coShareOf(file, {
      window,
      minimum,
      resolution: report.resolution,
      times: true,
      onPairs: (pairs, times) => store.add(pairs, times!),
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(signal === undefined ? {} : { signal }),
    });
    onProgress?.({ stage: "order", done: 0, total: store.length, unit: "pairs", rate: 0 });
    await store.settle(accountRow);
    const edges: EdgeStream = {
      length: store.length,
      shape: countsShape(request.description),
      nodes: () => store.names(),
      pieces: async function* () {
        for await (const page of store.pages())
          yield {
            table: countsTable(page, time.tickMs, request.description),
            source: page.a,
            target: page.b,
          };
      },
    };
    return { edges, counts, close: () => store.close() };
  } catch (error) {
    store.close();
    throw error;
  }
}
