/**
 * Co-share of links straight from a file gives what its staged rows give: edges, counts, report and refusals. Files of odd values are made
 * at random; PLUMBLINE_DIRECT is how many (`npm test`: 40), PLUMBLINE_DIRECT_SEED where they begin.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { coShareFile } from "../src/edges/index.ts";
import { PlumblineError } from "../src/errors.ts";
import { REJECT_CODES } from "../src/ingest/index.ts";
import { Random } from "../src/kernel/random.ts";
import { joinedLink, PLAIN_PAGE } from "../src/kernel/index.ts";
import { compareWays, type CountAsked } from "./support/direct-shares.ts";
import { makeRows, PATHS, SITES, type Made, type Row } from "./support/odd-shares.ts";
import { describeWithData } from "./support/shared-data.ts";
import { tempFolder } from "./support/temp.ts";

const FILES = Number(process.env["PLUMBLINE_DIRECT"] ?? 40);
const SEED = Number(process.env["PLUMBLINE_DIRECT_SEED"] ?? 1);

const text = (value: string | null) => (value === null ? "NULL" : `'${value.replaceAll("'", "''")}'`);

/** The rows as Parquet, typed as said; of a column of numbers, what is none is NULL. */
async function parquetOf({ rows, types }: Made, path: string): Promise<void> {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  const values = rows.map((row) => `(${[row.account, row.time, row.url, row.extra].map(text).join(", ")})`);
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(
    `COPY (SELECT TRY_CAST(a AS ${types.account}) AS account, TRY_CAST(t AS ${types.time}) AS time, u AS url, x AS extra
       FROM (VALUES ${values.join(", ")}) AS v(a, t, u, x)) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
}

describe("shares straight from a file", () => {
  it(`are those of the staged rows, in ${FILES} files of odd values`, async () => {
    const folder = tempFolder();
    const seen = {
      direct: 0,
      refused: 0,
      edges: 0,
      joined: 0,
      leftOut: 0,
      sorted: 0,
      codes: new Set<string>(),
    };
    for (let n = SEED; n < SEED + FILES; n++) {
      const random = new Random(n);
      const made = makeRows(random);
      const path = join(folder, `${n}.parquet`);
      await parquetOf(made, path);
      const asked: CountAsked = {
        object: random.below(3) === 0 ? "exact-url" : "url",
        window: [60, 60, 0, 1, 3600, 20][random.below(6)]!,
        minimum: 1 + random.below(2),
        report: random.below(2) === 0,
        mapping: "account=account,time=time,url=url",
        ...(random.below(6) === 0 ? { zone: "Europe/Berlin" } : {}),
      };
      const what = `file ${n}, ${JSON.stringify(asked)}`;
      const done = await compareWays(readFileSync(path), asked, what);
      if (typeof done === "string") seen.refused++;
      else {
        seen.direct += Number(done.direct);
        seen.edges += done.edges.split("\n").length - 2;
        seen.joined += Object.keys(done.facts.links.joined).length;
        seen.leftOut += Object.keys(done.report?.leftOut ?? {}).length;
        seen.sorted += Number(done.counts!.sorted);
        for (const code of Object.keys(done.facts.rejectsByCode)) seen.codes.add(code);
      }
    }
    const { codes, ...counts } = seen;
    for (const [name, count] of Object.entries(counts)) expect(count, name).toBeGreaterThan(FILES / 60);
    for (const code of codes) expect(Object.keys(REJECT_CODES)).toContain(code);
    expect(codes.size).toBeGreaterThan(2);
  });

  it("takes for a page what every rule of joining leaves as it is", () => {
    const plain = new RegExp(`^${PLAIN_PAGE.pattern}$`);
    let pages = 0;
    for (const site of SITES)
      for (const path of PATHS)
        for (const more of ["", "/x", "-amp", "1"]) {
          const address = `https://${site}${path}${more}`;
          if (
            !plain.test(address) ||
            PLAIN_PAGE.withoutBeginnings.some((one) => address.startsWith(one)) ||
            PLAIN_PAGE.withoutParts.some((one) => address.includes(one))
          )
            continue;
          pages++;
          expect(joinedLink(address)).toBe(address);
        }
    expect(pages).toBeGreaterThan(50);
  });
});

