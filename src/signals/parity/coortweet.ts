/**
 * CooRTweet's own edge list, quirks included: what the R package CooRTweet 2.1.3 (Righetti, Balluff; MIT) writes for
 * the same rows. Each quirk stands in docs/parity.md beside the value that Plumbline's own co-share gives.
 *
 * 1. An account with fewer than `minParticipation` rows is dropped; the rest is regrouped by account in order of first
 *    appearance.
 * 2. Two rows of one object pair up if they lie at most `timeWindow` apart; at equal times the earlier row of the
 *    regrouped table counts as the older. Pairs of one account, of one content, or whose content is the object, go.
 * 3. An account takes part if at least `minParticipation` of its rows have a content that is in any pair, with
 *    whomever. A pair stays if either of its contents belongs to such an account.
 * 4. With a fast window, pairs within it pass step 3 among themselves and are flagged by their two contents.
 * 5. An edge is an unordered pair of accounts; its weight is the number of its pairs. `nContentId` counts distinct older
 *    contents and `nContentIdY` distinct newer ones, by any accounts.
 * 6. An edge passes the threshold if its weight is strictly above the quantile (type 7 of Hyndman and Fan 1996,
 *    doi:10.1080/00031305.1996.10473566) of all weights.
 * 7. `from` is the end whose vertex has the lower number. Vertices are numbered by first appearance as the end that
 *    comes first in the alphabet, over the pairs in their order; then those that never are.
 *
 * Time O(rows log rows + pairs log pairs), memory 24 bytes a pair. Departures: a sliding window in place of all pairs of
 * an object, with the same result; text is ordered by code unit, where R asks the locale; edges come sorted by both ends.
 */
import { quantile } from "../../kernel/quantile.ts";
import { pause, type WorkContext } from "../shared/pause.ts";
import { compareText, encode, groupBy, Growing, indices, ranksOf, type Coded } from "./columns.ts";

/** Rows as CooRTweet reads them: parallel columns in the order of the file. */
export interface CooRTweetShares {
  readonly object: readonly string[];
  readonly account: readonly string[];
  readonly content: readonly string[];
  /** Seconds from any origin. */
  readonly time: Float64Array;
}

export interface CooRTweetOptions {
  /** Seconds, both ends included. */
  readonly timeWindow: number;
  readonly minParticipation: number;
  /** A second, narrower window; the result then has a fast part. */
  readonly fastWindow?: number;
  /** Share of edges below the threshold, 0 to 1; 0.5 unless told. */
  readonly edgeWeight?: number;
}

/** Matched rows as indices into the columns, in the order in which the package has them. */
export interface CooRTweetPairs {
  readonly length: number;
  readonly older: Int32Array;
  readonly newer: Int32Array;
  /** Seconds between them. */
  readonly timeDelta: Float64Array;
  /** One byte a pair; undefined without a fast window. */
  readonly fast: Uint8Array | undefined;
}

/** Measures of edges; NaN where an edge has no pair in the fast window. */
export interface CooRTweetMeasures {
  readonly weight: Float64Array;
  readonly avgTimeDelta: Float64Array;
  readonly nContentId: Float64Array;
  readonly nContentIdY: Float64Array;
  readonly edgeSymmetryScore: Float64Array;
  /** 1 above the threshold, else 0. */
  readonly weightThreshold: Float64Array;
}

/** Edges in order of (from, to). */
export interface CooRTweetEdges {
  readonly length: number;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly full: CooRTweetMeasures;
  readonly fast: CooRTweetMeasures | undefined;
}

/** Rows and pairs looked at between two pauses. */
const PAUSE_AFTER = 1_000_000;

interface Table {
  readonly account: Coded;
  readonly content: Coded;
  readonly time: Float64Array;
}

/** @throws PlumblineError STOPPED. */
export async function likeCooRTweet(
  shares: CooRTweetShares,
  options: CooRTweetOptions,
  context: WorkContext = {},
): Promise<{ pairs: CooRTweetPairs; edges: CooRTweetEdges }> {
  const table = { account: encode(shares.account), content: encode(shares.content), time: shares.time };
  const kept = activeRows(table.account, options.minParticipation);
  const found = await pairUp(shares, table, kept, options.timeWindow, context);
  const pairs = participating(table, found, options.minParticipation);
  const { fastWindow } = options;
  if (fastWindow === undefined) return { pairs, edges: edgesOf(table, pairs, options.edgeWeight) };
  const flagged = inContentOrder(table, flagFast(table, pairs, fastWindow, options.minParticipation));
  return { pairs: flagged, edges: edgesOf(table, flagged, options.edgeWeight) };
}

/** Rows of accounts with enough rows, account after account. */
function activeRows({ codes, values }: Coded, minParticipation: number): Int32Array {
  const rows = new Int32Array(values.length);
  for (const account of codes) rows[account]!++;
  const kept = indices(codes.length).filter((row) => rows[codes[row]!]! >= minParticipation);
  return groupBy(codes, values.length, kept).members;
}

