/**
 * A declared series as the checks of `series` read it: dated values of several sources, such as the lead of one candidate
 * over another in each poll, and the units that a claim may be counted in.
 *
 * Polls of one source are not independent, least of all tracking polls whose field times overlap; nor are weeks that
 * follow each other. So a chance is computed over sources alone, and polls and weeks are counted without one.
 * Everything here is one pass, O(rows), but for orders of time, O(rows log rows).
 */

/** Rows in any order. A value that is not a number is missing. */
export interface SeriesRows {
  readonly length: number;
  /** First and last moment that a row speaks of, in ms UTC; NaN where unknown. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly value: Float64Array;
  /** Code of the source, from 0; -1 where unknown. */
  readonly source: Int32Array;
  readonly sources: number;
}

/** What a claim is counted in. */
export type SeriesUnit = "rows" | "sources" | "weeks";

/** Values nearer to zero than this are ties: differences of decimals leave a rest. */
export const TIE = 1e-9;

export const DAY = 86_400_000;
/** A Monday, so that weeks begin on one. */
const MONDAY = -3 * DAY;

/** 1 above zero, -1 below, 0 at it. */
export function sign(value: number): -1 | 0 | 1 {
  return Math.abs(value) < TIE ? 0 : value > 0 ? 1 : -1;
}

/** The rows at some places, in that order. */
export function pickRows(rows: SeriesRows, at: ArrayLike<number>): SeriesRows {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(at, (i) => values[i]!);
  return {
    length: at.length,
    start: pick(rows.start),
    end: pick(rows.end),
    value: pick(rows.value),
    source: Int32Array.from(at, (i) => rows.source[i]!),
    sources: rows.sources,
  };
}

/** The rows that meet a condition. */
export function rowsWhere(rows: SeriesRows, keep: (i: number) => boolean): SeriesRows {
  const at: number[] = [];
  for (let i = 0; i < rows.length; i++) if (keep(i)) at.push(i);
  return pickRows(rows, at);
}

/** Means by a key: ascending keys, the mean of the values of each, and how many they are. */
export interface Means {
  readonly key: readonly number[];
  readonly mean: readonly number[];
  readonly rows: readonly number[];
}

/** @param keyOf a number, or NaN for a row that belongs to none; rows without a value belong to none */
export function meansBy(rows: SeriesRows, keyOf: (i: number) => number): Means {
  const sums = new Map<number, { sum: number; rows: number }>();
  for (let i = 0; i < rows.length; i++) {
    const key = keyOf(i);
    if (Number.isNaN(key) || Number.isNaN(rows.value[i]!)) continue;
    const held = sums.get(key);
    if (held === undefined) sums.set(key, { sum: rows.value[i]!, rows: 1 });
    else {
      held.sum += rows.value[i]!;
      held.rows++;
    }
  }
  const key = [...sums.keys()].sort((x, y) => x - y);
  const held = key.map((one) => sums.get(one)!);
  return { key, mean: held.map(({ sum, rows: n }) => sum / n), rows: held.map(({ rows: n }) => n) };
}

/** Means of spans of so many days that begin on a Monday; the key is the first moment of the span. */
export function meansBySpan(rows: SeriesRows, days: number): Means {
  const width = days * DAY;
  return meansBy(rows, (i) => Math.floor((rows.end[i]! - MONDAY) / width) * width + MONDAY);
}

/** Means of days (UTC), by the last day that a row speaks of. */
export function meansByDay(rows: SeriesRows): Means {
  return meansBy(rows, (i) => Math.floor(rows.end[i]! / DAY) * DAY);
}

export function meansBySource(rows: SeriesRows): Means {
  return meansBy(rows, (i) => (rows.source[i]! < 0 ? Number.NaN : rows.source[i]!));
}

/** The rows of each source that has any, by code. */
export function bySource(rows: SeriesRows): { readonly source: number; readonly rows: SeriesRows }[] {
  const lists = new Map<number, number[]>();
  for (let i = 0; i < rows.length; i++) {
    const source = rows.source[i]!;
    if (source < 0 || Number.isNaN(rows.value[i]!)) continue;
    const list = lists.get(source);
    if (list === undefined) lists.set(source, [i]);
    else list.push(i);
  }
  return [...lists].sort(([x], [y]) => x - y).map(([source, at]) => ({ source, rows: pickRows(rows, at) }));
}

/** The last moment that a row with a value speaks of; NaN where there is none. */
export function lastEnd(rows: SeriesRows): number {
  let last = Number.NaN;
  for (let i = 0; i < rows.length; i++)
    if (!Number.isNaN(rows.value[i]!) && !(rows.end[i]! <= last) && !Number.isNaN(rows.end[i]!))
      last = rows.end[i]!;
  return last;
}