interface Asked {
  readonly object: string;
  readonly window?: number;
  readonly map?: string;
  readonly report?: boolean;
}

/** The whole call, as the command makes it: result and edges, or the refusal; and whether the rows were not staged. */
async function called(path: string, direct: boolean, { object, window = 60, map, report = true }: Asked) {
  const out = join(tempFolder(), "edges.csv");
  const stages = new Set<string>();
  const mode = { like: "plumbline", object, tests: false } as const;
  const work = { mode, window, minimum: 1, report, direct, out, ...(map === undefined ? {} : { map }) };
  try {
    const { report: whole, ...done } = await coShareFile(path, {
      ...work,
      onProgress: ({ stage }) => stages.add(stage),
    });
    const told = JSON.stringify({ ...done, out: "", report: report ? whole : null });
    return { direct: stages.has("reading shares"), told, edges: readFileSync(out, "utf8") };
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    const told = `${error.code} ${error.message} ${error.where ?? ""} ${error.hint}`;
    return { direct: stages.has("reading shares"), told, edges: "" };
  }
}

async function expectSame(path: string, asked: Asked, direct: boolean): Promise<string> {
  const one = await called(path, true, asked);
  const other = await called(path, false, asked);
  expect([one.direct, other.direct], JSON.stringify(asked)).toEqual([direct, false]);
  expect(one.told).toBe(other.told);
  expect(one.edges).toBe(other.edges);
  return one.told;
}

describe("a call on a file of links", () => {
  const row = (minute: number, account: string, url: string | null): Row => ({
    account,
    time: new Date(Date.UTC(2031, 4, 1, 0, minute)).toISOString(),
    url,
    extra: "1.23E+18",
  });
  const fileOf = async (rows: readonly Row[]) => {
    const path = join(tempFolder(), "shares.parquet");
    await parquetOf({ rows, types: { account: "VARCHAR", time: "TIMESTAMP" } }, path);
    return path;
  };
  const shares = [
    row(0, "anna", "https://one.example/a"),
    row(1, "berta", "http://www.one.example/a"),
    row(1, " ", "https://one.example/a"),
    row(2, "carl", "https://one.example/a https://one.example/b"),
    row(3, "dora", "https://one.example/b"),
  ];
  const map = "account=account,time=time,url=url";

  it("gives the same result and edges in a process of its own, with a report and without", async () => {
    const path = await fileOf(shares);
    for (const object of ["url", "exact-url"])
      for (const report of [true, false]) await expectSame(path, { object, map, report }, true);
    expect((await called(path, true, { object: "url", map })).edges.split("\n").length).toBeGreaterThan(3);
  });
  it("is refused alike: a window below the resolution, no link, no row", async () => {
    const minutes = await fileOf(
      Array.from({ length: 30 }, (_, i) => row(i, `a${i}`, "https://one.example/a")),
    );
    expect(await expectSame(minutes, { object: "url", map, window: 30 }, true)).toContain("PARAMETER");
    const none = await fileOf([row(0, "anna", null), row(1, "berta", "null")]);
    expect(await expectSame(none, { object: "url", map }, true)).toContain("NO_DATA");
    const rejected = await fileOf([row(0, "", "https://one.example/a")]);
    expect(await expectSame(rejected, { object: "url", map }, true)).toContain("ALL_REJECTED");
  });
  it("stages the rows where posts have ids, or a report on their texts is asked for", async () => {
    const path = await fileOf(shares);
    await expectSame(path, { object: "url", map: `${map},post=extra` }, false);
    await expectSame(path, { object: "url", map: `${map},text=extra` }, false);
    await expectSame(path, { object: "url", map: `${map},text=extra`, report: false }, true);
    await expectSame(path, { object: "domain", map }, false);
    await expectSame(path, { object: "url", map, window: 0.5 }, false);
  });
});

describeWithData(
  "the links of real posts",
  ["ira_2016/ira_2016.parquet", "organic/maymac_2017.parquet"],
  (ira, maymac) => {
    it("are counted alike", async () => {
      const map = "account=account,time=posted_at,url=url";
      for (const object of ["url", "exact-url"]) await expectSame(maymac, { object, map }, true);
      await expectSame(ira, { object: "url", report: false }, true);
    });
  },
);
