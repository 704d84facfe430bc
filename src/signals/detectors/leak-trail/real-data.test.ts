/**
 * First mentions in the posts of 2016 that one organisation's accounts left, against what an independent query measured. Links in
 * this file are not expanded, so that markers are phrases. All accounts belong to one organisation: no share is asked.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, expect, it } from "vitest";
import { describeWithData } from "../../../../test/support/shared-data.ts";
import type { ShareColumns } from "../../../kernel/index.ts";
import type { DetectorResult, DetectorSource } from "../../detector.ts";
import type { Marker } from "../../given.ts";
import { leakTrail } from "./index.ts";

const RELEASE = "2016-10-07T20:32Z";
const MARKERS: readonly (readonly [marker: string, since?: string])[] = [
  ["*dcleaks*"],
  ["*dc leaks*"],
  ["*guccifer*"],
  ["*dnc leak*"],
  ["*dncleak*"],
  ["*podesta*", RELEASE],
  ["*wikileaks*"],
  ["*podestaemails{n}"],
];

describeWithData("on the IRA tweets of 2016", ["ira_2016/ira_2016.parquet"], (path) => {
  let source: DetectorSource;
  const run = (party: string): Promise<DetectorResult> =>
    leakTrail.run(
      source,
      { party },
      {
        seed: 1,
        given: {
          markers: {
            kind: "markers",
            ref: "run_0000000001",
            title: "mails",
            file: { id: "art_0000000002", sha256: "cd".repeat(32) },
            column: "marker",
            afterPosts: false,
            markers: MARKERS.map(([marker, since], i): Marker => ({
              marker,
              is: "phrase",
              row: i + 1,
              ...(since === undefined ? {} : { since }),
            })),
          },
        },
      },
    );

  beforeAll(async () => {
    const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
    const read = await connection.runAndReadAll(
      `SELECT (dense_rank() OVER (ORDER BY account) - 1)::INTEGER, (dense_rank() OVER (ORDER BY coalesce(text, '')) - 1)::INTEGER,
         (dense_rank() OVER (ORDER BY account_category) - 1)::INTEGER, epoch_ms(posted_at)::DOUBLE, coalesce(text, ''), account_category
       FROM '${path}'`,
    );
    const [account, textCode, category, time, text, name] = read.getColumns() as [
      number[],
      number[],
      number[],
      number[],
      string[],
      string[],
    ];
    const texts: string[] = [];
    textCode.forEach((code, i) => (texts[code] = text[i]!));
    const categories: string[] = [];
    category.forEach((code, i) => (categories[code] = name[i]!));
    const of = (object: number[], objects: number): ShareColumns => ({
      length: account.length,
      account: Int32Array.from(account),
      object: Int32Array.from(object),
      time: Float64Array.from(time),
      artifact: new Uint16Array(account.length),
      row: Int32Array.from(account, (_, i) => i + 1),
      accounts: account.reduce((most, code) => Math.max(most, code + 1), 0),
      objects,
      // The file's times are whole minutes.
      resolution: "minute",
      mixedResolution: false,
      artifacts: [{ id: "art_0000000001", sha256: "ab".repeat(32) }],
    });
    const posts = of(
      account.map(() => 0),
      1,
    );
    const parties = of(category, categories.length);
    source = {
      shares: async (object) => (object === "column:account_category" ? parties : posts),
      texts: async () => ({
        shares: of(textCode, texts.length),
        batches: (async function* () {
          yield { codes: Int32Array.from(texts, (_, i) => i), texts };
        })(),
      }),
      accountNames: async (codes) => Array.from(codes, (code) => `handle-${code}`),
      objectValues: async (object, codes) =>
        Array.from(codes, (code) =>
          object === "column:account_category" ? categories[code]! : object === "text" ? texts[code]! : "one",
        ),
    };
  });

  const rows = ({ output }: DetectorResult) =>
    output.tables
      .find(({ id }) => id === "firsts")!
      .rows.map(({ cells }) => ({
        marker: String(cells[0]),
        party: String(cells[3]),
        from: String(cells[4]),
        censored: cells[6],
        posts: Number(cells[7]),
        accounts: Number(cells[8]),
      }));

  it("finds the first mention of each mark", async () => {
    const found = new Map(rows(await run("")).map((row) => [row.marker, row]));
    const first = (marker: string): string => found.get(marker)!.from;
    // Together 22 posts of 14 accounts: a mark says what was written, in each spelling.
    const counts = (marker: string) => [found.get(marker)!.posts, found.get(marker)!.accounts];
    expect([counts("*dcleaks*"), counts("*dc leaks*")]).toEqual([
      [17, 11],
      [6, 6],
    ]);
    // The site opened on 8 June: a first mention is not a first appearance.
    expect(first("*dcleaks*")).toBe("2016-09-17T15:05:00.000Z");
    expect(first("*dc leaks*")).toBe("2016-08-29T15:30:00.000Z");
    expect(first("*guccifer*")).toBe("2016-06-16T16:15:00.000Z");
    expect(first("*wikileaks*")).toBe("2016-06-19T23:03:00.000Z");
    const leak = [first("*dnc leak*"), first("*dncleak*")].sort();
    expect(leak[0]).toBe("2016-07-22T20:21:00.000Z");
    const numbered = found.get("*podestaemails{n}")!;
    expect(numbered.from).toBe("2016-10-10T15:18:00.000Z");
    // 616 with three posts that leave out the s.
    expect([numbered.posts, numbered.accounts]).toEqual([613, 77]);
    expect([...found.values()].map(({ censored }) => censored)).not.toContain(true);
  });

  it("and whose it was, after the release", async () => {
    const result = await run("account_category");
    const own = rows(result).filter(({ marker }) => marker === "*podesta*");
    expect(own.slice(0, 2).map(({ party, from }) => [party, from])).toEqual([
      ["LeftTroll", "2016-10-07T20:44:00.000Z"],
      ["RightTroll", "2016-10-07T22:40:00.000Z"],
    ]);
    // Categories with fewer than five accounts have no line.
    expect(rows(result).some(({ party }) => party === "Fearmonger" || party === "Commercial")).toBe(false);
    expect(result.findings[0]!.sentence).toContain("A first mention is not a first appearance");
  });
});
