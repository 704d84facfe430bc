import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rm } from "node:fs/promises";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { refusal } from "../../test/support/staging.ts";
import { literal } from "../store/corpus/sql.ts";
import { Engine } from "./engine.ts";
import type { DateOrder } from "./report.ts";
import { measuredResolution, planTime } from "./time.ts";
import { timeZone } from "./time-zone.ts";

let folder: string;
let engine: Engine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-test-"));
  engine = await Engine.open({ file: join(folder, "none"), folder, memoryMb: 256, threads: 1 });
});
afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

/** Reads texts as one column; milliseconds, null where unreadable, "contradicted" where only the other order fits. */
async function read(texts: readonly string[], order?: DateOrder, zoneName?: string) {
  const zone = zoneName === undefined ? undefined : timeZone(zoneName);
  const relation = `(SELECT unnest([${texts.map(literal).join(", ")}]) AS c0, unnest(range(${texts.length})) AS i)`;
  const fixed = order === undefined ? undefined : { order, by: "the test" };
  const plan = await planTime(engine, relation, "when", "c0", "text", { order: fixed, zone }, "file");
  const rows = await engine.rows(
    `SELECT (${plan.milliseconds("c0")})::DOUBLE AS ms, ${plan.contradicts("c0")} AS contra FROM ${relation} ORDER BY i`,
  );
  return {
    plan,
    ms: rows.map((row) =>
      row["ms"] === null ? (row["contra"] === true ? "contradicted" : null) : Number(row["ms"]),
    ),
  };
}

const utc = (...parts: [number, number, number?, number?, number?, number?, number?]) => Date.UTC(...parts);

