/** The contract of a format: the same table gives the same rows, whatever it is written in. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stageBytes, stageParquet, withEngine, withFolder } from "../../../test/support/staging.ts";
import type { StagedHere, StageOptions } from "../../../test/support/staging.ts";
import { literal } from "../../store/corpus/sql.ts";
import { readCsv } from "./csv.ts";
import { FORMATS } from "./index.ts";

const PLAIN_COMMA = { delimiter: ",", quote: '"', escape: '"', newline: "\n" } as const;

type Table = readonly Readonly<Record<string, string | null>>[];
type Writer = (table: Table, options?: StageOptions) => Promise<StagedHere>;

const cell = (text: string | null, quote: boolean) =>
  text === null ? "" : quote || /[",;\t|\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const delimited =
  (delimiter: string, end: string, quote: boolean, mark = ""): Writer =>
  (table, options) => {
    const names = Object.keys(table[0]!);
    const lines = [names, ...table.map((row) => names.map((name) => row[name]!))];
    const text = lines.map((line) => line.map((one) => cell(one, quote)).join(delimiter) + end).join("");
    return stageBytes(mark + text, options);
  };

/** Format id to the ways of writing it; a format without a writer fails the first test. */
const WRITERS: Readonly<Record<string, Readonly<Record<string, Writer>>>> = {
  csv: {
    "comma, LF": delimited(",", "\n", false),
    "comma, CRLF, quoted, with a byte order mark": delimited(",", "\r\n", true, "\uFEFF"),
    semicolon: delimited(";", "\n", true),
    "tab, CRLF": delimited("\t", "\r\n", false),
    bar: delimited("|", "\n", true),
    "comma, CR": delimited(",", "\r", true),
  },
  json: {
    "a list": (table, options) => stageBytes(JSON.stringify(table, null, 2), options),
    "a list in a document, CRLF": (table, options) =>
      stageBytes(
        JSON.stringify({ about: "x", data: { rows: table } }, null, 1).replaceAll("\n", "\r\n"),
        options,
      ),
  },
  ndjson: {
    "one object per line": (table, options) =>
      stageBytes(table.map((row) => `${JSON.stringify(row)}\n`).join(""), options),
    "CRLF and escapes": (table, options) =>
      stageBytes(
        table
          .map(
            (row) =>
              `${JSON.stringify(row).replaceAll(/[^\u0020-\u007e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}\r\n`,
          )
          .join(""),
        options,
      ),
  },
  parquet: {
    text: (table, options) =>
      stageParquet(
        table
          .map(
            (row) =>
              `SELECT ${Object.entries(row)
                .map(([name, v]) => `${v === null ? "NULL::VARCHAR" : literal(v)} AS "${name}"`)
                .join(", ")}`,
          )
          .join(" UNION ALL "),
        options,
      ),
  },
};

const TABLE: Table = [
  {
    account: "ann",
    time: "2016-10-05T20:19:24Z",
    text: 'Say "hi", you;\nsee https://a.org/x #One @bob',
    post: "1",
    note: "x|y\tz",
  },
  { account: "боб", time: "2016-10-06T00:00:00Z", text: "😀 emoji", post: "2", note: null },
  { account: "ann", time: "2016-10-07T10:00:00Z", text: null, post: "3", note: "NA" },
  { account: "cy", time: "2016-10-07T10:00:01.250Z", text: "#one again", post: "1", note: "z" },
];

const ways = Object.entries(WRITERS).flatMap(([id, writers]) =>
  Object.entries(writers).map(([way, writer]) => ({ id, way, writer })),
);

it("every format of the list is under contract", () => {
  expect(Object.keys(WRITERS).sort()).toEqual(FORMATS.map((format) => format.id).sort());
});

