/**
 * Co-share on 653,153 real posts: the sweep against SQL in another engine, and groups against a category that people
 * coded without them. Everything here belongs to one organisation, so nothing is said about false alarms.
 */
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, expect, it } from "vitest";
import { describeWithData } from "../../../../test/support/shared-data.ts";
import {
  adjustedRandIndex,
  agreementTable,
  buildIncidence,
  normalisedMutualInformation,
  purity,
  sweep,
  timePlan,
  type ShareColumns,
} from "../../../kernel/index.ts";
import { findingSchema } from "../../../model/finding.ts";
import { parseParameters } from "../../parameters.ts";
import { sourceOf } from "../../../../test/support/synthetic-source.ts";
import { coShare } from "./index.ts";
import type { CoShareOutput } from "./output.ts";

describeWithData("on the IRA tweets of 2016", ["ira_2016/ira_2016.parquet"], (path) => {
  let connection: DuckDBConnection;
  let columns: ShareColumns;
  let category: Int32Array;

  const numbers = async (sql: string): Promise<number[][]> => {
    const result = await connection.runAndReadAll(sql);
    return result.getColumns() as number[][];
  };

  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
    await connection.run(`CREATE TABLE post AS
      SELECT row_number() OVER ()::INTEGER AS row, account AS who, account_category AS what, posted_at AS posted,
        lower(trim(regexp_replace(text, '\\s+', ' ', 'g'))) AS body
      FROM '${path}' WHERE trim(text) <> ''`);
    await connection.run(`CREATE TABLE share AS
      SELECT (SELECT count(*) FROM post)::INTEGER AS n, row,
        (dense_rank() OVER (ORDER BY who) - 1)::INTEGER AS account,
        (dense_rank() OVER (ORDER BY hash(body)) - 1)::INTEGER AS object,
        (epoch_ms(posted) / 60000)::INTEGER AS minute,
        (dense_rank() OVER (ORDER BY what) - 1)::INTEGER AS category
      FROM post ORDER BY row`);
    const [account, object, minute, row, cat] = await numbers(
      "SELECT account, object, minute, row, category FROM share ORDER BY row",
    );
    columns = {
      length: account!.length,
      account: Int32Array.from(account!),
      object: Int32Array.from(object!),
      time: Float64Array.from(minute!, (m) => m * 60_000),
      artifact: new Uint16Array(account!.length),
      row: Int32Array.from(row!),
      accounts: Math.max(...new Set(account)) + 1,
      objects: object!.reduce((high, o) => Math.max(high, o), 0) + 1,
      resolution: "minute",
      mixedResolution: false,
      artifacts: [{ id: "art_0000000001", sha256: "00".repeat(32) }],
    };
    category = new Int32Array(columns.accounts);
    cat!.forEach((c, i) => (category[account![i]!] = c));
  });

  it("finds the pairs that a join in DuckDB finds", async () => {
    const [a, b, k, n] = await numbers(`
      SELECT x.account AS a, y.account AS b, count(DISTINCT x.object)::INTEGER AS k, count(*)::INTEGER AS n
      FROM share x JOIN share y ON x.object = y.object AND x.account < y.account AND abs(x.minute - y.minute) <= 1
      GROUP BY ALL HAVING k >= 3 ORDER BY a, b`);
    const plan = timePlan(60, "minute");
    const { pairs } = sweep(buildIncidence(columns, plan), plan.windowTicks, { minimum: 3 });
    expect(pairs.length).toBeGreaterThan(3000);
    expect([...pairs.a]).toEqual(a);
    expect([...pairs.b]).toEqual(b);
    expect([...pairs.objects]).toEqual(k);
    expect([...pairs.matches]).toEqual(n);
  });

  it("finds groups of one coded category each", async () => {
    const parameters = parseParameters(coShare.descriptor, { minimum: 3 });
    const { findings, output, counts } = await coShare.run(sourceOf(columns), parameters, { seed: 1 });
    for (const finding of findings) expect(findingSchema.parse(finding)).toEqual(finding);
    expect(counts).toMatchObject({ shares: columns.length, possiblePairs: 415_416, resolution: "minute" });
    const { sets: groups } = output as CoShareOutput;
    // Pairs on three texts or more: fewer than shuffles of times give.
    expect(findings[0]!.sentence).toMatch(/3,\d\d\d on three or more; 2,\d\d\d on 3 separate occasions/);
    expect(findings[0]!.method).toMatch(
      /199 shuffles of the times inside each text \(null 2\) give [34],\d\d\d to/,
    );
    expect(counts["networkGroups.finding"]).toBeGreaterThanOrEqual(2);
    expect(counts["networkGroups.times"]).toBeGreaterThanOrEqual(8);
    expect(counts["ownObjectsGroups"]).toBeGreaterThanOrEqual(8);
    expect(counts["null2CannotJudge"]).toBe(true);
    for (const status of ["finding", "candidate"] as const) {
      const label = new Int32Array(columns.accounts).fill(-1);
      const own = groups.filter((group) => group.status === status);
      own.forEach((group, g) => {
        for (const { name } of group.accounts) label[Number(name.slice(7))] = g;
      });
      const table = agreementTable(label, category, own.length, Math.max(...category) + 1);
      expect(purity(table)).toBeGreaterThan(status === "finding" ? 0.99 : 0.9);
      // Findings are few here, and all of one category; candidates are many.
      if (status === "finding") continue;
      expect(own.length).toBeGreaterThanOrEqual(8);
      expect(table.items).toBeGreaterThan(100);
      expect(normalisedMutualInformation(table)).toBeGreaterThan(0.5);
      expect(adjustedRandIndex(table)).toBeGreaterThan(0.15);
    }
  });
});
