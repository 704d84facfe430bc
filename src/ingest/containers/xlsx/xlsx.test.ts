/** Workbooks: what comes out of a sheet, which sheet it is, and what hostile ones get. Uses the compiled program. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { zipOf } from "../../../../test/support/archives.ts";
import { tempFolder } from "../../../../test/support/temp.ts";
import { workbookOf } from "../../../../test/support/workbooks.ts";
import type { Cell, SheetOf } from "../../../../test/support/workbooks.ts";
import { PlumblineError } from "../../../errors.ts";
import { proposeFile, stageFile } from "../../stage.ts";
import { openContainer } from "../open.ts";
import { clockOf, shownBy } from "./dates.ts";

const HEADER = ["account", "time", "text"];
const table = (name: string, ...rows: Cell[][]): SheetOf => ({ name, rows: [HEADER, ...rows] });
const POSTS = table("Posts", ["ann", "2031-05-01T10:00:00Z", "one"], ["bob", "2031-05-01T10:00:05Z", "two"]);

/** What is in it, by name; or the refusal. */
async function inside(
  bytes: Buffer,
  more: { only?: string; sheet?: string } = {},
): Promise<Record<string, string>> {
  const folder = tempFolder();
  const path = join(folder, "given");
  writeFileSync(path, bytes);
  try {
    const found = await openContainer({ path, name: "given", tempDir: folder, ...more });
    const members = found.members.map(({ name, path: file }) => [name, readFileSync(file, "utf8")]);
    const left = found.left.map(({ name, code }) => [name, code]);
    await found.dispose();
    return Object.fromEntries([...members, ...left]) as Record<string, string>;
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    return { refused: `${error.code} ${error.message}` };
  }
}

describe("the cells of a sheet", () => {
  const rowOf = async (...cells: Cell[]) => {
    const shared = [
      "<t>shared</t>",
      "<r><t>in </t></r><r><t>pieces</t></r><rPh><t>said so</t></rPh>",
      "<t>a_x000D_b</t>",
    ];
    const sheet = { name: "S", rows: [cells.map((_, i) => `c${i}`), cells] };
    const { S = "" } = await inside(workbookOf({ sheets: [sheet], shared }));
    return S.split("\n").slice(1).join("\n");
  };

  it("are texts of every kind", async () => {
    const texts = [
      { t: "s", inside: "<v>0</v>" },
      { t: "s", inside: "<v>1</v>" },
      { t: "str", inside: "<f>A1&amp;B1</f><v>made, by a formula</v>" },
      { t: "b", inside: "<v>1</v>" },
      { t: "e", inside: "<v>#N/A</v>" },
      'said "so"',
      { t: "s", inside: "<v>99</v>" },
      "",
      "last",
    ];
    expect(await rowOf(...texts)).toBe(
      'shared,in pieces,"made, by a formula",true,#N/A,"said ""so""",,,last\n',
    );
    expect(await rowOf({ t: "s", inside: "<v>2</v>" }, "x")).toBe('"a\rb",x\n');
  });

  it("are numbers with the digits of the file, and dates where they are shown as such", async () => {
    const v = (s: number, value: string) => ({ s, inside: `<v>${value}</v>` });
    expect(
      await rowOf(
        v(0, "1294030472427835393"),
        v(0, "1.29403047242784E+18"),
        v(0, "43349.5"),
        v(1, "43349"),
        v(2, "43349.318368055558"),
        v(3, "0.25"),
        v(4, "43349"),
        v(5, "43349"),
        { t: "d", inside: "<v>2018-09-06T12:00:00</v>" },
      ),
    ).toBe(
      "1294030472427835393,1.29403047242784E+18,43349.5,2018-09-06,2018-09-06T07:38:27,06:00:00,43349,2018-09-06,2018-09-06T12:00:00\n",
    );
  });

  it("stand in their columns, and rows are as wide as the first", async () => {
    const rows = [HEADER, [], ["ann", "", "x", "", ""], ["bob"], ["cat", "t", "x", "too wide"]];
    expect((await inside(workbookOf({ sheets: [{ name: "S", rows }] })))["S"]).toBe(
      "account,time,text\nann,,x\nbob,,\ncat,t,x,too wide\n",
    );
  });
});