/** All pairs inside the window, object after object; within an object in order of the later, then the earlier place. */
async function pairUp(
  shares: CooRTweetShares,
  { account, content, time }: Table,
  rowAt: Int32Array,
  window: number,
  context: WorkContext,
): Promise<CooRTweetPairs> {
  const object = encode(Array.from(rowAt, (row) => shares.object[row]!));
  // A row whose content is its own object is in no pair.
  const places = indices(rowAt.length).filter(
    (place) => shares.content[rowAt[place]!] !== shares.object[rowAt[place]!],
  );
  const { start, members } = groupBy(object.codes, object.values.length, places);
  const timeAt = Float64Array.from(rowAt, (row) => time[row]!);
  const all = new Growing();
  const own = new Growing();
  const n = rowAt.length;
  let work = PAUSE_AFTER;
  for (let o = 0; o < object.values.length; o++) {
    const inTime = members.slice(start[o], start[o + 1]).sort((x, y) => timeAt[x]! - timeAt[y]! || x - y);
    own.clear();
    let low = 0;
    for (let j = 0; j < inTime.length; j++) {
      const later = inTime[j]!;
      while (timeAt[later]! - timeAt[inTime[low]!]! > window) low++;
      work += 1 + j - low;
      if (work >= PAUSE_AFTER) {
        work = 0;
        await pause(context, "pairing rows", start[o]! + j, places.length, "rows");
      }
      for (let i = low; i < j; i++) {
        const earlier = inTime[i]!;
        const a = rowAt[earlier]!;
        const b = rowAt[later]!;
        if (account.codes[a] === account.codes[b] || content.codes[a] === content.codes[b]) continue;
        own.push(Math.max(earlier, later) * n + Math.min(earlier, later));
      }
    }
    for (const key of own.view().sort()) all.push(key);
  }
  return unpack(all.view(), rowAt, timeAt);
}

/** From keys of two places to rows, the older first. */
function unpack(keys: Float64Array, rowAt: Int32Array, timeAt: Float64Array): CooRTweetPairs {
  const { length } = keys;
  const older = new Int32Array(length);
  const newer = new Int32Array(length);
  const timeDelta = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const after = Math.floor(keys[i]! / rowAt.length);
    const before = keys[i]! % rowAt.length;
    const delta = timeAt[before]! - timeAt[after]!;
    timeDelta[i] = Math.abs(delta);
    older[i] = rowAt[delta > 0 ? after : before]!;
    newer[i] = rowAt[delta > 0 ? before : after]!;
  }
  return { length, older, newer, timeDelta, fast: undefined };
}

/** The pairs of which either content belongs to an account that takes part often enough. */
function participating(table: Table, pairs: CooRTweetPairs, minParticipation: number): CooRTweetPairs {
  if (minParticipation < 1) return pairs;
  const { account, content } = table;
  const paired = new Uint8Array(content.values.length);
  for (let i = 0; i < pairs.length; i++) {
    paired[content.codes[pairs.older[i]!]!] = 1;
    paired[content.codes[pairs.newer[i]!]!] = 1;
  }
  const rows = new Int32Array(account.values.length);
  content.codes.forEach((c, row) => (rows[account.codes[row]!]! += paired[c]!));
  const enough = new Uint8Array(content.values.length);
  content.codes.forEach((c, row) => {
    if (paired[c] === 1 && rows[account.codes[row]!]! >= minParticipation) enough[c] = 1;
  });
  return select(
    pairs,
    (i) => (enough[content.codes[pairs.older[i]!]!]! | enough[content.codes[pairs.newer[i]!]!]!) === 1,
  );
}

function select(pairs: CooRTweetPairs, keep: (pair: number) => boolean): CooRTweetPairs {
  return pick(pairs, indices(pairs.length).filter(keep));
}

function pick({ older, newer, timeDelta, fast }: CooRTweetPairs, order: Int32Array): CooRTweetPairs {
  return {
    length: order.length,
    older: order.map((i) => older[i]!),
    newer: order.map((i) => newer[i]!),
    timeDelta: Float64Array.from(order, (i) => timeDelta[i]!),
    fast: fast === undefined ? undefined : Uint8Array.from(order, (i) => fast[i]!),
  };
}

/** Marks the pairs whose two contents make a pair that passes among those of the narrower window. */
function flagFast(
  table: Table,
  pairs: CooRTweetPairs,
  fastWindow: number,
  minParticipation: number,
): CooRTweetPairs {
  const { codes, values } = table.content;
  const key = ({ older, newer }: CooRTweetPairs, i: number): number =>
    codes[older[i]!]! * values.length + codes[newer[i]!]!;
  const quick = participating(
    table,
    select(pairs, (i) => pairs.timeDelta[i]! <= fastWindow),
    minParticipation,
  );
  const flagged = new Set(Array.from({ length: quick.length }, (_, i) => key(quick, i)));
  return { ...pairs, fast: Uint8Array.from({ length: pairs.length }, (_, i) => +flagged.has(key(pairs, i))) };
}