describe("reading times", () => {
  it.each<[string, number]>([
    ["2016-10-05", utc(2016, 9, 5)],
    ["2016-10-05 20:19", utc(2016, 9, 5, 20, 19)],
    ["2016-10-05T20:19:24Z", utc(2016, 9, 5, 20, 19, 24)],
    ["2016-10-05T20:19:24.518101+02:00", utc(2016, 9, 5, 18, 19, 24, 518)],
    ["2016-10-05 20:19:24 -0530", utc(2016, 9, 6, 1, 49, 24)],
    ["2016-10-05T20:19:24.5", utc(2016, 9, 5, 20, 19, 24, 500)],
    ["2016/10/5 8:19:24 PM", utc(2016, 9, 5, 20, 19, 24)],
    ["2016-10-05 20:19:24 UTC", utc(2016, 9, 5, 20, 19, 24)],
    ["2016-10-05T20", utc(2016, 9, 5, 20)],
    ["20161005T201924Z", utc(2016, 9, 5, 20, 19, 24)],
    ["20161005201924", utc(2016, 9, 5, 20, 19, 24)],
    ["Wed Oct 05 20:19:24 +0000 2016", utc(2016, 9, 5, 20, 19, 24)],
    ["Wed, 05 Oct 2016 20:19:24 +0200", utc(2016, 9, 5, 18, 19, 24)],
    ["Wed, 5 Oct 2016 20:19:24 GMT", utc(2016, 9, 5, 20, 19, 24)],
    ["5 October 2016 20:19", utc(2016, 9, 5, 20, 19)],
    ["05-Oct-2016 20:19:24", utc(2016, 9, 5, 20, 19, 24)],
    ["Oct 5, 2016 8:19 PM", utc(2016, 9, 5, 20, 19)],
    ["October 5, 2016 at 12:05AM", utc(2016, 9, 5, 0, 5)],
    ["Oct 5, 2016 @ 20:19:24.120", utc(2016, 9, 5, 20, 19, 24, 120)],
    ["25/12/2016 00:00", utc(2016, 11, 25)],
    ["12/25/2016 0:00", utc(2016, 11, 25)],
    ["25.12.2016 14:30:05", utc(2016, 11, 25, 14, 30, 5)],
    ["12/25/16 13:01", utc(2016, 11, 25, 13, 1)],
    ["1475697564", utc(2016, 9, 5, 19, 59, 24)],
    ["1475697564.518101", utc(2016, 9, 5, 19, 59, 24, 518)],
    ["1475697564518", utc(2016, 9, 5, 19, 59, 24, 518)],
    ["1475697564518101", utc(2016, 9, 5, 19, 59, 24, 518)],
    ["1475697564518101999", utc(2016, 9, 5, 19, 59, 24, 518)],
    ["2016-10-05t20:19:24z", utc(2016, 9, 5, 20, 19, 24)],
    ["10/13/2016, 8:19\u202fPM", utc(2016, 9, 13, 20, 19)],
    ["2016-10-05T24:00", utc(2016, 9, 6)],
    ["2016-12-31 24:00:00", utc(2017, 0, 1)],
    ["2016-10-05 10:00 EST", utc(2016, 9, 5, 15)],
    ["2016-10-05 10:00:00 EDT", utc(2016, 9, 5, 14)],
    ["2016-10-05 10:00:00 CEST", utc(2016, 9, 5, 8)],
    ["2016-10-05 10:00:00 (CET)", utc(2016, 9, 5, 9)],
    ["2016-10-05 10:00 (UTC+02:00)", utc(2016, 9, 5, 8)],
    ["2016-10-05 10:00 GMT+5", utc(2016, 9, 5, 5)],
    ["2016-10-05 10:00 +02:00 (Central European Summer Time)", utc(2016, 9, 5, 8)],
    ["2016-10-05 10:00 \u221202:30", utc(2016, 9, 5, 12, 30)],
    ["Wed Oct 05 2016 20:19:24 GMT+0200 (Central European Summer Time)", utc(2016, 9, 5, 18, 19, 24)],
    ["Wed Oct 05 20:19:24 EDT 2016", utc(2016, 9, 6, 0, 19, 24)],
    ["5. Oktober 2016 20:19", utc(2016, 9, 5, 20, 19)],
    ["Mittwoch, 5. März 2016 um 20:19", utc(2016, 2, 5, 20, 19)],
    ["5 octobre 2016 à 20:19", utc(2016, 9, 5, 20, 19)],
    ["1er août 2016", utc(2016, 7, 1)],
    ["5 de octubre de 2016, 20:19:24", utc(2016, 9, 5, 20, 19, 24)],
    ["5 ottobre 2016 alle 20:19", utc(2016, 9, 5, 20, 19)],
    ["5 de outubro de 2016 às 20:19", utc(2016, 9, 5, 20, 19)],
    ["5 mei 2016 om 20:19", utc(2016, 4, 5, 20, 19)],
    ["5 października 2016 20:19", utc(2016, 9, 5, 20, 19)],
    ["5 октября 2016 г., 20:19", utc(2016, 9, 5, 20, 19)],
    ["5 Ekim 2016 20:19", utc(2016, 9, 5, 20, 19)],
    ["2016年10月5日 20:19:24", utc(2016, 9, 5, 20, 19, 24)],
    ["2016년 10월 5일", utc(2016, 9, 5)],
    ["43349.318368", utc(2018, 8, 6, 7, 38, 27)],
    ["43349", utc(2018, 8, 6)],
    ["1.475697564E9", utc(2016, 9, 5, 19, 59, 24)],
    ["1.475697564e+9", utc(2016, 9, 5, 19, 59, 24)],
    ["1,475,697,564", utc(2016, 9, 5, 19, 59, 24)],
    ["0", 0],
    ["-1.5", -1500],
    ["0099-03-01", new Date("0099-03-01T00:00:00Z").getTime()],
  ])("%s", async (text, expected) => {
    expect((await read([text])).ms).toEqual([expected]);
  });

  it.each([
    "yesterday",
    "2016-02-30",
    "2015-02-29T00:00:00Z",
    "2016-10-05 24:01",
    "2016-10-05 10:60",
    "2016-10-05 13:00 PM",
    "2016-10-05 10:00 BST",
    "2016-10-05 10:00 (Moscow Standard Time)",
    "2016-10-05 24:00:01",
    "5 Marraskuu 2016",
    "1.4757E9",
    "Oct 32, 2016",
    "Foo 5, 2016",
    "13/13/2016",
    "16-10-05",
    "1.47E+09",
    "2016",
    "99999999999999999999",
    "2016-10-05T20:19:24Z; DROP",
  ])("%s is no time", async (text) => {
    expect((await read(["2016-10-05T00:00:00Z", text], "dmy")).ms[1]).toBeNull();
  });

  it("takes a column of bare years for no counts from 1970", async () => {
    expect((await read(["2016", "2017", "1999"])).ms).toEqual([null, null, null]);
    expect((await read(["0", "59", "2016"])).ms).toEqual([0, 59_000, 2_016_000]);
  });

  it("reads any instant back from the ways it is written", async () => {
    const instant = fc.date({
      min: new Date("1970-01-02T00:00:00Z"),
      max: new Date("2199-12-31T23:59:59Z"),
      noInvalidDate: true,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(instant, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: -840, max: 840 }),
        async (dates, offset) => {
          const sign = offset < 0 ? "-" : "+";
          const two = (n: number) => String(n).padStart(2, "0");
          const zone = `${sign}${two(Math.trunc(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
          const second = dates.map((date) => Math.floor(date.getTime() / 1000) * 1000);
          expect((await read(dates.map((date) => date.toISOString()))).ms).toEqual(dates.map(Number));
          expect(
            (
              await read(
                dates.map((date) =>
                  new Date(date.getTime() + offset * 60_000).toISOString().replace("Z", zone),
                ),
              )
            ).ms,
          ).toEqual(dates.map(Number));
          expect((await read(dates.map((date) => date.toUTCString()))).ms).toEqual(second);
          expect((await read(second.map((ms) => String(ms / 1000)))).ms).toEqual(second);
          const numeric = second.map((ms) => {
            const d = new Date(ms);
            return `${d.getUTCDate()}.${d.getUTCMonth() + 1}.${d.getUTCFullYear()} ${d.toISOString().slice(11, 19)}`;
          });
          expect((await read(numeric, "dmy")).ms).toEqual(second);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe("the order of day and month", () => {
  it("is decided by a day above 12, either way", async () => {
    const dmy = await read(["05/10/2016", "13/10/2016"]);
    expect(dmy.plan).toMatchObject({ dateOrder: "dmy" });
    expect(dmy.ms).toEqual([utc(2016, 9, 5), utc(2016, 9, 13)]);
    const mdy = await read(["05/10/2016", "10/13/2016"]);
    expect(mdy.plan).toMatchObject({ dateOrder: "mdy" });
    expect(mdy.ms).toEqual([utc(2016, 4, 10), utc(2016, 9, 13)]);
  });

  it("is asked for where no date decides, and taken as given", async () => {
    const error = await refusal(read(["05/10/2016 10:00", "06/10/2016"]));
    expect(error.code).toBe("DATE_ORDER_NEEDED");
    expect(error.message).toContain("when");
    expect((await read(["05/10/2016"], "dmy")).ms).toEqual([utc(2016, 9, 5)]);
    expect((await read(["05/10/2016"], "mdy")).ms).toEqual([utc(2016, 4, 10)]);
  });

  it("does not matter where day and month are equal", async () => {
    expect((await read(["05/05/2016", "6.6.2016"])).ms).toEqual([utc(2016, 4, 5), utc(2016, 5, 6)]);
  });

  it("is asked for where dates contradict each other; a rare contradiction is a fault of its row", async () => {
    expect((await refusal(read(["13/10/2016", "10/13/2016"]))).code).toBe("DATE_ORDER_NEEDED");
    const many = Array.from({ length: 200 }, (_, i) => `1/${13 + (i % 15)}/2016`);
    const { ms, plan } = await read([...many, "31/1/2016"]);
    expect(plan.dateOrder).toBe("mdy");
    expect(ms.at(-1)).toBe("contradicted");
    expect(ms.slice(0, -1).every((one) => typeof one === "number")).toBe(true);
  });
});

describe("the shortcut for plain times", () => {
  it("reads and counts them as the pattern of their form does", async () => {
    const digits = (from: number, to: number, length: number) =>
      fc.integer({ min: from, max: to }).map((n) => String(n).padStart(length, "0"));
    const near = fc
      .record({
        year: fc.oneof(digits(1960, 2040, 4), digits(0, 9999, 4)),
        month: digits(0, 13, 2),
        day: digits(0, 32, 2),
        between: fc.constantFrom("T", " ", ", "),
        hour: digits(0, 25, 2),
        minute: digits(0, 61, 2),
        second: digits(0, 61, 2),
        rest: fc.constantFrom("", "Z", ".5", ".123Z", ".999999999", ",25", " Z", "+01:00", ".0004Z"),
      })
      .map(
        ({ year, month, day, between, hour, minute, second, rest }) =>
          `${year}-${month}-${day}${between}${hour}:${minute}:${second}${rest}`,
      );
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(near, { minLength: 60, maxLength: 60 }), async (texts) => {
        const shortcut = await read(texts);
        // The same date with another separator is of the same form, and not plain.
        const whole = await read(texts.map((text) => text.replace("-", "/")));
        expect(shortcut.ms).toEqual(whole.ms);
        expect([shortcut.plan.written, shortcut.plan.zoneStated, shortcut.plan.notes]).toEqual([
          whole.plan.written,
          whole.plan.zoneStated,
          whole.plan.notes,
        ]);
        seen += shortcut.ms.filter((ms) => ms !== null).length;
      }),
      { numRuns: 40 },
    );
    expect(seen).toBeGreaterThan(100);
  });
});

describe("days of a spreadsheet", () => {
  it("are known by the column's median, said, and never counts from 1970", async () => {
    const { ms, plan } = await read(["43349.5", "43350", "86400", "7"]);
    expect(ms).toEqual([utc(2018, 8, 6, 12), utc(2018, 8, 7), null, null]);
    expect(plan).toMatchObject({ written: "second", zoneStated: "nowhere" });
    expect(plan.notes.join()).toContain("days as a spreadsheet counts them");
    expect((await read(["43349", "43350"])).plan.written).toBe("day");
    // A column that begins in the first day of 1970 and ends later counts seconds.
    expect((await read(["43349", "1475697564", "1475697565"])).ms[0]).toBe(43_349_000);
  });
});

describe("a zone that is given", () => {
  it("is that of clocks that say none, with its summer time", async () => {
    const texts = [
      "2016-07-01 12:00:00",
      "2016-12-01 12:00:00",
      "2016-07-01T12:00:00Z",
      "1.7.2016 12:00 +05:00",
    ];
    const { ms, plan } = await read(texts, "dmy", "Europe/Berlin");
    expect(ms).toEqual([utc(2016, 6, 1, 10), utc(2016, 11, 1, 11), utc(2016, 6, 1, 12), utc(2016, 6, 1, 7)]);
    expect(plan).toMatchObject({ zoneStated: "partly given", zone: "Europe/Berlin", twofold: undefined });
    const offset = await read(["2016-07-01 12:00:00", "43349.5"], undefined, "-03:30");
    expect(offset.ms).toEqual([utc(2016, 6, 1, 15, 30), utc(2018, 8, 6, 15, 30)]);
    expect(offset.plan.zoneStated).toBe("given");
  });

  it("takes the later of two equal clocks, and tells them", async () => {
    const { ms, plan } = await read(
      ["2016-10-30 01:30:00", "2016-10-30 02:30:00", "2016-10-30 03:30:00"],
      undefined,
      "Europe/Berlin",
    );
    expect(ms).toEqual([utc(2016, 9, 29, 23, 30), utc(2016, 9, 30, 1, 30), utc(2016, 9, 30, 2, 30)]);
    const asked = await engine.rows(
      `SELECT ${plan.twofold!("ms")} AS two FROM (SELECT unnest([${ms.join(", ")}]::BIGINT[]) AS ms)`,
    );
    expect(asked.map(({ two }) => two)).toEqual([false, true, false]);
  });

  it("agrees with the calendar of the machine at any moment", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"),
        fc.array(fc.integer({ min: 946_684_800, max: 1_893_456_000 }), { minLength: 20, maxLength: 20 }),
        async (zone, seconds) => {
          const clock = new Intl.DateTimeFormat("sv-SE", {
            timeZone: zone,
            dateStyle: "short",
            timeStyle: "medium",
          });
          const texts = seconds.map((s) => clock.format(s * 1000));
          const { ms } = await read(texts, undefined, zone);
          expect(ms.map((one) => clock.format(Number(one)))).toEqual(texts);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each(["Mars/Base", "EST5EDT; DROP", "+25:00", "'", "Europe/Berlin'"])("%s is none", (name) => {
    expect(() => timeZone(name)).toThrow(PlumblineError);
  });

  it("says which names of zones were read as offsets", async () => {
    const { plan } = await read([
      "2016-10-05 10:00:00 EDT",
      "2016-10-05 10:00:00 (CET)",
      "2016-10-05T10:00:00Z",
    ]);
    expect(plan.zoneStated).toBe("data");
    expect(plan.notes).toContain(
      "CET and EDT were read as fixed offsets from UTC, summer time by its own name.",
    );
  });
});

describe("counts since 1970", () => {
  it.each([
    [["1475697564", "1475697565", "99999999999999"], 1475697564000],
    [["1475697564000", "1475697565000"], 1475697564000],
    [["1475697564000000", "5", "1475697565000000"], 1475697564000],
    [["1475697564000000000", "1475697564000000000", "7", "7", "7"], 1475697564000 * 1e6],
    [["1475697564000000000", "1475697564000000000", "7"], 1475697564000],
  ])("%j: their median tells the unit", async (texts, first) => {
    const { ms } = await read(texts);
    expect(ms[0]).toBe(first > 253_402_300_799_000 ? null : first);
  });
});

describe("zone and resolution", () => {
  it("says whether a zone is stated in all, in some or in no values", async () => {
    expect((await read(["2016-10-05T20:19:24Z", "1475697564"])).plan.zoneStated).toBe("data");
    expect((await read(["2016-10-05 20:19:24+02:00", "2016-10-05 20:19:24"])).plan.zoneStated).toBe("partly");
    expect((await read(["2016-10-05 20:19:24", "2016-10-05"])).plan.zoneStated).toBe("nowhere");
    expect((await read(["Wed Oct 05 20:19:24 +0000 2016"])).plan.zoneStated).toBe("data");
  });

  it.each([
    ["2016-10-05", "day"],
    ["2016-10-05T20", "hour"],
    ["2016-10-05 20:00", "minute"],
    ["2016-10-05 20:00:00", "second"],
    ["2016-10-05 20:00:00.000", "millisecond"],
    ["10/13/2016 8 PM", "hour"],
    ["1475697564", "second"],
    ["1475697564.5", "millisecond"],
    ["1475697564000", "millisecond"],
    ["20161005201924", "second"],
  ])("%s is written to the %s", async (text, written) => {
    expect((await read([text])).plan.written).toBe(written);
  });

  it("takes the largest step on which all times stand", () => {
    const times = [3_600_000, 7_200_000, 5_400_000];
    const ms = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };
    expect(measuredResolution((step) => times.filter((t) => t % ms[step] !== 0).length)).toBe("minute");
    expect(measuredResolution((step) => [86_400_000].filter((t) => t % ms[step] !== 0).length)).toBe("day");
  });
});
