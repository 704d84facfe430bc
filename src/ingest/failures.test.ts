/** Whole-file failures: one line with a code, a place and a hint. */
import { gzipSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadOr, loads } from "./formats/load.ts";
import { refusal, stageBytes, withEngine, withFolder } from "../../test/support/staging.ts";
import type { StageOptions } from "../../test/support/staging.ts";

const GOOD = "account,time,text\na,2016-10-05T20:19:24Z,one\nb,2016-10-05T20:19:25Z,two\n";

async function failure(content: string | Uint8Array, options?: StageOptions) {
  const error = await refusal(stageBytes(content, options));
  expect(error.where).toBe("input");
  expect(error.line()).not.toContain("\n");
  return `${error.code}: ${error.message} ${error.hint}`;
}

async function parquetBytes(select: string): Promise<Buffer> {
  return withFolder((folder) =>
    withEngine(folder, join(folder, "none"), async (engine) => {
      await engine.run(`COPY (${select}) TO '${folder}/p' (FORMAT parquet)`);
      return readFile(join(folder, "p"));
    }),
  );
}

describe("a file that is refused as a whole", () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ["nothing", "", /^FILE_EMPTY.*0 bytes/],
    ["white space", " \n\n\t\n", /^FILE_EMPTY.*white space/],
    ["a byte order mark", "\uFEFF", /^FILE_EMPTY/],
    ["a header alone", "account,time\n", /^FILE_EMPTY.*no rows/],
    ["a renamed picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), /^FILE_BINARY.*PNG/],
    ["an archive or workbook", Buffer.from("504b030414000600080000002100", "hex"), /^FILE_BINARY.*ZIP/],
    ["compressed text", gzipSync(GOOD), /^FILE_BINARY.*gzip.*gunzip/],
    ["a database", Buffer.from("SQLite format 3\0"), /^FILE_BINARY.*SQLite/],
    ["bytes", Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 37) % 256)), /^FILE_BINARY.*Byte \d+/],
    [
      "control characters",
      Buffer.from(Array.from({ length: 3000 }, (_, i) => 1 + ((i * 7) % 30))),
      /^FILE_BINARY/,
    ],
    [
      "Latin-1",
      Buffer.from(GOOD.replace("two", "caf\u00e9"), "latin1"),
      /^FILE_ENCODING: Byte 71 .*0xE9.*iconv/,
    ],
    [
      "Latin-1 in one row of fifty",
      Buffer.from(
        `${GOOD}${"c,2016-10-05T20:19:25Z,x\n".repeat(40)}d,2016-10-05T20:19:25Z,caf\u00e9\n`,
        "latin1",
      ),
      /^FILE_ENCODING: Byte 1098 .*0xE9/,
    ],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), /^FILE_ENCODING.*UTF-32/],
    [
      "a header that is no text",
      `acc\0ount,time\n${"a,2016-10-05\n".repeat(40)}`,
      /^FILE_ENCODING.*first line/,
    ],
    ["an open quote", `${GOOD}c,2016-10-05,"cut he`, /^FILE_TRUNCATED.*byte 72/],
    ["a row that breaks off", `${GOOD}c,2016-1`, /^FILE_TRUNCATED.*2 of 3 columns/],
    [
      "a character that breaks off",
      Buffer.concat([Buffer.from(`${GOOD}c,2016-10-05,x`), Buffer.of(0xe2, 0x82)]),
      /^FILE_TRUNCATED.*inside a character/,
    ],
    [
      "a JSON line that breaks off",
      '{"account":"a","time":"2016-10-05"}\n{"account":"a","ti',
      /^FILE_TRUNCATED.*byte 54/,
    ],
    ["a JSON list of no posts", '[{"account":"a"}]', /^MAPPING_NEEDED/],
    ["JSON without records", "[1,\n2]\n", /^FILE_MALFORMED.*without a list of records/],
    [
      "too many columns",
      `${Array.from({ length: 2001 }, (_, i) => `c${i}`).join(",")}\n1\n`,
      /^FILE_TOO_WIDE.*2001/,
    ],
    [
      "too many members",
      `${JSON.stringify(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`k${i}`, 1])))}\n`,
      /^FILE_TOO_WIDE/,
    ],
    ["a row above 4 MB", `${GOOD}c,2016-10-05,${"x".repeat(4_300_000)}\n`, /^FILE_TOO_WIDE.*byte 72/],
    ["a Parquet file without its end", Buffer.from("PAR1 and then nothing more"), /^FILE_TRUNCATED.*footer/],
    ["a Parquet file of nonsense", Buffer.from("PAR1 and then \x10\0\0\0PAR1"), /^FILE_MALFORMED/],
    [
      "nothing readable in any row",
      GOOD.replaceAll("2016-10-05T20:19:2", "soon"),
      /^ALL_REJECTED.*2 rows.*TIME_UNREADABLE 2/,
    ],
    ["no row with the columns of the header", "account,time,text\na\nb\n", /^ALL_REJECTED.*ROW_MALFORMED 2/],
    ["a name of a column over two lines", '"acc\nount",b\n1,2\n', /^MAPPING_NEEDED.*acc ount, b/],
    ["records without members", "{}\n{}\n", /^FILE_EMPTY: No record has a member/],
    ["prose", "Once upon a time\nthere was no table.\n", /^MAPPING_NEEDED/],
  ])("%s", async (_, content, expected) => {
    expect(await failure(content)).toMatch(expected);
  });

  it("what the database does not load, whatever it says, in one line", async () => {
    await withFolder((folder) =>
      withEngine(folder, join(folder, "none"), async (engine) => {
        const sql = `CREATE TABLE t AS SELECT * FROM read_csv('${folder}/none', columns={a: 'VARCHAR'})`;
        expect(await loads(engine, sql)).toBe(false);
        const error = await refusal(loadOr(engine, sql, "input"));
        expect([error.code, error.where]).toEqual(["FILE_MALFORMED", "input"]);
        expect(error.line()).not.toContain("\n");
        expect(await loads(engine, "CREATE TABLE t AS SELECT 1 AS a")).toBe(true);
      }),
    );
  });

  it("but not a file with a line that is no JSON beside a value of another shape", async () => {
    const line = (account: string, text: unknown) =>
      JSON.stringify({ account, time: "2031-03-05T10:00:00Z", text });
    const bad = '{ "account": "x", "time": "203: "2031"';
    const { rejects } = await stageBytes(
      `${[line("a", "x"), bad, line("b", { y: 1 }), line("c", "z")].join("\n")}\n`,
    );
    expect(rejects.map(({ row, code }) => [row, code])).toEqual([
      [2, "ROW_MALFORMED"],
      [3, "VALUE_SHAPE"],
    ]);
  });

  it("a mapping to a column that is not there", async () => {
    expect(await failure(GOOD, { mapping: "account=author,time=time" })).toMatch(
      /^MAPPING_WRONG.*author.*Columns: account, time, text/,
    );
  });

  it("a date order that nothing decides, unless it is given", async () => {
    const text = "account,time\na,10/5/2016 0:00\nb,10/6/2016 0:05\n";
    expect(await failure(text)).toMatch(/^DATE_ORDER_NEEDED.*time/);
    const { report } = await stageBytes(text, { dateOrder: "mdy" });
    expect(report).toMatchObject({
      dateOrder: "mdy",
      dateOrderBy: "given with the import",
      timeFrom: "2016-10-05T00:00:00.000Z",
    });
  });

  it("a Parquet file whose pages are damaged or cut", async () => {
    const whole = await parquetBytes(
      "SELECT 'a' || range AS account, TIMESTAMP '2016-10-05' + INTERVAL (range) SECOND AS time, md5(range::VARCHAR) AS text FROM range(5000)",
    );
    expect(await failure(whole.subarray(0, whole.length - 1000))).toMatch(/^FILE_TRUNCATED/);
    const damaged = Buffer.from(whole);
    damaged.fill(0x41, 60, 4000);
    expect(await failure(damaged)).toMatch(/^FILE_MALFORMED/);
    expect(await failure(await parquetBytes("SELECT 'a' AS account, 1 AS time WHERE false"))).toMatch(
      /^FILE_EMPTY/,
    );
  });
});

