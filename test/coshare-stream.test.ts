/** Co-share from a file, through real files, the real database and real threads. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlumblineError } from "../src/errors.ts";
import type { PairList } from "../src/kernel/coshare/sweep.ts";
import { Random } from "../src/kernel/random.ts";
import { removeCachedShares, sha256Of } from "../src/store/shares/cache.ts";
import { coShareStream } from "../src/edges/coshare-stream.ts";
import type { CoShareStreamOptions } from "../src/edges/coshare-options.ts";
import type { CoShareStreamResult } from "../src/edges/coshare-stream.ts";
import type { MeterReading } from "../src/edges/meter.ts";
import { bruteForce, type Share } from "./support/coshare-oracle.ts";
import { tempFolder } from "./support/temp.ts";

const COLUMNS = { account: "account", object: "object", time: "ts" };
const START = Date.UTC(2024, 0, 1);

const folder = tempFolder((clean) => afterAll(clean));
const file = (name: string) => join(folder, name);
let database: DuckDBInstance;

async function sql(text: string): Promise<unknown[][]> {
  const connection = await database.connect();
  try {
    return (await connection.runAndReadAll(text)).getRowsJson();
  } finally {
    connection.closeSync();
  }
}

/** Heavy-tailed shares in order of time: accounts and objects as numbers, times as seconds from START. */
function synthetic(n: number, seed: number): Share[] {
  const random = new Random(seed);
  return Array.from({ length: n }, () => ({
    account: Math.floor(200 * random.uniform() ** 2),
    object: Math.floor(400 * random.uniform() ** 2),
    time: Math.floor(20_000 * random.uniform()),
  })).sort((x, y) => x.time - y.time);
}

const iso = ({ time }: Share) => new Date(START + 1000 * time).toISOString();
const csvOf = (list: readonly Share[]) =>
  `account,object,ts\n${list.map((s) => `0${s.account},"o,${s.object}",${iso(s)}\n`).join("")}`;

/** Pairs by name: [a, b, objects, matches, sum of distances], in order. */
function named({ pairs, accountName }: CoShareStreamResult): (string | number)[][] {
  return Array.from({ length: pairs.length }, (_, i) => {
    const ends = [accountName[pairs.a[i]!]!, accountName[pairs.b[i]!]!].sort();
    return [...ends, pairs.objects[i]!, pairs.matches[i]!, pairs.ticks[i]!];
  }).sort((x, y) => (`${x[0]} ${x[1]}` < `${y[0]} ${y[1]}` ? -1 : 1));
}

/** The same by a join on object and bucket of time. */
async function joined(path: string, window: number, minimum: number): Promise<(string | number)[][]> {
  const rows = await sql(`
    WITH s AS (SELECT account, object, floor(epoch(ts))::BIGINT AS t, t // ${window + 1} AS q FROM '${path}'),
      near AS (SELECT *, q AS k FROM s UNION ALL SELECT *, q - 1 FROM s)
    SELECT least(x.account, y.account), greatest(x.account, y.account), count(DISTINCT x.object)::INTEGER,
           count(*)::INTEGER, sum(y.t - x.t)::INTEGER
      FROM s x JOIN near y ON x.object = y.object AND x.q = y.k
     WHERE x.account <> y.account AND y.t - x.t BETWEEN 0 AND ${window} AND (y.t > x.t OR x.account < y.account)
     GROUP BY 1, 2 HAVING count(DISTINCT x.object) >= ${minimum} ORDER BY 1, 2`);
  return (rows as (string | number)[][]).sort((x, y) => (`${x[0]} ${x[1]}` < `${y[0]} ${y[1]}` ? -1 : 1));
}

const run = (path: string, window: number, minimum: number, more: Partial<CoShareStreamOptions> = {}) =>
  coShareStream({ path, columns: COLUMNS, window, minimum, tempDir: folder, ...more });

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof PlumblineError ? error.code : String(error);
  }
  return "nothing";
}

