/** Shares of the real sets beside the checkout, as the detector would get them. Codes are ranks of the values. */
import { DuckDBInstance } from "@duckdb/node-api";
import type { Resolution, ShareColumns } from "../../src/kernel/index.ts";

/** Exact texts of the IRA tweets of 2016: white space folded, case ignored; times to the minute. */
export const iraTexts = (path: string): Promise<ShareColumns> =>
  sharesOf(
    `SELECT account AS who, lower(trim(regexp_replace(text, '\\s+', ' ', 'g'))) AS what, posted_at AS moment
     FROM '${path}' WHERE trim(text) <> ''`,
    "minute",
  );

/** Retweet cascades of ordinary users: the object is the cascade; times to the second. */
export const cascades = (path: string): Promise<ShareColumns> =>
  sharesOf(`SELECT account_id AS who, root_id AS what, posted_at AS moment FROM '${path}'`, "second");

/** Retweets or links in CooRTweet's own columns; times to the second. */
export const coordinated = (path: string): Promise<ShareColumns> =>
  sharesOf(
    `SELECT account_id AS who, object_id AS what, to_timestamp(timestamp_share) AS moment
     FROM read_csv('${path}', types = {'account_id': 'VARCHAR', 'object_id': 'VARCHAR'})`,
    "second",
  );

async function sharesOf(query: string, resolution: Resolution): Promise<ShareColumns> {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  const result = await connection.runAndReadAll(
    `SELECT (dense_rank() OVER (ORDER BY who) - 1)::INTEGER, (dense_rank() OVER (ORDER BY hash(what)) - 1)::INTEGER,
       epoch_ms(moment)::DOUBLE AS ms FROM (${query}) ORDER BY ms, who, what`,
  );
  const [account, object, time] = result.getColumns() as number[][];
  connection.closeSync();
  const dictionary = (codes: readonly number[]): number =>
    codes.reduce((high, code) => Math.max(high, code), -1) + 1;
  return {
    length: account!.length,
    account: Int32Array.from(account!),
    object: Int32Array.from(object!),
    time: Float64Array.from(time!),
    artifact: new Uint16Array(account!.length),
    row: Int32Array.from(account!, (_, i) => i + 1),
    accounts: dictionary(account!),
    objects: dictionary(object!),
    resolution,
    mixedResolution: false,
    artifacts: [{ id: "art_0000000001", sha256: "00".repeat(32) }],
  };
}