describe("a row that is no text", () => {
  const rows = (n: number) =>
    Array.from({ length: n }, (_, i) => `p${i},2016-10-05T20:19:25Z,x${i}\n`).join("");
  const half = (lead: string, tail: string) =>
    Buffer.concat([Buffer.from(lead), Buffer.of(0xed, 0xa0, 0xbc), Buffer.from(tail)]);

  it.each<[string, Buffer]>([
    ["a zero byte", Buffer.from(`account,time,text\n${rows(3)}odd,2016-10-05T20:19:25Z,a\0b\n${rows(2)}`)],
    [
      "a zero byte far inside",
      Buffer.from(`account,time,text\n${rows(20_000)}odd,2016-10-05T20:19:25Z,\0\n`),
    ],
    ["half an emoji", half(`account,time,text\n${rows(3)}odd,2016-10-05T20:19:25Z,a`, `\n${rows(2)}`)],
    [
      "a row of another encoding among many",
      Buffer.concat([
        Buffer.from(`account,time,text\n${rows(200)}`),
        Buffer.from("odd,2016-10-05T20:19:25Z,caf\u00e9\n", "latin1"),
        Buffer.from(rows(3)),
      ]),
    ],
  ])("costs itself and nothing else: %s", async (_, content) => {
    const { report, rejects } = await stageBytes(content);
    const whole = content.toString("latin1").split("\n").length - 2;
    expect([report.rowsRead, report.kept, report.rejectsByCode]).toEqual([
      whole,
      whole - 1,
      { ROW_ENCODING: 1 },
    ]);
    expect(rejects[0]).toMatchObject({ code: "ROW_ENCODING", byte: content.indexOf("odd,") });
  });

  it("costs one line of NDJSON, and one record of a document", async () => {
    const record = (account: string, text: string) =>
      `{"account":"${account}","time":"2016-10-05T20:19:25Z","text":"${text}"}`;
    const odd = half('{"account":"odd","time":"2016-10-05T20:19:25Z","text":"', '"}');
    const part = (text: string) => Buffer.from(text);
    const lines = Buffer.concat([part(`${record("a", "x")}\n`), odd, part(`\n${record("b", "y")}\n`)]);
    const list = Buffer.concat([part(`[${record("a", "x")},\n`), odd, part(`,\n${record("b", "y")}]\n`)]);
    for (const content of [lines, list]) {
      const { report, rows: kept, rejects } = await stageBytes(content);
      expect(report.rejectsByCode).toEqual({ ROW_ENCODING: 1 });
      expect(kept.map(({ row, text }) => [row, text])).toEqual([
        [1, "x"],
        [3, "y"],
      ]);
      expect(rejects[0]).toMatchObject({ row: 2, byte: content.indexOf(odd) });
    }
  });

  it("is none where a line of JSON is white space alone", async () => {
    const { report } = await stageBytes(
      '{"account":"a","time":"2016-10-05"}\n \t \n{"account":"b","time":"2016-10-05"},\n',
    );
    expect([report.kept, report.rejectsByCode]).toEqual([1, { ROW_MALFORMED: 1 }]);
  });
});

