/**
 * Golden figures on the posts of the Internet Research Agency, 1 June to 8 November 2016, and on declared events and polls
 * of that year. Where they differ from the first prototype's, the difference is said.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { describeWithData } from "../../../test/support/shared-data.ts";
import { Random } from "../random.ts";
import { findChanges, type Changes } from "./changes.ts";
import { findCrossings, smoothSeries } from "./crossings.ts";
import { baseRate, eventDistances, type EventSpan } from "./events.ts";
import { pulsesOf, weekdayScores } from "./pulses.ts";
import { logCounts } from "./scales.ts";
import { partition } from "./segments.ts";

const DAY_MS = 86_400_000;
const dayOf = (date: string): number => Date.parse(date.slice(0, 10)) / DAY_MS;
const nameOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const FIRST = dayOf("2016-06-01");
const DAYS = dayOf("2016-11-08") - FIRST + 1;

async function rowsOf(query: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  const rows = (await connection.runAndReadAll(query)).getRowObjectsJS();
  connection.closeSync();
  return rows;
}

describeWithData("IRA posts", ["ira_2016/ira_2016.parquet"], (path) => {
  const counts = new Map<string, Float64Array>();

  beforeAll(async () => {
    const rows = await rowsOf(
      `SELECT account_category AS who, CAST(posted_at AS DATE)::VARCHAR AS day, count(*)::DOUBLE AS n FROM '${path}' GROUP BY ALL`,
    );
    for (const { who, day, n } of rows) {
      const series = counts.get(who as string) ?? new Float64Array(DAYS);
      counts.set(who as string, series);
      const at = dayOf(day as string) - FIRST;
      if (at >= 0 && at < DAYS) series[at] = n as number;
    }
  });

  const changesOf = (who: string): Changes =>
    findChanges(logCounts(FIRST, counts.get(who)!, new Set()), new Random(1));

  // The prototype gives LeftTroll, RightTroll, NonEnglish and NewsFeed 2, 2, 1 and 1. Here RightTroll has one more, on
  // 6 October, which its penalty, with the lag-1 correlation of the series as it stands, levels and all, was too high for;
  // and NewsFeed has none: its correlation of 0.9 from day to day makes such a rise from nothing in most series.
  it.each([
    ["LeftTroll", ["2016-09-14", "2016-10-06"]],
    ["RightTroll", ["2016-09-11", "2016-09-20", "2016-10-06"]],
    ["NonEnglish", ["2016-10-08"]],
    ["NewsFeed", []],
    ["HashtagGamer", []],
  ])("changes of %s", (who, dates) => {
    expect(changesOf(who).changes.map(({ at }) => nameOf(FIRST + at))).toEqual(dates);
  });

  it("NewsFeed has the prototype's one change under 4 log n, and is no more than chance", () => {
    const { prepared, p } = changesOf("NewsFeed");
    const starts = partition(prepared.cost, 4 * Math.log(DAYS) * prepared.variance);
    expect([...starts].map((at) => nameOf(FIRST + at))).toEqual(["2016-11-02"]);
    expect(prepared.phi).toBeGreaterThan(0.8);
    expect(p).toBeGreaterThan(0.3);
  });

  const pulsesWith = (who: string, scale: (count: number) => number) => {
    const day = Int32Array.from({ length: DAYS }, (_, i) => FIRST + i);
    const score = weekdayScores({ day, value: counts.get(who)!.map(scale) });
    return { score, pulses: pulsesOf(day, score) };
  };
  const at = (date: string): number => dayOf(date) - FIRST;

  it("pulses of RightTroll, on both scales", () => {
    const days = ["2016-09-17", "2016-09-18", "2016-09-19"];
    expect(days.map((date) => counts.get("RightTroll")![at(date)])).toEqual([4831, 4649, 4280]);
    for (const scale of [(x: number) => x, Math.log1p]) {
      const { pulses } = pulsesWith("RightTroll", scale);
      const found = pulses.find(({ from, to }) => from <= at(days[0]!) && to > at(days[2]!));
      expect(found).toBeDefined();
    }
  });

  it("pulse of LeftTroll on counts, hardly one on a log scale", () => {
    const days = ["2016-10-06", "2016-10-07"];
    expect(days.map((date) => counts.get("LeftTroll")![at(date)])).toEqual([13067, 6217]);
    const { pulses } = pulsesWith("LeftTroll", (x) => x);
    expect(pulses.some(({ from, to }) => from <= at(days[0]!) && to > at(days[1]!))).toBe(true);
    // 2.1 in the prototype, whose median of eight weekdays is the upper of the middle two
    expect(pulsesWith("LeftTroll", Math.log1p).score[at(days[0]!)]).toBeCloseTo(2.44, 2);
  });
});

describeWithData("declared events of 2016", ["polls_2016/events.csv"], (path) => {
  it("base rates: 29, 42 and 52 in 100 days lie within one, two and three days of one", () => {
    const events = readFileSync(path, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => /^([^,]*),([^,]*),("(?:[^"]|"")*"|[^,]*),([^,]*),/.exec(line)!)
      .filter(([, first, , , kind]) => kind !== "ira" && first! >= "2016-06-01" && first! <= "2016-11-08")
      .map(([, first, last]): EventSpan => ({ first: dayOf(first!), last: dayOf(last!) }))
      .filter(({ first, last }) => last - first <= 4);
    const either = eventDistances(FIRST, DAYS, events);
    expect([1, 2, 3].map((within) => Math.round(100 * baseRate(either, within)))).toEqual([29, 42, 52]);
    const before = eventDistances(
      FIRST,
      DAYS,
      events.map(({ first }) => ({ first, last: first })),
      "before",
    );
    expect(Math.round(100 * baseRate(before, 1))).toBe(19);
  });
});

describeWithData("polls of 2016", ["polls_2016/polls_538_dslabs.parquet"], (path) => {
  it("the lead never crossed nought for good from 1 June on", async () => {
    const columns = (await rowsOf(`DESCRIBE SELECT * FROM '${path}'`)).map((row) => row["column_name"]);
    expect(columns).toContain("rawpoll_clinton");
    const rows = await rowsOf(
      `SELECT (enddate::DATE - DATE '1970-01-01')::INTEGER AS day, avg(rawpoll_clinton - rawpoll_trump)::DOUBLE AS lead, count(*)::DOUBLE AS n
       FROM '${path}' WHERE state = 'U.S.' AND enddate >= '2016-06-01' GROUP BY 1 ORDER BY 1`,
    );
    const found = findCrossings(
      smoothSeries(
        {
          day: Int32Array.from(rows, ({ day }) => day as number),
          value: Float64Array.from(rows, ({ lead }) => lead as number),
          weight: Float64Array.from(rows, ({ n }) => n as number),
        },
        14,
      ),
      0,
    );
    expect(found.crossings).toEqual([]);
    expect(found.status).toBe("never");
  });
});