describe.each(ways)("$id: $way", ({ id, writer }) => {
  it("gives the rows of the table", async () => {
    const { report, rows, rejects, repeats } = await writer(TABLE);
    expect(report).toMatchObject({
      format: id,
      layout: "plain",
      rowsRead: 4,
      kept: 4,
      rejected: 0,
      accounts: 3,
      extra: ["note"],
    });
    expect(rejects).toEqual([]);
    expect(report.timeFrom).toBe("2016-10-05T20:19:24.000Z");
    expect(report.duplicates).toEqual({ sameId: 1, sameRow: 0, total: 1 });
    expect(repeats.map((one) => [one["row"], one["kind"]])).toEqual([[4, 1]]);
    expect(rows.map((row) => [row["row"], row["account"], row["text"], row["normal_text"]])).toEqual([
      [1, "ann", TABLE[0]!["text"], 'say "hi", you; see https://a.org/x #one @bob'],
      [2, "боб", "😀 emoji", "😀 emoji"],
      [3, "ann", null, null],
      [4, "cy", "#one again", "#one again"],
    ]);
    expect(rows[0]).toMatchObject({
      urls: ["https://a.org/x"],
      domains: ["a.org"],
      hashtags: ["one"],
      mentions: ["bob"],
      x0: "x|y\tz",
    });
    expect(rows.map((row) => Number(row["time_ms"]))).toEqual(TABLE.map((row) => Date.parse(row["time"]!)));
  });

  it("lists a faulty row with its code, row, place, column and value", async () => {
    const faulty = [
      TABLE[0]!,
      { ...TABLE[1]!, account: "NA" },
      { ...TABLE[1]!, time: "soon" },
      { ...TABLE[1]!, time: null },
      { ...TABLE[1]!, post: "1.23E+18" },
      { ...TABLE[1]!, account: `ok`, time: "x".repeat(500) },
    ];
    const { report, rows, rejects } = await writer(faulty);
    expect(rows.map((row) => row["row"])).toEqual([1]);
    expect(report.rejectsByCode).toEqual({
      ACCOUNT_MISSING: 1,
      ID_SPREADSHEET: 1,
      TIME_MISSING: 1,
      TIME_UNREADABLE: 2,
    });
    expect(rejects.map(({ code, row, column, value }) => [code, row, column, value])).toEqual([
      ["ACCOUNT_MISSING", 2, "account", "NA"],
      ["TIME_UNREADABLE", 3, "time", "soon"],
      ["TIME_MISSING", 4, "time", id === "csv" ? (rejects[2]!.value ?? null) : null],
      ["ID_SPREADSHEET", 5, "post", "1.23E+18"],
      ["TIME_UNREADABLE", 6, "time", "x".repeat(200)],
    ]);
    for (const reject of rejects)
      if (id === "parquet") expect(reject.byte).toBeNull();
      else expect(reject.byte).toBeGreaterThan(0);
  });

  it("keeps any text as it is", async () => {
    const text = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
      .filter((s) => !s.includes("\0") && !s.includes("\u0001"));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
        const table = texts.map((one, i) => ({
          account: "a",
          time: "2016-10-05T20:19:24Z",
          extra: `<${one}>`,
          n: String(i),
        }));
        const { rows } = await writer(table);
        expect(rows.map((row) => row["x0"])).toEqual(texts.map((one) => `<${one}>`));
      }),
      { numRuns: 3 },
    );
  });
});

describe("irregular delimited text", () => {
  it("rejects rows with too many or too few columns and keeps row numbers and places true", async () => {
    const text =
      'account,time,text\na,2016-10-05,one\nb,2016-10-05\n\nc,2016-10-05,"two,\nlines"\nd,2016-10-05,x,y\ne,bad,z\nf,2016-10-06,last\n';
    const { report, rows, rejects } = await stageBytes(text);
    expect(report).toMatchObject({
      rowsRead: 6,
      kept: 3,
      rejectsByCode: { ROW_MALFORMED: 2, TIME_UNREADABLE: 1 },
    });
    expect(rows.map((row) => [row["row"], row["account"]])).toEqual([
      [1, "a"],
      [3, "c"],
      [6, "f"],
    ]);
    expect(rejects.map(({ code, row, byte, value }) => [code, row, byte, value])).toEqual([
      ["ROW_MALFORMED", 2, text.indexOf("b,"), "b,2016-10-05"],
      ["ROW_MALFORMED", 4, text.indexOf("d,"), "d,2016-10-05,x,y"],
      ["TIME_UNREADABLE", 5, text.indexOf("e,bad"), "bad"],
    ]);
    expect(report.notes).toContain("1 blank lines are not rows.");
  });

  it("reads mixed line ends, quotes inside fields, spaces before quotes, and names that repeat", async () => {
    const text =
      'account,time,text,text,\r\na,2016-10-05,5\'11" tall, "no quoting",1\nb,2016-10-05,"x",y,2\r\n';
    const { report, rows } = await stageBytes(text);
    expect(report.columns).toEqual(["account", "time", "text", "text_2", "column5"]);
    expect(rows.map((row) => [row["text"], row["x0"], row["x1"]])).toEqual([
      ["5'11\" tall", ' "no quoting"', "1"],
      ["x", "y", "2"],
    ]);
  });

  it("reads what the database has no state for, or loses in silence, when it goes by the first line end", async () => {
    // The line end of the first row is another one than that of the rest, or stands inside of quotes.
    const files: readonly (readonly [text: string, fault: string])[] = [
      ['account,time,text\r\na,2016-10-05,x\n"b","2016-10-06","y"\n', "invalid state"],
      ['account,time,text\ra,2016-10-05,""\rb,2016-10-06,y\nz\r', "invalid state"],
      ['account,time,"te\r\nxt"\na,2016-10-05,x\nb,2016-10-06,y\n', "no rows"],
      ["account,time,text\na,2016-10-05,x\nb,2016-10-06,y\r", ""],
    ];
    for (const [text, fault] of files) {
      const { report, rows } = await stageBytes(text, { mapping: "account=account,time=time" });
      expect([text, report.kept, rows.map((row) => row["account"])]).toEqual([text, 2, ["a", "b"]]);
      expect(String(rows[1]!["x0"])).toBe(text.includes("z") ? "y\nz" : "y");
      const said = await withFolder(async (folder) => {
        const path = join(folder, "input");
        await writeFile(path, text);
        const sniffed = readCsv(path, PLAIN_COMMA, ["a", "b", "c"]).replace("new_line='\\n', ", "");
        return withEngine(folder, path, async (engine) =>
          engine.rows(`FROM ${sniffed}`).then(
            (read) => (read.length === 0 ? "no rows" : ""),
            (error: unknown) => String(error),
          ),
        );
      });
      expect(said).toContain(fault);
    }
  });

  it("does not lose what looks like a comment, a header or a null", async () => {
    const text =
      "text,account,time\n#tag first,a,2016-10-05\n,b,2016-10-05\nNULL,c,2016-10-05\naccount,d,2016-10-05\n";
    const { rows } = await stageBytes(text);
    expect(rows.map((row) => row["text"])).toEqual(["#tag first", null, null, "account"]);
  });
});