describe("duplicates", () => {
  it("are kept, counted once each, and told apart", async () => {
    const { report, rows, repeats } = await stageBytes(
      "account,time,post,text\n" +
        "a,2016-10-05,1,x\n" +
        "a,2016-10-05,1,x\n" + // same id and same row
        "b,2016-10-05,1,y\n" + // same id
        "a,2016-10-05,,x\n" +
        "a,2016-10-05,,x\n", // same row
    );
    expect(rows.length).toBe(5);
    expect(report.duplicates).toEqual({ sameId: 2, sameRow: 2, total: 3 });
    expect(repeats.map((one) => [one["row"], one["kind"]])).toEqual([
      [2, 1],
      [3, 1],
      [5, 2],
    ]);
  });
  it("are not rows in which the same words stand in other columns", async () => {
    const { report } = await stageBytes("account,time,text,note\na,2016-10-05,x,\na,2016-10-05,,x\n");
    expect(report.duplicates.total).toBe(0);
  });
});

describe("what the report says", () => {
  it("names a layout's own facts, and an order the layout fixes", async () => {
    const { report } = await stageBytes(
      "external_author_id,author,content,publish_date,account_category,language\n9.06E+17,a,hi,10/5/2016 0:00,Left,English\n1,b,ho,10/6/2016 0:01,Left,English\n",
    );
    expect(report).toMatchObject({
      layout: "ira-2016-csv",
      dateOrder: "mdy",
      zoneStated: "layout",
      resolution: "minute",
      dateOrderBy: "documented for the layout ira-2016-csv",
    });
    expect(report.notes.join(" ")).toContain("external_author_id has 1 values ruined by a spreadsheet");
  });
  it("measures the resolution, and says where most times are coarser", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `a,2016-10-05T20:${String(i).padStart(2, "0")}:00Z`);
    expect((await stageBytes(`account,time\n${rows.join("\n")}\n`)).report.resolution).toBe("minute");
    const mixed = (await stageBytes(`account,time\n${rows.join("\n")}\na,2016-10-05T20:00:07Z\n`)).report;
    expect(mixed.resolution).toBe("second");
    expect(mixed.notes).toContain("97 % of the times stand on a full minute, the others do not.");
  });
  it("reads a byte order mark, Python lists and fractions of seconds of the toolkit's layout", async () => {
    const { report, rows } = await stageBytes(
      "\uFEFFmessage_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n" +
        "1,4,user_4,,,mango,1606451170.518101,['http://example.com/2']\n" +
        "2,1,user_1,1,,camel,1606451170.518142,\"['http://example.com/4', 'http://example.com/6']\"\n" +
        "3,1,user_1,1,,camel,1606451171,[]\n",
    );
    expect(report).toMatchObject({
      layout: "coordination-network-toolkit",
      kept: 3,
      resolution: "millisecond",
      zoneStated: "data",
    });
    expect(rows.map((row) => [row["time_ms"], row["reshare"], row["urls"]])).toEqual([
      ["1606451170518", null, ["http://example.com/2"]],
      ["1606451170518", "1", ["http://example.com/4", "http://example.com/6"]],
      ["1606451171000", "1", null],
    ]);
  });
});
