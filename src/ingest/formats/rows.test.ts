import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusal, withFolder } from "../../../test/support/staging.ts";
import { dialectOf } from "./dialect.ts";
import { fieldsOf, LINES, rowsOf, scanRows } from "./rows.ts";
import type { Dialect } from "./rows.ts";

const PLAIN: Dialect = { delimiter: ",", quote: '"', escape: '"', newline: "\n" };

/** The oracle: a table written out in a dialect is read back as the same table. */
function write(table: readonly (readonly string[])[], dialect: Dialect, end: string): string {
  const cell = (text: string) => {
    const escaped = text
      .replaceAll("\\", dialect.escape === "\\" ? "\\\\" : "\\")
      .replaceAll('"', `${dialect.escape}"`);
    return `"${escaped}"`;
  };
  return table.map((row) => row.map(cell).join(dialect.delimiter) + end).join("");
}

async function scan(folder: string, bytes: string | Uint8Array, dialect: Dialect) {
  const path = join(folder, "file");
  await writeFile(path, bytes);
  const rows: { fields: string[]; columns: number; offset: number }[] = [];
  const result = await scanRows({
    path,
    where: "file",
    dialect,
    onRow: (row) => {
      rows.push({
        fields: fieldsOf(row.bytes, row.start, row.end, dialect),
        columns: row.columns,
        offset: row.offset,
      });
    },
  });
  return { ...result, found: rows };
}

describe("rows of a delimited text", () => {
  it("reads back any table in any dialect", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "é", "😀", '"', ",", ";", "\t", "|", "\n", "\r", "\\", " "),
    });
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((n) => fc.array(fc.array(cell, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 8 }));
    const dialect = fc.record({
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      quote: fc.constant('"'),
      escape: fc.constantFrom('"', "\\"),
      newline: fc.constant("\n" as const),
    });
    fc.assert(
      fc.property(table, dialect, fc.constantFrom("\n", "\r\n"), (rows, one, end) => {
        const bytes = Buffer.from(write(rows, one, end));
        const found = rowsOf(bytes, one, 100, true).rows;
        expect(found.map((row) => fieldsOf(bytes, row.start, row.end, one))).toEqual(rows);
        expect(found.every((row) => row.columns === rows[0]!.length)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("finds the same rows and true offsets across chunks of a large file", async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => [
      `a${i}`,
      `“quoted”, with ""\n and 😀 ${"x".repeat(i % 97)}`,
    ]);
    await withFolder(async (folder) => {
      const bytes = Buffer.from(write(rows, PLAIN, "\n"));
      expect(bytes.length).toBeGreaterThan(2_500_000);
      const { found } = await scan(folder, bytes, PLAIN);
      expect(found.length).toBe(rows.length);
      for (const i of [0, 1, 7_777, 15_000, 29_999]) {
        expect(found[i]!.fields).toEqual(rows[i]);
        expect(bytes.toString("utf8", found[i]!.offset, found[i]!.offset + 8).startsWith(`"a${i}`)).toBe(
          true,
        );
      }
    });
  });

  it("counts blank lines apart and keeps a mark out of the first name", async () => {
    await withFolder(async (folder) => {
      const result = await scan(folder, "\uFEFFa,b\r\n\r\n1,2\n", PLAIN);
      expect(result.found.map((row) => row.fields)).toEqual([
        ["a", "b"],
        ["1", "2"],
      ]);
      expect(result).toMatchObject({ rows: 2, blankLines: 1, lf: 1, crlf: 2, closed: true });
      expect(result.found[0]!.offset).toBe(3);
    });
  });

  it("refuses bytes that are no UTF-8, with their place beyond the first chunk", async () => {
    await withFolder(async (folder) => {
      const before = "a,b\n".repeat(400_000);
      const odd = Buffer.concat([Buffer.from("1,caf"), Buffer.of(0xe9), Buffer.from("\n2,x\n")]);
      const bytes = Buffer.concat([Buffer.from(before), ...Array.from({ length: 5000 }, () => odd)]);
      const error = await refusal(scan(folder, bytes, PLAIN));
      expect(error.code).toBe("FILE_ENCODING");
      expect(error.message).toContain(`Byte ${before.length + 5} of the file (0xE9)`);
    });
  });

  it("refuses an open quote, a cut character and a row above 4 MB", async () => {
    await withFolder(async (folder) => {
      const code = async (bytes: string | Uint8Array, dialect = PLAIN) =>
        (await refusal(scan(folder, bytes, dialect))).code;
      expect(await code('a,b\n1,"open\n2,x\n')).toBe("FILE_TRUNCATED");
      expect(await code(Buffer.concat([Buffer.from("a,b\n1,"), Buffer.of(0xf0, 0x9f, 0x98)]))).toBe(
        "FILE_TRUNCATED",
      );
      expect(await code(`a,b\n1,${"x".repeat(4 * 1024 * 1024)}\n`)).toBe("FILE_TOO_WIDE");
      expect(await code(`{"a":"${"x".repeat(6 * 1024 * 1024)}"}\n`, LINES)).toBe("FILE_TOO_WIDE");
      expect(await code(`a,b\n"${"x,y\n".repeat(2_000_000)}`)).toBe("FILE_TOO_WIDE");
    });
  });
});

describe("the dialect of a text", () => {
  const of = (text: string) => dialectOf(Buffer.from(text), true);

  it.each([
    ["a,b\n1,2\n", ",", '"'],
    ["a;b\n1,5;2\n", ";", '"'],
    ['a\tb\n1,2,3\t"x\ty"\n', "\t", '"'],
    ["a|b|c\n1|2|3\n", "|", '"'],
    ['a\tb\n1\t"Quoted" at the start, and a "word"\n2\t"again" so\n', "\t", ""],
    ["'a','b'\n'1,5','it''s'\n", ",", "'"],
  ])("%j: delimiter %j, quote %j", (text, delimiter, quote) => {
    expect(of(text)).toMatchObject({ delimiter, quote });
  });

  it("is not shaken by a few faulty rows, by apostrophes, or by a file that is cut", () => {
    const quoted = Array.from({ length: 200 }, (_, i) => `"a${i}","it's ""so"""`).join("\n");
    expect(of(`a,b\n${quoted}\n"x"y,2\n'z,3\n`)).toMatchObject({ quote: '"', escape: '"' });
    expect(of('a,b\n1,2\n3,"cut he')).toMatchObject({ delimiter: ",", quote: '"' });
    expect(of('a\tb\n1\t"never closed\n2\tx\n3\ty\n')).toMatchObject({ delimiter: "\t", quote: "" });
  });

  it("takes a backslash for an escape only where doubled quotes do not explain the rows", () => {
    expect(of(String.raw`a,b` + "\n" + String.raw`1,"say \"hi\", you"` + "\n").escape).toBe("\\");
    expect(of('a,b\n1,"say ""hi"", you"\n').escape).toBe('"');
  });

  it("does not take rows that begin with # for comments, nor a stray row for the rule", () => {
    expect(of("text,account\n#one,a\n#two,b\nx;y;z\n")).toMatchObject({ delimiter: ",", quote: '"' });
  });

  it("knows line ends of CR alone", () => {
    expect(of("a,b\r1,2\r3,4\r").newline).toBe("\r");
    expect(of("a,b\r\n1,2\r\n").newline).toBe("\n");
  });
});
