/**
 * Near-copy on real posts: the clusters of one day against an exact join of all pairs, and a run over all 653,148. The
 * accounts all belong to one organisation, so nothing is said about false alarms.
 */
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, expect, it } from "vitest";
import { chained, exactJoin, partsOf } from "../../../../test/support/near-copy-oracle.ts";
import { describeWithData } from "../../../../test/support/shared-data.ts";
import { sourceOf } from "../../../../test/support/synthetic-source.ts";
import { joinNearCopies, TextSet, type ShareColumns } from "../../../kernel/index.ts";
import { findingSchema } from "../../../model/finding.ts";
import { parseParameters } from "../../parameters.ts";
import { nearCopy } from "./index.ts";

describeWithData("on the IRA tweets of 2016", ["ira_2016/ira_2016.parquet"], (path) => {
  let connection: DuckDBConnection;
  const columns = async (sql: string): Promise<unknown[][]> =>
    (await connection.runAndReadAll(sql)).getColumns();

  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  });

  it("finds 99 of 100 pairs of an exact join of one day, and no false one", async () => {
    const [texts] = await columns(
      `SELECT DISTINCT text FROM '${path}' WHERE posted_at::DATE = DATE '2016-10-06' AND trim(text) <> '' ORDER BY text`,
    );
    const set = new TextSet(20);
    const whole = [...new Set((texts as string[]).map((text) => set.add(text)).filter((form) => form >= 0))];
    expect(whole).toHaveLength(11_691);
    const tagged = whole.filter((form) => set.body[form] !== form);
    expect(tagged).toHaveLength(2471);
    const pairs = exactJoin(
      whole.map((form) => partsOf(set.text(form), 20, 5)),
      0.8,
    );
    const { label: all } = joinNearCopies(set, { similarity: 0.8, shingle: 5 });
    const label = whole.map((form) => all[form]!);
    const found = pairs.filter(({ a, b }) => label[a] === label[b]);
    expect(pairs).toHaveLength(625);
    expect(found.length / pairs.length).toBeGreaterThanOrEqual(0.99);
    const truth = chained(whole.length, pairs);
    const labelOf = new Map<number, number>();
    label.forEach((l, i) => {
      if (!labelOf.has(l)) labelOf.set(l, truth[i]!);
      expect(labelOf.get(l)).toBe(truth[i]);
    });
  });

  it("runs over all posts, and no pair is left out", async () => {
    const [account, object, time, row, name, text] = await columns(
      `SELECT (dense_rank() OVER (ORDER BY account) - 1)::INTEGER, (dense_rank() OVER (ORDER BY text) - 1)::INTEGER,
         epoch_ms(posted_at)::DOUBLE, row_number() OVER ()::INTEGER, account, text FROM '${path}' WHERE trim(text) <> ''`,
    );
    const names: string[] = [];
    const texts: string[] = [];
    (account as number[]).forEach((code, i) => {
      names[code] = String(name![i]);
      texts[object![i] as number] = String(text![i]);
    });
    const length = account!.length;
    const shares: ShareColumns = {
      length,
      account: Int32Array.from(account as number[]),
      object: Int32Array.from(object as number[]),
      time: Float64Array.from(time as number[]),
      artifact: new Uint16Array(length),
      row: Int32Array.from(row as number[]),
      accounts: names.length,
      objects: texts.length,
      resolution: "minute",
      mixedResolution: false,
      artifacts: [{ id: "art_0000000001", sha256: "00".repeat(32) }],
    };
    const source = sourceOf(shares, (code) => texts[code]!);
    const { findings, counts } = await nearCopy.run(source, parseParameters(nearCopy.descriptor, {}), {
      seed: 1,
    });
    for (const finding of findings) expect(findingSchema.parse(finding)).toEqual(finding);
    expect(findings).toHaveLength(41);
    expect(counts).toMatchObject({
      posts: 653_148,
      texts: 466_226,
      textsTooShort: 25_239,
      textsAfterFolding: 423_794,
      pairsLeftOut: 0,
    });
    expect(counts["clustersReported"]).toBeGreaterThan(10_000);
  });
});
