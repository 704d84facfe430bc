/** What a whole column tells of ids and times that no single cell does: rounded ids, placeholders, clocks, zones. */
import { describe, expect, it } from "vitest";
import { refusal, stageBytes } from "../../test/support/staging.ts";
import type { StagedHere } from "../../test/support/staging.ts";

const csv = (...lines: string[]) => `${lines.join("\n")}\n`;
const times = ({ rows }: StagedHere) => rows.map((row) => new Date(Number(row["time_ms"])).toISOString());
const day = (i: number) => `2031-03-${String(1 + (i % 28)).padStart(2, "0")}T10:00:00Z`;
const posts = (ids: readonly string[]) =>
  csv("account,time,post", ...ids.map((id, i) => `a${i},${day(i)},${id}`));

describe("ids", () => {
  const rounded = Array.from({ length: 20 }, (_, i) => `12940304724278${10 + i}000`);
  const whole = Array.from({ length: 20 }, (_, i) => `12940304724278${10 + i}${101 + 37 * i}`);

  it("of which most end as a spreadsheet leaves them are rejected, the others of the column kept", async () => {
    const { report, rows } = await stageBytes(posts([...rounded, "1294030472427810123", "77"]));
    expect(report.rejectsByCode).toEqual({ ID_SPREADSHEET: rounded.length });
    expect(rows.map((row) => row["post"])).toEqual(["1294030472427810123", "77"]);
  });

  it("that end so now and then are ids", async () => {
    const { report } = await stageBytes(posts([...whole, "1294030472427810100"]));
    expect(report).toMatchObject({ kept: whole.length + 1, rejected: 0 });
    // Seven long ids say nothing about their column.
    expect((await stageBytes(posts([...rounded.slice(0, 7), "1", "2"]))).report.rejected).toBe(0);
  });

  it("written as fractions are the numbers they were, and the report says so", async () => {
    const { report, rows } = await stageBytes(
      csv(
        "account,time,text",
        "1604281548.0,2031-03-01T10:00:00Z,a",
        "1604281548,2031-03-01T10:00:05Z,b",
        "v1.0,2031-03-01T10:00:06Z,c",
      ),
    );
    expect(rows.map((row) => row["account"])).toEqual(["1604281548", "1604281548", "v1.0"]);
    expect(report.accounts).toBe(2);
    expect(report.notes.join("\n")).toContain("column of the field account end in .0");
  });

  it.each(["1.29403E18", "1,29403E18", "1.29E+18", "1294030472427835392.0", "########"])(
    "%s is ruined",
    async (id) => {
      const { report } = await stageBytes(
        csv("account\ttime\tpost", `a\t${day(0)}\t${id}`, `b\t${day(1)}\t7`),
      );
      expect(report.rejectsByCode).toEqual({ ID_SPREADSHEET: 1 });
    },
  );

  it.each(["1.5", "v1.2", "a.b.c", "12.0", "###", "1.2e5"])("%s is not", async (id) => {
    const { report } = await stageBytes(csv("account\ttime\tpost", `a\t${day(0)}\t${id}`));
    expect(report.rejected).toBe(0);
  });
});

describe("times", () => {
  it("that stand for none are rejected, however many and in whatever form", async () => {
    const none = [
      "0",
      "-1",
      "1970-01-01T00:00:00Z",
      "0001-01-01T00:00:00",
      "9999-12-31 23:59:59",
      "0001-01-01",
    ];
    const { report } = await stageBytes(
      csv(
        "account,time",
        ...none.map((time, i) => `a${i},${time}`),
        "b,2031-03-01T10:00:00Z",
        "c,1970-01-02T00:00:00Z",
      ),
    );
    // Beside dates, 0 and -1 are no counts.
    expect(report.rejectsByCode).toEqual({ TIME_UNREADABLE: 2, TIME_PLACEHOLDER: 4 });
    const counts = await stageBytes(
      csv("account,time", "a,0", "b,-1", "c,1932905000", "d,1932905001", "e,1932905002"),
    );
    expect(counts.report.rejectsByCode).toEqual({ TIME_PLACEHOLDER: 2 });
    // Counts from another instant than 1970 begin at 0.
    const relative = await stageBytes(csv("account,time", "a,0", "b,5", "c,3600"));
    expect(relative.report.kept).toBe(3);
  });

  it("before 2000 and after the import are counted and named", async () => {
    const { report } = await stageBytes(
      csv(
        "account,time",
        "a,1985-02-03T10:00:00Z",
        "b,2031-03-01T10:00:00Z",
        "c,2199-01-02T00:00:00Z",
        "d,2199-01-03T00:00:00Z",
      ),
    );
    expect(report.notes).toEqual([
      "1 time lies before 2000, the first on 1985-02-03.",
      "2 times lie after 2040-01-01, when this was imported, the last on 2199-01-03.",
    ]);
  });

  it("of day in a column of their own are read with their date, and never alone", async () => {
    const table = csv(
      "account,date,time",
      "a,2031-03-01,10:20:30",
      "b,2031-03-02,11:00:00",
      "c,2031-03-02,",
      "d,,11:00",
    );
    const staged = await stageBytes(table);
    const { report } = staged;
    expect(report.mapping).toEqual({ account: "account", time: "date", clock: "time" });
    expect(report.notes).toContain(
      "The column time holds times of day and no date; it is read as the clock of date.",
    );
    expect(times(staged)).toEqual(["2031-03-01T10:20:30.000Z", "2031-03-02T11:00:00.000Z"]);
    expect(report.rejectsByCode).toEqual({ TIME_MISSING: 2 });
    const error = await refusal(stageBytes(table, { mapping: "account=account,time=time" }));
    expect(error).toMatchObject({ code: "MAPPING_WRONG", proposed: "account=account,time=date,clock=time" });
    const other = await refusal(stageBytes(csv("account,time,text", "a,10:20:30,x", "b,11:00,y")));
    expect(other.code).toBe("MAPPING_NEEDED");
    expect(other.message).toContain("holds times of day and no date");
  });

  it("without a zone are read in the one that is given, and those that stand twice are told", async () => {
    const table = csv("account,time", "a,2031-10-26 02:30:00", "b,2031-07-01 12:00:00");
    const given = await stageBytes(table, { zone: "Europe/Berlin" });
    expect(times(given)).toEqual(["2031-10-26T01:30:00.000Z", "2031-07-01T10:00:00.000Z"]);
    expect(given.report).toMatchObject({ zoneStated: "given", zoneGiven: "Europe/Berlin" });
    expect(given.report.zone).toBe("UTC, from clocks of Europe/Berlin, as given with the import");
    expect(given.report.notes).toContain(
      "1 time stands in an hour that clocks of Europe/Berlin show twice, and was read as the later one.",
    );
    const stated = await stageBytes(csv("account,time", "a,2031-07-01T12:00:00Z"), { zone: "Europe/Berlin" });
    expect(stated.report.zoneStated).toBe("data");
    expect(stated.report).not.toHaveProperty("zoneGiven");
  });
});
