import { expect, it } from "vitest";
import { apart, between, count, duration, objectWords, percent, rough } from "./format.ts";
import { letters } from "./groups.ts";

it("writes numbers, shares and distances", () => {
  expect([0, 999, 1000, 36_001_855].map(count)).toEqual(["0", "999", "1,000", "36,001,855"]);
  expect([0, 0.0004, 0.0361, 1.44, 27.4, 12_345.6].map(rough)).toEqual([
    "0",
    "less than 0.001",
    "0.036",
    "1.4",
    "27",
    "12,346",
  ]);
  expect([
    percent(0, 5),
    percent(1, 3),
    percent(1, 25),
    percent(1, 5000),
    percent(4999, 5000),
    percent(199, 200),
    percent(5, 5),
  ]).toEqual(["0 %", "33 %", "4.0 %", "less than 0.1 %", "more than 99.9 %", "99.5 %", "100 %"]);
  expect([60_000, 120_000, 90_000, 600_000, 7_200_000, 129_600_000, 172_800_000].map(duration)).toEqual([
    "60 s",
    "120 s",
    "90 s",
    "10 minutes",
    "2 hours",
    "36 hours",
    "2 days",
  ]);
  expect(apart(60_000, 61_000, "millisecond")).toBe(
    "at most 60 s apart (times are recorded to the millisecond)",
  );
});

it("writes periods in UTC", () => {
  const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
  expect(between(day("2016-10-07"), day("2016-10-07"))).toBe("on 7 October 2016 (UTC)");
  expect(between(day("2016-10-02"), day("2016-10-09"))).toBe("between 2 and 9 October 2016 (UTC)");
  expect(between(day("2016-06-01"), day("2016-10-09"))).toBe("between 1 June and 9 October 2016 (UTC)");
  expect(between(day("2015-06-01"), day("2016-06-01"))).toBe("between 1 June 2015 and 1 June 2016 (UTC)");
});

it("names kinds of objects and groups", () => {
  expect(objectWords("column:client").did).toBe('posted the same values of column "client"');
  expect(objectWords("url").many).toBe("links");
  for (const wrong of ["toString", "column:", "", "Text"])
    expect(() => objectWords(wrong)).toThrow("is not a kind of object");
  expect([0, 25, 26, 51, 52, 701, 702].map(letters)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});