describe("JSON", () => {
  const line = (members: string) => `{"account":"a","time":"2016-10-05T00:00:00Z"${members}}\n`;

  it("rejects identifiers beyond 2^53 - 1 by the digits as written, and keeps them as text", async () => {
    const text =
      line(',"post":9007199254740991') +
      line(',"post":9007199254740992') +
      line(',"post":9007199254740993') +
      line(',"post":"9007199254740993"') +
      line(',"post":-9007199254740993') +
      line(',"post":123456789012345678901234567890') +
      line(',"post":1.5e18') +
      line(',"post":7,"reshare":1234567890123456789');
    const { rows, rejects } = await stageBytes(text);
    expect(rows.map((row) => [row["row"], row["post"]])).toEqual([
      [1, "9007199254740991"],
      [4, "9007199254740993"],
    ]);
    expect(rejects.map(({ code, row, column }) => [code, row, column])).toEqual([
      ["ID_UNSAFE_INTEGER", 2, "post"],
      ["ID_UNSAFE_INTEGER", 3, "post"],
      ["ID_UNSAFE_INTEGER", 5, "post"],
      ["ID_UNSAFE_INTEGER", 6, "post"],
      ["ID_UNSAFE_INTEGER", 7, "post"],
      ["ID_UNSAFE_INTEGER", 8, "reshare"],
    ]);
    expect(rejects[1]!.value).toBe("9007199254740993");
    expect(rejects[3]!.value).toBe("123456789012345678901234567890");
  });

  it("opens objects one level, keeps lists, and finds members that come late", async () => {
    const text =
      '{"user":{"screen_name":"ann","n":1},"created_at":"Wed Oct 05 20:19:24 +0000 2016","hashtags":["A","b"]}\n' +
      '\n{"user":{"screen_name":"bob"},"created_at":"Wed Oct 05 20:19:25 +0000 2016","late/r":true}\r\n' +
      "[1]\n{broken\n";
    const { report, rows, rejects } = await stageBytes(text, {
      mapping: "account=user.screen_name,time=created_at,hashtag=hashtags",
    });
    expect(report.columns).toEqual(["user.screen_name", "user.n", "created_at", "hashtags", "late/r"]);
    expect(rows.map((row) => [row["row"], row["account"], row["hashtags"], row["x1"]])).toEqual([
      [1, "ann", ["a", "b"], null],
      [2, "bob", null, "true"],
    ]);
    expect(rejects).toEqual([
      { code: "ROW_MALFORMED", row: 3, byte: text.indexOf("[1]"), column: null, value: "[1]" },
      { code: "ROW_MALFORMED", row: 4, byte: text.indexOf("{broken"), column: null, value: "{broken" },
    ]);
  });
});

describe("Parquet", () => {
  it("takes typed times, numbers and lists", async () => {
    const { report, rows } = await stageParquet(
      `SELECT 'a' AS account, TIMESTAMP '2016-10-05 20:19:24.5' AS time, ['https://a.org/1', 'https://b.org/'] AS url, 12 AS n
       UNION ALL SELECT 'b', NULL, [], 13 UNION ALL SELECT 'b', TIMESTAMP 'infinity', [], 13`,
    );
    expect(report).toMatchObject({
      kept: 1,
      zoneStated: "nowhere",
      resolution: "millisecond",
      rejectsByCode: { TIME_MISSING: 1, TIME_UNREADABLE: 1 },
    });
    expect(rows[0]).toMatchObject({ urls: ["https://a.org/1", "https://b.org/"], x0: "12" });
  });
  it("knows that a zoned time states its zone", async () => {
    const { report } = await stageParquet(
      `SELECT 'a' AS account, TIMESTAMPTZ '2016-10-05 20:19:24+02' AS time`,
    );
    expect(report).toMatchObject({ zoneStated: "data", timeFrom: "2016-10-05T18:19:24.000Z" });
  });
  it("measures days", async () => {
    const { report } = await stageParquet(`SELECT 'a' AS account, DATE '2016-10-05' AS time`);
    expect(report.resolution).toBe("day");
  });
});