const leftovers = () => readdirSync(folder).filter((name) => name.startsWith("plumbline-coshare-"));

beforeAll(async () => {
  database = await DuckDBInstance.create(":memory:", { threads: "1" });
  const list = synthetic(12_000, 3);
  writeFileSync(file("shares.csv"), csvOf(list));
  writeFileSync(
    file("shares.ndjson"),
    list
      .map((s) => `${JSON.stringify({ account: `0${s.account}`, object: `o,${s.object}`, ts: iso(s) })}\n`)
      .join(""),
  );
  const rows = `(SELECT account, object, ts::TIMESTAMP AS ts FROM read_csv('${file("shares.csv")}', all_varchar = true))`;
  const groups = "(FORMAT parquet, ROW_GROUP_SIZE 2048)";
  await sql(`COPY (FROM ${rows}) TO '${file("shares.parquet")}' ${groups}`);
  await sql(`COPY (FROM ${rows} ORDER BY hash(ts, account)) TO '${file("mixed.parquet")}' ${groups}`);
  // Out of order inside one row group: what the file says about its groups does not tell.
  await sql(`COPY (FROM ${rows} ORDER BY hash(ts, account)) TO '${file("one.parquet")}' (FORMAT parquet)`);
  await sql(
    `COPY (SELECT account, list(object ORDER BY object) AS object, epoch_ms(ts) AS ts FROM ${rows} GROUP BY account, ts ORDER BY ts)
       TO '${file("lists.parquet")}' ${groups}`,
  );
});
afterAll(() => database.closeSync());

