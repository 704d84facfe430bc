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
import { countHere, type CountAsked, type CountedHere } from "./support/direct-shares.ts";
import { describeWithData } from "./support/shared-data.ts";
import { tempFolder } from "./support/temp.ts";

const FILES = Number(process.env["PLUMBLINE_DIRECT"] ?? 40);
const SEED = Number(process.env["PLUMBLINE_DIRECT_SEED"] ?? 1);

const ACCOUNTS = [
  "anna",
  "berta",
  "carl",
  "dora",
  "eve",
  "Frida",
  "ERIKA",
  "名前",
  "a+b",
  "x.0",
  "12345678901234567",
];
const ODD_ACCOUNTS = [
  null,
  "",
  " ",
  " anna",
  "anna ",
  "\u00a0berta",
  "NULL",
  "nan",
  "None",
  "1.23E+18",
  "1.2E18",
  "1604281548.0",
  "####",
  "1294030472427835392.0",
  "123456789012345600",
  "\t",
  "=carl",
  "a,b",
  'say "x"',
  "\u200b",
  "E",
  "a",
];
const SITES = [
  "one.example",
  "www.two.example",
  "m.three.example",
  "news.example",
  "amp.four.example",
  "youtu.be",
  "twitter.com",
  "youtube.com",
  "mobile.five.example",
  "ampproject.org",
  "UPPER.example",
  "xn--mnchen-3ya.example",
  "co.uk",
  "x_y.example",
];
const PATHS = [
  "/",
  "/a",
  "/a/",
  "/story-1",
  "/story-1/amp",
  "/example/amp/",
  "/camp/ing",
  "/a..b",
  "/./a",
  "/a/../b",
  "/dQw4w9WgXcQ",
  "/a?utm_source=x",
  "/a?id=1&utm_medium=y",
  "/a?",
  "/a#top",
  "/%41",
  "/a.amp.html",
  "/a...",
  "/a.",
  "/a…",
  "/a,",
  "/a;b",
  "/a|b",
  "/a'b",
  "/(a)",
  "/a[1]",
  "/ä",
  "/url?q=https://one.example/a",
  "",
  "?x=1",
  "/a&amp;b",
  "/status/12?s=20",
  "/a/https://one.example/b",
];
const ODD_CELLS = [
  null,
  "",
  " ",
  "NULL",
  "null",
  "[]",
  "[removed]",
  "-",
  "n/a",
  "\u200b",
  "...",
  "https://",
  "http://one",
  "one.example/a",
  "one.example",
  "https://one.example/a, https://one.example/b",
  "https://one.example/a https://one.example/a",
  "https://one.example/a,https://two.example/b",
  '["https://one.example/a","https://www.one.example/a"]',
  "['https://one.example/b', 'https://one.example/cut…']",
  "[https://one.example/a, https://one.example/b]",
  '{"url":"https://one.example/a"}',
  '[{"expanded_url":"https://one.example/a"}]',
  '[{"what":"https://one.example/a"}]',
  "{'x':",
  "https://one.example/cut…",
  "https://one.example/cut...",
  '"https://one.example/a"',
  " https://one.example/a ",
  "HTTPS://ONE.EXAMPLE/a",
  "ftp://one.example/a",
  "https://one.example:443/a",
  "http://user@one.example/a",
  "see https://one.example/a.",
  "https://one.example/a|https://one.example/b",
  "a(b)",
  "https://one.example/a\nhttps://one.example/b",
];

interface Row {
  readonly account: string | null;
  readonly time: string | null;
  readonly url: string | null;
  readonly extra: string | null;
}

interface Made {
  readonly rows: readonly Row[];
  readonly types: { readonly account: string; readonly time: string };
}