/** Flagging leaves the package's table sorted by older and newer content. */
function inContentOrder({ content }: Table, pairs: CooRTweetPairs): CooRTweetPairs {
  const rank = ranksOf(content.values);
  const older = (i: number): number => rank[content.codes[pairs.older[i]!]!]!;
  const newer = (i: number): number => rank[content.codes[pairs.newer[i]!]!]!;
  const order = indices(pairs.length).sort((x, y) => older(x) - older(y) || newer(x) - newer(y) || x - y);
  return pick(pairs, order);
}

function edgesOf(table: Table, pairs: CooRTweetPairs, edgeWeight = 0.5): CooRTweetEdges {
  const names = table.account.values;
  const rank = ranksOf(names);
  const first = new Int32Array(pairs.length);
  const second = new Int32Array(pairs.length);
  const edgeOf = new Int32Array(pairs.length);
  const known = new Map<number, number>();
  const ends: (readonly [number, number])[] = [];
  for (let i = 0; i < pairs.length; i++) {
    const a = table.account.codes[pairs.older[i]!]!;
    const b = table.account.codes[pairs.newer[i]!]!;
    const [x, y] = rank[a]! < rank[b]! ? [a, b] : [b, a];
    first[i] = x;
    second[i] = y;
    const key = x * names.length + y;
    const edge = known.get(key) ?? known.size;
    if (edge === known.size) {
      known.set(key, edge);
      ends.push([x, y]);
    }
    edgeOf[i] = edge;
  }
  const vertex = vertexNumbers(names.length, first, second);
  const directed = ends.map(([x, y]) => (vertex[x]! < vertex[y]! ? ([x, y] as const) : ([y, x] as const)));
  const order = indices(ends.length).sort(
    (p, q) =>
      compareText(names[directed[p]![0]]!, names[directed[q]![0]]!) ||
      compareText(names[directed[p]![1]]!, names[directed[q]![1]]!),
  );
  const fastPairs =
    pairs.fast === undefined ? undefined : indices(pairs.length).filter((i) => pairs.fast![i] === 1);
  const measured = (subset: Int32Array): CooRTweetMeasures =>
    measure(table.content.codes, pairs, subset, edgeOf, order, edgeWeight);
  return {
    length: ends.length,
    from: Array.from(order, (edge) => names[directed[edge]![0]]!),
    to: Array.from(order, (edge) => names[directed[edge]![1]]!),
    full: measured(indices(pairs.length)),
    fast: fastPairs === undefined ? undefined : measured(fastPairs),
  };
}

/** Numbers by first appearance in the first column, then in the second. */
function vertexNumbers(accounts: number, first: Int32Array, second: Int32Array): Int32Array {
  const vertex = new Int32Array(accounts).fill(-1);
  let next = 0;
  for (const column of [first, second]) {
    for (const account of column) if (vertex[account] === -1) vertex[account] = next++;
  }
  return vertex;
}

/** Measures over a subset of the pairs, edges in the order given. */
function measure(
  contents: Int32Array,
  pairs: CooRTweetPairs,
  subset: Int32Array,
  edgeOf: Int32Array,
  order: Int32Array,
  edgeWeight: number,
): CooRTweetMeasures {
  const { start, members } = groupBy(edgeOf, order.length, subset);
  const column = (): Float64Array => new Float64Array(order.length).fill(Number.NaN);
  const out = {
    weight: column(),
    avgTimeDelta: column(),
    nContentId: column(),
    nContentIdY: column(),
    edgeSymmetryScore: column(),
  };
  order.forEach((edge, place) => {
    const own = members.subarray(start[edge], start[edge + 1]);
    if (own.length === 0) return;
    const older = new Set<number>();
    const newer = new Set<number>();
    let seconds = 0;
    for (const i of own) {
      older.add(contents[pairs.older[i]!]!);
      newer.add(contents[pairs.newer[i]!]!);
      seconds += pairs.timeDelta[i]!;
    }
    out.weight[place] = own.length;
    out.avgTimeDelta[place] = seconds / own.length;
    out.nContentId[place] = older.size;
    out.nContentIdY[place] = newer.size;
    out.edgeSymmetryScore[place] = Math.min(older.size, newer.size) / Math.max(older.size, newer.size);
  });
  const threshold = quantile(out.weight.filter((weight) => !Number.isNaN(weight)).sort(), edgeWeight);
  return {
    ...out,
    weightThreshold: out.weight.map((weight) => (Number.isNaN(weight) ? Number.NaN : +(weight > threshold))),
  };
}