describe("co-share from a file", () => {
  it("equals a join in SQL and looking at every pair, from Parquet, CSV and NDJSON", async () => {
    const truth = await joined(file("shares.parquet"), 60, 2);
    expect(truth.length).toBeGreaterThan(100);
    const oracle = bruteForce(synthetic(12_000, 3), 60, 2);
    expect(truth.length).toBe(oracle.length);
    for (const name of ["shares.parquet", "shares.csv", "shares.ndjson"]) {
      const result = await run(file(name), 60, 2);
      expect(named(result)).toEqual(truth);
      expect(result.counts).toMatchObject({ shares: 12_000, sorted: false, withoutTime: 0 });
    }
    expect(leftovers()).toEqual([]);
  });

  it("gives the same arrays with no, 1, 2 and 7 threads, with and without the filter, in any blocks", async () => {
    const plain = await run(file("shares.parquet"), 30, 2, { threads: 0 });
    for (const more of [
      { threads: 1 },
      { threads: 2 },
      { threads: 7, blockShares: 100 },
      { threads: 2, filter: { off: true } },
      { threads: 0, filter: { slotBits: 0, ringBits: 3 }, blockShares: 1 },
    ]) {
      const other = await run(file("shares.parquet"), 30, 2, more);
      expect(other.pairs).toEqual(plain.pairs);
      expect(other.accountRow).toEqual(plain.accountRow);
      expect(other.accountName).toEqual(plain.accountName);
      expect(other.counts).toMatchObject({ events: plain.counts.events, swept: plain.counts.swept });
    }
  });

  it("sorts what is not in order of time, or refuses it", async () => {
    const truth = await joined(file("shares.parquet"), 60, 2);
    for (const name of ["mixed.parquet", "one.parquet"])
      for (const threads of [0, 2]) {
        const result = await run(file(name), 60, 2, { threads });
        expect(named(result)).toEqual(truth);
        expect(result.counts.sorted).toBe(true);
        expect(await codeOf(run(file(name), 60, 2, { threads, unordered: "refuse" }))).toBe("UNORDERED");
      }
  });

  it("takes lists of objects and times that are numbers", async () => {
    const columns = { ...COLUMNS, timeUnit: "ms" as const };
    const result = await run(file("lists.parquet"), 60, 2, { columns, threads: 2 });
    expect(named(result)).toEqual(await joined(file("shares.parquet"), 60, 2));
  });

  it("hands pairs over as it finds them", async () => {
    const whole = await run(file("shares.parquet"), 60, 1);
    const heard: PairList[] = [];
    const result = await run(file("shares.parquet"), 60, 1, {
      threads: 2,
      onPairs: (pairs) => heard.push(pairs),
    });
    expect(result.pairs.length).toBe(0);
    const all = heard.flatMap((pairs) =>
      Array.from({ length: pairs.length }, (_, i) => {
        const ends = [result.accountRow[pairs.a[i]!]!, result.accountRow[pairs.b[i]!]!].sort((x, y) => x - y);
        return `${ends.join(" ")} ${pairs.objects[i]} ${pairs.matches[i]} ${pairs.ticks[i]}`;
      }),
    );
    const expected = Array.from({ length: whole.pairs.length }, (_, i) => {
      const { a, b, objects, matches, ticks } = whole.pairs;
      return `${whole.accountRow[a[i]!]} ${whole.accountRow[b[i]!]} ${objects[i]} ${matches[i]} ${ticks[i]}`;
    });
    expect(all.sort()).toEqual(expected.sort());
    expect(result.counts.pairs).toBe(whole.pairs.length);
  });

  it.each([0, 2])("hands over a viral object's pairs piece by piece with %i threads", async (threads) => {
    const accounts = 2500;
    const rows = [1, 2].flatMap((day) =>
      Array.from({ length: accounts }, (_, i) => `a${i},o${day},2024-01-0${day} 00:00:00\n`),
    );
    const path = file("viral.csv");
    writeFileSync(path, `account,object,ts\n${rows.join("")}`);
    let pairs = 0;
    let largest = 0;
    const onPairs = ({ length, objects }: PairList) => {
      pairs += length;
      largest = Math.max(largest, length);
      expect(objects[0]).toBe(2);
    };
    const { counts } = await run(path, 0, 2, { threads, onPairs });
    expect(pairs).toBe((accounts * (accounts - 1)) / 2);
    expect(counts).toMatchObject({ pairs, events: 2 * pairs, denseObjects: 2 });
    expect(largest).toBeLessThan(65_536 + accounts);
  });

  it("counts what it leaves out, and reports dense objects with their number", async () => {
    const path = file("gaps.csv");
    writeFileSync(
      path,
      "account,object,ts\na,x,2024-01-01 00:00:00\n,x,2024-01-01 00:00:00\nb,,2024-01-01 00:00:00\nc,x,soon\nd,x,2024-01-01 00:00:01\ne,x,2024-01-01 00:00:01\n",
    );
    const result = await run(path, 1, 1, { denseAbove: 2 });
    expect(result.counts).toMatchObject({
      shares: 6,
      withoutAccount: 1,
      withoutObject: 1,
      withoutTime: 1,
      events: 3,
    });
    expect(result.dense).toEqual([{ value: "x", events: 3 }]);
    expect(result.accountName).toEqual(["a", "d", "e"]);
    expect(await codeOf(run(path, 1, 1, { columns: { ...COLUMNS, object: "url" } }))).toBe("MAPPING_WRONG");
    expect(await codeOf(run(path, 1, 0))).toBe("PARAMETER");
    expect(await codeOf(run(file("none.csv"), 1, 1))).toBe("FILE_MISSING");
    execFileSync("mkfifo", [file("pipe.csv")]);
    expect(await codeOf(run(file("pipe.csv"), 1, 1))).toBe("FILE_MISSING");
  });

  it("keeps the encoding, serves any window and minimum from it, and gives it up when asked", async () => {
    const cache = { folder: file("cache") };
    for (const name of ["shares.parquet", "one.parquet"])
      for (const threads of [0, 2]) {
        const first = await run(file(name), 60, 2, { threads, cache });
        expect(first.counts.cached).toBe(threads === 2);
        for (const [window, minimum] of [
          [60, 2],
          [0, 1],
          [3600, 3],
        ] as const) {
          const plain = await run(file(name), window, minimum, { threads });
          const warm = await run(file(name), window, minimum, { threads, cache });
          expect(warm.counts).toEqual({ ...plain.counts, kept: warm.counts.kept, cached: true });
          expect(warm.pairs).toEqual(plain.pairs);
          expect(warm.accountName).toEqual(plain.accountName);
          expect(warm.dense).toEqual(plain.dense);
        }
      }
    // Written with threads, the parts may lie in another order; what is read from it is the same.
    const sha256 = await sha256Of(file("shares.parquet"));
    const [name] = readdirSync(cache.folder).filter((one) => one.startsWith(sha256));
    const bytes = readFileSync(join(cache.folder, name!));
    expect(await removeCachedShares({ folder: cache.folder, sha256 })).toBe(1);
    const cold = await run(file("shares.parquet"), 60, 2, { threads: 2, cache });
    expect(cold.counts.cached).toBe(false);
    const warm = await run(file("shares.parquet"), 60, 2, { cache });
    expect(warm.counts.cached).toBe(true);
    expect(warm.pairs).toEqual(cold.pairs);
    expect(warm.accountName).toEqual(cold.accountName);
    expect(readFileSync(join(cache.folder, name!)).length).toBe(bytes.length);
    // A file that is not whole is not used, and is written anew.
    truncateSync(join(cache.folder, name!), bytes.length - 4);
    expect((await run(file("shares.parquet"), 60, 2, { cache })).counts.cached).toBe(false);
    expect(statSync(join(cache.folder, name!)).size).toBe(bytes.length);
    // Another column, another encoding; another file, another hash.
    const swapped = { ...COLUMNS, object: "account" };
    expect((await run(file("shares.parquet"), 60, 2, { cache, columns: swapped })).counts.cached).toBe(false);
    expect(bytes.includes("o,39")).toBe(false);
    expect(readdirSync(cache.folder).length).toBe(3);
  });

  it("reports stages with rate and time left", async () => {
    const readings: MeterReading[] = [];
    await run(file("shares.parquet"), 60, 2, { threads: 2, onProgress: (reading) => readings.push(reading) });
    const stages = new Set(readings.map(({ stage }) => stage));
    expect([...stages]).toEqual(expect.arrayContaining(["read", "sweep", "names"]));
    const swept = readings.filter(({ stage, done }) => stage === "sweep" && done > 0).at(-1)!;
    expect(swept.done).toBe(swept.total);
    expect(swept.rate).toBeGreaterThan(0);
    expect(swept.etaSeconds).toBe(0);
  });
});

