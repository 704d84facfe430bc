/** Results as tables: Plumbline's own columns, and the peers' columns under the peers' names. */
import type {
  CntEdges,
  CntNetwork,
  CooRTweetEdges,
  CooRTweetMeasures,
  CooRTweetPairs,
  CooRTweetShares,
  CoShareEdges,
} from "../signals/index.ts";
import type { PairPage } from "../store/shares/pairs.ts";
import type { EdgeTable } from "./edge-table.ts";
import type { Column, Table } from "../store/table/table.ts";

const texts = (name: string, values: readonly string[]): Column => ({ name, kind: "text", values });
const integers = (name: string, values: Int32Array | Float64Array): Column => ({
  name,
  kind: "integer",
  values,
});
const numbers = (name: string, values: Float64Array): Column => ({ name, kind: "number", values });

/** @param nameOf name of an account by code */
export function coShareTable(
  edges: CoShareEdges,
  nameOf: (account: number) => string,
  description: string,
): EdgeTable {
  return {
    length: edges.length,
    directed: false,
    description,
    weight: "weight",
    csv: "own",
    columns: [
      texts("source", Array.from(edges.a, nameOf)),
      texts("target", Array.from(edges.b, nameOf)),
      integers("weight", edges.objects),
      integers("objects_with_repeats", edges.objectsWithRepeats),
      numbers("matches", edges.matches),
      numbers("median_seconds", edges.medianSeconds),
      numbers("source_first", edges.aFirst),
      numbers("target_first", edges.bFirst),
      integers("objects_likely_anyway", edges.objectsLikelyAnyway),
      integers("moments", edges.moments),
      integers("times_moments", edges.timesMoments),
      numbers("expected_activity", edges.expectedActivity),
      numbers("expected_times", edges.expectedTimes),
      numbers("expected_timetable", edges.expectedTimetable),
      numbers("log10p_activity", edges.log10pActivity),
      numbers("log10p_times", edges.log10pTimes),
      numbers("log10p_timetable", edges.log10pTimetable),
      numbers("holm_log10p_activity", edges.holmActivity),
      numbers("holm_log10p_times", edges.holmTimes),
      numbers("holm_log10p_both", edges.holmBoth),
    ],
  };
}

/**
 * Counts without tests. Columns that the tested edges have as well have the same names, and the same values there.
 * @param tickMs milliseconds in a tick
 */
export function countsTable(page: PairPage, tickMs: number, description: string): EdgeTable {
  return {
    length: page.a.length,
    directed: false,
    description,
    weight: "objects_with_repeats",
    csv: "own",
    columns: [
      texts("source", page.nameA),
      texts("target", page.nameB),
      integers("objects_with_repeats", page.objects),
      numbers("matches", page.matches),
      numbers(
        "median_seconds",
        page.medianTicks.map((ticks) => (ticks * tickMs) / 1000),
      ),
      numbers("source_first", page.aFirst),
      numbers("target_first", page.bFirst),
    ],
  };
}

export const countsShape = (description: string): EdgeTable => countsTable(NO_PAIRS, 1, description);

const NO_PAIRS: PairPage = {
  a: new Int32Array(0),
  b: new Int32Array(0),
  nameA: [],
  nameB: [],
  objects: new Int32Array(0),
  matches: new Float64Array(0),
  medianTicks: new Float64Array(0),
  aFirst: new Float64Array(0),
  bFirst: new Float64Array(0),
};

export function coortweetTable(edges: CooRTweetEdges, description: string): EdgeTable {
  const ends = [texts("from", edges.from), texts("to", edges.to)];
  const shared = { length: edges.length, directed: false, description, csv: "coortweet" } as const;
  const { full, fast } = edges;
  if (fast === undefined) return { ...shared, weight: "weight", columns: [...ends, ...plainMeasures(full)] };
  const both = (
    name: string,
    key: keyof CooRTweetMeasures,
    column: (name: string, values: Float64Array) => Column,
  ): Column[] => [column(`${name}_full`, full[key]), column(`${name}_fast`, fast[key])];
  const [fullIds, fastIds] = both("n_content_id", "nContentId", integers);
  const [fullIdsY, fastIdsY] = both("n_content_id_y", "nContentIdY", integers);
  return {
    ...shared,
    weight: "weight_full",
    columns: [
      ...ends,
      ...both("weight", "weight", integers),
      ...both("avg_time_delta", "avgTimeDelta", numbers),
      fullIds!,
      fullIdsY!,
      fastIds!,
      fastIdsY!,
      ...both("edge_symmetry_score", "edgeSymmetryScore", numbers),
      ...both("weight_threshold", "weightThreshold", integers),
    ],
  };
}

function plainMeasures(measures: CooRTweetMeasures): Column[] {
  return [
    integers("weight", measures.weight),
    numbers("avg_time_delta", measures.avgTimeDelta),
    integers("n_content_id", measures.nContentId),
    integers("n_content_id_y", measures.nContentIdY),
    numbers("edge_symmetry_score", measures.edgeSymmetryScore),
    integers("weight_threshold", measures.weightThreshold),
  ];
}

/** The package's list of matched contents, in order of object, older and newer content. */
export function coortweetPairsTable(
  shares: CooRTweetShares,
  pairs: CooRTweetPairs,
  fastWindow: number | undefined,
): Table {
  const key = (i: number): readonly string[] => [
    shares.object[pairs.older[i]!]!,
    shares.content[pairs.older[i]!]!,
    shares.content[pairs.newer[i]!]!,
  ];
  const order = Int32Array.from({ length: pairs.length }, (_, i) => i).sort((x, y) => {
    const other = key(y);
    const at = key(x).findIndex((text, z) => text !== other[z]);
    return at < 0 ? x - y : key(x)[at]! < other[at]! ? -1 : 1;
  });
  const older = (column: readonly string[]): string[] => Array.from(order, (i) => column[pairs.older[i]!]!);
  const newer = (column: readonly string[]): string[] => Array.from(order, (i) => column[pairs.newer[i]!]!);
  const { fast } = pairs;
  const flag =
    fast === undefined
      ? []
      : [
          integers(
            `time_window_${fastWindow}`,
            order.map((i) => fast[i]!),
          ),
        ];
  return {
    length: pairs.length,
    csv: "coortweet",
    columns: [
      texts("object_id", older(shares.object)),
      texts("content_id", older(shares.content)),
      texts("content_id_y", newer(shares.content)),
      numbers(
        "time_delta",
        Float64Array.from(order, (i) => pairs.timeDelta[i]!),
      ),
      texts("account_id", older(shares.account)),
      texts("account_id_y", newer(shares.account)),
      ...flag,
    ],
  };
}

export function cntTable(edges: CntEdges, network: CntNetwork, description: string): EdgeTable {
  return {
    length: edges.length,
    directed: true,
    description,
    weight: "weight",
    csv: "cnt",
    columns: [
      texts("source", edges.source),
      texts("target", edges.target),
      integers("weight", edges.weight),
      texts(
        "edge_type",
        edges.source.map(() => network),
      ),
    ],
  };
}