describe("a number of days", () => {
  it.each([
    [0.999999, "time", false, "24:00:00".replace("24", "00")],
    [1, "date", false, "1900-01-01"],
    [61, "date", false, "1900-03-01"],
    [43349.5, "date", false, "2018-09-06T12:00:00"],
    [41887.5, "date", true, "2018-09-06T12:00:00"],
    [2958465, "date", false, "9999-12-31"],
    [2958466, "date", false, undefined],
    [-1, "date", false, undefined],
    [Number.NaN, "date", false, undefined],
  ] as const)("%s shown as a %s (from 1904: %s) is %s", (days, shown, from1904, clock) => {
    expect(clockOf(days, shown, from1904)).toBe(clock);
  });

  it.each([
    [0, undefined, undefined],
    [14, undefined, "date"],
    [21, undefined, "time"],
    [164, "General", undefined],
    [164, "0.00E+00", undefined],
    [164, '#,##0 "day"', undefined],
    [164, "[Red]0;[Blue]-0", undefined],
    [164, "[h]:mm:ss", undefined],
    [164, "yyyy-mm-dd", "date"],
    [164, "mmm", "date"],
    [164, "h:mm AM/PM", "time"],
    [164, '[$-F400]h:mm:ss" o\'clock"', "time"],
    [164, "d/m/yy h:mm", "date"],
  ] as const)("is shown by format %s %s as %s", (id, code, shown) => {
    expect(shownBy(id, code)).toBe(shown);
  });
});

describe("a workbook", () => {
  it("is read by the import, dates as times, and a row that is too wide is one reject", async () => {
    const folder = tempFolder();
    const path = join(folder, "export.xlsx");
    const days = (value: number) => ({ s: 2, inside: `<v>${value}</v>` });
    writeFileSync(
      path,
      workbookOf({
        sheets: [
          table(
            "Posts",
            ["ann", days(47_969.5), "one"],
            ["bob", days(47_969.6), "two"],
            ["cat", days(47_970), "x", "y"],
          ),
        ],
      }),
    );
    const container = await openContainer({ path, name: "export.xlsx", tempDir: folder });
    const staged = await stageFile({ path: container.members[0]!.path, tempDir: folder });
    expect(staged.report).toMatchObject({
      kept: 2,
      rejectsByCode: { ROW_MALFORMED: 1 },
      timeFrom: "2031-05-01T12:00:00.000Z",
      zoneStated: "nowhere",
    });
    await staged.dispose();
    await container.dispose();
  });

  it("gives the one sheet that is a table, and asks where there are several", async () => {
    const notes = { name: "Notes", rows: [["Exported on Monday"]] };
    const hidden = { ...table("Old", ["x", "2031-05-01T10:00:00Z", "y"]), state: "hidden" as const };
    const one = workbookOf({ sheets: [notes, POSTS, hidden] });
    expect(Object.keys(await inside(one)).sort()).toEqual(["Old", "Posts"]);
    expect((await inside(one))["Old"]).toBe("NO_POSTS");
    const two = workbookOf({ sheets: [POSTS, table("Comments", ["cat", "2031-05-01T10:00:00Z", "three"])] });
    expect((await inside(two))["refused"]).toBe(
      "SHEET_NEEDED Several sheets are tables, and one has to be chosen. Its sheets: “Posts” and “Comments”.",
    );
    expect(Object.keys(await inside(two, { sheet: "Comments" }))).toEqual(["Comments"]);
    expect(Object.keys(await inside(two, { only: "Comments" }))).toEqual(["Comments"]);
    expect((await inside(two, { sheet: "Likes" }))["refused"]).toMatch(
      /^SHEET_NEEDED There is no sheet “Likes”/,
    );
    expect((await inside(workbookOf({ sheets: [notes] })))["refused"]).toMatch(/^NO_POSTS/);
  });

  it("is proposed with its sheets to choose from, and three values of each path", async () => {
    const folder = tempFolder();
    const path = join(folder, "export.xlsx");
    writeFileSync(path, workbookOf({ sheets: [table("Accounts", ["a", "b", "c"]), POSTS] }));
    const first = await proposeFile({ path, tempDir: folder });
    expect(first.sheets).toEqual(["Accounts", "Posts"]);
    const chosen = await proposeFile({ path, tempDir: folder, sheet: "Posts" });
    expect([chosen.sheets, chosen.paths]).toEqual([
      [],
      [
        { path: "account", values: ["ann", "bob"] },
        { path: "time", values: ["2031-05-01T10:00:00Z", "2031-05-01T10:00:05Z"] },
        { path: "text", values: ["one", "two"] },
      ],
    ]);
  });

  it("is told from other archives and other office files", async () => {
    const types = { name: "[Content_Types].xml", content: "<Types/>" };
    const rels = { name: "_rels/.rels", content: "<Relationships/>" };
    expect(
      (await inside(zipOf([types, rels, { name: "word/document.xml", content: "<w/>" }])))["refused"],
    ).toMatch(/^FILE_BINARY It is an office document/);
    expect(
      (await inside(zipOf([types, rels, { name: "xl/workbook.bin", content: "x" }])))["refused"],
    ).toMatch(/^FILE_BINARY .*xlsb/);
    const ods = ["mimetype", "content.xml", "META-INF/manifest.xml"].map((name) => ({ name, content: "x" }));
    expect((await inside(zipOf(ods)))["refused"]).toMatch(/^FILE_BINARY .*OpenDocument/);
  });

  it("may lie in an archive", async () => {
    const packed = zipOf([{ name: "a.xlsx", content: workbookOf({ sheets: [POSTS] }) }]);
    expect(Object.keys(await inside(packed))).toEqual(["a.xlsx > Posts"]);
  });
});