/** A file of few accounts and links, so that they meet; how odd it is differs from file to file. */
function makeRows(random: Random): Made {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const chance = (share: number) => random.uniform() < share;
  const odd = pick([0, 0, 0.05, 0.3]);
  const oddLinks = pick([0, 0.1, 0.5]);
  const type = pick(["TIMESTAMP", "TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMPTZ", "DATE", "VARCHAR", "BIGINT"]);
  const ordered = chance(0.6);
  const stepMs = pick([1, 1000, 1000, 1000, 60_000, 3_600_000]);
  const links = Array.from(
    { length: 4 + random.below(8) },
    () => `${pick(["https", "https", "http"])}://${pick(SITES)}${pick(PATHS)}`,
  );
  const plain = Array.from({ length: 6 }, (_, i) => `https://plain.example/page-${i}`);
  let ms = Date.UTC(2031, 4, 1) + 1000 * random.below(100);
  const rows = Array.from({ length: 1 + random.below(60) }, (): Row => {
    ms += stepMs * random.below(ordered ? 9 : 20) * (ordered || chance(0.5) ? 1 : -1);
    const iso = new Date(Math.floor(ms / stepMs) * stepMs).toISOString();
    const oddTimes =
      type === "VARCHAR"
        ? [
            null,
            "",
            "yesterday",
            "2031-05-01",
            "2031-13-01 00:00:00",
            "1970-01-01T00:00:00Z",
            iso.slice(0, 16),
            iso.slice(0, 19),
            `${iso.slice(0, 19)}+02:00`,
            "9999-12-31 00:00:00",
          ]
        : type === "BIGINT"
          ? [null, "0", "-1"]
          : type === "DATE"
            ? [null, "0001-01-01", "infinity"]
            : [null, "1970-01-01 00:00:00", "0001-01-01 00:00:00", "infinity", "9999-12-31 00:00:00"];
    const time =
      type === "BIGINT"
        ? String(Math.floor(ms / 1000))
        : type === "VARCHAR" && stepMs >= 1000
          ? `${iso.slice(0, 19)}Z`
          : iso;
    return {
      account: chance(odd) ? pick(ODD_ACCOUNTS) : pick(ACCOUNTS),
      time: chance(odd / 2) ? pick(oddTimes) : time,
      url: chance(odd) ? pick(ODD_CELLS) : chance(oddLinks) ? pick(links) : chance(0.05) ? null : pick(plain),
      extra: pick(["x", "1.23E+18", null]),
    };
  });
  const twice = chance(0.3) ? [...rows, ...rows.slice(-3)] : rows;
  return { rows: twice, types: { account: chance(0.05) ? "BIGINT" : "VARCHAR", time: type } };
}

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

/** Compares the two ways; returns what the direct one came to. */
async function compare(
  content: string | Uint8Array,
  asked: CountAsked,
  what: string,
): Promise<CountedHere | string> {
  const direct = await countHere(content, asked, true);
  const staged = await countHere(content, asked, false);
  if (typeof direct === "string" || typeof staged === "string") {
    expect(direct, what).toEqual(staged);
    return direct;
  }
  expect(staged.direct).toBe(false);
  for (const part of ["edges", "counts", "lines"] as const)
    expect(direct[part], `${what}: ${part}`).toEqual(staged[part]);
  const { report } = staged;
  if (direct.report !== null)
    expect(JSON.stringify(direct.report), `${what}: report`).toBe(JSON.stringify(report));
  const { bytes, rowsRead, kept, rejected, rejectsByCode, zone, resolution, links, duplicates } =
    direct.facts;
  const { joined } = links;
  const facts = {
    bytes,
    rowsRead,
    kept,
    rejected,
    rejectsByCode,
    zone,
    resolution,
    sameId: duplicates.sameId,
  };
  expect(facts, `${what}: facts`).toEqual({
    ...Object.fromEntries(Object.keys(facts).map((name) => [name, report![name as "bytes"]])),
    sameId: report!.duplicates.sameId,
  });
  // Without a report nobody is told which exact links have one spelling.
  if (asked.object === "url" || direct.report !== null)
    expect(joined, `${what}: joined`).toEqual(report!.links.joined);
  return direct;
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
      const done = await compare(readFileSync(path), asked, what);
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