describe("stopping", () => {
  it.each([0, 2])("ends when it is stopped, with %i threads, and leaves nothing", async (threads) => {
    mkdirSync(folder, { recursive: true });
    await sql(`COPY (SELECT 'a' || (hash(i) % 50000) AS account, 'o' || (hash(i * 7) % 90000) AS object,
                     make_timestamp(i * 200000) AS ts FROM range(3000000) r(i)) TO '${file("large.parquet")}' (FORMAT parquet)`);
    const took: number[] = [];
    for (const path of [file("large.parquet")])
      for (const [delay, kept] of [
        [0, false],
        [60, false],
        [250, false],
        [250, true],
        [700, true],
      ] as const) {
        const cache = { folder: file("stopped") };
        const controller = new AbortController();
        let stopped = 0;
        const more = { threads, signal: controller.signal, ...(kept ? { cache } : {}) };
        const work = run(path, 3600, 2, more);
        setTimeout(() => {
          stopped = performance.now();
          controller.abort();
        }, delay);
        expect(await codeOf(work)).toBe("STOPPED");
        took.push(performance.now() - stopped);
        expect(leftovers()).toEqual([]);
        expect(existsSync(cache.folder) ? readdirSync(cache.folder) : []).toEqual([]);
      }
    expect(existsSync(file("large.parquet"))).toBe(true);
    process.stdout.write(`${threads} threads: ended after at most ${Math.round(Math.max(...took))} ms\n`);
  });
});
