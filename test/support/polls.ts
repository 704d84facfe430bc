/** The two collections of polls beside the checkout, as rows of a declared series: the lead of the first over the second. */
import { DuckDBInstance } from "@duckdb/node-api";
import type { SeriesRows } from "../../src/kernel/index.ts";

/** National polls of FiveThirtyEight's collection. */
export const national538 = (path: string): Promise<SeriesRows> =>
  pollRows(`SELECT rawpoll_clinton - rawpoll_trump AS lead, pollster, startdate, enddate
    FROM '${path}' WHERE state = 'U.S.' ORDER BY enddate, pollster, lead`);

/** National polls of HuffPost's collection; one poll has a row for each of its populations. */
export const nationalHuffPost = (path: string, where = "true"): Promise<SeriesRows> =>
  pollRows(`SELECT clinton - trump AS lead, pollster, startdate, enddate
    FROM '${path}' WHERE state = '--' AND ${where} ORDER BY enddate, pollster, lead`);

async function pollRows(query: string): Promise<SeriesRows> {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  const result = await connection.runAndReadAll(
    `SELECT lead, (dense_rank() OVER (ORDER BY pollster) - 1)::INTEGER, epoch_ms(startdate)::DOUBLE,
      epoch_ms(enddate)::DOUBLE FROM (${query})`,
  );
  const [lead, source, start, end] = result.getColumns() as (number | null)[][];
  connection.closeSync();
  const numbers = (values: readonly (number | null)[]): Float64Array =>
    Float64Array.from(values, (value) => value ?? Number.NaN);
  return {
    length: lead!.length,
    value: numbers(lead!),
    start: numbers(start!),
    end: numbers(end!),
    source: Int32Array.from(source!, (code) => code ?? -1),
    sources: source!.reduce<number>((high, code) => Math.max(high, code ?? -1), -1) + 1,
  };
}