describe("a hostile workbook", () => {
  const sheetOf = (xml: string) => {
    const made = workbookOf({ sheets: [{ name: "S", rows: [["a", "b"]] }] });
    expect(made.length).toBeGreaterThan(0);
    return zipOf([
      { name: "xl/worksheets/sheet1.xml", content: xml },
      {
        name: "xl/workbook.xml",
        content: '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="i"/></sheets></workbook>',
      },
      {
        name: "xl/_rels/workbook.xml.rels",
        content:
          '<Relationships><Relationship Id="i" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      },
      {
        name: "_rels/.rels",
        content:
          '<Relationships><Relationship Id="i" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
      },
      { name: "[Content_Types].xml", content: "<Types/>" },
    ]);
  };

  it("that unpacks to very much is one refusal", async () => {
    const bomb = sheetOf(
      `<worksheet><sheetData>${'<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>'.repeat(3_000_000)}</sheetData></worksheet>`,
    );
    expect((await inside(bomb))["refused"]).toMatch(/^ARCHIVE_LIMIT/);
  });

  it("makes no more of a far cell than a row that is too wide", async () => {
    const far = sheetOf(
      `<worksheet><sheetData><row><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>${'<row><c r="XFD2"><v>1</v></c><c r="A2"><v>1</v></c></row>'.repeat(5)}</sheetData></worksheet>`,
    );
    const { S = "" } = await inside(far);
    expect(S.length).toBeLessThan(100);
  });

  it.each([
    ["no XML", "account,time\na,b\n"],
    ["that breaks off", '<worksheet><sheetData><row><c t="str"><v>a'],
    [
      "with entities of its own",
      '<!DOCTYPE x [<!ENTITY e "aaaa">]><worksheet><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>',
    ],
    ["bytes that are no text", Buffer.of(0x3c, 0x61, 0x3e, 0xff, 0xfe)],
  ])("is refused: %s", async (_, xml) => {
    expect((await inside(sheetOf(String(xml))))["refused"]).toMatch(/^FILE_MALFORMED/);
  });
});
